"""What the cell of a sheet that came back means: by the type of its key, whatever a program made of it meanwhile."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ka2plan.export.fillin_fields import look_of
from ka2plan.imports.cell import Cell, tidy
from ka2plan.plan.schema import key_at
from ka2plan.plan.typed import type_at, value_from_text
from ka2plan.plan.types import Around
from ka2plan.plan.values import BAD_VALUE, Bad
from ka2plan.toml import Path
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

DATED = ("moment", "date", "paper")
NUMBERED = ("money", "number", "effort", "percent", "integer")

FIRST_DAY = date(1899, 12, 30)
"""The day from which spreadsheet programs count."""

FIRST_DAYS = 1_000
"""Up to so many days a number is one, and no day that lost its look: such days lie before 1903."""

LAST_DAYS = 110_000

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?")


def cell_value(cell: Cell, path: Path, around: Around) -> Any | Bad:
    """The TOML value that a cell which is not empty stands for at a path, or why it stands for none."""
    look, value = look_of(path), cell.value
    if cell.lost:
        message = _("{text} has no value; write the value itself")
        return Bad(BAD_VALUE, message.format(text=visible(cell.lost, 40)))
    if isinstance(value, Decimal):
        return _of_number(value, cell.format, path, around)
    if isinstance(value, date):
        return _of_day(value, path, around)
    text = str(value)
    midnight = _MIDNIGHT.fullmatch(text) if look in DATED else None
    return value_from_text(path, midnight[1] if midnight else text, around)


def _of_number(number: Decimal, shown_as: str, path: Path, around: Around) -> Any | Bad:
    look = look_of(path)
    if look in DATED and FIRST_DAYS <= number < LAST_DAYS and number == number.to_integral_value():
        return _of_day(FIRST_DAY + timedelta(days=int(number)), path, around)
    if look in NUMBERED:
        if look == "percent" and "%" in shown_as:
            number = number * 100
        key = key_at(path)
        text = type_at(key, path).to_text(_short(number)) if key else f"{number:f}"
        return value_from_text(path, text, around._replace(present=None))
    return value_from_text(
        path, f"{_short(number):f}" if isinstance(_short(number), Decimal) else str(_short(number)), around
    )


def _short(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


def _of_day(day: date, path: Path, around: Around) -> Any | Bad:
    """A day, as a project month where one stands and that is exact; or the number of a month that looks like a day."""
    look = look_of(path)
    days = (day - FIRST_DAY).days
    if look not in DATED:
        message = _("the program made a date of it: {day}; write it again, with an apostrophe before it")
        return Bad(BAD_VALUE, message.format(day=day.isoformat()))
    if 0 < days < FIRST_DAYS:
        return value_from_text(path, str(days), around)
    if look == "moment" and isinstance(around.present, str):
        return value_from_text(path, f"{day.day}.{day.month}.{day.year}", around)
    return value_from_text(path, day.isoformat(), around)


def bare_text(text: str) -> str:
    """A text without what programs change in it when they save it: blanks at the ends of lines, kinds of blanks."""
    return "\n".join(line.rstrip() for line in (tidy(text) or "").splitlines())
