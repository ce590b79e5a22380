"""The budget: who gets how much for what, typed where it stands, and whether it closes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from textual.geometry import Region
from textual.strip import Strip

from ka2plan.charts.tables.budget import no_organisation
from ka2plan.figures import Money
from ka2plan.findings import Path, Severity
from ka2plan.plan.model import ZERO
from ka2plan.session import Snapshot
from ka2plan.tui.budget.cell_words import CellWords
from ka2plan.tui.budget.margins import ALL, COLUMN, Side
from ka2plan.tui.budget.matrix import NOT_SPLIT, BudgetColumn, Matrix, matrix_of
from ka2plan.tui.budget.totals import BudgetStanding, budget_standing
from ka2plan.tui.editor.matrix import MatrixView
from ka2plan.tui.editor.severities import gravest_by_entry
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.words.figures import figure, part_of_whole
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

GAP = 2
WIDEST_TITLE = 14
WIDEST_NAME = 30

ROOM_TO_TYPE = 12
"""Cells for an amount that is typed, more where the next column would be covered in part."""


class BudgetView(MatrixView):
    """Organisations down, work packages across, or activities where the type plans in those."""

    NAME: ClassVar[str] = "budget"
    HEAD = 3

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.unfolded: frozenset[str] = frozenset()
        """Ids of work packages whose activities have columns."""
        self.matrix = Matrix((), (), {})
        self.standing: BudgetStanding
        self._widths: tuple[int, ...] = ()
        self._stub: tuple[int, int, int] = (1, 1, 1)
        self._gravest: Mapping[str, Severity] = {}

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Adds up anew."""
        call = snapshot.call
        by_activity = call.unit_of_plan == "activity" if call else not snapshot.plan.work_packages
        self.standing = budget_standing(snapshot.plan, call)
        self.matrix = matrix_of(snapshot.plan, by_activity=by_activity, unfolded=self.unfolded)
        self._gravest = gravest_by_entry(snapshot, ("partners",))
        self._measure()
        self.columns_changed()

    def _measure(self) -> None:
        matrix = self.matrix
        totals = {partner: figure(matrix.total_of(partner)) for partner in matrix.partners}
        name = max((cells(visible(self.name_of(partner))) for partner in matrix.partners), default=0)
        sums = [*totals.values(), figure(self.money.total), _("Total")]
        self._stub = (max(5, min(name, WIDEST_NAME)), max(map(cells, sums)), 7)
        self._widths = tuple(map(self._width_of, matrix.columns))

    def _width_of(self, column: BudgetColumn) -> int:
        figures = [figure(self.matrix.cell(partner, column)) for partner in self.matrix.partners]
        figures.append(figure(self.matrix.total_in(column)))
        title = min(WIDEST_TITLE, cells(visible(column.title)) + 1)
        return max(title, *map(cells, figures), 3) + GAP

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
        """The organisation, its total and its share."""
        name, total, part = self._stub
        return 2 + name + GAP + total + GAP + part

    def column_width(self, column: int) -> int:
        """As wide as its widest figure."""
        return self._widths[column]

    @property
    def partner(self) -> str | None:
        """The organisation of the cell; ``NOT_SPLIT`` for money that none has."""
        return self.matrix.partners[self.cursor] if self.row_count else None

    @property
    def shown_column(self) -> BudgetColumn | None:
        """The column of the cell."""
        return self.matrix.columns[self.column] if self.row_count else None

    @property
    def money(self) -> Money:
        """All sums."""
        return self.standing.money

    @property
    def rest(self) -> Decimal:
        """What is left of the lump sum; below nought for what is too much."""
        return -(self.money.difference or ZERO)

    def name_of(self, partner: str) -> str:
        """An organisation as its row has it."""
        return partner if partner != NOT_SPLIT else no_organisation()

    def path_of(self, row: int) -> Path | None:
        """Where the cell's amount stands; the entry alone where it is made of several, or nobody has it."""
        partner, column = self.matrix.partners[row], self.matrix.columns[self.column]
        sources = self.matrix.sources(partner, column)
        entry = sources[0].entry if len(sources) == 1 else column.entries[0]
        return (*entry, "budget", partner) if partner != NOT_SPLIT else (*entry, "amount")

    def select(self, path: Path) -> bool:
        """Goes to the cell that an amount is in, or to an organisation's row, or to an entry's column."""
        matrix = self.matrix
        partner = path[1] if path[0] == "partners" and len(path) > 1 else path[3] if len(path) > 3 else None
        columns = [number for number, column in enumerate(matrix.columns) if path[:2] in column.entries]
        if not self.row_count or (not columns and partner not in matrix.partners):
            return False
        row = matrix.partners.index(str(partner)) if partner in matrix.partners else self.cursor
        if path[2:] == ("amount",) and NOT_SPLIT in matrix.partners:
            row = matrix.partners.index(NOT_SPLIT)
        if columns and self.column not in columns:
            self.column = columns[-1]
            self.columns_changed()
        self.cursor = row
        self.rows_changed()
        return True

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
        name, total, _part = self._stub
        if side == COLUMN:
            return self.value_place()._replace(y=self.region.y + 2)
        y = 2 if side == ALL else self.HEAD + self.cursor - self.top
        return Region(self.region.x + 2 + name + GAP, self.region.y + y, max(total, ROOM_TO_TYPE), 1)

    def draw_head(self, y: int) -> Strip:
        """How it stands, the titles of the columns, their totals."""
        line = Line(self.look, self.size.width, "ruler")
        if y == 0:
            line.add(" ")
            for text, style in self.standing.told():
                line.add(text, style).add("   ")
            return line.strip()
        if not self.row_count:
            return line.strip()
        name, total, part = self._stub
        if y == 1:
            line.add("", width=2 + name + GAP).add(_("Total"), "ruler", total, right=True)
            titles = [(self._title(column), self._title_style(number)) for number, column in self._numbered()]
            return self.draw_titles(line, titles).strip()
        line.add("  ").add(_("Total"), "bright", name + GAP)
        line.add(figure(self.money.total), "bright", total, right=True).add("", width=GAP + part)
        totals = [(figure(self.matrix.total_in(column)), self._total_style(column)) for column in self.matrix.columns]
        return self.draw_cells(line, totals).strip()

    def _numbered(self) -> list[tuple[int, BudgetColumn]]:
        return list(enumerate(self.matrix.columns))

    def _title(self, column: BudgetColumn) -> str:
        if column.package is None or column.is_part or len(column.entries) == 1:
            return column.title
        glyphs = self.look.glyphs
        return f"{glyphs.unfolded if column.package in self.unfolded else glyphs.folded}{column.title}"

    def _title_style(self, number: int) -> StyleName:
        if number == self.column:
            return "bright"
        return "ruler" if self.matrix.columns[number].is_part else "package"

    def _total_style(self, column: BudgetColumn) -> StyleName:
        if (
            column.package is not None
            and column.package == self.standing.management
            and self.standing.management_is_over
        ):
            return "error"
        return "base" if column.is_part else "bright"

    def draw_row(self, row: int) -> Strip:
        """An organisation: its total and share, then its part in every column."""
        partner, here = self.matrix.partners[row], row == self.cursor
        line = Line(self.look, self.size.width)
        name, total, part = self._stub
        severity = self._gravest.get(partner)
        line.add(getattr(self.look.glyphs, severity) if severity else " ", severity or "base").add(" ")
        line.add(self.name_of(partner), self._name_style(partner, here=here), name + GAP)
        amount = self.matrix.total_of(partner)
        line.add(figure(amount) if amount else self.look.glyphs.dash, "base", total, right=True)
        line.add(self._share(amount), "dim", part + GAP, right=True)
        return self._draw_amounts(line, row).strip()

    def _name_style(self, partner: str, *, here: bool) -> StyleName:
        if here:
            return "bright"
        return "base" if partner in self.shown.plan.partners else "warning" if partner != NOT_SPLIT else "dim"

    def _share(self, amount: Decimal) -> str:
        return part_of_whole(amount / self.money.total) if self.money.total and amount else ""

    def _draw_amounts(self, line: Line, row: int) -> Line:
        partner = self.matrix.partners[row]
        told = [self._amount(partner, column) for column in self.matrix.columns]
        return self.draw_cells(line, told, here=row == self.cursor)

    def _amount(self, partner: str, column: BudgetColumn) -> Told:
        amount = self.matrix.cell(partner, column)
        if not amount:
            return self.look.glyphs.dash, "dim"
        return figure(amount), "error" if amount < 0 else "dim" if column.is_part else "base"

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The cell: its share of everything, and the amounts of the file that it is made of."""
        partner, column = self.partner, self.shown_column
        if partner is None or column is None:
            return [[(self._nothing_to_say(), "dim")]]
        return CellWords(self.shown, self.matrix, partner, column).lines(self.look, width, self.key_of, tall=tall)

    def _nothing_to_say(self) -> str:
        if not self.matrix.columns:
            return _("Nothing to pay for yet: the plan has neither work packages nor activities")
        return _("Nobody to pay yet: the plan has no partners")

    def explain(self) -> list[list[Told]]:
        """What stands where, and how to type."""
        glyphs = self.look.glyphs
        names = {
            "edit": "budget.edit",
            "next": "cell.next",
            "unfold": "budget.unfold",
            "leave": "budget.leave",
            "total": "budget.total",
        }
        keys = {word: self.key_of(name) for word, name in names.items()}
        return [
            [(_("Budget: organisations down, work packages or activities across"), "bright")],
            [
                (
                    _("A digit begins to type over a cell, {edit} changes it; {next} goes on to the next one.").format(
                        **keys
                    ),
                    "base",
                )
            ],
            [(_("Amounts are typed as 12000, 12,000, 12k, 1200+300, +500, -500 or 5% of the lump sum."), "base")],
            [
                (f"  {glyphs.folded}  ", "package"),
                (_("the column adds up activities: {unfold} shows them").format(**keys), "base"),
            ],
            [
                (
                    _("{total} types a total: the amounts follow, and the totals of the other side stay.").format(
                        **keys
                    ),
                    "base",
                )
            ],
            [(_("What a cell is made of is told below it, or beside it; several amounts: you are asked."), "base")],
            [
                (
                    _("Views have no digits here: {leave} goes to the plan, alt with a digit to any view.").format(
                        **keys
                    ),
                    "base",
                )
            ],
        ]

    def remembered(self) -> Mapping[str, Any]:
        """Which work packages are unfolded."""
        return {"unfolded": sorted(self.unfolded)}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Unfolds them again."""
        ids = remembered.get("unfolded")
        if isinstance(ids, list):
            self.unfolded = frozenset(id for id in ids if isinstance(id, str))

    def unfold(self, packages: frozenset[str]) -> None:
        """Gives the activities of these work packages columns of their own."""
        before = self.shown_column
        self.unfolded = packages
        self.take_snapshot(self.shown)
        titles = [(column.package, column.is_part) for column in self.matrix.columns]
        if before and (before.package, False) in titles:
            self.column = titles.index((before.package, False))
            self.columns_changed()
        self.redraw()
        self.post_message(self.Moved(self))
