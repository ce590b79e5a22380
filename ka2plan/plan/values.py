"""Reading single values of the plan file: each reader gives the value or says in a sentence what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ka2plan.messages import _
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, MAX_MONTHS, read_month
from ka2plan.plan.model import Month, When

MAX_QUOTED = 40


class Bad(NamedTuple):
    """A value that could not be read: the code, what is wrong, what to write instead."""

    code: str
    message: str
    hint: str = ""


WRONG_TYPE, BAD_VALUE, DATE_AS_TEXT = "SYN201", "SYN204", "SYN205"

_SAMPLES = {
    "text": '"text"',
    "texts": '["one", "two"]',
    "integer": "24",
    "number": "12.5",
    "percent": "40",
    "boolean": "true",
    "money": "20_000",
    "date": "2026-11-01",
    "moment": '"M7" or 2026-11-01',
    "country": '"SI"',
    "choice": '"planned"',
    "reference": '"A1"',
    "references": '["A1", "A2"]',
    "money_by_partner": "{ ABC = 20_000 }",
    "effort_by_partner": "{ ABC = 12 }",
    "links": '["A1.1", { id = "A1.2", type = "SS", lag = "2w" }]',
    "periods": '[{ start = "M1", end = "M2" }, { start = "M10", end = "M11" }]',
    "venue": '{ place = "Valencia", country = "ES" }',
    "actual": "{ start = 2026-11-09 }",
    "papers": "{ mandate = true, oid_checked = 2027-01-12 }",
    "items": "{ travel = 1_200 }",
    "table": "{ ... }",
}


def quoted(value: Any) -> str:
    """The value as it would stand in the file, shortened, for a message."""
    text = f'"{value}"' if isinstance(value, str) else _plain(value)
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ … }" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    return str(value)


def type_name(value: Any) -> str:
    """What a TOML value is, in a reader's words."""
    names = (
        (bool, _("true/false")),
        (int, _("a whole number")),
        (Decimal, _("a decimal number")),
        (str, _("a text")),
        (datetime, _("a date with a time")),
        (date, _("a date")),
        (list, _("a list")),
        (dict, _("a table")),
    )
    return next((name for kind, name in names if isinstance(value, kind)), _("a time"))


def wrong_type(value: Any, wanted: str) -> Bad:
    """The value is of another TOML type than wanted."""
    return Bad(
        WRONG_TYPE,
        _("{value} is {found}").format(value=quoted(value), found=type_name(value)),
        _("write it like {sample}").format(sample=_SAMPLES[wanted]),
    )


def read_text(value: Any) -> str | Bad:
    """A string as it stands."""
    return value if isinstance(value, str) else wrong_type(value, "text")


def read_boolean(value: Any) -> bool | Bad:
    """True or false."""
    return value if isinstance(value, bool) else wrong_type(value, "boolean")


def read_integer(value: Any) -> int | Bad:
    """A whole number; true and false are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else wrong_type(value, "integer")


def read_number(value: Any, wanted: str = "number") -> Decimal | Bad:
    """A finite whole or decimal number, exactly."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return wrong_type(value, wanted)
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        return Bad(BAD_VALUE, _("{value} is no number to plan with").format(value=quoted(value)))
    return number


def read_money(value: Any) -> Decimal | Bad:
    """EUR with at most two decimals, exactly."""
    money = read_number(value, "money")
    if isinstance(money, Decimal) and money != money.quantize(Decimal("0.01")):
        return Bad(
            BAD_VALUE,
            _("{value} has more than two decimals").format(value=quoted(value)),
            _("write whole EUR, or cents with two decimals"),
        )
    return money


def read_percent(value: Any) -> int | Bad:
    """A whole number from 0 to 100."""
    percent = read_integer(value)
    if isinstance(percent, int) and not 0 <= percent <= 100:
        return Bad(BAD_VALUE, _("{value} is not between 0 and 100").format(value=quoted(value)))
    return percent


def read_country(value: Any) -> str | Bad:
    """Two capital letters; whether such a country exists is a question for the call facts."""
    if not isinstance(value, str):
        return wrong_type(value, "country")
    if len(value) == 2 and value.isascii() and value.isalpha() and value.isupper():
        return value
    hint = _("write the two-letter code, such as {sample}").format(sample='"SI"')
    if len(value) == 2 and value.isascii() and value.isalpha():
        hint = _("write it in capital letters: {code}").format(code=quoted(value.upper()))
    return Bad(BAD_VALUE, _("{value} is no ISO 3166-1 alpha-2 code").format(value=quoted(value)), hint)


def read_date(value: Any) -> date | Bad:
    """A TOML local date between the years a plan can lie in."""
    if isinstance(value, str):
        written = date_in_text(value)
        if written:
            return Bad(
                DATE_AS_TEXT,
                _("the date {value} is written as a text").format(value=quoted(value)),
                _("write it without quotes: {date}").format(date=written.isoformat()),
            )
    if isinstance(value, datetime) or not isinstance(value, date):
        return wrong_type(value, "date")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return Bad(
            BAD_VALUE,
            _("{value} is no date to plan with").format(value=quoted(value)),
            _("write a year from {first} to {last}").format(first=FIRST_YEAR, last=LAST_YEAR),
        )
    return value


def date_in_text(text: str) -> date | None:
    """The date an ISO text stands for (``"2026-11-01"``), or None."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_moment(value: Any) -> When | Bad:
    """A project month (``"M7"``) or a date."""
    if not isinstance(value, str):
        return wrong_type(value, "moment") if not _is_date(value) else read_date(value)
    month = read_month(value)
    if month is not None:
        return Month(month)
    if date_in_text(value):
        return read_date(value)
    return Bad(
        BAD_VALUE,
        _("{value} is neither a project month nor a date").format(value=quoted(value)),
        _('write "M1" to "M{last}", or a date such as 2026-11-01').format(last=MAX_MONTHS),
    )


def _is_date(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def one_of(choices: tuple[str, ...]) -> Callable[[Any], str | Bad]:
    """A reader for one of these words."""

    def read(value: Any) -> str | Bad:
        if not isinstance(value, str):
            return wrong_type(value, "text")
        if value in choices:
            return value
        hint = _("write one of {choices}").format(choices=", ".join(f'"{choice}"' for choice in choices))
        return Bad(BAD_VALUE, _("{value} is not one of the permitted words").format(value=quoted(value)), hint)

    return read
