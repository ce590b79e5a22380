"""Reading single values of the plan file: a reader gives the value or says in a sentence what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, MAX_MONTHS, read_month
from ka2plan.plan.model import Month, When
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import in_one_line, unseen_in, without_unseen

MAX_QUOTED = 40

LARGEST = 10**12
"""No number of a plan reaches it, so that no sum loses a digit."""

CENT = Decimal("0.01")


class Bad(NamedTuple):
    """A value that is not written as it should be: the code, what is wrong, what to write instead."""

    code: str
    message: str
    hint: str = ""
    value: Any = None
    """What alone it can mean, where that is certain: it is read so, with a warning."""


WRONG_TYPE, BAD_VALUE, DATE_AS_TEXT, OTHER_CASE, UNSEEN = "SYN201", "SYN204", "SYN205", "SYN210", "SYN211"

SAMPLES = {
    "text": '"text"',
    "texts": '["one", "two"]',
    "integer": "24",
    "number": "12.5",
    "percent": "40",
    "boolean": "true",
    "money": "20_000",
    "date": "2026-11-01",
    "moment": '"M7"',
    "country": '"SI"',
    "choice": '"planned"',
    "reference": '"ABC"',
    "link": '"A1"',
    "references": '["A1", "A2"]',
    "money_by_partner": "{ ABC = 20_000 }",
    "effort_by_partner": "{ ABC = 12 }",
    "links": '["A1.1", { id = "A1.2", type = "SS", lag = "2w" }]',
    "periods": '[{ start = "M1", end = "M2" }, { start = "M10", end = "M11" }]',
    "venue": '{ place = "Valencia", country = "ES" }',
    "actual": "{ start = 2026-11-09 }",
    "papers": "{ mandate = true, oid_checked = 2027-01-12 }",
    "paper": "true",
    "items": "{ travel = 1_200 }",
    "period": '{ start = "M1", end = "M2" }',
    "lag": '"2w"',
}
"""How a value of each type is written."""

KEY_SAMPLES = {"call": "2026", "lump_sum": "250_000"}
"""How a value is written where the key says more than its type."""


def sample_of(key: str, type: str) -> str:
    """A value that could stand at a key of this name and type."""
    return KEY_SAMPLES.get(key, SAMPLES[type])


_LISTS = ("texts", "references", "links")


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
    if isinstance(value, int) and abs(value) >= LARGEST * LARGEST:
        return hex(value)  # digits of a number without bounds cost time without bounds
    if isinstance(value, Decimal):
        return str(value).lower().replace("infinity", "inf")
    return str(value)


def type_name(value: Any) -> str:
    """What a TOML value is, in a reader's words."""
    names = (
        (bool, _("true or false")),
        (int, _("a whole number")),
        (Decimal, _("a decimal number")),
        (str, _("a text")),
        (datetime, _("a date with a time")),
        (date, _("a date")),
        (list, _("a list")),
        (dict, _("a table")),
    )
    return next((name for kind, name in names if isinstance(value, kind)), _("a time"))


