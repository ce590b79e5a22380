"""What a new entry would be: a free id that goes on with the others, and values that fit where one is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from ka2plan.plan import Activity, Plan, WorkPackage, read_month
from ka2plan.plan.calendar import DAY, add_months
from ka2plan.plan.model import Entry
from ka2plan.plan.schema import KINDS, kind_named

FIRST_IDS = {
    "partners": "P1",
    "objectives": "O1",
    "work_packages": "WP1",
    "activities": "A1",
    "milestones": "MS1",
    "deliverables": "D1",
    "indicators": "I1",
}

LONGEST_SHORT = 5
"""Letters of a short id at most."""

MONTHS = 2
"""How many months a new activity lasts besides its first."""


def used_ids(plan: Plan, kind: str) -> set[str]:
    """The ids that a new entry of a kind cannot have."""
    shares = kind_named(kind)
    if shares is None or not shares.shares_ids:
        return set(getattr(plan, kind))
    return {id for other in KINDS if other.shares_ids for id in getattr(plan, other.name)}


def next_id(plan: Plan, kind: str, wp: str | None = None) -> str:
    """The id after those of the same kind, and of the same work package: ``A2.4``, ``MS5``."""
    entries = getattr(plan, kind)
    alike = [id for id, entry in entries.items() if not wp or getattr(entry, "wp", None) == wp]
    pattern = next((id for id in reversed(alike) if id[-1:].isdigit()), "")
    if not pattern and wp and kind in ("activities", "deliverables"):
        digits = "".join(character for character in wp if character.isdecimal())
        pattern = f"{FIRST_IDS[kind][0]}{digits}.0" if digits else ""
    return counted_on(pattern, used_ids(plan, kind)) if pattern else _first_free(FIRST_IDS[kind], plan, kind)


def short_id(name: str, used: Collection[str]) -> str:
    """A short id of the name of an organisation: its own capitals, its initials, else how it begins; empty for none."""
    from unicodedata import normalize

    plain = normalize("NFKD", name.partition("(")[0]).encode("ascii", "ignore").decode()
    words = ["".join(filter(str.isalnum, word)) for word in plain.split()]
    words = [word for word in words if len(word) > 2 or word.isupper()] or [word for word in words if word]
    initials, joined = "".join(word[0] for word in words), "".join(words)
    if len(joined) < 2:
        return ""
    own = next((word for word in words if word.isupper() and 2 <= len(word) <= LONGEST_SHORT), "")
    candidates = [own, initials[:LONGEST_SHORT] if len(words) > 2 else "", joined[:3], initials[0] + words[-1][:2]]
    ids = [candidate.upper() for candidate in candidates if len(candidate) > 1]
    free = (id for id in ids if id not in used)
    return next(free, "") or (counted_on(ids[0], used) if ids else "")


def goes_by_names(plan: Plan) -> bool:
    """Whether partners have ids that come from their names, not from a count."""
    return not any(id[-1:].isdigit() for id in plan.partners)


def _first_free(first: str, plan: Plan, kind: str) -> str:
    used = used_ids(plan, kind)
    return first if first not in used else counted_on(first, used)


def counted_on(id: str, used: Collection[str]) -> str:
    """The id with the next number at its end that is free."""
    head = id.rstrip("0123456789")
    number = int(id[len(head) :][-9:] or 0)
    if not id[len(head) :]:
        head, number = f"{id}-", 1
    while f"{head}{number + 1}" in used:
        number += 1
    return f"{head}{number + 1}"


def proposed_values(plan: Plan, kind: str, beside: Entry | None) -> dict[str, Any]:
    """Values of a new entry, by what it is put beside: an entry of the same work package, or the package itself.

    Texts that only the user knows are left out.
    """
    wp = beside.id if isinstance(beside, WorkPackage) else getattr(beside, "wp", None)
    package = plan.work_packages.get(wp or "")
    lead = (getattr(beside, "lead", None) or (package.lead if package else None)) or plan.project.coordinator
    values: dict[str, Any] = {}
    if kind in ("activities", "milestones", "deliverables", "indicators") and package:
        values["wp"] = package.id
    if kind == "activities":
        values |= _proposed_span(plan, beside, package)
        values["partners"] = _proposed_partners(plan, beside)
    if kind in ("milestones", "deliverables"):
        values["due"] = _written(plan, _last_day(plan, beside, package), as_start=False)
        if isinstance(beside, Activity):
            values["after"] = [beside.id]
    if kind in ("work_packages", "activities", "milestones", "deliverables") and lead:
        values["lead"] = lead
    return values


def _proposed_partners(plan: Plan, beside: Entry | None) -> list[str]:
    """Those who take part in the one beside; where that is no activity, everybody if that is usual in the plan."""
    if isinstance(beside, Activity):
        return list(beside.participants)
    every = set(plan.partners)
    usual = [set(activity.participants) >= every for activity in plan.activities.values()]
    return [*plan.partners] if usual and sum(usual) * 2 >= len(usual) else []


def _proposed_span(plan: Plan, beside: Entry | None, package: WorkPackage | None) -> dict[str, Any]:
    calendar = plan.calendar
    if calendar is None:
        return {"start": "M1", "end": "M1"}
    if isinstance(beside, Activity) and beside.end:
        first = calendar.month_of(beside.end) + 1
    else:
        ends = [activity.end for activity in plan.activities_of(package.id) if activity.end] if package else []
        first = calendar.month_of(max(ends)) + 1 if ends else 1
    start = f"M{max(1, min(first, calendar.months))}"
    return {"start": start, "end": proposed_end(plan, start)}


def proposed_end(plan: Plan, start: Any) -> Any:
    """When a new activity that starts so would end, as TOML has it; None where that cannot be told."""
    calendar = plan.calendar
    month = read_month(start) if isinstance(start, str) else None
    if month is not None:
        last = month + MONTHS
        return f"M{max(month, min(last, calendar.months) if calendar else last)}"
    if not isinstance(start, date):
        return None
    try:
        end = add_months(start, MONTHS + 1) - DAY
    except ValueError:
        return None
    return max(start, min(end, calendar.end)) if calendar else end


def _last_day(plan: Plan, beside: Entry | None, package: WorkPackage | None) -> date | None:
    own = getattr(beside, "end", None) or getattr(beside, "due", None)
    if own:
        return own if isinstance(own, date) else None
    ends = [activity.end for activity in plan.activities_of(package.id) if activity.end] if package else []
    return max(ends, default=plan.calendar.end if plan.calendar else None)


def _written(plan: Plan, day: date | None, *, as_start: bool) -> Any:
    """The day as a project month where that is exact."""
    calendar = plan.calendar
    if day is None or calendar is None:
        return "M1"
    return (calendar.written_as_start(day) if as_start else calendar.written_as_end(day)) or day


def in_schema_order(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values in the order in which the schema lists their keys."""
    known = kind_named(kind)
    names: Iterable[str] = [key.name for key in known.keys] if known else ()
    return {name: values[name] for name in names if name in values}
