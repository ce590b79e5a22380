"""Sharing out what is left of the lump sum, or taking back what is too much, by a rule that is shown first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ka2plan.figures.apportion import apportioned
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Plan, WorkPackage
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.apportion import step_for
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, AmountColumn, Matrix, path_of
from ka2plan.tui.editor.amounts.spread import Spread, Weights
from ka2plan.words.messages import _


class SpreadPlace(NamedTuple):
    """Where the cursor is, and what the spreading has to know of the call."""

    partner: str
    column: AmountColumn
    management: str | None
    """The management work package, where there is one."""
    kept: frozenset[tuple[Path, str]] = frozenset()
    """Amounts that are left as they are."""
    management_is_over: bool = False
    """Whether management has more than the call allows."""


def spreads(plan: Plan, matrix: Matrix, rest: Decimal, at: SpreadPlace) -> list[Spread]:
    """The rules by which a rest can be spread here, each with its parts; those that come to the same only once."""
    found: list[Spread] = []
    for rule, every in _rules(plan, matrix, at, adding=rest > 0):
        weights = {key: weight for key, weight in every.items() if key not in at.kept}
        if rest < 0 and sum(weights.values(), ZERO) < -rest:
            continue
        step = step_for(rest, len(weights))
        parts = apportioned(rest, weights, step)
        if rest < 0 and any(matrix.amounts.get(key, ZERO) + part < 0 for key, part in parts.items()):
            parts = apportioned(rest, weights, step := Decimal("0.01"))
        if parts and all(parts != other.parts for other in found):
            found.append(Spread(rule, step, parts))
    return found


def _rules(plan: Plan, matrix: Matrix, at: SpreadPlace, *, adding: bool) -> Iterator[tuple[str, Weights]]:
    planned = {key: amount for key, amount in matrix.amounts.items() if amount > 0 and may_have(plan, key[1])}
    if at.management is not None:
        managing = {key: amount for key, amount in planned.items() if _is_in(plan, key[0], at.management)}
        if at.management_is_over and not adding:
            yield _("from management, in proportion"), managing
        others = {key: amount for key, amount in planned.items() if key not in managing}
        yield _("in proportion, management left as it is"), others
    yield _("in proportion"), planned
    here = {key: amount for key, amount in planned.items() if key[0] in at.column.entries}
    yield _("in {column}, in proportion").format(column=at.column.title), here
    if at.partner in plan.partners:
        own = {key: amount for key, amount in planned.items() if key[1] == at.partner}
        words = _("to {partner}, in proportion") if adding else _("from {partner}, in proportion")
        yield words.format(partner=at.partner), own
        cell = {key: amount for key, amount in here.items() if key[1] == at.partner}
        words = _("to {partner} in {column}") if adding else _("from {partner} in {column}")
        yield words.format(partner=at.partner, column=at.column.title), cell
    if adding:
        yield from _by_work(plan, matrix, at)


def _by_work(plan: Plan, matrix: Matrix, at: SpreadPlace) -> Iterator[tuple[str, Weights]]:
    """Rules that need no amounts yet."""
    effort = dict(_efforts(plan, at.management))
    yield _("by the effort planned"), effort
    here = {key: weight for key, weight in effort.items() if key[0] in at.column.entries}
    yield _("in {column}, by the effort planned").format(column=at.column.title), here
    taking_part = dict(_taking_part(plan))
    yield _("evenly over everybody in every activity"), taking_part
    if NOT_SPLIT in matrix.partners:
        whole: Weights = {(path_of(activity), NOT_SPLIT): Decimal(1) for activity in plan.live_activities()}
        yield _("evenly over the activities, not split"), whole


def _efforts(plan: Plan, management: str | None) -> Iterator[tuple[tuple[Path, str], Decimal]]:
    """Effort by where its money belongs; a work package other than management has none besides its activities'."""
    with_activities = {activity.wp for activity in plan.live_activities()}
    entries: list[WorkPackage | Activity] = [*plan.live_activities()]
    entries += [wp for wp in plan.live_work_packages() if wp.id == management or wp.id not in with_activities]
    for entry in entries:
        for partner, effort in entry.effort.items():
            if partner in plan.partners and may_have(plan, partner):
                yield (path_of(entry), partner), effort


def _taking_part(plan: Plan) -> Iterator[tuple[tuple[Path, str], Decimal]]:
    for activity in plan.live_activities():
        for partner in activity.participants:
            if partner in plan.partners and may_have(plan, partner):
                yield (("activities", activity.id), partner), Decimal(1)


def may_have(plan: Plan, partner: str) -> bool:
    """Whether it may have money: associated partners are not funded."""
    known = plan.partners.get(partner)
    return known is None or known.is_funded


def _is_in(plan: Plan, entry: Path, package: str) -> bool:
    if entry[0] == "work_packages":
        return entry[1] == package
    activity = plan.activities.get(str(entry[1]))
    return activity is not None and activity.wp == package
