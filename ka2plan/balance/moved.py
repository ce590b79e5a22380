"""Moving an activity within its slack, and giving it more months."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.balance.proposal import LONGER, MOVE, Idea
from ka2plan.balance.search import CELLS_OF_A_STEP, Search
from ka2plan.document import Edit, SetValue
from ka2plan.figures.membership import days_within
from ka2plan.figures.status import state_of
from ka2plan.figures.workload import DIGITS, Cell
from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import PLANNED, Activity, Plan
from ka2plan.schedule.move import CannotMove, Mover, with_effort_moved
from ka2plan.schedule.remaining_work import RemainingWork, loads_of
from ka2plan.schedule.slip import Slip, slip, stretch
from ka2plan.words.messages import ngettext

FURTHEST = 6
"""Months by which an activity is moved or lengthened at most."""

MOST_LOOKED_AT = 60
"""Changes that are held against links and bounds, those first that leave the least."""

STEPS_OF_A_TRIAL = 4
"""Steps to count what one change leaves, beside those for its cells."""


def moves(work: RemainingWork, search: Search) -> Iterator[Idea]:
    """Activities behind too much and not yet begun, each moved by so many months as leave the least too much."""
    lags = [lag for months in range(1, FURTHEST + 1) for lag in (months, -months)]
    return _ideas(work, [one for one in _behind(work) if state_of(one) == PLANNED], lags, search, longer=False)


def longer(work: RemainingWork, search: Search) -> Iterator[Idea]:
    """Activities behind too much, each with so many months more as leave the least too much."""
    spread = [one for one in _behind(work) if not one.effort_by_month]
    return _ideas(work, spread, list(range(1, FURTHEST + 1)), search, longer=True)


def _behind(work: RemainingWork) -> list[Activity]:
    ids = dict.fromkeys(id for load in work.overloads for id in load.behind)
    return [activity for id, activity in work.plan.activities.items() if id in ids]


def _ideas(
    work: RemainingWork, activities: list[Activity], lags: list[int], search: Search, *, longer: bool
) -> Iterator[Idea]:
    """Those first that leave the least too much, the shortest of these, if they break no link and no bounds; one for
    each activity.
    """
    tried = _tried(work, activities, lags, search, longer=longer)
    search.begin(3)
    found: set[int] = set()
    for _left, _order, place, lag in sorted(tried)[:MOST_LOOKED_AT]:
        if place in found or not search.goes_on(search.to_change):
            continue
        effect = _effect(work, activities[place], lag, longer=longer)
        if effect and not effect.breaks:
            found.add(place)
            yield _idea(activities[place], effect, lag, longer=longer)


def _tried(
    work: RemainingWork, activities: list[Activity], lags: list[int], search: Search, *, longer: bool
) -> list[tuple[int, int, int, int]]:
    """What leaves less too much: in how many months, the place of the lag and of the activity, the lag."""
    now, trial = len(work.overloads), _Trial(work, longer=longer)
    cells = {task.entry: len(task.cells) for task in work.tasks}
    search.begin(6)
    tried = []
    for place, activity in enumerate(activities):
        for order, lag in enumerate(lags):
            if not search.looks(STEPS_OF_A_TRIAL + cells.get(activity.id, 0) // CELLS_OF_A_STEP):
                continue
            left = trial.overloads_with(activity, lag)
            if left is not None and left < now:
                tried.append((left, order, place, lag))
    return tried


class _Trial:
    """Counts what is too much if one activity changed."""

    def __init__(self, work: RemainingWork, *, longer: bool) -> None:
        self._work = work
        self._longer = longer
        self._mover = Mover(work.plan)
        self._over = {(load.partner, load.month) for load in work.overloads}

    def overloads_with(self, activity: Activity, lag: int) -> int | None:
        """In how many months somebody would have too much if the activity alone changed; None where it cannot."""
        change = self._mover.stretched if self._longer else self._mover.moved
        try:
            changed = change(activity, Lag(lag, "m"))
        except CannotMove:
            return None
        changed = with_effort_moved(self._work.plan.calendar, activity, changed)
        if not isinstance(changed, Activity) or _begins(changed, self._work) or _is_left(changed, self._work.plan):
            return None
        more: dict[Cell, float] = {}
        before, after = self._work.bookings_of(activity), self._work.bookings_of(changed, activity)
        for sign, bookings in ((-1, before), (1, after)):
            for cell, effort in loads_of(bookings, self._work.first_month).items():
                more[cell] = more.get(cell, 0.0) + sign * effort
        return len(self._over) + sum(self._is_over(cell, extra) - (cell in self._over) for cell, extra in more.items())

    def _is_over(self, cell: Cell, extra: float) -> bool:
        """Whether a partner has more to do than it can in a month of the project, with so much more."""
        if cell[1] > self._work.calendar_months:
            return False
        can = self._work.capacity(cell)
        return can is not None and round(self._work.loads.get(cell, 0.0) + extra, DIGITS) > float(can)


def _begins(changed: Activity, work: RemainingWork) -> bool:
    """Whether an activity that has not begun would begin on a day that is over."""
    is_over = work.outlook is not None and changed.start is not None and changed.start < work.today
    return is_over and state_of(changed) == PLANNED


def _is_left(changed: Activity, plan: Plan) -> bool:
    """Whether somebody who takes part in an activity would be there on none of its days."""
    ids = {*changed.participants, *changed.effort} & plan.partners.keys()
    return bool(changed.stretches) and any(not days_within(plan.partners[id], changed.stretches) for id in ids)


def _effect(work: RemainingWork, activity: Activity, lag: int, *, longer: bool) -> Slip | None:
    if longer:
        return stretched_by(work, activity, lag)
    try:
        return slip(work.plan, activity.id, Lag(lag, "m"), push=False, today=work.today)
    except CannotMove:
        return None


def stretched_by(work: RemainingWork, activity: Activity, months: int) -> Slip | None:
    """What happens if an activity takes so many months longer; None where it cannot."""
    try:
        return stretch(work.plan, activity.id, Lag(months, "m"), push=False, today=work.today)
    except CannotMove:
        return None


def longer_idea(activity: Activity, effect: Slip, months: int) -> Idea:
    """The idea that it does."""
    words = ngettext("{id} takes {count} month longer", "{id} takes {count} months longer", months)
    return Idea(LONGER, words.format(id=activity.id, count=months), _edits(effect))


def _edits(effect: Slip) -> tuple[Edit, ...]:
    return tuple(SetValue(path, value) for path, value in effect.values)


def _idea(activity: Activity, effect: Slip, lag: int, *, longer: bool) -> Idea:
    if longer:
        return longer_idea(activity, effect, lag)
    later = ngettext("{id} {count} month later", "{id} {count} months later", abs(lag))
    earlier = ngettext("{id} {count} month earlier", "{id} {count} months earlier", abs(lag))
    return Idea(MOVE, (later if lag > 0 else earlier).format(id=activity.id, count=abs(lag)), _edits(effect))
