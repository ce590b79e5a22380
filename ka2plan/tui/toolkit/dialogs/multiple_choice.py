"""Choosing any number of things: a list with marks, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.tui.toolkit.dialog_keys import CHOICE_DOWN, CHOICE_UP, MARK, TAKE
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions
from ka2plan.tui.toolkit.dialogs.picker import MOST_ROWS, Choice, moving
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.fuzzy_match import best_matches
from ka2plan.tui.toolkit.inputs import LineInput
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible


class _Narrowing(LineInput):
    """What narrows the list; the key that marks, usually the blank, marks instead of being typed."""

    def __init__(self, marks: Callable[[str], bool]) -> None:
        super().__init__()
        self._marks = marks

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here before it can mean anything else."""
        return not self._marks(character or key) and not self._marks(key) and super().check_consume_key(key, character)


class _MarkColumn:
    """Choices, each behind its mark."""

    def __init__(self, choices: Sequence[Choice[str]], marked: Sequence[str], *, is_ordered: bool) -> None:
        self._is_ordered = is_ordered
        self._label_width = max((cells(visible(choice.label)) for choice in choices if choice.detail), default=0)
        self.marked = dict.fromkeys(marked)

    def _mark(self, choice: Choice[str]) -> str:
        """A sign for what is marked; its place, where the order matters."""
        if choice.value not in self.marked:
            return " "
        return str([*self.marked].index(choice.value) + 1) if self._is_ordered else "x"

    def draw(self, line: Line, choice: Choice[str]) -> Line:
        """A choice behind its mark."""
        line.add(f"[{self._mark(choice)}] ", "bright" if choice.value in self.marked else "dim")
        width = min(self._label_width, line.room // 2) if choice.detail else None
        return line.add(choice.label, "base", width).add("  ").add(choice.detail, "dim")

    def change(self, value: str) -> None:
        """Marks a value, or takes its mark away."""
        if value in self.marked:
            del self.marked[value]
        else:
            self.marked[value] = None


class Marks(Box[tuple[str, ...]]):
    """Asks which of several to take; answers with them in the order of the list, those not in it last.

    With ``free`` what was typed and is in no choice can be taken as well. With ``is_ordered`` the answer has the order
    in which they were marked, which is shown.
    """

    KIND: ClassVar[str] = "marks"
    DEFAULT_CSS = "Marks.-roomy > .box { width: 100; }"

    def __init__(
        self,
        look: Look,
        title: str,
        choices: Sequence[Choice[str]],
        marked: Sequence[str],
        *,
        free: bool = False,
        is_ordered: bool = False,
    ) -> None:
        super().__init__(look)
        self._title = title
        self._free = free
        self._is_ordered = is_ordered
        known = {choice.value for choice in choices}
        self._every = [*choices, *(Choice(value, value) for value in marked if value not in known)]
        self._column = _MarkColumn(self._every, marked, is_ordered=is_ordered)
        self._rows = LineList(look, self._column.draw, self._every)
        self._rows.styles.height = min(MOST_ROWS, max(1, len(self._every) + free))
        self._field = _Narrowing(self._marks_with)

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        moves, filters = self.hint(_("move"), CHOICE_UP, CHOICE_DOWN), Hint(_("letters"), _("filter"))
        return (self.hint(_("takes"), TAKE), self.hint(_("marks"), MARK), moves, filters, self.leaving())

    def compose(self) -> ComposeResult:
        """What was typed, and below it what matches."""
        box = Vertical(self._field, self._rows, classes="box")
        box.border_title = Content(visible(self._title))
        yield box

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Keeps what matches, the best first."""
        texts = [f"{choice.label} {choice.detail}" for choice in self._every]
        matching = [self._every[number] for number in best_matches(event.value, texts)]
        typed = event.value.strip()
        if self._free and typed and typed not in [choice.value for choice in self._every]:
            matching.append(Choice(typed, typed, _("new")))
        self._rows.offer(matching)

    def actions(self) -> Actions:
        """Moves, marks and takes while typing goes on."""
        return {**moving(self._rows), MARK: self._mark, TAKE: self._take}

    def _marks_with(self, key: str) -> bool:
        return key in self.keys.keys_named(MARK.name)

    def on_line_view_opened(self) -> None:
        """Marks the choice that was clicked."""
        self._mark()

    def _take(self) -> None:
        """Answers with what is marked."""
        order = self._column.marked if self._is_ordered else [choice.value for choice in self._every]
        self.answer(tuple(value for value in order if value in self._column.marked))

    def _mark(self) -> None:
        """Marks the choice under the cursor, or takes its mark away."""
        choice = self._rows.chosen
        if choice is None:
            return
        if choice not in self._every:
            self._every.append(Choice(choice.value, choice.label))
        self._column.change(choice.value)
        self._rows.redraw()
