"""The matrix of organisations and work packages, each cell with the amounts of the file it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from ka2plan.charts.tables.budget import NO_PACKAGE, short_name
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Plan, WorkPackage
from ka2plan.plan.model import ZERO
from ka2plan.words.messages import _

NOT_SPLIT = ""
"""Stands in place of an organisation for money that no organisation has yet."""


class AmountSource(NamedTuple):
    """An amount as it stands in the file, of a work package itself or of an activity."""

    entry: Path
    """Key path of the work package or activity."""
    partner: str
    amount: Decimal


class BudgetColumn(NamedTuple):
    """A column: a work package, a part of one that is unfolded, or an activity."""

    title: str
    entries: tuple[Path, ...]
    """Key paths of those that carry its money."""
    package: str | None = None
    """The work package that it is, or is a part of; None where it is neither."""
    is_part: bool = False
    """Whether its money is in the column of the work package already."""


class Matrix(NamedTuple):
    """All of it; live entries only."""

    partners: tuple[str, ...]
    """The rows: organisations, ids that have money without being one, and ``NOT_SPLIT`` where there is a use for it."""
    columns: tuple[BudgetColumn, ...]
    amounts: Mapping[tuple[Path, str], Decimal]
    """By entry and organisation, those that are not nought."""

    def sources(self, partner: str, column: BudgetColumn) -> tuple[AmountSource, ...]:
        """The amounts that a cell is made of."""
        found = ((entry, self.amounts.get((entry, partner))) for entry in column.entries)
        return tuple(AmountSource(entry, partner, amount) for entry, amount in found if amount)

    def cell(self, partner: str, column: BudgetColumn) -> Decimal:
        """The sum of a cell."""
        return sum((self.amounts.get((entry, partner), ZERO) for entry in column.entries), ZERO)

    def total_of(self, partner: str) -> Decimal:
        """What an organisation has in all columns."""
        return sum((self.cell(partner, column) for column in self.columns if not column.is_part), ZERO)

    def total_in(self, column: BudgetColumn) -> Decimal:
        """What all organisations have in a column."""
        return sum((self.cell(partner, column) for partner in self.partners), ZERO)


def matrix_of(plan: Plan, *, by_activity: bool, unfolded: Collection[str] = ()) -> Matrix:
    """The matrix of a plan.

    Args:
        plan: the plan.
        by_activity: whether the type of partnership plans in activities and not in work packages.
        unfolded: ids of work packages whose activities have columns of their own.
    """
    amounts = {key: amount for key, amount in _amounts(plan) if amount}
    having = dict.fromkeys(partner for _entry, partner in amounts)
    partners = [*plan.partners, *(id for id in having if id not in plan.partners and id != NOT_SPLIT)]
    if NOT_SPLIT in having or by_activity:
        partners.append(NOT_SPLIT)
    columns = _by_activity(plan) if by_activity and not plan.work_packages else _by_package(plan, unfolded)
    return Matrix(tuple(partners), tuple(columns), amounts)


def _amounts(plan: Plan) -> Iterator[tuple[tuple[Path, str], Decimal]]:
    for package in plan.live_work_packages():
        for partner, amount in package.budget.items():
            yield (path_of(package), partner), amount
    for activity in plan.live_activities():
        path = path_of(activity)
        for partner, amount in activity.budget.items():
            yield (path, partner), amount
        yield (path, NOT_SPLIT), not_split(activity)


def not_split(activity: Activity) -> Decimal:
    """What of an activity's amount its budget does not split; below nought where the budget is more."""
    return activity.money - sum(activity.budget.values(), ZERO)


def path_of(entry: WorkPackage | Activity) -> Path:
    """Key path of a work package or an activity."""
    return ("activities" if isinstance(entry, Activity) else "work_packages", entry.id)


def _by_activity(plan: Plan) -> Iterator[BudgetColumn]:
    for activity in plan.live_activities():
        yield BudgetColumn(activity.id, (path_of(activity),))


def _by_package(plan: Plan, unfolded: Collection[str]) -> Iterator[BudgetColumn]:
    inside: dict[str | None, list[Activity]] = {}
    packages = {package.id: package for package in plan.live_work_packages()}
    for activity in plan.live_activities():
        inside.setdefault(activity.wp if activity.wp in packages else None, []).append(activity)
    for id, package in packages.items():
        own, activities = path_of(package), inside.get(id, [])
        yield BudgetColumn(id, (own, *map(path_of, activities)), id)
        if id in unfolded and activities:
            if package.budget:
                yield BudgetColumn(_("itself"), (own,), id, is_part=True)
            for activity in activities:
                yield BudgetColumn(activity.id, (path_of(activity),), id, is_part=True)
    if None in inside:
        yield BudgetColumn(short_name(NO_PACKAGE), tuple(map(path_of, inside[None])))
