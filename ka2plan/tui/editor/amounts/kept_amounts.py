"""Amounts that a spreading leaves as they are: the cell under the cursor, or all that changed since the last save."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ka2plan.charts.tables.budget import no_organisation
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan, read_plan
from ka2plan.session import Snapshot
from ka2plan.toml import parse
from ka2plan.toml.fault import TomlFault
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT, AmountColumn, Matrix
from ka2plan.tui.editor.amounts.measure import Measure
from ka2plan.words.messages import _

Keys = frozenset[tuple[Path, str]]


class Kept(NamedTuple):
    """One choice of what is left as it is."""

    words: str
    keys: Keys


def choices_of_kept(
    snapshot: Snapshot, measure: Measure, matrix: Matrix, partner: str, column: AmountColumn
) -> list[Kept]:
    """What can be left as it is, the likeliest first: the cell, where it was typed just now, else nothing."""
    changed = _changed(measure, matrix, _saved(snapshot))
    cell = frozenset(key for entry in column.entries if (key := (entry, partner)) in matrix.amounts)
    nothing = Kept(_("nothing"), frozenset())
    name = partner if partner != NOT_SPLIT else no_organisation()
    here = Kept(_("{partner} in {column}").format(partner=name, column=column.title), cell)
    found = [here, nothing] if cell & changed else [nothing, here]
    found.append(Kept(_("what changed since the last save"), changed))
    return list(_once([kept._replace(keys=kept.keys | measure.fixed) for kept in found]))


def _once(found: list[Kept]) -> Iterator[Kept]:
    seen: set[Keys] = set()
    for kept in found:
        if kept.keys not in seen:
            seen.add(kept.keys)
            yield kept


def _saved(snapshot: Snapshot) -> Plan | None:
    """The plan as it was saved; None where that is no plan."""
    try:
        return read_plan(parse(snapshot.saved_text)).plan
    except TomlFault:
        return None


def _changed(measure: Measure, matrix: Matrix, saved: Plan | None) -> Keys:
    if saved is None or saved == measure.plan:
        return frozenset()
    before = measure.amounts_in(saved)
    return frozenset(key for key, amount in matrix.amounts.items() if before.get(key, Decimal(0)) != amount)
