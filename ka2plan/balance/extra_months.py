"""More months for what finds no room, and its work shared out over them."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.balance.moved import FURTHEST, longer_idea, stretched_by
from ka2plan.balance.proposal import Idea
from ka2plan.balance.shared_out import shared_out
from ka2plan.figures.remaining_work import RemainingWork
from ka2plan.plan.model import Activity
from ka2plan.schedule.effects import OVERLOAD
from ka2plan.schedule.sharing import Bottleneck, least_change
from ka2plan.words.messages import _


def with_extra_months(work: RemainingWork, found: tuple[Bottleneck, ...]) -> Iterator[Idea]:
    """For each activity in a bottleneck the fewest months more with which the least is too much."""
    ids = dict.fromkeys(id for one in found for id in one.tasks)
    for activity in (work.plan.activities[id] for id in ids if id in work.plan.activities):
        idea = _fewest_months(work, activity)
        if idea:
            yield idea


def _fewest_months(work: RemainingWork, activity: Activity) -> Idea | None:
    best: tuple[int, Idea] | None = None
    for months in range(1, FURTHEST + 1):
        effect = stretched_by(work, activity, months)
        if effect is None or any(one.kind != OVERLOAD for one in effect.breaks):
            break
        longer = RemainingWork(effect.plan, work.today)
        shares = least_change(longer)
        left, shared = sum(shares.too_much.values()), shared_out(longer, shares)
        idea = longer_idea(activity, effect, months)
        if shared:
            words = _("{idea}; {shared}").format(idea=idea.what, shared=shared.what)
            idea = Idea(idea.kind, words, (*idea.edits, *shared.edits))
        if best is None or left < best[0]:
            best = left, idea
        if not left:
            break
    return best[1] if best else None
