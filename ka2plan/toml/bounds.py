"""Bounds on what is read: small files that would cost minutes, gigabytes or the stack are refused first.

The bounds follow measurements: a key of 10,000 parts (20 kB) took tomllib 1.2 s and 400 MiB, five million
numbers 16 s. An ordinary plan pays for one look at the length of its lines; only a text that could exceed a
bound is looked at closely.
"""

from __future__ import annotations

from typing import Any

from ka2plan.toml.encoding import place
from ka2plan.toml.fault import BOUNDS, TomlFault
from ka2plan.words.messages import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

MAX_CHARACTERS = 5_000_000
MAX_KEY_PARTS = 64
MAX_DEPTH = 100
MAX_DIGITS = 400
MAX_TABLES = 20_000
MAX_VALUES = 500_000
"""Values, with keys counted twice and the parts of dotted keys three times, as they cost: about two seconds."""

_KEY_CHARACTER = r"""[\w"'-]"""
_KEY_PART = f"{_KEY_CHARACTER}++"
"""Taken whole and never given back: a name of 20,000 letters is no dotted key, and is looked at once."""

_KEY_OF_MANY_PARTS = rf"(?<!{_KEY_CHARACTER}){_KEY_PART}(?:[ \t]*+\.[ \t]*+{_KEY_PART}){{{MAX_KEY_PARTS}}}"

_MANY_DOTS = 2 * MAX_KEY_PARTS
"""The shortest line that can hold a key of too many parts."""


def refuse_large_text(text: str, *, allow_large: bool) -> None:
    """Raises TomlFault for a text whose reading alone would cost too much; linear in its length."""
    if not allow_large:
        if len(text) > MAX_CHARACTERS:
            message = _("the file has more than {millions} million characters; no plan is that long")
            raise TomlFault(message.format(millions=MAX_CHARACTERS // 1_000_000), 1, 1, BOUNDS)
        if len(text) > MAX_TABLES:
            _refuse_many_values(text)
    lines = text.split("\n")
    if max(map(len, lines)) > _MANY_DOTS and any(map(_may_exceed, lines)):
        _refuse_long_keys_and_numbers(text)


def refuse_deep_data(data: dict[str, Any]) -> None:
    """Raises TomlFault where tables and arrays are nested deeper than in any plan, and than a walk can go."""
    level: list[Any] = [data]
    for _depth in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return
    message = _("lists or tables are nested more than {depth} deep").format(depth=MAX_DEPTH)
    raise TomlFault(message, 1, 1, BOUNDS)


def _may_exceed(line: str) -> bool:
    return len(line) > MAX_DIGITS or line.count(".") >= MAX_KEY_PARTS


def _values(text: str) -> int:
    return 2 * text.count("=") + text.count(",") + 3 * text.count(".") + text.count("\\") // 2


def _refuse_many_values(text: str) -> None:
    if text.count("[") <= MAX_TABLES and _values(text) <= MAX_VALUES:
        return
    bare = _without_strings(text).replace(" ", "").replace("\t", "")
    if bare.count("\n[") > MAX_TABLES:
        message = _("the file has more than {count} tables").format(count=MAX_TABLES)
        raise TomlFault(message, 1, 1, BOUNDS)
    if max(_values(bare), text.count("\\") // 2) > MAX_VALUES:
        raise TomlFault(_("the file has far more keys and values than a plan"), 1, 1, BOUNDS)


def _refuse_long_keys_and_numbers(text: str) -> None:
    import re

    bare = _without_strings(text)
    number = re.search(rf"(?<![\w.-])[\d+-][\dA-Fa-fxob_]{{{MAX_DIGITS},}}", bare)
    if number:
        message = _("a number has more than {count} digits").format(count=MAX_DIGITS)
        raise TomlFault(message, *place(bare, number.start()), BOUNDS)
    for line_number, line in enumerate(bare.split("\n"), 1):
        if line.count(".") < MAX_KEY_PARTS:
            continue
        key = re.search(_KEY_OF_MANY_PARTS, line)
        if key:
            message = _("a key has more than {count} parts").format(count=MAX_KEY_PARTS)
            raise TomlFault(message, line_number, key.start() + 1, BOUNDS)


def _without_strings(text: str) -> str:
    """The text with strings emptied and comments dropped, its lines in their places."""
    from ka2plan.toml.tokens import STRING_OR_COMMENT

    def emptied(found: re.Match[str]) -> str:
        return "" if found[0].startswith("#") else '""' + "\n" * found[0].count("\n")

    return STRING_OR_COMMENT.sub(emptied, text)
