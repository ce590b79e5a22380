"""Keys by the names that a file of keys may use: those a terminal can send."""

from __future__ import annotations

from unicodedata import name as unicode_name

from textual.keys import KEY_NAME_REPLACEMENTS

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")

NAMED = (
    *("enter", "escape", "space", "tab", "backspace", "delete", "insert"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *(f"f{number}" for number in range(1, 25)),
)

OFTEN_WRITTEN = {"return": "enter", "esc": "escape", "del": "delete", "ins": "insert", "pgup": "pageup"}
OFTEN_WRITTEN |= {"pgdn": "pagedown", "bksp": "backspace", "spacebar": "space"}

_NAMES = {
    sign: unicode_name(sign).lower().replace("-", "_").replace(" ", "_")
    for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
}
SIGNS = {KEY_NAME_REPLACEMENTS.get(name, name): sign for sign, name in _NAMES.items()}
"""Characters by the names that Textual gives them."""


def as_it_arrives(key: str) -> str | None:
    """The name under which a key comes from the terminal; None where none comes under such a name.

    A character is its own name, with shift too: ``A`` and not ``shift+a``. Modifiers may stand in any order.
    """
    *modifiers, base = _parts(key)
    if not set(modifiers) <= set(MODIFIERS) or len(set(modifiers)) < len(modifiers):
        return None
    sign = SIGNS.get(base, base)
    if not modifiers:
        return sign if base in NAMED or _is_character(sign) else None
    if base in NAMED or (_is_character(sign) and not sign.isupper() and modifiers != ["shift"]):
        name = next((name for name, one in SIGNS.items() if one == sign), base)
        return "+".join([*sorted(modifiers), name])
    return None


def nearest(key: str) -> str | None:
    """The key that was most likely meant by a name that none has."""
    from difflib import get_close_matches

    *modifiers, base = _parts(f"ctrl+{key[1:]}" if key.startswith("^") and len(key) > 1 else key)
    if [modifier.lower() for modifier in modifiers] == ["shift"] and len(base) == 1 and base != base.upper():
        return base.upper()
    base = base.lower()
    found = [OFTEN_WRITTEN.get(base, base)] if len(base) == 1 or base in OFTEN_WRITTEN else []
    found = found or get_close_matches(base, (*NAMED, *SIGNS), 1)
    known = [match for one in modifiers for match in get_close_matches(one.lower(), MODIFIERS, 1)]
    meant = "+".join([*known, *found])
    return meant if found and len(known) == len(modifiers) and as_it_arrives(meant) else None


def _parts(key: str) -> list[str]:
    """The modifiers and the key itself, which may be a plus."""
    if key.endswith("+"):
        return [*(key[:-2].split("+") if len(key) > 1 else ()), "+"]
    return key.split("+")


def _is_character(key: str) -> bool:
    return len(key) == 1 and key.isprintable() and key != " "
