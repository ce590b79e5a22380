"""How a timeline shares its width between names and ruler."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.charts.chart import HEADING, Row
from ka2plan.charts.scale import COARSER, MONTH, QUARTER, Scale, Window, number_of_columns, scale_of, wants_months
from ka2plan.named_tuples import NamedTuple
from ka2plan.print.style import Pen

GUTTER = 2
"""Cells before the id, for the mark of the status."""

MARGIN = 2
"""Cells between the names and the ruler; the second is for the mark of the critical path."""

NAMES_PER_CENT, LEAST_NAMES_PER_CENT = 40, 25
"""Of the width: what names should have at least, and what they can do with."""

WIDEST = {MONTH: 8, QUARTER: 12}
"""Cells a column at most; a wider one tells no more."""

LEADS_FROM, MONTHS_FROM = 56, 100
"""Widths from which there is room for the lead, and for the project months in figures."""

LEAST_TITLE = 32
"""Cells that titles keep before the project months get a column."""


SHORTEST_TITLE = 5
"""Cells of a title below which columns are made coarser."""

LEAST_SAID = 20
"""Cells for what is said in place of a bar where nothing has dates."""


class Layout(NamedTuple):
    """Widths in cells; 0 for a column that is left out. ``scale`` is None where nothing has dates."""

    id: int
    title: int
    lead: int
    months: int
    scale: Scale | None
    is_grouped: bool
    """Whether rows stand under work packages, and are indented."""

    def id_of(self, row: Row) -> str:
        """The id, after a blank where the row stands under another."""
        return _id_of(row, self.is_grouped)

    @property
    def names(self) -> int:
        """Width of all that stands before the ruler."""
        return _fixed(self.id, self.lead, self.months) + self.title


def layout_of(rows: tuple[Row, ...], window: Window | None, pen: Pen, by: str = "auto") -> Layout:
    """The layout for these rows in the width of the pen."""
    is_grouped = any(row.is_heading for row in rows)
    id = min(_widest(pen, (_id_of(row, is_grouped) for row in rows)), max(6, pen.width // 8))
    lead = 0
    if pen.width >= LEADS_FROM:
        lead = min(_widest(pen, (row.lead or "" for row in rows)), pen.width // 12)
    title = max(_widest(pen, (row.title for row in rows if row.kind != HEADING)), 1)
    fixed = _fixed(id, lead, 0)
    if window is None:
        return Layout(id, max(min(title, pen.width - fixed - LEAST_SAID), 1), lead, 0, None, is_grouped)
    scale = _scale(window, by, pen.width, fixed, title)
    room = pen.width - scale.cells - fixed
    months = _months_width(window) if pen.width >= MONTHS_FROM else 0
    if room - months - 1 < min(title, LEAST_TITLE):
        months = 0
    return Layout(id, max(min(title, room - (months + 1) * bool(months)), 1), lead, months, scale, is_grouped)


def _id_of(row: Row, is_grouped: bool) -> str:
    return f" {row.id}" if is_grouped and not row.is_heading else row.id


def _fixed(id: int, lead: int, months: int) -> int:
    return GUTTER + id + 1 + (lead + 1 if lead else 0) + (months + 1 if months else 0) + MARGIN


def _widest(pen: Pen, texts: Iterator[str]) -> int:
    return max((pen.cells(text) for text in texts), default=0)


def _months_width(window: Window) -> int:
    return 2 * len(f"M{window.months()}") + 1


def _scale(window: Window, by: str, width: int, fixed: int, title: int) -> Scale:
    """The widest columns that leave names their part of the width.

    Where even the narrowest do not: those, if names can do with the rest; else coarser ones.
    """
    names = min(fixed + title, width * NAMES_PER_CENT // 100)
    for unit in (MONTH, QUARTER, *COARSER) if wants_months(window, by) else (QUARTER, *COARSER):
        columns = number_of_columns(window, unit)
        wide = min((width - names) // columns, WIDEST.get(unit, 4 * unit))
        if wide >= 1 or columns <= width - max(width * LEAST_NAMES_PER_CENT // 100, fixed + SHORTEST_TITLE):
            break
    return scale_of(window, unit, max(wide, 1))
