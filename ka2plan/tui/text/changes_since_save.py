"""The changes since the last save in the plan's own terms, to be read and gone to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.errors import Ka2planError
from ka2plan.toml import TomlFault
from ka2plan.tui.editor.told_changes import ToldChange, told_changes
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.key_hints import Hint
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
        editor.say(_("the changes cannot be told: {reason}").format(reason=fault), "warning")
        return
    if not told:
        editor.say(_("only comments or layout differ: the plan says the same"), "good")
        return

    def chosen(change: ToldChange) -> None:
        if change.path is not None:
            editor.screen.show_view("text")
            editor.view.select(change.path)

    editor.ask(ToldChanges(editor.look, told), chosen)


class _Sentences(LineView):
    """The sentences, each on a line; below them the one under the cursor in full."""

    def __init__(self, look: Look, told: list[ToldChange]) -> None:
        super().__init__(look)
        self.told = told
        self.styles.height = min(MOST_ROWS, len(told))

    @property
    def row_count(self) -> int:
        """Number of sentences."""
        return len(self.told)

    def draw_row(self, row: int) -> Strip:
        """A sentence as far as there is room."""
        change, cursor = self.told[row], self.look["cursor"] if row == self.cursor else None
        line = Line(self.look, self.size.width, cursor=cursor).add(" ")
        return line.add(change.sentence, "base" if change.path else "dim").strip()


class _InFull(LineView):
    """The whole of one sentence."""

    HEAD = 1

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.can_focus = False
        self.sentence = ""
        self.styles.height = FULL_LINES + 1

    @property
    def row_count(self) -> int:
        """Lines that are kept free for it."""
        return FULL_LINES

    def draw_head(self, y: int) -> Strip:
        """A rule."""
        return Line(self.look, self.size.width, "rule").add(self.look.glyphs.rule * self.size.width).strip()

    def draw_row(self, row: int) -> Strip:
        """A line of it."""
        lines = wrapped(self.sentence, self.size.width - 2)
        return Line(self.look, self.size.width).add(" ").add(lines[row] if row < len(lines) else "").strip()


class ToldChanges(Box[ToldChange]):
    """Asks for one of the changes."""

    def __init__(self, look: Look, told: list[ToldChange]) -> None:
        super().__init__(look)
        self._sentences = _Sentences(look, told)
        self._full = _InFull(look)
        self._full.sentence = told[0].sentence

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (Hint("enter", _("goes there")), Hint("j k", _("move")), Hint("esc", _("closes")))

    def compose(self) -> ComposeResult:
        """The sentences in their box."""
        box = Vertical(self._sentences, self._full, classes="box")
        box.border_title = Content(_("Since the last save"))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the sentences."""
        self.set_focus(self._sentences)

    def on_key(self, event: events.Key) -> None:
        """Moves among the sentences, or takes one."""
        event.stop()
        if steps := self._sentences.steps_of(event.key):
            self._sentences.cursor += steps
        elif event.key == "enter":
            self.answer(self._sentences.told[self._sentences.cursor])
        else:
            self.answer()

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        """Shows the whole sentence."""
        event.stop()
        if event.view is self._sentences:
            self._full.sentence = self._sentences.told[self._sentences.cursor].sentence
            self._full.redraw()

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the sentence that was clicked."""
        event.stop()
        if event.view is self._sentences:
            self.answer(self._sentences.told[self._sentences.cursor])
