"""What one partner has to know: its tasks, effort and money, whom it waits for and who waits for it, its dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.figures import Overload, PartnerLoad, money_of
from ka2plan.figures.owed import Proof, evidence_of, papers_missing
from ka2plan.figures.status import Dated, Event, Item, agenda_of, state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Partner, Plan, WorkPackage, span_of
from ka2plan.plan.model import ZERO
from ka2plan.schedule import Dependency, Network

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.schedule.forecast import Forecast

LEAD, TAKES_PART, BOOKED = "lead", "partner", "booked"
"""The role in a task; ``booked`` has effort or money in it without taking part."""


class Task(NamedTuple):
    """An activity, or a work package, in which the partner has something to do."""

    id: str
    title: str
    role: str
    """``lead``, ``partner`` or ``booked``."""
    start: date | None
    end: date | None
    status: str
    progress: int | None
    effort: Decimal
    """The partner's own, in the plan's unit."""
    money: Decimal
    """The partner's own, EUR."""
    is_package: bool = False


class Wait(NamedTuple):
    """One dependency between an entry of the partner and one that others lead."""

    own: str
    """Id of the partner's entry."""
    other: str
    """Id of the others' entry."""
    title: str
    """Of the others' entry."""
    lead: str | None
    day: date | None
    """When the entry that is waited for ends or is due."""
    status: str
    """Of the entry that is waited for."""
    type: str
    lag: str
    forecast: date | None = None
    """When that comes about, seen from the day of the brief; None before anything runs."""


class Brief(NamedTuple):
    """Everything one partner has to know, on a day."""

    plan: Plan
    partner: Partner
    today: date
    tasks: tuple[Task, ...]
    """Live work packages and activities, by start."""
    results: tuple[Event, ...]
    """Live milestones and deliverables that it leads, by date."""
    waits_for: tuple[Wait, ...]
    waited_for: tuple[Wait, ...]
    load: PartnerLoad
    overloads: tuple[Overload, ...]
    money_by_package: Mapping[str, Decimal]
    """Its money in every live work package in which it has some; empty without work packages."""
    agenda: tuple[Item, ...]
    """Late and coming dates of its tasks and results, by day."""
    owed: tuple[str, ...]
    """Papers that the plan says are not there yet."""
    evidence: tuple[Proof, ...]
    """Evidence that is missing of what is done and it leads."""
    forecast: Forecast | None
    """Where all comes to lie, seen from the day; None before anything runs."""


def brief_of(plan: Plan, partner: Partner, today: date) -> Brief:
    """A partner's brief."""
    network = Network(plan)
    work = network.workload(today)
    forecast = network.forecast(today)
    tasks = tuple(sorted(_tasks(plan, partner.id), key=lambda task: (task.start or date.max, not task.is_package)))
    results = tuple(_results(plan, partner.id))
    own = {*(task.id for task in tasks if not task.is_package), *(result.id for result in results)}
    packages = money_of(plan).by_wp
    return Brief(
        plan,
        partner,
        today,
        tasks,
        results,
        tuple(_waits_for(plan, network, forecast, own, partner.id)),
        tuple(_waited_for(plan, network, forecast, own, partner.id)),
        work.partners[partner.id],
        tuple(overload for overload in work.overloads if overload.partner == partner.id),
        {id: money.partners[partner.id] for id, money in packages.items() if money.partners.get(partner.id)},
        agenda_of(plan, today, own),
        papers_missing(plan, partner, today),
        tuple(proof for proof in evidence_of(plan, today) if proof.is_owed and proof.activity.lead == partner.id),
        forecast,
    )


def _tasks(plan: Plan, partner: str) -> Iterator[Task]:
    for package in plan.live_work_packages():
        role = _role(partner, package.lead, (), package.budget, package.effort)
        if role:
            yield _package_task(plan, package, partner, role)
    for activity in plan.live_activities():
        role = _role(partner, activity.lead, activity.partners, activity.budget, activity.effort)
        if role:
            yield _activity_task(activity, partner, role)


