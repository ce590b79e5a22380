"""Remedies of findings as their rules name them: the certain, which ``check --fix`` applies, and the obvious.

A remedy is certain where it only writes what was read already, takes out what has no effect, or mends a slip of one
letter that leaves no choice. Everything else is a decision, which is the coordinator's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.findings import Finding, Path
from ka2plan.plan.faults import DANGLING
from ka2plan.rules.file_remedies import faults_of, needed, replaced
from ka2plan.rules.rule import PlanAtHand, Proposal
from ka2plan.rules.rules import all_rules

if TYPE_CHECKING:
    from ka2plan.document import Edit


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
    wrong = _faults_at(edit.path, replaced(around, edit.path, edit.value))
    if not isinstance(edit.value, str):
        wrong -= {DANGLING}  # of the key, then, which is another finding
    return not wrong or (DANGLING in wrong and wrong <= _faults_at(edit.path, around))


def _faults_at(where: Path, data: dict[str, Any]) -> set[str]:
    """The codes of what the reader finds wrong with a value."""
    return {fault.code for fault in faults_of(data) if fault.where == where}


def _is_country(code: Any) -> bool:
    from ka2plan.calls import load_calls

    return load_calls().countries(None).exists(code)
