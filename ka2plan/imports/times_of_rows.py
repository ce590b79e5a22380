"""Starts, ends, due dates and stretches of one row, out of columns of dates, of periods, of lengths, or of marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Cell
from ka2plan.imports.chart import Marks, stretches_of
from ka2plan.imports.columns import Column
from ka2plan.imports.dates import DAY_FIRST, MONTH_FIRST
from ka2plan.imports.draft import ACTIVITY, DELIVERABLE, MILESTONE, PACKAGE, Draft, Surroundings, Unread
from ka2plan.imports.lengths import Length, end_after, length_in, start_before
from ka2plan.imports.numbers import says_nothing
from ka2plan.imports.periods import moment_span, stretches_in
from ka2plan.imports.spans import Span, When
from ka2plan.imports.table import Table
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.imports.row_kinds import RowKinds


class TimesOfRow:
    """Reads when the entries of one table are."""

    def __init__(
        self, table: Table, kinds: RowKinds, marks: Marks | None, entries: Sequence[Draft], sheet: str
    ) -> None:
        self._entries = entries
        self._table = table
        self._kinds = kinds
        self._marks = marks
        self._sheet = sheet

    def fill(self, row: int, draft: Draft, around: Surroundings, *, is_summary: bool) -> None:
        """Puts the dates of a row; those of a row that sums up others are those of the others."""
        draft.sums_up = draft.sums_up or is_summary
        told = self._told_periods(row, draft)
        if told:
            draft.put("periods", [(span.first, span.last) for span in told])
            return
        first, last = self._moment(row, draft, "start"), self._moment(row, draft, "end")
        due = self._moment(row, draft, "due")
        stretches = [] if first or last else self._stretches(row, draft)
        if not stretches and due and not last:
            stretches = [due] if not first and draft.kind not in (MILESTONE, DELIVERABLE) else []
        if draft.kind in (MILESTONE, DELIVERABLE):
            span = due or last or first or (stretches[-1] if stretches else None)
            draft.put("due", span.last if span else None)
            return
        if first is None and last is None and len(stretches) > 1 and draft.kind == ACTIVITY:
            draft.put("periods", [(span.first, span.last) for span in stretches])
            return
        start = first.first if first else stretches[0].first if stretches else None
        end = self._end(row, draft, first, last, due, around) if first or last else None
        end = end or (stretches[-1].last if stretches else None)
        start = start or (self._start_by_length(row, draft, end) if end else None)
        self._put(draft, start, end)

    def _told_periods(self, row: int, draft: Draft) -> list[Span]:
        """Several stretches out of the column that our own tables have for them."""
        cell, column = self._kinds.cell(row, "periods"), self._table.column("periods")
        if draft.kind != ACTIVITY or cell is None or column is None:
            return []
        found = stretches_in(cell, column.order.order) or []
        if not found:
            self._unread(draft, cell, _("no dates, and no project months such as M1-M6"))
        return found

    def _put(self, draft: Draft, start: When | None, end: When | None) -> None:
        if draft.values.get("periods"):
            return
        draft.put("start", start)
        draft.put("end", end)

    def _end(
        self, row: int, draft: Draft, first: Span | None, last: Span | None, due: Span | None, around: Surroundings
    ) -> When | None:
        if last:
            return last.last
        if first and first.first != first.last and not self._length(row):
            return first.last
        by_length = self._by_length(row, draft, first, around) if first else None
        return by_length or (due.last if due else None)

    def _length(self, row: int) -> tuple[Cell, Length | None, Column] | None:
        for field in ("duration", "months", "days"):
            cell, column = self._kinds.cell(row, field), self._table.column(field)
            if cell and column and not says_nothing(cell):
                return cell, length_in(cell), column
        return None

    def _by_length(self, row: int, draft: Draft, first: Span, around: Surroundings) -> When | None:
        """The end by a column of lengths."""
        found = self._length(row)
        if found is None:
            return None
        cell, length, column = found
        if length is None:
            self._unread(draft, cell, _("no length of time such as 20 days"))
            return None
        whole = Length(length.number, length.unit or column.unit)
        start: When = first.first
        end = end_after(start, whole)
        if end is None and isinstance(start, str):
            from ka2plan.plan.calendar import add_months

            end = end_after(add_months(around.near, int(start[1:]) - 1), whole)
        if end is None:
            self._unread(draft, cell, _("no length that a plan can have"))
        return end

    def _start_by_length(self, row: int, draft: Draft, end: When) -> When | None:
        """The start by the end and a column of lengths."""
        cell, length, column = self._length(row) or (None, None, None)
        if cell is None or column is None or draft.kind not in (ACTIVITY, PACKAGE):
            return None
        found = start_before(end, Length(length.number, length.unit or column.unit)) if length else None
        if found is None:
            reason = _("no length that a plan can have") if length else _("no length of time such as 20 days")
            self._unread(draft, cell, reason)
        return found

    def day(self, row: int, draft: Draft, field: str) -> date | None:
        """A day, and no project month, in a column of such."""
        cell, column = self._kinds.cell(row, field), self._table.column(field)
        if cell is None or column is None or says_nothing(cell):
            return None
        found = moment_span(cell, column.order.order)
        if found and isinstance(found.first, date) and found.first == found.last:
            return found.first
        self._unread(draft, cell, _("no day"))
        return None

    def _moment(self, row: int, draft: Draft, field: str) -> Span | None:
        cell, column = self._kinds.cell(row, field), self._table.column(field)
        if cell is None or column is None or (says_nothing(cell) and cell.text != "0"):
            return None
        if cell.lost:
            self._unread(draft, cell, _("a formula without a value"))
            return None
        found = None if self._is_open(cell, column) else moment_span(cell, column.order.order)
        if found is None:
            self._unread(draft, cell, self._why_no_date(cell, column))
        return found

    def _is_open(self, cell: Cell, column: Column) -> bool:
        """Whether a cell can be read in two ways, or is a number among others that are no days."""
        if column.order.has_odd_numbers and cell.text.isdecimal() and len(cell.text) == 5:
            return True
        if not column.order.is_mixed or not isinstance(cell.value, str):
            return False
        return moment_span(cell, DAY_FIRST) != moment_span(cell, MONTH_FIRST)

    def _why_no_date(self, cell: Cell, column: Column) -> str:
        if column.order.has_odd_numbers and cell.text.isdecimal():
            return _("a number that may be no date, since others of the column are none")
        if self._is_open(cell, column):
            return _("day first or month first: the column has both")
        return _("no date, and no project month such as M7")

    def _stretches(self, row: int, draft: Draft) -> list[Span]:
        """Start and end out of one cell, or of every run of columns that are marked."""
        cell, column = self._kinds.cell(row, "period"), self._table.column("period")
        if cell is None or column is None or says_nothing(cell):
            return self._marked(row, draft)
        if cell.lost:
            self._unread(draft, cell, _("a formula without a value"))
            return []
        found = None if self._is_open(cell, column) else stretches_in(cell, column.order.order)
        if found is None:
            self._unread(draft, cell, _("no dates, and no project months such as M1-M6"))
        return found or []

    def _marked(self, row: int, draft: Draft) -> list[Span]:
        if self._marks is None:
            return []
        title = self._kinds.cell(row, "title") or self._kinds.cell(row, "id") or self._kinds.cell(row, "wp")
        for cell in self._marks.figures(row):
            self._unread(draft, cell, _("a number in the chart, read as a mark"))
        for cell in self._marks.names(row):
            self._unread(draft, cell, _("a text in the chart, read as a mark"))
        if (
            draft.values.get("start")
            or draft.values.get("periods")
            or (draft.kind == PACKAGE and self._has_entries(draft))
        ):
            return []
        return stretches_of(self._marks.in_row(row, title or Cell("")), self._table.chart)

    def _has_entries(self, draft: Draft) -> bool:
        """Whether other rows lie in a work package, whose bar then only sums theirs up."""
        is_listed = len(set(draft.sheets)) > 1
        return is_listed or any(other.values.get("wp") == draft.id for other in self._entries)

    def _unread(self, draft: Draft, cell: Cell, reason: str) -> None:
        unread = Unread(cell.place, cell.text or cell.lost, reason, self._sheet)
        if unread not in draft.unread:
            draft.unread.append(unread)
