"""``show dependencies``: earliest and latest dates, slack, the critical path, and links that are broken or
redundant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.activities import link_text
from ka2plan.plan.model import Plan, WorkPackage
from ka2plan.print.style import Pen, PenStyle
from ka2plan.print.tables import Column, Line, number_column, table_lines
from ka2plan.print.view import View
from ka2plan.schedule.days import shown
from ka2plan.schedule.graph import Dependency
from ka2plan.schedule.schedule import Network
from ka2plan.words.distances import span
from ka2plan.words.figures import day, days
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.schedule.forecast import Forecast


def dependencies_lines(view: View, pen: Pen) -> list[str]:
    """The cycle, if there is one; else the dates of every entry, the critical path and what is wrong with
    the links.
    """
    network = Network(view.plan)
    forecast = network.forecast(view.today)
    if network.cycle:
        return [*_cycle(network.cycle, pen), "", *_links(view.plan, network, pen)]
    if not network.schedule:
        words = _("Nothing has dates, or the project has no start: nothing can be calculated.")
        return pen.paragraph(words)
    summary = _left(network, forecast, view.today, pen) if forecast else _summary(view.plan, network, pen)
    lines = [line for text in summary for line in pen.paragraph(text, "bold")]
    lines += ["", *(_forecast(view.plan, network, forecast, pen) if forecast else _dates(view.plan, network, pen))]
    notes = [line for note in _notes(network, forecast) for line in pen.paragraph(note)]
    return [*lines, "", *notes] if notes else lines


def _cycle(cycle: tuple[str, ...], pen: Pen) -> list[str]:
    way = f" {pen.glyphs.arrow} ".join((*cycle, cycle[0]))
    return [
        *pen.paragraph(_("Cycle: {way}").format(way=way), "error"),
        *pen.paragraph(_("Each waits for the one before it: no dates can be calculated.")),
    ]


def _links(plan: Plan, network: Network, pen: Pen) -> list[str]:
    columns = (Column(_("Id")), Column(_("Title"), least=16), Column(_("After"), least=12))
    lines: list[Line] = []
    for id in network.graph.entries:
        links = network.predecessors(id)
        if links:
            lines.append((id, _title(plan, id), ", ".join(map(_link, links))))
    return table_lines(columns, lines, pen)


def _link(link: Dependency) -> str:
    return link_text(link.predecessor, link.type, link.lag)


def _summary(plan: Plan, network: Network, pen: Pen) -> Iterator[str]:
    if network.end and plan.project.start:
        words = _("The network takes {length}: {span}")
        dates = span(plan.project.start, network.end, pen.glyphs.dash)
        yield words.format(length=days(network.length_days or 0), span=dates)
    yield _path(network, network.critical, pen)


def _path(network: Network, critical: frozenset[str], pen: Pen) -> str:
    if not network.links:
        return _("Nothing depends on anything.")
    path = [id for id in network.order if id in critical]
    return _("Critical path: {path}").format(path=f" {pen.glyphs.arrow} ".join(path))


def _left(network: Network, forecast: Forecast, today: date, pen: Pen) -> Iterator[str]:
    """What is left of a running project: no day that is over is promised."""
    if forecast.end is None:
        yield _("Nothing is left: all is done.")
        return
    words = _("As of {today}, the rest of the work ends on {end} at the earliest")
    calendar = network.plan.calendar
    if calendar and forecast.end > calendar.end:
        words = _("As of {today}, the rest of the work ends on {end} at the earliest, {days} after the project")
    over = days((forecast.end - calendar.end).days) if calendar else ""
    yield words.format(today=day(today), end=day(forecast.end), days=over)
    yield _path(network, forecast.critical, pen)


def _forecast(plan: Plan, network: Network, forecast: Forecast, pen: Pen) -> list[str]:
    """Every entry as planned, and beside it where it comes to lie; of what is done where it lay."""
    columns = (
        Column(""),
        Column(_("Id")),
        Column(_("Title"), least=10),
        Column(_("Planned end")),
        Column(_("Forecast from")),
        Column(_("to")),
        number_column(_("Slack")),
        Column(_("After"), least=6),
    )
    lines: list[Line] = []
    for id in network.graph.entries:
        planned, dates = network.graph.spans.get(id), forecast.dates(id)
        is_critical = id in forecast.critical and bool(network.links)
        style: PenStyle = "critical" if is_critical else "" if forecast.is_left(id) else "done"
        mark = pen.glyphs.critical if is_critical else "" if forecast.is_left(id) else pen.glyphs.ticked
        slack = forecast.slack_days.get(id)
        told = "" if slack is None else _("{count} d").format(count=slack)
        moments = (shown(planned)[1] if planned else None, *(dates or (None, None)))
        when = (*(day(moment) if moment else "" for moment in moments), told)
        after = ", ".join(map(_link, network.predecessors(id)))
        lines.append([(text, style) for text in (mark, id, _title(plan, id), *when, after)])
    return table_lines(columns, lines, pen, stub=2)


def _dates(plan: Plan, network: Network, pen: Pen) -> list[str]:
    columns = (
        Column(""),
        Column(_("Id")),
        Column(_("Title"), least=10),
        Column(_("Planned"), least=11),
        Column(_("Earliest")),
        Column(_("Latest")),
        number_column(_("Slack")),
        Column(_("After"), least=6),
    )
    lines: list[Line] = []
    for id, dates in network.schedule.items():
        critical = dates.critical
        after = ", ".join(map(_link, network.predecessors(id)))
        style: PenStyle = "critical" if critical and network.links else ""
        mark = pen.glyphs.critical if style else ""
        slack = _("{count} d").format(count=dates.slack_days)
        when = (_short(dates.start), _short(dates.earliest_start), _short(dates.latest_start), slack)
        lines.append([(text, style) for text in (mark, id, _title(plan, id), *when, after)])
    return table_lines(columns, lines, pen, stub=2)


def _short(moment: date) -> str:
    return day(moment)


def _title(plan: Plan, id: str) -> str:
    entry = plan.entry(id)
    return entry.title if entry is not None and not isinstance(entry, WorkPackage) else ""


def _notes(network: Network, forecast: Forecast | None) -> Iterator[str]:
    """What is wrong with the links; once the project runs nothing of what has begun, and no day that is over."""
    for broken in network.violations:
        comes = forecast.dates(broken.link.successor) if forecast else None
        if forecast and not forecast.is_to_come(broken.link.successor):
            continue
        earliest = comes[broken.field != "start"] if comes else broken.earliest
        words = {
            "start": _("{id} starts {days} too early for {link}; earliest start {earliest}"),
            "end": _("{id} ends {days} too early for {link}; earliest end {earliest}"),
            "due": _("{id} is due {days} too early for {link}; earliest {earliest}"),
        }[broken.field]
        yield words.format(
            id=broken.link.successor,
            days=days(broken.days),
            link=_link(broken.link),
            earliest=day(earliest),
        )
    for link in network.redundant:
        words = _("{id} after {link} is not needed: other links already say the same")
        yield words.format(id=link.successor, link=_link(link))
    for link in network.inert:
        words = _("{id} after {link} has no effect: {predecessor} is cancelled")
        yield words.format(id=link.successor, link=_link(link), predecessor=link.predecessor)


def dependencies_json(view: View) -> dict[str, Any]:
    """The network as values.

    ``{"version": 1, "project": {"start", "end"}, "length_days", "cycle": null or [ids], "activities": {id:
    {"start", "end", "earliest_start", "earliest_end", "latest_start", "latest_end", "slack_days",
    "critical", "forecast_start", "forecast_end", "forecast_slack_days", "forecast_critical"}}}``: the
    critical path method over the dependencies and the planned lengths in calendar days, from the project's
    start; ends are inclusive. With a cycle ``activities`` is ``{}`` and ``length_days`` null. The last four
    are null before anything runs; of what is done the slack is null and ``forecast_critical`` false.
    """
    from ka2plan.schedule import forms

    network = Network(view.plan)
    return forms.dependencies_json(network, network.forecast(view.today))
