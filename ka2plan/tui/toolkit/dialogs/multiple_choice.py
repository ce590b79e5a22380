"""Choosing any number of things: a list with marks, narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import leaving
from ka2plan.tui.toolkit.dialogs.picker import MOST_ROWS, Choice
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.fuzzy_match import best_matches
from ka2plan.tui.toolkit.inputs import Field
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible


class _Narrowing(Field):
    """What narrows the list; the blank marks instead of being typed."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here before it can mean anything else."""
        return key != "space" and super().check_consume_key(key, character)


class _Marked(LineView):
    """The choices that match, each with its mark; below them what to press."""

    def __init__(
        self, look: Look, choices: Sequence[Choice[str]], marked: Sequence[str], *, is_ordered: bool = False
    ) -> None:
        super().__init__(look)
        self._is_ordered = is_ordered
        self.can_focus = False
        self.matching = list(choices)
        self._label_width = max((cells(visible(choice.label)) for choice in choices if choice.detail), default=0)
        self.marked = dict.fromkeys(marked)

    def _mark(self, choice: Choice[str]) -> str:
        """A sign for what is marked; its place, where the order matters."""
        if choice.value not in self.marked:
            return " "
        return str([*self.marked].index(choice.value) + 1) if self._is_ordered else "x"

    @property
    def row_count(self) -> int:
        """Number of choices that match."""
        return len(self.matching)

    def draw_row(self, row: int) -> Strip:
        """A choice behind its mark."""
        choice = self.matching[row]
        cursor = self.look["cursor"] if row == self.cursor else None
        line = Line(self.look, self.size.width, cursor=cursor)
        line.add(f"[{self._mark(choice)}] ", "bright" if choice.value in self.marked else "dim")
        width = min(self._label_width, line.room // 2) if choice.detail else None
        return line.add(choice.label, "base", width).add("  ").add(choice.detail, "dim").strip()


class Marks(Box[tuple[str, ...]]):
    """Asks which of several to take; answers with them in the order of the list, those not in it last.

    With ``free`` what was typed and is in no choice can be taken as well. With ``is_ordered`` the answer has the order
    in which they were marked, which is shown.
    """

    DEFAULT_CSS = "Marks.-roomy > .box { width: 100; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False, priority=True),
        Binding("tab", "mark", show=False, priority=True),
    ]

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
        self._rows = _Marked(look, self._every, marked, is_ordered=is_ordered)
        self._rows.styles.height = min(MOST_ROWS, max(1, len(self._every) + free))
        self._field = _Narrowing()

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        marks, moves, filters = Hint("space", _("marks")), Hint("↑ ↓", _("move")), Hint(_("letters"), _("filter"))
        return (Hint("enter", _("takes")), marks, moves, filters, leaving())

    def compose(self) -> ComposeResult:
        """What was typed, and below it what matches."""
        box = Vertical(self._field, self._rows, classes="box")
        box.border_title = Content(visible(self._title))
        yield box

    def on_input_changed(self, event: Field.Changed) -> None:
        """Keeps what matches, the best first."""
        texts = [f"{choice.label} {choice.detail}" for choice in self._every]
        matching = [self._every[number] for number in best_matches(event.value, texts)]
        typed = event.value.strip()
        if self._free and typed and typed not in [choice.value for choice in self._every]:
            matching.append(Choice(typed, typed, _("new")))
        self._rows.matching = matching
        self._rows.cursor = 0
        self._rows.rows_changed()

    def on_key(self, event: events.Key) -> None:
        """Moves, marks and takes while typing goes on."""
        steps = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1, "pagedown": MOST_ROWS, "pageup": -MOST_ROWS}
        if event.key in steps:
            event.stop()
            self._rows.cursor += steps[event.key]

    def on_line_view_opened(self) -> None:
        """Marks the choice that was clicked."""
        self.action_mark()

    def on_input_submitted(self) -> None:
        """Answers with what is marked."""
        order = self._rows.marked if self._is_ordered else [choice.value for choice in self._every]
        self.answer(tuple(value for value in order if value in self._rows.marked))

    def action_mark(self) -> None:
        """Marks the choice under the cursor, or takes its mark away."""
        if not self._rows.matching:
            return
        choice = self._rows.matching[self._rows.cursor]
        if choice not in self._every:
            self._every.append(Choice(choice.value, choice.label))
        if choice.value in self._rows.marked:
            del self._rows.marked[choice.value]
        else:
            self._rows.marked[choice.value] = None
        self._rows.redraw()
