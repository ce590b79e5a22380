"""Rows of a list as entries of a plan, in two rounds: first who and what there is, then who refers to what."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from ka2plan.imports.cell import Cell
from ka2plan.imports.chart import Marks
from ka2plan.imports.draft import (
    ACTIVITY,
    DELIVERABLE,
    INDICATOR,
    MILESTONE,
    PACKAGE,
    Draft,
    DraftPlan,
    Surroundings,
    Unread,
)
from ka2plan.imports.figures_of_rows import FiguresOfRow
from ka2plan.imports.folding import folded
from ka2plan.imports.links import ties_in
from ka2plan.imports.names import names_in
from ka2plan.imports.numbers import number_in, percent_in, says_nothing
from ka2plan.imports.packages import numbered
from ka2plan.imports.partner_columns import PART, part_of_cell
from ka2plan.imports.row_kinds import ENTRY, NOTE, SECTION, SUM, SUMMARY, RowKind, RowKinds
from ka2plan.imports.sums import SumCheck
from ka2plan.imports.table import Table
from ka2plan.imports.times_of_rows import TimesOfRow
from ka2plan.imports.vocabulary import meanings, words
from ka2plan.words.messages import _

NO_TEXT = ("", "-", "–", "—", "/", "n/a", "N/A")
"""Texts that say that there is none."""

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
        self._sums = SumCheck(table, plan, sheet)
        self._marks = Marks(table.sheet, table.chart, table.rows) if table.chart else None
        self._times = TimesOfRow(table, self._kinds, self._marks, plan.entries, sheet)
        self._figures = FiguresOfRow(table, self._kinds, plan, sheet)
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
        if not self.plan.has_packages:
            return None
        return self.plan.package(text.text).id

    def _first_section(self) -> str | None:
        """The text above the headings, where these stand again below, as in lists of groups."""
        row = self.table.row
        above = [cell for cell in self.table.sheet.rows[row - 1] if not cell.is_empty] if row else []
        return (
            self.plan.package(above[0].text).id
            if self._repeats and len(above) == 1 and self.plan.has_packages
            else None
        )

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
            draft.put("title", " ".join((title.text if title else draft.id).split()))
            draft.derived |= set() if title else {"title"}
        if draft.kind == INDICATOR:
            self._indicator(row, draft)
            return
        is_summary = row in self._kinds.parents.values()
        self._times.fill(row, draft, self._around, is_summary=is_summary)
        self._leads(row, draft)
        if draft.kind == ACTIVITY:
            self._venue(row, draft)
        if draft.kind in (ACTIVITY, PACKAGE):
            self._figures.fill(row, draft, self._sums)
        if draft.kind != PACKAGE:
            self._links(row, draft)
        self._rest(row, draft)

    def _package_of(self, row: int, draft: Draft) -> str | None:
        """The work package told in its column, in the outline, in a heading above, or in the entry's id.

        An empty cell below others is part of a merged one: of cells that are merged only the first has the text.
        """
        told = self._kinds.cell(row, "wp")
        if told and not says_nothing(told):
            number = told.text.split(".")[0]
            name = f"WP{number}" if number.isdecimal() and len(number) <= 2 else told.text
            self._package_above = self.plan.package(name).id
            return self._package_above
        inside = _IN_PACKAGE.fullmatch(draft.id)
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
        leads = list(dict.fromkeys(self.plan.consortium.several(lead))) if lead else []
        if lead and not leads and not says_nothing(lead):
            self._unread(draft, lead, _("names no organisation"))
        cell = self._kinds.cell(row, "partners")
        others = list(dict.fromkeys(self.plan.consortium.several(cell))) if cell else []
        marked = self._marked_parts(row)
        leads += [id for id, part in marked.items() if part == "lead"] if not leads else []
        others += [id for id in marked if id not in others]
        if not leads and not self.table.column("lead") and not marked:
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

    def _venue(self, row: int, draft: Draft) -> None:
        place, country = self._kinds.cell(row, "venue"), self._kinds.cell(row, "country")
        countries = self._around.countries
        name = " ".join(place.text.split()) if place and not says_nothing(place) else ""
        code = countries.get(folded(country.text), "") if country else ""
        head, comma, tail = name.rpartition(",")
        if comma and not code and folded(tail) in countries:
            name, code = head.strip(), countries[folded(tail)]
        if country and not code and folded(country.text) and not says_nothing(country):
            self._unread(draft, country, _("no country, and no code such as SI"))
        venue = {"place": name, "country": code}
        draft.put("venue", {key: value for key, value in venue.items() if value})

    def _links(self, row: int, draft: Draft) -> None:
        cell = self._kinds.cell(row, "after")
        if cell is None or (says_nothing(cell) and not self.plan.linked(cell.text)):
            return
        links = []
        for tie in ties_in(cell, lambda name: self.plan.linked(name) is not None):
            id = self.plan.linked(tie.name) if not isinstance(tie, str) else None
            if isinstance(tie, str) or id is None:
                self._unread(draft, cell._replace(value=str(tie)), _("nothing in the table has that id"))
            elif id == draft.id:
                self._unread(draft, cell, _("leads to itself"))
            else:
                links.append((id, tie.type, tie.lag))
        draft.put("after", links)

    def _rest(self, row: int, draft: Draft) -> None:
        status, progress = self._kinds.cell(row, "status"), self._kinds.cell(row, "progress")
        if status and not (says_nothing(status) and folded(status.text) not in meanings("statuses")):
            self._status(draft, status)
        if draft.kind == ACTIVITY and progress and progress.value is not None:
            self._progress(draft, progress)
        results, note = self._kinds.cell(row, "results"), self._kinds.cell(row, "note")
        told = {ACTIVITY: "results", MILESTONE: "verification", DELIVERABLE: "kind"}.get(draft.kind)
        if told and results and results.text not in NO_TEXT:
            draft.put(told, results.text)
        if note and note.text not in NO_TEXT:
            draft.put("note", note.text)
        self._more(row, draft)

    def _status(self, draft: Draft, cell: Cell) -> None:
        head, comma, rest = cell.text.partition(",")
        value = meanings("statuses").get(folded(cell.text)) or (
            meanings("statuses").get(folded(head)) if comma else None
        )
        if value is None:
            self._unread(draft, cell, _("no status that is known"))
            return
        draft.put("status", None if value == "planned" else value)
        number = rest.strip().removesuffix("%").strip()
        if comma and number.isdecimal() and len(number) <= 3 and draft.kind == ACTIVITY:
            draft.put("progress", int(number))

    def _progress(self, draft: Draft, cell: Cell) -> None:
        column = self.table.column("progress")
        number = percent_in(cell, as_shares=column.as_shares, figures=column.figures) if column else None
        if number is None or not 0 <= number <= 100:
            if not says_nothing(cell):
                self._unread(draft, cell, _("no per cent from 0 to 100"))
            return
        whole = int(number.to_integral_value())
        draft.put("progress", whole or None)
        if whole != number:
            self._unread(draft, cell, _("rounded to {number} %").format(number=whole))

    def _more(self, row: int, draft: Draft) -> None:
        """What only our own tables have."""
        kind, level = self._kinds.cell(row, "kind"), self._kinds.cell(row, "dissemination")
        if draft.kind == DELIVERABLE and level:
            draft.put("dissemination", level.text)
        if draft.kind == ACTIVITY:
            self._figures.items(row, draft)
            served = self._kinds.cell(row, "serves")
            draft.put("serves", served.text.split() if served else [])
            actual = {key: day for key in ("start", "end") if (day := self._times.day(row, draft, f"actual_{key}"))}
            draft.put("actual", actual)
        if draft.kind == MILESTONE:
            draft.put("reached", self._times.day(row, draft, "reached"))
        if draft.kind == DELIVERABLE and kind and folded(kind.text) not in meanings("kinds"):
            draft.put("kind", kind.text)

    def _indicator(self, row: int, draft: Draft) -> None:
        for field, key in (("target", "target"), ("achieved", "achieved")):
            cell, column = self._kinds.cell(row, field), self.table.column(field)
            number = number_in(cell, column.figures) if cell and column else None
            if cell and number is None:
                self._unread(draft, cell, _("no number"))
            draft.values[key] = number
        unit = self._kinds.cell(row, "measure")
        draft.values["unit"] = unit.text if unit else None


def package_rows_only(table: Table) -> bool:
    """Whether most rows of a table are work packages."""
    rows = RowKinds(table).all()
    entries = [row for row in rows if row.what == ENTRY]
    return bool(entries) and sum(row.kind == PACKAGE for row in entries) * 2 > len(entries)
