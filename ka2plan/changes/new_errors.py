"""Errors that a version of a plan brings: those which no version before it has, whatever ids were renamed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ka2plan.findings import ERROR, Finding
from ka2plan.merge.identity import identity_between
from ka2plan.merge.plain_values import spelled, value_at
from ka2plan.plan import Reading, read_plan
from ka2plan.plan.unreadable import of_fault
from ka2plan.toml import Path, TomlFault, decode, parse

Check = Callable[[Reading], Sequence[Finding]]
"""Finds the faults of a plan as it was read."""

Identity = tuple[str, Path, str]
"""What an error is known by: code, place, and what stands there where that is in a list."""

Ids = dict[tuple[str, str], str]

OF_SUMS = "BUD"
"""Errors about sums: one that a version had before is another one once it has another figure."""


def new_errors(after: bytes, before: Iterable[bytes], check: Check, suspected: Sequence[Finding] = ()) -> list[Finding]:
    """The errors of a version that none of those before it has; ``suspected``: sums that are new in any case."""
    data, found = _checked(after, check)
    known: set[Identity] = set()
    for content in before if found else ():
        former, errors = _checked(content, check)
        ids = identity_between(former, data).moved if former and data else {}
        known |= {_identity(error, former, ids) for error in errors}
    sums = {_identity(error, data, {}) for error in suspected if error.code.startswith(OF_SUMS)}
    return [error for error in found if (identity := _identity(error, data, {})) not in known or identity in sums]


def _checked(content: bytes, check: Check) -> tuple[dict[str, Any], list[Finding]]:
    """What a version says, and its errors."""
    try:
        data = parse(decode(content))
    except TomlFault as fault:
        return {}, list(of_fault(fault).findings)
    return data, [finding for finding in check(read_plan(data)) if finding.severity == ERROR]


def _identity(error: Finding, data: dict[str, Any], ids: Ids) -> Identity:
    """What an error is known by, under the ids that things have now."""
    named = tuple(part for part in error.where if isinstance(part, str))
    place = tuple(_now(part, named[:1] if number == 1 else (), ids) for number, part in enumerate(named))
    if named == error.where:
        return error.code, place, ""
    return error.code, place, spelled(_value_now(value_at(data, error.where), ids))


def _now(name: str, kinds: Path, ids: Ids) -> str:
    """A name that may be an id, as it is now: of a kind, or where that is not said of any."""
    return next((new for (kind, old), new in ids.items() if old == name and (not kinds or kind in kinds)), name)


def _value_now(value: Any, ids: Ids) -> Any:
    if isinstance(value, str):
        return _now(value, (), ids)
    if isinstance(value, dict):
        return {key: _value_now(item, ids) for key, item in value.items()}
    return value
