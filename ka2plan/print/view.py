"""What a table is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import Plan

if TYPE_CHECKING:
    from datetime import date


class View(NamedTuple):
    """A plan on a day, with the id of the work package that holds its management, where its type has one."""

    plan: Plan
    today: date
    management_wp: str | None = None
