"""Remedies of findings as their rules name them: the certain, which ``check --fix`` applies, and the obvious.

A remedy is certain where it only writes what was read already, takes out what has no effect, or mends a slip of one
letter that leaves no choice. Everything else is a decision, which is the coordinator's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ka2plan.findings import Finding, Path
from ka2plan.plan.faults import DANGLING
from ka2plan.plan.schema import KINDS
from ka2plan.rules.file_remedies import faults_of, needed, replaced
from ka2plan.rules.remedies import value_at
from ka2plan.rules.rule import PlanAtHand, Proposal
from ka2plan.rules.rules import all_rules

if TYPE_CHECKING:
    from ka2plan.document import Edit

MANY = 64
"""Values of one table or list, of which no more are read again with the one that is mended."""


def fixable(code: str) -> bool:
    """Whether findings of this code may have a certain remedy."""
    return all_rules()[code].fix is not None


def fix_for(finding: Finding, data: dict[str, Any]) -> Edit | None:
    """The edit that mends a finding of the plan with these data, or None where no remedy is certain."""
    fix = all_rules()[finding.code].fix
    edit = fix(finding.where, data) if fix else None
    return edit if edit and _mends(edit, data) else None


def proposal_for(finding: Finding, at_hand: PlanAtHand) -> Proposal | None:
    """The obvious remedy of a finding of this plan; None where there is none, or it would change nothing."""
    propose = all_rules()[finding.code].propose
    if propose is None:
        return None
    from ka2plan.schedule.move import CannotMove

    try:
        return propose(at_hand, finding.where)
    except CannotMove:
        return None


def _mends(edit: Edit, data: dict[str, Any]) -> bool:
    """Whether nothing is wrong with the value that an edit writes which was not wrong before."""
    from ka2plan.document import SetValue

    if not isinstance(edit, SetValue) or len(edit.path) < 2:
        return True
    if edit.path[-1] == "country" and not _is_country(edit.value):
        return False
    around = needed(data, edit.path, edit.value)
    wrong = _faults_with(edit.value, edit.path, around)
    if not isinstance(edit.value, str):
        wrong -= {DANGLING}  # of the key, then, which is another finding
    return not wrong or (DANGLING in wrong and wrong <= _faults_with(value_at(data, edit.path), edit.path, around))


def _faults_with(value: Any, where: Path, data: dict[str, Any]) -> set[str]:
    """The codes of what the reader finds wrong with a value at a path.

    Thousands of values in one table are mended one by one, and each would have the table read as a whole: of what has
    so many beside it, what can matter is read.
    """
    depth = 1 if where[0] == "project" else 2
    entry, way = _narrowed(value_at(data, where[:depth]), where[depth:], value)
    path = (*where[:depth], *way)
    return {fault.code for fault in faults_of(replaced(data, where[:depth], entry)) if fault.where == path}


def _narrowed(data: Any, path: Path, value: Any) -> tuple[Any, Path]:
    """Data with another value at a path, without most of what stands beside it where that is much; and the path."""
    if not path:
        return value, ()
    step = path[0]
    if isinstance(data, dict):
        inside, way = _narrowed(data.get(step), path[1:], value)
        names = data if len(data) <= MANY else [name for name in _key_names() if name in data]
        return {**{name: data[name] for name in names if _is_short(data[name])}, step: inside}, (step, *way)
    inside, way = _narrowed(data[step], path[1:], value)
    if len(data) <= MANY:
        return [inside if place == step else item for place, item in enumerate(data)], (step, *way)
    earlier = [inside] if inside in data[: int(step)] else []
    return [*earlier, inside], (len(earlier), *way)


def _is_short(value: Any) -> bool:
    return not isinstance(value, dict | list) or len(value) <= MANY


@cache
def _key_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.name for kind in KINDS for key in kind.keys))


def _is_country(code: Any) -> bool:
    from ka2plan.calls import load_calls

    return load_calls().countries(None).exists(code)
