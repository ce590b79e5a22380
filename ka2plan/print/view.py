"""What a table is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.figures.status import runs
from ka2plan.figures.workload import Workload, workload_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import Plan

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.schedule.forecast import Forecast


class View(NamedTuple):
    """A plan on a day, with the id of the work package that holds its management, where its type has one."""

    plan: Plan
    today: date
    management_wp: str | None = None

    @property
    def workload(self) -> Workload:
        """Effort, money and tasks of the partners, while the project runs seen from that day."""
        if not runs(self.plan):
            return workload_of(self.plan)
        from ka2plan.schedule import Network

        return Network(self.plan).workload(self.today)

    @property
    def forecast(self) -> Forecast | None:
        """Where all comes to lie, seen from that day; None before anything runs."""
        from ka2plan.schedule import Network

        return Network(self.plan).forecast(self.today) if runs(self.plan) else None
