"""The rows of somebody's table as entries of a plan; what cannot be read is told with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ka2plan.cli.import_cells import (
    id_of,
    ids_in,
    initials,
    links_in,
    moment_of,
    money_of,
    names_in,
    number_of,
    percent_of,
    period_of,
    shares_in,
    status_of,
)
from ka2plan.cli.import_columns import MONTH, Columns, folded
from ka2plan.cli.import_drafts import ACTIVITY, DELIVERABLE, MILESTONE, PACKAGE, Draft, Unread
from ka2plan.export.table_file import Cell
from ka2plan.plan.calendar import add_months
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

KIND_WORDS = {
    PACKAGE: "wp|work package|workpackage|ds|delovni sklop|delovni paket",
    ACTIVITY: "activity|task|aktivnost|dejavnost|naloga",
    MILESTONE: "milestone|mejnik",
    DELIVERABLE: "deliverable|izdelek|rezultat",
}

TOTALS = frozenset(("total", "totals", "sum", "grand total", "subtotal", "skupaj", "vsota", "skupno"))
"""What a row of sums is called."""

EVERYBODY = frozenset(("all", "all partners", "everybody", "vsi", "vsi partnerji"))

_PACKAGE = re.compile(r"(?:WP|DS|work package|delovni sklop)\s*(\d{1,2})\b[\s.:–-]*(.*)", re.IGNORECASE | re.DOTALL)
_MILESTONE = re.compile(r"(?:MS|M)\s*\d+(?:\.\d+)?", re.IGNORECASE)
_DELIVERABLE = re.compile(r"D\s*\d+(?:\.\d+)?", re.IGNORECASE)
_IN_PACKAGE = re.compile(r"[A-Z]{0,2}(\d{1,2})\.\d+", re.IGNORECASE)


class Importer:
    """Reads rows in two rounds: first who and what there is, then who refers to what."""

    def __init__(
        self,
        columns: Columns,
        today: date,
        management: str | None,
        countries: Mapping[str, str],
        *,
        has_packages: bool,
    ) -> None:
        self.columns = columns
        self._countries = countries
        """What stands for a country, folded -> its code."""
        self.partners: dict[str, str] = {}
        """Id -> name, in the order in which they are met."""
        self.packages: dict[str, Draft] = {}
        self.entries: list[Draft] = []
        self._today = today
        self._management = management
        self._has_packages = has_packages
        self._by_name: dict[str, str] = {}
        self._ids: set[str] = set()
        self._by_id: dict[str, str] = {}
        self._by_title: dict[str, str] = {}
        self._package_above: str | None = None
        self._heading: str | None = None
        self._left_out: list[Unread] = []

    @property
    def aliases(self) -> dict[str, str]:
        """Folded names and ids of partners -> id."""
        return {**{folded(id): id for id in self.partners}, **self._by_name}

    @property
    def unread(self) -> list[Unread]:
        """All that could not be read."""
        drafts = (*self.packages.values(), *self.entries)
        return [*(unread for draft in drafts for unread in draft.unread), *self._left_out]

    def meet_partners(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Finds the partners in the columns of leads and partners."""
        for row in rows:
            for field in ("lead", "partners"):
                cell = self.columns.cell(row, field)
                for name in (ids_in(cell) if field == "partners" else [cell.text]) if cell else ():
                    self._partner(name)

    def _partner(self, name: str) -> str | None:
        key = folded(name)
        if not key or key in EVERYBODY or len(name) > 200:
            return None
        known = self.aliases.get(key)
        if known is None:
            known = initials(name, set(self.partners))
            self.partners[known] = name
            self._by_name[key] = known
        return known

    def read(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Reads all rows."""
        read = [(row, draft) for row in rows if (draft := self._draft(row))]
        for row, draft in read:
            self._fill(row, draft)

    def _draft(self, row: Sequence[Cell]) -> Draft | None:
        """The entry that a row is; None for an empty row, and for a heading of a work package."""
        filled = [cell for cell in row if cell.value is not None]
        id, title = self.columns.cell(row, "id"), self.columns.cell(row, "title")
        if not filled or not (id or title):
            self._meet_heading(filled)
            return None
        if self._is_total(row):
            name = title or id or filled[0]
            self._left_out.append(Unread(name.place, name.text, _("a row of sums, left out")))
            return None
        kind = self._kind(row, id.text if id else "")
        if kind == PACKAGE:
            package = self._package(f"{id.text if id else ''} {title.text if title else ''}")
            self._heading = package.id
            return package
        draft = Draft(kind, id_of(id.text if id else self._numbered(kind), self._ids), self._heading)
        if id:
            self._by_id.setdefault(folded(id.text), draft.id)
            if folded(id.text) != folded(draft.id) and draft.id.rpartition("-")[0] in self._ids:
                draft.unread.append(Unread(id.place, id.text, _("used twice; now {id}").format(id=draft.id)))
        if title:
            self._by_title.setdefault(folded(title.text), draft.id)
        self._ids.add(draft.id)
        self.entries.append(draft)
        return draft

    def _meet_heading(self, filled: Sequence[Cell]) -> None:
        """A row with one cell that names a work package is the heading of those that follow."""
        if len(filled) == 1 and _PACKAGE.match(filled[0].text):
            self._heading = self._package(filled[0].text).id

    def _is_total(self, row: Sequence[Cell]) -> bool:
        names = (self.columns.cell(row, field) for field in ("title", "id"))
        is_dated = any(self.columns.cell(row, field) for field in ("start", "end", "period", "lead"))
        return not is_dated and any(cell and folded(cell.text) in TOTALS for cell in names)

    def _kind(self, row: Sequence[Cell], id: str) -> str:
        told = self.columns.cell(row, "kind")
        word = folded(told.text) if told else ""
        named = next((kind for kind, words in KIND_WORDS.items() if word and word in words.split("|")), None)
        if named:
            return named
        title = self.columns.cell(row, "title")
        is_dated = self.columns.cell(row, "start") or self.columns.cell(row, "lead") or self.columns.cell(row, "wp")
        if _PACKAGE.fullmatch(id) or (not id and title and not is_dated and _PACKAGE.match(title.text)):
            return PACKAGE
        start, end = self.columns.cell(row, "start"), self.columns.cell(row, "end")
        is_a_day = start is None or end is None or start.value == end.value
        if is_a_day and _MILESTONE.fullmatch(id):
            return MILESTONE
        return DELIVERABLE if is_a_day and _DELIVERABLE.fullmatch(id) else ACTIVITY

    def _numbered(self, kind: str) -> str:
        head = {ACTIVITY: "A", MILESTONE: "MS", DELIVERABLE: "D"}[kind]
        return f"{head}{sum(draft.kind == kind for draft in self.entries) + 1}"

    def _package(self, text: str) -> Draft:
        """The work package of that number, or of that title; a new one where there is none yet."""
        match = _PACKAGE.match(text.strip())
        title = " ".join((match[2] if match else text).split())
        if match:
            id = f"WP{int(match[1])}"
        else:
            known = (draft.id for draft in self.packages.values() if folded(draft.values["title"]) == folded(title))
            id = next(known, "") or self._next_package(title)
        draft = self.packages.setdefault(id, Draft(PACKAGE, id))
        if draft.values.get("title", id) == id:
            draft.values["title"] = title or id
        self._ids.add(id)
        self._by_id.setdefault(folded(id), id)
        return draft

    def _next_package(self, title: str) -> str:
        is_management = {"management", "vodenje", "upravljanje", "koordinacija"} & set(folded(title).split())
        if self._management and is_management and self._management not in self.packages:
            return self._management
        number = 2 if self._management else 1
        while f"WP{number}" in self.packages:
            number += 1
        return f"WP{number}"

    def _fill(self, row: Sequence[Cell], draft: Draft) -> None:
        cell = self.columns.cell
        values = draft.values
        if draft.kind != PACKAGE and self._has_packages:
            values["wp"] = self._package_of(row, draft)
        title, lead = cell(row, "title"), cell(row, "lead")
        if draft.kind != PACKAGE:
            values["title"] = " ".join((title.text if title else draft.id).split())
        self._dates(row, draft)
        values["lead"] = self._partner(lead.text) if lead else None
        if draft.kind == ACTIVITY:
            self._taking_part(row, draft)
            self._venue(row, draft)
        self._money(row, draft)
        if draft.kind == ACTIVITY and "partners" not in self.columns.fields.values():
            shares = {**draft.values["budget"], **draft.values["effort"]}
            draft.values["partners"] = [id for id in shares if id != draft.values["lead"]]
        self._links(row, draft)
        self._rest(row, draft)

    def _package_of(self, row: Sequence[Cell], draft: Draft) -> str | None:
        """The work package told in its column, in the entry's id or in a heading above.

        An empty cell below others is part of a merged one: of cells that are merged only the first has the text.
        """
        told = self.columns.cell(row, "wp")
        if told:
            number = told.text.split(".")[0]
            name = f"WP{number}" if number.isdecimal() and len(number) <= 2 else told.text
            self._package_above = self._package(name).id
            return self._package_above
        inside = _IN_PACKAGE.fullmatch(draft.id)
        if inside:
            return self._package(f"WP{inside[1]}").id
        return draft.heading or self._package_above

    def _dates(self, row: Sequence[Cell], draft: Draft) -> None:
        start, end = self._moment(row, draft, "start"), self._moment(row, draft, "end")
        stretches = [] if start or end else self._stretches(row, draft)
        if stretches:
            start, end = stretches[0][0], stretches[-1][1]
        if draft.kind in (MILESTONE, DELIVERABLE):
            draft.values["due"] = end or start
        elif len(stretches) > 1 and draft.kind == ACTIVITY:
            draft.values["periods"] = stretches
        else:
            draft.values["start"] = start
            draft.values["end"] = end or self._end_by_length(row, start)

    def _stretches(self, row: Sequence[Cell], draft: Draft) -> list[tuple[str | date, str | date]]:
        """Start and end out of one cell, or of every run of project months that are marked."""
        cell = self.columns.cell(row, "period")
        if cell:
            period = period_of(cell, self._today)
            if period is None:
                draft.unread.append(Unread(cell.place, cell.text, _("no dates, and no project months such as M1-M6")))
            return [period] if period else []
        months = [
            int(field.removeprefix(MONTH))
            for field in self.columns.fields.values()
            if field.startswith(MONTH) and self.columns.cell(row, field)
        ]
        return [(f"M{first}", f"M{last}") for first, last in _runs(months)]

    def _moment(self, row: Sequence[Cell], draft: Draft, field: str) -> str | date | None:
        cell = self.columns.cell(row, field)
        if cell is None:
            return None
        found = moment_of(cell, self._today, as_end=field == "end")
        if found is None:
            draft.unread.append(Unread(cell.place, cell.text, _("no date, and no project month such as M7")))
        return found

    def _end_by_length(self, row: Sequence[Cell], start: str | date | None) -> str | date | None:
        """The end by a column of lengths."""
        for field in ("months", "days"):
            cell = self.columns.cell(row, field)
            count = number_of(cell) if cell else None
            if start is None or count is None or not 1 <= count <= 1200 or count != count.to_integral_value():
                continue
            if isinstance(start, date):
                return (
                    add_months(start, int(count)) if field == "months" else start + timedelta(int(count))
                ) - timedelta(1)
            if field == "months":
                return f"M{int(start[1:]) + int(count) - 1}"
        return None

    def _taking_part(self, row: Sequence[Cell], draft: Draft) -> None:
        cell = self.columns.cell(row, "partners")
        if cell is None:
            return
        everybody = any(folded(name) in EVERYBODY for name in names_in(cell))
        ids = list(self.partners) if everybody else [self._partner(name) for name in ids_in(cell)]
        draft.values["partners"] = [id for id in dict.fromkeys(ids) if id and id != draft.values["lead"]]

    def _venue(self, row: Sequence[Cell], draft: Draft) -> None:
        place, country = self.columns.cell(row, "venue"), self.columns.cell(row, "country")
        name = " ".join(place.text.split()) if place else ""
        code = self._countries.get(folded(country.text), "") if country else ""
        head, comma, tail = name.rpartition(",")
        if comma and not code and folded(tail) in self._countries:
            name, code = head.strip(), self._countries[folded(tail)]
        if country and not code:
            draft.unread.append(Unread(country.place, country.text, _("no country, and no code such as SI")))
        venue = {"place": name, "country": code}
        draft.values["venue"] = {key: value for key, value in venue.items() if value}

    def _money(self, row: Sequence[Cell], draft: Draft) -> None:
        """Money and effort: by partner where there are columns for it, else the amount."""
        if draft.kind not in (ACTIVITY, PACKAGE):
            return
        for what, reader in (("budget", money_of), ("effort", number_of)):
            shares: dict[str, Decimal] = {}
            for field in self.columns.fields.values():
                head, dot, partner = field.partition(".")
                cell = self.columns.cell(row, field) if dot and head == what else None
                number = reader(cell) if cell else None
                if cell and (number is None or number < 0):
                    draft.unread.append(Unread(cell.place, cell.text, _("no amount")))
                elif number and self._partner(partner):
                    shares[partner] = number
            draft.values[what] = shares
        self._amount(row, draft)
        self._effort(row, draft)

    def _amount(self, row: Sequence[Cell], draft: Draft) -> None:
        cell = self.columns.cell(row, "amount")
        amount = money_of(cell) if cell else None
        if cell and amount is None:
            draft.unread.append(Unread(cell.place, cell.text, _("no amount")))
        elif amount and not draft.values["budget"]:
            self._say_amount(draft, amount)

    def _say_amount(self, draft: Draft, amount: Decimal) -> None:
        if draft.kind == ACTIVITY:
            draft.values["amount"] = amount
        elif self.columns.fields and draft.values.get("lead"):
            draft.values["budget"] = {draft.values["lead"]: amount}

    def _effort(self, row: Sequence[Cell], draft: Draft) -> None:
        cell = self.columns.cell(row, "effort")
        if cell is None or draft.values["effort"]:
            return
        whole = number_of(cell)
        shares = None if whole is not None else shares_in(cell)
        if shares is not None and all(self._partner(who) for who in shares):
            draft.values["effort"] = {self._partner(who): number for who, number in shares.items()}
        elif whole is not None and whole >= 0 and draft.values["lead"] and not draft.values.get("partners"):
            draft.values["effort"] = {draft.values["lead"]: whole}
        else:
            draft.unread.append(Unread(cell.place, cell.text, _("no effort by partner such as OSL=18 IES=19")))

    def _links(self, row: Sequence[Cell], draft: Draft) -> None:
        cell = self.columns.cell(row, "after")
        if cell is None or draft.kind == PACKAGE:
            return
        links = []
        for name, kind, lag in links_in(cell):
            id = self._by_id.get(folded(name)) or self._by_title.get(folded(name))
            if id is None or id == draft.id:
                draft.unread.append(Unread(cell.place, name, _("nothing in the table has that id")))
            else:
                links.append((id, kind, lag))
        draft.values["after"] = links

    def _rest(self, row: Sequence[Cell], draft: Draft) -> None:
        readers = {"status": status_of, "progress": percent_of} if draft.kind == ACTIVITY else {"status": status_of}
        for field, reader in readers.items():
            cell = self.columns.cell(row, field)
            value = reader(cell) if cell else None
            if cell and value is None:
                draft.unread.append(Unread(cell.place, cell.text, _("not understood")))
            draft.values[field] = None if value == "planned" else value
        results, note = self.columns.cell(row, "results"), self.columns.cell(row, "note")
        told = {ACTIVITY: "results", MILESTONE: "verification", DELIVERABLE: "kind"}.get(draft.kind)
        if told:
            draft.values[told] = results.text if results else None
        draft.values["note"] = note.text if note else None


def _runs(months: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Months that follow one another, as first and last."""
    first = last = 0
    for month in sorted(months):
        if last and month > last + 1:
            yield first, last
            first = month
        first, last = first or month, month
    if last:
        yield first, last
