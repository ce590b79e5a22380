"""Values as TOML text, in the style of the text they replace."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ka2plan.toml.paths import format_key

_THOUSAND = 1_000
_MOST_DIGITS = 30
"""Numbers with more digits before or behind the point are written with an exponent."""


def render(value: Any, *, like: str = "", grouped: bool = False, eol: str = "\n", inside: bool = False) -> str:
    """The value as TOML.

    Args:
        value: plain data, as reading TOML gives it.
        like: the text it replaces, whose quotes and digit grouping it takes over.
        grouped: whether numbers from 1,000 get underscores where ``like`` does not tell.
        eol: the file's line end.
        inside: whether it stands inside brackets, where a text stays on one line.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value, like, eol, inside=inside)
    if isinstance(value, int | Decimal):
        return _number(value, like, grouped=grouped)
    if isinstance(value, dt.datetime):
        return value.isoformat(" " if like[10:11] == " " else "T")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(render(item, grouped=grouped, inside=True) for item in value) + "]"
    members = [f"{format_key(key)} = {render(item, grouped=grouped, inside=True)}" for key, item in value.items()]
    return "{ " + ", ".join(members) + " }" if members else "{}"


def groups_thousands(text: str) -> bool | None:
    """Whether a number's text has underscores between thousands; None where it is too small to tell."""
    digits = text.lstrip("+-").partition(".")[0]
    if "_" in digits:
        return True
    return False if len(digits) > 3 else None


def _number(value: int | Decimal, like: str, *, grouped: bool) -> str:
    if isinstance(value, Decimal) and not value.is_finite():
        return "nan" if value.is_nan() else "inf" if value > 0 else "-inf"
    told = groups_thousands(like) if like[:1].isdigit() or like[:1] in "+-" else None
    group = "_" if (grouped if told is None else told) and not -_THOUSAND < value < _THOUSAND else ""
    if isinstance(value, int):
        return format(value, group)
    if abs(value.adjusted()) > _MOST_DIGITS:
        return str(value)
    whole, _point, fraction = format(value, "f").partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):{group}}.{fraction or '0'}"


def _text(value: str, like: str, eol: str, *, inside: bool) -> str:
    if not inside and "\r" not in value and (like.startswith(('"""', "'''")) or "\n" in value):
        return _long_text(value, like, eol)
    if like.startswith("'") and not like.startswith("'''") and value.isprintable() and "'" not in value:
        return f"'{value}'"
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    import tomlkit

    return tomlkit.string(value).as_string()


def _long_text(value: str, like: str, eol: str) -> str:
    """The text between triple quotes, beginning on a line of its own unless the old one did not."""
    quotes = like[:3] if like.startswith(('"""', "'''")) else '"""'
    begins_on_own_line = quotes != like[:3] or like[3:5].startswith(("\n", "\r\n"))
    if quotes != "'''" or not _fits_literal(value):
        quotes, value = '"""', _escaped(value)
    opening = "\n" if begins_on_own_line or value.startswith("\n") else ""
    return quotes + (opening + value).replace("\n", eol) + quotes


def _escaped(value: str) -> str:
    """The text as it stands between three double quotes; empty lines at its beginning stay as many as they are.

    tomlkit adds a line end to a text that begins with one, since TOML drops the first: that is not for it to do here.
    """
    import tomlkit

    text = value.lstrip("\n")
    return "\n" * (len(value) - len(text)) + tomlkit.string(text, multiline=True).as_string()[3:-3]


def _fits_literal(value: str) -> bool:
    printable = value.replace("\n", "").replace("\t", "").isprintable()
    return printable and "'''" not in value and not value.endswith("'")
