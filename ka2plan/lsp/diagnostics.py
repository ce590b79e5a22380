"""Findings as an editor shows them: where, how grave, why, the next step, the source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity

from ka2plan.findings import ADVICE, ERROR, WARNING, Finding
from ka2plan.lsp.clashes import clashes_in
from ka2plan.merge.clash_words import clash_text
from ka2plan.rules.explain import explained
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.lsp.plan_text import PlanText

SOURCE = "ka2plan"

CLASH = "clash"
"""The code of a clash between git's markers, which is no finding of a rule."""

_SEVERITIES = {
    ERROR: DiagnosticSeverity.Error,
    WARNING: DiagnosticSeverity.Warning,
    ADVICE: DiagnosticSeverity.Information,
}


def diagnostics_of(text: PlanText, book: CallBook) -> list[Diagnostic]:
    """Everything that ``check`` finds in a text, and each clash between git's markers; nothing in what is no plan."""
    if not text.is_plan:
        return []
    return [*(_diagnostic(text, finding, book) for finding in text.findings), *_clashes(text)]


def sentences(finding: Finding) -> str:
    """What is wrong, the next step, and where the rule stands."""
    parts = [finding.message, finding.hint]
    if finding.source:
        parts.append(_("source: {source}").format(source=finding.source))
    return visible("\n".join(filter(None, parts)), multiline=True)


def _diagnostic(text: PlanText, finding: Finding, book: CallBook) -> Diagnostic:
    address = _address(finding.code, book)
    return Diagnostic(
        range=text.range_of_finding(finding),
        message=sentences(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=CodeDescription(address) if address else None,
        source=SOURCE,
    )


def _clashes(text: PlanText) -> Iterator[Diagnostic]:
    for clash, span in clashes_in(text.text):
        yield Diagnostic(
            range=text.lines.range(*span),
            message=visible(clash_text(clash), multiline=True),
            severity=DiagnosticSeverity.Error,
            code=CLASH,
            source=SOURCE,
        )


@lru_cache(maxsize=512)
def _address(code: str, book: CallBook) -> str:
    """The page of the rule's first source that has one."""
    return explained(code, book).address
