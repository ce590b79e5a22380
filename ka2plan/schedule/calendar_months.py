"""Tables by project month that belong to calendar months: what a partner can do, what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeVar

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import read_month
from ka2plan.plan.model import Activity, Plan, TableName, WorkPackage
from ka2plan.plan.values import is_number
from ka2plan.schedule.move import Value
from ka2plan.schedule.push import is_done

Worked = TypeVar("Worked", Activity, WorkPackage)
"""What can have effort."""


class Kept(NamedTuple):
    """One entry whose months are counted anew, so that they stay the calendar's."""

    id: str
    table: TableName
    values: tuple[tuple[Path, Value], ...]
    taken_out: tuple[Path, ...]
    lost: tuple[int, ...] = ()
    """Months of before that lie before the project now, so that nothing can be said of them."""


def kept_months(plan: Plan, moved: int, data: Mapping[str, Any]) -> Iterator[Kept]:
    """What to write so that capacity and effort done keep their calendar months when the start moves by months.

    Args:
        plan: the plan as it stands.
        moved: by how many months its start moves.
        data: the plan as TOML has it.
    """
    if not moved:
        return
    for id in plan.partners:
        where: Path = ("partners", id, "capacity")
        counted = _counted_anew(where, _at(data, where), moved)
        if counted:
            yield Kept(id, "partners", *counted)
    for table in _WITH_EFFORT:
        for id, entry in getattr(plan, table).items():
            if is_done(entry):
                yield from _effort_kept(table, id, moved, _at(data, (table, id, "effort")))


_WITH_EFFORT: tuple[Literal["work_packages", "activities"], ...] = ("work_packages", "activities")


def _effort_kept(table: TableName, id: str, moved: int, effort: Mapping[str, Any]) -> Iterator[Kept]:
    """The effort of what is done: in its months, or as a whole where one of them lies before the project now."""
    for partner, months in effort.items():
        where: Path = (table, id, "effort", partner)
        counted = _counted_anew(where, months if isinstance(months, dict) else {}, moved)
        if counted and counted[2]:
            total = sum((Decimal(amount) for amount in months.values() if is_number(amount)), Decimal(0))
            yield Kept(id, table, ((where, total if total % 1 else int(total)),), ())
        elif counted:
            yield Kept(id, table, *counted)


_Counted = tuple[tuple[tuple[Path, Value], ...], tuple[Path, ...], tuple[int, ...]]


def _counted_anew(where: Path, table: Mapping[str, Any], moved: int) -> _Counted | None:
    """What to write, what to take out and which months are lost; None where the table names no month."""
    months = {name: month for name in table if (month := read_month(name))}
    if not months:
        return None
    new = {(f"M{months[name] - moved}" if name in months else name): value for name, value in table.items()}
    lost = tuple(month for month in months.values() if month <= moved)
    for month in lost:
        del new[f"M{month - moved}"]
    return (((where, new),), (), lost) if new else ((), (where,), lost)


def _at(data: Any, path: Path) -> Mapping[str, Any]:
    for part in path:
        data = data.get(part) if isinstance(data, Mapping) else None
    return data if isinstance(data, Mapping) else {}


def with_months_kept(plan: Plan, moved: int) -> Plan:
    """The same for a plan as a value."""
    partners = {
        id: partner._replace(capacity_by_month=_shifted(partner.capacity_by_month, moved)[0])
        for id, partner in plan.partners.items()
    }
    packages = {id: _with_effort_kept(package, moved) for id, package in plan.work_packages.items()}
    activities = {id: _with_effort_kept(activity, moved) for id, activity in plan.activities.items()}
    return plan._replace(partners=partners, work_packages=packages, activities=activities)


def _with_effort_kept(entry: Worked, moved: int) -> Worked:
    if not is_done(entry):
        return entry
    counted = {partner: _shifted(months, moved) for partner, months in entry.effort_by_month.items()}
    return entry._replace(effort_by_month={partner: months for partner, (months, lost) in counted.items() if not lost})


def _shifted(months: Mapping[int, Decimal], moved: int) -> tuple[dict[int, Decimal], bool]:
    """The months counted anew, and whether some of them lie before the project now."""
    return {month - moved: value for month, value in months.items() if month > moved}, any(
        month <= moved for month in months
    )
