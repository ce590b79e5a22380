"""A few values asked for at once, each understood as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from ka2plan.messages import _
from ka2plan.records import NamedTuple
from ka2plan.text import cells, visible
from ka2plan.tui.dialogs.box import Box
from ka2plan.tui.dialogs.in_place import Remark, Understood
from ka2plan.tui.dialogs.prompt import Label
from ka2plan.tui.fields import Field
from ka2plan.tui.look import Look


class Wanted(NamedTuple):
    """One of the values."""

    label: str
    text: str
    """What stands there to begin with."""
    understand: Callable[[str], Understood]


class Several(Box[tuple[Any, ...]]):
    """Asks for values; Enter goes on to the next and takes them all at the last, where all are understood."""

    DEFAULT_CSS = """
    Several Horizontal { height: 1; }
    Several Field { width: 1fr; background: $surface; }
    Several Field:focus { background: $panel; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, look: Look, title: str, wanted: Sequence[Wanted], first: int = 0) -> None:
        super().__init__(classes="" if look.is_unicode else "ascii")
        self._look = look
        self._title = title
        self._wanted = tuple(wanted)
        self._first = first
        self._fields = [Field(one.text) for one in wanted]
        self._remark = Remark(look, "")

    def compose(self) -> ComposeResult:
        """A line for each, and what was understood of the one that is typed in."""
        width = max(cells(visible(one.label)) for one in self._wanted) + 2
        rows = []
        for one, field in zip(self._wanted, self._fields, strict=True):
            rows.append(Horizontal(Label(self._look, visible(one.label).ljust(width), "dim"), field))
        box = Vertical(*rows, self._remark, classes="box")
        box.border_title = Content(visible(self._title))
        box.border_subtitle = Content(_("enter goes on   esc leaves"))
        yield box

    def on_mount(self) -> None:
        """Gives the keys to the value that is asked for first."""
        self._fields[self._first].focus()

    def on_input_changed(self) -> None:
        """Says what is meant as it is typed."""
        self._tell()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Says what is meant by the value one goes to."""
        self._tell()

    def on_input_submitted(self) -> None:
        """Goes on to the next value, or takes them all."""
        place = self._focused
        if place + 1 < len(self._fields):
            self._fields[place + 1].focus()
            return
        understood = [one.understand(field.value) for one, field in zip(self._wanted, self._fields, strict=True)]
        wrong = next((number for number, told in enumerate(understood) if told.fault), None)
        if wrong is None:
            self.answer(tuple(told.value for told in understood))
        else:
            self._fields[wrong].focus()

    @property
    def _focused(self) -> int:
        return next((number for number, field in enumerate(self._fields) if field.has_focus), 0)

    def _tell(self) -> None:
        place = self._focused
        self._remark.tell(self._wanted[place].understand(self._fields[place].value))
