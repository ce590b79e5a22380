"""A matrix of amounts as a view: organisations down, work packages or activities across, totals on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from textual.geometry import Region
from textual.strip import Strip

from ka2plan.charts.tables.budget import no_organisation
from ka2plan.findings import Path, Severity
from ka2plan.plan.types.number import NUMBER, plain
from ka2plan.session import Snapshot
from ka2plan.tui.editor.amounts.cell_words import CellWords
from ka2plan.tui.editor.amounts.margins import ALL, COLUMN, Side
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, AmountColumn, Matrix
from ka2plan.tui.editor.amounts.measure import Measure
from ka2plan.tui.editor.amounts.name_lines import in_lines, width_in_lines
from ka2plan.tui.editor.amounts.selected_cells import SelectedCells
from ka2plan.tui.editor.selection import SelectingView
from ka2plan.tui.editor.severities import gravest_by_entry
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

GAP = 2
WIDEST_TITLE = 14
WIDEST_NAME = 30

USUAL_FULL_NAME, WIDEST_FULL_NAME = 24, 40
"""Cells that an organisation's id and name get before the names of columns stand whole, and after that."""

LEAST_NAMED = 6
"""Cells of a column from which its name says something below the id."""

OWN_LINES = 3
"""Lines of the head without names: how it stands, ids, totals."""

MOST_NAME_LINES = 6
"""Lines that the names of columns may take."""

ROOMY = (160, 45)
"""Width and height of a screen from which names stand beside ids and work packages are unfolded."""

ROOM_TO_TYPE = 12
"""Cells for an amount that is typed, more where the next column would be covered in part."""


