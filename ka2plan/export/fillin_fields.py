"""The cells of a sheet to fill in: where the plan has what is in each, and whether it may be changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ka2plan.export.workbook import MOST_CHARACTERS
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import ACTIVITIES, PARTNERS, PROGRESS, Key, key_at
from ka2plan.plan.typed import type_at
from ka2plan.plan.types.flag import FLAG
from ka2plan.toml import Path
from ka2plan.words.figures import country
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

DIGITS = 15
"""Of a figure that a spreadsheet keeps."""

LARGEST = 10**DIGITS

Value = str | Decimal | int | date | None

NEW = "new"
"""What rows for new activities are called in place of a table of the plan."""

NUMBERS = {"capacity": "number", "effort_by_month": "effort"}
"""Types that are a number as a rule, and how a cell shows it; of one that names months the cell has the words."""

PARTNER_KEYS = ("budget", "effort")
"""Tables of an entry in which a partner has one value of its own."""

COMPUTED = ("begins", "ends", "used")
"""Looks of cells that hold a formula: the day on which a moment begins or ends, the characters of a text."""


KEPT = ("role",)
"""What the coordinator decides of a partner."""

_SHARED = ("start", "end", "status", "note", *PARTNER_KEYS)

_OPEN: Mapping[str, tuple[str, ...]] = {
    "partners": tuple(key.name for key in PARTNERS.keys if key.name not in KEPT),
    "work_packages": _SHARED,
    "activities": (
        *(*_SHARED, "amount"),
        *(key.name for key in ACTIVITIES.keys if key.heading == PROGRESS or (key.type == "text" and key.is_long)),
    ),
    "milestones": ("reached", "status", "note", "verification"),
    "deliverables": ("status", "note"),
    "indicators": ("achieved",),
}
"""The keys that a partner may fill in, by table."""


class Field(NamedTuple):
    """One cell."""

    value: Value = None
    path: Path = ()
    """Where the plan has it; empty for what is only told."""
    is_open: bool = False
    look: str = "text"
    """The type of the value, or one of COMPUTED."""
    choices: tuple[str, ...] = ()
    limit: int | None = None
    """The most characters of a text."""


class Column(NamedTuple):
    """One column of a sheet."""

    heading: str
    help: str = ""
    """What to write into it."""
    width: float = 14
    path: Path | None = ()
    """What a line's path is continued with; None where the column has nothing of the plan."""
    is_summed: bool = False


class Line(NamedTuple):
    """One row of a sheet, with a cell for each column."""

    path: Path
    cells: tuple[Field, ...]
    is_heading: bool = False


class Sheet(NamedTuple):
    """One sheet."""

    name: str
    told: str
    """What it is for."""
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def heading(key: Key) -> str:
    """What people call a key, with a capital letter."""
    label = _(key.label)
    return label[:1].upper() + label[1:]


def look_of(path: Path) -> str:
    """The type of the value at a path of the plan; ``long`` for a text that may have several lines."""
    key = key_at(path)
    if key is None:
        return "long"
    name = type_at(key, path).name
    return "long" if name == "text" and key.is_long else NUMBERS.get(name, name)


def choices_of(path: Path) -> tuple[str, ...]:
    """The words of which one may stand at a path."""
    key = key_at(path)
    return key.choices if key else ()


def in_cell(look: str, value: Any, countries: Mapping[str, str]) -> Value:
    """A value of the plan as a cell shows it: a country by its name, yes and no as words; None for none."""
    if isinstance(value, bool):
        return FLAG.to_text(value)
    if look == "country" and isinstance(value, str):
        return country(countries[value]) if value in countries else value
    if isinstance(value, (int, Decimal)):
        return value if holds(value) else str(value)[:MOST_CHARACTERS]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return in_file(value, multiline=True) if isinstance(value, str) and value.strip() else None


def holds(value: Any) -> bool:
    """Whether a cell can hold a value as a figure, where it is a number: spreadsheets keep fifteen digits."""
    if isinstance(value, Decimal):
        return value.is_finite() and value.adjusted() < DIGITS and value.as_tuple().exponent > -DIGITS  # type: ignore[operator]
    return not isinstance(value, int) or abs(value) < LARGEST


def fits(value: Value) -> bool:
    """Whether a cell can hold it."""
    return not isinstance(value, str) or len(value) <= MOST_CHARACTERS


def shown_text(value: Value) -> str:
    """What a cell shows as one text, by which it is seen whether somebody changed it."""
    if isinstance(value, Decimal):
        value = f"{value.normalize() + 0:f}"
    return " ".join(str(value).split()) if value is not None else ""


def may_be_filled_in(path: Path, partner: str, coordinator: str | None = None) -> bool:
    """Whether a path is one of those that such a sheet has cells for: the project's papers where it coordinates.

    Anything else is never taken, whatever the file says: who leads an activity, another partner's money.
    """
    if path[0] == "texts":
        return len(path) == 3
    if path[0] == "project":
        return path[1:2] == ("papers",) and len(path) == 3 and partner == coordinator
    key = key_at(path)
    if key is None or key.name not in _OPEN.get(str(path[0]), ()):
        return False
    if path[0] == "partners":
        return path[1] == partner
    return key.name not in PARTNER_KEYS or path[3:] == (partner,)
