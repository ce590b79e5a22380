"""A new total of an organisation, of a work package or of all, spread so that the totals of the other side stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final, Literal

from ka2plan.figures.effort_handed import step_of
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.schedule.margins import Amount, Margins, Range, range_of, spread
from ka2plan.tui.editor.amounts.matrix import Matrix
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.words.messages import _

Key = tuple[Path, str]
"""Of an amount: its entry and its organisation."""

Side = Literal["partner", "column", "all"]

PARTNER: Final = "partner"
COLUMN: Final = "column"
ALL: Final = "all"


class Total(NamedTuple):
    """A total that is given: whose, and how much it shall be."""

    side: Side
    name: str
    """The organisation, or the title of the column; empty for all."""
    amount: Decimal


class Held(NamedTuple):
    """Why a total cannot be so: what it can be while the other totals stay, and the amounts that hold it."""

    least: Decimal
    most: Decimal
    keys: tuple[Key, ...]


def spread_total(matrix: Matrix, total: Total, kept: Collection[Key] = ()) -> Spread | Held:
    """The amounts with that total, or why there are none; ``kept`` are left as they are."""
    problem = _Problem(matrix, total, kept)
    found = problem.solved()
    if found is None:
        return problem.held()
    parts = {key: change for key, units in found.items() if (change := units * problem.unit - matrix.amounts[key])}
    return Spread(_rule(total), problem.unit, parts)


def _rule(total: Total) -> str:
    if total.side == ALL:
        return _("all partners and all columns in proportion")
    if total.side == PARTNER:
        return _("the totals of the columns stay")
    return _("the totals of the organisations stay")


class _Problem:
    """Amounts in whole units, the line of the total as a row, what crosses it as columns."""

    def __init__(self, matrix: Matrix, total: Total, kept: Collection[Key]) -> None:
        self._total = total
        self._places = _places(matrix, crossing=total.side == COLUMN)
        figures = [*matrix.amounts.values(), total.amount]
        self.unit = _unit(figures)
        self._all = {key: int(amount / self.unit) for key, amount in matrix.amounts.items() if key in self._places}
        self._kept = {key: units for key, units in self._all.items() if key in kept or units < 0}
        self._present = {key: units for key, units in self._all.items() if key not in self._kept}
        self._wanted = int(total.amount / self.unit)

    def solved(self) -> dict[Key, int] | None:
        if self._total.side == ALL:
            return self._in_proportion()
        own = self._wanted - self._sum(self._kept, 0, self._total.name)
        columns = self._columns()
        if own < 0:
            return None
        margins = Margins(sum(columns.values()), {self._total.name: own}, columns)
        return spread(self._amounts(own, columns), margins)

    def _sum(self, amounts: Mapping[Key, int], side: int, name: str) -> int:
        return sum(units for key, units in amounts.items() if self._places[key][side] == name)

    def _columns(self) -> dict[str, int]:
        """What each column has of amounts that may change."""
        return {name: self._sum(self._present, 1, name) for name in dict.fromkeys(self._names(1))}

    def _names(self, side: int) -> list[str]:
        return [self._places[key][side] for key in self._present]

    def _amounts(self, own: int, columns: Mapping[str, int]) -> dict[Key, Amount]:
        """The row of the total grown or shrunk as a whole; in each column the others take or give the difference."""
        row = self._total.name
        before = self._sum(self._present, 0, row)
        wanted = {}
        for key, units in self._present.items():
            line, column = self._places[key]
            here = sum(amount for other, amount in self._present.items() if self._places[other] == (row, column))
            then = min(columns[column], here * own // before) if before else here
            if line == row:
                part = then * units // here if here else 0
            else:
                others = columns[column] - here
                part = (columns[column] - then) * units // others if others else 0
            wanted[key] = Amount(line, column, part)
        return wanted

    def _in_proportion(self) -> dict[Key, int] | None:
        """Every row and every column grown or shrunk alike."""
        before, now = sum(self._present.values()), self._wanted - sum(self._kept.values())
        if before <= 0 or now < 0:
            return None
        rows, columns = (
            _shares({name: self._sum(self._present, side, name) for name in self._names(side)}, now) for side in (0, 1)
        )
        amounts = {key: Amount(*self._places[key], units * now // before) for key, units in self._present.items()}
        return spread(amounts, Margins(now, rows, columns))

    def held(self) -> Held:
        """What the total can be, and the amounts that hold it: those that are kept, and who is alone in a column."""
        if self._total.side == ALL:
            kept = sum(self._kept.values())
            return Held(kept * self.unit, kept * self.unit, tuple(self._kept))
        row, columns = self._total.name, self._columns()
        can: Range = range_of(row, self._amounts(0, columns), columns)
        fixed = self._sum(self._kept, 0, row)
        alone = [
            key
            for key, place in self._places.items()
            if key in self._present
            and place[0] == row
            and all(
                other[0] == row
                for name, other in self._places.items()
                if name in self._present and other[1] == place[1]
            )
        ]
        return Held((can.least + fixed) * self.unit, (can.most + fixed) * self.unit, (*self._kept, *alone))


def _places(matrix: Matrix, *, crossing: bool) -> dict[Key, tuple[str, str]]:
    """Of each amount its organisation and its column, the other way round where the total is a column's."""
    columns = {entry: column.title for column in matrix.columns if not column.is_part for entry in column.entries}
    found = {key: (key[1], columns[key[0]]) for key in matrix.amounts if key[0] in columns}
    return {key: (column, partner) for key, (partner, column) in found.items()} if crossing else found


def _unit(figures: Collection[Decimal]) -> Decimal:
    """What all figures are multiples of: one, a hundredth, or less where one of them is finer."""
    if all(figure == figure.to_integral_value() for figure in figures):
        return Decimal(1)
    return min(map(step_of, figures))


def _shares(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Whole parts of a total in proportion to sizes; what is left over goes to the largest remainders."""
    before = sum(sizes.values())
    parts = {name: size * total // before for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(sizes[name] * total % before), name))
    for name in by_remainder[: total - sum(parts.values())]:
        parts[name] += 1
    return parts
