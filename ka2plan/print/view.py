"""What a table is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.figures.status import runs
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
    def forecast(self) -> Forecast | None:
        """Where all comes to lie, seen from that day; None before anything runs."""
        from ka2plan.schedule import Network

        return Network(self.plan).forecast(self.today) if runs(self.plan) else None
