"""The plan as a frozen value. Mappings in it keep the file's order and are never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import NO_LAG, Calendar, Lag

ZERO = Decimal(0)

Status = Literal["planned", "running", "done", "cancelled"]

PLANNED: Final = "planned"
RUNNING: Final = "running"
DONE: Final = "done"
CANCELLED: Final = "cancelled"

LinkType = Literal["FS", "SS", "FF", "SF"]

Role = Literal["beneficiary", "associated", "affiliated"]

EffortUnit = Literal["days", "months"]

TableName = Literal["partners", "objectives", "work_packages", "activities", "milestones", "deliverables", "indicators"]
"""A kind of entry that has an id, by its table in the file."""


class Month(NamedTuple):
    """A project month as it stands in the file (``"M7"``)."""

    number: int

    def __str__(self) -> str:
        return f"M{self.number}"


When = Month | date
"""How a start, an end or a due date is written: as a project month or as a date."""


class Project(NamedTuple):
    """What the plan says of the project as a whole; None where it is missing or could not be read."""

    title: str = ""
    acronym: str = ""
    type: str = ""
    call: int | None = None
    round: int = 1
    start: date | None = None
    months: int | None = None
    lump_sum: Decimal | None = None
    coordinator: str | None = None
    effort_unit: EffortUnit = "days"
    priorities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    agency: str = ""
    granted: str = ""
    papers: Mapping[str, bool | date] = {}
    """What the applicant declares in the form, such as ``eu_values``."""


class Monthly(NamedTuple):
    """What is said of a partner month by month: of its effort, of its capacity."""

    months: Mapping[int, Decimal]
    """Of the project months that are named."""
    default: Decimal | None = None
    """Of all others."""

    @property
    def total(self) -> Decimal:
        """The sum of the months that are named."""
        return sum(self.months.values(), ZERO)


class Partner(NamedTuple):
    """An organisation of the consortium."""

    id: str
    name: str = ""
    country: str = ""
    oid: str = ""
    role: Role = "beneficiary"
    capacity: Decimal | None = None
    """Effort it can give in one month, in the plan's unit, but for those of ``capacity_by_month``."""
    rate: Decimal | None = None
    """EUR per unit of effort."""
    since_written: When | None = None
    until_written: When | None = None
    since: date | None = None
    """Its first day in the consortium; None where it is in it from the beginning."""
    until: date | None = None
    """Its last day in the consortium; None where it stays to the end."""
    papers: Mapping[str, bool | date] = {}
    city: str = ""
    region: str = ""
    website: str = ""
    kind: str = ""
    newcomer: bool | None = None
    contact: str = ""
    established: date | None = None
    """The day since which it is legally established."""
    capacity_by_month: Mapping[int, Decimal] = {}
    """Effort it can give in the project months that are named."""

    @property
    def is_funded(self) -> bool:
        """Whether it can have money and lead: a beneficiary or an affiliated entity, not an associated partner."""
        return self.role != "associated"

    @property
    def has_capacity(self) -> bool:
        """Whether the plan says of any month what it can give."""
        return self.capacity is not None or bool(self.capacity_by_month)

    def capacity_in(self, month: int) -> Decimal | None:
        """Effort it can give in a project month; None where nothing bounds it."""
        return self.capacity_by_month.get(month, self.capacity)

    @property
    def is_beneficiary(self) -> bool:
        """Whether it signs the grant, and counts among the organisations that a call asks for."""
        return self.role == "beneficiary"


class Objective(NamedTuple):
    """An objective of the project."""

    id: str
    title: str = ""


