"""Moments: a project month such as ``"M7"``, or a date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, MAX_MONTHS, read_month
from ka2plan.plan.model import Month
from ka2plan.plan.schema import STARTS
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, DATE_AS_TEXT, Bad, date_in_text, quoted
from ka2plan.words.messages import _, typed_language

if TYPE_CHECKING:
    from ka2plan.plan.model import Plan, When
    from ka2plan.plan.schema import Key

MONTH_PATTERN = "^[Mm][0-9]{1,4}$"

WHOLE_MONTHS = {"start": "first", "since": "first", "end": "last", "due": "last", "until": "last"}
"""Which day of a calendar month stands for it, by key; where it is another, the day itself is wanted."""

LONGEST = 60
"""Characters of the longest moment that anybody types."""

YEARS_AHEAD = 4
"""Within which a project ends that is only being made."""


class Base(NamedTuple):
    """The day that steps such as ``+2 weeks`` are counted from."""

    day: date | None = None
    """None where nothing stands: then it is today."""
    is_own: bool = False
    """Whether it stands at the place itself."""
    is_first: bool = False
    """Whether it is the first day of the span that a step makes: 3 months from 1 March on end on 31 May."""


class Moment(ValueType):
    """A project month or a date, as people type them; days come before months in ``1.2.2027``."""

    __slots__ = ()

    name = "moment"
    sample = '"M7"'

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a project month or a date")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> When | Bad:
        """A project month (``"M7"``) or a date."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return DATE.of_toml(value)
        if not isinstance(value, str):
            return self.wrong(value)
        month = read_month(value)
        if month is not None:
            return Month(month)
        return DATE.of_toml(value) if date_in_text(value) else _no_moment(value)

    def _rewritten(self, value: Any) -> str:
        return _date_alone(value)

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | date | Bad:
        """The project month or the date; what stood in months stays so where that is exact.

        A bare number is a project month. A date as the file has it (``2027-03-15``) is written as it stands.
        """
        found = _understood(typed, around)
        if isinstance(found, Bad):
            return found
        if isinstance(found, str):
            return found if read_month(found) else _no_moment(found)
        if found is None:
            return self.refused(typed, around)
        calendar = around.plan.calendar if around.plan else None
        if isinstance(around.present, str) and calendar and typed.strip() != found.isoformat():
            written = calendar.written_as_start if around.key in STARTS else calendar.written_as_end
            return written(found) or found
        return DATE.of_toml(found)

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The day, its weekday, its project month."""
        from ka2plan.plan.types.moment_words import moment_meaning

        return moment_meaning(value, around)

    def json_schema(self, key: Key) -> Schema:
        """A date, or a month such as ``M7``."""
        return {"anyOf": [DATE.json_schema(key), {"type": "string", "pattern": MONTH_PATTERN}]}

    def refused(self, typed: str, around: Around) -> Bad:
        """Why it is neither a month nor a date."""
        hint = _("write M7, 15 3 2027, mar 2027 or +2 weeks")
        return Bad(BAD_VALUE, _("{value} is not a date").format(value=quoted(typed)), hint)


class Date(ValueType):
    """A day; a project month is none."""

    __slots__ = ()

    name = "date"
    sample = "2026-11-01"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a date")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> date | Bad:
        """A TOML local date between the years a plan can lie in."""
        if isinstance(value, str):
            written = date_in_text(value)
            if written:
                return _as_text(value, written)
        if isinstance(value, datetime) or not isinstance(value, date):
            return self.wrong(value)
        if FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        hint = _("write a year from {first} to {last}").format(first=FIRST_YEAR, last=LAST_YEAR)
        return Bad(BAD_VALUE, _("{value} cannot be used as a date").format(value=quoted(value)), hint)

    def _rewritten(self, value: Any) -> str:
        return _date_alone(value)

    def from_text(self, typed: str, around: Around = NOWHERE) -> date | Bad:
        """The day that was typed."""
        found = _understood(typed, around)
        if isinstance(found, Bad):
            return found
        if isinstance(found, str) and not typed.strip().isdigit():
            return Bad(BAD_VALUE, _("a day is needed here, not a project month"), _("write it like 15 3 2027"))
        if not isinstance(found, date):
            return self.refused(typed, around)
        return self.of_toml(found)

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The day, its weekday, its project month."""
        from ka2plan.plan.types.moment_words import moment_meaning

        return moment_meaning(value, around)

    def json_schema(self, key: Key) -> Schema:
        """A date of ISO 8601."""
        return {"type": "string", "format": "date"}

    def refused(self, typed: str, around: Around) -> Bad:
        """Why it is no day."""
        hint = _("write 15 3 2027, next monday or +2 weeks")
        if around.key in WHOLE_MONTHS:
            hint = _("write 15 3 2027, mar 2027 or +2 weeks")
        return Bad(BAD_VALUE, _("{value} is not a date").format(value=quoted(typed)), hint)


