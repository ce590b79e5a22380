"""Many plans at once: how each stands, which organisations are in several of them, which deadlines lie ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ka2plan.calls import Call, Fact
from ka2plan.figures import Workload, money_of, workload_of
from ka2plan.figures.membership import capacity_in
from ka2plan.figures.money import Money, money_outside
from ka2plan.figures.status import agenda_of, has_begun, late_on, next_items, state_of
from ka2plan.findings import SEVERITIES, Severity
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Calendar, Partner, Plan
from ka2plan.plan.model import DONE

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.calls.reference import GuideRule

DRAFT, SUBMIT, RUN, REPORT = "draft", "submit", "run", "report"

SUBMIT_DAYS = 28
"""Days before the deadline from which a plan is to be submitted rather than drafted."""

DEADLINE, START = "deadline", "start"

Month = tuple[int, int]
"""A calendar month: year and month."""


class NextDate(NamedTuple):
    """The next date of a plan that asks for something."""

    day: date
    what: str
    """``deadline``, ``start`` (of the project or of an entry) or ``due``."""
    id: str = ""
    """The entry it is about; empty for the project."""
    title: str = ""


class PlanRow(NamedTuple):
    """One plan of a portfolio; ``fault`` says why a file could not be read as one."""

    path: str
    acronym: str = ""
    title: str = ""
    type: str = ""
    call: int | None = None
    round: int = 1
    phase: str = ""
    lump_sum: Decimal | None = None
    total: Decimal | None = None
    """Sum of what is planned, EUR."""
    counts: Mapping[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    start: date | None = None
    end: date | None = None
    next_date: NextDate | None = None
    late: int = 0
    """How much is late."""
    at_best: date | None = None
    """When what is left of it ends by its forecast, once it runs."""
    fault: str = ""
    code: int = 0
    """What the file makes the exit code at least."""

    @property
    def name(self) -> str:
        """The acronym, else the title, else the path."""
        return self.acronym or self.title or self.path


class Part(NamedTuple):
    """What one organisation has in one plan."""

    path: str
    partner: str
    oid: str
    name: str
    country: str
    is_funded: bool
    is_applicant: bool
    unit: str
    """``days`` or ``months``."""
    capacity: Decimal | None
    capacity_by_month: Mapping[Month, Decimal | None]
    """By calendar month of the project."""
    effort: Mapping[Month, float]
    """By calendar month, in ``unit``."""
    money: Decimal
    """Of all live entries, EUR."""


ONCE = ("C-20", "S-08")
"""Numbers of the rules that the same partners apply once in a round."""


class Amount(NamedTuple):
    """The money that one organisation has in one work package."""

    wp: str
    """Empty where it lies in none."""
    title: str
    """Of the work package."""
    partner: str
    """Empty where it is not split between organisations."""
    money: Decimal


class Entry(NamedTuple):
    """One plan with what its organisations and its call have to do with other plans."""

    row: PlanRow
    parts: tuple[Part, ...] = ()
    code: str = ""
    """Action code of the type, such as ``KA220``."""
    in_any_role: Fact | None = None
    """The call's limit of applications per organisation."""
    as_applicant: Fact | None = None
    deadline: datetime | None = None
    """Of the plan's round, Brussels time."""
    agency_decides: bool = False
    """Whether each national agency decides if the round is opened."""
    once: GuideRule | None = None
    """The rule that the same partners apply once in a round."""
    amounts: tuple[Amount, ...] = ()
    """The whole budget: live entries only."""


class DeadlineAhead(NamedTuple):
    """A deadline with the plans that are not submitted yet."""

    at: datetime
    """Brussels time."""
    call: int
    round: int
    code: str
    paths: tuple[str, ...]
    agency_decides: bool


def entry_of(
    path: str,
    plan: Plan,
    call: Call,
    counts: Mapping[Severity, int],
    today: date,
    workload: Callable[[Plan], Workload] = workload_of,
) -> Entry:
    """A plan's row, and what of it counts beside other plans.

    :param workload: finds who works how much when; as planned where nothing else is said.
    """
    deadline = call.deadline()
    sums = money_of(plan, call.management_wp)
    row = _row(path, plan, call, counts, sums.total, today)
    parts = _parts(path, plan, sums, workload)
    limits = (call.fact("applications_per_oid"), call.fact("applications_as_applicant"))
    at = deadline.at if deadline else None
    once = next((rule for rule in call.rules if rule.id in ONCE), None)
    return Entry(
        row, parts, call.code, *limits, at, bool(deadline and deadline.agency_decides), once, _amounts(plan, sums)
    )


def broken_entry(path: str, fault: str, code: int) -> Entry:
    """The row of a file that is no plan or cannot be read."""
    return Entry(PlanRow(path, fault=fault, code=code))


