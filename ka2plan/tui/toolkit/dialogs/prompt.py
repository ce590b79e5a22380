"""One line to type in, at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip

from ka2plan.tui.toolkit.dialog_keys import TAKE
from ka2plan.tui.toolkit.dialogs.dialog import Actions, Dialog
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.inputs import LineInput
from ka2plan.tui.toolkit.key_hints import Hint
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.visible import cells, visible


class Label(Drawn):
    """A piece of text on one line, as wide as it is."""

    DEFAULT_CSS = "Label { height: 1; }"

    def __init__(self, look: Look, text: str, style: StyleName = "bar.key") -> None:
        super().__init__(look)
        self._text = visible(text)
        self._style = style
        self.styles.width = cells(self._text)

    def tell(self, text: str) -> None:
        """Says something else."""
        self._text = visible(text)
        self.styles.width = cells(self._text)
        self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The text."""
        return Line(self.look, self.size.width, "bar").add(self._text, self._style).strip()


class Prompt(Dialog[str]):
    """Asks for a line of text; answers with it on Enter."""

    KIND: ClassVar[str] = "prompt"
    DEFAULT_CSS = """
    Prompt > Horizontal { dock: bottom; height: 1; }
    Prompt LineInput { width: 1fr; }
    """

    def __init__(
        self,
        look: Look,
        label: str,
        value: str = "",
        *,
        follow: Callable[[str], str] | None = None,
        give_up: Callable[[], None] | None = None,
    ) -> None:
        """Asks.

        Args:
            look: colours and characters.
            label: what stands before the line.
            value: what stands in it to begin with.
            follow: told what is typed with every key; gives a few words to be shown behind it.
            give_up: called where the line is left without an answer.
        """
        super().__init__(look)
        self._label = label
        self._field = LineInput(value)
        self._follow = follow
        self._give_up = give_up
        self._told = Label(look, "")

    def hints(self) -> Sequence[Hint]:
        """None: the line is where they would stand."""
        return ()

    def compose(self) -> ComposeResult:
        """The label and the field, in place of the footer."""
        with Horizontal():
            yield Label(self.look, f" {self._label}")
            yield self._field
            yield self._told

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Follows what is typed."""
        if self._follow:
            self._told.tell(f"{self._follow(event.value)} ")

    def leave(self) -> None:
        """Closes it, all as it was before."""
        if self._give_up:
            self._give_up()
        super().leave()

    def actions(self) -> Actions:
        """Answers with what was typed."""
        return {TAKE: lambda: self.answer(self._field.value)}
