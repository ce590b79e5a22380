"""Which keys were typed, where Escape may be a key of its own or the beginning of another one.

A terminal sends the bytes of one key together: Escape and a letter in one read are alt with the letter. In two reads
they are two keys, however soon the second comes. Only what begins a longer sequence may have been torn apart on its way
and is waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.events import Key
from textual.message import Message

from ka2plan.tui.toolkit.textual_private import ParserInside

ESCAPE = "\x1b"
BEGINNINGS = ("[", "O", "]", "P", "_")
"""What stands behind Escape in sequences; each is also a key."""


class TypedKeys(ParserInside):
    """Textual's parser, told where a lone Escape has ended."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._waits = False
        """Whether all that came is understood but an Escape at its end."""
        self._held = ""
        """A character behind that Escape: a key, or the rest of a sequence begins with it."""

    def feed(self, data: str) -> Iterator[Message]:
        """The keys of what came in one read."""
        typed, self._held = self._held + data, ""
        if self._waits and typed in BEGINNINGS:
            self._held = typed
            return
        if self._waits and not typed.startswith(BEGINNINGS):
            self.end_waiting()
            yield from super().tick()
        self._waits = typed.endswith(ESCAPE)
        yield from super().feed(typed)

    def keys_of(self, sequence: str) -> Iterable[Key] | None:
        """Alt with a digit is a key, not the character that Apple's keyboards have there."""
        if len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1].isdigit():
            return (Key(f"alt+{sequence[1]}", None),)
        return None

    def tick(self) -> Iterator[Message]:
        """The keys that are certain now because nothing has followed them for a while."""
        found = list(super().tick())
        yield from found
        if found:
            held, self._held, self._waits = self._held, "", False
            yield from super().feed(held) if held else ()
