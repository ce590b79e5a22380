"""What can be chosen where two sides clash, the same for the editor and the command line."""

from __future__ import annotations

from ka2plan.merge.clash import DOUBLED, REPLACED, Choice, Clash, Out, Own, Renamed
from ka2plan.merge.diff3 import union
from ka2plan.merge.plain_values import ABSENT


def choice_of_side(clash: Clash, side: str) -> Choice:
    """The choice of what a side has; where it took an entry out that the other names, those names go as well."""
    return Out() if clash.is_named and clash.value(side) is ABSENT else side


def both(clash: Clash) -> Choice | None:
    """The choice of what both sides have, where there is one: lists joined, texts one after the other, two entries."""
    if clash.kind in (DOUBLED, REPLACED) and clash.suggestion:
        return Renamed(clash.suggestion)
    ours, theirs, base = clash.ours, clash.theirs, clash.base
    if isinstance(ours, list) and isinstance(theirs, list):
        return Own([*ours, *(item for item in theirs if item not in ours)])
    if isinstance(ours, str) and isinstance(theirs, str) and "\n" in ours + theirs:
        before = base if isinstance(base, str) else ""
        return Own("".join(union(*(text.splitlines(keepends=True) for text in (before, ours, theirs)))))
    return None
