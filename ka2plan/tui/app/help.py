"""Help for where one is: what the view shows, its signs, its keys."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from ka2plan.tui.toolkit.dialogs.dialog import Dialog
from ka2plan.tui.toolkit.dialogs.prompt import Prompt
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.key_names import key_names
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _
from ka2plan.words.visible import cells

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

KEY_COLUMN = 22
LEAST_TEXT = 16

ENDS = {"g": -1, "home": -1, "G": 1, "end": 1}
"""Keys that go to the first and to the last line."""


def help_lines(editor: Editor) -> list[list[Told]]:
    """All lines of help for the view that is shown: what it is, its keys, its signs, the file."""
    what, *signs = editor.view.explain() or [[(_(editor.views.named(editor.view.NAME).title), "bright")]]
    faults: list[list[Told]] = [[(fault, "warning")] for fault in editor.keymap.faults]
    lines: list[list[Told]] = [*faults, *([[]] if faults else []), what, [], *_key_lines(editor)]
    if signs:
        lines += [[(_("How to read it"), "bright")], *signs, []]
    name, folder = os.path.basename(editor.snapshot.path), os.path.dirname(os.path.abspath(editor.snapshot.path))
    return [*lines, [(_("The file"), "bright")], [(_("  {name} in {folder}").format(name=name, folder=folder), "base")]]


def _key_lines(editor: Editor) -> Iterator[list[Told]]:
    """The commands of the view under their headings, each behind its keys."""
    here = editor.keymap.here(editor.view.NAME)
    order = list(dict.fromkeys(command.GROUP for command in here))
    without = _("in the palette, {key}").format(key=editor.keymap.key_of("palette"))
    for group, members in groupby(sorted(here, key=lambda one: order.index(one.GROUP)), lambda one: one.GROUP):
        yield [(_(group), "bright")]
        for command in members:
            keys = key_names(editor.keymap.keys_in(command, editor.view.NAME)) or without
            yield [("  ", "base"), (f"{keys.ljust(KEY_COLUMN - 1)} ", "bar.key"), (_(command.LABEL), "base")]
        yield []


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
    """Lines to read under a title, without a cursor: keys scroll."""

    HEAD = 1

    def __init__(self, look: Look, title: str, lines: list[list[Told]]) -> None:
        super().__init__(look)
        self._title = title
        self._unwrapped = lines
        self._lines: list[list[Told]] = []
        self._found: int | None = None
        self._remark = ""

    def wrap(self, width: int) -> None:
        """Lays the lines out for a width of the screen."""
        self._lines = [part for line in self._unwrapped for part in in_width(line, width - 2)]
        self._found = None
        self.redraw_all()

    @property
    def row_count(self) -> int:
        """Number of lines."""
        return len(self._lines)

    def find(self, wanted: str, step: int) -> None:
        """Goes to the next line that holds a text, from the other end where there is none."""
        start = self.top - step if self._found is None else self._found
        self._remark = ""
        for distance in range(1, self.row_count + 1):
            row = (start + step * distance) % self.row_count
            if wanted.casefold() in "".join(text for text, _style in self._lines[row]).casefold():
                self._found = row
                self.show_row(row)
                break
        else:
            self._remark = _("{text} is nowhere in this help").format(text=repr(wanted))
        self.redraw()

    def draw_head(self, y: int) -> Strip:
        """Whose help it is, and how far one has read."""
        line = Line(self.look, self.size.width, "bar").add(" ").add(self._title, "bar.key")
        line.add("   ").add(self._remark, "warning.bar")
        return self.with_position(line.strip(), min(self.top + self.page, self.row_count))

    def draw_row(self, row: int) -> Strip:
        """A line."""
        line = Line(self.look, self.size.width, cursor=self.look["cursor"] if row == self._found else None).add(" ")
        for text, style in self._lines[row]:
            line.add(text, style)
        return line.strip()


class Help(Dialog[None]):
    """A page over the whole screen. Keys that mean nothing here do nothing: what is typed blindly runs no command."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor.look)
        title = _("Help: {view}").format(view=_(editor.views.named(editor.view.NAME).title))
        self._page = _Page(editor.look, title, help_lines(editor))
        self._wanted = ""

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        scrolling = (Hint("j k", _("scroll")), Hint("space", _("next page")))
        return (*scrolling, Hint("/", _("search")), Hint("n N", _("next, previous match")), Hint("esc", _("closes")))

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._page

    def on_resize(self, event: events.Resize) -> None:
        """Wraps the lines for the size there is."""
        self._page.wrap(event.size.width)

    def on_key(self, event: events.Key) -> None:
        """Scrolls, searches, or leaves."""
        event.stop()
        key = event.character if event.character and event.is_printable else event.key
        if steps := self._page.steps_of(event.key):
            self._page.scroll_rows(steps)
        elif key in ENDS:
            self._page.scroll_rows(ENDS[key] * self._page.row_count)
        elif key == "/":
            self.app.push_screen(Prompt(self.look, "/"), self._search)
        elif key in ("n", "N") and self._wanted:
            self._page.find(self._wanted, 1 if key == "n" else -1)
        elif key in ("q", "?", "f1"):
            self.answer()

    def _search(self, wanted: str | None) -> None:
        if wanted:
            self._wanted = wanted
            self._page.find(wanted, 1)
