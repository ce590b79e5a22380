"""Dates as people type them, deadlines in Brussels against the user's own clock, spans in words.

The only module with pendulum, imported where it is used: reading and drawing a plan need none of this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pendulum

BRUSSELS = "Europe/Brussels"

LONGEST_INPUT = 60
"""Characters of the longest date that anybody types."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a typed date may have; beyond them it is a slip."""

_SLOVENIAN = {
    "months": (
        "januar februar marec april maj junij julij avgust september oktober november december",
        "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    ),
    "days": (
        "ponedeljek torek sreda četrtek petek sobota nedelja",
        "ponedeljek torek sredo četrtek petek soboto nedeljo",
    ),
}
"""Names in the language of the program's first users, which pendulum lacks, and in the cases they are said in."""

_NEXT, _LAST, _THIS = "next", "last", ""
_WHICH = {"next": _NEXT, "last": _LAST, "this": _THIS, "on": _THIS, "": _THIS, "v": _THIS, "ta": _THIS, "to": _THIS}
_WHICH |= dict.fromkeys(["naslednji", "naslednjo", "naslednja"], _NEXT)
_WHICH |= dict.fromkeys(["prejšnji", "prejšnjo", "prejšnja"], _LAST)
"""What stands before the name of a weekday, in both languages."""


_UNIT_WORDS = {
    "days": "d day days dan dni dneva dnevi dnevov dnem dnevoma dnevi",
    "weeks": "w wk wks week weeks teden tedna tedni tedne tednov tednom tednoma",
    "months": "m mo mon mons mth mths month months mesec meseca meseci mesece mesecev mesecem mesecema",
    "years": "y yr yrs year years leto leti leta let letom letoma",
}
_MARKS = {
    "cetrtek": "četrtek",
    "vceraj": "včeraj",
    "cez": "čez",
    "prejsnji": "prejšnji",
    "prejsnjo": "prejšnjo",
    "prejsnja": "prejšnja",
}
_MARKLESS = re.compile(rf"\b(?:{'|'.join(_MARKS)})\b")

_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
"""What is written after a number, in English and in Slovenian."""

_SPAN = re.compile(r"(?:(in|čez|pred)\s+)?([+-]?)\s*(\d{1,5})\s*([a-z]+)(?:\s+(ago))?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,4})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{1,4}))?\.?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([^\W\d_]+)\.?(?:[\s,.-]+'?(\d{4}|\d{2}))?")
_NAME_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}))?")
_MONTH = re.compile(r"m(?:onth|esec)?\s*0*(\d{1,3})", re.ASCII)
_QUARTER = re.compile(r"q([1-4])[\s./-]*(\d{4})|(\d{4})[\s./-]*q([1-4])", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?w(\d{2})", re.ASCII)
_MIDNIGHT = re.compile(r"(?<=\d\d)[t ]00:00(?::00(?:\.0+)?)?z?", re.ASCII)
"""What a spreadsheet prints behind a day."""
_WHOLE_MONTH = re.compile(r"([^\W\d_]+|\d{1,2})[\s.,/-]+(\d{4})|(\d{4})[\s./-]+([^\W\d_]+|\d{1,2})\.?")
_SHORT_YEAR = re.compile(r"([^\W\d_]+)\.?(?:-|\s?')(\d{2})")
"""``mar-27`` and ``mar '27``, as spreadsheets show a month."""
_DAY_OR_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(\d{2})")


class Step(NamedTuple):
    """So many days, weeks, months or years onwards."""

    number: int
    """Negative for back."""
    unit: str
    """``days``, ``weeks``, ``months`` or ``years``."""


class Seen(NamedTuple):
    """A deadline in Brussels as it is where the user is."""

    brussels: datetime
    """With its zone."""
    own: datetime
    """The same moment on the user's clock, with its zone."""
    same_clock: bool
    """Whether both clocks show the same."""
    left: timedelta
    """How long it is until then; negative when it has passed."""


def parse_date(
    text: str,
    project_start: date | None,
    today: date,
    *,
    base: date | None = None,
    language: str = "en",
    whole_month: str = "",
) -> date | str | None:
    """What somebody typed, as a date or as a project month such as ``"M7"``; None where it is neither.

    Takes ``M7``, ``2027-03-15``, ``15.3.2027``, ``15 3 2027``, ``15/3`` (the next one in the project),
    ``15 Mar 2027``, ``March 15, 2027``, ``today``, ``tomorrow``, ``monday``, ``next monday``, ``naslednji petek``,
    ``+2 weeks``, ``-10d``, ``in 3 months``, ``čez 3 mesece``; with a ``base`` also ``2 weeks``, with ``whole_month``
    also ``mar 2027``, ``mar-27``, ``2027-03``, ``Q1 2027`` and the week ``2027-W11``.
    Numbers are read day first, but for ``10/31/2026``.

    Args:
        text: what was typed.
        project_start: where a day without a year is looked for from; today, if None.
        today: the day to take for today.
        base: what ``+2 weeks`` is counted from, such as the date that is being changed; today, if None.
        language: whose names of months and days are understood besides the English and the Slovenian ones.
        whole_month: which day of it a calendar month, quarter or week stands for, ``first`` or ``last``; none, if
            empty.
    """
    typed = _MIDNIGHT.sub("", _with_marks(" ".join(text.split()).casefold()))
    if not typed or len(typed) > LONGEST_INPUT:
        return None
    month = _MONTH.fullmatch(typed)
    if month:
        return f"M{int(month[1])}" if int(month[1]) else None
    try:
        found = _in_whole_month(typed, language, is_last=whole_month == "last") if whole_month else None
        found = found or _day(typed, project_start or today, today, base, language)
    except (ValueError, OverflowError):
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def step_of(text: str) -> Step | None:
    """The step that a text such as ``+2 weeks``, ``3m`` or ``-10d`` takes from the day it is typed over."""
    found = _SPAN.fullmatch(" ".join(text.split()).casefold())
    if not found or found[4] not in _UNITS or found[1] or found[5]:
        return None
    return Step(int(found[3]) * (-1 if found[2] == "-" else 1), _UNITS[found[4]])


def month_of_year(text: str, language: str = "en") -> str | None:
    """``2027-03`` for ``mar 27``, which may be a day of March as well; None for what can only be one of both."""
    found = _DAY_OR_YEAR.fullmatch(_with_marks(" ".join(text.split()).casefold()))
    place = _by_beginning(found[1], _names("months", language)) if found else None
    return f"20{found[2]}-{place + 1:02}" if found and place is not None else None


def seen_from(at: datetime, now: datetime, zone: str | None = None) -> Seen:
    """A deadline on two clocks.

    Args:
        at: Brussels wall-clock time, without a zone.
        now: the present moment, with its zone.
        zone: the user's time zone, such as ``Europe/Athens``; the machine's, if None or unknown.
    """
    brussels = at.replace(tzinfo=zone_of(BRUSSELS) or _brussels_by_rule(at))
    own = brussels.astimezone(zone_of(zone) if zone else None)
    return Seen(brussels, own, own.replace(tzinfo=None) == at, brussels - now)


def zone_of(name: str) -> tzinfo | None:
    """A time zone by its name; None where there is none of the name, or no time zone data on this machine."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return None


def _brussels_by_rule(at: datetime) -> timezone:
    """Central European time or summer time, by the rule of the EU: for machines without time zone data."""
    begins = _last_sunday(at.year, 3).replace(hour=2)
    ends = _last_sunday(at.year, 10).replace(hour=3)
    summer = begins <= at < ends
    return timezone(timedelta(hours=2), "CEST") if summer else timezone(timedelta(hours=1), "CET")


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31)  # noqa: DTZ001 # March and October both have 31 days; wall-clock
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _with_marks(typed: str) -> str:
    """Slovenian words with the marks that a foreign keyboard lacks."""
    return _MARKLESS.sub(lambda found: _MARKS[found[0]], typed)


def _day(typed: str, start: date, today: date, base: date | None, language: str) -> date | None:
    return (
        _near_day(typed, today)
        or _weekday(typed, today, language)
        or _span(typed, today, base)
        or _numbers(typed, start)
        or _named(typed, start, language)
        or _iso(typed)
    )


def _near_day(typed: str, today: date) -> date | None:
    away = {"today": 0, "tomorrow": 1, "yesterday": -1, "danes": 0, "jutri": 1, "včeraj": -1}.get(typed)
    return None if away is None else today + timedelta(days=away)


def _weekday(typed: str, today: date, language: str) -> date | None:
    """``monday`` is the first from today, ``next monday`` the first after today, ``last monday`` before."""
    which, _blank, name = typed.rpartition(" ")
    number = _by_beginning(name, _names("days", language))
    if which not in _WHICH or number is None:
        return None
    ahead = (number - today.weekday()) % 7
    if _WHICH[which] == _LAST:
        return today - timedelta(days=(today.weekday() - number) % 7 or 7)
    return today + timedelta(days=7 if _WHICH[which] == _NEXT and ahead == 0 else ahead)


def _span(typed: str, today: date, base: date | None) -> date | None:
    """Some time from the base, or with ``in`` and ``ago`` from today; without a sign only where there is a base."""
    found = _SPAN.fullmatch(typed)
    if not found or found[4] not in _UNITS or not (base or found[1] or found[2] or found[5]):
        return None
    count = int(found[3]) * (-1 if found[2] == "-" or found[5] or found[1] == "pred" else 1)
    origin = today if found[1] or found[5] else base or today
    return _plain(_date(origin).add(**{_UNITS[found[4]]: count}))


def _numbers(typed: str, start: date) -> date | None:
    """Day, month and perhaps the year, or the year first where it has four digits."""
    found = _NUMBERS.fullmatch(typed)
    if not found:
        return None
    if len(found[1]) > 2:
        return date(int(found[1]), int(found[2]), int(found[3])) if found[3] else None
    day, month = int(found[1]), int(found[2])
    if month > 12 and max(typed.count("/"), typed.count("-")) == 2:
        day, month = month, day  # 10/31/2026 can only be written month first
    return _with_year(day, month, found[3], start)


def _named(typed: str, start: date, language: str) -> date | None:
    found = _NAMED.fullmatch(typed)
    first = None if found else _NAME_FIRST.fullmatch(typed)
    if found:
        day, name, year = found.groups()
    elif first:
        name, day, year = first.groups()
    else:
        return None
    month = _by_beginning(name, _names("months", language))
    return None if month is None else _with_year(int(day), month + 1, year, start)


def _with_year(day: int, month: int, year: str | None, start: date) -> date | None:
    """The date; without a year the first such day from ``start``; two digits are a year of this century."""
    if year is None:
        this_year = date(start.year, month, day)
        return this_year if this_year >= start else date(start.year + 1, month, day)
    if len(year) not in (2, 4):
        return None
    return date(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _in_whole_month(typed: str, language: str, *, is_last: bool) -> date | None:
    """The first or the last day of ``mar 2027``, ``mar-27``, ``3/2027``, ``2027-03``, ``Q1 2027`` or ``2027-W11``."""
    week = _WEEK.fullmatch(typed)
    if week:
        return date.fromisocalendar(int(week[1]), int(week[2]), 7 if is_last else 1)
    quarter = _QUARTER.fullmatch(typed)
    if quarter:
        typed = f"{int(quarter[1] or quarter[4]) * 3 - (0 if is_last else 2)}/{quarter[2] or quarter[3]}"
    short = _SHORT_YEAR.fullmatch(typed)
    found = _WHOLE_MONTH.fullmatch(f"{short[1]} 20{short[2]}" if short else typed)
    if not found:
        return None
    said, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    place = int(said) - 1 if said.isdecimal() else _by_beginning(said, _names("months", language))
    if place is None:
        return None
    first = _date(date(int(year), place + 1, 1))
    return _plain(first.end_of("month") if is_last else first)


def _iso(typed: str) -> date | None:
    """The other forms of ISO 8601, such as ``20270315`` and ``2027-W11-1``."""
    if len(typed) < len("2027-W11") or not typed[:4].isdecimal() or _WEEK.fullmatch(typed):
        return None
    import pendulum

    found = pendulum.parse(typed.upper(), exact=True)
    return _plain(found) if isinstance(found, date) and not isinstance(found, datetime) else None


def _date(day: date) -> pendulum.Date:
    import pendulum

    return pendulum.date(day.year, day.month, day.day)


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def _by_beginning(typed: str, names: Mapping[str, int]) -> int | None:
    """The number of the name that begins so; three letters are enough where no other name begins so."""
    if typed in names:
        return names[typed]
    beginning = {number for name, number in names.items() if len(typed) >= 3 and name.startswith(typed)}
    return beginning.pop() if len(beginning) == 1 else None


@cache
def _names(kind: str, language: str) -> Mapping[str, int]:
    """Names of ``months`` or ``days``, counted from 0: English and Slovenian ones, and those of the language."""
    from pendulum.locales.locale import Locale

    names: dict[str, int] = {}
    for locale in dict.fromkeys((_pendulum_locale(language) or "en", "en")):
        for width in ("wide", "abbreviated"):
            told = Locale.load(locale).get(f"translations.{kind}.{width}")
            names |= {name.casefold().rstrip("."): place for place, name in enumerate(told.values())}
    for forms in _SLOVENIAN[kind]:
        names = {name: place for place, name in enumerate(forms.split())} | names
    return names


@cache
def _pendulum_locale(language: str) -> str | None:
    """The name of pendulum's locale for a language such as ``de_AT``, or None."""
    from pendulum.locales.locale import Locale

    full = language.lower().replace("-", "_")
    for name in dict.fromkeys((full, full.partition("_")[0])):
        if name.isidentifier():
            try:
                Locale.load(name)
            except ValueError:
                continue
            return name
    return None
