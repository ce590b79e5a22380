"""The plan: a frozen value read from the data of a TOML file, with its calendar of project months."""

from ka2plan.plan.calendar import Calendar, Lag, read_lag, read_month
from ka2plan.plan.model import (
    Activity,
    Deliverable,
    Indicator,
    Link,
    Milestone,
    Month,
    Objective,
    Partner,
    Period,
    Plan,
    Project,
    When,
    WorkPackage,
    span_of,
)
from ka2plan.plan.reader import Reading, read_plan

__all__ = [
    "Activity",
    "Calendar",
    "Deliverable",
    "Indicator",
    "Lag",
    "Link",
    "Milestone",
    "Month",
    "Objective",
    "Partner",
    "Period",
    "Plan",
    "Project",
    "Reading",
    "When",
    "WorkPackage",
    "read_lag",
    "read_month",
    "read_plan",
    "span_of",
]
