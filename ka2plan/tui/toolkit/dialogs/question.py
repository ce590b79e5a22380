"""A question with a few answers, each with a key of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.tui.toolkit.dialog_keys import ANSWER_DOWN, ANSWER_UP, ASKED_DOWN, ASKED_UP, LEAVE, TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.drawing import Line, Told, lines_in
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.key_names import key_names, names_of
from ka2plan.tui.toolkit.line_list import LineList, Lines, text_list
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

WIDTH = 68
FRAME = 3
"""Lines of the border, and the last of the screen, which tells the keys."""


class Answer(NamedTuple):
    """One answer."""

    name: str
    """What the question answers with; the table of keys knows it as ``answer.NAME``."""
    text: str
    key: str
    """The key it has unless the user says otherwise; ``escape`` for the answer that changes nothing."""


class Question(Box[str]):
    """Asks; answers with the name of the answer that was chosen by its key, or by cursor and Enter."""

    KIND: ClassVar[str] = "question"

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
        asked: Lines = [*lines_in("base", textwrap.wrap(visible(text), WIDTH)), *more, []]
        self._asked = text_list(look, asked)
        self._asked.styles.height = len(asked)
        self._answers = LineList(look, self._draw_answer, answers, takes_keys=True)
        self._answers.styles.height = len(answers)
        harmless = next((number for number, answer in enumerate(answers) if answer.key == "escape"), 0)
        self._answers.begin_on(harmless if safe else 0)
        self._box = Vertical(self._asked, self._answers, classes="box")

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (self.hint(_("takes"), TAKE), self.hint(_("move"), ANSWER_UP, ANSWER_DOWN), self.leaving())

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
        self._box.border_subtitle = Content(self._scrolling() if scrolls else "")

    def _scrolling(self) -> str:
        return _("{keys} scroll").format(keys=self.key_of(ASKED_UP, ASKED_DOWN))

    def actions(self) -> Actions:
        """Moves the cursor, takes its answer, or scrolls what is asked."""
        return {
            ANSWER_DOWN: partial(self._answers.step, 1),
            ANSWER_UP: partial(self._answers.step, -1),
            ASKED_DOWN: lambda: self._asked.scroll_rows(self._asked.page),
            ASKED_UP: lambda: self._asked.scroll_rows(-self._asked.page),
            TAKE: lambda: self._answer(self._answers.chosen),
        }

    def taken(self, key: events.Key) -> Callable[[], object] | None:
        """What to do for a key: an answer's own comes after those of all questions."""
        names = names_of(key)
        chosen = next((answer for answer in self._answers.items if set(names) & set(self._keys_of(answer))), None)
        return super().taken(key) or (partial(self._answer, chosen) if chosen else None)

    def _keys_of(self, answer: Answer) -> tuple[str, ...]:
        """The keys of an answer: as the user has them, of a command that stands here as an answer its own."""
        if answer.key == "escape":
            return self.keys.keys_named(LEAVE.name)
        return self.keys.keys_named(f"answer.{answer.name}") or self.keys.keys_named(answer.name)

    def _draw_answer(self, line: Line, answer: Answer) -> Line:
        """An answer behind its key."""
        return line.add(f" {key_names(self._keys_of(answer)[:1])}", "bright", 7).add(answer.text)

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Takes the answer that was clicked."""
        if event.view is self._answers:
            self._answer(self._answers.chosen)

    def _answer(self, answer: Answer | None) -> None:
        if answer:
            self.answer(None if answer.key == "escape" else answer.name)
