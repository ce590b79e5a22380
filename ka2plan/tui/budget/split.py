"""Splitting what activities have in one sum between those who take part, by a rule that is shown first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.figures.apportion import apportioned
from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan
from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.matrix import not_split
from ka2plan.tui.budget.spread import may_have
from ka2plan.tui.editor.amounts.apportion import step_for
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, AmountColumn, path_of
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.words.figures import money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.budget.view import BudgetView
    from ka2plan.tui.editor.context import Editor


def to_split(plan: Plan, column: AmountColumn) -> list[Activity]:
    """The activities of a column with money that no organisation has yet."""
    activities = (plan.activities.get(str(id)) for table, id in column.entries if table == "activities")
    return [activity for activity in activities if activity and not_split(activity) > 0]


def split_amount(editor: Editor, view: BudgetView) -> None:
    """Asks by which rule to split what is not split in the column, and writes it as one step."""
    from ka2plan.tui.editor.amounts.spread_dialog import Spreading

    plan, column = editor.plan, view.shown_column
    activities = to_split(plan, column) if column else []
    found = splits(plan, activities)
    if not found:
        words = _("it cannot be split: nobody takes part") if activities else _("everything is split here")
        editor.say(words, "warning")
        return
    amount = money(sum((not_split(activity) for activity in activities), ZERO))

    def chosen(spread: Spread) -> None:
        amounts = {key: view.matrix.amounts.get(key, ZERO) + part for key, part in spread.parts.items()}
        if editor.do(view.measure.edit(amounts, _("split {amount}").format(amount=amount))):
            editor.say(_("split {amount} {rule}").format(amount=amount, rule=spread.rule), "good")

    title = _("Split {amount} that no organisation has yet").format(amount=amount)
    editor.ask(Spreading(editor.look, view.measure, view.matrix, title, [("", found)]), chosen)


def splits(plan: Plan, activities: Iterable[Activity]) -> list[Spread]:
    """The rules by which the activities can be split, each with its parts; those that come to the same only once."""
    found: list[Spread] = []
    for rule, weighed in _rules(plan, list(activities)):
        step = min(step_for(not_split(activity), len(weights)) for activity, weights in weighed)
        parts = {key: part for activity, weights in weighed for key, part in _parts(activity, weights, step)}
        if all(parts != other.parts for other in found):
            found.append(Spread(rule, step, parts))
    return found


def _parts(
    activity: Activity, weights: dict[str, Decimal], step: Decimal
) -> Iterator[tuple[tuple[Path, str], Decimal]]:
    """What everybody gets of an activity, and what nobody has any more."""
    path, rest = path_of(activity), not_split(activity)
    yield from (((path, id), part) for id, part in apportioned(rest, weights, step).items())
    yield (path, NOT_SPLIT), -rest


def _rules(plan: Plan, activities: list[Activity]) -> Iterator[tuple[str, list[tuple[Activity, dict[str, Decimal]]]]]:
    """Each rule with everybody's weights in every activity; one by which nobody gets anything somewhere is none."""
    rules = ((_("by effort times rate"), _costs), (_("by effort"), _efforts), (_("equally"), _equal))
    for rule, weights_of in rules:
        weighed = [(activity, weights_of(plan, activity)) for activity in activities]
        if weighed and all(any(weights.values()) for _activity, weights in weighed):
            yield rule, weighed


def _sharing(plan: Plan, activity: Activity) -> list[str]:
    """Who takes part and may have money; those who have some of it already only where nobody else is left."""
    every = [id for id in activity.participants if id in plan.partners and may_have(plan, id)]
    return [id for id in every if not activity.budget.get(id)] or every


def _equal(plan: Plan, activity: Activity) -> dict[str, Decimal]:
    return dict.fromkeys(_sharing(plan, activity), Decimal(1))


def _efforts(plan: Plan, activity: Activity) -> dict[str, Decimal]:
    return {id: activity.effort.get(id, ZERO) for id in _sharing(plan, activity)}


def _costs(plan: Plan, activity: Activity) -> dict[str, Decimal]:
    """Effort times rate; nothing where somebody with effort has no rate."""
    working = {id: activity.effort[id] for id in _sharing(plan, activity) if activity.effort.get(id)}
    rates = {id: plan.partners[id].rate for id in working}
    return {id: effort * (rates[id] or ZERO) for id, effort in working.items()} if all(rates.values()) else {}
