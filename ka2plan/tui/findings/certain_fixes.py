"""Remedies that are certain, as one step: which findings they mend, and what of the text they change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.document import Document
from ka2plan.findings import Finding
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.rules.fixes import fix_for
from ka2plan.rules.mend import Mended, mend
from ka2plan.session import Snapshot
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.document.plain import Data

MOST_LINES = 10
"""Lines of the text that are shown of a change; the rest is counted."""


def mend_one(snapshot: Snapshot, finding: Finding) -> Mended | None:
    """The text with this finding mended; None where no remedy is certain.

    :raises EditError: it cannot be written safely.
    """
    document = Document(snapshot.text)
    edit = fix_for(finding, document.data)
    return Mended(document.apply(edit).text, (finding,)) if edit else None


def mend_all(snapshot: Snapshot, book: CallBook) -> Mended:
    """The text with all mended that can be with certainty."""

    def findings_of(data: Data) -> tuple[Finding, ...]:
        return check(read_plan(data), book, snapshot.today).findings

    return mend(Document(snapshot.text), snapshot.findings, findings_of)


def difference_lines(old: str, new: str) -> list[list[Told]]:
    """The lines that go and that come, each behind its sign."""
    lines: list[list[Told]] = [[told] for told in _difference(old, new)]
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES + 1
        lines = [*lines[: MOST_LINES - 1], [(_("  and {count} more lines").format(count=more), "dim")]]
    return lines


def _difference(old: str, new: str) -> Iterator[Told]:
    from ka2plan.merge.hunks import changed_lines

    for line in changed_lines(old, new):
        yield f"{line[0]} {line[1:]}", "removed" if line[0] == "-" else "added"


__all__ = ["Mended", "difference_lines", "mend_all", "mend_one"]