def _as_text(value: str, written: date) -> Bad:
    return Bad(
        DATE_AS_TEXT,
        _("the date {value} is written as a text").format(value=quoted(value)),
        _("write it without quotes: {date}").format(date=written.isoformat()),
        written,
    )


def _no_moment(value: str) -> Bad:
    return Bad(
        BAD_VALUE,
        _("{value} is neither a project month nor a date").format(value=quoted(value)),
        _('write "M1" to "M{last}", or a date such as 2026-11-01').format(last=MAX_MONTHS),
    )


def _date_alone(value: Any) -> str:
    """The hint for a date with a time; none for all else."""
    is_day = isinstance(value, datetime)
    return _("write the date alone: {value}").format(value=value.date().isoformat()) if is_day else ""


def base_of(around: Around) -> Base:
    """What steps count from: the ``start`` of a new entry for its end, else the date that stands there, else today."""
    plan = around.plan
    own = resolved(plan, around.present, as_start=around.key in STARTS)
    if own:
        return Base(own, is_own=True)
    begins = resolved(plan, around.start, as_start=True)
    return Base(begins, is_first=True) if begins and around.key == "end" else Base()


def resolved(plan: Plan | None, value: Any, *, as_start: bool) -> date | None:
    """The day of a moment as TOML has it; None for what is none, or a month of a project without a start."""
    if isinstance(value, date):
        return None if isinstance(value, datetime) else value
    month = read_month(value) if isinstance(value, str) else None
    calendar = plan.calendar if plan else None
    if month is None or calendar is None:
        return None
    return calendar.start_of(month) if as_start else calendar.end_of(month)


def _understood(typed: str, around: Around) -> str | date | Bad | None:
    """A month such as ``"M7"`` or a day; loads what understands words only for what is neither ISO nor a month."""
    text = typed.strip()
    if not text.isascii() and len(text) <= LONGEST:
        from ka2plan.plan.types.figures import bare

        text = bare(text)
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return f"M{int(text)}" if 0 < int(text) <= MAX_MONTHS else None
    month = read_month(text)
    if month is not None:
        return f"M{month}"
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return _in_words(text, around)


def _in_words(text: str, around: Around) -> str | date | Bad | None:
    from ka2plan.words.dates import parse_date, step_of

    start = around.plan.project.start if around.plan else None
    base = base_of(around)
    found = parse_date(
        text,
        start,
        around.today or date.today(),
        base=base.day,
        language=typed_language(),
        whole_month=WHOLE_MONTHS.get(around.key, ""),
    )
    step = step_of(text)
    month = read_month(around.present) if base.is_own and isinstance(around.present, str) else None
    if month and step and step.unit == "months":
        return f"M{month + step.number}"
    if base.is_first and step and step.number > 0 and isinstance(found, date):
        found -= timedelta(days=1)
    return _doubtful(text, found, around) or found


def _doubtful(text: str, found: str | date | None, around: Around) -> Bad | None:
    """Why ``mar 27`` cannot be taken where a whole month may stand, and 2027 is a year of the project."""
    from ka2plan.words.dates import month_of_year

    month = month_of_year(text, typed_language()) if around.key in WHOLE_MONTHS and isinstance(found, date) else None
    if month is None or int(month[:4]) not in _years(around):
        return None
    message = _("{value} can be read as {first} or as {second}")
    hint = _("write {first} or {second}").format(first=found, second=month)
    return Bad(BAD_VALUE, message.format(value=quoted(text), first=found, second=month), hint)


def _years(around: Around) -> range:
    """Those in which a project lies, or one that begins soon."""
    calendar = around.plan.calendar if around.plan else None
    if calendar:
        return range(calendar.start.year, calendar.end.year + 1)
    year = (around.today or date.today()).year
    return range(year, year + YEARS_AHEAD + 1)


MOMENT = Moment()
DATE = Date()