def _row(path: str, plan: Plan, call: Call, counts: Mapping[Severity, int], total: Decimal, today: date) -> PlanRow:
    project, calendar = plan.project, plan.calendar
    phase = phase_of(plan, call, today)
    return PlanRow(
        path,
        project.acronym,
        project.title,
        project.type,
        project.call,
        project.round,
        phase,
        project.lump_sum,
        total,
        dict(counts),
        project.start,
        calendar.end if calendar else None,
        _next_date(plan, call, phase, today),
        len(late_on(plan, today)) if phase in (RUN, REPORT) else 0,
    )


def phase_of(plan: Plan, call: Call, today: date) -> str:
    """Where a plan is in its life, by its dates and by what runs or is done.

    ``draft`` until four weeks before the deadline of its round, ``submit`` from then until the project
    starts or something of it runs, ``run``, and ``report`` once it ended or all activities are done.
    """
    calendar, deadline = plan.calendar, call.deadline()
    live = tuple(plan.live_activities())
    if (calendar and calendar.end < today) or (live and all(state_of(activity) == DONE for activity in live)):
        return REPORT
    if has_begun(plan) or (plan.project.start and plan.project.start <= today):
        return RUN
    return SUBMIT if deadline and today >= deadline.at.date() - timedelta(SUBMIT_DAYS) else DRAFT


def _next_date(plan: Plan, call: Call, phase: str, today: date) -> NextDate | None:
    deadline, start = call.deadline(), plan.project.start
    if phase == REPORT:
        return None
    if phase in (DRAFT, SUBMIT) and deadline and deadline.at.date() >= today:
        return NextDate(deadline.at.date(), DEADLINE)
    if phase in (DRAFT, SUBMIT) and start:
        return NextDate(start, START)
    item = next(iter(next_items(agenda_of(plan, today))), None)
    return NextDate(item.day, item.what, item.id, item.title) if item else None


def _amounts(plan: Plan, sums: Money) -> tuple[Amount, ...]:
    """What every organisation has in every work package, then what is not split, then the same of no package."""
    return tuple(
        Amount(wp, plan.work_packages[wp].title if wp else "", partner, money)
        for wp, package in (*sums.by_wp.items(), ("", money_outside(plan, sums)))
        for partner, money in (*package.partners.items(), ("", package.unallocated))
        if money
    )


def _parts(path: str, plan: Plan, sums: Money, workload: Callable[[Plan], Workload]) -> tuple[Part, ...]:
    months, by_month = _effort_by_month(plan, workload)
    return tuple(
        Part(
            path,
            partner.id,
            _bare_oid(partner),
            partner.name,
            partner.country,
            partner.is_funded,
            partner.id == plan.project.coordinator,
            plan.project.effort_unit,
            partner.capacity,
            {month: capacity_in(partner, number, plan.calendar) for number, month in enumerate(months, 1)},
            {month: effort for month, effort in zip(months, by_month[partner.id], strict=True) if effort},
            sums.by_partner[partner.id],
        )
        for partner in plan.partners.values()
    )


def _bare_oid(partner: Partner) -> str:
    return partner.oid.strip().upper()


def _effort_by_month(
    plan: Plan, workload: Callable[[Plan], Workload]
) -> tuple[list[Month], dict[str, tuple[float, ...]]]:
    """Calendar months from the project's first, and every partner's effort in each."""
    calendar = plan.calendar
    if calendar is None:
        return [], dict.fromkeys(plan.partners, ())
    first = calendar.start.replace(day=1)
    count = calendar.months + (calendar.start != first)
    whole = plan._replace(project=plan.project._replace(start=first, months=count))
    loads = workload(whole).partners
    days = [Calendar(first, count).start_of(month) for month in range(1, count + 1)]
    return [(day.year, day.month) for day in days], {id: load.by_month for id, load in loads.items()}


def deadlines_ahead(entries: Iterable[Entry], today: date) -> tuple[DeadlineAhead, ...]:
    """Deadlines of the rounds for which plans are drafted, the nearest first."""
    groups: dict[tuple[datetime, int, int, str], list[Entry]] = {}
    for entry in entries:
        row = entry.row
        if row.phase in (DRAFT, SUBMIT) and entry.deadline and entry.deadline.date() >= today and row.call:
            groups.setdefault((entry.deadline, row.call, row.round, entry.code), []).append(entry)
    return tuple(
        DeadlineAhead(
            *key,
            tuple(entry.row.path for entry in group),
            any(entry.agency_decides for entry in group),
        )
        for key, group in sorted(groups.items(), key=lambda item: item[0])
    )