def _role(
    partner: str,
    lead: str | None,
    partners: Iterable[str],
    budget: Mapping[str, Decimal],
    effort: Mapping[str, Decimal],
) -> str:
    if partner == lead:
        return LEAD
    if partner in partners:
        return TAKES_PART
    return BOOKED if budget.get(partner) or effort.get(partner) else ""


def _package_task(plan: Plan, package: WorkPackage, partner: str, role: str) -> Task:
    start, end = span_of(plan, package) or (None, None)
    effort, money = package.effort.get(partner, ZERO), package.budget.get(partner, ZERO)
    return Task(package.id, package.title, role, start, end, package.status, None, effort, money, is_package=True)


def _activity_task(activity: Activity, partner: str, role: str) -> Task:
    return Task(
        activity.id,
        activity.title,
        role,
        activity.start,
        activity.end,
        state_of(activity),
        activity.progress,
        activity.effort.get(partner, ZERO),
        activity.budget.get(partner, ZERO),
    )


def _results(plan: Plan, partner: str) -> list[Event]:
    led: list[Event] = [result for result in plan.live_results() if result.lead == partner]
    return sorted(led, key=lambda result: result.due or date.max)


def _waits_for(plan: Plan, network: Network, forecast: Forecast | None, own: set[str], partner: str) -> Iterator[Wait]:
    """What the partner's entries wait for and others lead."""
    for link in network.links:
        if link.successor in own and not _is_own(plan, link.predecessor, own, partner):
            yield from _wait(plan, forecast, link, link.successor, link.predecessor)


def _waited_for(plan: Plan, network: Network, forecast: Forecast | None, own: set[str], partner: str) -> Iterator[Wait]:
    """What others lead and waits for the partner's entries, or for a work package with some in it."""
    for link in network.links:
        mine = {link.predecessor} & own or _inside(plan, link.predecessor) & own
        if mine and not _is_own(plan, link.successor, own, partner):
            yield from _wait(plan, forecast, link, link.predecessor, link.successor)


def _is_own(plan: Plan, id: str, own: set[str], partner: str) -> bool:
    """Whether the partner leads the entry itself: what it leads it need not be told to wait for."""
    entry = plan.entry(id)
    return entry is not None and entry.lead == partner and (id in own or isinstance(entry, WorkPackage))


def _inside(plan: Plan, package: str) -> set[str]:
    if package not in plan.work_packages:
        return set()
    return {activity.id for activity in plan.activities_of(package)}


def _wait(plan: Plan, forecast: Forecast | None, link: Dependency, own: str, other: str) -> Iterator[Wait]:
    entry, before = plan.entry(other), plan.entry(link.predecessor)
    if entry is None or before is None:
        return
    span = span_of(plan, before) if isinstance(before, WorkPackage) else None
    day = span[1] if span else None if isinstance(before, WorkPackage) else _day(before, link.type)
    lag = str(link.lag) if link.lag.number else ""
    yield Wait(own, other, entry.title, entry.lead, day, state_of(before), link.type, lag, _comes(plan, forecast, link))


def _comes(plan: Plan, forecast: Forecast | None, link: Dependency) -> date | None:
    """When what is waited for comes about by the forecast; of a work package when the last of it does."""
    if forecast is None:
        return None
    ids = [link.predecessor]
    if link.predecessor in plan.work_packages:
        ids = [activity.id for activity in plan.activities_of(link.predecessor)]
    place = 0 if link.type in ("SS", "SF") else 1
    days = [dates[place] for dates in map(forecast.dates, ids) if dates]
    return (max if place else min)(days, default=None)


def _day(entry: Dated, type: str) -> date | None:
    """The day of the entry that the link is about: its end, or its start for SS and SF."""
    if isinstance(entry, Activity) and type in ("SS", "SF"):
        return entry.start
    return _end_of(entry)


def _end_of(entry: Dated) -> date | None:
    return entry.end if isinstance(entry, Activity) else entry.due