class WorkPackage(NamedTuple):
    """A work package: its own money and effort come on top of its activities'."""

    id: str
    title: str = ""
    lead: str | None = None
    start_written: When | None = None
    end_written: When | None = None
    start: date | None = None
    end: date | None = None
    budget: Mapping[str, Decimal] = {}
    effort: Mapping[str, Decimal] = {}
    status: Status = PLANNED
    priorities: tuple[str, ...] = ()
    note: str = ""
    management: bool | None = None
    """Whether it holds the project management; None where the plan does not say so."""
    effort_by_month: Mapping[str, Mapping[int, Decimal]] = {}
    """Of partners whose effort names its months: how much lies in each."""

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled, and all that is in it."""
        return self.status == CANCELLED

    @property
    def own_money(self) -> Decimal:
        """Money that no activity carries."""
        return sum(self.budget.values(), ZERO)


class Link(NamedTuple):
    """One dependency: the entry that has it waits for ``id``."""

    id: str
    type: LinkType = "FS"
    lag: Lag = NO_LAG
    place: int = 0
    """Its place in the ``after`` list of the file."""


class Period(NamedTuple):
    """One stretch of an activity; both days belong to it."""

    start: date
    end: date
    start_written: When
    end_written: When


class Venue(NamedTuple):
    """Where an activity takes place."""

    place: str = ""
    country: str = ""


class Actual(NamedTuple):
    """When an activity really began and ended."""

    start: date | None = None
    end: date | None = None


class Activity(NamedTuple):
    """An activity; its dates are None where missing or unreadable, and those of its ``periods``, if any."""

    id: str
    title: str = ""
    wp: str | None = None
    start_written: When | None = None
    end_written: When | None = None
    start: date | None = None
    end: date | None = None
    periods: tuple[Period, ...] = ()
    lead: str | None = None
    partners: tuple[str, ...] = ()
    venue: Venue | None = None
    budget: Mapping[str, Decimal] = {}
    amount: Decimal | None = None
    """As written; ``money`` is what counts."""
    items: Mapping[str, Decimal] = {}
    effort: Mapping[str, Decimal] = {}
    after: tuple[Link, ...] = ()
    serves: tuple[str, ...] = ()
    results: str = ""
    status: Status = PLANNED
    progress: int | None = None
    actual: Actual = Actual()
    evidence: Mapping[str, bool | date] = {}
    """What proves that it took place: whether it is there, or the day it was got."""
    note: str = ""
    effort_by_month: Mapping[str, Mapping[int, Decimal]] = {}
    """Of partners whose effort names its months: how much lies in each."""
    cancelled: bool = False
    """Cancelled itself, or its work package is."""

    @property
    def money(self) -> Decimal:
        """Its amount in EUR: as written, else the sum of its budget."""
        return self.amount if self.amount is not None else sum(self.budget.values(), ZERO)

    @property
    def participants(self) -> tuple[str, ...]:
        """Lead first, then the other partners taking part, each once."""
        everyone = (self.lead, *self.partners) if self.lead else self.partners
        return tuple(dict.fromkeys(everyone))

    @property
    def stretches(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each stretch in which it happens; empty where the dates are unknown."""
        if self.periods:
            return tuple((period.start, period.end) for period in self.periods)
        return ((self.start, self.end),) if self.start and self.end and self.start <= self.end else ()


class Milestone(NamedTuple):
    """A milestone, due at the end of a day."""

    id: str
    title: str = ""
    due_written: When | None = None
    due: date | None = None
    wp: str | None = None
    lead: str | None = None
    after: tuple[Link, ...] = ()
    verification: str = ""
    reached: date | None = None
    status: Status = PLANNED
    note: str = ""
    cancelled: bool = False

    @property
    def done(self) -> bool:
        """Whether it was reached."""
        return self.reached is not None or self.status == DONE


class Deliverable(NamedTuple):
    """A deliverable, due at the end of a day."""

    id: str
    title: str = ""
    wp: str | None = None
    due_written: When | None = None
    due: date | None = None
    lead: str | None = None
    kind: str = ""
    dissemination: str = ""
    after: tuple[Link, ...] = ()
    status: Status = PLANNED
    note: str = ""
    cancelled: bool = False

    @property
    def done(self) -> bool:
        """Whether it was delivered."""
        return self.status == DONE


class Indicator(NamedTuple):
    """An indicator with its target."""

    id: str
    title: str = ""
    wp: str | None = None
    target: Decimal | None = None
    unit: str = ""
    achieved: Decimal | None = None
    serves: tuple[str, ...] = ()


class Override(NamedTuple):
    """A limit of the call that the plan replaces, with the reason."""

    value: Any
    reason: str


ENTRY_TABLES: tuple[TableName, ...] = (
    "work_packages",
    "activities",
    "milestones",
    "deliverables",
    "objectives",
    "indicators",
    "partners",
)
"""All kinds, in the order in which an id is looked for."""

Entry = WorkPackage | Activity | Milestone | Deliverable
"""What a dependency can name."""


