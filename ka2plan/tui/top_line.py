"""The first line of the screen: what the plan is, and how it stands."""

from __future__ import annotations

import os

from textual.reactive import var
from textual.strip import Strip

from ka2plan.checks.wording import figure, months
from ka2plan.messages import _
from ka2plan.session import Snapshot
from ka2plan.tui.drawing import Line
from ka2plan.tui.drawn import Drawn
from ka2plan.tui.standing import Standing, standing_of


class TopLine(Drawn):
    """Acronym, type, duration, lump sum used of allowed, management share, errors and warnings."""

    DEFAULT_CSS = "TopLine { height: 1; }"

    snapshot: var[Snapshot | None] = var(None, init=False)
    """The plan as it is shown; bound to the screen's."""

    def watch_snapshot(self) -> None:
        """Shows how the plan stands now."""
        self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The line; what finds no room is left out from the end."""
        line = Line(self.look, self.size.width, "bar")
        if self.snapshot is None:
            return line.strip()
        standing = standing_of(self.snapshot)
        notices = self._notices(self.snapshot)
        line.room -= len(notices)
        self._say(line, self.snapshot, standing)
        line.room += len(notices)
        return line.skip_to(self.size.width - len(notices)).add(notices, "bar.key").strip()

    def _say(self, line: Line, snapshot: Snapshot, standing: Standing) -> None:
        project = snapshot.plan.project
        line.add(" ").add(project.acronym or os.path.basename(snapshot.path), "bar.key")
        line.add("* " if snapshot.dirty else "  ", "bar.key")
        if project.type:
            line.add(f"{project.type} {project.call or '?'}/{project.round}").add("  ")
        if project.months:
            line.add(months(project.months), "bar.value").add("  ")
        if project.lump_sum is not None:
            line.add(figure(standing.money.total), "error.bar" if standing.over else "bar.value")
            line.add(_(" of {lump_sum}").format(lump_sum=figure(project.lump_sum))).add("  ")
        if standing.management is not None:
            line.add(_("mgmt {share}").format(share=standing.management)).add("  ")
        self._count(line, snapshot)

    def _count(self, line: Line, snapshot: Snapshot) -> None:
        glyphs = self.look.glyphs
        if not snapshot.examined:
            line.add(glyphs.ellipsis)
        elif not any(snapshot.counts[severity] for severity in ("error", "warning")):
            line.add(_("ok"), "good.bar")
        for severity, glyph in (("error", glyphs.error), ("warning", glyphs.warning)):
            if snapshot.counts[severity]:
                line.add(f"{glyph}{snapshot.counts[severity]}", f"{severity}.bar").add(" ")

    def _notices(self, snapshot: Snapshot) -> str:
        notices = []
        if snapshot.changed_on_disk:
            notices.append(_("changed on disk"))
        if snapshot.read_only:
            notices.append(_("read-only"))
        return f" {', '.join(notices)} " if notices else ""
