"""Work packages, activities and indicators as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ka2plan.charts.chart import WORK_PACKAGE, Chart, Group, forecast_words
from ka2plan.charts.chart import Row as ChartRow
from ka2plan.charts.status_words import status_word
from ka2plan.charts.tables.budget import packages_with_money
from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.money import Money
from ka2plan.figures.progress import achieved_share
from ka2plan.figures.status import ACTIVITY, is_late, state_of
from ka2plan.plan.calendar import Lag
from ka2plan.plan.model import CANCELLED, PLANNED, RUNNING, Activity, Indicator, Link, Plan, Venue, WorkPackage
from ka2plan.plan.types.number import NUMBER
from ka2plan.words.distances import span
from ka2plan.words.figures import percentage
from ka2plan.words.messages import _, pgettext

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


def packages_table(plan: Plan, chart: Chart, sums: Money) -> Table:
    """Work packages with their span, lead, number of activities and money, then what is in none."""
    columns = (
        Column("id", _("Id")),
        Column("title", _("Title")),
        Column("lead", _("Lead")),
        Column("start", _("Start"), "day"),
        Column("end", _("End"), "day"),
        Column("activities", _("Activities"), "count"),
        Column("money", _("EUR"), "money"),
        Column("status", _("Status")),
    )
    money = packages_with_money(plan, sums)
    totals = {id: package.total or None for id, package in money.items()}
    rows = (_package_row(group, totals) for group in chart.groups if group.heading)
    return Table(_("Work packages"), columns, tuple(filter(None, rows)))


def _package_row(group: Group, totals: dict[str, Decimal | None]) -> Row | None:
    heading = group.heading
    live = [row for row in group.rows if row.kind == ACTIVITY and row.status != CANCELLED]
    if heading is None or (heading.kind != WORK_PACKAGE and not live):
        return None
    start, end = heading.start, heading.end
    if heading.kind != WORK_PACKAGE:
        start = min((row.start for row in live if row.start), default=None)
        end = max((row.end for row in live if row.end), default=None)
    status = "" if heading.status == PLANNED else status_word(heading.status)
    return Row((heading.id, heading.title, heading.lead or "", start, end, len(live), totals.get(heading.id), status))


def activities_table(plan: Plan, chart: Chart) -> Table:
    """Activities in the order of their work packages."""
    columns = (
        Column("id", _("Id")),
        Column("title", _("Title")),
        Column("wp", _("WP")),
        Column("start", _("Start"), "day"),
        Column("end", _("End"), "day"),
        Column("lead", _("Lead")),
        Column("partners", _("Partners")),
        Column("venue", _("Venue")),
        Column("after", _("After")),
        Column("money", _("EUR"), "money"),
        Column("status", _("Status")),
        Column("state", _("Status")),
        Column("results", _("Expected results")),
        Column("progress", _("Progress")),
        Column("periods", _("Periods")),
        Column("note", _("Note")),
        Column("items", _("Named costs")),
        Column("serves", _("Serves")),
        Column("actual start", _("Actual start"), "day"),
        Column("actual end", _("Actual end"), "day"),
        Column("forecast", _("Forecast")),
        Column("granted", _("As granted")),
    )
    ordered = [(plan.activities[row.id], row) for row in chart.rows if row.kind == ACTIVITY]
    return Table(
        _("Activities"), columns, tuple(_activity_row(activity, row, chart.today) for activity, row in ordered)
    )


def _activity_row(activity: Activity, drawn: ChartRow, today: date) -> Row:
    return Row(
        (
            activity.id,
            activity.title,
            activity.wp or "",
            activity.start,
            activity.end,
            activity.lead or "",
            ", ".join(activity.partners),
            venue_text(activity.venue),
            links_text(activity.after),
            activity.money or None,
            status_text(activity, today),
            status_word(activity.status),
            activity.results,
            "" if activity.progress is None else percentage(activity.progress),
            periods_text(activity),
            activity.note,
            shares_text(activity.items),
            " ".join(activity.serves),
            activity.actual.start,
            activity.actual.end,
            forecast_words(drawn) if drawn.expected else "",
            "; ".join(span(first, last) for first, last in drawn.granted),
        )
    )


def indicators_table(indicators: Iterable[Indicator]) -> Table:
    """Indicators with target and what was achieved."""
    columns = (
        Column("id", _("Id")),
        Column("title", _("Title"), least=12),
        Column("wp", _("WP")),
        Column("achieved", _("Achieved"), "count"),
        Column("target", _("Target"), "count"),
        Column("unit", _("Unit"), least=6),
        Column("share", _("Share"), "count"),
        Column("serves", _("Serves")),
    )
    return Table(_("Indicators"), columns, tuple(map(_indicator_row, indicators)))


def _indicator_row(indicator: Indicator) -> Row:
    part = achieved_share(indicator)
    share = "" if part is None else percentage(round(part * 100))
    counted = (indicator.achieved, indicator.target, indicator.unit, share)
    return Row((indicator.id, indicator.title, indicator.wp or "", *counted, " ".join(indicator.serves)))


def status_text(activity: Activity, today: date) -> str:
    """How an activity stands on a day, with the progress of what is not done: ``running, 40 %``, ``late``."""
    state = state_of(activity)
    told = pgettext("status", "late") if is_late(activity, today) else status_word(state)
    return f"{told}, {percentage(activity.progress)}" if state == RUNNING and activity.progress else told


def links_text(links: Iterable[Link]) -> str:
    """``A1.1, A2.0 SS+1m``."""
    return ", ".join(link_text(link.id, link.type, link.lag) for link in links)


def link_text(id: str, type: str, lag: Lag) -> str:
    """What is waited for, and how where that is not the usual way."""
    told = f"{lag.number:+d}{lag.unit}" if lag.number else ""
    return f"{id} {type}{told}" if told or type != "FS" else id


def periods_text(activity: Activity) -> str:
    """``2026-11-01 – 2026-12-31; 2027-08-01 – 2027-09-30``; empty for an activity with a start and an end."""
    return "; ".join(f"{period.start.isoformat()} – {period.end.isoformat()}" for period in activity.periods)


def shares_text(shares: Mapping[str, Decimal]) -> str:
    """``OSL=9000 IES=4000``; thousandths get a nought, so that nobody takes them for thousands."""
    return " ".join(f"{name}={NUMBER.to_text(value)}" for name, value in shares.items())


def effort_text(entry: Activity | WorkPackage) -> str:
    """``OSL=18 IES=19``; of who names its months ``OSL.M11=4 OSL.M12=9``."""
    shares = {}
    for partner, amount in entry.effort.items():
        named = entry.effort_by_month.get(partner)
        shares.update({f"{partner}.M{month}": part for month, part in named.items()} if named else {partner: amount})
    return shares_text(shares)


def venue_text(venue: Venue | None) -> str:
    """``Valencia, ES``."""
    return ", ".join(filter(None, venue)) if venue else ""
