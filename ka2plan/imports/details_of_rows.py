"""What one row says besides dates and figures: the venue, links, status, progress, results and notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Cell
from ka2plan.imports.draft import ACTIVITY, DELIVERABLE, MILESTONE, PACKAGE, Draft, DraftPlan, Surroundings, Unread
from ka2plan.imports.figures_of_rows import FiguresOfRow
from ka2plan.imports.folding import folded
from ka2plan.imports.links import ties_in
from ka2plan.imports.numbers import number_in, percent_in, says_nothing
from ka2plan.imports.table import Table
from ka2plan.imports.times_of_rows import TimesOfRow
from ka2plan.imports.vocabulary import YES, further_fields, meanings
from ka2plan.plan.schema import kind_named
from ka2plan.plan.types.papers import EVIDENCE
from ka2plan.plan.values import Bad
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.imports.row_kinds import RowKinds

NO_TEXT = ("", "-", "–", "—", "/", "n/a", "N/A")
"""Texts that say that there is none."""


class DetailsOfRow:
    """Reads what else the entries of one table say."""

    def __init__(
        self,
        table: Table,
        kinds: RowKinds,
        plan: DraftPlan,
        around: Surroundings,
        readers: tuple[TimesOfRow, FiguresOfRow],
        sheet: str,
    ) -> None:
        self._table = table
        self._kinds = kinds
        self._plan = plan
        self._around = around
        self._times, self._figures = readers
        self._sheet = sheet

    def _unread(self, draft: Draft, cell: Cell, reason: str) -> None:
        unread = Unread(cell.place, cell.text or cell.lost, reason, self._sheet)
        if unread not in draft.unread:
            draft.unread.append(unread)

    def venue(self, row: int, draft: Draft) -> None:
        """Where an activity takes place."""
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

    def links(self, row: int, draft: Draft) -> None:
        """What a row comes after."""
        cell = self._kinds.cell(row, "after")
        if cell is None or (says_nothing(cell) and not self._plan.linked(cell.text)):
            return
        links = []
        for tie in ties_in(cell, lambda name: self._plan.linked(name) is not None):
            id = self._plan.linked(tie.name) if not isinstance(tie, str) else None
            if isinstance(tie, str) or id is None:
                self._unread(draft, cell._replace(value=str(tie)), _("nothing in the table has that id"))
            elif id == draft.id:
                self._unread(draft, cell, _("leads to itself"))
            else:
                links.append((id, tie.type, tie.lag))
        draft.put("after", links)

    def rest(self, row: int, draft: Draft) -> None:
        """Status, progress, results, notes, and what only our own tables have."""
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
        column = self._table.column("progress")
        number = percent_in(cell, as_shares=column.as_shares, figures=column.figures) if column else None
        number = Decimal(100) if number is None and folded(cell.text) in YES else number
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
        for key in further_fields().values():
            cell = self._kinds.cell(row, key)
            known = kind_named(draft.kind)
            if cell and known and known.key(key):
                draft.put(key, cell.text)
        if draft.kind == PACKAGE:
            managed = self._kinds.cell(row, "management")
            draft.put("management", True if managed and folded(managed.text) in YES else None)
        kind, level = self._kinds.cell(row, "kind"), self._kinds.cell(row, "dissemination")
        if draft.kind == DELIVERABLE and level:
            draft.put("dissemination", level.text)
        if draft.kind == ACTIVITY:
            self._figures.items(row, draft)
            served = self._kinds.cell(row, "serves")
            draft.put("serves", served.text.split() if served else [])
            actual = {key: day for key in ("start", "end") if (day := self._times.day(row, draft, f"actual_{key}"))}
            draft.put("actual", actual)
            self._evidence(row, draft)
        if draft.kind == MILESTONE:
            draft.put("reached", self._times.day(row, draft, "reached"))
        if draft.kind == DELIVERABLE and kind and folded(kind.text) not in meanings("kinds"):
            draft.put("kind", kind.text)

    def _evidence(self, row: int, draft: Draft) -> None:
        """What proves it, by name."""
        cell = self._kinds.cell(row, "evidence")
        found = EVIDENCE.from_text(cell.text) if cell and not says_nothing(cell) else {}
        if cell and isinstance(found, Bad):
            self._unread(draft, cell, _("no names with yes, no or a day each, such as: minutes = yes, photos = no"))
        elif not isinstance(found, Bad):
            draft.put("evidence", found)

    def indicator(self, row: int, draft: Draft) -> None:
        """What an indicator counts."""
        for field, key in (("target", "target"), ("achieved", "achieved")):
            cell, column = self._kinds.cell(row, field), self._table.column(field)
            number = number_in(cell, column.figures) if cell and column else None
            if cell and number is None:
                self._unread(draft, cell, _("no number"))
            draft.values[key] = number
        unit = self._kinds.cell(row, "measure")
        draft.values["unit"] = unit.text if unit else None
