"""The shape of a rule: one question, one pass over the plan, the faults it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from ka2plan.calls import Fact
from ka2plan.findings import ADVICE, ERROR, WARNING, Finding, Path, Severity, milder
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.context import Context
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.document import Edit
    from ka2plan.plan import Plan
    from ka2plan.schedule import Network


class Fault(NamedTuple):
    """What a rule found at one place; code, severity and source come from its rule and from the facts it used."""

    where: Path
    message: str
    hint: str = ""
    facts: tuple[Fact, ...] = ()
    """Facts of the call that the fault rests on: an unverified one keeps it from being an error."""
    severity: Severity | None = None
    """Another severity than the rule's, where one case is graver or milder."""


class PlanAtHand(Protocol):
    """What a remedy may look at: a check's context and the editor's snapshot both have it."""

    @property
    def plan(self) -> Plan:
        """The plan as it was read."""
        ...

    @property
    def network(self) -> Network:
        """Its dependencies."""
        ...

    @property
    def today(self) -> date:
        """The status date."""
        ...


class Proposal(NamedTuple):
    """What could be done about a finding, where no remedy is certain."""

    words: str
    """What would be so afterwards: ``A2.2 starts 1 Apr 2027 (M6)``."""
    edit: Edit


Fix = Callable[[Path, dict[str, Any]], "Edit | None"]
"""What mends a finding with certainty, by its place and the data of the file; None where nothing does."""

OfSeveral = Callable[[int], str]
"""What is wrong with so many entries at once, with ``{names}`` for them; of 1 it is the rule's own message."""

Propose = Callable[[PlanAtHand, Path], Proposal | None]
"""What could be done about a finding at a place."""


class InEditor(NamedTuple):
    """What the editor says and does about a finding, where fields and keys take the place of TOML and commands."""

    hint: str = ""
    """The next step, to be translated: ``{id}`` is the entry, ``{last}`` the last part of the place, any other name
    stands for the key of a view or a command, such as ``{budget}``."""
    hint_of_table: str = ""
    """The same, where the finding is about a whole table."""
    for_commands_only: bool = False
    """Whether ``hint`` takes the place only of hints that name a command of the shell."""
    adds_to: str = ""
    """The table to go to, where the remedy is to add an entry to it."""
    to_missing_text: bool = False
    """Whether to go to the first text that the form asks of the entry."""


AS_CHECK_SAYS = InEditor()
"""The editor says what ``check`` says."""


class Rule(NamedTuple):
    """All of one rule but its document, which is ``docs/CODE.md``."""

    code: str
    severity: Severity
    find: Callable[[Context], Iterator[Fault]] | None
    """Yields a fault for each place that breaks the rule; None where the file's reader reports them."""
    mandatory_on_submit: bool = False
    """Whether the form or the guide demands it, so that it is an error under ``check --submit``."""
    is_owed: bool = False
    """Whether it finds what somebody still has to bring, though no form asks for it."""
    fix: Fix | None = None
    """The remedy where it is certain."""
    propose: Propose | None = None
    """The remedy that is obvious, but not certain."""
    in_editor: InEditor = AS_CHECK_SAYS
    value: tuple[str, str] | None = None
    """Table and key of the one value that it looks at, so that it can be asked while the value is typed."""
    of_several: OfSeveral | None = None
    """Its sentence about several entries, where it can be said of them in one."""

    def findings(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in the plan."""
        for fault in self.find(context) if self.find else ():
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
    code: str,
    severity: Severity,
    *,
    mandatory_on_submit: bool = False,
    is_owed: bool = False,
    fix: Fix | None = None,
    propose: Propose | None = None,
    in_editor: InEditor = AS_CHECK_SAYS,
    value: tuple[str, str] | None = None,
) -> Callable[[Callable[[Context], Iterator[Fault]]], Rule]:
    """Makes a rule of the function that finds its faults."""

    def make(find: Callable[[Context], Iterator[Fault]]) -> Rule:
        return Rule(code, severity, find, mandatory_on_submit, is_owed, fix, propose, in_editor, value)

    return make


def of_several(sentence: OfSeveral) -> Callable[[Rule], Rule]:
    """Gives a rule its sentence about several entries."""
    return lambda rule: rule._replace(of_several=sentence)


def source_of(context: Context, fact: Fact) -> str:
    """Where a fact stands and how far it was verified, in one line."""
    if fact.evidence == "override":
        return _("[overrides] of this plan: {reason}").format(reason=fact.note)
    from ka2plan.rules.fact_words import evidence_word

    titles = ", ".join(context.book.source(id).title for id in fact.source_ids)
    borrowed = _(", of call {year}").format(year=context.call.year_used) if fact.borrowed else ""
    return f"{titles}{borrowed} ({evidence_word(fact.evidence)})"


__all__ = [
    "ADVICE",
    "AS_CHECK_SAYS",
    "ERROR",
    "WARNING",
    "Fault",
    "Fix",
    "InEditor",
    "OfSeveral",
    "PlanAtHand",
    "Proposal",
    "Propose",
    "Rule",
    "of_several",
    "rule",
    "source_of",
]
