"""What a reader would otherwise have to count: the day behind a month, the sum behind a work package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol.types import InlayHint, InlayHintKind, Range

from ka2plan.figures import money_of
from ka2plan.plan.calendar import read_month
from ka2plan.plan.schema import STARTS, key_at
from ka2plan.plan.typed import type_at
from ka2plan.words.figures import day, money

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.lsp.plan_text import PlanText, Sense
    from ka2plan.plan.calendar import Calendar
    from ka2plan.toml.value_spans import Member


def inlays_of(text: PlanText, within: Range) -> list[InlayHint]:
    """The hints within a range of the text."""
    if text.known is None:
        return []
    hints = []
    first, last = text.lines.offset(within.start), text.lines.offset(within.end)
    for offset, label in _labels(text.known):
        here = text.shift.here(offset)
        if here is not None and first <= here <= last:
            where = text.lines.position(here)
            hints.append(InlayHint(where, label, kind=InlayHintKind.Type, padding_left=True))
    return hints


def _labels(sense: Sense) -> Iterator[tuple[int, str]]:
    """Offsets and what is written there."""
    plan, layout = sense.snapshot.plan, sense.layout
    sums = money_of(plan)
    for index, block in enumerate(layout.blocks):
        begin, path = layout.starts[index], layout.paths[index]
        if len(path) == 2 and path[0] == "work_packages" and path[1] in sums.by_wp:
            yield begin + len(block.text[: block.body].rstrip("\r\n")), money(sums.by_wp[str(path[1])].total)
        if plan.calendar:
            yield from ((begin + end, label) for end, label in _days(block.members, path, block.text, plan.calendar))


def _days(members: tuple[Member, ...], above: Path, text: str, calendar: Calendar) -> Iterator[tuple[int, str]]:
    for number, member in enumerate(members):
        path = (*above, *member.names) if member.keys else (*above, number)
        yield from _days(member.value.members, path, text, calendar)
        month = read_month(text[member.value.start + 1 : member.value.end - 1])
        if month and text[member.value.start] in "\"'" and _is_moment(path):
            yield member.value.end, day(calendar.start_of(month) if path[-1] in STARTS else calendar.end_of(month))


def _is_moment(path: Path) -> bool:
    key = key_at(path)
    return key is not None and type_at(key, path).name == "moment"
