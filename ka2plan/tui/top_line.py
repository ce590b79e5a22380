"""The first line of the screen: what the plan is, and how it stands."""

from __future__ import annotations

import os
from collections.abc import Iterator

from textual.reactive import var
from textual.strip import Strip

from ka2plan.checks.wording import figure, months
from ka2plan.messages import _
from ka2plan.session import Snapshot
from ka2plan.text import cells, visible
from ka2plan.tui.drawing import Line, Told
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
        """The line; of what finds no room the last figures are left out, whole: a part of one is another one."""
        line = Line(self.look, self.size.width, "bar")
        if self.snapshot is None:
            return line.strip()
        notices, counted = self._notices(self.snapshot), self._counted(self.snapshot)
        line.room -= len(notices)
        room = line.room - _width(counted)
        for number, item in enumerate(self._items(self.snapshot, standing_of(self.snapshot))):
            room -= _width(item)
            if number and room < 0:
                break
            for text, style in item:
                line.add(text, style)
        for text, style in counted:
            line.add(text, style)
        line.room += len(notices)
        return line.skip_to(self.size.width - len(notices)).add(notices, "bar.key").strip()

    def _items(self, snapshot: Snapshot, standing: Standing) -> Iterator[list[Told]]:
        """What the line says before the findings, each with the blanks behind it."""
        project, gap = snapshot.plan.project, ("  ", "bar")
        name = project.acronym or os.path.basename(snapshot.path)
        yield [(" ", "bar"), (name, "bar.key"), ("* " if snapshot.dirty else "  ", "bar.key")]
        if project.type:
            yield [(f"{project.type} {project.call or '?'}/{project.round}", "bar"), gap]
        if project.months:
            yield [(months(project.months), "bar.value"), gap]
        if project.lump_sum is not None:
            total = (figure(standing.money.total), "error.bar" if standing.over else "bar.value")
            yield [total, (_(" of {lump_sum}").format(lump_sum=figure(project.lump_sum)), "bar"), gap]
        if standing.management is not None:
            yield [(_("mgmt {share}").format(share=standing.management), "bar"), gap]

    def _counted(self, snapshot: Snapshot) -> list[Told]:
        """Errors, warnings and what was accepted; this is left out last."""
        glyphs, found = self.look.glyphs, snapshot.counts
        told: list[Told] = []
        for severity, glyph in (("error", glyphs.error), ("warning", glyphs.warning)):
            if found[severity]:
                told += [(f"{glyph}{found[severity]}", f"{severity}.bar"), (" ", "bar")]
        if not snapshot.examined:
            told.insert(0, (glyphs.ellipsis, "bar"))
        elif not told:
            told.append((_("ok"), "good.bar"))
        if snapshot.ignored:
            separator = "" if told[-1] == (" ", "bar") else ", "
            accepted = _("{count} accepted").format(count=len(snapshot.ignored))
            told.append((f"{separator}{accepted}", "bar"))
        return told

    def _notices(self, snapshot: Snapshot) -> str:
        notices = []
        if snapshot.changed_on_disk:
            notices.append(_("changed on disk"))
        if snapshot.read_only:
            notices.append(_("read-only"))
        return f" {', '.join(notices)} " if notices else ""


def _width(told: list[Told]) -> int:
    return sum(cells(visible(text, 200)) for text, _style in told)
