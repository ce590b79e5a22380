"""A few values asked for at once, each understood as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.named_tuples import NamedTuple
from ka2plan.tui.toolkit.dialog_keys import CHOICE_DOWN, CHOICE_UP, NEXT_FIELD, PREVIOUS_FIELD, TAKE, TAKE_TEXT
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Actions, editing
from ka2plan.tui.toolkit.dialogs.in_place import Remark, Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, ChoiceColumns
from ka2plan.tui.toolkit.dialogs.prompt import Label
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.fuzzy_match import best_matches
from ka2plan.tui.toolkit.inputs import LineInput
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_list import LineList
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

MOST_CHOICES = 6

LEAST_CHOICES = 2
"""Rows that are kept for choices where not even the values find room."""

SIGN = 2
"""Cells before the names, for the sign of a value that cannot be taken."""

OTHER_LINES = 4
"""The frame, what was understood, and the keys."""


class Leaning(NamedTuple):
    """How a value depends on the one above it."""

    propose: Callable[[Any], str]
    """The text that stands here, by the value above, as long as nobody typed another one."""
    understand: Callable[[str, Any], Understood]
    """What a text means beside the value above."""


class Wanted(NamedTuple):
    """One of the values."""

    label: str
    text: str
    """What stands there to begin with."""
    understand: Callable[[str], Understood]
    choices: tuple[Choice[str], ...] = ()
    """What it can be, where it is one of a few; they are listed below, and a part of one is enough."""
    leaning: Leaning | None = None
    """How it depends on the value above, where it does."""
    begun: bool = False
    """Whether the text is what was typed already, so that more is added to it."""
    passed: bool = False
    """Whether Enter goes past it: what stands there is nearly always right."""


class _Label(Label):
    """What a value is called, behind a sign where what was typed cannot be taken."""

    def __init__(self, look: Look, label: str, width: int) -> None:
        super().__init__(look, label.ljust(width), "dim")
        self.styles.width = width + SIGN
        self.is_wrong = False

    def mark(self, *, wrong: bool) -> None:
        """Shows whether the value is wrong."""
        self.is_wrong = wrong
        self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The sign and the name."""
        line = Line(self.look, self.size.width)
        line.add(self.look.glyphs.error if self.is_wrong else "", "error", SIGN)
        return line.add(self._text, "dim").strip()


class _Line:
    """One of the values while it is typed."""

    def __init__(self, look: Look, wanted: Wanted, width: int, above: _Line | None) -> None:
        self.wanted = wanted
        self.above = above
        self.proposed = wanted.text
        self.label = _Label(look, visible(wanted.label), width)
        self.field = LineInput(wanted.text)
        self.field.select_on_focus = not wanted.begun
        self.choices = LineList(look, ChoiceColumns(wanted.choices).draw, wanted.choices)
        self.choices.display = False
        self.choices.styles.margin = (0, 0, 0, width + SIGN - 1)
        self.has_moved = False
        """Whether the cursor was moved among the choices, so that an empty field means the one it is on."""
        self.narrow()

    def narrow(self) -> None:
        """Lists the choices that match; all of them where exactly one of them stands there."""
        typed, every = self.field.value.strip(), self.wanted.choices
        labels = [choice.label.casefold() for choice in every]
        number = labels.index(typed.casefold()) if typed.casefold() in labels else 0
        if typed and number == 0 and typed.casefold() not in labels[:1]:
            texts = [f"{choice.label} {choice.detail}" for choice in every]
            self.choices.offer([every[match] for match in best_matches(typed, texts)], number)
        else:
            self.choices.offer(every, number)

    @property
    def chosen(self) -> Choice[str] | None:
        """The choice that is meant; None where nothing was chosen, or none matches what was typed."""
        return self.choices.chosen if self.field.value.strip() or self.has_moved else None

    def name_choice(self) -> None:
        """Puts the choice that is meant in the place of the part of it that was typed."""
        if self.chosen and self.field.value != self.chosen.label:
            self.field.value = self.chosen.label

    def understand(self) -> Understood:
        """What is meant: the choice under the cursor, else what was typed."""
        chosen = self.chosen
        text = self.field.value if chosen is None else chosen.value
        if self.wanted.leaning and self.above and text.strip():
            return self.wanted.leaning.understand(text, self.above.understand().value)
        return self.wanted.understand(text)

    def follow(self) -> None:
        """Proposes what goes with the value above, unless something else was typed."""
        above = self.above.understand() if self.above else Understood()
        if self.wanted.leaning and not above.fault and self.field.value == self.proposed:
            self.proposed = self.wanted.leaning.propose(above.value)
            self.field.value = self.proposed


