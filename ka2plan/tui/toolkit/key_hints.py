"""Keys and what they do, in the last line of the screen: the view's, or those of a dialog that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.strip import Strip

from ka2plan.named_tuples import NamedTuple
from ka2plan.tui.toolkit.drawing import Line
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.visible import cells


class Hint(NamedTuple):
    """Keys and a word on what they do."""

    keys: str
    word: str
    run: Callable[[], None] | None = None
    """What a click does."""

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cells(self.keys) + 1 + cells(self.word)


def fitting(hints: Sequence[Hint], width: int, always: int) -> list[Hint]:
    """As many hints as fit, from the first; the last ``always`` of them in any case."""
    first, last = hints[: len(hints) - always], hints[len(hints) - always :]
    room = width - 1 - sum(hint.width + 2 for hint in last)
    kept: list[Hint] = []
    for hint in first:
        room -= hint.width + 2
        if room < -2:
            break
        kept.append(hint)
    return [*kept, *last]


def add_hints(line: Line, hints: Sequence[Hint]) -> Line:
    """Adds hints to a line that is begun."""
    for number, hint in enumerate(hints):
        line.add("  " if number else "").add(hint.keys, "bar.key").add(" ").add(hint.word)
    return line


class HintLine(Drawn):
    """The keys of a dialog, over those of the view; the way out is always there."""

    DEFAULT_CSS = "HintLine { dock: bottom; height: 1; }"

    def __init__(self, look: Look, hints: Sequence[Hint]) -> None:
        super().__init__(look)
        self._hints = hints
        self._warning = ""

    def warn(self, warning: str) -> None:
        """Says something in place of the keys; the keys again where it is empty."""
        if warning != self._warning:
            self._warning = warning
            self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The warning, else as many keys as there is room for."""
        line = Line(self.look, self.size.width, "bar").add(" ")
        if self._warning:
            return line.add(f"{self.look.glyphs.warning} {self._warning}", "warning.bar").strip()
        return add_hints(line, fitting(self._hints, self.size.width, 1)).strip()
