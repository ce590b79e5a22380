"""One line to type in, at the foot of the screen."""

from __future__ import annotations

from collections.abc import Sequence
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

    def __init__(self, look: Look, label: str, value: str = "") -> None:
        super().__init__(look)
        self._label = label
        self._field = LineInput(value)

    def hints(self) -> Sequence[Hint]:
        """None: the line is where they would stand."""
        return ()

    def compose(self) -> ComposeResult:
        """The label and the field, in place of the footer."""
        with Horizontal():
            yield Label(self.look, f" {self._label}")
            yield self._field

    def actions(self) -> Actions:
        """Answers with what was typed."""
        return {TAKE: lambda: self.answer(self._field.value)}
