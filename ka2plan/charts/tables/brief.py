"""A partner's brief as headings, sentences and tables of texts, for every form in which it is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.tables.agenda import expected_of
from ka2plan.charts.tables.events import status_of
from ka2plan.charts.tables.owed import told_proof
from ka2plan.charts.tables.table import Table, text_table
from ka2plan.figures.status import END, START, Item, late_items
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE, RUNNING, ZERO
from ka2plan.schedule.brief import LEAD, TAKES_PART, Brief, Task, Wait
from ka2plan.words.distances import from_now, span
from ka2plan.words.figures import (
    above_in_month,
    day,
    decimals,
    effort,
    figure,
    listed,
    month_name,
    number,
    part_of_whole,
    percentage,
    unit_of_effort,
)
from ka2plan.words.messages import _, ngettext, pgettext

if TYPE_CHECKING:
    from datetime import date

MOST_DATES = 8
"""How many coming dates a brief tells; all that is late is told."""

TWELVE = 12


class Block(NamedTuple):
    """One part of a brief: sentences or rows under the heading of a table."""

    table: Table
    sentences: tuple[str, ...] = ()
    wide: frozenset[int] = frozenset({1})
    """The columns that give way where there is little room."""


def headline(brief: Brief) -> str:
    """``Brief for PHS, Pädagogische Hochschule Steiermark, on 24 Nov 2026``."""
    partner = brief.partner
    return _("Brief for {id}, {name}, on {day}").format(id=partner.id, name=partner.name, day=day(brief.today))


def facts(brief: Brief) -> Iterator[tuple[str, str]]:
    """What stands at its head: label and value."""
    project, calendar = brief.plan.project, brief.plan.calendar
    coordinator = brief.plan.partners.get(project.coordinator or "")
    if calendar:
        length = ngettext("{start} to {end}, {months} month", "{start} to {end}, {months} months", calendar.months)
        start, end = day(calendar.start), day(calendar.end)
        yield _("Project"), length.format(start=start, end=end, months=calendar.months)
    if coordinator and coordinator.id == brief.partner.id:
        yield _("Role"), _("coordinator")
    elif coordinator:
        contact = f", {coordinator.contact}" if coordinator.contact else ""
        yield _("Coordinator"), f"{coordinator.name or coordinator.id} ({coordinator.country}){contact}"
    yield _("Tasks"), _tasks_in_words(brief)
    yield _("Effort"), _effort_in_words(brief)
    if brief.partner.is_funded:
        yield _("Money"), _money_in_words(brief)
    else:
        yield _("Money"), _("none: an associated partner is not funded")


def _tasks_in_words(brief: Brief) -> str:
    activities = [task for task in brief.tasks if not task.is_package]
    leads = [task.id for task in brief.tasks if task.role == LEAD]
    told = str(len(activities))
    return _("{count}; leads {ids}").format(count=told, ids=listed(leads, most=12)) if leads else told


def _effort_in_words(brief: Brief) -> str:
    load = brief.load
    told = effort(load.effort, brief.plan.project.effort_unit)
    if load.effort:
        told = _("{effort}, {share} of all").format(effort=told, share=part_of_whole(load.effort_share))
    if brief.overloads and load.varies:
        above = listed(above_in_month(*overload[1:4]) for overload in brief.overloads)
        told = _("{told}; more than it can give in {months}").format(told=told, months=above)
    elif brief.overloads:
        months = listed(f"M{overload.month} {decimals(overload.booked, 1)}" for overload in brief.overloads)
        told = _("{told}; above the capacity of {capacity} a month in {months}").format(
            told=told, capacity=number(load.capacity or ZERO), months=months
        )
    elif load.varies:
        told = _("{told}; never more than it can give").format(told=told)
    elif load.capacity is not None:
        told = _("{told}; never above {capacity} a month").format(told=told, capacity=number(load.capacity))
    return told


def _money_in_words(brief: Brief) -> str:
    load = brief.load
    if not load.money and any(activity.money and not activity.budget for activity in brief.plan.live_activities()):
        return _("the plan's amounts are not split between organisations")
    told = _("{amount} EUR").format(amount=figure(load.money))
    if load.money:
        told = _("{money}, {share} of all").format(money=told, share=part_of_whole(load.money_share))
    parts = [f"{id} {figure(amount)}" for id, amount in brief.money_by_package.items()]
    return f"{told}: {', '.join(parts)}" if parts else told


def blocks(brief: Brief, *, compact: bool = False) -> tuple[Block, ...]:
    """The parts that have something to tell; project months in place of dates where ``compact``."""
    every = (
        _dates(brief),
        _tasks(brief, compact=compact),
        _results(brief),
        *_waits(brief),
        _months(brief),
        _owed(brief),
    )
    return tuple(block for block in every if block.table.rows or block.sentences)


def _dates(brief: Brief) -> Block:
    coming = [item for item in brief.agenda if not item.late]
    items = (*late_items(brief.agenda), *coming[:MOST_DATES])
    rows = tuple(
        (
            day(item.day),
            item.title,
            item.id,
            _event(item),
            from_now(item.day, brief.today),
            day(expected) if (expected := expected_of(item, brief.forecast)) else "",
        )
        for item in items
    )
    columns = (_("Date"), _("Title"), _("Id"), _("What"), _("When"), _("Forecast"))
    return Block(text_table(_("Next dates"), columns, rows).without_empty())


def _event(item: Item) -> str:
    if item.late:
        return {START: _("late to start"), END: _("late to end")}.get(item.what, pgettext("status", "late"))
    return {START: _("starts"), END: _("ends")}.get(item.what, _("due"))


def _tasks(brief: Brief, *, compact: bool) -> Block:
    rows = tuple(
        (
            task.id,
            task.title,
            _role(task),
            _months_of(task, brief) if compact else span(task.start, task.end, "–"),
            number(task.effort) if task.effort else "",
            figure(task.money) if task.money else "",
        )
        for task in brief.tasks
    )
    unit = _("Months") if brief.plan.project.effort_unit == "months" else _("Days")
    columns = (_("Id"), _("Title"), _("Role"), _("When"), unit, _("EUR"))
    return Block(text_table(_("Tasks"), columns, rows, numbers={4, 5}))


def _role(task: Task) -> str:
    role = {LEAD: _("leads"), TAKES_PART: _("takes part")}.get(task.role, _("has a share"))
    state = {RUNNING: pgettext("status", "running"), DONE: pgettext("status", "done")}.get(task.status, "")
    if task.status == RUNNING and task.progress is not None:
        state = percentage(task.progress)
    return f"{role}, {state}" if state else role


def _months_of(task: Task, brief: Brief) -> str:
    """``M1-M4``; the dates where a task lies outside the project."""
    calendar = brief.plan.calendar
    if not (calendar and task.start and task.end and calendar.start <= task.start and task.end <= calendar.end):
        return span(task.start, task.end)
    first, last = calendar.month_of(task.start), calendar.month_of(task.end)
    return f"M{first}" if first == last else f"M{first}-M{last}"


def _results(brief: Brief) -> Block:
    rows = tuple(
        (
            result.id,
            result.title,
            day(result.due) if result.due else "",
            status_of(result, brief.today)[0],
            getattr(result, "verification", "") or getattr(result, "kind", ""),
        )
        for result in brief.results
    )
    columns = (_("Id"), _("Title"), _("Due"), _("State"), _("Proof"))
    table = text_table(_("Milestones and deliverables it leads"), columns, rows).without_empty()
    last = len(table.columns) - 1
    return Block(table, wide=frozenset({1, last}) if last > 2 else frozenset({1}))


def _waits(brief: Brief) -> Iterator[Block]:
    columns = (_("Its task"), _("waits for"), _("of"), _("until"))
    rows = tuple((wait.own, _other(wait), wait.lead or "", _until(wait)) for wait in brief.waits_for)
    yield Block(text_table(_("It waits for others"), columns, rows))
    columns = (_("For its task"), _("waits"), _("of"), _("until"))
    rows = tuple((wait.own, _other(wait), wait.lead or "", _until(wait)) for wait in brief.waited_for)
    yield Block(text_table(_("Others wait for it"), columns, rows))


def _other(wait: Wait) -> str:
    return f"{wait.other} {wait.title}"


def _until(wait: Wait) -> str:
    if wait.status == DONE:
        return pgettext("status", "done")
    until = wait.forecast or wait.day
    told = day(until) if until else _("no date")
    link = f"{wait.type}{'+' if wait.lag and wait.lag[0] != '-' else ''}{wait.lag}"
    return told if link == "FS" else f"{told} ({link})"


def _months(brief: Brief) -> Block:
    """Effort in every project month, a project year a row."""
    calendar, months = brief.plan.calendar, brief.load.by_month
    if calendar is None or not any(months):
        return Block(text_table("", (), ()))
    firsts = [calendar.start_of(month) for month in range(1, TWELVE + 1)]
    rows = tuple(
        (_year(calendar.start_of(first + 1)), *_twelve(months[first : first + TWELVE]))
        for first in range(0, len(months), TWELVE)
    )
    unit = unit_of_effort(brief.plan.project.effort_unit)
    heading = _("Effort by month ({unit})").format(unit=unit)
    columns = (_("From"), *(month_name(first.month) for first in firsts))
    return Block(text_table(heading, columns, rows, numbers=range(1, TWELVE + 1)), wide=frozenset())


def _year(first: date) -> str:
    return f"{month_name(first.month)} {first.year}"


def _twelve(months: tuple[float, ...]) -> tuple[str, ...]:
    told = tuple(decimals(value, 1) if value >= 0.05 else "-" for value in months)
    return told + ("",) * (TWELVE - len(months))


def _owed(brief: Brief) -> Block:
    partner = brief.partner
    sentences = [_("paper still missing: {name}").format(name=name) for name in brief.owed]
    sentences += [_("evidence missing: {name}").format(name=told_proof(proof)) for proof in brief.evidence]
    if partner.is_funded and not partner.oid:
        sentences.append(_("its OID is not in the plan"))
    return Block(text_table(_("Still missing from this partner"), (), ()), tuple(sentences))
