"""By how much something slips, as people type it: a span, or until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import Month, Plan, When
from ka2plan.plan.types import Around
from ka2plan.plan.types.lag import lag_from_text
from ka2plan.plan.types.moment import MOMENT
from ka2plan.plan.values import Bad
from ka2plan.schedule.slip import lag_to
from ka2plan.schedule.whole_project import is_project, lag_of_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def lag_typed(plan: Plan, id: str, text: str, today: date) -> Lag | Bad:
    """``+2 weeks``, ``-10d``, ``1 month``, or until when an entry slips: ``M9``, ``15 3 2027``.

    :raises CannotMove: where there is no such entry, or it has no date to slip from.
    """
    if is_project(plan, id):
        return project_lag_typed(plan, text, today)
    return _typed(plan, text, today, lambda when: lag_to(plan, id, when))


def project_lag_typed(plan: Plan, text: str, today: date) -> Lag | Bad:
    """The same for the whole project, or when it starts.

    :raises CannotMove: the project has no start to count from.
    """
    return _typed(plan, text, today, lambda when: lag_of_project(plan, when))


def _typed(plan: Plan, text: str, today: date, until: Callable[[When], Lag]) -> Lag | Bad:
    span = lag_from_text(text)
    if isinstance(span, Lag):
        return span
    moment = None if text.strip().lstrip("+-").isdecimal() else MOMENT.from_text(text, Around(today, plan))
    if moment is None or isinstance(moment, Bad):
        return span
    return until(Month(int(moment[1:])) if isinstance(moment, str) else moment)
