"""A chart laid out on a page: days counted from the first column on, columns with their names, pages of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.charts.bars import style_of
from ka2plan.charts.chart import Chart, Row, Stretch, said_of
from ka2plan.charts.ruler import columns_of
from ka2plan.charts.scale import page_scale
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

ROWS_PER_PAGE = 34
"""Rows of a chart on A4 that are still easy to read."""

COLOURS = {
    "package": "#33475b",
    "planned": "#3f7fb5",
    "running": "#3f7fb5",
    "critical": "#c2571a",
    "late": "#b3261e",
    "done": "#4d8b57",
    "done part": "#cfe3d2",
    "forecast": "#a9cbe6",
    "behind": "#9aa5b1",
    "cancelled": "#b8c0c8",
    "milestone": "#1b2733",
    "deliverable": "#1b2733",
    "today": "#b3261e",
    "ink": "#1b2733",
    "soft": "#5d6b7a",
    "grid": "#dfe4ea",
}
"""Colours by what they mean; each only underlines what a sign or a shape says as well."""

Days = tuple[int, int]
"""Begin and end of a stretch; the end is exclusive."""


class Bar(NamedTuple):
    """One row on a page."""

    row: Row
    stretches: tuple[Days, ...]
    done: tuple[Days, ...]
    forecast: tuple[Days, ...] = ()
    """Where it comes to lie, where that is another place than planned."""
    behind: tuple[Days, ...] = ()
    """Where it was granted or planned to lie."""

    @property
    def style(self) -> str:
        """The style it is drawn in."""
        return style_of(self.row)

    @property
    def is_critical(self) -> bool:
        """Whether it is marked as critical."""
        return self.row.critical and self.style not in ("cancelled", "done")

    @property
    def said(self) -> str:
        """What is said in place of a bar."""
        return said_of(self.row)


class Column(NamedTuple):
    """One month, quarter or longer part of the ruler."""

    label: str
    year: str
    begin: int
    end: int


class PageChart(NamedTuple):
    """A whole chart."""

    days: int
    columns: tuple[Column, ...]
    bars: tuple[Bar, ...]
    today: int | None
    """Where the status date begins; None where it lies outside."""


def page_chart(chart: Chart) -> PageChart | None:
    """A chart on pages; None where nothing in the plan has a date."""
    if chart.window is None:
        return None
    named = columns_of(page_scale(chart.window))
    first = named[0].first
    columns = tuple(
        Column(column.label, column.year, (column.first - first).days, (column.end - first).days) for column in named
    )
    days = columns[-1].end
    bars = tuple(_bar(row, first, days) for row in chart.rows)
    today = (chart.today - first).days
    return PageChart(days, columns, bars, today if 0 <= today < days else None)


def _bar(row: Row, first: date, days: int) -> Bar:
    expected = (row.expected,) if row.expected else ()
    return Bar(row, *(_clipped(stretches, first, days) for stretches in (row.drawn, row.done, expected, row.behind)))


def _clipped(stretches: tuple[Stretch, ...], first: date, days: int) -> tuple[Days, ...]:
    spans = [((begin - first).days, (end - first).days + 1) for begin, end in stretches]
    return tuple((max(0, begin), min(days, end)) for begin, end in spans if begin < days and end > 0)


def pages_of(bars: tuple[Bar, ...]) -> list[tuple[Bar, ...]]:
    """The bars on pages about equally full; no page ends with the name of a work package.

    A work package that goes on is named again on top of the next page.
    """
    count = max(1, -(-len(bars) // ROWS_PER_PAGE))
    while True:
        for size in range(-(-len(bars) // count), ROWS_PER_PAGE + 1):
            pages = _pages_of_size(bars, size)
            if len(pages) <= count:
                return pages
        count += 1


def _pages_of_size(bars: tuple[Bar, ...], size: int) -> list[tuple[Bar, ...]]:
    """The bars on pages of at most so many rows, and one more where it is a heading that is named again."""
    pages: list[tuple[Bar, ...]] = []
    page: list[Bar] = []
    heading: Bar | None = None
    for bar in bars:
        if len(page) >= size:
            carried = [page.pop()] if len(page) > 1 and page[-1].row.is_heading else []
            pages.append(tuple(page))
            goes_on = not carried and not bar.row.is_heading and heading is not None
            page = [_continued(heading)] if goes_on and heading else carried
        page.append(bar)
        heading = bar if bar.row.is_heading else heading
    return [*pages, tuple(page)]


def _continued(heading: Bar) -> Bar:
    title = _("{title} (continued)").format(title=heading.row.title)
    return heading._replace(row=heading.row._replace(title=title))
