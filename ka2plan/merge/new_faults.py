"""Faults that only the merged plan has: two changes, each sound by itself, that do not go together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ka2plan.findings import Finding, Path
from ka2plan.merge.plain_values import spelled, value_at

Check = Callable[[dict[str, Any]], Sequence[Finding]]


def new_faults(
    check: Check, merged: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> tuple[Finding, ...]:
    """The findings of the merged plan that neither side has, by code and place; sides are checked only if need be."""
    found = tuple(check(merged))
    if not found:
        return ()
    known = {_identity(finding, side) for side in (ours, theirs) for finding in check(side)}
    return tuple(finding for finding in found if _identity(finding, merged) not in known)


def _identity(finding: Finding, data: dict[str, Any]) -> tuple[str, Path, str]:
    """What a finding is known by; what stands in a list may have another place there on each side."""
    named = tuple(part for part in finding.where if isinstance(part, str))
    return finding.code, named, "" if named == finding.where else spelled(value_at(data, finding.where))
