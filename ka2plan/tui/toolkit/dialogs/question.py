"""A question with a few answers, each with a key of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import leaving
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

WIDTH = 68
FRAME = 2
"""Lines of the border."""


class Answer(NamedTuple):
    """One answer."""

    name: str
    """What the question answers with."""
    text: str
    key: str
    """``escape`` for the answer that changes nothing."""


class _Asked(LineView):
    """The question and what there is to know about it, as many of its lines as there is room for."""

    def __init__(self, look: Look, text: str, more: Sequence[Sequence[Told]]) -> None:
        super().__init__(look)
        self.can_focus = False
        self._lines: list[Sequence[Told]] = [[(line, "base")] for line in textwrap.wrap(visible(text), WIDTH)]
        self._lines += [*more, []]
        self.styles.height = len(self._lines)

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


class _Answers(LineView):
    """The answers."""

    def __init__(self, look: Look, answers: Sequence[Answer]) -> None:
        super().__init__(look)
        self.answers = tuple(answers)
        self.styles.height = len(answers)

    @property
    def row_count(self) -> int:
        """Number of answers."""
        return len(self.answers)

    def draw_row(self, row: int) -> Strip:
        """An answer behind its key."""
        answer = self.answers[row]
        cursor = self.look["cursor"] if row == self.cursor else None
        line = Line(self.look, self.size.width, cursor=cursor)
        return line.add(f" {key_name(answer.key)}", "bright", 7).add(answer.text).strip()


class Question(Box[str]):
    """Asks; answers with the name of the answer that was chosen by its key, or by cursor and Enter."""

    def __init__(
        self,
        look: Look,
        text: str,
        answers: Sequence[Answer],
        more: Sequence[Sequence[Told]] = (),
        *,
        safe: bool = False,
    ) -> None:
        """Asks; with ``safe`` the cursor begins on the answer that changes nothing: Enter alone does no harm."""
        super().__init__(look)
        self._asked = _Asked(look, text, more)
        self._answers = _Answers(look, answers)
        harmless = next((number for number, answer in enumerate(answers) if answer.key == "escape"), 0)
        self._answers.set_reactive(LineView.cursor, harmless if safe else 0)
        self._box = Vertical(self._asked, self._answers, classes="box")

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (Hint("enter", _("takes")), Hint("↑ ↓", _("move")), leaving())

    def compose(self) -> ComposeResult:
        """The question in its box."""
        yield self._box

    def on_mount(self) -> None:
        """Gives the keys to the answers."""
        self.set_focus(self._answers)

    def on_resize(self, event: events.Resize) -> None:
        """Leaves room for the answers; what is asked scrolls where it is longer than the rest."""
        room = max(1, event.size.height - FRAME - self._answers.row_count)
        self._asked.styles.height = min(room, self._asked.row_count)
        scrolls = self._asked.row_count > room
        self._box.border_subtitle = Content(_("pgup pgdn scroll") if scrolls else "")

    def on_key(self, event: events.Key) -> None:
        """Takes the answer of a key, moves the cursor, or scrolls what is asked."""
        event.stop()
        steps = {"down": 1, "j": 1, "up": -1, "k": -1}
        pages = {"pagedown": 1, "space": 1, "pageup": -1}
        if event.key in steps:
            self._answers.cursor += steps[event.key]
        elif event.key in pages:
            self._asked.scroll_rows(pages[event.key] * self._asked.page)
        elif event.key == "enter":
            self._answer(self._answers.answers[self._answers.cursor])
        else:
            chosen = next((answer for answer in self._answers.answers if event.key == answer.key), None)
            if chosen:
                self._answer(chosen)

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the answer that was clicked."""
        if event.view is self._answers:
            self._answer(self._answers.answers[self._answers.cursor])

    def _answer(self, answer: Answer) -> None:
        self.answer(None if answer.key == "escape" else answer.name)
