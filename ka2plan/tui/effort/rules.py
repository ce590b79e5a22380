"""The rules by which effort is spread over the plan or shared out in a column, each shown before it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from ka2plan.figures.apportion import apportioned
from ka2plan.figures.effort_spread import working_days
from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.apportion import step_for
from ka2plan.tui.editor.amounts.matrix import AmountColumn, Matrix, path_of
from ka2plan.tui.editor.amounts.spread import Spread, Weights
from ka2plan.words.messages import _

Keys = Collection[tuple[Path, str]]

LEADS = Decimal(2)
"""What who leads gets beside one share of the others."""


def spreads(plan: Plan, matrix: Matrix, amount: Decimal, place: tuple[str, AmountColumn], kept: Keys) -> list[Spread]:
    """The rules by which an amount comes to what is there, or below nought is taken from it."""
    found: list[Spread] = []
    partner, column = place
    for rule, every in _rules(plan, matrix, adding=amount > 0):
        here = {key: weight for key, weight in every.items() if key[0] in column.entries}
        own = {key: weight for key, weight in every.items() if key[1] == partner}
        words = _("to {name}, {rule}") if amount > 0 else _("from {name}, {rule}")
        for told, weights in (
            (rule, every),
            (_("in {column}, {rule}").format(column=column.title, rule=rule), here),
            (words.format(name=partner, rule=rule), own),
        ):
            _add(found, told, amount, {key: weight for key, weight in weights.items() if key not in kept}, matrix)
    return found


def shares(plan: Plan, matrix: Matrix, amount: Decimal, column: AmountColumn, kept: Keys) -> list[Spread]:
    """The rules by which a column comes to a total, what is kept apart from the rest left as it is."""
    keys = [key for key in matrix.amounts if key[0] in column.entries]
    left = amount - sum((matrix.amounts[key] for key in keys if key in kept), ZERO)
    found: list[Spread] = []
    if left < 0:
        return found
    for rule, every in _rules_of_column(plan, matrix):
        weights = {key: weight for key, weight in every.items() if key[0] in column.entries and key not in kept}
        step = step_for(left, len(weights))
        then = apportioned(left, weights, step)
        if not weights or (left and not then):
            continue
        changed = {
            key: then.get(key, ZERO) - matrix.amounts.get(key, ZERO) for key in {*then, *keys} if key not in kept
        }
        parts = {key: changed[key] for key in sorted(changed) if changed[key]}
        if parts and all(parts != other.parts for other in found):
            found.append(Spread(rule, step, parts))
    return found


def _add(found: list[Spread], rule: str, amount: Decimal, weights: Weights, matrix: Matrix) -> None:
    """Adds what a rule comes to, where that is possible and no other comes to the same."""
    if amount < 0 and sum(weights.values(), ZERO) < -amount:
        return
    step = step_for(amount, len(weights))
    parts = apportioned(amount, weights, step)
    if any(matrix.amounts.get(key, ZERO) + part < 0 for key, part in parts.items()):
        parts = apportioned(amount, weights, step := step_for(Decimal("0.01"), 1))
    if parts and all(parts != other.parts for other in found):
        found.append(Spread(rule, step, parts))


def _rules(plan: Plan, matrix: Matrix, *, adding: bool) -> Iterator[tuple[str, Weights]]:
    yield _("in proportion"), dict(matrix.amounts)
    if adding:
        yield _("by the money planned"), _by_money(plan)
        yield _("by the length of the activities"), dict(_by_length(plan))
        yield _("evenly over everybody in every activity"), dict.fromkeys(dict(_by_length(plan)), Decimal(1))


def _rules_of_column(plan: Plan, matrix: Matrix) -> Iterator[tuple[str, Weights]]:
    length = dict(_by_length(plan))
    yield _("evenly between those who take part"), dict.fromkeys(length, Decimal(1))
    yield _("twice as much to who leads"), {key: _leading(plan, key) for key in length}
    yield _("by the length of the activities"), length
    yield _("by the money planned"), _by_money(plan)
    yield _("in proportion"), dict(matrix.amounts)


def _leading(plan: Plan, key: tuple[Path, str]) -> Decimal:
    (table, id), partner = key
    return LEADS if getattr(plan, str(table))[str(id)].lead == partner else Decimal(1)


def _by_length(plan: Plan) -> Iterator[tuple[tuple[Path, str], Decimal]]:
    """Everybody in every activity with its working days; in a work package without activities everybody."""
    packages = {activity.wp for activity in plan.live_activities()}
    for activity in plan.live_activities():
        days = sum(working_days(first.toordinal(), last.toordinal()) for first, last in activity.stretches)
        for partner in _taking_part(plan, activity):
            yield (path_of(activity), partner), Decimal(max(1, days))
    for package in plan.live_work_packages():
        if package.id not in packages:
            for partner in plan.partners:
                yield (path_of(package), partner), Decimal(1)


def _taking_part(plan: Plan, activity: Activity) -> list[str]:
    return [id for id in activity.participants if id in plan.partners]


def _by_money(plan: Plan) -> Weights:
    """Money where it is; a work package's own where who has it takes part in an activity of it, else in itself."""
    weights: Weights = {}
    for activity in plan.live_activities():
        for partner, amount in activity.budget.items():
            _weigh(plan, weights, (path_of(activity), partner), amount)
    for package in plan.live_work_packages():
        inside = [one for one in plan.live_activities() if one.wp == package.id]
        for partner, amount in package.budget.items():
            places = [path_of(one) for one in inside if partner in one.participants] or [path_of(package)]
            for place in places:
                _weigh(plan, weights, (place, partner), amount / len(places))
    return weights


def _weigh(plan: Plan, weights: Weights, key: tuple[Path, str], amount: Decimal) -> None:
    if key[1] in plan.partners and amount > 0:
        weights[key] = weights.get(key, ZERO) + amount
