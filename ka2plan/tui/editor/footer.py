"""The last line of the screen: what can be done here, or what was just said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from textual import events
from textual.strip import Strip

from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.drawn_widget import Drawn
from ka2plan.tui.toolkit.key_hints import Hint, add_hints, fitting
from ka2plan.tui.toolkit.key_names import key_names
from ka2plan.tui.toolkit.theme import StyleName
from ka2plan.words.messages import _, pgettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


ALWAYS = 4
"""Hints at the end for which there is always room."""


def hints_of(editor: Editor) -> Iterator[Hint]:
    """The hints of the view that is shown, commands with the same word together."""
    keymap, view, refused = editor.keymap, editor.view.NAME, editor.snapshot.read_only
    hinting = (command for command in keymap.here(view) if command.HINT)
    offered = {command: key for command in hinting if (key := keymap.first_key_in(command, view))}
    usable = [command for command in offered if not (command.EDITS and refused) and command.hinted(editor)]
    for word, commands in groupby(usable, key=lambda command: command.HINT):
        group = list(commands)
        told = _(group[0].KEYS_TOLD) if group[0].KEYS_TOLD else ""
        keys = told or key_names(offered[command] for command in group)
        yield Hint(keys, pgettext("key", word), partial(editor.run, group[0]))


ON_BAR: Mapping[StyleName, StyleName] = {"error": "error.bar", "warning": "warning.bar", "good": "good.bar"}
"""Moods in the style that they have on this line."""


class Footer(Drawn):
    """Keys and what they do; a sentence takes their place until the next key."""

    DEFAULT_CSS = "Footer { height: 1; }"

    def __init__(self, editor: Editor, *, id: str | None = None) -> None:
        super().__init__(editor.look, id=id)
        self._editor = editor
        self._said: Told | None = None

    def say(self, message: str, style: StyleName) -> None:
        """Shows a sentence in place of the hints."""
        self._said = (message, style)
        self.redraw()

    def fall_silent(self) -> None:
        """Shows the hints again."""
        if self._said:
            self._said = None
            self.redraw()

    def draw_line(self, y: int) -> Strip:
        """The sentence, else the hints for which there is room."""
        line = Line(self.look, self.size.width, "bar").add(" ")
        if self._said:
            message, style = self._said
            sign = {"error": f"{self.look.glyphs.error} ", "warning": f"{self.look.glyphs.warning} "}.get(style, "")
            return line.add(sign + message, ON_BAR.get(style, style)).strip()
        return add_hints(line, self._fitting()).strip()

    def _fitting(self) -> list[Hint]:
        """As many hints as fit; those of saving, views, palette and help always do."""
        return fitting(list(hints_of(self._editor)), self.size.width, ALWAYS)

    def on_click(self, event: events.Click) -> None:
        """Runs the command that was clicked on."""
        column = 1
        for hint in self._fitting():
            if hint.run and column <= event.x < column + hint.width and not self._said:
                hint.run()
                return
            column += hint.width + 2
        self.fall_silent()
