"""The changes since the last save in the plan's own terms, to be read and gone to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.errors import Ka2planError
from ka2plan.toml import TomlFault
from ka2plan.tui.editor.told_changes import ToldChange, told_changes
from ka2plan.tui.toolkit.dialog_keys import LEAVE, PAGE_DOWN, PAGE_UP, READ_DOWN, READ_UP, TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList, ruled
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

MOST_ROWS = 14
FULL_LINES = 4
"""Lines for the whole of the sentence under the cursor."""


def tell_changes(editor: Editor) -> None:
    """Lists what changed since the last save; Enter goes to the lines of what is chosen."""
    snapshot = editor.snapshot
    if not snapshot.dirty:
        editor.say(_("nothing changed since the last save"), "good")
        return
    try:
        told = told_changes(snapshot.saved_text, snapshot.text)
    except (TomlFault, Ka2planError) as fault:
        editor.say(_("the changes cannot be shown: {reason}").format(reason=fault), "warning")
        return
    if not told:
        editor.say(_("only comments or layout differ: the plan says the same"), "good")
        return

    def chosen(change: ToldChange) -> None:
        if change.path is not None:
            editor.screen.show_view("text")
            editor.view.select(change.path)

    editor.ask(ToldChanges(editor.look, told), chosen)


class ToldChanges(Box[ToldChange]):
    """Asks for one of the changes."""

    KIND: ClassVar[str] = "changes"

    def __init__(self, look: Look, told: list[ToldChange]) -> None:
        super().__init__(look)
        self._sentences = LineList(look, _draw_sentence, told, takes_keys=True)
        self._sentences.styles.height = min(MOST_ROWS, len(told))
        self._full = LineList(look, self._draw_full, range(FULL_LINES), head=(ruled,), has_cursor=False)
        self._full.styles.height = FULL_LINES + 1

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        moving = self.hint(_("move"), READ_DOWN, READ_UP)
        return (self.hint(_("goes there"), TAKE), moving, self.hint(_("closes"), LEAVE))

    def compose(self) -> ComposeResult:
        """The sentences in their box."""
        box = Vertical(self._sentences, self._full, classes="box")
        box.border_title = Content(_("Since the last save"))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the sentences."""
        self.set_focus(self._sentences)

    def actions(self) -> Actions:
        """Moves among the sentences, or takes one."""
        sentences = self._sentences
        return {
            READ_DOWN: partial(sentences.step, 1),
            READ_UP: partial(sentences.step, -1),
            PAGE_DOWN: lambda: sentences.step(sentences.page),
            PAGE_UP: lambda: sentences.step(-sentences.page),
            TAKE: self._take,
        }

    def other_key(self) -> Callable[[], object]:
        """Closes."""
        return self.answer

    def _take(self) -> None:
        self.answer(self._sentences.chosen)

    def _draw_full(self, line: Line, row: int) -> Line:
        """A line of the sentence under the cursor."""
        lines = wrapped(self._sentences.chosen.sentence, line.room - 2) if self._sentences.chosen else []
        return line.add(" ").add(lines[row] if row < len(lines) else "")

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        """Shows the whole sentence."""
        event.stop()
        if event.view is self._sentences:
            self._full.redraw()

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the sentence that was clicked."""
        event.stop()
        if event.view is self._sentences:
            self._take()


def _draw_sentence(line: Line, change: ToldChange) -> Line:
    """A sentence as far as there is room."""
    return line.add(" ").add(change.sentence, "base" if change.path else "dim")
