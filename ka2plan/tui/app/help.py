"""Help for where one is: what the view shows, its signs, its keys."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from ka2plan.tui.app.help_keys import CLOSE, FIRST, LAST, NEXT, PREVIOUS, SEARCH
from ka2plan.tui.toolkit.dialog_keys import LEAVE, PAGE_DOWN, READ_DOWN, READ_UP
from ka2plan.tui.toolkit.dialogs.dialog import Actions, Dialog
from ka2plan.tui.toolkit.dialogs.prompt import Prompt
from ka2plan.tui.toolkit.dialogs.text_box import scrolling
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.key_names import key_names
from ka2plan.tui.toolkit.line_list import LineList
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.letters import without_marks
from ka2plan.words.messages import _
from ka2plan.words.visible import cells

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

KEY_COLUMN = 22
LEAST_TEXT = 16


def help_lines(editor: Editor) -> list[list[Told]]:
    """All lines of help for the view that is shown: what it is, its keys, its signs, the file."""
    what, *signs = editor.view.explain() or [[(_(editor.views.named(editor.view.NAME).title), "bright")]]
    faults: list[list[Told]] = [[(fault, "warning")] for fault in editor.keymap.faults]
    lines: list[list[Told]] = [*faults, *([[]] if faults else []), what, []]
    lines += [*(_browser_lines(editor) if editor.app.is_served else ()), *_key_lines(editor)]
    if signs:
        lines += [[(_("How to read it"), "bright")], *signs, []]
    lines += _dialog_lines(editor)
    if editor.app.is_served:
        return lines  # where the file lies on the machine that serves it is nobody's business here
    name, folder = os.path.basename(editor.snapshot.path), os.path.dirname(os.path.abspath(editor.snapshot.path))
    return [*lines, [(_("The file"), "bright")], [(_("  {name} in {folder}").format(name=name, folder=folder), "base")]]


def _browser_lines(editor: Editor) -> Iterator[list[Told]]:
    """What is otherwise in a browser: keys that it takes for itself, and how one works with others."""
    key_of = editor.keymap.key_of
    copies = _("copies what is selected with the mouse and shift; else the entry, as {key} does")
    every = _("that the browser keeps for itself: all commands are in {key}")
    told = (
        ("ctrl+v", _("pastes")),
        ("ctrl+c", copies.format(key=key_of("file.copy"))),
        ("ctrl+backspace", _("deletes a word where one types: ctrl+w closes the tab, ctrl+t and ctrl+n open another")),
        (_("alt+digit"), _("may be the browser's own: digits alone show the views")),
        (_("any other key"), every.format(key=key_of("palette"))),
        (_("saving"), _("is done for you; if two people change the same field, one is asked which value to keep")),
        (_("no connection"), _("comes back, with all that is open here; if it does not, load the page again")),
    )
    yield [(_("In the browser"), "bright")]
    if editor.snapshot.read_only:
        yield [("  ", "base"), (_("The plan can be read here and not be changed."), "base")]
    for key, meaning in told:
        yield [("  ", "base"), (f"{key.ljust(KEY_COLUMN - 1)} ", "bar.key"), (meaning, "base")]
    yield []


def _key_lines(editor: Editor) -> Iterator[list[Told]]:
    """The commands of the view under their headings, each behind its keys."""
    here = editor.keymap.here(editor.view.NAME)
    order = list(dict.fromkeys(command.GROUP for command in here))
    without = _("in the palette, {key}").format(key=editor.key_of("palette"))
    for group, members in groupby(sorted(here, key=lambda one: order.index(one.GROUP)), lambda one: one.GROUP):
        yield [(_(group), "bright")]
        for command in members:
            keys = editor.keymap.told_in(command, editor.view.NAME) or without
            yield [("  ", "base"), (f"{keys.ljust(KEY_COLUMN - 1)} ", "bar.key"), (_(command.LABEL), "base")]
        yield []


def _lines_of(editor: Editor, dialog: str) -> Iterator[list[Told]]:
    """What keys do in one kind of dialog."""
    yield [(_("Keys of the dialog that is open"), "bright")]
    for action in editor.keymap.actions:
        if not action.dialogs or dialog in action.dialogs:
            keys = key_names(editor.keymap.keys_named(action.name)) or _("no key")
            yield [("  ", "base"), (f"{keys.ljust(KEY_COLUMN - 1)} ", "bar.key"), (_(action.label), "base")]
    yield []


def _dialog_lines(editor: Editor) -> Iterator[list[Told]]:
    """What keys do in dialogs, under the kinds of these."""
    keymap = editor.keymap
    for group, members in groupby(keymap.actions, lambda action: action.group):
        yield [(_(group), "bright")]
        for action in members:
            keys = key_names(keymap.keys_named(action.name)) or _("no key")
            yield [("  ", "base"), (f"{keys.ljust(KEY_COLUMN - 1)} ", "bar.key"), (_(action.label), "base")]
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


class HelpPage(Dialog[None]):
    """A page over the whole screen. Keys that mean nothing here do nothing: what is typed blindly runs no command."""

    KIND: ClassVar[str] = "help"

    def __init__(self, editor: Editor, dialog: str = "") -> None:
        """Explains the view, or first of all a kind of dialog."""
        super().__init__(editor.look)
        self._title = _("Help: {view}").format(view=_(editor.views.named(editor.view.NAME).title))
        self._unwrapped = [*_lines_of(editor, dialog), *help_lines(editor)] if dialog else help_lines(editor)
        self._page = LineList(editor.look, _draw_line, head=(self._draw_head,), has_cursor=False, takes_keys=True)
        self._page.styles.height = "1fr"
        self._wanted = ""
        self._remark = ""

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        reading = (self.hint(_("scroll"), READ_DOWN, READ_UP), self.hint(_("next page"), PAGE_DOWN))
        searching = (self.hint(_("search"), SEARCH), self.hint(_("next, previous match"), NEXT, PREVIOUS))
        return (*reading, *searching, self.hint(_("closes"), LEAVE))

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._page

    def on_resize(self, event: events.Resize) -> None:
        """Wraps the lines for the size there is."""
        self._page.found = None
        width = event.size.width
        self._page.show([part for line in self._unwrapped for part in in_width(line, width - 2)])

    def actions(self) -> Actions:
        """Scrolls, searches, or leaves."""
        page = self._page
        return {
            **scrolling(page),
            FIRST: lambda: page.scroll_rows(-page.row_count),
            LAST: lambda: page.scroll_rows(page.row_count),
            SEARCH: lambda: self.app.push_screen(Prompt(self.look, "/"), self._search),
            NEXT: partial(self._find, 1),
            PREVIOUS: partial(self._find, -1),
            CLOSE: self.answer,
        }

    def _search(self, wanted: str | None) -> None:
        if wanted:
            self._wanted = wanted
            self._find(1)

    def _find(self, step: int) -> None:
        """Goes to the next line that holds what is searched for, from the other end where there is none."""
        if not self._wanted:
            return
        page, wanted = self._page, without_marks(self._wanted)
        start = page.top - step if page.found is None else page.found
        rows = ((start + step * distance) % page.row_count for distance in range(1, page.row_count + 1))
        found = next((row for row in rows if wanted in without_marks(_text_of(page.items[row]))), None)
        self._remark = "" if found is not None else _("{text} is not in this help").format(text=repr(self._wanted))
        if found is not None:
            page.found = found
            page.show_row(found)
        page.redraw()

    def _draw_head(self, page: LineView) -> Strip:
        """Whose help it is, and how far one has read."""
        line = Line(self.look, page.size.width, "bar").add(" ").add(self._title, "bar.key")
        line.add("   ").add(self._remark, "warning.bar")
        return page.with_position(line.strip(), min(page.top + page.page, page.row_count))


def _text_of(line: Sequence[Told]) -> str:
    return "".join(text for text, _style in line)


def _draw_line(line: Line, told: Sequence[Told]) -> Line:
    return line.add(" ").add_all(told)