class AmountsView(SelectingView):
    """Organisations down, work packages across, or activities where the type plans in those.

    A subclass says what is counted (``measure_of``), how it stands (``told``) and what stands beside each
    organisation's total (``beside_total``).
    """

    HEAD = OWN_LINES
    BESIDE: ClassVar[tuple[int, ...]] = ()
    """Cells of each column between the totals and the matrix."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.unfolded: frozenset[str] = frozenset()
        """Ids of work packages whose activities have columns."""
        self._followed: Path | None = None
        """What was selected in the view before this one."""
        self._is_chosen = False
        """Whether somebody chose what is unfolded, so that the size of the screen does not."""
        self._was_roomy = False
        """Whether the screen that the columns were measured for was large; on a small one its size changes nothing."""
        self.matrix = Matrix((), (), {})
        self.measure: Measure
        self._widths: tuple[int, ...] = ()
        self._names: tuple[tuple[str, ...], ...] = ()
        """The names of the columns in lines, the first below the id; empty where they find no room."""
        self._name_width = self._total_width = 1
        self._gravest: Mapping[str, Severity] = {}

    def measure_of(self, snapshot: Snapshot) -> Measure:
        """What is counted in a plan."""
        raise NotImplementedError

    def told(self) -> Iterator[Told]:
        """How it stands, for the first line."""
        raise NotImplementedError

    def beside_titles(self) -> tuple[str, ...]:
        """The titles of the columns beside the totals."""
        return ()

    def beside_total(self, partner: str) -> tuple[Told, ...]:
        """What stands beside the total of an organisation."""
        return ()

    def left_after(self, more: Decimal) -> str:
        """What there is to say of an amount that is being typed, behind it."""
        return ""

    @property
    def selected_cells(self) -> SelectedCells:
        """The cells that are selected; where nobody selected any, the one under the cursor."""
        return SelectedCells(self.measure, self.matrix, self.selection)

    def words_for(self, partner: str, column: AmountColumn) -> CellWords:
        """A cell in words."""
        return CellWords(self.shown, self.measure, self.matrix, partner, column)

    def typed_as(self, amount: Decimal) -> str:
        """An amount as it is typed."""
        return NUMBER.to_text(plain(amount))

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Adds up anew."""
        before = (self.matrix.partners, self.matrix.columns)
        self.measure = self.measure_of(snapshot)
        if not self._is_chosen:
            self.unfolded = self._that_find_room(snapshot)
        self.matrix = self.measure.matrix(self.unfolded)
        if before != (self.matrix.partners, self.matrix.columns):
            self.forget_selection()  # other cells stand where it was
        self._gravest = gravest_by_entry(snapshot, ("partners",))
        self._measure_widths()
        self.columns_changed()

    @property
    def _is_roomy(self) -> bool:
        """Whether the screen has room for names beside ids, and for activities beside work packages."""
        width, height = self.app.size if self.is_attached else (0, 0)
        return width >= ROOMY[0] and height >= ROOMY[1]

    def _that_find_room(self, snapshot: Snapshot) -> frozenset[str]:
        """The work packages, from the first on, whose activities find room on a large screen."""
        fitting: set[str] = set()
        if not self._is_roomy:
            return frozenset()
        self.matrix = self.measure.matrix(snapshot.plan.work_packages)
        self._measure_figures()
        folded, parts = 0, dict.fromkeys(snapshot.plan.work_packages, 0)
        for column, width in zip(self.matrix.columns, self._widths, strict=True):
            if column.is_part and column.package is not None:
                parts[column.package] += width
            else:
                folded += width
        left = self.size.width - self.stub_width - 2 - folded
        for package, width in parts.items():
            left -= width
            if left < 0:
                break
            fitting.add(package)
        return frozenset(fitting)

    def on_resize(self) -> None:
        """Unfolds and names as much as finds room."""
        if self.snapshot is not None and (self._is_roomy or self._was_roomy):
            before = self.unfolded
            self.take_snapshot(self.snapshot)
            if self.unfolded != before:
                if self._followed:
                    self._go_after(self._followed)
                self.post_message(self.Moved(self))
        super().on_resize()

    def _measure_widths(self) -> None:
        self._measure_figures()
        self._was_roomy = self._is_roomy
        self._names = ()
        if self._is_roomy and self.matrix.columns:
            self._give_room_to_names()
            self._names = self._in_lines()
        self.HEAD = OWN_LINES + max(map(len, self._names), default=0)

    def _measure_figures(self) -> None:
        matrix, figure = self.matrix, self.measure.figure
        name = max((cells(visible(self.name_of(partner))) for partner in matrix.partners), default=0)
        sums = [*(figure(matrix.total_of(partner)) for partner in matrix.partners), figure(matrix.total), _("Total")]
        self._name_width, self._total_width = max(cells(_("Total")), min(name, WIDEST_NAME)), max(map(cells, sums))
        self._widths = tuple(map(self._width_of, matrix.columns))

    def _give_room_to_names(self) -> None:
        """Shares what is left of a large screen between the names of organisations and of columns."""
        names = [self._title_of(column) for column in self.matrix.columns]
        left = self.size.width - self.stub_width - 2 - sum(self._widths)
        left = self._widen_columns(left, [min(LEAST_NAMED, cells(name)) for name in names])
        left = self._widen_names(left, USUAL_FULL_NAME)
        left = self._widen_columns(left, [width_in_lines(name, self._room_for_lines) for name in names])
        left = self._widen_names(left, WIDEST_FULL_NAME)
        for lines in range(self._room_for_lines - 1, 0, -1):
            wanted = [width_in_lines(name, lines) for name in names]
            if sum(max(0, want + GAP - width) for want, width in zip(wanted, self._widths, strict=True)) > left:
                break
            left = self._widen_columns(left, wanted)

    def _widen_names(self, left: int, most: int) -> int:
        """Widens the names of organisations as far as there is room; what is left of it."""
        longest = max(cells(visible(self._named(partner), 60)) for partner in self.matrix.partners)
        more = max(0, min(left, longest - self._name_width, most - self._name_width))
        self._name_width += more
        return left - more

    def _widen_columns(self, left: int, wanted: Sequence[int]) -> int:
        """Widens columns, all those that are too narrow alike, as far as there is room; what is left of it."""
        widths = list(self._widths)
        for _round in range(max(wanted)):
            short = [place for place, width in enumerate(widths) if width - GAP < wanted[place]]
            if not short or left < len(short):
                break
            for place in short:
                widths[place] += 1
            left -= len(short)
        self._widths = tuple(widths)
        return left

    @property
    def _room_for_lines(self) -> int:
        """How many lines of names leave room for all organisations."""
        return max(0, min(MOST_NAME_LINES, self.size.height - OWN_LINES - self.row_count))

    def _in_lines(self) -> tuple[tuple[str, ...], ...]:
        """The names of the columns in lines, each column's in its own width."""
        lines, columns = self._room_for_lines, zip(self.matrix.columns, self._widths, strict=True)
        return tuple(
            tuple(in_lines(self._title_of(column), width - GAP, lines, self.look.glyphs.ellipsis))
            if width - GAP >= LEAST_NAMED
            else ()
            for column, width in columns
        )

    def _title_of(self, column: AmountColumn) -> str:
        """The title of a column's entry; empty where the column is none of an entry."""
        entry = self.shown.plan.entry(column.title)
        return visible(entry.title, 80) if entry else ""

    def _named(self, partner: str) -> str:
        """An organisation by its id and its name."""
        known = self.shown.plan.partners.get(partner)
        return f"{partner}  {known.name}" if known else self.name_of(partner)

    def _width_of(self, column: AmountColumn) -> int:
        figures = [cells(self.cell(partner, column)[0]) for partner in self.matrix.partners]
        total = cells(self.total_in(column))
        title = min(WIDEST_TITLE, cells(visible(column.title)) + 1)
        return max(title, total, *figures, 3) + GAP

    @property
    def row_count(self) -> int:
        """Number of organisations; none where there is nothing across."""
        return len(self.matrix.partners) if self.matrix.columns else 0

    @property
    def column_count(self) -> int:
        """Number of columns."""
        return len(self.matrix.columns)

    @property
    def stub_width(self) -> int:
        """The organisation, its total and what stands beside it."""
        return 2 + self._name_width + GAP + self._total_width + sum(width + GAP for width in self.BESIDE)

    def column_width(self, column: int) -> int:
        """As wide as its widest figure."""
        return self._widths[column]

    @property
    def partner(self) -> str | None:
        """The organisation of the cell; ``NOT_SPLIT`` for money that none has."""
        return self.matrix.partners[self.cursor] if self.row_count else None

    @property
    def shown_column(self) -> AmountColumn | None:
        """The column of the cell."""
        return self.matrix.columns[self.column] if self.row_count else None

    def name_of(self, partner: str) -> str:
        """An organisation as its row has it."""
        return partner if partner != NOT_SPLIT else no_organisation()

    def path_of(self, row: int) -> Path | None:
        """Where the cell's amount stands; the entry alone where it is made of several, or nobody has it."""
        partner, column = self.matrix.partners[row], self.matrix.columns[self.column]
        sources = self.matrix.sources(partner, column)
        entry = sources[0].entry if len(sources) == 1 else column.entries[0]
        return (*entry, self.measure.key, partner) if partner != NOT_SPLIT else (*entry, "amount")

    def select(self, path: Path) -> bool:
        """Goes to the cell that an amount is in, or to an organisation's row, or to an entry's column.

        Among cells that are selected all stays as it is; a selection that it is not in ends.
        """
        matrix = self.matrix
        partner = path[1] if path[0] == "partners" and len(path) > 1 else path[3] if len(path) > 3 else None
        columns = [number for number, column in enumerate(matrix.columns) if path[:2] in column.entries]
        if not self.row_count or (not columns and partner not in matrix.partners):
            return False
        row = matrix.partners.index(str(partner)) if partner in matrix.partners else self.cursor
        if path[2:] == ("amount",) and NOT_SPLIT in matrix.partners:
            row = matrix.partners.index(NOT_SPLIT)
        if self.has_selection and not self._is_selected(row, columns):
            self.end_selection()
        elif self.has_selection:
            self.rows_changed()
            return True
        if columns and self.column not in columns:
            self.column = columns[-1]
            self.columns_changed()
        self.cursor = row
        self.rows_changed()
        return True

    def _is_selected(self, row: int, columns: Sequence[int]) -> bool:
        """Whether a cell, in one of these columns or in any where there are none, is among those selected."""
        selected = self.selection
        return row in selected.rows and (not columns or any(column in selected.columns for column in columns))

    def follow(self, path: Path) -> None:
        """Goes to the cell or column; once more where there are other columns when there is room for them."""
        self._followed = path
        self._go_after(path)

    def _go_after(self, path: Path) -> None:
        columns = [number for number, column in enumerate(self.matrix.columns) if path[:2] in column.entries]
        is_among = self.has_selection and self._is_selected(self.cursor, columns)
        if columns and path != self.selected and not is_among:
            self.end_selection()
            self.column = columns[-1]  # the activity itself where its package has a column too
            self.columns_changed()
        self.select(path)

    def searchable(self, row: int) -> str:
        """The organisation's id and name."""
        id = self.matrix.partners[row]
        known = self.shown.plan.partners.get(id)
        return f"{id} {known.name}" if known else self.name_of(id)

    def value_place(self) -> Region:
        """Where on the screen the amount under the cursor stands; before there is a screen, where the first would."""
        seen = dict(self.seen_columns())
        ends = [x + self.column_width(column) for column, x in seen.items()]
        begin = seen.get(self.column, self.stub_width + 1) + 1
        end = next((end for end in ends if end - begin >= ROOM_TO_TYPE), begin + ROOM_TO_TYPE)
        y = self.HEAD + self.cursor - self.top
        return Region(self.region.x + begin, self.region.y + y, end - begin, 1)

    def total_place(self, side: Side) -> Region:
        """Where on the screen the total of the organisation, of the column or of all stands."""
        if side == COLUMN:
            return self.value_place()._replace(y=self.region.y + self.HEAD - 1)
        y = self.HEAD - 1 if side == ALL else self.HEAD + self.cursor - self.top
        x, width = self.region.x + 2 + self._name_width + GAP, max(self._total_width, ROOM_TO_TYPE)
        return Region(x, self.region.y + y, width, 1)

    def draw_head(self, y: int) -> Strip:
        """How it stands, the titles of the columns, their totals."""
        line = Line(self.look, self.size.width, "ruler")
        if y == 0:
            line.add(" ")
            for text, style in self.told():
                line.add(text, style).add("   ")
            return line.strip()
        matrix = self.matrix
        if not self.row_count:
            return line.strip()
        if y == 1:
            line.add("", width=2 + self._name_width + GAP).add(_("Total"), "ruler", self._total_width, right=True)
            for title, width in zip(self.beside_titles(), self.BESIDE, strict=False):
                line.add(title, "ruler", width + GAP, right=True)
            titles = [(self._title(column), self._title_style(number)) for number, column in enumerate(matrix.columns)]
            return self.draw_titles(line, titles).strip()
        if y < self.HEAD - 1:
            names: list[Told] = [(dict(enumerate(lines)).get(y - 2, ""), "dim") for lines in self._names]
            return self.draw_titles(line, names).strip()
        line.add("  ").add(_("Total"), "bright", self._name_width + GAP)
        line.add(self.measure.figure(self.matrix.total), "bright", self._total_width, right=True)
        line.skip_to(self.stub_width)
        totals = [(self.total_in(column), self.total_style(column)) for column in self.matrix.columns]
        return self.draw_cells(line, totals).strip()

    def _title(self, column: AmountColumn) -> str:
        if column.package is None or column.is_part or len(column.entries) == 1:
            return column.title
        glyphs = self.look.glyphs
        return f"{glyphs.unfolded if column.package in self.unfolded else glyphs.folded}{column.title}"

    def _title_style(self, number: int) -> StyleName:
        if number == self.column:
            return "bright"
        return "ruler" if self.matrix.columns[number].is_part else "package"

    def total_in(self, column: AmountColumn) -> str:
        """What stands above a column."""
        return self.measure.figure(self.matrix.total_in(column))

    def total_style(self, column: AmountColumn) -> StyleName:
        """How the total of a column is drawn."""
        return "base" if column.is_part else "bright"

    def draw_row(self, row: int) -> Strip:
        """An organisation: its total and what stands beside it, then its part in every column."""
        partner, here = self.matrix.partners[row], row == self.cursor
        line = Line(self.look, self.size.width)
        severity = self._gravest.get(partner)
        line.add(getattr(self.look.glyphs, severity) if severity else " ", severity or "base").add(" ")
        name = self._named(partner) if self._is_roomy else self.name_of(partner)
        line.add(name, self._name_style(partner, here=here), self._name_width).add(" " * GAP)
        amount = self.matrix.total_of(partner)
        told = self.measure.figure(amount) if amount else self.look.glyphs.dash
        line.add(told, "base", self._total_width, right=True)
        for (text, style), width in zip(self.beside_total(partner), self.BESIDE, strict=True):
            line.add(text, style, width + GAP, right=True)
        shown = [self.cell(partner, column) for column in self.matrix.columns]
        return self.draw_cells(line, shown, row).strip()

    def _name_style(self, partner: str, *, here: bool) -> StyleName:
        if here:
            return "bright"
        return "base" if partner in self.shown.plan.partners else "warning" if partner != NOT_SPLIT else "dim"

    def cell(self, partner: str, column: AmountColumn) -> Told:
        """What stands in a cell."""
        amount = self.matrix.cell(partner, column)
        if not amount:
            return self.look.glyphs.dash, "dim"
        return self.measure.figure(amount), "error" if amount < 0 else "dim" if column.is_part else "base"

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The cell: its share of everything, the amounts of the file that it is made of; or the cells selected."""
        partner, column = self.partner, self.shown_column
        if partner is None or column is None:
            return [[(self.nothing_to_say(), "dim")]]
        if self.has_selection:
            return self.selected_cells.lines(self.name_of, self.key_of(f"{self.NAME}.leave"))
        return self.words_for(partner, column).lines(self.look, width, self.key_of, tall=tall)

    def nothing_to_say(self) -> str:
        """Why there is no cell."""
        raise NotImplementedError

    def remembered(self) -> Mapping[str, Any]:
        """Which work packages are unfolded, where somebody chose that."""
        return {"unfolded": sorted(self.unfolded)} if self._is_chosen else {}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Unfolds them again."""
        ids = remembered.get("unfolded")
        if isinstance(ids, list):
            self._is_chosen = True
            self.unfolded = frozenset(id for id in ids if isinstance(id, str))

    def unfold(self, packages: frozenset[str]) -> None:
        """Gives the activities of these work packages columns of their own."""
        before = self.shown_column
        self._is_chosen = True
        self.unfolded = packages
        self.take_snapshot(self.shown)
        titles = [(column.package, column.is_part) for column in self.matrix.columns]
        if before and (before.package, False) in titles:
            self.column = titles.index((before.package, False))
            self.columns_changed()
        self.redraw()
        self.post_message(self.Moved(self))
