"""The money of a plan as a matrix."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, Amounts, Matrix, matrix_from, path_of


def matrix_of(plan: Plan, *, by_activity: bool, unfolded: Collection[str] = ()) -> Matrix:
    """The matrix of a plan, with a last row for money that no organisation has where there is a use for it."""
    amounts = amounts_of(plan)
    matrix = matrix_from(plan, amounts, by_activity=by_activity, unfolded=unfolded)
    if by_activity or any(partner == NOT_SPLIT for _entry, partner in amounts):
        return matrix._replace(partners=(*matrix.partners, NOT_SPLIT))
    return matrix


def amounts_of(plan: Plan) -> Amounts:
    """The amounts by entry and organisation, those that are not nought."""
    return {(entry, partner): amount for entry, partner, amount in _amounts(plan) if amount}


def _amounts(plan: Plan) -> Iterator[tuple[Path, str, Decimal]]:
    for package in plan.live_work_packages():
        for partner, amount in package.budget.items():
            yield path_of(package), partner, amount
    for activity in plan.live_activities():
        path = path_of(activity)
        for partner, amount in activity.budget.items():
            yield path, partner, amount
        yield path, NOT_SPLIT, not_split(activity)


def not_split(activity: Activity) -> Decimal:
    """What of an activity's amount its budget does not split; below nought where the budget is more."""
    return activity.money - sum(activity.budget.values(), ZERO)
