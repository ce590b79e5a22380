"""Tables of organisations and work packages: what each has of each, as money or as effort."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from ka2plan.imports.cell import Cell, filled
from ka2plan.imports.columns import Column, data_cells, heading_text, is_sum_word
from ka2plan.imports.draft import DraftPlan, Surroundings, Unread
from ka2plan.imports.figures_of_rows import effort_in, in_days, why_no_figure
from ka2plan.imports.folding import folded
from ka2plan.imports.lengths import HOURS
from ka2plan.imports.numbers import is_euro, is_other_money, judged_figures, money_in, number_in, says_nothing, times_in
from ka2plan.imports.packages import numbered, without_units
from ka2plan.imports.partner_columns import BUDGET, EFFORT, MUCH, TOTAL
from ka2plan.imports.partner_list import OrganisationRows
from ka2plan.imports.sums import shown
from ka2plan.imports.table import Table
from ka2plan.imports.vocabulary import words
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

Share = tuple[str, str, str, Decimal, Cell]
"""Money or effort, work package, organisation, figure and where it stands."""


def _words(heading: str) -> list[str]:
    return [word for word in folded(heading).split() if not word.isdecimal()]


def _what(heading: str) -> str:
    """Money or effort, where the heading of a package says it, as ``WP1 (EUR)`` does."""
    said = set(_words(heading))
    return BUDGET if said & words("money") or "€" in heading else EFFORT if said & _UNITS_OF_EFFORT else ""


def _package_name(heading: str) -> str:
    """The heading without what it says of its figures."""
    before, _bracket, last = without_units(heading).rstrip(" )]").replace("[", "(").rpartition("(")
    units = words("money") | words("effort")
    name = before if before and set(folded(last).split()) <= units else without_units(heading)
    found = numbered(name)
    return f"WP{found[0]}" if found and set(folded(found[1]).split()) <= units else name


OF_THE_PLAN = "plan"
"""The unit of effort where the table says none."""

_UNITS_OF_EFFORT = frozenset(
    (
        "pm",
        "pms",
        "pd",
        "pds",
        "days",
        "months",
        "person",
        "dni",
        "meseci",
        "tage",
        "monate",
        "hours",
        "hour",
        "ure",
        "stunden",
    )
)


def _unit_of_effort(said: set[str]) -> str:
    """The unit that the words of headings name."""
    return "months" if said & words("effort_in_months") else HOURS if said & words("effort_in_hours") else "days"


def _is_unit(heading: str) -> bool:
    """Whether a heading says but money or effort, as ``Months`` does."""
    return bool(folded(heading)) and set(folded(heading).split()) <= words("money") | words("effort")


class Matrix:
    """Reads one table of organisations and work packages."""

    def __init__(self, table: Table, plan: DraftPlan, around: Surroundings, sheet: str) -> None:
        self._table = table
        self._plan = plan
        self._details = OrganisationRows(table, plan, around, sheet)
        self._sheet = sheet
        self._has_ended = False
        self.totals: Column | None = None
        """The column that was found to hold the sums of its rows."""
        self._sums: list[int] = []
        """Rows of sums: called so, or with figures and without any text."""
        self._aside: list[tuple[int, Cell]] = []
        """Labels of rows below the sums, or of money that is nobody's."""
        self._rows = list(self._organisations())
        self._packages = [(place, _package_name(heading), _what(heading)) for place, heading in table.packages]
        cells = [cell for place, _h in table.packages for cell in data_cells(table.sheet, place, table.rows)]
        self._figures = judged_figures(cells)
        self._amounts = self._figures._replace(times=max(map(times_in, self._texts())))
        self.what, self.unit = self._kind(cells)
        said = {word for place, heading in table.packages if _what(heading) == EFFORT for word in _words(heading)}
        if said:
            self.unit = _unit_of_effort(said)

    def _organisations(self) -> Iterator[tuple[int, Cell, str]]:
        """Rows with the cell that names an organisation, and its id."""
        for row in self._table.rows:
            names = [cell for field in ("partner_id", "partner_name") if (cell := self._cell(row, field))]
            texts = [cell for cell in filled(self._table.sheet.rows[row]) if isinstance(cell.value, str)]
            label = next(iter(names or [cell for cell in texts if not cell.text.isdecimal()]), None)
            first = next(iter(texts), label)
            if label is None or first is None or is_sum_word(first.text) or is_sum_word(label.text):
                self._has_ended = True
                self._sums.append(row)
                continue
            if self._has_ended or folded(label.text) in words("unsplit"):
                self._aside.append((row, label))
                continue
            has_figure = any(not self._table.sheet.cell(row, place).is_empty for place, _h in self._table.packages)
            id = self._plan.consortium.meet(label.text, label.place) if has_figure else None
            if id is None:
                self._aside.append((row, label))
                continue
            named = {"name": " ".join(names[1].text.split())} if len(names) == 2 else {}
            self._details.describe(row, id, named)
            yield row, label, id

    def _cell(self, row: int, field: str) -> Cell | None:
        column = self._table.column(field)
        cell = self._table.sheet.cell(row, column.place) if column else None
        return cell if cell and cell.value is not None else None

    def _kind(self, cells: list[Cell]) -> tuple[str, str]:
        """Money or effort, and the unit of effort, by words around the figures, by their format, by their size."""
        said = self._words()
        if said & words("effort_in_months"):
            return EFFORT, "months"
        if said & words("effort_in_hours") and not said & words("money"):
            return EFFORT, HOURS
        if said & words("money") or any(map(is_euro, cells)):
            return BUDGET, ""
        if said & words("effort"):
            return EFFORT, "days"
        amounts = [number for cell in cells if (number := number_in(cell, self._figures))]
        return (BUDGET, "") if amounts and max(amounts) >= MUCH else (EFFORT, "")

    def _texts(self) -> list[str]:
        """Headings that are no organisation's and no package's, what stands above, the sheet's name."""
        sheet = self._table.sheet
        above = [cell.text for row in sheet.rows[: self._table.row] for cell in filled(row)]
        packages = {place for place, _h in self._table.packages}
        headings = [
            heading_text(sheet, self._table.row, place) for place in range(sheet.width) if place not in packages
        ]
        return [sheet.name, *headings, *above]

    def _words(self) -> set[str]:
        """The words of these texts, and each with the next."""
        parts = [folded(text).split() for text in self._texts()]
        pairs = {f"{one} {two}" for part in parts for one, two in itertools.pairwise(part)}
        return {word for part in parts for word in part} | pairs

    def _number(self, cell: Cell, what: str = "") -> Decimal | None:
        if (what or self.what) == BUDGET:
            return money_in(cell, self._amounts)
        return effort_in(cell, self._figures, self.unit)

    def _in_plan(self, number: Decimal, what: str) -> Decimal:
        """A figure as the plan has it: hours as days."""
        return in_days(number) if what == EFFORT and self.unit == HOURS else number

    def shares(self) -> Iterator[Share]:
        """Every figure that is read; what is none is told."""
        for row, _label, id in self._rows:
            for place, heading, told in self._packages:
                cell, what = self._table.sheet.cell(row, place), told or self.what
                if says_nothing(cell):
                    continue
                number = self._number(cell, what)
                if number is None or number < 0 or (is_other_money(cell.format) and what == BUDGET):
                    reason = why_no_figure(cell, self._figures, number, self.unit if what == EFFORT else "")
                    self._plan.unread.append(Unread(cell.place, cell.text or cell.lost, reason, self._sheet))
                else:
                    yield what, self._plan.package(heading).id, id, number, cell

    def fill(self) -> None:
        """Puts the figures into the work packages; where activities have figures already, these are compared."""
        if not self._plan.has_packages:
            message = _("a table by work package, which this type of partnership does not have; not used")
            self._plan.notices.append(message)
            return
        for _place, heading, _told in self._packages:
            self._plan.package(heading)
        if self.unit:
            self._plan.effort_unit = self._plan.effort_unit or ("days" if self.unit == HOURS else self.unit)
        for row, label in self._aside:
            self._read_aside(row, label)
        kinds = {told or self.what for _place, _heading, told in self._packages}
        known = {(what, id) for what in kinds for id in self._plan.packages if self._has_figures(id, what)}
        found: dict[tuple[str, str], Decimal] = {}
        for what, package, partner, number, cell in self.shares():
            if what == self.what:
                found[package, partner] = number
            if (what, package) in known:
                self._compare(what, package, partner, self._in_plan(number, what), cell)
            else:
                values = self._plan.packages[package].values
                values[what] = {**(values.get(what) or {}), partner: self._in_plan(number, what)}
        if len(kinds) == 1:
            self._check_sums(found)

    def _read_aside(self, row: int, label: Cell) -> None:
        """A row below the sums: the lump sum is taken, all else is told."""
        figures = [cell for cell in self._table.sheet.rows[row] if cell is not label and not says_nothing(cell)]
        amounts = [amount for cell in figures if (amount := money_in(cell, self._amounts))]
        if folded(label.text) in words("lump_sum") and len(amounts) == 1 and self.what == BUDGET:
            self._plan.lump_sum = self._plan.lump_sum or amounts[0]
            return
        self._plan.unread.append(Unread(label.place, label.text, _("names no organisation; not used"), self._sheet))

    def _unsplit(self, place: int) -> Decimal:
        """What is nobody's of a work package."""
        rows = [row for row, label in self._aside if folded(label.text) in words("unsplit")]
        return sum((self._number(self._table.sheet.cell(row, place)) or Decimal(0) for row in rows), Decimal(0))

    def _has_figures(self, package: str, what: str) -> bool:
        drafts = [draft for draft in self._plan.entries if draft.values.get("wp") == package]
        own = self._plan.packages[package]
        key = "amount" if what == BUDGET else ""
        return any(draft.values.get(what) or draft.values.get(key) for draft in (*drafts, own))

    def _compare(self, what: str, package: str, partner: str, number: Decimal, cell: Cell) -> None:
        drafts = [
            draft
            for draft in self._plan.entries
            if draft.values.get("wp") == package and draft.values.get("status") != "cancelled"
        ]
        shares = [draft.values.get(what) or {} for draft in (*drafts, self._plan.packages[package])]
        total = sum((share.get(partner, Decimal(0)) for share in shares), Decimal(0))
        if total != number and any(shares):
            message = _("{place}, {package} of {partner}: {sum} is stated, the rows that were read add up to {found}")
            where = f"{visible(self._sheet, 40)}!{cell.place}" if self._sheet else cell.place
            text = message.format(place=where, package=package, partner=partner, sum=shown(number), found=shown(total))
            self._plan.checked.append(text)

    def _check_sums(self, found: dict[tuple[str, str], Decimal]) -> None:
        """Compares the column of sums and the row of sums."""
        before = len(self._plan.checked)
        count = 0
        by_row = {
            id: sum((n for (_p, partner), n in found.items() if partner == id), Decimal(0)) for _r, _l, id in self._rows
        }
        totals = self.totals = self._total_column(by_row)
        if totals:
            for row, _label, id in self._rows:
                count += self._check_cell(self._table.sheet.cell(row, totals.place), by_row[id])
        for row in self._sums:
            for place, heading, _told in self._packages:
                package = self._plan.package(heading).id
                total = sum((n for (known, _p), n in found.items() if known == package), self._unsplit(place))
                count += self._check_cell(self._table.sheet.cell(row, place), total)
        if count and len(self._plan.checked) == before:
            message = ngettext(
                "{count} sum that the table states agrees", "{count} sums that the table states agree", count
            )
            self._plan.checked.append(message.format(count=count))

    def _total_column(self, by_row: dict[str, Decimal]) -> Column | None:
        """The column that holds the sums: called so, or the one in which they stand."""
        places = [column for column in self._table.columns if not column.field]
        for column in places:
            cells = {id: self._table.sheet.cell(row, column.place) for row, _label, id in self._rows}
            right = sum(self._number(cell) == by_row[id] for id, cell in cells.items())
            if (
                is_sum_word(column.heading)
                or _is_unit(column.heading)
                or (right and right * 2 >= len(cells) and len(cells) > 1)
            ):
                return column
        return None

    def table_with_sums(self) -> Table:
        """The table, in which the column of sums is called so."""
        unit = (self.unit or OF_THE_PLAN) if self.what == EFFORT else ""
        figures = self._figures if self.what == EFFORT else self._amounts
        columns = (
            column._replace(field=TOTAL, unit=unit, figures=figures) if column is self.totals else column
            for column in self._table.columns
        )
        return self._table._replace(columns=tuple(columns))

    def _check_cell(self, cell: Cell, found: Decimal) -> bool:
        """Whether a sum is stated there; tells of one that is another."""
        stated = self._number(cell)
        if stated is not None and stated and stated != found:
            message = _('{place} "{written}": the figures that were read add up to {found}')
            where = f"{visible(self._sheet, 40)}!{cell.place}" if self._sheet else cell.place
            text = message.format(place=where, written=visible(cell.text, 40), found=shown(found))
            self._plan.checked.append(text)
        return bool(stated)

    def conclusion(self) -> str:
        """A sentence on what its figures are, with one example."""
        if {EFFORT, BUDGET} <= {told for _place, _heading, told in self._packages}:
            return _("  figures are money and effort, as each heading says")
        row, _label, id = next(iter(self._rows), (0, Cell(""), ""))
        cells = [(heading, self._table.sheet.cell(row, place)) for place, heading in self._table.packages]
        example = next(((heading, cell) for heading, cell in cells if not says_nothing(cell)), ("", Cell("")))
        words_of = {BUDGET: _("  figures are money, in EUR"), "months": _("  figures are effort, in person-months")}
        words_of |= {
            "days": _("  figures are effort, in person-days"),
            HOURS: _("  figures are effort, in hours, eight to a person-day"),
            "": _("  figures are effort, in the plan's unit"),
        }
        told = words_of[self.what if self.what == BUDGET else self.unit]
        if not id or not example[0]:
            return told
        message = _("{told}: {package} of {partner} = {number}")
        number = self._number(example[1])
        return message.format(
            told=told, package=visible(example[0], 30), partner=id, number=shown(number or Decimal(0))
        )
