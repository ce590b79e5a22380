"""Key paths as text: ``activities."A2.1".after[0].id``."""

from __future__ import annotations

from ka2plan.words.messages import _

Path = tuple[str | int, ...]
"""Where a value stands in a TOML file: keys by name, array elements by index from 0."""

_BARE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def is_bare(key: str) -> bool:
    """Whether TOML takes the key without quotes."""
    return key != "" and _BARE_CHARACTERS.issuperset(key)


def quoted(text: str) -> str:
    """The text as a TOML basic string on one line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    if plain.isprintable():
        return f'"{plain}"'
    return '"' + "".join(map(_escaped, plain)) + '"'


def format_key(key: str) -> str:
    """The key as TOML writes it, quoted only where it must be."""
    return key if is_bare(key) else quoted(key)


def format_path(path: Path) -> str:
    """The path as a dotted TOML key with array indices in brackets; the empty path is an empty text."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{format_key(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def parse_path(text: str) -> Path:
    """The path that a text such as ``activities."A2.1".budget.OSL`` or ``project.topics[0]`` names.

    Raises:
        ValueError: the text is no TOML key path; the sentence says where it goes wrong.
    """
    from ka2plan.toml.tokens import read_path_part

    path: list[str | int] = []
    offset = 0
    while offset < len(text):
        part = read_path_part(text, offset, first=not path)
        if part is None:
            raise ValueError(
                _("“{text}” is not a key path: see character {column}").format(text=text, column=offset + 1)
            )
        value, offset = part
        path.append(value)
    if not path:
        raise ValueError(_("a key path is needed, such as {example}").format(example='activities."A2.1".start'))
    return tuple(path)


def _escaped(character: str) -> str:
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}.get(character)
    if short:
        return short
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return f"\\u{code:04x}"
    return character
