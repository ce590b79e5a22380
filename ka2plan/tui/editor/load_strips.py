"""The months of those who take part in an entry, a sign a month, beside the plan where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.plan import Activity, WorkPackage
from ka2plan.plan.model import Entry
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.theme import StyleName
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

FULL = 4
"""The level of all that a partner can do; the next one is more."""

HEAT: tuple[StyleName, ...] = ("heat.0", "heat.1", "heat.2", "heat.3", "heat.4", "heat.5")
"""The style of each level."""

MOST_PARTNERS = 12


def level_of(value: float, capacity: Decimal | None, fullest: float) -> int:
    """From 0 for nothing to ``FULL`` for all that a partner can do, one more beyond; without a capacity against
    the fullest month of all.
    """
    if not value:
        return 0
    can = float(capacity) if capacity is not None else fullest
    if capacity is not None and value > can:
        return FULL + 1
    return min(FULL, int(FULL * value / can) + 1) if can else FULL


def load_strips(editor: Editor, entry: Entry, width: int) -> list[list[Told]]:
    """A line for each partner that takes part: its months from the first on; none for what is no work."""
    if not isinstance(entry, Activity | WorkPackage) or editor.view.NAME != "plan":
        return []
    ids = _those_in(editor, entry)
    load = editor.snapshot.workload
    loads = [load.partners[id] for id in ids if id in load.partners][:MOST_PARTNERS]
    fullest = max((value for own in load.partners.values() for value in own.by_month), default=0.0)
    if not fullest:
        return []
    column = max((len(own.partner) for own in loads), default=0) + 2
    lines: list[list[Told]] = [[], [(_("their months, with all that they do"), "package")]]
    for own in loads:
        cells = zip(own.by_month, own.capacity_by_month, strict=True)
        levels = [level_of(value, capacity, fullest) for value, capacity in cells]
        lines.append([(own.partner.ljust(column), "dim"), *_signs(editor, levels, width - column)])
    return lines if loads else []


def _signs(editor: Editor, levels: Sequence[int], room: int) -> list[Told]:
    glyphs = editor.look.glyphs
    told: list[Told] = []
    for level in levels[:room]:
        shade = " " if editor.look.has_colours else glyphs.heat[level]  # with colours the background says it
        sign = glyphs.dash if level == 0 else glyphs.warning if level > FULL else shade
        told.append((sign, HEAT[level] if level else "dim"))
    return told


def _those_in(editor: Editor, entry: Activity | WorkPackage) -> list[str]:
    if isinstance(entry, Activity):
        return list(dict.fromkeys((*entry.participants, *entry.effort)))
    inside = editor.plan.activities_of(entry.id)
    every = [id for activity in inside for id in (*activity.participants, *activity.effort)]
    return list(dict.fromkeys((entry.lead or "", *entry.effort, *every)))
