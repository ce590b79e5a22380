"""More months for what finds no room, and its work shared out over them."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.balance.moved import FURTHEST, longer_idea, stretched_by
from ka2plan.balance.proposal import Idea
from ka2plan.balance.search import Search
from ka2plan.balance.shared_out import shared_out
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import Activity
from ka2plan.schedule.effects import OVERLOAD
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.schedule.sharing import Bottleneck, Part, missing, parts_with_too_much, shares_of
from ka2plan.schedule.slip import Slip
from ka2plan.words.messages import _


class Longer(NamedTuple):
    """A plan in which one activity has so many months more."""

    effect: Slip
    work: RemainingWork
    parts: tuple[Part, ...]
    missing: int
    """What finds no room even so."""


def with_extra_months(work: RemainingWork, found: tuple[Bottleneck, ...], search: Search) -> Iterator[Idea]:
    """For each activity in a bottleneck the fewest months more with which the least is too much."""
    search.begin(2)
    ids = dict.fromkeys(id for one in found for id in one.tasks)
    for activity in (work.plan.activities[id] for id in ids if id in work.plan.activities):
        if search.looks(FURTHEST * (search.to_change + search.cells)):
            idea = _fewest_months(work, activity, search)
            if idea:
                yield idea


def _fewest_months(work: RemainingWork, activity: Activity, search: Search) -> Idea | None:
    """Those with which the least finds no room; work that is pushed out of the project finds none."""
    added = FURTHEST * len({*activity.participants, *activity.effort})
    effects = list(_possible(work, activity)) if search.goes_on(FURTHEST * added) else []
    if not effects:
        return None
    tried = [_longer(work, effect) for effect in effects]
    place = min(range(len(tried)), key=lambda place: tried[place].missing)
    found = tried[place]
    if not search.goes_on(sum(part.edges for part in found.parts)):
        return None
    idea = longer_idea(activity, found.effect, place + 1)
    shared = shared_out(found.work, shares_of(found.work, found.parts))
    if shared is None:
        return idea
    words = _("{idea}; {shared}").format(idea=idea.what, shared=shared.what)
    return Idea(idea.kind, words, (*idea.edits, *shared.edits))


def _possible(work: RemainingWork, activity: Activity) -> Iterator[Slip]:
    """What comes of one month more, of two and so on, as long as nothing breaks but capacity."""
    for months in range(1, FURTHEST + 1):
        effect = stretched_by(work, activity, months)
        if effect is None or any(one.kind != OVERLOAD for one in effect.breaks):
            return
        yield effect


def _longer(work: RemainingWork, effect: Slip) -> Longer:
    longer = RemainingWork(effect.plan, work.today)
    parts = parts_with_too_much(longer)
    return Longer(effect, longer, parts, longer.outside + sum(missing(longer, part) for part in parts))
