"""Choosing any number of things: a list with marks, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ka2plan.tui.toolkit.dialog_keys import CHOICE_DOWN, CHOICE_UP, MARK, MARK_ALL, TAKE
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
        begun: str = "",
        remark: str = "",
    ) -> None:
        """Asks.

        Args:
            look: colours and characters.
            title: what is asked.
            choices: what there is to choose from.
            marked: what is marked to begin with.
            free: whether what is in no choice can be taken too.
            is_ordered: whether the order of marking matters.
            begun: what was typed already.
            remark: what there is to say of the whole list.
        """
        super().__init__(look)
        self._begun = begun
        self._remark = remark
        self._is_touched = False
        self._marked_last: Choice[str] | None = None
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
        marking = (self.hint(_("marks"), MARK), self.hint(_("all"), MARK_ALL))
        return (self.hint(_("takes"), TAKE), *self.going_on_hints(), *marking, moves, filters, self.leaving())

    def compose(self) -> ComposeResult:
        """What was typed, and below it what matches."""
        box = Vertical(self._field, self._rows, classes="box")
        box.border_title = Content(visible(self._title))
        box.border_subtitle = Content(visible(self._remark))
        yield box

    def on_mount(self) -> None:
        """Goes on with what was typed already."""
        if self._begun:
            self._field.insert_text_at_cursor(self._begun)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Keeps what matches, the best first."""
        texts = [f"{choice.label} {choice.detail}" for choice in self._every]
        matching = [self._every[number] for number in best_matches(event.value, texts)]
        typed = event.value.strip()
        if self._free and typed and typed not in [choice.value for choice in self._every]:
            matching.append(Choice(typed, typed, _("new")))
        row = matching.index(self._marked_last) if not typed and self._marked_last in matching else 0
        self._rows.offer(matching, row)

    def actions(self) -> Actions:
        """Moves, marks and takes while typing goes on."""
        taking = {TAKE: self._take, **self.going_on(self._take_or_pass)}
        return {**moving(self._rows), MARK: self._mark, MARK_ALL: self._mark_all, **taking}

    def _marks_with(self, key: str) -> bool:
        return key in self.keys.keys_named(MARK.name)

    def on_line_view_opened(self) -> None:
        """Marks the choice that was clicked."""
        self._mark()

    def _take(self) -> None:
        """Answers with what is marked, and with what was typed a part of since the last mark."""
        choice = self._rows.chosen
        if self._field.value.strip():
            if choice is None:
                return
            if choice.value not in self._column.marked:
                self._mark()
        order = self._column.marked if self._is_ordered else [choice.value for choice in self._every]
        self.answer(tuple(value for value in order if value in self._column.marked))

    def _take_or_pass(self) -> None:
        """Takes what was marked; where nothing was typed or marked, all stays as it is."""
        if self._is_touched or self._field.value.strip():
            self._take()
        else:
            self.answer()

    def _mark_all(self) -> None:
        """Marks all that is listed, or takes all these marks away."""
        self._is_touched = True
        listed = [choice.value for choice in self._rows.items]
        missing = [value for value in listed if value not in self._column.marked]
        for value in missing or listed:
            self._column.change(value)
        self._rows.redraw()

    def _mark(self) -> None:
        """Marks the choice under the cursor, or takes its mark away; what narrowed the list has done its work."""
        choice = self._rows.chosen
        if choice is None:
            return
        if choice not in self._every:
            choice = Choice(choice.value, choice.label)
            self._every.append(choice)
        self._is_touched = True
        self._column.change(choice.value)
        self._marked_last = choice
        self._field.value = ""
        self._rows.redraw()
