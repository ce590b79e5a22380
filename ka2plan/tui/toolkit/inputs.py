"""Fields to type in that show hidden characters of other people's text as harmless pictures."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.widgets import Input

from ka2plan.words.visible import in_one_line, visible

REPLACEMENT = "�"


def one_for_one(text: str) -> str:
    """The text with every hidden character as one visible character, so that the cursor stays where it belongs."""
    if visible(text) == text:
        return text
    return text.translate({ord(one): shown if len(shown := visible(one)) == 1 else REPLACEMENT for one in set(text)})


class _Harmless(Highlighter):
    """Draws the value of a field; Textual would hand control characters on to the terminal."""

    def __call__(self, text: str | Text) -> Text:
        plain = text.plain if isinstance(text, Text) else text
        return Text(one_for_one(plain), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Adds no colours."""


class LineInput(Input):
    """One line to type in; its cursor does not blink, for blinking writes while nothing happens."""

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, visible(placeholder), highlighter=_Harmless(), compact=True, id=id)
        self.cursor_blink = False
        self.styles.scrollbar_size_horizontal = 0  # a bar would lie over the one line that there is

    def on_paste(self, event: events.Paste) -> None:
        """Takes all lines of what is pasted, joined by blanks; Textual takes the first alone."""
        event.prevent_default()
        event.stop()
        self._take(event.text)

    def action_paste(self) -> None:
        """Pastes what was copied in this program."""
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        self.replace(in_one_line(text), *self.selection)

    async def action_submit(self) -> None:
        """Does nothing: which key takes what is typed is the dialog's to know."""

    def on_key(self, event: events.Key) -> None:
        """Types no key that is pressed with alt: some terminals tell of its character too."""
        if event.key.startswith("alt+"):
            event.prevent_default()
