"""Evidence: what is to prove that something took place, and is not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.figures.owed import Proof, evidence_of
from ka2plan.rules.context import Context
from ka2plan.rules.rule import ADVICE, Fault, InEditor, Rule, rule
from ka2plan.words.figures import listed
from ka2plan.words.messages import N_, _, ngettext

RULE = "C-57"
"""The rule of the handbook by which it is kept, where the facts of the call have it."""


@rule("QUA601", ADVICE, is_owed=True, in_editor=InEditor(N_("when you have it, write yes or the day")))
def evidence_missing(context: Context) -> Iterator[Fault]:
    """Something is done, and evidence that its plan names is not there yet."""
    missing: dict[str, list[Proof]] = {}
    for proof in _owed(context):
        if proof.name:
            missing.setdefault(proof.activity.id, []).append(proof)
    for id, proofs in missing.items():
        message = _("{id} is done, but this evidence is missing: {names}").format(
            id=id, names=listed(proof.name for proof in proofs)
        )
        hint = _("when you have it, write {sample}").format(sample=f'evidence = {{ "{proofs[0].name}" = true }}')
        yield Fault(("activities", id, "evidence", proofs[0].name), message, hint, context.rule_facts(RULE))


@rule("QUA602", ADVICE, is_owed=True, in_editor=InEditor(N_("write what proves that it took place")))
def no_evidence_noted(context: Context) -> Iterator[Fault]:
    """Something is done without any evidence noted, in a plan that notes evidence elsewhere; said once."""
    if not any(activity.evidence for activity in context.plan.activities.values()):
        return
    silent = [proof.activity.id for proof in _owed(context) if not proof.name]
    if silent:
        message = ngettext(
            "{ids} is done, but the plan names no evidence that it took place",
            "{ids} are done, but the plan names no evidence that they took place",
            len(silent),
        )
        hint = _("write what proves it: {sample}").format(sample='evidence = { "attendance list" = true }')
        yield Fault(("activities", silent[0]), message.format(ids=listed(silent)), hint, context.rule_facts(RULE))


def _owed(context: Context) -> Iterator[Proof]:
    return (proof for proof in evidence_of(context.plan, context.today) if proof.is_owed)


RULES: tuple[Rule, ...] = (evidence_missing, no_evidence_noted)
