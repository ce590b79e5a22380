"""A decision that is read about first: a text to scroll through, below it the answers with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.messages import _
from ka2plan.text import visible
from ka2plan.tui.dialogs.box import Box
from ka2plan.tui.dialogs.question import WIDTH, Answer
from ka2plan.tui.drawing import Line, Told
from ka2plan.tui.drawn import Drawn
from ka2plan.tui.keymap import key_name
from ka2plan.tui.line_view import LineView
from ka2plan.tui.look import Look

FRAME = 3
"""Lines besides the text and the answers: the border, and a blank line before the answers."""

Lines = Sequence[Sequence[Told]]


class _Text(LineView):
    """The text, as far as there is room for it."""

    DEFAULT_CSS = "_Text { height: auto; }"

    def __init__(self, look: Look, lines: Lines) -> None:
        super().__init__(look)
        self._lines = lines

    @property
    def row_count(self) -> int:
        """Number of lines."""
        return len(self._lines)

    def draw_row(self, row: int) -> Strip:
        """A line."""
        line = Line(self.look, self.size.width)
        for text, style in self._lines[row]:
            line.add(text, style)
        return line.strip()


class _Answers(Drawn):
    """A blank line, then the answers behind their keys."""

    def __init__(self, look: Look, answers: Sequence[Answer]) -> None:
        super().__init__(look)
        self._answers = answers
        self.styles.height = 1 + len(answers)

    def draw_line(self, y: int) -> Strip:
        """An answer."""
        line = Line(self.look, self.size.width)
        if 0 < y <= len(self._answers):
            answer = self._answers[y - 1]
            line.add(f" {key_name(answer.key)}", "bright", 7).add(answer.text)
        return line.strip()


class Decision(Box[str]):
    """Asks; answers with the name of the answer whose key was pressed, with Enter of the first."""

    def __init__(self, look: Look, title: str, lines: Lines, answers: Sequence[Answer]) -> None:
        super().__init__(look)
        self._title = title
        self._answers = answers
        self._text = _Text(look, lines)
        self._foot = _Answers(look, answers)

    def compose(self) -> ComposeResult:
        """The text and the answers in their box."""
        box = Vertical(self._text, self._foot, classes="box")
        box.border_title = Content(visible(self._title, WIDTH))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the text."""
        self._text.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Takes as many lines as the text needs and there are, and says how to see the rest."""
        room = max(1, event.size.height - FRAME - len(self._answers))
        self._text.styles.height = max(1, min(self._text.row_count, room))
        words = _("j k scroll: {count} lines").format(count=self._text.row_count) if self._text.row_count > room else ""
        self.query_one(Vertical).border_subtitle = Content(words)

    def on_key(self, event: events.Key) -> None:
        """Takes the answer of a key, or scrolls."""
        event.stop()
        key = self._answers[0].key if event.key == "enter" else event.key
        chosen = next((answer for answer in self._answers if answer.key == key), None)
        if chosen:
            self.answer(None if chosen.key == "escape" else chosen.name)
        elif steps := self._text.steps_of(event.key):
            self._text.scroll_rows(steps)
