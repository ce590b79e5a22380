"""The first line of the screen: what the plan is, how it stands, and which view of it is shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual import events
from textual.reactive import var
from textual.strip import Strip

from ka2plan.findings import ERROR, WARNING
from ka2plan.named_tuples import NamedTuple
from ka2plan.session import Snapshot
from ka2plan.tui.editor.totals import standing_of
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.words.figures import figure, months
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, cut, visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

GAP = "  "
MOST_OF_NAME = 40
"""Cells that the name of the file takes at most."""


class BarPiece(NamedTuple):
    """A part of the line, its distance to what is before it included."""

    told: tuple[Told, ...]
    dispensable: int = 0
    """Where there is no room the highest is left out first; 0 always stays."""

    @property
    def width(self) -> int:
        """Cells it takes."""
        return sum(cells(visible(text)) for text, _style in self.told)

    def nearer(self) -> BarPiece:
        """The same right behind the acronym, which has a blank or a star of its own at its end."""
        (text, style), *rest = self.told
        return self._replace(told=((text.replace(GAP, " ", 1), style), *rest)) if text.startswith(GAP) else self


class TopLine(Drawn):
    """Acronym, type, duration, lump sum used of allowed, management share, errors, warnings, what is late; the view."""

    DEFAULT_CSS = "TopLine { height: 1; }"

    snapshot: var[Snapshot | None] = var(None, init=False)
    """The plan as it is shown; bound to the screen's."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor.look)
        self._editor = editor
        self._late = 0
        """How much is late today."""

    def watch_snapshot(self) -> None:
        """Shows how the plan stands now."""
        self._late = len(self.snapshot.late) if self.snapshot and self.snapshot.readable else 0
        self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The line; what finds no room is left out; errors, warnings and what is late never."""
        width = self.size.width
        line = Line(self.look, width, "bar")
        if self.snapshot is None:
            return line.strip()
        name, sign = self._acronym(self.snapshot).told
        left, right = self._fitting(self.snapshot)
        room = width - sum(piece.width for piece in (*left, *right))
        line.add(cut(visible(name[0], width), max(0, room - 1), self.look.glyphs.ellipsis), "bar.key").add(*sign)
        _add(line, left)
        return _add(line.skip_to(width - sum(piece.width for piece in right)), right).strip()

    def _fitting(self, snapshot: Snapshot) -> tuple[list[BarPiece], list[BarPiece]]:
        """What finds room at either side: all views where they do, else the one that is shown."""
        room = self.size.width - self._acronym(snapshot).width
        left, right = list(self._left(snapshot)), self._right(snapshot)
        needed = sum(piece.width for piece in left + right)
        shown, every = self._view(), self._tabs()
        if snapshot.plan.project.acronym:
            left.append(BarPiece(((GAP + cut(visible(os.path.basename(snapshot.path)), MOST_OF_NAME), "bar"),), 9))
        right.append(every if needed + every.width <= room else shown)
        for piece in sorted(left + right, key=lambda piece: -piece.dispensable):
            if not piece.dispensable or sum(kept.width for kept in left + right) <= room:
                break
            left, right = [kept for kept in left if kept is not piece], [kept for kept in right if kept is not piece]
        return [piece.nearer() if place == 0 else piece for place, piece in enumerate(left)], right

    def _acronym(self, snapshot: Snapshot) -> BarPiece:
        name = snapshot.plan.project.acronym or os.path.basename(snapshot.path)
        return BarPiece(((f" {name}", "bar.key"), ("*" if snapshot.dirty else " ", "bar.key")))

    def _left(self, snapshot: Snapshot) -> Iterator[BarPiece]:
        project, standing = snapshot.plan.project, standing_of(snapshot)
        if project.type:
            yield BarPiece(((f" {project.type}", "bar"),), 7)
            yield BarPiece(((f" {project.call or '?'}/{project.round}", "bar"),), 8)
        if project.months:
            yield BarPiece(((GAP, "bar"), (months(project.months), "bar.value")), 6)
        if project.lump_sum is not None:
            used: Told = figure(standing.money.total), "error.bar" if standing.over else "bar.value"
            of_all = _(" of {lump_sum}").format(lump_sum=figure(project.lump_sum))
            yield BarPiece(((GAP, "bar"), used, (of_all, "bar")), 2)
        if standing.management is not None:
            yield BarPiece(((GAP + _("mgmt {share}").format(share=standing.management), "bar"),), 4)
        counts = BarPiece(((GAP, "bar"), *self._counts(snapshot)))
        yield counts
        if snapshot.ignored:
            separator = "" if counts.told[-1][0] == " " else ", "
            count = len(snapshot.ignored)
            accepted = ngettext("{count} accepted", "{count} accepted", count).format(count=count)
            yield BarPiece(((f"{separator}{accepted}", "bar"),), 5)

    def _counts(self, snapshot: Snapshot) -> Iterator[Told]:
        glyphs = self.look.glyphs
        if not snapshot.examined:
            yield glyphs.ellipsis, "bar"
        elif not (snapshot.counts[ERROR] or snapshot.counts[WARNING] or self._late):
            yield _("ok"), "good.bar"
        if snapshot.counts[ERROR]:
            yield f"{glyphs.error}{snapshot.counts[ERROR]}", "error.bar"
            yield " ", "bar"
        if snapshot.counts[WARNING]:
            yield f"{glyphs.warning}{snapshot.counts[WARNING]}", "warning.bar"
            yield " ", "bar"
        if self._late:
            yield ngettext("{count} late", "{count} late", self._late).format(count=self._late), "error.bar"
            if not snapshot.ignored:
                yield " ", "bar"

    def _right(self, snapshot: Snapshot) -> list[BarPiece]:
        notices = []
        if snapshot.changed_on_disk:
            notices.append(_("changed on disk"))
        if snapshot.read_only:
            notices.append(_("read-only"))
        if self._editor.pushes:
            notices.append(_("push on"))
        return [BarPiece(((f" {', '.join(notices)} ", "bar.key"),), 1)] if notices else []

    def _view(self) -> BarPiece:
        """The view that is shown, with its key."""
        return BarPiece(((GAP, "bar"), (f"{self._titled(self._editor.view.NAME)} ", "bar.value")), 3)

    def _tabs(self) -> BarPiece:
        """All views that have a key, the one that is shown in front of the eye."""
        now = self._editor.view.NAME
        names = [view.name for view in self._editor.views.with_keys]
        told = [(self._titled(name), "bar.key" if name == now else "bar") for name in names]
        if now not in names:
            told.append((self._editor.views.named(now).short, "bar.key"))
        return BarPiece((*((part) for tab in told for part in ((GAP, "bar"), tab)), (" ", "bar")))

    def _titled(self, name: str) -> str:
        keys = self._editor.keymap.keys_named(f"view.{name}")
        short = self._editor.views.named(name).short
        return f"{key_name(keys[0])} {short}" if keys else short

    def on_click(self, event: events.Click) -> None:
        """Shows the view whose name was clicked on."""
        tabs = self._tabs()
        if self.snapshot is None or tabs not in self._fitting(self.snapshot)[1]:
            return
        end = self.size.width - tabs.width
        for view, (title, _style) in zip(self._editor.views.with_keys, tabs.told[1::2], strict=False):
            end += len(GAP) + cells(title)
            if end - cells(title) <= event.x < end:
                self._editor.screen.show_view(view.name)
                return


def _add(line: Line, pieces: Iterable[BarPiece]) -> Line:
    for piece in pieces:
        for text, style in piece.told:
            line.add(text, style)
    return line