class Several(Box[tuple[Any, ...]]):
    """Asks for values; Enter goes on to the next and takes them all at the last, where all are understood.

    Below the values stands what was understood of the one that is typed, then what it can be, where that is a choice.
    """

    DEFAULT_CSS = """
    Several Horizontal { height: 1; }
    Several LineInput { width: 1fr; background: $background; }
    Several LineInput:focus { background: $panel; }
    """

    KIND: ClassVar[str] = "values"

    def __init__(self, look: Look, title: str, wanted: Sequence[Wanted]) -> None:
        super().__init__(look)
        self._title = title
        width = max(cells(visible(one.label)) for one in wanted) + 2
        self._lines: list[_Line] = []
        for one in wanted:
            self._lines.append(_Line(look, one, width, self._lines[-1] if self._lines else None))
        self._rows = [Horizontal(line.label, line.field) for line in self._lines]
        self._remark = Remark(look, "")
        self._below = Vertical(*(line.choices for line in self._lines if line.wanted.choices))

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        moving = self.hint(_("move"), CHOICE_UP, CHOICE_DOWN)
        return (self.hint(_("goes on"), TAKE), self.hint(_("takes all"), TAKE_TEXT), moving, editing(), self.leaving())

    def compose(self) -> ComposeResult:
        """A line for each value, the remark, and room for the longest list of choices."""
        box = Vertical(*self._rows, self._remark, self._below, classes="box")
        box.border_title = Content(visible(self._title))
        yield box

    def on_resize(self, event: events.Resize) -> None:
        """Lists as many choices as there is room for."""
        self._show_rows(event.size.height)
        longest = max(len(line.wanted.choices) for line in self._lines)
        room = max(0, event.size.height - sum(bool(row.display) for row in self._rows) - OTHER_LINES)
        self._below.styles.height = min(MOST_CHOICES, longest, room)
        for line in self._lines:
            line.choices.styles.height = min(MOST_CHOICES, len(line.wanted.choices), room)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Says what is meant as it is typed, and lists what matches."""
        line = next(line for line in self._lines if line.field is event.input)
        if line.wanted.choices:
            line.narrow()
        for below in self._lines:
            if below.above is line:
                below.follow()
        if line.label.is_wrong:
            line.label.mark(wrong=bool(line.understand().fault))
        self._tell()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Says what is meant by the value one goes to, and lists what it can be."""
        for line in self._lines:
            line.choices.display = line.field.has_focus
        self._show_rows(self.size.height)
        self._tell()

    def _show_rows(self, height: int) -> None:
        """Shows as many values as there is room for, the one that is typed among them."""
        room = max(1, height - OTHER_LINES)
        if room < len(self._rows):
            room = max(1, room - LEAST_CHOICES)
        first = max(0, min(self._focused - room // 2, len(self._rows) - room))
        for number, row in enumerate(self._rows):
            row.display = first <= number < first + room

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Names the choice that was taken in the value that is left; marks it where it cannot be taken."""
        line = next((line for line in self._lines if line.field is event.widget), None)
        if line:
            line.name_choice()
            line.label.mark(wrong=bool(line.understand().fault))

    def actions(self) -> Actions:
        """Goes on to other values, to other choices, or takes all."""
        return {
            CHOICE_DOWN: partial(self._step, 1),
            CHOICE_UP: partial(self._step, -1),
            NEXT_FIELD: self.focus_next,
            PREVIOUS_FIELD: self.focus_previous,
            TAKE: self._take,
            TAKE_TEXT: self._take_all,
        }

    def _step(self, step: int) -> None:
        """Goes to another choice; elsewhere to the value above or below."""
        line = self._lines[self._focused]
        if line.wanted.choices:
            line.has_moved = True
            line.choices.cursor += step
            self._tell()
        else:
            self.set_focus(self._lines[(self._focused + step) % len(self._lines)].field)

    def on_line_view_opened(self) -> None:
        """Takes in that a choice was clicked."""
        self._tell()

    def _take(self) -> None:
        """Goes on to the next value, or takes them all."""
        following = next((line for line in self._lines[self._focused + 1 :] if not line.wanted.passed), None)
        if following:
            self.set_focus(following.field)
        else:
            self._take_all()

    def _take_all(self) -> None:
        """Takes all values as they stand, where all are understood."""
        understood = [line.understand() for line in self._lines]
        wrong = next((number for number, told in enumerate(understood) if told.fault), None)
        if wrong is None:
            self.answer(tuple(told.value for told in understood))
        else:
            self.set_focus(self._lines[wrong].field)

    @property
    def _focused(self) -> int:
        return next((number for number, line in enumerate(self._lines) if line.field.has_focus), 0)

    def _tell(self) -> None:
        line = self._lines[self._focused]
        told = line.understand()
        empty = bool(told.fault) and not line.field.value.strip()
        self._remark.tell(Understood(doubt=_("needed")) if empty else told)
