"""What writes a takeover into a plan's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.document import Edit, RemoveEntry, RenameKey, SetValue, Unset
from ka2plan.findings import Path
from ka2plan.plan.model import Activity, Deliverable, Milestone, Month, WorkPackage
from ka2plan.plan.types.number import plain
from ka2plan.schedule.takeover import Handed, Takeover

if TYPE_CHECKING:
    from decimal import Decimal


def edits_of(taken: Takeover, data: Mapping[str, Any]) -> tuple[Edit, ...]:
    """The edits, in the order of the plan's tables.

    Args:
        taken: the takeover of a plan.
        data: what the plan was read from; what the reader could not use of it stays.
    """
    return tuple(_edits(taken, data))


def _edits(taken: Takeover, data: Mapping[str, Any]) -> Iterator[Edit]:
    if taken.coordinates:
        yield SetValue(("project", "coordinator"), taken.new)
    if taken.until is not None:
        until = str(taken.until) if isinstance(taken.until, Month) else taken.until
        yield SetValue(("partners", taken.old, "until"), until)
    for handed in taken.handed:
        yield from _of_entry(taken, handed, data)
    if taken.is_whole:
        yield RemoveEntry("partners", taken.old, unlink=True)


def _of_entry(taken: Takeover, handed: Handed, data: Mapping[str, Any]) -> Iterator[Edit]:
    before, after = handed.before, handed.after
    where: Path = (table_of(handed), before.id)
    if handed.leads:
        yield SetValue((*where, "lead"), after.lead)
    if isinstance(before, Activity) and isinstance(after, Activity) and before.partners != after.partners:
        path, written = (*where, "partners"), data["activities"].get(before.id, {}).get("partners", [])
        partners = _with_unread(taken, list(after.partners), before.partners, written)
        yield SetValue(path, partners) if partners else Unset(path)
    if isinstance(before, (Milestone, Deliverable)) or isinstance(after, (Milestone, Deliverable)):
        return
    amounts = {"budget": (before.budget, after.budget), "effort": (_efforts(before), _efforts(after))}
    for key, (old, new) in amounts.items():
        yield from _of_amounts(taken, (*where, key), old, new)


def _with_unread(taken: Takeover, after: list[Any], before: Sequence[str], written: Any) -> list[Any]:
    """The list with what the reader left out of the written one: ids that no partner has, each behind its neighbour."""
    place = 0
    for item in written if isinstance(written, list) else ():
        if item not in before:
            after.insert(place, item)
        here = taken.new if item == taken.old and item not in after else item
        if here in after:
            place = after.index(here) + 1
    return after


def _of_amounts(taken: Takeover, where: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Edit]:
    """Where all goes to one that had nothing, its name changes; else the two amounts do."""
    goes_whole = taken.old in before and taken.old not in after
    if goes_whole and taken.new not in before:
        yield RenameKey((*where, taken.old), taken.new)
        return
    for partner in (taken.old, taken.new):
        if partner in after and after[partner] != before.get(partner):
            yield SetValue((*where, partner), _written(after[partner]))
    if goes_whole:
        yield Unset((*where, taken.old))


def _efforts(entry: Activity | WorkPackage) -> dict[str, Any]:
    """By partner the effort, or its months where it names them."""
    return {partner: entry.effort_by_month.get(partner, amount) for partner, amount in entry.effort.items()}


def _written(amount: Decimal | Mapping[int, Decimal]) -> Any:
    if isinstance(amount, Mapping):
        return {f"M{month}": plain(part) for month, part in sorted(amount.items())}
    return plain(amount)


def table_of(handed: Handed) -> str:
    """The table of the file that the entry stands in."""
    tables = {
        Activity: "activities",
        WorkPackage: "work_packages",
        Milestone: "milestones",
        Deliverable: "deliverables",
    }
    return tables[type(handed.before)]
