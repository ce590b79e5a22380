"""Choosing one of many by typing a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.tui.toolkit.dialog_keys import CHOICE_DOWN, CHOICE_UP, CHOICES_DOWN, CHOICES_UP, TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.fuzzy_match import best_matches
from ka2plan.tui.toolkit.inputs import LineInput
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList
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
    words: str = ""
    """Other words by which it is found."""
    stays: bool = False
    """Whether it is listed whatever is typed, behind the others."""


class ChoiceColumns:
    """Labels and details of choices side by side."""

    def __init__(self, choices: Sequence[Choice[Any]]) -> None:
        self._label_width = max((cells(visible(choice.label)) for choice in choices), default=0)
        self._detail_width = max((cells(visible(choice.detail)) for choice in choices), default=0)

    def label_room(self, width: int) -> int:
        """Cells for the labels in a list of this width."""
        room = width - 1
        return min(self._label_width, room - min(self._detail_width, room // 2) - 2)

    def tail(self, choice: Choice[Any], width: int, ellipsis: str) -> str:
        """What of a label finds no room in its row."""
        label, room = visible(choice.label), self.label_room(width)
        if cells(label) <= room:
            return ""
        words = label[: room - 1].rpartition(" ")[0]
        return f"{ellipsis} {label[len(words) :].strip()}"

    def draw(self, line: Line, choice: Choice[Any]) -> Line:
        """A choice with its detail, or the reason why it cannot be chosen."""
        room = self.label_room(line.room)
        line.add(" ").add(choice.label, "dim" if choice.refused or choice.dim else "base", room).add("  ")
        return line.add(choice.refused or choice.detail, "warning" if choice.refused else "dim")


def moving(choices: LineList[Any]) -> Actions:
    """What moves the cursor of a list while something is typed that narrows it."""
    steps = {CHOICE_DOWN: 1, CHOICE_UP: -1, CHOICES_DOWN: MOST_ROWS, CHOICES_UP: -MOST_ROWS}
    return {action: partial(choices.step, rows) for action, rows in steps.items()}


class Picker(Box[Value], Generic[Value]):
    """Asks to choose; answers with the value of the choice. Typing narrows the list."""

    KIND: ClassVar[str] = "picker"
    DEFAULT_CSS = "Picker.-roomy > .box { width: 100; }"

    def __init__(
        self,
        look: Look,
        title: str,
        choices: Sequence[Choice[Value]],
        selected: Value | None = None,
        *,
        preview: Callable[[Value], None] | None = None,
        begun: str = "",
        remark: str = "",
    ) -> None:
        """Asks.

        Args:
            look: colours and characters.
            title: what is asked.
            choices: what there is to choose from.
            selected: the value on which the cursor begins.
            preview: shows what the choice under the cursor would be like, also when nothing is chosen in the end.
            begun: what was typed already.
            remark: what there is to say of the whole list.
        """
        super().__init__(look)
        self._begun = begun
        self._general = remark
        self._preview = preview
        self._before = selected
        self._title = title
        self._every = list(choices)
        self._columns = ChoiceColumns(choices)
        self._choices = LineList(look, self._columns.draw, choices)
        self._choices.styles.height = min(MOST_ROWS, max(1, len(choices)))
        number = next((number for number, choice in enumerate(choices) if choice.value == selected), 0)
        self._choices.begin_on(number)
        self._begins_on = number
        self._field = LineInput()
        self._box = Vertical(self._field, self._choices, classes="box")

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        moving, filtering = self.hint(_("move"), CHOICE_UP, CHOICE_DOWN), Hint(_("letters"), _("filter"))
        return (self.hint(_("takes"), TAKE), *self.going_on_hints(), moving, filtering, self.leaving())

    def compose(self) -> ComposeResult:
        """What was typed, and below it what matches."""
        self._box.border_title = Content(visible(self._title))
        self._remark(self._general)
        yield self._box

    def on_mount(self) -> None:
        """Goes on with what was typed already."""
        if self._begun:
            self._field.insert_text_at_cursor(self._begun)

    @property
    def typed(self) -> str:
        """What was typed, where nothing matches it."""
        typed = self._field.value.strip()
        return "" if [one for one in self._matching(typed) if not one.refused] else typed

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Keeps what matches, the best first."""
        self._choices.offer(self.matching(event.value))
        self._tell()

    def matching(self, typed: str) -> list[Choice[Value]]:
        """The choices that hold what was typed, the best first, and those that stay."""
        found = self._matching(typed)
        return [*found, *(choice for choice in self._every if choice.stays and choice not in found)]

    def _matching(self, typed: str) -> list[Choice[Value]]:
        texts = [f"{choice.label} {choice.detail} {choice.words}" for choice in self._every]
        return [self._every[number] for number in best_matches(typed, texts)]

    def on_line_view_moved(self) -> None:
        """Shows the rest of a label that is cut off, and what the choice would be like."""
        self._tell()
        choice = self._choices.chosen
        if self._preview and choice and not choice.refused:
            self._preview(choice.value)

    def _tell(self) -> None:
        choice, width = self._choices.chosen, self._choices.size.width
        tail = self._columns.tail(choice, width, self.look.glyphs.ellipsis) if choice else _("nothing matches")
        self._remark(tail or self._general)

    def actions(self) -> Actions:
        """Moves among the choices while typing goes on, and takes one."""
        return {**moving(self._choices), TAKE: self._choose, **self.going_on(self._choose_or_pass)}

    def _choose_or_pass(self) -> None:
        """Takes what was chosen; where nothing was typed or moved, all stays as it is."""
        if self._field.value.strip() or self._choices.cursor != self._begins_on:
            self._choose()
        else:
            self.answer()

    def on_line_view_opened(self) -> None:
        """Answers with the choice that was clicked."""
        self._choose()

    def leave(self) -> None:
        """Closes without an answer, all as it was."""
        if self._preview and self._before is not None:
            self._preview(self._before)
        super().leave()

    def _choose(self) -> None:
        choice = self._choices.chosen
        if choice and choice.refused:
            self._remark(choice.refused)
        elif choice:
            self.answer(choice.value)

    def _remark(self, text: str) -> None:
        self._box.border_subtitle = Content(visible(text))
