"""What has to be written so that a cell of the matrix has another sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ka2plan.document import Batch, Edit, SetValue, Unset
from ka2plan.figures.apportion import apportioned
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Plan, WorkPackage
from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.apportion import step_for
from ka2plan.tui.budget.matrix import NOT_SPLIT, BudgetColumn, Matrix, not_split
from ka2plan.tui.budget.typed_amounts import written
from ka2plan.words.figures import figure
from ka2plan.words.messages import _

Amounts = Mapping[tuple[Path, str], Decimal]
"""New amounts by entry and organisation."""


class Way(NamedTuple):
    """One way to bring a cell to a sum."""

    label: str
    detail: str
    amounts: Amounts


def ways_to_set(plan: Plan, matrix: Matrix, partner: str, column: BudgetColumn, wanted: Decimal) -> list[Way]:
    """The ways in which a cell can have a sum; more than one where it is made of several amounts, or could be."""
    present = matrix.sources(partner, column)
    more = wanted - matrix.cell(partner, column)
    possible = [entry for entry in column.entries if partner != NOT_SPLIT or entry[0] == "activities"]
    if len(possible) == 1 or len(present) == 1:
        return [_one_amount(matrix, present[0].entry if present else possible[0], partner, more)]
    if not wanted:
        return [Way(_("nothing"), "", {(source.entry, partner): ZERO for source in present})]
    ways = [_in_proportion(matrix, column, partner, more)] if len(present) > 1 else []
    likeliest = sorted(possible, key=lambda entry: not _takes_part(plan, entry, partner))
    enough = (entry for entry in likeliest if matrix.amounts.get((entry, partner), ZERO) + more >= 0)
    return [*ways, *(_one_amount(matrix, entry, partner, more) for entry in enough)]


def _one_amount(matrix: Matrix, entry: Path, partner: str, more: Decimal) -> Way:
    before = matrix.amounts.get((entry, partner), ZERO)
    detail = _("{before} to {after}").format(before=figure(before), after=figure(before + more))
    return Way(entry_name(entry), detail, {(entry, partner): before + more})


def _in_proportion(matrix: Matrix, column: BudgetColumn, partner: str, more: Decimal) -> Way:
    present = matrix.sources(partner, column)
    weights = {(source.entry, partner): source.amount for source in present}
    parts = apportioned(more, weights, step_for(more, len(weights)))
    amounts = {key: weights[key] + part for key, part in parts.items()}
    detail = ", ".join(f"{entry[1]} {figure(amount)}" for (entry, _partner), amount in amounts.items())
    return Way(_("each in proportion"), detail, amounts)


def _takes_part(plan: Plan, entry: Path, partner: str) -> bool:
    """Whether it would be this entry's amount first of all: its organisations are the ones that work in it."""
    known = plan.activities.get(str(entry[1])) if entry[0] == "activities" else None
    return known is not None and (partner == NOT_SPLIT or partner in known.participants)


def entry_name(entry: Path) -> str:
    """How an amount's place is called."""
    return str(entry[1]) if entry[0] == "activities" else _("{id} itself").format(id=entry[1])


def edit_for(plan: Plan, amounts: Amounts, name: str) -> Edit:
    """Writes amounts as one step; an activity's `amount` follows its budget, so that both agree."""
    by_entry: dict[Path, dict[str, Decimal]] = {}
    for (entry, partner), amount in amounts.items():
        by_entry.setdefault(entry, {})[partner] = amount
    edits: list[Edit] = []
    for entry, new in by_entry.items():
        known = getattr(plan, str(entry[0]))[str(entry[1])]
        edits += _budget_edits(known, entry, new)
        if isinstance(known, Activity):
            edits += _amount_edits(known, entry, new)
    return Batch(tuple(edits), name)


def _budget_edits(known: WorkPackage | Activity, entry: Path, new: Mapping[str, Decimal]) -> Iterator[Edit]:
    for partner, amount in new.items():
        path = (*entry, "budget", partner)
        if partner == NOT_SPLIT or known.budget.get(partner) == amount:
            continue
        if amount:
            yield SetValue(path, written(amount))
        elif partner in known.budget:
            yield Unset(path)


def _amount_edits(known: Activity, entry: Path, new: Mapping[str, Decimal]) -> Iterator[Edit]:
    """The `amount` where the activity has one, or gets money that nobody has.

    What is split anew is taken out of what was not split yet, as far as that goes.
    """
    parts = sum({**known.budget, **{id: amount for id, amount in new.items() if id}}.values(), ZERO)
    rest = not_split(known)
    if NOT_SPLIT in new:
        whole = parts + new[NOT_SPLIT]
    elif known.amount is None:
        return
    else:
        whole = max(known.amount, parts) if rest > 0 else parts
    path = (*entry, "amount")
    if NOT_SPLIT in new and not new[NOT_SPLIT]:
        yield from (Unset(path),) if known.amount is not None else ()
    elif whole != known.amount:
        yield SetValue(path, written(whole))
