"""Rows of a list as entries of a plan, in two rounds: first who and what there is, then who refers to what."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from ka2plan.imports.cell import Cell, filled
from ka2plan.imports.chart import Marks
from ka2plan.imports.details_of_rows import DetailsOfRow
from ka2plan.imports.draft import (
    ACTIVITY,
    DELIVERABLE,
    INDICATOR,
    PACKAGE,
    Draft,
    DraftPlan,
    Surroundings,
    Unread,
)
from ka2plan.imports.figures_of_rows import FiguresOfRow
from ka2plan.imports.folding import folded
from ka2plan.imports.names import names_in
from ka2plan.imports.numbers import says_nothing
from ka2plan.imports.packages import is_package_id, numbered
from ka2plan.imports.partner_columns import ACCOUNTABLE, INFORMED, PART, part_of_cell
from ka2plan.imports.row_kinds import ENTRY, LEGEND, NOTE, SECTION, SUM, SUMMARY, RowKind, RowKinds
from ka2plan.imports.sums import SumCheck
from ka2plan.imports.table import Table, package_above
from ka2plan.imports.times_of_rows import TimesOfRow
from ka2plan.imports.vocabulary import words
from ka2plan.words.messages import _

OUR_OWN = frozenset(("periods", "items", "serves"))
"""Fields that together only our own tables have, in which an empty cell says that there is nothing."""

_IN_PACKAGE = re.compile(r"[A-Z]{0,2}(\d{1,2})\.\d+", re.IGNORECASE)


class EntryRows:
    """Reads one table of activities, milestones, deliverables, work packages or indicators into a plan."""

    def __init__(self, table: Table, plan: DraftPlan, around: Surroundings, sheet: str) -> None:
        self.table = table
        self.plan = plan
        self._around = around
        self._sheet = sheet
        self._kinds = RowKinds(table)
        self._drafts: dict[int, Draft] = {}
        self._package_above: str | None = None
        self._sums = SumCheck(table, plan, self._kinds.is_owned, sheet)
        self._marks = Marks(table.sheet, table.chart, table.rows) if table.chart else None
        self._times = TimesOfRow(table, self._kinds, self._marks, plan.entries, sheet)
        self._figures = FiguresOfRow(table, self._kinds, plan, sheet)
        readers = (self._times, self._figures)
        self._details = DetailsOfRow(table, self._kinds, plan, around, readers, sheet)
        self._read: list[tuple[RowKind, Draft]] = []
        self._notes: list[int] = []

    def scan(self) -> None:
        """Makes the entries, with ids and titles only."""
        heading = self._first_section()
        for kind in self._kinds.all():
            if kind.what == SECTION:
                heading = self._section(kind.row)
            elif kind.what == SUM:
                self._sums.stated(kind.row)
            elif kind.what == SUMMARY:
                self._tell_summary(kind.row)
            elif kind.what == NOTE:
                self._notes.append(kind.row)
            elif kind.what == LEGEND:
                self._tell_legend(kind.row)
            elif kind.kind == ACTIVITY and not self._kinds.is_owned(kind.row) and self._sums.is_unnamed(kind.row):
                self._sums.stated(kind.row)
            elif kind.what == ENTRY:
                draft = self._entry(kind, heading)
                if draft:
                    self._drafts[kind.row] = draft
                    self._read.append((kind, draft))
                    is_heading = draft.kind == PACKAGE and "wp" not in self.table.fields
                    heading = draft.id if is_heading else heading
                    self._sums.entry(kind.row, draft)

    def fill(self) -> None:
        """Reads all other columns."""
        for kind, draft in self._read:
            if draft.kind != PACKAGE and self.plan.has_packages:
                draft.put("wp", self._package_of(kind.row, draft))
        for kind, draft in self._read:
            self._fill(kind, draft)
        self._sums.check()
        for row in self._notes:
            if not self._sums.agrees(row):
                self._tell_note(row)

    def _unread(self, draft: Draft | None, cell: Cell, reason: str) -> None:
        unread = Unread(cell.place, cell.text or cell.lost, reason, self._sheet)
        known = draft.unread if draft else self.plan.unread
        if unread not in known:
            known.append(unread)

    def _section(self, row: int) -> str | None:
        text = next(cell for cell in self.table.sheet.rows[row] if not cell.is_empty)
        if not self.plan.has_packages or folded(text.text) in words("no_package"):
            return None
        return self.plan.package(text.text).id

    def _first_section(self) -> str | None:
        """The text above the headings where it is a package, or where these stand again as in lists of groups."""
        if not self.plan.has_packages:
            return None
        row = self.table.row
        above = [cell for cell in self.table.sheet.rows[row - 1] if not cell.is_empty] if row else []
        if len(above) == 1 and self._repeats:
            return self.plan.package(above[0].text).id
        named = package_above(self.table)
        return self.plan.package(named).id if named else None

    @property
    def _repeats(self) -> bool:
        """Whether the row of headings stands a second time."""
        rows = self.table.sheet.rows
        heading = [cell.text for cell in rows[self.table.row] if not cell.is_empty]
        later = ([cell.text for cell in row if not cell.is_empty] for row in rows[self.table.row + 1 :])
        return any(line == heading for line in later)

    def _tell_summary(self, row: int) -> None:
        cell = self._kinds.cell(row, "title") or self._kinds.cell(row, "id")
        if cell and row == self._kinds.project:
            self.plan.title = self.plan.title or " ".join(cell.text.split())
        elif cell:
            self._unread(None, cell, _("sums up the rows below it, which are read; left out itself"))

    def _tell_legend(self, row: int) -> None:
        """What a sign means, or a remark, as one text."""
        cells = list(filled(self.table.sheet.rows[row]))
        whole = cells[0]._replace(value=" ".join(cell.text or cell.lost for cell in cells))
        self._unread(None, whole, _("belongs to no entry; not used"))

    def _tell_note(self, row: int) -> None:
        for cell in self.table.sheet.rows[row]:
            if not cell.is_empty and not says_nothing(cell):
                self._unread(None, cell, _("belongs to no entry; not used"))

    def _entry(self, kind: RowKind, heading: str | None) -> Draft | None:
        row = kind.row
        outline = self._kinds.cell(row, "outline")
        id, title = self._kinds.cell(row, "id"), self._kinds.cell(row, "title")
        if kind.kind == PACKAGE:
            if self.plan.has_packages:
                return self._package(row, outline or id, title)
            self._tell_no_package(row)
            return None
        written = outline.text.strip(" .") if outline else id.text.strip() if id else ""
        heading = self._package_over(kind) or (None if self._kinds.parents else heading)
        named = " ".join(title.text.split()) if title else ""
        draft = self.plan.entry(kind.kind, written, named, heading, self._drafts.values())
        called = id or outline
        self.plan.remember(draft, called.text.strip() if called else "", named)
        if id:
            self._tell_id_taken(draft, id, written)
        elif called is None:
            self.plan.remember(draft, str(self.table.rows.index(row) + 1), "")
        draft.sheets.append(self._sheet)
        return draft

    def _tell_id_taken(self, draft: Draft, id: Cell, written: str) -> None:
        head, _dash, number = draft.id.rpartition("-")
        if number.isdecimal() and head and folded(written) != folded(draft.id) and not written.endswith(f"-{number}"):
            self._unread(draft, id, _("used twice; now {id}").format(id=draft.id))

    def _package(self, row: int, id: Cell | None, title: Cell | None) -> Draft:
        wp = self._kinds.cell(row, "wp")
        written = id.text if id else wp.text if wp else ""
        number = self._number_of_package(written)
        name = f"WP{number}" if number.isdecimal() and len(number) <= 2 else written
        text = title.text if title else ""
        if numbered(text):
            draft = self.plan.package(text)
        elif numbered(name):
            draft = self.plan.package(f"{name}: {text}")
        else:
            draft = self.plan.package(text or name)
        called = self._kinds.cell(row, "id") or id
        self.plan.remember(draft, called.text.strip() if called else "", text)
        draft.sheets.append(self._sheet)
        return draft

    def _number_of_package(self, written: str) -> str:
        """The number that an outline gives to a work package: the first, or the second below a row for the project."""
        parts = written.strip(" .").split(".")
        is_below = self._kinds.project is not None and len(parts) > 1
        return parts[1 if is_below else 0] if self._kinds.are_numbers else ""

    def _tell_no_package(self, row: int) -> None:
        cell = self._kinds.cell(row, "title") or self._kinds.cell(row, "id") or self._kinds.cell(row, "wp")
        if cell:
            self._unread(None, cell, _("a work package, which this type of partnership does not have; left out"))

    def _package_over(self, kind: RowKind) -> str | None:
        """The work package that a row stands below in the outline."""
        row = kind.parent
        while row is not None:
            draft = self._drafts.get(row)
            if draft and draft.kind == PACKAGE:
                return draft.id
            row = self._kinds.parents.get(row)
        return None

    def _fill(self, kind: RowKind, draft: Draft) -> None:
        row = kind.row
        title = self._kinds.cell(row, "title")
        if draft.kind != PACKAGE:
            named = " ".join(title.text.split()) if title else ""
            draft.put("title", named or draft.id)
            draft.derived |= set() if named else {"title"}
        if draft.kind == INDICATOR:
            self._details.indicator(row, draft)
            return
        is_summary = row in self._kinds.parents.values()
        self._times.fill(row, draft, self._around, is_summary=is_summary)
        self._leads(row, draft)
        if draft.kind == ACTIVITY:
            self._details.venue(row, draft)
        if draft.kind in (ACTIVITY, PACKAGE):
            self._figures.fill(row, draft, self._sums)
        if draft.kind != PACKAGE:
            self._details.links(row, draft)
        self._details.rest(row, draft)

    def _package_of(self, row: int, draft: Draft) -> str | None:
        """The work package told in its column, in the outline, in a heading above, or in the entry's id.

        An empty cell below others is part of a merged one: of cells that are merged only the first has the text.
        """
        told = self._kinds.cell(row, "wp")
        if told and folded(told.text) in words("no_package"):
            return None
        if told and not says_nothing(told):
            several = [part for part in re.split(r"[,;/+&\n]+", told.text[:200]) if numbered(part)]
            if len(several) > 1 and all(is_package_id(part) for part in several):
                self._unread(draft, told, _("several work packages; the first was taken"))
                return self.plan.package(several[0].strip()).id
            number = told.text.split(".")[0]
            name = f"WP{number}" if number.isdecimal() and len(number) <= 2 else told.text
            title = self._kinds.cell(row, "wp_title")
            name = f"{name}: {title.text}" if title and is_package_id(name) else name
            self._package_above = self.plan.package(name).id
            return self._package_above
        inside = _IN_PACKAGE.fullmatch(draft.id) or _IN_PACKAGE.fullmatch(draft.written)
        if draft.heading:
            return draft.heading
        if inside and draft.kind in (ACTIVITY, DELIVERABLE):
            return self.plan.package(f"WP{inside[1]}").id
        return self._package_above if self._is_sparse else None

    @cached_property
    def _is_sparse(self) -> bool:
        """Whether a work package stands only in the first of its rows, so that it holds for those below."""
        column = None if self.table.fields >= OUR_OWN else self.table.column("wp")
        texts = [self.table.sheet.cell(row, column.place).text for row in self.table.rows] if column else []
        told = [text for text in texts if text]
        return bool(told) and not any(one == two for one, two in pairwise(told))

    def _leads(self, row: int, draft: Draft) -> None:
        """The lead, and for activities all others; where no column names leads, the first of those taking part."""
        lead = self._kinds.cell(row, "lead")
        leads = list(dict.fromkeys(self.plan.consortium.several(lead, is_one=True))) if lead else []
        if lead and not leads and not says_nothing(lead):
            self._unread(draft, lead, _("names no organisation"))
        cell = self._kinds.cell(row, "partners")
        others = list(dict.fromkeys(self.plan.consortium.several(cell))) if cell else []
        marked = self._marked_parts(row)
        leads += list(self.plan.consortium.leading(cell))[:1] if cell and not leads else []
        for role in ("lead", ACCOUNTABLE):
            leads += [id for id, part in marked.items() if part == role] if not leads else []
        others += [id for id, part in marked.items() if part != INFORMED and id not in others]
        if not leads and not self.table.column("lead") and not marked and not self._figures.owner(row, draft):
            leads = [] if cell and self._names_everybody(cell) else others[:1]
        draft.put("lead", leads[0] if leads else None)
        if draft.kind == ACTIVITY:
            everyone = dict.fromkeys((*leads, *others))
            draft.put("partners", [id for id in everyone if id != draft.values.get("lead")])
            if others or len(leads) > 1:
                draft.derived.discard("partners")

    def _marked_parts(self, row: int) -> dict[str, str]:
        """Organisation -> ``lead`` or ``partner``, out of columns that are called after organisations."""
        found = {}
        for column in self.table.columns_of(PART):
            cell = self._kinds.at(row, column)
            part = part_of_cell(cell) if cell and not says_nothing(cell) else None
            if part:
                found[column.field.partition(".")[2]] = part
        return found

    def _names_everybody(self, cell: Cell) -> bool:
        return any(folded(name) in words("everybody") for name in names_in(cell.text, self.plan.consortium.is_known))


def package_rows_only(table: Table) -> bool:
    """Whether most rows of a table are work packages."""
    rows = RowKinds(table).all()
    entries = [row for row in rows if row.what == ENTRY]
    return bool(entries) and sum(row.kind == PACKAGE for row in entries) * 2 > len(entries)
