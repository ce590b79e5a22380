"""What a value means, in a few words: the day of ``M7``, the name behind an id, what the call allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ka2plan.findings import Path
from ka2plan.plan.types import TYPES, Around
from ka2plan.plan.types.link_words import span_in_words
from ka2plan.plan.types.moment import base_of
from ka2plan.session.snapshot import Snapshot
from ka2plan.words.dates import step_of
from ka2plan.words.figures import day, either, figure, listed
from ka2plan.words.messages import _


def meaning(snapshot: Snapshot, path: Path, type: str, value: Any) -> str:
    """What a value means in words; empty where it says all by itself, or cannot be understood.

    Args:
        snapshot: the open plan.
        path: where the value stands.
        type: the name of its type.
        value: as TOML has it.
    """
    told = TYPES[type].meaning(value, around_of_value(snapshot, path)) if type in TYPES else ""
    return told or (_of_project(snapshot, path, value) if path[0] == "project" else "")


def amount_in_words(snapshot: Snapshot, path: Path, type: str, value: Any) -> str:
    """Money and effort with their units; empty for all else."""
    return TYPES[type].in_words(value, around_of_value(snapshot, path)) if type in TYPES else ""


def around_of_value(snapshot: Snapshot, path: Path) -> Around:
    """What the value at a path is told by."""
    return around_of_plan(snapshot)._replace(key=str(path[-1]))


def around_of_plan(snapshot: Snapshot) -> Around:
    """What every value of a plan is told and understood by."""
    return Around(
        snapshot.today,
        snapshot.plan,
        countries=lambda: country_names(snapshot),
        agencies=lambda: snapshot.book.library.agency_names() if snapshot.book else {},
    )


def country_names(snapshot: Snapshot) -> Mapping[str, str]:
    """The names of countries by code, once the call facts are loaded."""
    return snapshot.book.countries(snapshot.plan.project.call).names if snapshot.book else {}


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


def _of_project(snapshot: Snapshot, path: Path, value: Any) -> str:
    key, call = path[-1], snapshot.call
    if snapshot.book is None or call is None or len(path) != 2:
        return ""
    if key == "type":
        from ka2plan.print.type_facts import type_title

        type_ = snapshot.book.type(value) if isinstance(value, str) else None
        return type_title(type_) if type_ else ""
    if key == "call" and isinstance(value, int):
        known = value in snapshot.book.years_of(call.code)
        return (
            ""
            if known
            else _("nothing is known of it; checked with the rules of {year}").format(year=call.year_used or "?")
        )
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
