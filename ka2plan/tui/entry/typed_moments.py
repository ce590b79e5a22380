"""Dates and project months as people type them into a field, and the day that a step such as ``+2 weeks`` begins at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.values import Bad, quoted, read_date, read_moment
from ka2plan.session import Snapshot
from ka2plan.tui.entry.fields import EntryField
from ka2plan.tui.entry.meaning import resolved, span_in_words
from ka2plan.words.dates import parse_date, step_of
from ka2plan.words.figures import day as day_in_words
from ka2plan.words.messages import _

WHOLE_MONTHS = {"start": "first", "end": "last", "due": "last"}
"""Which day of a calendar month stands for it, by key; other fields want the day itself."""


class Base(NamedTuple):
    """The day that steps are counted from."""

    day: date | None = None
    """None for a field in which nothing stands: then it is today."""
    words: str = ""
    is_first: bool = False
    """Whether it is the first day of the span that a step makes: 3 months from 1 March on end on 31 May."""


def base_of(snapshot: Snapshot, field: EntryField, start: Any = None) -> Base:
    """What steps count from: the ``start`` of a new entry, else the date that stands in the field, else for an end the
    start of its entry.
    """
    plan, side = snapshot.plan, str(field.path[-1])
    if field.type not in ("moment", "date"):
        return Base()
    own = None if start is not None else resolved(plan, field.value, as_start=side == "start")
    if own:
        return Base(own, day_in_words(own))
    entry = plan.entry(str(field.path[1])) if len(field.path) == 3 else None
    begins = resolved(plan, start, as_start=True) or getattr(entry, "start", None)
    return Base(begins, _("the start"), is_first=True) if begins and side == "end" else Base(None, _("today"))


def counted_from(base: Base, typed: str) -> str:
    """``2 weeks after the start`` for ``+2 weeks``; empty for what is no step."""
    step = step_of(typed)
    if step is None:
        return ""
    count = abs(step.number) * (12 if step.unit == "years" else 1)
    span = span_in_words(count, "m" if step.unit == "years" else step.unit[0])
    words = _("{span} before {day}") if step.number < 0 else _("{span} after {day}")
    words = _("{span} from {day} on") if base.is_first and step.number > 0 else words
    return words.format(span=span, day=base.words)


def moment_from_text(snapshot: Snapshot, field: EntryField, typed: str, base: Base) -> date | str | Bad:
    """A project month or a date, as people type them; what stood in months stays so where that is exact."""
    plan, whole_month = snapshot.plan, WHOLE_MONTHS.get(str(field.path[-1]), "")
    found = parse_date(typed, plan.project.start, snapshot.today, base=base.day, whole_month=whole_month)
    if found is None:
        return _no_moment(field, typed, whole_month)
    step = step_of(typed)
    if base.is_first and step and step.number > 0 and isinstance(found, date):
        found -= timedelta(days=1)
    if isinstance(found, str):
        return _month(field, found)
    if field.type == "moment" and isinstance(field.value, str) and plan.calendar:
        written = plan.calendar.written_as_start if field.path[-1] == "start" else plan.calendar.written_as_end
        return written(found) or found
    checked = read_date(found)
    return checked if isinstance(checked, Bad) else found


def _no_moment(field: EntryField, typed: str, whole_month: str) -> Bad:
    hint = _("write 15 3 2027, next monday or +2 weeks")
    if field.type == "moment":
        hint = _("write M7, 15 3 2027, mar 2027 or +2 weeks")
    elif whole_month:
        hint = _("write 15 3 2027, mar 2027 or +2 weeks")
    return Bad("", _("{value} is no date").format(value=quoted(typed)), hint)


def _month(field: EntryField, month: str) -> str | Bad:
    if field.type == "date":
        return Bad("", _("a day is needed here, not a project month"), _("write it like 15 3 2027"))
    checked = read_moment(month)
    return checked if isinstance(checked, Bad) else str(checked)
