"""The regular expressions of TOML's smallest parts; each matches in linear time, whatever the text."""

from __future__ import annotations

import re

_BASIC = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_LITERAL = r"'[^'\n]*'"
_LONG_BASIC = r'"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*"""'
_LONG_LITERAL = r"'''[^']*(?:'(?!'')[^']*)*'''"
_KEY = rf"(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})"
_DATE_AND_TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d[^\s,\]}#]*"

STRING = rf'(?:{_LONG_BASIC}"{{0,2}}|{_LONG_LITERAL}\'{{0,2}}|{_BASIC}|{_LITERAL})'

STRING_OR_COMMENT = re.compile(
    r'"""[^"\\]*(?:(?:\\(?:[\s\S]|\Z)|"(?!""))[^"\\]*)*(?:"""|\Z)'
    r"|'''[^']*(?:'(?!'')[^']*)*(?:'''|\Z)"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*(?:"|\\?(?=\n|\Z))'
    r"|'[^'\n]*'?|#[^\n]*"
)
"""A string that is never closed reaches to the end of the text or, if short, of its line: one pass is enough."""

DOTTED_KEY = re.compile(rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*")
KEY_PART = re.compile(_KEY)
EQUALS = re.compile(r"[ \t]*=[ \t]*")
SCALAR = re.compile(rf"{STRING}|{_DATE_AND_TIME}|[^\s,\]}}#]+")
GAP = re.compile(r"[ \t\r\n]*(?:#[^\n]*[ \t\r\n]*)*")
"""What may stand between the elements of an array: white space, line ends, comments."""

_ONE_LINE_STRING = r"""(?:"(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*"|'(?!'')[^'\n]*')"""
_PLAIN = r"""[^\[\]{}"'#\n]*"""


def _brackets(depth: int) -> str:
    inner = f"(?:{_ONE_LINE_STRING}|{_brackets(depth - 1)})" if depth else _ONE_LINE_STRING
    return rf"[\[{{]{_PLAIN}(?:{inner}{_PLAIN})*[\]}}]"


_STATEMENT = rf"[ \t]*(?=[^\s#\[]){_PLAIN}(?:(?:{_ONE_LINE_STRING}|{_brackets(2)}){_PLAIN})*(?:#[^\n]*)?(?:\n|\Z)"
LINES = re.compile(rf"((?:{_STATEMENT}){{1,99}})|[ \t]*(?:(\r?\n|\Z)|(#[^\n]*\n?)|(\[))?")
"""What begins at a line; its groups: statements of one line each, blank, comment, begin of a header."""

SIMPLE_PAIR = re.compile(
    r"[ \t]*(?P<key>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[ \t]*=[ \t]*"
    rf"""(?P<value>{_ONE_LINE_STRING}|[^\s\[{{"'#]+)[ \t]*(?:\n|\r\n|\Z)"""
)
"""A whole line of a bare key and a value without brackets, as most lines are."""

HEADER = re.compile(r"\[\[?[ \t]*")
GROUPED_NUMBER = re.compile(r"=[ \t]*[+-]?\d{1,3}_\d{3}\b")
"""A number that parts its thousands, such as ``= 250_000``."""

REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\r\n|\Z)")

_PATH_PART = re.compile(rf"[ \t]*(?P<key>{_KEY})[ \t]*")
_NEXT_PATH_PART = re.compile(rf"\.[ \t]*(?P<key>{_KEY})[ \t]*|\[(?P<index>\d{{1,9}})\][ \t]*")


def unquoted(raw: str) -> str:
    """The name that a key part or one-line string spells.

    Raises:
        ValueError: an escape in it is none of TOML's.
    """
    if raw[0] == "'" or (raw[0] == '"' and "\\" not in raw):
        return raw[1:-1]
    if raw[0] != '"':
        return raw
    import tomli

    name: str = tomli.loads(f"key = {raw}")["key"]
    return name


def read_path_part(text: str, offset: int, *, first: bool) -> tuple[str | int, int] | None:
    """The part of a key path at the offset and where the next begins, or None where there is none."""
    found = (_PATH_PART if first else _NEXT_PATH_PART).match(text, offset)
    if found is None:
        return None
    raw = found["key"]
    if raw is None:
        return int(found["index"]), found.end()
    try:
        return unquoted(raw), found.end()
    except ValueError:
        return None
