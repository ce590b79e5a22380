"""Reading TOML: tomli within bounds, its complaints in a user's words.

tomli is the standard library's tomllib, compiled: the same language, in half the time.
"""

from __future__ import annotations

from typing import Any

import tomli

from ka2plan.toml.bounds import refuse_deep_data, refuse_large_text
from ka2plan.toml.encoding import BOM, place
from ka2plan.toml.fault import BOUNDS, CONFLICT, TomlFault
from ka2plan.words.messages import _

_AT_END = "At end of document: "

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal


def parse(text: str, *, allow_large: bool = False) -> dict[str, Any]:
    """The plain data of a TOML text, in file order, decimal fractions as exact ``Decimal`` values.

    Args:
        text: what ``decode`` gives; a byte order mark at its start is skipped.
        allow_large: reads a text over the bounds on size and number of entries all the same.

    Raises:
        TomlFault: the text is no TOML, holds git's conflict markers, or goes beyond the bounds.
    """
    refuse_large_text(text, allow_large=allow_large)
    try:
        data = tomli.loads(text.removeprefix(BOM), parse_float=_decimal)
    except tomli.TOMLDecodeError as error:
        raise _fault(text, error) from None
    except RecursionError:
        raise TomlFault(_("lists or tables are nested too deep"), 1, 1, BOUNDS) from None
    except MemoryError:
        raise TomlFault(_("the file needs more memory than there is"), 1, 1, BOUNDS) from None
    except (ValueError, ArithmeticError):
        raise TomlFault(_("a number in the file is too large"), 1, 1, BOUNDS) from None
    marked = conflict_line(text)
    if marked is not None and _is_parted(text):
        raise _marked(marked)
    refuse_deep_data(data)
    return data


def conflict_line(text: str) -> int | None:
    """The line, from 1, of the first of git's conflict markers, or None where there are none."""
    if "\n<<<<<<<" not in text and not text.removeprefix(BOM).startswith("<<<<<<<"):
        return None
    lines = text.removeprefix(BOM).split("\n")
    begin = next(number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<<"))
    return begin if any(line.startswith(">>>>>>>") for line in lines[begin:]) else None


def _decimal(literal: str) -> Decimal:
    from decimal import Decimal

    return Decimal(literal)


def _fault(text: str, error: tomli.TOMLDecodeError) -> TomlFault:
    conflict = conflict_line(text)
    if conflict is not None:
        return _marked(conflict)
    reason, line, column = _reason_and_place(text, error)
    return TomlFault(_in_users_words(reason), line, column)


def _marked(line: int) -> TomlFault:
    return TomlFault(_("merge conflict at line {line}").format(line=line), line, 1, CONFLICT)


def _is_parted(text: str) -> bool:
    """Whether two sides are parted between markers: such a file may read as TOML where they stand in a long text."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    return any(line.startswith("=======") and not line.strip("=") for line in lines)


def _reason_and_place(text: str, error: tomli.TOMLDecodeError) -> tuple[str, int, int]:
    """What is wrong, and where it begins; at the end of the text that is the quote that was never closed."""
    if error.pos < len(error.doc):
        return error.msg, error.lineno, error.colno
    opening = _opening_quote(text, error.msg)
    if opening >= 0:
        return "Unterminated string", *place(text, opening)
    return _AT_END + error.msg, *place(text, len(text.rstrip()))


def _opening_quote(text: str, reason: str) -> int:
    """The offset of the quote that is never closed, -1 where none is missing."""
    if reason == "Unterminated string":
        return max(text.rfind('"""'), text.rfind('"', text.rfind("\n")))
    quote = reason.removeprefix("Expected ").strip('"')
    return text.rfind(quote) if quote.strip("'") == "" else -1


def _in_users_words(reason: str) -> str:
    for beginning, sentence in _sentences().items():
        if reason.startswith(beginning):
            return sentence
    return _("this is not TOML: {reason}").format(reason=reason)


def _sentences() -> dict[str, str]:
    """What tomli says (its beginning) and what it means to whoever wrote the file."""
    overwritten = _("this key or table exists already; a name can be used only once")
    closed = _("an inline table or dotted key cannot be added to later; write its keys in one place")
    return {
        "Invalid statement": _("this line is neither a key with a value nor a [table]"),
        "Expected newline or end of document after a statement": _(
            "there is something after the value; is a quote or comma missing?"
        ),
        "Expected '=' after a key": _("“=” is missing after the key"),
        "Invalid initial character for a key part": _(
            "a key cannot begin like this; quote it if it holds other characters than A-Z a-z 0-9 _ -"
        ),
        "Expected ']": _("the table's name is not closed with “]”; quote it if it holds spaces or accents"),
        "Cannot declare": _("this table exists already; a table can be opened only once"),
        "Cannot overwrite a value": overwritten,
        "Duplicate inline table key": overwritten,
        "Cannot redefine namespace": closed,
        "Cannot mutate immutable namespace": closed,
        "Unclosed array": _("a list is not closed: “]” or a comma is missing"),
        "Unclosed inline table": _("an inline table is not closed: “}” or a comma is missing"),
        "Unescaped '\\'": _("write a backslash in a text twice, or put the text in single quotes"),
        "Invalid hex value": _("the digits behind \\u or \\U are not four or eight hexadecimal ones"),
        "Escaped character is not": _("this escape names no Unicode character"),
        "Unterminated string": _("the text that begins here is not closed: a quote is missing"),
        _AT_END: _("the file ends before this value, list or table does"),
        "Expected \"'": _("a text is not closed: a quote is missing"),
        "Illegal character '\\n'": _("a text is not closed on its line: a quote is missing"),
        "Illegal character": _("there is a control character in a text; write it as an escape, \\u001b"),
        "Found invalid character '\\n'": _("a text is not closed on its line: a quote is missing"),
        "Found invalid character": _("there is a control character here; TOML allows it only as an escape"),
        "Invalid date or datetime": _("there is no such date or time"),
        "Invalid value": _("this is not a TOML value; a text needs quotes"),
    }
