"""What rules propose for a project that runs."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from ka2plan.plan import Plan
from ka2plan.rules.remedies import as_late_as_permitted
from ka2plan.schedule import Network
from tests.schedule.building import activity, milestone, plan_of


class AtHand(NamedTuple):
    """A plan on a day, as a check and the editor hold it."""

    plan: Plan
    network: Network
    today: date


def proposed(text, today, *where):
    plan = plan_of(text)
    return as_late_as_permitted(AtHand(plan, Network(plan), today), where)


BROKEN = activity("B", "2026-12-15", "2027-01-14", "A") + milestone("M", "2026-12-20", "A")


@pytest.mark.parametrize(
    ("more", "day"),
    [("", "1 Jan 2027"), ('status = "running"', "15 Mar 2027")],
)
def test_a_fix_moves_what_has_not_begun_to_no_day_that_is_over_once_the_project_runs(more, day):
    text = activity("A", "M1", "M2", more=more) + BROKEN
    assert day in proposed(text, date(2027, 3, 15), "activities", "B", "after", 0).words


def test_what_is_due_is_moved_to_no_day_that_is_over_either():
    text = activity("A", "M1", "M2", more='status = "running"') + BROKEN
    assert "15 Mar 2027" in proposed(text, date(2027, 3, 15), "milestones", "M", "after", 0).words
