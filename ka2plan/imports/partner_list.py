"""Lists of organisations: who takes part, from where, in which role."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.imports.cell import Cell, filled
from ka2plan.imports.columns import STAYS, is_sum_word
from ka2plan.imports.draft import DraftPlan, Surroundings, Unread
from ka2plan.imports.folding import folded
from ka2plan.imports.names import acronym_and_name
from ka2plan.imports.numbers import number_in, says_nothing
from ka2plan.imports.periods import moment_span
from ka2plan.imports.table import Table
from ka2plan.imports.vocabulary import YES, words
from ka2plan.plan.schema import STARTS, is_id
from ka2plan.plan.types.by_month import CAPACITY
from ka2plan.plan.types.papers import PAPERS
from ka2plan.plan.values import Bad
from ka2plan.words.messages import _

TEXTS = {
    "city": "city",
    "region": "region",
    "website": "website",
    "contact": "contact",
    "organisation_kind": "kind",
}
"""Field of the table -> key of the plan."""


def read_partner_list(table: Table, plan: DraftPlan, around: Surroundings, sheet: str) -> None:
    """Adds the organisations of a list."""
    reader = OrganisationRows(table, plan, around, sheet)
    for row in table.rows:
        reader.row(row)


class OrganisationRows:
    """Reads rows that say something of an organisation each."""

    def __init__(self, table: Table, plan: DraftPlan, around: Surroundings, sheet: str) -> None:
        self._table = table
        self._plan = plan
        self._countries: Mapping[str, str] = around.countries
        self._sheet = sheet

    def _cell(self, row: int, field: str) -> Cell | None:
        column = self._table.column(field)
        cell = self._table.sheet.cell(row, column.place) if column else None
        return cell if cell and cell.value is not None and not says_nothing(cell) else None

    def row(self, row: int) -> None:
        """Adds the organisation of a row of a list."""
        name = self._cell(row, "partner_name") or self._cell(row, "title")
        number = self._cell(row, "id")
        short = self._cell(row, "partner_id") or (number if number and number.text.strip().isalpha() else None)
        label = short or name
        if label is None or is_sum_word(label.text):
            for cell in filled(self._table.sheet.rows[row]):
                reason = _("a row of sums, left out") if label else _("is in a row without a name; not used")
                self._plan.unread.append(Unread(cell.place, cell.text, reason, self._sheet))
                break
            return
        id = self._id(short, name)
        plain, details = self._plan.consortium.divided(" ".join((name or label).text.split()))
        full = acronym_and_name(plain)[1]
        self._plan.consortium.add(id, {"name": full, **details}, label.place)
        self.describe(row, id, {"name": full} if name else {})
        for called in (number, name):
            is_bare = called is number and called is not None and called.text.isdecimal()
            if called:
                self._plan.consortium.call(id, f"P{called.text}" if is_bare else called.text)

    def describe(self, row: int, id: str, named: Mapping[str, str]) -> None:
        """Adds what a row says of an organisation that is known, besides its name."""
        values = {**named, **self._values(row)}
        self._plan.consortium.add(id, values)
        self._plan.consortium.told[id] = values
        role = self._cell(row, "role")
        if role and folded(role.text) in words("coordinator"):
            self._plan.consortium.coordinator = id

    def _id(self, short: Cell | None, name: Cell | None) -> str:
        consortium = self._plan.consortium
        for cell in (short, name):
            known = consortium.find(cell.text) if cell else None
            if known:
                return known
        written = short.text.strip() if short else acronym_and_name(consortium.divided(name.text)[0] if name else "")[0]
        if is_id(written):
            return written
        plain = consortium.divided(name.text)[0] if name else ""
        return consortium.new_id(short.text if short else plain)

    def _values(self, row: int) -> dict[str, Any]:
        values: dict[str, Any] = {"country": self._country(row)}
        for field, key in TEXTS.items():
            cell = self._cell(row, field)
            values[key] = " ".join(cell.text.split()) if cell else None
        oid = self._cell(row, "oid")
        values["oid"] = oid.text.strip() if oid else None
        role = self._cell(row, "role")
        if role and folded(role.text) in words("associated"):
            values["role"] = "associated"
        elif role and folded(role.text) in words("affiliated"):
            values["role"] = "affiliated"
        column = self._table.column("newcomer")
        newcomer = folded(self._table.sheet.cell(row, column.place).text) if column else ""
        values["newcomer"] = newcomer in YES if newcomer else None
        values["rate"] = self._number(row, "rate")
        values["capacity"] = self._capacity(row)
        values.update({field: self._moment(row, field) for field in STAYS})
        values["papers"] = self._papers(row)
        return values

    def _moment(self, row: int, field: str) -> str | date | None:
        """A day or a project month, of which the last day counts where it says until when."""
        cell, column = self._cell(row, field), self._table.column(field)
        span = moment_span(cell, column.order.order) if cell and column else None
        found = span and (span.first if field in STARTS else span.last)
        if cell and (found is None or (field == "established" and not isinstance(found, date))):
            self._plan.unread.append(Unread(cell.place, cell.text, _("no day"), self._sheet))
            return None
        return found

    def _papers(self, row: int) -> dict[str, Any] | None:
        cell = self._cell(row, "papers")
        found = PAPERS.from_text(cell.text) if cell else None
        if cell and isinstance(found, Bad):
            reason = _("no names with yes, no or a day each, such as: minutes = yes, photos = no")
            self._plan.unread.append(Unread(cell.place, cell.text, reason, self._sheet))
        return found if isinstance(found, dict) else None

    def _capacity(self, row: int) -> Any:
        """A number, or as our own tables have it: ``20, M9 = 5``."""
        cell = self._cell(row, "capacity")
        by_month = CAPACITY.from_text(cell.text) if cell and "=" in cell.text else None
        if isinstance(by_month, dict):
            return {month: Decimal(can) for month, can in by_month.items()}
        return self._number(row, "capacity")

    def _number(self, row: int, field: str) -> Decimal | None:
        cell, column = self._cell(row, field), self._table.column(field)
        number = number_in(cell, column.figures) if cell and column else None
        if cell and number is None:
            self._plan.unread.append(Unread(cell.place, cell.text, _("no number"), self._sheet))
        return number

    def _country(self, row: int) -> str | None:
        column = self._table.column("country")
        cell = self._table.sheet.cell(row, column.place) if column else None
        if cell is None or cell.value is None or not folded(cell.text):
            return None
        code = self._countries.get(folded(cell.text)) or self._countries.get(folded(cell.text.partition("(")[0]))
        inside = acronym_and_name(cell.text)[0].casefold()
        code = code or self._countries.get(inside)
        if code is None:
            reason = _("no country, and no code such as SI")
            self._plan.unread.append(Unread(cell.place, cell.text, reason, self._sheet))
        return code
