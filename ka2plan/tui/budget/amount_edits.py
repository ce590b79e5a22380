"""Writing amounts of money, so that an activity's `amount` and its budget agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ka2plan.document import Batch, Edit, SetValue, Unset
from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan, WorkPackage
from ka2plan.plan.model import ZERO
from ka2plan.tui.budget.matrix import not_split
from ka2plan.tui.budget.typed_amounts import written
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, Amounts


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
