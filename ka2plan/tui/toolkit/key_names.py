"""Keys as they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from textual import events

_SHOWN = {
    "enter": "enter",
    "escape": "esc",
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "insert": "ins",
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
}


def key_names(keys: Iterable[str]) -> str:
    """Keys as they are shown together, digits in a row as ``1-9``, with alt as ``alt+1-9``."""
    shown: list[str] = []
    for are_digits, group in groupby(keys, lambda key: key.removeprefix("alt+").isdigit()):
        names = [key_name(key) for key in group]
        shown += [f"{names[0]}-{names[-1][-1]}"] if are_digits and len(names) > 2 else names
    return " ".join(shown)


def key_name(key: str) -> str:
    """A key as it is shown: ``ctrl+s`` as ``^s``, arrows as arrows."""
    return f"^{key[5:]}" if key.startswith("ctrl+") else _SHOWN.get(key, key)


def names_of(key: events.Key) -> list[str]:
    """The names of a key that was pressed: the character that it types, then what Textual calls it.

    With alt it types nothing, whatever character is told of it.
    """
    names = [key.key, *key.aliases]
    types = key.character and key.is_printable and not key.key.startswith("alt+")
    return [key.character or "", *names] if types else names
