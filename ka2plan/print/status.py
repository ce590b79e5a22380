"""``show status``: what is late, running, due next, done and cancelled on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.tables.activities import indicators_table
from ka2plan.charts.tables.agenda import agenda_table
from ka2plan.charts.tables.owed import evidence_table, owed_table
from ka2plan.charts.tables.table import Table
from ka2plan.figures.owed import evidence_of, owed_on
from ka2plan.figures.progress import (
    done_on,
    elapsed_of,
    elapsed_share,
    entries_in_state,
    running_activities,
)
from ka2plan.figures.status import Dated, Item, agenda_of, late_items, state_of
from ka2plan.plan.model import CANCELLED, DONE, RUNNING, Activity, Plan
from ka2plan.print.status_json import status_json
from ka2plan.print.style import Pen, PenStyle
from ka2plan.print.tables import Column, Line, number_column, table_lines, written
from ka2plan.print.view import View
from ka2plan.words.figures import day, figure, part_of_whole, percentage
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

MOST_NEXT = 8
"""How many dates to come are told; the JSON form has all."""


def status_lines(view: View, pen: Pen) -> list[str]:
    """The day, then a table each for what is late, runs, comes next, is owed, was done and was cancelled, and
    the indicators.
    """
    lines = [line for text in _summary(view) for line in pen.paragraph(text, "bold")]
    for heading, style, table in _sections(view, pen):
        if table:
            lines += ["", pen.style(pen.cut(heading, pen.width), style), *table]
    return lines


def _summary(view: View) -> Iterator[str]:
    plan, today = view.plan, view.today
    activities = [state_of(activity) for activity in plan.live_activities()]
    words = _("On {day}: {done} of {all} activities done, {running} running")
    yield words.format(
        day=day(today), done=activities.count(DONE), all=len(activities), running=activities.count(RUNNING)
    )
    elapsed = elapsed_share(plan, today)
    if elapsed is not None:
        yield _("{share} of the project's time has passed").format(share=part_of_whole(elapsed))
    forecast = view.forecast
    if forecast and forecast.end:
        yield _("The rest of the work ends on {day} at the earliest").format(day=day(forecast.end))


def _sections(view: View, pen: Pen) -> Iterator[tuple[str, PenStyle, list[str]]]:
    plan, today = view.plan, view.today
    agenda = agenda_of(plan, today)
    coming = [item for item in agenda if not item.late]
    yield _("Late"), "late", _agenda(late_items(agenda), view, pen)
    yield _("Running"), "bold", _running(plan, today, pen)
    yield _("Next"), "bold", _agenda(tuple(coming[:MOST_NEXT]), view, pen)
    yield _("Still expected from each partner"), "bold", _table(owed_table(owed_on(plan, today)), pen)
    yield _("Evidence"), "bold", _table(evidence_table(evidence_of(plan, today)), pen)
    yield _("Done"), "bold", _done(plan, pen)
    yield _("Cancelled"), "bold", _cancelled(plan, pen)
    yield _("Indicators"), "bold", _indicators(plan, pen)


def _agenda(items: tuple[Item, ...], view: View, pen: Pen) -> list[str]:
    if not items:
        return []
    table = agenda_table(items, view.today, view.forecast)
    return written(table if any(row.values[-1] for row in table.rows) else table.without("forecast"), pen)


def _table(table: Table, pen: Pen) -> list[str]:
    return written(table.without_empty(), pen) if table.rows else []


def _running(plan: Plan, today: date, pen: Pen) -> list[str]:
    running = running_activities(plan)
    if not running:
        return []
    columns = (
        Column(_("Id")),
        Column(_("Title"), least=12),
        Column(_("Lead")),
        Column(_("End")),
        number_column(_("Progress")),
        number_column(_("Time")),
    )
    lines = [_running_line(activity, today) for activity in running]
    return table_lines(columns, lines, pen)


def _running_line(activity: Activity, today: date) -> Line:
    progress = "" if activity.progress is None else percentage(activity.progress)
    passed = elapsed_of(activity, today)
    elapsed = "" if passed is None else percentage(round(passed * 100))
    end = day(activity.end) if activity.end else ""
    return (activity.id, activity.title, activity.lead or "", end, progress, elapsed)


def _done(plan: Plan, pen: Pen) -> list[str]:
    entries = entries_in_state(plan, DONE)
    if not entries:
        return []
    columns = (Column(_("Id")), Column(_("Title"), least=12), Column(_("Lead")), Column(_("When"), least=11))
    lines = [(entry.id, entry.title, entry.lead or "", _when_done(entry)) for entry in entries]
    return table_lines(columns, lines, pen)


def _when_done(entry: Dated) -> str:
    """When it was done; a day in brackets is only the planned one."""
    known = done_on(entry)
    if known:
        return day(known)
    planned = entry.end if isinstance(entry, Activity) else entry.due
    return f"({day(planned)})" if planned else ""


def _cancelled(plan: Plan, pen: Pen) -> list[str]:
    entries = entries_in_state(plan, CANCELLED)
    if not entries:
        return []
    columns = (Column(_("Id")), Column(_("Title"), least=12), Column(_("Lead")), number_column(_("EUR")))
    lines: list[Line] = []
    for entry in entries:
        amount = figure(entry.money) if isinstance(entry, Activity) else ""
        lines.append((entry.id, entry.title, entry.lead or "", amount))
    return table_lines(columns, lines, pen)


def _indicators(plan: Plan, pen: Pen) -> list[str]:
    if not plan.indicators:
        return []
    return written(indicators_table(plan.indicators.values()).without("wp", "serves"), pen)


__all__ = ["status_json", "status_lines"]
