"""A matrix of organisations and work packages, each cell with the amounts of the file that it is made of."""

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

Amounts = Mapping[tuple[Path, str], Decimal]
"""Amounts by entry and organisation."""


class AmountSource(NamedTuple):
    """An amount as it stands in the file, of a work package itself or of an activity."""

    entry: Path
    """Key path of the work package or activity."""
    partner: str
    amount: Decimal


class AmountColumn(NamedTuple):
    """A column: a work package, a part of one that is unfolded, or an activity."""

    title: str
    entries: tuple[Path, ...]
    """Key paths of those that carry its amounts."""
    package: str | None = None
    """The work package that it is, or is a part of; None where it is neither."""
    is_part: bool = False
    """Whether its amounts are in the column of the work package already."""


class Matrix(NamedTuple):
    """All of it; live entries only."""

    partners: tuple[str, ...]
    """The rows: organisations, ids that have amounts without being one, ``NOT_SPLIT`` where there is a use for it."""
    columns: tuple[AmountColumn, ...]
    amounts: Amounts
    """By entry and organisation, those that are not nought."""

    def sources(self, partner: str, column: AmountColumn) -> tuple[AmountSource, ...]:
        """The amounts that a cell is made of."""
        found = ((entry, self.amounts.get((entry, partner))) for entry in column.entries)
        return tuple(AmountSource(entry, partner, amount) for entry, amount in found if amount)

    def cell(self, partner: str, column: AmountColumn) -> Decimal:
        """The sum of a cell."""
        return sum((self.amounts.get((entry, partner), ZERO) for entry in column.entries), ZERO)

    def total_of(self, partner: str) -> Decimal:
        """What an organisation has in all columns."""
        return sum((self.cell(partner, column) for column in self.columns if not column.is_part), ZERO)

    def total_in(self, column: AmountColumn) -> Decimal:
        """What all organisations have in a column."""
        return sum((self.cell(partner, column) for partner in self.partners), ZERO)

    @property
    def total(self) -> Decimal:
        """What all organisations have in all columns."""
        return sum(map(self.total_of, self.partners), ZERO)


def matrix_from(plan: Plan, amounts: Amounts, *, by_activity: bool, unfolded: Collection[str] = ()) -> Matrix:
    """The matrix of amounts of a plan.

    Args:
        plan: the plan.
        amounts: by entry and organisation.
        by_activity: whether the type of partnership plans in activities and not in work packages.
        unfolded: ids of work packages whose activities have columns of their own.
    """
    amounts = {key: amount for key, amount in amounts.items() if amount}
    having = dict.fromkeys(partner for _entry, partner in amounts if partner != NOT_SPLIT)
    partners = (*plan.partners, *(id for id in having if id not in plan.partners))
    if by_activity and not plan.work_packages:
        return Matrix(partners, tuple(_by_activity(plan)), amounts)
    with_own = {entry for entry, _partner in amounts}
    return Matrix(partners, tuple(_by_package(plan, unfolded, with_own)), amounts)


def path_of(entry: WorkPackage | Activity) -> Path:
    """Key path of a work package or an activity."""
    return ("activities" if isinstance(entry, Activity) else "work_packages", entry.id)


def entry_name(entry: Path) -> str:
    """How an amount's place is called."""
    return str(entry[1]) if entry[0] == "activities" else _("{id} itself").format(id=entry[1])


def _by_activity(plan: Plan) -> Iterator[AmountColumn]:
    for activity in plan.live_activities():
        yield AmountColumn(activity.id, (path_of(activity),))


def _by_package(plan: Plan, unfolded: Collection[str], with_own: Collection[Path]) -> Iterator[AmountColumn]:
    inside: dict[str | None, list[Activity]] = {}
    packages = {package.id: package for package in plan.live_work_packages()}
    for activity in plan.live_activities():
        inside.setdefault(activity.wp if activity.wp in packages else None, []).append(activity)
    for id, package in packages.items():
        own, activities = path_of(package), inside.get(id, [])
        yield AmountColumn(id, (own, *map(path_of, activities)), id)
        if id in unfolded and activities:
            if own in with_own:
                yield AmountColumn(_("itself"), (own,), id, is_part=True)
            for activity in activities:
                yield AmountColumn(activity.id, (path_of(activity),), id, is_part=True)
    if None in inside:
        yield AmountColumn(short_name(NO_PACKAGE), tuple(map(path_of, inside[None])))
