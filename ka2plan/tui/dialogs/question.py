"""A question with a few answers, each with a key of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from ka2plan.text import visible
from ka2plan.tui.dialogs.box import Box
from ka2plan.tui.drawing import Line, Told
from ka2plan.tui.keymap import key_name
from ka2plan.tui.line_view import LineView
from ka2plan.tui.look import Look

WIDTH = 68


class Answer(NamedTuple):
    """One answer."""

    name: str
    """What the question answers with."""
    text: str
    key: str
    """``escape`` for the answer that changes nothing."""


class _Answers(LineView):
    """The question, below it the answers."""

    def __init__(self, look: Look, text: str, more: Sequence[Sequence[Told]], answers: Sequence[Answer]) -> None:
        super().__init__(look)
        self._head: list[list[Told]] = [[(line, "base")] for line in textwrap.wrap(visible(text), WIDTH)]
        self._head += [list(line) for line in more] + [[]]
        self.HEAD = len(self._head)
        self.answers = tuple(answers)
        self.styles.height = self.HEAD + len(answers)

    @property
    def row_count(self) -> int:
        """Number of answers."""
        return len(self.answers)

    def draw_head(self, y: int) -> Strip:
        """A line of the question."""
        line = Line(self.look, self.size.width)
        for text, style in self._head[y]:
            line.add(text, style)
        return line.strip()

    def draw_row(self, row: int) -> Strip:
        """An answer behind its key."""
        answer = self.answers[row]
        cursor = self.look["cursor"] if row == self.cursor else None
        line = Line(self.look, self.size.width, cursor=cursor)
        return line.add(f" {key_name(answer.key)}", "bright", 7).add(answer.text).strip()


class Question(Box[str]):
    """Asks; answers with the name of the answer that was chosen by its key, or by cursor and Enter."""

    def __init__(self, look: Look, text: str, answers: Sequence[Answer], more: Sequence[Sequence[Told]] = ()) -> None:
        super().__init__(classes="" if look.is_unicode else "ascii")
        self._answers = _Answers(look, text, more, answers)

    def compose(self) -> ComposeResult:
        """The question in its box."""
        yield Vertical(self._answers, classes="box")

    def on_mount(self) -> None:
        """Gives the keys to the answers."""
        self._answers.focus()

    def on_key(self, event: events.Key) -> None:
        """Takes the answer of a key, or moves the cursor."""
        event.stop()
        steps = {"down": 1, "j": 1, "up": -1, "k": -1}
        if event.key in steps:
            self._answers.cursor += steps[event.key]
        elif event.key == "enter":
            self._answer(self._answers.answers[self._answers.cursor])
        else:
            chosen = next((answer for answer in self._answers.answers if event.key == answer.key), None)
            if chosen:
                self._answer(chosen)

    def on_line_view_opened(self) -> None:
        """Takes the answer that was clicked."""
        self._answer(self._answers.answers[self._answers.cursor])

    def _answer(self, answer: Answer) -> None:
        self.answer(None if answer.key == "escape" else answer.name)