class _Contents(NamedTuple):
    """What a plan file holds."""

    project: Project = Project()
    partners: Mapping[str, Partner] = {}
    objectives: Mapping[str, Objective] = {}
    work_packages: Mapping[str, WorkPackage] = {}
    activities: Mapping[str, Activity] = {}
    milestones: Mapping[str, Milestone] = {}
    deliverables: Mapping[str, Deliverable] = {}
    indicators: Mapping[str, Indicator] = {}
    texts: Mapping[str, Mapping[str, str]] = {}
    overrides: Mapping[str, Override] = {}
    ignored: Mapping[str, str] = {}
    """``"CODE path"`` -> the reason why the finding is accepted."""
    unread: frozenset[Path] = frozenset()
    """Paths of values that are missing or could not be read: a check that needs one of them stays silent."""


class Plan(_Contents):
    """One project plan, read from one file."""

    @property
    def calendar(self) -> Calendar | None:
        """The project's months, where its start and duration are known."""
        start, months = self.project.start, self.project.months
        return Calendar(start, months) if start and months else None

    def could_read(self, *path: str | int) -> bool:
        """Whether the value at this path was read, or was left out where it may be."""
        return path not in self.unread

    def unread_in(self, table: str, id: str) -> tuple[Path, ...]:
        """Paths within an entry, and its own, whose values were not read."""
        return self._unread_by_entry.get((table, id), ())

    @cached_property
    def _unread_by_entry(self) -> Mapping[Path, tuple[Path, ...]]:
        found: dict[Path, list[Path]] = {}
        for path in self.unread:
            found.setdefault(path[:2], []).append(path)
        return {entry: tuple(paths) for entry, paths in found.items()}

    def live_work_packages(self) -> Iterator[WorkPackage]:
        """Work packages that were not cancelled."""
        return (package for package in self.work_packages.values() if not package.cancelled)

    def live_activities(self) -> Iterator[Activity]:
        """Activities that were not cancelled, nor their work package."""
        return (activity for activity in self.activities.values() if not activity.cancelled)

    def live_work(self) -> Iterator[Activity | WorkPackage]:
        """All that can have effort and money and was not cancelled, activities first."""
        yield from self.live_activities()
        yield from self.live_work_packages()

    def live_results(self) -> Iterator[Milestone | Deliverable]:
        """Milestones and deliverables that were not cancelled, nor their work package."""
        yield from (milestone for milestone in self.milestones.values() if not milestone.cancelled)
        yield from (deliverable for deliverable in self.deliverables.values() if not deliverable.cancelled)

    def activities_of(self, work_package: str) -> tuple[Activity, ...]:
        """Live activities of a work package, in the file's order."""
        return self._live_by_package.get(work_package, ())

    @cached_property
    def _live_by_package(self) -> Mapping[str, tuple[Activity, ...]]:
        found: dict[str, list[Activity]] = {}
        for activity in self.live_activities():
            if activity.wp is not None:
                found.setdefault(activity.wp, []).append(activity)
        return {package: tuple(inside) for package, inside in found.items()}

    def entry(self, id: str) -> Entry | None:
        """The activity, milestone, deliverable or work package of that id."""
        return (
            self.activities.get(id)
            or self.milestones.get(id)
            or self.deliverables.get(id)
            or self.work_packages.get(id)
        )

    def kind_of(self, id: str) -> TableName | None:
        """The kind (name of the table) of the entry with that id, partners last."""
        return next((table for table in ENTRY_TABLES if id in getattr(self, table)), None)


def span_of(plan: Plan, package: WorkPackage, activities: Iterable[Activity] | None = None) -> tuple[date, date] | None:
    """First and last day of a work package: as written, else of its activities, else of the project.

    Whoever asks for many work packages gives the live activities of each, so that not all are looked through each time.
    """
    calendar = plan.calendar
    if package.start and package.end:
        return package.start, package.end
    activities = plan.activities_of(package.id) if activities is None else tuple(activities)
    starts = [activity.start for activity in activities if activity.start]
    ends = [activity.end for activity in activities if activity.end]
    start = package.start or (min(starts) if starts else calendar.start if calendar else None)
    end = package.end or (max(ends) if ends else calendar.end if calendar else None)
    return (start, end) if start and end else None
