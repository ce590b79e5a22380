"""What each row of a list is: an entry, a work package, the heading of those below, a sum, or a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ka2plan.imports.cell import Cell, filled
from ka2plan.imports.columns import Column, is_sum_word
from ka2plan.imports.draft import ACTIVITY, DELIVERABLE, INDICATOR, MILESTONE, PACKAGE
from ka2plan.imports.folding import folded
from ka2plan.imports.lengths import length_in
from ka2plan.imports.numbers import says_nothing
from ka2plan.imports.outline import parents_of
from ka2plan.imports.packages import is_package_id, numbered
from ka2plan.imports.table import Table
from ka2plan.imports.table_kinds import DELIVERABLES, INDICATORS, MILESTONES, PACKAGES, TIMED
from ka2plan.imports.vocabulary import YES, is_nothing, meanings, words
from ka2plan.named_tuples import NamedTuple

ENTRY, SECTION, SUM, SUMMARY, NOTE, LEGEND = "entry", "section", "sum", "summary", "note", "legend"

DEFAULT_KINDS = {MILESTONES: MILESTONE, DELIVERABLES: DELIVERABLE, PACKAGES: PACKAGE, INDICATORS: INDICATOR}

FIGURE_HEADS = ("budget", "effort", "amount", "total", "rate", "capacity", "items")

_MILESTONE = re.compile(r"(?:MS|M)\s*\d+(?:\.\d+)?", re.IGNORECASE)
_DELIVERABLE = re.compile(r"D\s*\d+(?:\.\d+)?", re.IGNORECASE)

DATED = ("start", "end", "due", "period", "periods", "lead", "partners", "after", "duration", "months", "days")


class RowKind(NamedTuple):
    """A row and what it is."""

    row: int
    what: str
    kind: str = ""
    """Of an entry: the table of the plan that it belongs to."""
    parent: int | None = None
    """The row above it in the outline."""


class RowKinds:
    """Tells the kinds of all rows of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.parents, self.are_numbers = parents_of(table, table.rows)
        self._above = set(self.parents.values())
        self._remarks: set[int] = set()
        self._legend = self._rows_of_legend()
        self.project = self._project_row()

    def all(self) -> list[RowKind]:
        """Every row that says something; behind the last sum and the last that is dated, led or has an id are notes."""
        found = [self._of(number, row) for number, row in enumerate(self.table.rows)]
        last = max((kind.row for kind in found if kind.what == SUM), default=len(self.table.sheet.rows))
        bare = {kind.row for kind in found if kind.row > last and self._is_bare(kind)}
        full = max((kind.row for kind in found if kind.what == ENTRY and kind.row not in bare), default=-1)
        return [kind._replace(what=NOTE) if kind.row in bare and kind.row > full else kind for kind in found]

    def _is_bare(self, kind: RowKind) -> bool:
        is_marked = bool(self.table.chart) or self._is_dated(kind.row) or self.cell(kind.row, "id")
        return kind.what == ENTRY and not is_marked and self._has_figures(kind.row)

    def cell(self, row: int, field: str) -> Cell | None:
        """The cell of a row that holds a field; None where it says nothing. What is merged over rows holds for all."""
        column = self.table.column(field)
        return self.at(row, column) if column else None

    def at(self, row: int, column: Column) -> Cell | None:
        """The cell of a row in a column; None where it says nothing."""
        first = self.table.sheet.merged.get((row, column.place))
        is_joint = first is not None and self.table.row < first[0] < row and column.head not in FIGURE_HEADS
        cell = self.table.sheet.cell(*first) if first and is_joint else self.table.sheet.cell(row, column.place)
        return None if cell.is_empty else cell

    def _of(self, number: int, row: int) -> RowKind:
        cells = list(filled(self.table.sheet.rows[row]))
        parent = self.parents.get(row)
        if self._is_sum(row, cells):
            return RowKind(row, SUM)
        if self._is_levy(row):
            return RowKind(row, NOTE)
        if row in self._legend:
            return RowKind(row, LEGEND)
        if row == self.project:
            return RowKind(row, SUMMARY, "", parent)
        if self._is_section(number, row, cells):
            return RowKind(row, SECTION)
        if self._is_remark(number, row, cells):
            return RowKind(row, NOTE)
        if not (self.cell(row, "id") or self.cell(row, "title") or self.cell(row, "wp_title") or self.cell(row, "wp")):
            return RowKind(row, NOTE)
        kind = self._kind(row)
        if row in self._above and kind == ACTIVITY and not self.cell(row, "wp") and not self._says_which_are_packages:
            is_top = parent is None or parent == self.project
            return RowKind(row, ENTRY if is_top else SUMMARY, PACKAGE if is_top else "", parent)
        return RowKind(row, ENTRY, kind, parent)

    def _project_row(self) -> int | None:
        """The one row above all others, where some of these stand above others again."""
        tops = [row for row in self.table.rows if row not in self.parents]
        is_deep = any(self.parents.get(above) is not None for above in self._above)
        return tops[0] if len(tops) == 1 and is_deep and tops[0] in self._above else None

    def label(self, row: int) -> Cell | None:
        """The first text of a row."""
        return next((cell for cell in filled(self.table.sheet.rows[row]) if isinstance(cell.value, str)), None)

    def _is_sum(self, row: int, cells: Sequence[Cell]) -> bool:
        labels = [self.cell(row, field) for field in ("title", "id", "wp")]
        named = [cell for cell in (*labels, *cells[:1]) if cell]
        if not any(is_sum_word(cell.text) for cell in named):
            return False
        is_owned = any(self.cell(row, field) for field in ("lead", "partners", "after"))
        return not is_owned and (not self._is_dated(row) or self._has_figures(row))

    def _is_levy(self, row: int) -> bool:
        """Whether a row says what is added to the amounts, as ``VAT 22 %`` does, and neither when nor whose it is."""
        label = self.label(row)
        parts = folded(label.text).split() if label else []
        begins = any(" ".join(parts[:count]) in words("levies") for count in (1, 2) if len(parts) >= count)
        return begins and self._has_figures(row) and not self.is_owned(row)

    def is_owned(self, row: int) -> bool:
        """Whether a row says when something is or whose, which no sum does."""
        marked = any(not says_nothing(self.table.sheet.cell(row, column.place)) for column in self.table.chart)
        return self._is_dated(row) or marked

    def _is_dated(self, row: int) -> bool:
        return any(self.cell(row, field) for field in DATED)

    def _has_figures(self, row: int) -> bool:
        return any(column.head in FIGURE_HEADS and self.at(row, column) for column in self.table.columns)

    def _is_section(self, number: int, row: int, cells: Sequence[Cell]) -> bool:
        """A row with one text, which names what stands below it."""
        texts = [cell for cell in cells if isinstance(cell.value, str) and not is_nothing(cell.value)]
        if len(texts) != 1 or len(cells) > 1 or row in self._above or row in self.parents:
            return False
        if numbered(texts[0].text):
            return True
        rest = self.table.rows[number + 1 :]
        is_followed = bool(rest) and rest[0] <= row + 2 and len(list(filled(self.table.sheet.rows[rest[0]]))) > 1
        is_title = self.cell(row, "title") is texts[0] and not self._is_wide(row)
        return is_followed and not (is_title and ("wp" in self.table.fields or not self._needs_more(rest)))

    def _is_remark(self, number: int, row: int, cells: Sequence[Cell]) -> bool:
        """A text alone behind all entries, apart from them or with a colon, such as a source or a legend."""
        if len(cells) != 1 or not number or self._is_marked(row):
            return False
        is_last = number >= self._tail
        is_apart = row - 1 not in self.table.rows or ":" in cells[0].text[:40] or cells[0].text[:1] in "*¹²"
        if is_last and (is_apart or row - 1 in self._remarks):
            self._remarks.add(row)
        return row in self._remarks

    @cached_property
    def _tail(self) -> int:
        """The number of the first row from which on none says more than one thing."""
        rows = self.table.rows
        fuller = (number for number in reversed(range(len(rows))) if len(list(filled(self._cells(number)))) > 1)
        return next(fuller, -1) + 1

    def _cells(self, number: int) -> Sequence[Cell]:
        return self.table.sheet.rows[self.table.rows[number]]

    def _rows_of_legend(self) -> frozenset[int]:
        """Rows at the end, behind empty ones, where none says when something is: each is a sign or a remark."""
        rows = self.table.rows
        found: Sequence[int] = ()
        for first in range(len(rows) - 1, 0, -1):
            if not (self._is_sign(rows[first]) or self._is_aside(rows[first])):
                break
            found = rows[first:] if rows[first] - 1 not in rows else found
        return frozenset(found) | self._below_its_heading(rows)

    def _below_its_heading(self, rows: Sequence[int]) -> frozenset[int]:
        """Rows at the end, below the heading of a legend, of which none says more than a sign and what it means."""
        for number, row in enumerate(rows):
            cells = list(filled(self.table.sheet.rows[row]))
            rest = rows[number:]
            if len(cells) == 1 and folded(cells[0].text) in words("remarks") and number:
                is_short = all(len(list(filled(self.table.sheet.rows[one]))) <= 2 for one in rest)
                return frozenset(rest) if is_short and not any(map(self._is_dated, rest)) else frozenset()
        return frozenset()

    def _is_sign(self, row: int) -> bool:
        """Whether a row says what a sign means, which is no name of anything, or a mark of the chart."""
        first, *others = filled(self.table.sheet.rows[row])
        if len(others) > 1 or self._is_marked(row):
            return False
        is_name = any(letter.isalnum() for letter in first.text)
        means_something = self._marks | words("remarks")
        return not is_name or (folded(first.text) in means_something and not self._is_timed(row))

    def _is_aside(self, row: int) -> bool:
        """Whether a row of a list with times has none of them, no id, nobody and no figures."""
        is_said = self.cell(row, "id") or self.cell(row, "wp") or self._is_dated(row) or self._has_figures(row)
        return bool(self.table.chart or self.table.fields & TIMED) and not is_said and not self._is_timed(row)

    def _is_timed(self, row: int) -> bool:
        return self._is_marked(row) or any(self.cell(row, field) for field in TIMED)

    @cached_property
    def _marks(self) -> frozenset[str]:
        """What stands in the chart."""
        cells = (self.table.sheet.cell(row, column.place) for row in self.table.rows for column in self.table.chart)
        return frozenset(folded(cell.text) for cell in cells if not cell.is_empty)

    def _is_marked(self, row: int) -> bool:
        """Whether a chart says something of a row."""
        cells = [self.table.sheet.cell(row, column.place) for column in self.table.chart]
        return any(cell.fill or not cell.is_empty for cell in cells)

    def _is_wide(self, row: int) -> bool:
        """Whether the first cells of a row are merged into one."""
        return any(place[0] == row and first[0] == row for place, first in self.table.sheet.merged.items())

    def _needs_more(self, rest: Sequence[int]) -> bool:
        """Whether the rows that follow all say more than a title."""
        return all(len(list(filled(self.table.sheet.rows[row]))) > 1 for row in rest[:3])

    def _kind(self, row: int) -> str:
        if self.table.kind in DEFAULT_KINDS:
            return DEFAULT_KINDS[self.table.kind]
        if named := self._told_kind(row):
            return named
        is_milestone = self.cell(row, "is_milestone")
        if is_milestone and folded(is_milestone.text) in YES:
            return MILESTONE
        return self._kind_by_id(row)

    def _told_kind(self, row: int) -> str:
        """The kind that the row itself says; empty where it says none."""
        told = self.cell(row, "kind")
        return meanings("kinds").get(folded(told.text), "") if told else ""

    @cached_property
    def _says_which_are_packages(self) -> bool:
        """Whether a column says of some row that it is a work package, so that what stands above others need not be."""
        return any(self._told_kind(row) == PACKAGE for row in self.table.rows)

    def _lasts_no_time(self, row: int) -> bool:
        """Whether a length of nought stands there, as project programs have it for milestones."""
        cell = self.cell(row, "duration")
        length = length_in(cell) if cell and row not in self._above else None
        return length is not None and length.number == 0

    def _kind_by_id(self, row: int) -> str:
        id, title = self.cell(row, "id"), self.cell(row, "title")
        written = id.text if id else ""
        if not title and not id:
            return PACKAGE
        names_package = is_package_id(written) or (not id and title is not None and numbered(title.text) is not None)
        if names_package and not (self.cell(row, "wp") and title and not is_package_id(written)):
            return PACKAGE
        if self._lasts_no_time(row):
            return MILESTONE
        start, end = self.cell(row, "start"), self.cell(row, "end")
        is_a_day = start is None or end is None or start.value == end.value
        if is_a_day and _MILESTONE.fullmatch(written) and not self.cell(row, "duration"):
            return MILESTONE
        return DELIVERABLE if is_a_day and _DELIVERABLE.fullmatch(written) else ACTIVITY
