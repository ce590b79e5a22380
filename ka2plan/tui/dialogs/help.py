"""Help for where one is: what the view shows, its signs, its keys."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from ka2plan.messages import _
from ka2plan.text import cells
from ka2plan.tui.describing import wrapped
from ka2plan.tui.dialogs.dialog import Dialog
from ka2plan.tui.drawing import Line, Told
from ka2plan.tui.keymap import key_names
from ka2plan.tui.line_view import LineView
from ka2plan.tui.look import Look

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor

KEY_COLUMN = 22
LEAST_TEXT = 16


def help_lines(editor: Editor) -> list[list[Told]]:
    """All lines of help for the view that is shown."""
    lines: list[list[Told]] = [*editor.view.explain(), []]
    commands = sorted(editor.keymap.here(editor.view.NAME), key=lambda command: command.GROUP)
    order = list(dict.fromkeys(command.GROUP for command in editor.keymap.here(editor.view.NAME)))
    for group, members in groupby(sorted(commands, key=lambda one: order.index(one.GROUP)), lambda one: one.GROUP):
        lines.append([(_(group), "bright")])
        for command in members:
            keys = key_names(editor.keymap.keys_in(command, editor.view.NAME)) or _("(palette)")
            lines.append([("  ", "base"), (f"{keys.ljust(KEY_COLUMN - 1)} ", "bar.key"), (_(command.LABEL), "base")])
        lines.append([])
    return lines


def in_width(line: list[Told], width: int) -> list[list[Told]]:
    """A line with its last text in as many lines as it needs, one below the other."""
    *before, (text, style) = line or [("", "base")]
    indent = sum(cells(told) for told, _style in before) + len(text) - len(text.lstrip())
    if indent > width - LEAST_TEXT:
        return [line]
    first, *others = wrapped(text.strip(), width - indent) or [""]
    told = text[: len(text) - len(text.lstrip())] + first
    return [[*before, (told, style)], *([(" " * indent, "base"), (other, style)] for other in others)]


class _Page(LineView):
    """Lines to read, without a cursor: keys scroll."""

    def __init__(self, look: Look, lines: list[list[Told]]) -> None:
        super().__init__(look)
        self._unwrapped = lines
        self._lines: list[list[Told]] = []

    def wrap(self, width: int) -> None:
        """Lays the lines out for a width of the screen."""
        self._lines = [part for line in self._unwrapped for part in in_width(line, width - 2)]
        self.redraw_all()

    @property
    def row_count(self) -> int:
        """Number of lines."""
        return len(self._lines)

    def draw_row(self, row: int) -> Strip:
        """A line."""
        line = Line(self.look, self.size.width).add(" ")
        for text, style in self._lines[row]:
            line.add(text, style)
        return line.strip()


class Help(Dialog[None]):
    """A page over the whole screen; any key that does not scroll leaves it."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._page = _Page(editor.look, help_lines(editor))

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._page

    def on_resize(self, event: events.Resize) -> None:
        """Wraps the lines for the size there is."""
        self._page.wrap(event.size.width)

    def on_key(self, event: events.Key) -> None:
        """Scrolls, or leaves."""
        event.stop()
        if steps := self._page.steps_of(event.key):
            self._page.scroll_rows(steps)
        else:
            self.answer()
