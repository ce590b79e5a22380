"""All remedies that are certain, applied together: one edit for what one look at the plan finds, until none is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.errors import EditError
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.faults import DANGLING
from ka2plan.rules.fixes import fix_for

if TYPE_CHECKING:
    from ka2plan.document import Document, Edit
    from ka2plan.findings import Finding, Path

MOST_ROUNDS = 20
"""Looks at the plan: a remedy may end the need for another or bring it, but never so many times."""

MOST_REFUSALS = 20
"""Remedies that the file's form does not allow; after so many the others are not tried one by one."""


class Mended(NamedTuple):
    """A text in which some findings are mended."""

    text: str
    findings: tuple[Finding, ...]
    """Those that were mended, in the order in which they were found."""


def mend(
    document: Document, findings: Sequence[Finding], findings_of: Callable[[dict[str, Any]], Sequence[Finding]]
) -> Mended:
    """The text with all mended that can be with certainty.

    Args:
        document: the text and its data.
        findings: what is found in it.
        findings_of: finds in the data of a mended text what is still, or newly, wrong.
    """
    mended: list[Finding] = []
    refused: set[tuple[str, Path]] = set()
    for _round in range(MOST_ROUNDS):
        remedies = _remedies(findings, document.data, refused)
        before = document
        document, applied = _applied(document, remedies, refused)
        if document is before:
            break
        links = {(finding.code, finding.where) for finding in applied if _is_link(finding)}
        if links and _goes_round(document) and not _goes_round(before):
            document = before  # what was meant is not certain where it cannot be
            refused |= links
            continue
        known = set(map(id, applied))
        mended += [finding for finding in findings if id(finding) in known]
        findings = findings_of(document.data)
    return Mended(document.text, tuple(mended))


def _is_link(finding: Finding) -> bool:
    """Whether it is of what an entry waits for, which is none."""
    return finding.code == DANGLING and finding.where[2:3] == ("after",)


def _goes_round(document: Document) -> bool:
    """Whether entries wait for one another in a circle."""
    from ka2plan.plan import read_plan
    from ka2plan.schedule import Network

    return bool(Network(read_plan(document.data).plan).cycle)


def _remedies(
    findings: Sequence[Finding], data: dict[str, Any], refused: set[tuple[str, Path]]
) -> list[tuple[Finding, Edit]]:
    """What mends each finding, in an order in which no edit moves what a later one names; one for each place."""
    found: dict[Any, tuple[Finding, Edit]] = {}
    for finding in findings:
        edit = fix_for(finding, data) if (finding.code, finding.where) not in refused else None
        if edit is not None:
            found.setdefault(_claimed(edit), (finding, edit))
    return sorted(found.values(), key=lambda remedy: _order(remedy[1]), reverse=True)


def _claimed(edit: Edit) -> Any:
    """The place that an edit fills: two keys cannot both be renamed to one."""
    from ka2plan.document import QuoteId, RenameKey

    if isinstance(edit, QuoteId):
        return (edit.kind, edit.parts)
    path: Path = getattr(edit, "path", ())
    return (*path[:-1], edit.name) if isinstance(edit, RenameKey) else path


def _order(edit: Edit) -> tuple[int, tuple[tuple[bool, str | int], ...]]:
    """Values first, then what is taken out, the last of a list first, then keys, then ids."""
    from ka2plan.document import QuoteId, RenameKey, SetValue, Unset

    rank = next(
        (place for place, kind in enumerate((QuoteId, RenameKey, Unset, SetValue)) if isinstance(edit, kind)), 0
    )
    path: Path = getattr(edit, "path", ())
    return rank, tuple((isinstance(part, str), part) for part in path)


def _applied(
    document: Document, remedies: list[tuple[Finding, Edit]], refused: set[tuple[str, Path]]
) -> tuple[Document, list[Finding]]:
    """The document after the remedies; where they cannot be made together, after those of each half that can."""
    from ka2plan.document import Batch

    if not remedies:
        return document, []
    findings = [finding for finding, _edit in remedies]
    try:
        return document.apply(Batch(tuple(edit for _finding, edit in remedies))), findings
    except EditError:
        if len(remedies) == 1 or len(refused) >= MOST_REFUSALS:
            refused.update((finding.code, finding.where) for finding in findings)
            return document, []
    middle = len(remedies) // 2
    document, first = _applied(document, remedies[:middle], refused)
    document, second = _applied(document, remedies[middle:], refused)
    return document, first + second
