"""An entry in words: its dates, people, money, effort, status, links; the same in every editor of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.status_words import status_word
from ka2plan.figures.status import late_item, state_of
from ka2plan.plan import Activity, Deliverable, Milestone, Plan, WorkPackage, span_of
from ka2plan.plan.model import ZERO, Entry
from ka2plan.schedule import Dependency
from ka2plan.session.snapshot import Snapshot
from ka2plan.words.figures import day as day_in_words
from ka2plan.words.figures import days, effort, figure, listed, money, percentage
from ka2plan.words.messages import _
from ka2plan.words.visible import TOGETHER

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def dates_in_words(plan: Plan, entry: Entry) -> Iterator[str]:
    """``M5-M12`` and ``1 Mar - 31 Oct 2027``."""
    if isinstance(entry, Milestone | Deliverable):
        start = end = entry.due
    else:
        span = span_of(plan, entry) if isinstance(entry, WorkPackage) else (entry.start, entry.end)
        start, end = span or (None, None)
    calendar = plan.calendar
    if calendar and start and end:
        first, last = calendar.month_of(start), calendar.month_of(end)
        yield f"M{first}" if first == last else f"M{first}-M{last}"
    yield short_span(start, end)


def short_span(start: date | None, end: date | None) -> str:
    """``1 Mar - 31 Oct 2027``: the year is said once where it is the same."""
    if not start or not end:
        return day_in_words(start or end) if start or end else _("no dates")  # type: ignore[arg-type]
    if start == end:
        return day_in_words(start)
    first = day_in_words(start)
    if start.year == end.year:
        first = first.replace(str(start.year), "").strip()
    return f"{first} - {day_in_words(end)}"


def people(entry: Entry) -> str:
    """``OSL with IES and ZAV``."""
    others = [id for id in getattr(entry, "participants", ()) if id != entry.lead]
    if entry.lead and others:
        return _("{lead} with {others}").format(lead=entry.lead, others=listed(others))
    return entry.lead or listed(others)


def figures_in_words(plan: Plan, entry: Entry) -> Iterator[str]:
    """The amount and the effort, those that there are."""
    amount = _amount(plan, entry)
    if amount:
        yield figure(amount)
    yield effort_in_words(plan, entry)


def _amount(plan: Plan, entry: Entry) -> Decimal:
    if isinstance(entry, WorkPackage):
        return entry.own_money + sum((activity.money for activity in plan.activities_of(entry.id)), ZERO)
    return entry.money if isinstance(entry, Activity) else ZERO


def money_in_words(plan: Plan, entry: Entry) -> str:
    """The amount, and how it is split."""
    amount = _amount(plan, entry)
    if not amount:
        return ""
    split = ", ".join(f"{id}{TOGETHER}{figure(part)}" for id, part in getattr(entry, "budget", {}).items())
    return f"{money(amount)}: {split}" if split else money(amount)


def effort_in_words(plan: Plan, entry: Entry) -> str:
    """All effort of an entry, of a work package with that of its activities."""
    total = sum(getattr(entry, "effort", {}).values(), ZERO)
    if isinstance(entry, WorkPackage):
        total += sum((sum(activity.effort.values(), ZERO) for activity in plan.activities_of(entry.id)), ZERO)
    return effort(total, plan.project.effort_unit) if total else ""


def status_in_words(entry: Entry) -> str:
    """The status, with the progress where there is one."""
    progress = getattr(entry, "progress", None)
    return f"{status_word(state_of(entry))} {percentage(progress) if progress is not None else ''}".strip()


def late_in_words(snapshot: Snapshot, id: str) -> str:
    """What should have happened and did not, and what comes of it; empty where nothing is late."""
    entry = snapshot.plan.entry(id)
    item = None if entry is None or isinstance(entry, WorkPackage) else late_item(entry, snapshot.today)
    if item is None:
        return ""
    from ka2plan.charts.agenda_words import late_words

    told, forecast = late_words(item, snapshot.today), forecast_in_words(snapshot, id)
    return _("{told}; forecast {days}").format(told=told, days=forecast) if forecast else told


def forecast_in_words(snapshot: Snapshot, id: str) -> str:
    """Where an entry comes to lie from today on; empty before anything runs."""
    dates = snapshot.forecast.dates(id) if snapshot.forecast else None
    return short_span(*dates) if dates else ""


def links_in_words(snapshot: Snapshot, entry: Entry) -> Iterator[str]:
    """``after A1.1``, ``before A2.3, MS2``, ``critical path``, ``12 days slack``."""
    network = snapshot.network
    before = listed(_linked(link.predecessor, link) for link in network.predecessors(entry.id))
    after = listed(_linked(link.successor, link) for link in network.successors(entry.id))
    yield _("after {entries}").format(entries=before) if before else ""
    yield _("before {entries}").format(entries=after) if after else ""
    if before or after:
        yield slack_in_words(snapshot, entry.id)


def slack_in_words(snapshot: Snapshot, id: str) -> str:
    """Whether an entry is on the critical path, and how far it can slip from where it is planned, or comes to lie."""
    leeway = snapshot.leeway_days.get(id)
    slack = "" if leeway is None else _("{days} slack").format(days=days(leeway)) if leeway > 0 else _("no slack")
    return ", ".join(word for word in (_("critical path") if id in snapshot.critical else "", slack) if word)


def _linked(id: str, link: Dependency) -> str:
    detail = "" if link.type == "FS" else f" {link.type}"
    return f"{id}{detail}{f' {link.lag}' if link.lag.number else ''}"
