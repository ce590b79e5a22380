"""A workbook with the few looks that its sheets share; every text stays a text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ka2plan.export.page_chart import COLOURS
from ka2plan.export.unformulaic import STARTS
from ka2plan.words.visible import cells, in_file

if TYPE_CHECKING:
    from datetime import datetime

MOST_CHARACTERS = 32_767
"""Of one cell; what is longer would be left out altogether."""

LINE, MOST_LINES = 15.0, 27
"""Points of one line, and lines of the highest row there can be."""

ROOM = 0.85
"""Of a column's width that its letters may take: programs set them in different fonts."""

LEAST_SCALE = 75
"""Per cent to which a page is made smaller at most: its letters are then of eight points."""

MOST_WIDTH = 136
"""Letters of all columns that fit on a page of that scale, also where a program has a wide font only."""

A4 = 9
"""The paper, as the format numbers it."""

RULE = "#C3CBD3"
HEAD_FILL = "#E6ECF2"
BOX: Mapping[str, Any] = {"border": 1, "border_color": RULE}
"""Thin lines around a cell."""
BARS = ("package", "planned", "running", "late", "critical", "forecast", "behind")
"""Styles of bars that are one colour."""

STRIPES = 14
"""A pattern, for what is cancelled."""


class Look:
    """A look that cells share: a workbook makes it for the first of them, for each takes its time."""

    def __init__(self, **properties: Any) -> None:
        self._properties = properties
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, workbook: Workbook, _owner: type) -> Any:
        look = vars(workbook)[self._name] = workbook.with_look(**self._properties)
        return look


def boxed(**properties: Any) -> Look:
    """A look of cells with thin lines around them."""
    return Look(**BOX, **properties)


class Workbook:
    """An XlsxWriter workbook that writes texts as texts only, in rows as high as what is in them."""

    title = Look(bold=True, font_size=14)
    bold = Look(bold=True)
    share = boxed(num_format="0.00%", valign="top")
    head = boxed(bold=True, bg_color=HEAD_FILL, text_wrap=True, valign="top")
    text = boxed(text_wrap=True, valign="top")
    strong = boxed(text_wrap=True, valign="top", bold=True)
    quoted = boxed(text_wrap=True, valign="top", quote_prefix=True)
    figure_sum = boxed(num_format="#,##0.########", bold=True, valign="top")
    figure = boxed(num_format="#,##0.########", valign="top")
    effort = boxed(num_format="0.0;-0.0;;@", valign="top")
    effort_sum = boxed(num_format="#,##0.0", bold=True, valign="top")
    over = Look(bg_color="#F6C6B0", bold=True)
    day = boxed(num_format="d mmm yyyy", align="left", valign="top")
    mark = boxed(align="center")
    empty = boxed()

    def __init__(self, title: str, created: datetime, *, with_cents: bool) -> None:
        from xlsxwriter import Workbook as Writer

        from ka2plan.export.worksheet import Worksheet

        self._file = io.BytesIO()
        as_texts = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._book = Writer(self._file, {**as_texts, "in_memory": True})
        self._book.set_properties({"title": in_file(title)[:250], "created": created.replace(tzinfo=None)})
        self._kind = Worksheet
        self._widths: dict[str, Sequence[float]] = {}
        self._lines: dict[tuple[Any, int], int] = {}
        amount = "#,##0.00" if with_cents else "#,##0"
        self.money = self.with_look(**BOX, num_format=f"{amount};-{amount};;@", valign="top")
        self.sum = self.with_look(**BOX, num_format=amount, bold=True, valign="top")
        self.wrapped = {self.text, self.strong, self.head}
        """Looks whose texts are broken into lines, so that a row is as high as they need."""

    @cached_property
    def bars(self) -> dict[str, Any]:
        """The looks of bars, by style."""
        return {
            **{name: self.with_look(bg_color=COLOURS[name]) for name in BARS},
            "done": self.with_look(bg_color=COLOURS["done part"]),
            "cancelled": self.with_look(pattern=STRIPES, fg_color=COLOURS["cancelled"], bg_color="#ffffff"),
        }

    def with_look(self, **properties: Any) -> Any:
        """A new look."""
        return self._book.add_format(properties)

    def sheet(self, name: str, widths: Sequence[float]) -> Any:
        """A new sheet with columns of these widths, in letters; it prints landscape."""
        sheet = self._book.add_worksheet(name[:31], self._kind)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.hide_gridlines(2)
        sheet.set_footer("&R&P / &N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self._widths[sheet.name] = widths
        return sheet

    def write(self, sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
        """A text as a text, whatever it begins with, in as many characters as a cell takes.

        What looks like a formula also stays a text when somebody edits the cell.
        """
        shown = in_file(text, MOST_CHARACTERS, multiline=True)
        is_formula = form in (self.text, self.strong) and shown.startswith(STARTS)
        sheet.write_string(row, column, shown, self.quoted if is_formula else form)
        if form in self.wrapped:
            lines = _lines(shown, self._widths[sheet.name][column])
            self._lines[sheet, row] = max(lines, self._lines.get((sheet, row), 1))
        elif form is self.title:
            sheet.set_row(row, LINE * 1.6)

    def heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        """A row of headings."""
        for column, head in enumerate(heads):
            self.write(sheet, row, column, head, self.head)

    def print_well(self, sheet: Any, *, rows: int, columns: int, last: tuple[int, int]) -> None:
        """Keeps the first rows and columns in sight, on the screen and on every page; ``last`` is the last cell.

        A sheet as wide as a page is fitted to it, one that is wider goes on on further pages: its letters stay legible.
        """
        row, column = last
        sheet.freeze_panes(rows, columns)
        sheet.print_area(0, 0, row, column)
        sheet.repeat_rows(rows - 1)
        if sum(self._widths[sheet.name]) <= MOST_WIDTH:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.set_print_scale(LEAST_SCALE)
            sheet.repeat_columns(0, columns - 1)

    def close(self) -> bytes:
        """The bytes of the file; no row is left to the reading program to make as high as it must be."""
        for (sheet, row), lines in self._lines.items():
            if lines > 1:
                sheet.set_row(row, LINE * min(lines, MOST_LINES))
        self._book.close()
        return self._file.getvalue()


@lru_cache(maxsize=2_000)
def _lines(text: str, width: float) -> int:
    """The lines that a text takes in a column, broken between words; rather one too many."""
    if cells(text) <= width * ROOM and "\n" not in text:
        return 1
    wide = cells(text) / max(1, len(text))
    room = max(1, int(width * ROOM / max(1.0, wide)))
    return sum(max(1, len(wrap(line, room))) for line in text.split("\n"))
