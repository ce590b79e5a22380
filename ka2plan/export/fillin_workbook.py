"""A workbook to fill in: locked, but for the cells that are the partner's, which take only what can be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.export.fillin_fields import COMPUTED, Column, Field, Line, Sheet, Value, shown_text
from ka2plan.export.fillin_rules import formula_of, rules_of
from ka2plan.export.material import Material
from ka2plan.export.workbook import BOX, HEAD_FILL, MOST_CHARACTERS, Look, Workbook, boxed
from ka2plan.plan.model import ZERO
from ka2plan.toml import format_path
from ka2plan.words.figures import number
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

KEYS = "ka2plan"
"""What stands in the first cell of a sheet whose first row and column, both hidden, say what each cell is."""

HERE = "."
"""The key of a column whose cells are what their row names."""

TOLD = "-"
"""The key of a row that only tells something: headings, sums."""

OPEN_FILL = "#FFF6CC"
HEADS, HELPS, FIRST = 3, 4, 5
"""Rows of the headings, of what they mean, and of the first line."""

TOTALS = 5
"""Rows for sums below the lines: an empty one, and four of sums."""

LISTS = "Lists"

FEWEST_LINES = 3
"""Of a row for a text that is still to be written."""

_DAY = "d mmm yyyy"

FORMATS = {
    "money": "#,##0.00",
    "percent": "0",
    "integer": "#,##0",
    "date": _DAY,
    "moment": _DAY,
    "paper": _DAY,
    "begins": _DAY,
    "ends": _DAY,
    "used": "#,##0",
    "text": "@",
    "long": "@",
    "choice": "@",
    "country": "@",
    "boolean": "@",
    "reference": "@",
}
"""How a spreadsheet program shows each kind of value; a text stays one whatever it looks like."""


class FillinWorkbook(Workbook):
    """A workbook of sheets to fill in."""

    help = boxed(italic=True, font_size=9, font_color="#555555", text_wrap=True, valign="top")
    told = Look(font_color="#333333")
    wide = Look(text_wrap=True, valign="vcenter")
    too_long = Look(font_color="#C00000", bold=True)
    part_of_sum = boxed(num_format="0.0%", bold=True, align="right", indent=1, valign="top", bg_color=HEAD_FILL)

    def __init__(self, material: Material, countries: Sequence[str]) -> None:
        super().__init__(material.title, material.created, with_cents=False)
        self._start = material.plan.project.start
        self._lump_sum = material.plan.project.lump_sum
        self._countries = countries
        self._looks: dict[tuple[str, bool, bool], Any] = {}
        self._made: dict[str, Any] = {}
        self._told: dict[tuple[str, tuple[str, ...]], str] = {}
        self.wrapped |= {self.help, self.wide}

    def look(self, name: str, *, is_open: bool, is_heading: bool = False) -> Any:
        """The look of a cell with such a value."""
        look = self._looks.get((name, is_open, is_heading))
        if look is None:
            shown = {"num_format": FORMATS.get(name, "General"), "text_wrap": True, "valign": "top", "align": "left"}
            if name in ("money", "number", "effort", "percent", "integer", "used"):
                shown |= {"align": "right", "indent": 1}
            fill = {"bg_color": OPEN_FILL} if is_open else {"bg_color": HEAD_FILL} if is_heading else {}
            properties = {**BOX, **shown, **fill, "bold": is_heading, "locked": not is_open}
            look = self._made.get(repr(properties)) or self.with_look(**properties)
            self._looks[name, is_open, is_heading] = self._made[repr(properties)] = look
            self.wrapped.add(look)
        return look

    def start(self, name: str, title: str, paragraphs: Sequence[str]) -> None:
        """The first sheet: what to do, in words, with a sample of the colour of open cells."""
        sheet = self.sheet(name, [5, 110])
        self.write(sheet, 0, 1, title, self.title)
        sheet.write_blank(2, 0, None, self.look("text", is_open=True))
        for row, text in enumerate(paragraphs, 2):
            sheet.set_row(row, 22)
            self.write(sheet, row, 1, text, self.wide)
        sheet.protect()

    def fill(self, sheet: Sheet) -> None:
        """A sheet with its lines."""
        page = self.sheet(sheet.name, [3, *(column.width for column in sheet.columns)])
        keys = [HERE if column.path == () else format_path(column.path or ()) for column in sheet.columns]
        for place, key in enumerate([KEYS, *keys]):
            page.write_string(0, place, key)
        page.set_row(0, None, None, {"hidden": True})
        page.set_column(0, 0, 3, None, {"hidden": True})
        self.write(page, 1, 1, sheet.name, self.title)
        self.write(page, 2, 1, sheet.told, self.told)
        for place, column in enumerate(sheet.columns, 1):
            self.write(page, HEADS, place, column.heading, self.head)
            self.write(page, HELPS, place, column.help, self.help)
        for row in (*range(1, FIRST), *range(FIRST + len(sheet.lines), FIRST + len(sheet.lines) + TOTALS)):
            page.write_string(row, 0, TOLD)
        for row, line in enumerate(sheet.lines, FIRST):
            page.write_string(row, 0, format_path(line.path))
            for place, field in enumerate(line.cells, 1):
                self._cell(page, row, place, field, is_heading=line.is_heading)
        for place in range(len(sheet.columns)):
            self._rules(page, place + 1, [line.cells[place] for line in sheet.lines])
        self._totals(page, sheet.columns, sheet.lines)
        page.freeze_panes(FIRST, 4 if len(sheet.columns) > 6 else 0)
        page.repeat_rows(HEADS, HELPS)
        page.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})

    def keep(self, pieces: Sequence[str]) -> None:
        """The hidden sheets: the names of countries to choose from, and what was sent."""
        sheet = self.sheet(LISTS, [30])
        for row, name in enumerate(self._countries):
            self.write(sheet, row, 0, name)
        kept = self.sheet(KEYS, [30])
        for row, piece in enumerate(pieces):
            kept.write_string(row, 0, piece)
        for page in (sheet, kept):
            page.hide()
            page.protect()

    def _cell(self, page: Any, row: int, place: int, field: Field, *, is_heading: bool) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        form = self.look(field.look, is_open=field.is_open, is_heading=is_heading)
        value = field.value
        if field.look in COMPUTED:
            page.write_formula(
                row, place, formula_of(field.look, xl_rowcol_to_cell(row, place - 1), self._start), form, _cached(value)
            )
        elif isinstance(value, date):
            page.write_datetime(row, place, value, form)
        elif isinstance(value, (int, Decimal)):
            page.write_number(row, place, float(value), form)
        elif value:
            self.write(page, row, place, value, form)
        else:
            page.write_blank(row, place, None, form)
        if field.look == "used" and field.limit:
            rule = {"type": "cell", "criteria": ">", "value": field.limit, "format": self.too_long}
            page.conditional_format(row, place, row, place, rule)
        if field.is_open and field.look == "long" and not field.value and field.path[-1] != "note":
            self._lines[page, row] = max(FEWEST_LINES, self._lines.get((page, row), 1))

    def _rules(self, page: Any, place: int, fields: Sequence[Field]) -> None:
        """The rules for the open cells of a column: one for all cells that have the same, told of the uppermost."""
        from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

        countries = f"{LISTS}!$A$1:$A${len(self._countries)}"
        ranges: dict[str, list[list[int]]] = {}
        firsts: dict[str, tuple[int, Field]] = {}
        for row, field in enumerate(fields, FIRST):
            rules = self._rules_told(field, countries) if field.is_open else "[]"
            firsts.setdefault(rules, (row, field))
            spans = ranges.setdefault(rules, [])
            if spans and spans[-1][1] == row - 1:
                spans[-1][1] = row
            else:
                spans.append([row, row])
        for rules, (first, field) in firsts.items():
            cells = " ".join(xl_range(begin, place, end, place) for begin, end in ranges[rules])
            for rule in rules_of(field, xl_rowcol_to_cell(first, place), countries) if field.is_open else ():
                page.data_validation(first, place, first, place, {**rule, "multi_range": cells})

    def _rules_told(self, field: Field, countries: str) -> str:
        """The rules for a cell as one text, which those of the same look and choices have, wherever they stand."""
        told = self._told.get((field.look, field.choices))
        if told is None:
            told = self._told[field.look, field.choices] = repr(list(rules_of(field, "", countries)))
        return told

    def _totals(self, page: Any, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Sums below the lines, held against what was sent and against the lump sum."""
        from xlsxwriter.utility import xl_rowcol_to_cell as cell

        summed = [place for place, column in enumerate(columns, 1) if column.is_summed]
        row = FIRST + len(lines) + 1
        for place in summed:
            amounts = [line.cells[place - 1].value for line in lines]
            total = sum((Decimal(amount) for amount in amounts if isinstance(amount, (int, Decimal))), ZERO)
            is_money = (columns[place - 1].path or ("",))[0] != "effort"
            form = self.look("money" if is_money else "effort", is_open=False, is_heading=True)
            span = f"{cell(FIRST, place)}:{cell(FIRST + len(lines) - 1, place)}"
            page.write_formula(row, place, f"=SUM({span})", form, float(total))
            page.write_number(row + 1, place, float(total), form)
            page.write_formula(row + 2, place, f"={cell(row, place)}-{cell(row + 1, place)}", form, 0)
            if is_money and self._lump_sum:
                part = float(total / self._lump_sum)
                page.write_formula(row + 3, place, f"={cell(row, place)}/{self._lump_sum}", self.part_of_sum, part)
        if summed:
            title = 1 + next(place for place, column in enumerate(columns) if column.path == ("title",))
            heads = [_("Total"), _("As it was sent"), _("More or less than that")]
            if self._lump_sum:
                heads.append(_("Part of the lump sum of {amount} EUR").format(amount=number(self._lump_sum)))
            for place, text in enumerate(heads):
                self.write(page, row + place, title, text, self.strong)


def _cached(value: Any) -> Any:
    """The value of a formula as long as nobody works it out: a day as its number."""
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value if value is not None else ""


def shown_in(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What the cells show that are not to be changed, by the place that rows and columns name."""
    fields = (field for sheet in sheets for line in sheet.lines for field in line.cells)
    return {format_path(field.path): _shown(field.value) for field in fields if field.path and not field.is_open}


def _shown(value: Value) -> str:
    return shown_text(in_file(value, MOST_CHARACTERS, multiline=True) if isinstance(value, str) else value)


__all__ = ["HERE", "KEYS", "TOLD", "FillinWorkbook", "shown_in"]
