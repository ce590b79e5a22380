"""Faults that only the merged plan has: two changes, each sound by itself, that do not go together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ka2plan.figures import money_of, workload_of
from ka2plan.findings import Finding, Path
from ka2plan.merge.plain_values import spelled, value_at
from ka2plan.merge.three import Three
from ka2plan.plan import read_plan
from ka2plan.plan.model import ZERO

Check = Callable[[dict[str, Any]], Sequence[Finding]]

Identity = tuple[str, Path, str]
"""What a finding is known by: code, place, and what stands there where that is in a list."""

OF_SUMS = ("BUD", "WRK", "QUA", "CAL", "ORG")
"""Families of findings that are about money and work."""

SMALLEST = Decimal("0.01")

_FIGURE = re.compile(r"\d[\d.,]*")


def new_faults(check: Check, merged: dict[str, Any], sides: Three[dict[str, Any]]) -> tuple[Finding, ...]:
    """The findings of the merged plan that neither side has, and those whose figures only the merge makes.

    The merged plan is checked first; base and sides only if need be, and their findings of other codes do not matter.
    Their entries have the ids of the merged plan.
    """
    found = tuple(check(merged))
    if not found:
        return ()
    ours, theirs = (_by_identity(check(side), side) for side in sides[1:])
    grown = [one for one in found if _differs_from_both(one, _identity(one, merged), ours, theirs)]
    told = [one for one in grown if not all(_identity(one, merged) in side for side in (ours, theirs))]
    if len(told) == len(grown):
        return tuple(told)
    base = _by_identity(check(sides.base), sides.base)
    sums = _Sums(sides, merged)
    for one in grown:
        if one not in told and one.code[:3] in OF_SUMS and not sums.add_up(one):
            told.append(one)
        elif one not in told and one.code[:3] not in OF_SUMS:
            messages = [side.get(_identity(one, merged), []) for side in (base, ours, theirs)]
            if not _adds_up(one, messages):
                told.append(one)
    return tuple(one for one in grown if one in told)


class _Sums:
    """Money and work of the merged plan against those of the three that it came of."""

    def __init__(self, sides: Three[dict[str, Any]], merged: dict[str, Any]) -> None:
        base, ours, theirs, now = (_sums_of(data) for data in (*sides, merged))
        keys = {**base, **ours, **theirs, **now}
        self._wrong = {
            key
            for key in keys
            if abs(now.get(key, ZERO) - (ours.get(key, ZERO) + theirs.get(key, ZERO) - base.get(key, ZERO))) > SMALLEST
        }

    def add_up(self, finding: Finding) -> bool:
        """Whether the sums that a finding is about are what both sides come to: less what they had in common."""
        about = {key for key in self._wrong if key[1] in finding.where[1:2]}
        return not (about if finding.where[:1] != ("project",) else self._wrong)


def _sums_of(data: dict[str, Any]) -> dict[tuple[str, str, int], Decimal]:
    plan = read_plan(data).plan
    money = money_of(plan)
    found = {("money", "", 0): money.total}
    found.update({("money", id, 0): package.total for id, package in money.by_wp.items()})
    found.update({("money", id, 0): amount for id, amount in money.by_partner.items()})
    found.update({("money", id, 0): amount for id, amount in money.by_activity.items()})
    for id, load in workload_of(plan).partners.items():
        months = enumerate(load.by_month, 1)
        found.update({("work", id, month): Decimal(str(effort)) for month, effort in months if effort})
    return found


def _differs_from_both(one: Finding, identity: Identity, *sides: dict[Identity, list[str]]) -> bool:
    """Whether neither side has the finding with these figures; of faults of the file figures are places."""
    if one.code.startswith("SYN"):
        return not any(identity in side for side in sides)
    return all(_figures(one.message) not in map(_figures, side.get(identity, ())) for side in sides)


def _adds_up(one: Finding, texts: Sequence[list[str]]) -> bool:
    """Whether every figure is what both sides come to: ours and theirs less what they had in common."""
    if any(len(messages) != 1 for messages in texts):
        return False
    rows = [_figures(messages[0]) for messages in texts]
    merged = _figures(one.message)
    if any(len(row) != len(merged) for row in rows):
        return False
    return all(
        number in (ours, theirs) or abs(number - (ours + theirs - base)) <= 1
        for number, base, ours, theirs in zip(merged, *rows, strict=True)
    )


def _figures(message: str) -> tuple[Decimal, ...]:
    """The figures of a sentence."""
    raws = (raw.strip(".,").replace(",", "") for raw in _FIGURE.findall(message))
    return tuple(Decimal(raw) for raw in raws if raw.count(".") <= 1)


def _by_identity(findings: Sequence[Finding], data: dict[str, Any]) -> dict[Identity, list[str]]:
    found: dict[Identity, list[str]] = {}
    for finding in findings:
        found.setdefault(_identity(finding, data), []).append(finding.message)
    return found


def _identity(finding: Finding, data: dict[str, Any]) -> Identity:
    """What a finding is known by; what stands in a list may have another place there on each side."""
    named = tuple(part for part in finding.where if isinstance(part, str))
    return finding.code, named, "" if named == finding.where else spelled(value_at(data, finding.where))
