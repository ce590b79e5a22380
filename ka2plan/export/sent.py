"""What was sent to a partner, kept in the file that was sent: told again from it when it comes back.

The text is ASCII in one line, with nothing in it that an office program takes for a formula, a number or an escape,
and with a check sum, so that what was damaged on the way is not taken for what was sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from ka2plan.errors import CannotRead
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _

Data = dict[str, Any]

HEAD = "ka2plan-sent-1"
"""What the text begins with: the name and the number of its form."""

MOST = 5_000_000
"""Characters of the longest text that is read."""

MOST_ENTRIES = 5_000
"""Entries of the largest part that is read."""

MOST_IN_A_CELL = 30_000
"""Characters of a piece that a spreadsheet program keeps in one cell."""

_PIECE = re.compile(r"ka2plan (\d{1,4})/(\d{1,4}) \|(.*)\|")

_DAY, _MOMENT, _TIME, _NUMBER, _ESCAPE = "$day", "$moment", "$time", "$number", "$"


class Sent(NamedTuple):
    """What was sent."""

    partner: str
    """The id of the partner it was sent to."""
    plan: str
    """What the plan is called."""
    part: Data
    """The part of the plan, as TOML reads it: entries with the fields that are shown."""
    shown: Mapping[str, str] = {}
    """What is shown and is not to be changed, by its place."""


def sent_text(sent: Sent) -> str:
    """What was sent as one line, check sum included."""
    told = {"partner": sent.partner, "plan": sent.plan, "part": _told(sent.part), "shown": dict(sent.shown)}
    body = json.dumps(told, separators=(",", ":")).replace("_x", "\\u005fx")
    return f"{HEAD} {_sum(body)} {body}"


def read_sent(text: str) -> Sent:
    """What was sent, out of its text.

    :raises CannotRead: it was damaged on the way, or is no such text.
    """
    head, _blank, rest = text[:MOST].strip().partition(" ")
    told, _blank, body = rest.partition(" ")
    if head != HEAD or told != _sum(body):
        raise CannotRead(_("what was sent is kept in the file, and was damaged on the way"))
    try:
        found = json.loads(body)
        partner, plan, part, shown = (found[name] for name in ("partner", "plan", "part", "shown"))
        read = _read(part)
    except (ValueError, KeyError, TypeError, RecursionError, InvalidOperation):
        raise CannotRead(_("what was sent is kept in the file, and cannot be understood")) from None
    if not (isinstance(partner, str) and isinstance(plan, str) and _is_part(read) and isinstance(shown, dict)):
        raise CannotRead(_("what was sent is kept in the file, and cannot be understood"))
    return Sent(partner, plan, read, {str(place): str(value) for place, value in shown.items()})


def in_pieces(text: str) -> list[str]:
    """The line in pieces for cells, each with its number and between strokes, so that no blank at an end is lost."""
    pieces = [text[start : start + MOST_IN_A_CELL] for start in range(0, len(text), MOST_IN_A_CELL)]
    return [f"ka2plan {number}/{len(pieces)} |{piece}|" for number, piece in enumerate(pieces, 1)]


def out_of_pieces(cells: Iterable[str]) -> str | None:
    """The line out of its pieces, in whatever order they stand among other texts; None where there is none.

    :raises CannotRead: a piece is missing.
    """
    found = [match for match in map(_PIECE.fullmatch, cells) if match]
    pieces = {int(match[1]): match[3] for match in found}
    if not found:
        return None
    if sorted(pieces) != list(range(1, int(found[0][2]) + 1)):
        raise CannotRead(_("what was sent is kept in the file, and was damaged on the way"))
    return "".join(pieces[number] for number in sorted(pieces))


def _sum(body: str) -> str:
    return sha256(body.encode()).hexdigest()[:16]


def _is_part(part: Any) -> bool:
    """Whether it is tables of entries, no more than a plan has."""
    tables: list[Any] = list(part.values()) if isinstance(part, dict) else [""]
    if not all(isinstance(table, dict) for table in tables) or sum(map(len, tables)) > MOST_ENTRIES:
        return False
    return all(isinstance(entry, dict) for table in tables for entry in table.values())


def _told(value: Any) -> Any:
    """A value of TOML as one of JSON; names that begin as those of days and numbers do begin so twice."""
    if isinstance(value, dict):
        return {f"{_ESCAPE}{name}" if name.startswith(_ESCAPE) else name: _told(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_told(item) for item in value]
    if isinstance(value, Decimal):
        return {_NUMBER: str(value)}
    kind = _MOMENT if isinstance(value, datetime) else _DAY if isinstance(value, date) else _TIME
    return {kind: value.isoformat()} if isinstance(value, date | time) else value


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(item) for item in value]
    if not isinstance(value, dict):
        return value
    for name, kind in ((_DAY, date), (_MOMENT, datetime), (_TIME, time)):
        if value.keys() == {name}:
            return kind.fromisoformat(value[name])
    if value.keys() == {_NUMBER}:
        return Decimal(value[_NUMBER])
    return {name.removeprefix(_ESCAPE): _read(item) for name, item in value.items()}