def wanted_name(wanted: str) -> str:
    """What a key of a type takes, in a reader's words."""
    names = {
        "text": _("a text"),
        "texts": _("a list of texts"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "percent": _("a whole number of per cent"),
        "boolean": _("true or false"),
        "money": _("an amount in EUR"),
        "date": _("a date"),
        "moment": _("a project month or a date"),
        "country": _("the code of a country"),
        "choice": _("a word"),
        "reference": _("an id"),
        "link": _("an id"),
        "references": _("a list of ids"),
        "links": _("a list of what it comes after"),
        "periods": _("a list of periods"),
        "paper": _("true, false or a date"),
        "lag": _("a lag"),
    }
    return names.get(wanted) or _("a table")


def wrong_type(value: Any, wanted: str) -> Bad:
    """The value is of another TOML type than wanted."""
    message = _("{value} is {found}, not {wanted}")
    message = message.format(value=quoted(value), found=type_name(value), wanted=wanted_name(wanted))
    hint = _rewritten(value, wanted) or _("write it like {sample}").format(sample=SAMPLES[wanted])
    return Bad(WRONG_TYPE, message, hint)


def _rewritten(value: Any, wanted: str) -> str:
    """The hint where the same value, written otherwise, would do."""
    if wanted in _LISTS and isinstance(value, str):
        return _("write it in brackets: {value}").format(value=f"[{quoted(value)}]")
    other = rewritten(value, wanted)
    if isinstance(other, str):
        return _("write it in quotes: {value}").format(value=quoted(other))
    if other is not None and isinstance(value, str):
        return _("write it without quotes: {value}").format(value=_plain(other))
    if other is not None:
        return _("write it without decimals: {value}").format(value=other)
    if wanted in ("date", "moment") and isinstance(value, datetime):
        return _("write the date alone: {value}").format(value=value.date().isoformat())
    return ""


def rewritten(value: Any, wanted: str) -> Any:
    """What a value of another TOML type can only mean, or None: ``"24"`` for 24, 24.0 for 24, 5 for ``"5"``."""
    if wanted in ("text", "choice") and type(value) in (int, Decimal, date):
        return _plain(value)
    if wanted in ("integer", "percent") and isinstance(value, Decimal) and _is_whole(value):
        return int(value)
    if wanted in ("boolean", "paper") and value in ("true", "false"):
        return value == "true"
    if isinstance(value, str) and _is_number(value):
        if wanted in ("integer", "percent", "number", "money") and "." not in value:
            return int(value)
        return Decimal(value.strip()) if wanted in ("number", "money") else None
    return None


def _is_whole(value: Decimal) -> bool:
    return value.is_finite() and -LARGEST < value < LARGEST and value == int(value)


def _is_number(text: str) -> bool:
    whole, point, decimals = text.strip().partition(".")
    digits = whole.isdecimal() and (decimals.isdecimal() or not point)
    return digits and text.isascii() and len(text) < MAX_QUOTED


def read_text(value: Any) -> str | Bad:
    """A string as it stands, without what word processors leave in it unseen."""
    if not isinstance(value, str):
        return wrong_type(value, "text")
    unseen = unseen_in(value)
    return _with_unseen(value, unseen) if unseen else value


def _with_unseen(value: str, unseen: str) -> Bad:
    count = sum(map(value.count, unseen))
    message = ngettext(
        "{value} holds {count} character that nobody sees: {signs}",
        "{value} holds {count} characters that nobody sees: {signs}",
        count,
    )
    signs = ", ".join(f"U+{ord(character):04X}" for character in unseen)
    hint = _("they are left out of all that leaves the plan; take them out of it as well")
    text = without_unseen(value)
    return Bad(UNSEEN, message.format(value=quoted(in_one_line(text)), count=count, signs=signs), hint, text)


def read_boolean(value: Any) -> bool | Bad:
    """True or false."""
    return value if isinstance(value, bool) else wrong_type(value, "boolean")


def read_integer(value: Any) -> int | Bad:
    """A whole number; true and false are none."""
    return _whole(value, "integer")


def _whole(value: Any, wanted: str) -> int | Bad:
    if isinstance(value, bool) or not isinstance(value, int):
        return wrong_type(value, wanted)
    return value if abs(value) < LARGEST else _unusable(value)


def _unusable(value: Any) -> Bad:
    hint = _("write a number below {largest}").format(largest=f"{LARGEST:,}")
    return Bad(BAD_VALUE, _("{value} is no number to plan with").format(value=quoted(value)), hint)


def read_number(value: Any, wanted: str = "number") -> Decimal | Bad:
    """A finite whole or decimal number, exactly."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return wrong_type(value, wanted)
    if isinstance(value, Decimal) and not value.is_finite():
        return _unusable(value)
    return Decimal(value) if -LARGEST < value < LARGEST else _unusable(value)


def is_number(value: Any) -> bool:
    """Whether a value is a number that one can plan and reckon with: finite, and not beyond all bounds."""
    return type(value) in (int, Decimal) and not isinstance(read_number(value), Bad)


def unusable_numbers(value: Any) -> Iterator[Bad]:
    """Every number anywhere in a value that is too large to plan with, or none."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from unusable_numbers(item)
    elif type(value) in (int, Decimal) and isinstance(read_number(value), Bad):
        yield _unusable(value)


def read_money(value: Any) -> Decimal | Bad:
    """EUR with at most two decimals, exactly."""
    money = read_number(value, "money")
    if isinstance(money, Decimal) and money != money.quantize(CENT):
        return Bad(
            BAD_VALUE,
            _("{value} has more than two decimals").format(value=quoted(value)),
            _("write whole EUR, or cents with two decimals"),
        )
    return money


def read_percent(value: Any) -> int | Bad:
    """A whole number from 0 to 100."""
    percent = _whole(value, "percent")
    if isinstance(percent, int) and not 0 <= percent <= 100:
        return Bad(
            BAD_VALUE,
            _("{value} is not between 0 and 100").format(value=quoted(value)),
            _("write a whole number from 0 to 100"),
        )
    return percent


def read_country(value: Any) -> str | Bad:
    """Two capital letters; whether such a country exists is a question for the call facts."""
    if not isinstance(value, str):
        return wrong_type(value, "country")
    if len(value) == 2 and value.isascii() and value.isalpha():
        return value if value.isupper() else _in_other_case(value, value.upper())
    return Bad(
        BAD_VALUE,
        _("{value} is no code of a country").format(value=quoted(value)),
        _("write its two letters of ISO 3166-1, such as {sample}").format(sample='"SI"'),
    )


def _in_other_case(value: str, right: str) -> Bad:
    message = _("{value} stands for {right}, in other letters")
    hint = _("write {right}").format(right=quoted(right))
    return Bad(OTHER_CASE, message.format(value=quoted(value), right=quoted(right)), hint, right)


def read_date(value: Any) -> date | Bad:
    """A TOML local date between the years a plan can lie in."""
    if isinstance(value, str):
        written = date_in_text(value)
        if written:
            return Bad(
                DATE_AS_TEXT,
                _("the date {value} is written as a text").format(value=quoted(value)),
                _("write it without quotes: {date}").format(date=written.isoformat()),
                written,
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
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_moment(value: Any) -> When | Bad:
    """A project month (``"M7"``) or a date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return read_date(value)
    if not isinstance(value, str):
        return wrong_type(value, "moment")
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


def one_of(choices: tuple[str, ...]) -> Callable[[Any], str | Bad]:
    """A reader for one of these words."""

    def read(value: Any) -> str | Bad:
        if not isinstance(value, str):
            return wrong_type(value, "choice")
        if value in choices:
            return value
        meant = next((choice for choice in choices if choice.casefold() == value.casefold()), None)
        if meant:
            return _in_other_case(value, meant)
        hint = _("write one of {choices}").format(choices=", ".join(f'"{choice}"' for choice in choices))
        return Bad(BAD_VALUE, _("{value} is not a word for this key").format(value=quoted(value)), hint)

    return read
