"""The formulas of our workbooks worked out from the cells they name, never from the values stored beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from openpyxl.utils import range_boundaries

RANGE = r"(?:(?:'[^']+'|\w+)!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?"
SUM = re.compile(rf"SUM\(({RANGE})\)")
SUMPRODUCT = re.compile(
    rf'SUMPRODUCT\((?:EXACT\(({RANGE}),"([^"]*)"\)\*)?\(({RANGE})(<>|=)"(x|cancelled)"\)(?:\*1)?[,*]({RANGE})\)'
)
FOUND = re.compile(rf'INDEX\(({RANGE}),MATCH\(("?[\w.-]+"?),({RANGE}),0\)\)')
PART = re.compile(rf"IF\(({RANGE})=0,0,({RANGE})/({RANGE})\)")
CELL = re.compile(RANGE)


def is_ours(formula):
    """Whether a formula is one of those that we write."""
    rest = formula.removeprefix("=")
    if PART.fullmatch(rest):
        return True
    return all(
        any(one.fullmatch(term) for one in (SUM, SUMPRODUCT, FOUND, CELL)) or term == "0" for term in terms(rest)
    )


def terms(formula):
    """The terms of a sum, those that are taken away with a minus before them left out."""
    return [term for _sign, term in signed_terms(formula)]


def signed_terms(formula):
    depth, term, sign = 0, "", 1
    for letter in f"{formula}+":
        if letter in "+-" and not depth and not term.count("'") % 2:
            yield sign, term
            term, sign = "", -1 if letter == "-" else 1
            continue
        depth += (letter == "(") - (letter == ")")
        term += letter


class Workings:
    """A workbook, opened with its formulas."""

    def __init__(self, book):
        self._book = book

    def value(self, sheet, place):
        """The value of a cell as a number; nought for a text or nothing."""
        value = self._book[sheet][place].value
        if isinstance(value, str) and value.startswith("="):
            return self._formula(sheet, value[1:])
        return Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)

    def _formula(self, sheet, formula):
        part = PART.fullmatch(formula)
        if part:
            whole = self._one(sheet, part[3])
            return self._one(sheet, part[2]) / whole if whole else Decimal(0)
        return sum((sign * self._term(sheet, term) for sign, term in signed_terms(formula)), Decimal(0))

    def _term(self, sheet, term):
        total, product, found = SUM.fullmatch(term), SUMPRODUCT.fullmatch(term), FOUND.fullmatch(term)
        if total:
            return sum(self._numbers(sheet, total[1]), Decimal(0))
        if product:
            return self._product(sheet, *product.groups())
        if found:
            values, wanted, ids = found.groups()
            told = self._texts(sheet, ids)
            id = wanted.strip('"') if wanted.startswith('"') else self._book[sheet][wanted].value
            return self._numbers(sheet, values)[told.index(id)]
        return Decimal(term) if term.isdigit() else self._one(sheet, term)

    def _product(self, sheet, packages, package, statuses, sign, mark, amounts):
        counts = [(text == mark) == (sign == "=") for text in self._texts(sheet, statuses)]
        if packages:
            counts = [
                count and text == package for count, text in zip(counts, self._texts(sheet, packages), strict=True)
            ]
        numbers = self._numbers(sheet, amounts)
        wide = len(numbers) // len(counts)
        assert wide * len(counts) == len(numbers)
        return sum((number for place, number in enumerate(numbers) if counts[place // wide]), Decimal(0))

    def _one(self, sheet, place):
        (number,) = self._numbers(sheet, place)
        return number

    def _cells(self, sheet, where):
        name, mark, cells = where.rpartition("!")
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        named = self._book[name.strip("'")] if mark else self._book[sheet]
        return [named.cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]

    def _numbers(self, sheet, where):
        return [self.value(cell.parent.title, cell.coordinate) for cell in self._cells(sheet, where)]

    def _texts(self, sheet, where):
        return [cell.value for cell in self._cells(sheet, where)]
