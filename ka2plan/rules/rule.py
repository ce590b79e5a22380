"""The shape of a rule: one question, one pass over the plan, the faults it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ka2plan.calls import Fact
from ka2plan.findings import ADVICE, ERROR, WARNING, Finding, Path, milder
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.context import Context
from ka2plan.words.messages import _


class Fault(NamedTuple):
    """What a rule found at one place; code, severity and source come from its rule and from the facts it used."""

    where: Path
    message: str
    hint: str = ""
    facts: tuple[Fact, ...] = ()
    """Facts of the call that the fault rests on: an unverified one keeps it from being an error."""
    severity: str | None = None
    """Another severity than the rule's, where one case is graver or milder."""


class Rule(NamedTuple):
    """One rule with its code; the function yields a fault for each place that breaks it."""

    code: str
    severity: str
    find: Callable[[Context], Iterator[Fault]]
    mandatory_on_submit: bool = False
    """Whether the form or the guide demands it, so that it is an error under ``check --submit``."""

    def findings(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in the plan."""
        for fault in self.find(context):
            yield self._finding(context, fault)

    def _finding(self, context: Context, fault: Fault) -> Finding:
        severity = fault.severity or self.severity
        if context.submit and self.mandatory_on_submit and fault.severity is None:
            severity = ERROR
        if not all(fact.may_be_error for fact in fault.facts):
            severity = milder(severity, WARNING)
        source = "; ".join(dict.fromkeys(source_of(context, fact) for fact in fault.facts))
        return Finding(self.code, severity, fault.where, fault.message, fault.hint, source)


def rule(
    code: str, severity: str, *, mandatory_on_submit: bool = False
) -> Callable[[Callable[[Context], Iterator[Fault]]], Rule]:
    """Makes a rule of the function that finds its faults."""

    def make(find: Callable[[Context], Iterator[Fault]]) -> Rule:
        return Rule(code, severity, find, mandatory_on_submit)

    return make


def source_of(context: Context, fact: Fact) -> str:
    """Where a fact stands and how far it was verified, in one line."""
    if fact.evidence == "override":
        return _("[overrides] of this plan: {reason}").format(reason=fact.note)
    titles = ", ".join(context.book.source(id).title for id in fact.source_ids)
    borrowed = _(", of call {year}").format(year=context.call.year_used) if fact.borrowed else ""
    return f"{titles}{borrowed} ({fact.evidence})"


__all__ = ["ADVICE", "ERROR", "WARNING", "Fault", "Rule", "rule", "source_of"]
