"""How a timeline shares its width between names and ruler."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.charts.rows import WORK_PACKAGE, Row
from ka2plan.charts.scale import COARSER, MONTH, QUARTER, Scale, Window, number_of_columns, scale_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.print.style import Pen

GUTTER = 2
"""Cells before the id, for the mark of the status."""

MARGIN = 2
"""Cells between the names and the ruler; the second is for the mark of the critical path."""

MOST_MONTHS = 24
"""A window of more months is drawn in quarters, as the forms of the Commission do."""

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
    packages: frozenset[str]
    """Ids of the work packages shown: what is in one is indented."""

    def indented(self, row: Row) -> str:
        """The id, after a blank where the row belongs under a work package."""
        return _indented(row, self.packages)

    @property
    def names(self) -> int:
        """Width of all that stands before the ruler."""
        return _fixed(self.id, self.lead, self.months) + self.title


def layout_of(rows: tuple[Row, ...], window: Window | None, pen: Pen, by: str = "auto") -> Layout:
    """The layout for these rows in the width of the pen."""
    packages = frozenset(row.id for row in rows if row.kind == WORK_PACKAGE)
    id = min(_widest(pen, (_indented(row, packages) for row in rows)), max(6, pen.width // 8))
    lead = 0
    if pen.width >= LEADS_FROM:
        lead = min(_widest(pen, (row.lead or "" for row in rows)), pen.width // 12)
    title = max(_widest(pen, (row.title for row in rows)), 1)
    fixed = _fixed(id, lead, 0)
    if window is None:
        return Layout(id, max(min(title, pen.width - fixed - LEAST_SAID), 1), lead, 0, None, packages)
    scale = _scale(window, by, pen.width, fixed, title)
    room = pen.width - scale.cells - fixed
    months = _months_width(window) if pen.width >= MONTHS_FROM else 0
    if room - months - 1 < min(title, LEAST_TITLE):
        months = 0
    return Layout(id, max(min(title, room - (months + 1) * bool(months)), 1), lead, months, scale, packages)


def _indented(row: Row, packages: frozenset[str]) -> str:
    return f" {row.id}" if row.kind != WORK_PACKAGE and row.wp in packages else row.id


def _fixed(id: int, lead: int, months: int) -> int:
    return GUTTER + id + 1 + (lead + 1 if lead else 0) + (months + 1 if months else 0) + MARGIN


def _widest(pen: Pen, texts: Iterator[str]) -> int:
    return max((pen.cells(text) for text in texts), default=0)


def _months_width(window: Window) -> int:
    return 2 * len(f"M{window.months()}") + 1


def wants_months(window: Window, by: str) -> bool:
    """Whether a window is drawn in months: asked for, or few enough."""
    return by == "month" or (by != "quarter" and window.months() <= MOST_MONTHS)


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
