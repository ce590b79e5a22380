"""What a value means, in a few words: the day of ``M7``, the name behind an id, what the call allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.findings import Path
from ka2plan.plan import Plan, read_lag
from ka2plan.plan.model import ZERO
from ka2plan.plan.schema import LINK_TYPES
from ka2plan.plan.types import Around
from ka2plan.plan.types.link import link_parts
from ka2plan.plan.types.moment import base_of, resolved
from ka2plan.plan.values import is_number
from ka2plan.session import Snapshot
from ka2plan.words.dates import step_of
from ka2plan.words.figures import day, effort, either, figure, listed, money, months
from ka2plan.words.messages import _, ngettext


def meaning(snapshot: Snapshot, path: Path, type: str, value: Any) -> str:
    """What a value means in words; empty where it says all by itself, or cannot be understood.

    Args:
        snapshot: the open plan.
        path: where the value stands.
        type: the schema's type of it, or one of ``period``, ``link``, ``paper``.
        value: as TOML has it.
    """
    if type in ("moment", "date"):
        return moment_meaning(snapshot, value, as_start=path[-1] == "start")
    if type == "link":
        return link_meaning(value)
    if type == "period":
        return period_meaning(snapshot, value)
    if type == "paper":
        return day(value) if isinstance(value, date) else ""
    if type in ("country", "reference"):
        return name_of(snapshot, path, value)
    if type in ("money_by_partner", "items", "effort_by_partner"):
        return _sum_in_words(snapshot, type, value) if value and isinstance(value, Mapping) else ""
    return _of_project(snapshot, path, value) if path[0] == "project" else ""


def amount_in_words(snapshot: Snapshot, path: Path, type: str, value: Any) -> str:
    """Money and effort with their units; empty for all else."""
    if not is_number(value):
        return ""
    if type == "money":
        return money(value)
    return effort(value, snapshot.plan.project.effort_unit) if "effort" in path else ""


def _sum_in_words(snapshot: Snapshot, type: str, amounts: Mapping[str, Any]) -> str:
    total = sum((Decimal(amount) for amount in amounts.values() if is_number(amount)), ZERO)
    return effort(total, snapshot.plan.project.effort_unit) if type == "effort_by_partner" else money(total)


def moment_meaning(snapshot: Snapshot, value: Any, *, as_start: bool) -> str:
    """``1 May 2027 (M7)``, and where it lies outside the project."""
    plan = snapshot.plan
    moment = resolved(plan, value, as_start=as_start)
    if moment is None:
        return ""
    words = f"{day(moment)}, {weekday(moment)}"
    calendar = plan.calendar
    if calendar is None or not isinstance(value, date):
        return words + _outside(plan, moment)
    month = calendar.month_of(moment)
    return (f"{words}, M{month}" if 1 <= month <= calendar.months else words) + _outside(plan, moment)


def counted_from(around: Around, typed: str) -> str:
    """``2 weeks after the start`` for ``+2 weeks``; empty for what is no step."""
    step = step_of(typed)
    if step is None:
        return ""
    base = base_of(around)
    count = abs(step.number) * (12 if step.unit == "years" else 1)
    span = span_in_words(count, "m" if step.unit == "years" else step.unit[0])
    words = _("{span} before {day}") if step.number < 0 else _("{span} after {day}")
    words = _("{span} from {day} on") if base.is_first and step.number > 0 else words
    start = day(base.day) if base.is_own and base.day else _("the start") if base.day else _("today")
    return words.format(span=span, day=start)


def _outside(plan: Plan, moment: date) -> str:
    calendar = plan.calendar
    if calendar and moment > calendar.end:
        return _("; after the project's end")
    return _("; before the project's start") if calendar and moment < calendar.start else ""


def weekday(moment: date) -> str:
    """``Mon``."""
    return _("Mon Tue Wed Thu Fri Sat Sun").split()[moment.weekday()]


def link_meaning(value: Any) -> str:
    """``starts 2 weeks after A2.1 ends``."""
    parts = link_parts(value)
    lag = read_lag(parts[2]) if parts else None
    if parts is None or lag is None or parts[1] not in LINK_TYPES:
        return ""
    id, type, _lag = parts
    after = {
        "FS": _("starts after {id} ends"),
        "SS": _("starts with {id} or later"),
        "FF": _("ends with {id} or later"),
        "SF": _("ends after {id} starts"),
    }
    later = {
        "FS": _("starts {lag} or more after {id} ends"),
        "SS": _("starts {lag} or more after {id} starts"),
        "FF": _("ends {lag} or more after {id} ends"),
        "SF": _("ends {lag} or more after {id} starts"),
    }
    earlier = {
        "FS": _("starts at most {lag} before {id} ends"),
        "SS": _("starts at most {lag} before {id} starts"),
        "FF": _("ends at most {lag} before {id} ends"),
        "SF": _("ends at most {lag} before {id} starts"),
    }
    sentences = later if lag.number > 0 else earlier if lag.number < 0 else after
    return sentences[type].format(id=id, lag=span_in_words(abs(lag.number), lag.unit))


def span_in_words(number: int, unit: str) -> str:
    """``2 weeks`` for 2 and ``w``."""
    if unit == "m":
        return months(number)
    if unit == "w":
        return ngettext("{count} week", "{count} weeks", number).format(count=number)
    return ngettext("{count} day", "{count} days", number).format(count=number)


def period_meaning(snapshot: Snapshot, value: Any) -> str:
    """``1 Nov - 31 Dec 2026``."""
    if not isinstance(value, Mapping):
        return ""
    start = resolved(snapshot.plan, value.get("start"), as_start=True)
    end = resolved(snapshot.plan, value.get("end"), as_start=False)
    if start is None or end is None:
        return ""
    return _("{first} - {last}").format(first=day(start), last=day(end))


def name_of(snapshot: Snapshot, path: Path, value: Any) -> str:
    """The name or title behind an id, or of a country."""
    plan, key = snapshot.plan, path[-1]
    if not isinstance(value, str):
        return ""
    if key == "country":
        return snapshot.book.countries(plan.project.call).name(value) if snapshot.book else ""
    if key == "wp":
        return plan.work_packages[value].title if value in plan.work_packages else ""
    return plan.partners[value].name if value in plan.partners else ""


def _of_project(snapshot: Snapshot, path: Path, value: Any) -> str:
    key, call = path[-1], snapshot.call
    if snapshot.book is None or call is None or len(path) != 2:
        return ""
    if key == "type":
        type_ = snapshot.book.type(value) if isinstance(value, str) else None
        return f"{type_.name}, {type_.field_name}" if type_ and type_.field_name else type_.name if type_ else ""
    if key == "call" and isinstance(value, int):
        known = value in snapshot.book.years_of(call.code)
        return "" if known else _("nothing is known of it; checked by {year}").format(year=call.year_used or "?")
    if key == "lump_sum":
        return _allowed(call.value("lump_sums"))
    if key == "months":
        return _months_allowed(call.value("duration_options"), call.value("duration_months"))
    if key == "round" and call.rounds and value not in call.rounds:
        return _("the call has {rounds}").format(rounds=listed(map(str, call.rounds)))
    return ""


def _allowed(sums: Any) -> str:
    if not isinstance(sums, Iterable):
        return ""
    return _("the call has {sums}").format(sums=either([figure(amount) for amount in sums]))


def _months_allowed(options: Any, span: Any) -> str:
    if isinstance(options, tuple) and options:
        return _("the call has {options}").format(options=either([str(option) for option in options]))
    if isinstance(span, tuple) and len(span) == 2:
        if span[0] == span[1]:
            return _("the call has {options}").format(options=span[0])
        return _("the call has {first} to {last}").format(first=span[0], last=span[1])
    return ""
