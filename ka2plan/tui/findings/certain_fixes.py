"""Remedies that are certain, as one step: which findings they mend, and what of the text they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ka2plan.document import Document
from ka2plan.errors import EditError
from ka2plan.findings import Finding, Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.rules.fixes import fix_for
from ka2plan.session import Snapshot
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook

MOST_LINES = 10
"""Lines of the text that are shown of a change; the rest is counted."""

MOST_AT_ONCE = 200
"""Findings that are mended in one step at most."""


class Mended(NamedTuple):
    """A text in which some findings are mended."""

    text: str
    findings: tuple[Finding, ...]
    """Those that were mended, in that order."""


def mend_one(snapshot: Snapshot, finding: Finding) -> Mended | None:
    """The text with this finding mended; None where no remedy is certain.

    :raises EditError: it cannot be written safely.
    """
    document = Document(snapshot.text)
    edit = fix_for(finding, document.data)
    return Mended(document.apply(edit).text, (finding,)) if edit else None


def mend_all(snapshot: Snapshot, book: CallBook) -> Mended:
    """The text with all mended that can be with certainty: one after the other, as one remedy may end the need for
    another or bring it.
    """
    document, mended, refused = Document(snapshot.text), list[Finding](), set[tuple[str, Path]]()
    findings: Sequence[Finding] = snapshot.findings
    while len(mended) < MOST_AT_ONCE:
        finding, document = _mend_first(document, findings, refused)
        if finding is None:
            break
        mended.append(finding)
        findings = check(read_plan(document.data), book, snapshot.today).findings
    return Mended(document.text, tuple(mended))


def _mend_first(
    document: Document, findings: Sequence[Finding], refused: set[tuple[str, Path]]
) -> tuple[Finding | None, Document]:
    for finding in findings:
        key = (finding.code, finding.where)
        edit = None if key in refused else fix_for(finding, document.data)
        if edit is None:
            continue
        try:
            return finding, document.apply(edit)
        except EditError:
            refused.add(key)
    return None, document


def difference_lines(old: str, new: str) -> list[list[Told]]:
    """The lines that go and that come, each behind its sign."""
    lines: list[list[Told]] = [[told] for told in _difference(old, new)]
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES + 1
        lines = [*lines[: MOST_LINES - 1], [(_("  and {count} more lines").format(count=more), "dim")]]
    return lines


def _difference(old: str, new: str) -> Iterator[Told]:
    from difflib import unified_diff

    for line in unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0):
        if line[:3] in ("---", "+++") or line.startswith("@@"):
            continue
        yield f"{line[0]} {line[1:]}", "removed" if line[0] == "-" else "added"
