"""What the user says of the columns: ``--column title=Naziv``, ``--column start=Begin,month-first``."""

from __future__ import annotations

from collections.abc import Iterable

from ka2plan.errors import UsageError
from ka2plan.imports.columns import NOT_USED
from ka2plan.imports.dates import DAY_FIRST, MONTH_FIRST
from ka2plan.imports.lengths import UNITS
from ka2plan.imports.vocabulary import fields_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _

POINT, COMMA, SHARES, PERCENT = "point", "comma", "shares", "percent"

READINGS = (DAY_FIRST, MONTH_FIRST, *UNITS, POINT, COMMA, SHARES, PERCENT)
"""How cells of a column can be read, where a column leaves it open."""

BY_PARTNER = ("budget.", "effort.")


class Told(NamedTuple):
    """One option: the field, the heading or letter of its column, and perhaps how it is read."""

    field: str
    name: str
    reading: str = ""
    option: str = ""


def fields_known() -> tuple[str, ...]:
    """Every field that a column can have."""
    tables = ("fields", "partner_fields", "indicator_fields")
    return tuple(dict.fromkeys(field for table in tables for field in fields_of(table)))


def told_columns(options: Iterable[str]) -> list[Told]:
    """The options as they are meant.

    :raises UsageError: one names no field, or has not the form.
    """
    return [_told(option) for option in options]


def _told(option: str) -> Told:
    field, equals, rest = option.partition("=")
    name, comma, reading = rest.rpartition(",")
    if not comma or reading.strip() not in READINGS:
        name, reading = rest, ""
    if equals and name and (field in fields_known() or field.startswith(BY_PARTNER) or field == NOT_USED):
        return Told(field, name, reading.strip(), option)
    known = ", ".join((*fields_known(), "budget.ID", "effort.ID", NOT_USED))
    message = _(
        "--column {option}: write FIELD=HEADING or FIELD=HEADING,READING; fields are {known}; readings are {readings}"
    )
    raise UsageError(message.format(option=option, known=known, readings=", ".join(READINGS)))
