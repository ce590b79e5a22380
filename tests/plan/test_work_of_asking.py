"""What is asked of a plan for every work package is looked for once."""

from __future__ import annotations

from ka2plan.plan import read_plan
from ka2plan.toml import parse
from tests.benchmarks.shell import plan_text


class Counted(dict[str, object]):
    """A table that counts how often it is gone through."""

    passes = 0

    def values(self) -> object:
        self.passes += 1
        return super().values()


def test_the_activities_of_every_work_package_are_found_in_one_pass():
    plan = read_plan(parse(plan_text(60, linked=False))).plan
    counted = Counted(plan.activities)
    plan = plan._replace(activities=counted)
    found = [activity for package in plan.work_packages for activity in plan.activities_of(package)]
    assert (counted.passes, {activity.id for activity in found}) == (1, set(counted))
    assert plan.activities_of("nowhere") == ()
