"""``timeline``: the project on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ka2plan.charts.bars import status_sign
from ka2plan.charts.chart import HEADING, WORK_PACKAGE, Chart, Filter, Row, Stretch
from ka2plan.charts.rows import chart_of
from ka2plan.charts.ruler import ruler_lines
from ka2plan.charts.scale import Scale, window_of
from ka2plan.figures.status import agenda_of
from ka2plan.findings import Severity
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.model import CANCELLED, DONE, Plan
from ka2plan.print.agenda import agenda_lines, forecast_lines
from ka2plan.print.bars import drawn, legend_lines
from ka2plan.print.header import header_lines
from ka2plan.print.layout import GUTTER, Layout, layout_of
from ka2plan.print.rows_in_words import months_of, told_lines
from ka2plan.print.style import Pen, PenStyle, plain_pen
from ka2plan.words.figures import day
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date


def timeline(  # noqa: PLR0913 - one argument for each option of the command
    plan: Plan,
    findings_counts: Mapping[Severity, int] | None,
    *,
    width: int = 80,
    today: date,
    ascii: bool = False,  # noqa: A002 - the option's name
    by: str = "auto",
    only: str | None = None,
    partner: str | None = None,
    since: date | None = None,
    until: date | None = None,
    colour: bool = False,
    management_wp: str | None = None,
    granted: Mapping[str, tuple[Stretch, ...]] | None = None,
    plain: bool = False,
) -> str:
    """The timeline as text that ends in a line feed; no line is wider than ``width`` cells.

    ``findings_counts`` maps severities to numbers; None leaves them out. ``by`` is ``auto``, ``month`` or
    ``quarter``; ``only`` is a work package or an entry, ``partner`` an organisation; what lies outside
    ``since`` to ``until`` is left out. ``management_wp`` is the work package that holds the management,
    where the type has one; ``granted`` has where everything lay when the plan was granted, by id. ``plain`` tells
    all of it in words, one fact a line.

    :raises UsageError: ``since`` lies after ``until``.
    """
    pen = plain_pen() if plain else Pen(width, ascii, colour)
    window = window_of(plan, since, until)
    wanted = Filter(only, partner, window if since or until else None)
    chart = chart_of(plan, today, granted=granted, wanted=wanted, window=window)
    rows = chart.rows
    lines = [*header_lines(plan, findings_counts, pen, management_wp), ""]
    if rows and plain:
        lines += [*told_lines(rows, plan.calendar, pen), "", _("Today: {day}").format(day=day(today))]
    elif rows:
        lines += _drawn(plan, chart, layout_of(rows, window, pen, by), pen)
        lines += ["", *legend_lines(rows, pen)]
    else:
        lines += [pen.cut(_nothing(plan, only or partner or since or until), width)]
    lines += forecast_lines(chart.at_best, plan.calendar.end if plan.calendar else None, pen)
    lines += agenda_lines(agenda_of(plan, today, {row.id for row in rows}), today, pen)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _nothing(plan: Plan, filtered: object) -> str:
    if filtered and (plan.activities or plan.work_packages):
        return _("Nothing in the plan fits these options.")
    return _("The plan has no work packages and no activities yet.")


def _drawn(plan: Plan, chart: Chart, layout: Layout, pen: Pen) -> Iterator[str]:
    scale, window, today = layout.scale, chart.window, chart.today
    if scale is not None and window is not None:
        for line in ruler_lines(scale, window, numbered=plan.project.start is not None):
            yield " " * layout.names + pen.style(line, "faint")
    for row in chart.rows:
        names = _names(row, layout, plan.calendar, pen)
        yield names + drawn(row, scale, today, pen, pen.width - layout.names)
    if scale is not None and 0 <= scale.cell_of(today) < scale.cells:
        yield " " * layout.names + _today_line(scale, today, pen)


def _names(row: Row, layout: Layout, calendar: Calendar | None, pen: Pen) -> str:
    if row.kind == HEADING:
        return f"  {pen.style(pen.fit(row.title, layout.names - GUTTER), 'package')}"
    style: PenStyle = "cancelled" if row.status == CANCELLED else "package" if row.kind == WORK_PACKAGE else ""
    columns = [pen.fit(layout.id_of(row), layout.id), pen.fit(row.title, layout.title)]
    if layout.lead:
        columns.append(pen.fit(row.lead or "", layout.lead))
    if layout.months:
        columns.append(pen.fit(months_of(row, calendar), layout.months))
    critical = pen.style(pen.glyphs.critical, "critical") if row.critical and row.status != DONE else " "
    return f"{pen.style(*status_sign(row, pen.glyphs))} {pen.style(' '.join(columns), style)} {critical}"


def _today_line(scale: Scale, today: date, pen: Pen) -> str:
    cell = scale.cell_of(today)
    line = pen.style(pen.glyphs.today, "today")
    said = pen.text(_("today, {day}").format(day=day(today)))
    if cell + 2 + pen.cells(said) <= scale.cells:
        return " " * cell + f"{line} {said}"
    if pen.cells(said) + 1 <= cell:
        return " " * (cell - pen.cells(said) - 1) + f"{said} {line}"
    return " " * cell + line
