"""Choosing one of many by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import leaving
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.fuzzy_match import best_matches
from ka2plan.tui.toolkit.inputs import Field
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

Value = TypeVar("Value")

MOST_ROWS = 14


class Choice(NamedTuple, Generic[Value]):
    """One of the things to choose from."""

    value: Value
    label: str
    detail: str = ""
    """More about it, in a second column; searched too."""
    refused: str = ""
    """Why it cannot be chosen, where that is so."""
    dim: bool = False
    """Whether it stands back behind the others."""


class Choices(LineView, Generic[Value]):
    """The choices that match what was typed."""

    DEFAULT_CSS = "Choices { height: auto; }"

    def __init__(self, look: Look, choices: Sequence[Choice[Value]]) -> None:
        super().__init__(look)
        self.can_focus = False
        self.matching = list(choices)
        self._label_width = max((cells(visible(choice.label)) for choice in choices), default=0)
        self._detail_width = max((cells(visible(choice.detail)) for choice in choices), default=0)

    @property
    def row_count(self) -> int:
        """Number of choices that match."""
        return len(self.matching)

    @property
    def chosen(self) -> Choice[Value] | None:
        """The choice under the cursor."""
        return self.matching[self.cursor] if self.matching else None

    @property
    def _label_room(self) -> int:
        room = self.size.width - 1
        return min(self._label_width, room - min(self._detail_width, room // 2) - 2)

    @property
    def tail(self) -> str:
        """What of the label under the cursor finds no room in its row."""
        label, room = visible(self.chosen.label) if self.chosen else "", self._label_room
        if cells(label) <= room:
            return ""
        words = label[: room - 1].rpartition(" ")[0]
        return f"{self.look.glyphs.ellipsis} {label[len(words) :].strip()}"

    def draw_row(self, row: int) -> Strip:
        """A choice with its detail, or the reason why it cannot be chosen."""
        choice = self.matching[row]
        cursor = self.look["cursor"] if row == self.cursor else None
        line = Line(self.look, self.size.width, cursor=cursor).add(" ")
        style = "dim" if choice.refused or choice.dim else "base"
        line.add(choice.label, style, self._label_room).add("  ")
        return line.add(choice.refused or choice.detail, "warning" if choice.refused else "dim").strip()


class Picker(Box[Value], Generic[Value]):
    """Asks to choose; answers with the value of the choice. Typing narrows the list."""

    DEFAULT_CSS = "Picker.-roomy > .box { width: 100; }"

    def __init__(self, look: Look, title: str, choices: Sequence[Choice[Value]], selected: Value | None = None) -> None:
        super().__init__(look)
        self._title = title
        self._every = list(choices)
        self._choices = Choices(look, choices)
        self._choices.styles.height = min(MOST_ROWS, max(1, len(choices)))
        number = next((number for number, choice in enumerate(choices) if choice.value == selected), 0)
        self._choices.set_reactive(LineView.cursor, number)
        self._box = Vertical(Field(), self._choices, classes="box")

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (Hint("enter", _("takes")), Hint("↑ ↓", _("move")), Hint(_("letters"), _("filter")), leaving())

    def compose(self) -> ComposeResult:
        """What was typed, and below it what matches."""
        self._box.border_title = Content(visible(self._title))
        yield self._box

    def on_input_changed(self, event: Field.Changed) -> None:
        """Keeps what matches, the best first."""
        self._choices.matching = self.matching(event.value)
        self._choices.cursor = 0
        self._choices.rows_changed()
        self._tell()

    def matching(self, typed: str) -> list[Choice[Value]]:
        """The choices that hold what was typed, the best first."""
        texts = [f"{choice.label} {choice.detail}" for choice in self._every]
        return [self._every[number] for number in best_matches(typed, texts)]

    def on_line_view_moved(self) -> None:
        """Shows the rest of a label that is cut off."""
        self._tell()

    def _tell(self) -> None:
        self._remark(self._choices.tail if self._choices.matching else _("nothing matches"))

    def on_key(self, event: events.Key) -> None:
        """Moves among the choices while typing goes on."""
        steps = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": MOST_ROWS, "pageup": -MOST_ROWS}
        if event.key in steps:
            event.stop()
            self._choices.cursor += steps[event.key]

    def on_input_submitted(self) -> None:
        """Answers with the choice under the cursor."""
        self._choose()

    def on_line_view_opened(self) -> None:
        """Answers with the choice that was clicked."""
        self._choose()

    def _choose(self) -> None:
        choice = self._choices.chosen
        if choice and choice.refused:
            self._remark(choice.refused)
        elif choice:
            self.answer(choice.value)

    def _remark(self, text: str) -> None:
        self._box.border_subtitle = Content(visible(text))
