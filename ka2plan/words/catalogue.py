"""The compiled catalogue of a language: gettext's own format, of which only what is said is read and decoded.

The standard library's reader decodes every message first, which takes longer than most commands.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGIC = 0x950412DE

CONTEXT = "\x04"
"""Stands between a context and its text."""


class Catalogue:
    """Texts and their translations; a text without one is said as it stands in the source."""

    def __init__(self, data: bytes) -> None:
        """Reads the tables of a file whose numbers are in this machine's order, as the wheel's and the checkout's are.

        :raises ValueError: it is no compiled catalogue, or of a machine with another order.
        """
        numbers = memoryview(data[: len(data) // 4 * 4]).cast("I")
        if len(numbers) < 5 or numbers[0] != MAGIC:
            raise ValueError("no catalogue of this machine")
        count, texts, translations = numbers[2], numbers[3] // 4, numbers[4] // 4
        self._data = data
        self._numbers = numbers
        places = range(0, 2 * count, 2)
        # A message with a plural is found by its singular.
        self._places = {
            data[numbers[texts + at + 1] : numbers[texts + at + 1] + numbers[texts + at]].partition(b"\0")[0]: (
                translations + at
            )
            for at in places
        }
        self._form: Callable[[int], int] | None = None

    def translated(self, text: str, context: str = "") -> list[str] | None:
        """The forms of a translation, one where the text has no plural; None where there is none."""
        place = self._places.get((f"{context}{CONTEXT}{text}" if context else text).encode())
        if place is None:
            return None
        length, start = self._numbers[place], self._numbers[place + 1]
        return self._data[start : start + length].decode().split("\0")

    def gettext(self, text: str) -> str:
        """The text."""
        found = self.translated(text)
        return found[0] if found else text

    def pgettext(self, context: str, text: str) -> str:
        """The text in a context."""
        found = self.translated(text, context)
        return found[0] if found else text

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form for so many."""
        found = self.translated(singular)
        if not found:
            return singular if count == 1 else plural
        return found[min(self.form_of(count), len(found) - 1)]

    def words(self) -> Iterator[tuple[str, str]]:
        """Every text without a plural, and its translation."""
        for key, place in self._places.items():
            length, start = self._numbers[place], self._numbers[place + 1]
            said = self._data[start : start + length]
            if key and b"\0" not in said:
                yield key.decode().rpartition(CONTEXT)[2], said.decode()

    def form_of(self, count: int) -> int:
        """Which form of a text the language has for so many, from 0."""
        if self._form is None:
            from gettext import c2py

            header = self.translated("") or [""]
            rule = header[0].partition("plural=")[2].partition("\n")[0].strip().rstrip(";")
            self._form = c2py(rule or "n!=1")
        return self._form(count)
