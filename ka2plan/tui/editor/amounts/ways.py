"""The amounts that have to be written so that a cell of the matrix has another sum."""

from __future__ import annotations

from decimal import Decimal

from ka2plan.figures.apportion import apportioned
from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.apportion import step_for
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, AmountColumn, Matrix
from ka2plan.tui.editor.amounts.measure import Measure, Way
from ka2plan.words.messages import _


def ways_to_set(measure: Measure, matrix: Matrix, partner: str, column: AmountColumn, wanted: Decimal) -> list[Way]:
    """The ways in which a cell can have a sum; more than one where it is made of several amounts, or could be."""
    present = matrix.sources(partner, column)
    more = wanted - matrix.cell(partner, column)
    possible = [entry for entry in column.entries if partner != NOT_SPLIT or entry[0] == "activities"]
    if not wanted and present:
        return [Way(_("nothing"), "", {(source.entry, partner): ZERO for source in present})]
    if len(possible) == 1 or len(present) == 1:
        return _one_amount(measure, matrix, (present[0].entry if present else possible[0], partner), more)
    ways = [_in_proportion(measure, matrix, column, partner, more)] if len(present) > 1 else []
    likeliest = sorted(possible, key=lambda entry: not _takes_part(measure.plan, entry, partner))
    enough = (entry for entry in likeliest if matrix.amounts.get((entry, partner), ZERO) + more >= 0)
    return [*ways, *(way for entry in enough for way in _one_amount(measure, matrix, (entry, partner), more))]


def _one_amount(measure: Measure, matrix: Matrix, key: tuple[Path, str], more: Decimal) -> list[Way]:
    before = matrix.amounts.get(key, ZERO)
    return measure.ways(*key, before, before + more)


def _in_proportion(measure: Measure, matrix: Matrix, column: AmountColumn, partner: str, more: Decimal) -> Way:
    present = matrix.sources(partner, column)
    weights = {(source.entry, partner): source.amount for source in present}
    parts = apportioned(more, weights, step_for(more, len(weights)))
    amounts = {key: weights[key] + part for key, part in parts.items()}
    detail = ", ".join(f"{entry[1]} {measure.figure(amount)}" for (entry, _partner), amount in amounts.items())
    return Way(_("each in proportion"), detail, amounts)


def _takes_part(plan: Plan, entry: Path, partner: str) -> bool:
    """Whether it would be this entry's amount first of all: its organisations are the ones that work in it."""
    known = plan.activities.get(str(entry[1])) if entry[0] == "activities" else None
    return known is not None and (partner == NOT_SPLIT or partner in known.participants)
