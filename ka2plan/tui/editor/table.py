"""Views that are tables: columns that share the width there is, rows of cells in styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, overload

from textual.geometry import Size
from textual.strip import Strip

from ka2plan.findings import Path, Severity
from ka2plan.named_tuples import NamedTuple
from ka2plan.session import Snapshot
from ka2plan.tui.editor.view import View
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.visible import cells, visible

GUTTER = 2
"""The sign of the gravest finding, and a blank."""

GAP = 2
"""Blanks between columns."""

LEAST = 12
"""Cells that a growing column keeps, unless it wants more."""


class TableColumn(NamedTuple):
    """One column of a table."""

    title: str
    most: int = 16
    """Cells it takes at most."""
    right: bool = False
    grows: bool = False
    """Whether it gives way where there is no room."""
    dispensable: int = 0
    """Where there is no room the highest is left out first; 0 stays, unless nothing stands in it."""
    least: int = LEAST
    """Cells that it keeps where it grows; others are left out for them."""


class TableRow(NamedTuple):
    """One row of a table; a cell is a text with the name of its style."""

    path: Path | None
    """Key path of what it shows; None for a heading."""
    cells: tuple[Told, ...]
    severity: Severity | Literal[""] = ""
    """The gravest severity of its findings."""


class RowsWhenDrawn(Sequence[TableRow]):
    """Rows that are made when one asks for them: of thousands hardly any is ever seen."""

    def __init__(self, count: int, make: Callable[[int], TableRow]) -> None:
        """``make`` gives the row at a place."""
        self._places = range(count)
        self._make = make
        self._made: dict[int, TableRow] = {}

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> TableRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[TableRow]: ...
    def __getitem__(self, place: int | slice) -> TableRow | list[TableRow]:
        if isinstance(place, slice):
            return [self[one] for one in self._places[place]]
        at = self._places[place]
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


Texts = Callable[[int], Iterable[str]]
"""What stands in a column, by its place, in any order, and as often as one likes; of headings nothing."""


class Widths:
    """How wide the columns of a table would be without end, and what they get in a room."""

    def __init__(self, columns: Sequence[TableColumn], texts: Texts) -> None:
        self._columns = columns
        self._full = [min(column.most, _longest(column, texts(place))) for place, column in enumerate(columns)]
        self._giving_way = _to_leave_out(columns, texts)

    def within(self, room: int) -> tuple[int, ...]:
        """Cells for each column; 0 for those that are left out."""
        columns, full = self._columns, self._full
        growing = [place for place, column in enumerate(columns) if column.grows]
        needed = [min(width, columns[place].least) if place in growing else width for place, width in enumerate(full)]
        for place in self._giving_way:
            if _total(needed) <= room:
                break
            needed[place] = 0
        for place in growing:
            needed[place] = max(1, min(full[place], room - _total(needed) + needed[place]))
        return tuple(needed)


def _to_leave_out(columns: Sequence[TableColumn], texts: Texts) -> list[int]:
    """The columns that can give way to others, the first to go first: those in which nothing stands."""
    empty = [place for place, column in enumerate(columns) if not column.grows and _is_blank(texts(place))]
    others = [place for place, column in enumerate(columns) if column.dispensable and place not in empty]
    return [*empty, *sorted(others, key=lambda place: -columns[place].dispensable)]


def _is_blank(texts: Iterable[str]) -> bool:
    """Whether there are rows, and nothing in any of them."""
    some = False
    for text in texts:
        if text:
            return False
        some = True
    return some


def _total(needed: Sequence[int]) -> int:
    return sum(width + GAP for width in needed if width) - GAP


def _longest(column: TableColumn, texts: Iterable[str]) -> int:
    longest, measured = max(1, cells(column.title)), set()
    for text in texts:
        if longest >= column.most:
            break
        if text in measured or (len(text) <= longest and text.isascii() and text.isprintable()):
            continue  # each character of the latter takes one cell
        measured.add(text)
        longest = max(longest, cells(visible(text, column.most + 1)))
    return longest


class TableView(View):
    """A view whose rows are those of a table; a subclass says which columns and rows."""

    HEAD = 1

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.rows: Sequence[TableRow] = ()
        self._columns: tuple[TableColumn, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._measured_for = Size()

    def columns(self) -> tuple[TableColumn, ...]:
        """The columns, from the left."""
        raise NotImplementedError

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """The rows for a state of the plan."""
        raise NotImplementedError

    def texts_in(self, column: int) -> Iterable[str]:
        """What stands in a column, for which it makes room."""
        return (row.cells[column][0] for row in self.rows if len(row.cells) > 1)

    def summary(self) -> list[Told]:
        """What stands over the titles of the columns, where ``HEAD`` is 2."""
        return []

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def row(self) -> TableRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Makes the rows anew; the cursor follows where they are fewer now."""
        self.rows = self.rows_of(snapshot)
        self._measure()
        self.cursor = self.cursor

    def path_of(self, row: int) -> Path | None:
        """Key path of what a row shows."""
        return self.rows[row].path

    def select(self, path: Path) -> bool:
        """Goes to the row of this path, or of the entry it is in."""
        paths = [row.path for row in self.rows]
        for wanted in dict.fromkeys((path, path[:2])):
            if wanted in paths:
                self.cursor = paths.index(wanted)
                self.rows_changed()
                return True
        return False

    def searchable(self, row: int) -> str:
        """All that the row says."""
        return " ".join(text for text, _style in self.rows[row].cells)

    def draw_line(self, y: int) -> Strip:
        """A line, in columns that fit the width there is."""
        if self._measured_for != self.size:
            self._measure()
        return super().draw_line(y)

    def draw_head(self, y: int) -> Strip:
        """The titles of the columns; over them the summary, where there is one."""
        line = Line(self.look, self.size.width, "ruler").add(" " * GUTTER)
        if y < self.HEAD - 1:
            for text, style in self.summary():
                line.add(text, style)
        else:
            self._draw_cells(line, [(column.title, "ruler") for column in self._columns])
        return line.strip() if y else self.with_position(line.strip())

    def draw_row(self, row: int) -> Strip:
        """A row in its columns; one with a single cell goes across them."""
        shown = self.rows[row]
        style = self.look["cursor" if self.has_focus else "cursor.away"] if row == self.cursor else None
        line = Line(self.look, self.size.width, cursor=style)
        sign = getattr(self.look.glyphs, shown.severity) if shown.severity else " "
        line.add(sign, shown.severity or "base").add(" ")
        if len(shown.cells) == 1:
            return line.add(*shown.cells[0]).strip()
        return self._draw_cells(line, shown.cells).strip()

    def _draw_cells(self, line: Line, told: Sequence[Told]) -> Line:
        for column, width, (text, style) in zip(self._columns, self._widths, told, strict=True):
            if width:
                line.add(text, style, width, right=column.right).add(" " * min(GAP, line.room))
        return line

    def _measure(self) -> None:
        self._measured_for = self.size
        self._columns = self.columns()
        widths, room = Widths(self._columns, self.texts_in), self.size.width - GUTTER
        self._widths = widths.within(room)
        self._widths = widths.within(room - max(0, self._title_end - self._title_room))

    @property
    def _title_end(self) -> int:
        """Where the last title of a column ends."""
        seen = [(column, width) for column, width in zip(self._columns, self._widths, strict=True) if width]
        last, width = seen[-1]
        blank = 0 if last.right else max(0, width - cells(last.title))
        return GUTTER + _total([width for _column, width in seen]) - blank

    @property
    def _title_room(self) -> int:
        """Cells for the titles: beside the place of the row, where it stands in their line."""
        most = self.position(self.row_count) if self.HEAD == 1 else ""
        return self.size.width - (cells(most) + 2 if most else 0)
