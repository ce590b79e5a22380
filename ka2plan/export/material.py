"""What exports are made of: the plan with its figures, computed once when the first asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, TypeVar

from ka2plan.calls import Call, CallBook
from ka2plan.charts.chart import Chart, Row
from ka2plan.charts.rows import chart_of
from ka2plan.figures import Money, Workload, money_of, workload_of
from ka2plan.figures.status import ACTIVITY, DELIVERABLE, MILESTONE, Dated
from ka2plan.findings import Path
from ka2plan.plan import Activity, Deliverable, Milestone, Plan, WorkPackage, span_of
from ka2plan.rules import call_of
from ka2plan.schedule import Dependency, Network

T = TypeVar("T")

NO_PACKAGE = ""
"""Stands for what is in no work package."""


class Material:
    """One plan, its call and its figures."""

    def __init__(
        self,
        plan: Plan,
        book: CallBook,
        *,
        created: datetime | None = None,
        today: date | None = None,
        options: Mapping[str, Any] | None = None,
        name: str = "plan",
    ) -> None:
        self.plan = plan
        self.book = book
        self.options = dict(options or {})
        self.name = name
        self.notices: list[str] = []
        """What the user is to be told of the export, besides having it."""
        self.today = today or (created.date() if created else date.today())
        """The status date: what is late is late on this day."""
        self._worked_out: dict[Callable[[Material], Any], Any] = {}
        self._created = created
        self.changed = created
        """When the plan was last changed, where that is known."""
        self.earlier: bytes | None = None
        """What the file holds that the export replaces."""

    def once(self, work: Callable[[Material], T]) -> T:
        """What is worked out of the material, the same value each time: for what several parts of an export need."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        found: T = self._worked_out[work]
        return found

    @cached_property
    def call(self) -> Call:
        """The call the plan is written for."""
        return call_of(self.plan, self.book)

    @cached_property
    def money(self) -> Money:
        """All sums."""
        return money_of(self.plan, self.call.management_wp)

    @cached_property
    def workload(self) -> Workload:
        """Effort and months of every partner."""
        return workload_of(self.plan)

    @cached_property
    def network(self) -> Network:
        """The dependencies."""
        return Network(self.plan)

    @property
    def created(self) -> datetime:
        """When the export says it was made: as told, else the project's start, so that two exports are the same."""
        start = self.plan.project.start or date(2000, 1, 1)
        return self._created or datetime.combine(start, time(), UTC)

    @property
    def has_packages(self) -> bool:
        """Whether the type's plan is made of work packages."""
        return bool(self.plan.work_packages) or self.call.unit_of_plan != "activity"

    @property
    def title(self) -> str:
        """Acronym and title."""
        project = self.plan.project
        return f"{project.acronym}: {project.title}" if project.acronym else project.title

    def is_placeholder(self, where: Path) -> bool:
        """Whether the words of a new plan still stand at a place."""
        return where in self._placeholders

    @cached_property
    def _placeholders(self) -> frozenset[Path]:
        from ka2plan.plan.placeholders import placeholders_of

        return frozenset(placeholders_of(self.plan))

    def partner_name(self, id: str | None) -> str:
        """The name of a partner, its id where it has none."""
        partner = self.plan.partners.get(id or "")
        return (partner.name if partner else "") or id or ""

    def span(self, package: WorkPackage) -> tuple[date, date] | None:
        """First and last day of a work package."""
        return span_of(self.plan, package)

    def everybody_in(self, activity: Activity) -> tuple[str, ...]:
        """All who lead an activity, take part in it, or have money or effort in it."""
        return tuple(dict.fromkeys((*activity.participants, *activity.budget, *activity.effort)))

    @property
    def events(self) -> tuple[Milestone | Deliverable, ...]:
        """Milestones, then deliverables, in the file's order."""
        return *self.plan.milestones.values(), *self.plan.deliverables.values()

    @cached_property
    def chart(self) -> Chart:
        """The Gantt chart."""
        return chart_of(self.plan, self.today, network=self.network, granted=self.options.get("granted"))

    @property
    def groups(self) -> Iterator[tuple[Row | None, list[Dated]]]:
        """Each work package with the entries in it, then what is in none under its heading."""
        return ((group.heading, [self._entry(row) for row in group.rows]) for group in self.chart.groups)

    def _entry(self, row: Row) -> Dated:
        plan = self.plan
        tables: Mapping[str, Mapping[str, Dated]] = {
            ACTIVITY: plan.activities,
            MILESTONE: plan.milestones,
            DELIVERABLE: plan.deliverables,
        }
        return tables[row.kind][row.id]

    @cached_property
    def critical(self) -> frozenset[str]:
        """Ids of what lies on the plan's critical path; empty with a cycle, and where nothing depends on anything."""
        return self.network.critical if self.network.links else frozenset()

    @cached_property
    def broken_links(self) -> frozenset[Dependency]:
        """Links that the planned dates break."""
        return frozenset(violation.link for violation in self.network.violations)
