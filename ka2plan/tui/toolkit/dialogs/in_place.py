"""One value typed where it stands, with what was understood of it right below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from ka2plan.named_tuples import NamedTuple
from ka2plan.tui.toolkit.dialog_keys import TAKE, TAKE_ABOVE, TAKE_BELOW
from ka2plan.tui.toolkit.dialogs.dialog import Actions, Dialog, TypingKeeper, editing
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.inputs import LineInput
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

LEAST_WIDTH = 8


class Understood(NamedTuple):
    """What a typed text means."""

    value: Any = None
    """What would be written; None where nothing would."""
    told: str = ""
    """The same in words."""
    fault: str = ""
    """Why it cannot be taken, where that is so."""
    doubt: str = ""
    """What is questionable about it, though it can be taken."""
    asks: str = ""
    """What is asked before it is taken: the same key once more takes it."""


ABOVE, BELOW = "above", "below"
"""Where one goes on to besides, from what is typed in a form or a table."""


class Typed(NamedTuple):
    """What was typed; with a key that leaves the field for something else there is no value, but the key."""

    value: Any
    key: str = ""


class Keys(NamedTuple):
    """What keys do besides typing, taking and leaving."""

    moves: bool = False
    """Whether those that go on to another field or cell take the value."""
    leaving: Collection[str] = ()
    """Those that leave the field as it was, for something else."""
    hint: str = ""
    """What they do, on a line of its own."""


NO_MORE_KEYS = Keys()


class Remark(Drawn):
    """What was understood, or what is wrong."""

    DEFAULT_CSS = "Remark { height: 1; }"

    def __init__(self, look: Look, label: str) -> None:
        super().__init__(look)
        self._label = label
        self._told = Understood()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to read in it."""
        return bool(self._label or self._told.told or self._told.fault or self._told.doubt)

    def tell(self, told: Understood) -> None:
        """Says it."""
        self._told = told
        self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The sentence behind its sign."""
        line, glyphs = Line(self.look, self.size.width, "bar").add(" "), self.look.glyphs
        if self._label:
            line.add(self._label, "bar.key").add("  ")
        if self._told.fault:
            return line.add(f"{glyphs.error} {self._told.fault}", "error.bar").strip()
        line.add(f"= {self._told.told}  " if self._told.told else "", "bar.value")
        return line.add(f"{glyphs.warning} {self._told.doubt}" if self._told.doubt else "", "warning.bar").strip()


class _Hint(Drawn):
    """What the keys do."""

    DEFAULT_CSS = "_Hint { height: 1; position: absolute; }"

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look)
        self.text = text
        self.display = bool(text)

    def draw_line(self, y: int) -> Strip:
        """The text."""
        return Line(self.look, self.size.width, "bar").add(" ").add(self.text).strip()


class InPlace(Dialog[Typed]):
    """Asks for a value over the place where it stands; what cannot be understood is not taken."""

    DEFAULT_CSS = """
    InPlace Remark { position: absolute; }
    InPlace LineInput { position: absolute; background: $panel; color: $foreground; }
    """

    KIND: ClassVar[str] = "value"

    def __init__(
        self,
        look: Look,
        place: Region,
        text: str,
        understand: Callable[[str], Understood],
        *,
        label: str = "",
        begun: bool = False,
        draft: TypingKeeper | None = None,
        keys: Keys = NO_MORE_KEYS,
    ) -> None:
        """Asks.

        Args:
            look: colours and characters.
            place: where on the screen the value stands.
            text: what stands there to begin with.
            understand: what a typed text means.
            label: what to call the field.
            begun: whether the text is what was typed already, so that more is added to it.
            draft: keeps safe what is typed.
            keys: what keys do besides.
        """
        super().__init__(look)
        self.draft = draft
        self._place = place
        self._text = text
        self._understand = understand
        self._leads = keys
        self.goes_on = keys.moves
        self._field = LineInput(text)
        self._field.select_on_focus = not begun
        self._remark = Remark(look, label)
        self._hint = _Hint(look, keys.hint)
        self._asked: str | None = None
        """The text about which was asked before it is taken."""

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here."""
        return (self.hint(_("takes"), TAKE), *self.going_on_hints(), editing(), self.leaving())

    def compose(self) -> ComposeResult:
        """The field, and below it the remark and the hint."""
        yield self._field
        yield self._remark
        yield self._hint

    def on_mount(self) -> None:
        """Places both, and marks the old text so that typing replaces it."""
        self._arrange()
        self._tell(self._text)

    def on_resize(self) -> None:
        """Places both anew."""
        self._arrange()

    def _arrange(self) -> None:
        screen, place = self.app.size, self._place
        last = screen.height - 2  # below it are the keys
        y = max(0, min(place.y, last))
        width = max(LEAST_WIDTH, min(place.width, screen.width))
        x = max(0, min(place.x, screen.width - width))
        self._field.styles.width = width
        self._field.styles.offset = (x, y)
        longest = screen.width if x == 0 else min(screen.width, 72)
        self._remark.styles.width = longest
        x = max(0, min(x, screen.width - longest))
        self._remark.styles.offset = (x, y + 1 if y < last else y - 1)
        self._hint.styles.width = longest
        self._hint.styles.offset = (x, y + 2 if y + 1 < last else max(0, y - 2))

    def on_key(self, event: events.Key) -> None:
        """Leaves with a key that is for something else."""
        if event.key in self._leads.leaving:
            event.stop()
            self.answer(Typed(None, event.key))

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Says what the text means as it is typed, and keeps it safe."""
        self._tell(event.value)
        if self.draft:
            self.draft.note(event.value)

    def _tell(self, text: str) -> None:
        self._remark.tell(self._understand(text))
        self._remark.display = self._remark.says_something

    def actions(self) -> Actions:
        """Takes the value, also with keys that go on to another field or cell."""
        beside = {
            TAKE_BELOW: partial(self._end_by, BELOW, self._take),
            TAKE_ABOVE: partial(self._end_by, ABOVE, self._take),
        }
        return {TAKE: self._take, **self.going_on(self._take), **(beside if self.goes_on else {})}

    @property
    def typed(self) -> str:
        """What stands there now."""
        return self._field.value

    def _take(self) -> None:
        text = self._field.value
        understood = self._understand(text)
        if understood.asks and self._asked != text:
            self._asked = text
            self._remark.tell(Understood(doubt=understood.asks))
            self._remark.display = True
        elif not understood.fault:
            self.answer(Typed(understood.value))


def width_for(text: str, least: int = LEAST_WIDTH) -> int:
    """Cells in which the text and what may be added to it can be seen."""
    return max(least, cells(visible(text, 200)) + 6)
