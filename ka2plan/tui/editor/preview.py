"""Which findings an edit would bring and which it would take away, before it is made."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ka2plan.document import Document, Edit
from ka2plan.findings import Finding, Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.session import Snapshot
from ka2plan.tui.toolkit.dialogs.question import WIDTH
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.theme import StyleName
from ka2plan.words.messages import ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class Preview(NamedTuple):
    """What an edit would change about the findings."""

    come: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def preview(snapshot: Snapshot, edit: Edit) -> Preview:
    """Compares the findings before and after an edit.

    :raises EditError: it cannot be made.
    """
    if snapshot.book is None:
        return Preview((), ())
    after = check(read_plan(Document(snapshot.text).apply(edit).data), snapshot.book, snapshot.today).findings
    return compared(snapshot.findings, after)


def compared(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Preview:
    """The findings that are only in one of two states; one in other words is the same, one more grave is not."""
    old, new = set(map(_identity, before)), set(map(_identity, after))
    return Preview(
        tuple(finding for finding in after if _identity(finding) not in old),
        tuple(finding for finding in before if _identity(finding) not in new),
    )


def _identity(finding: Finding) -> tuple[str, Path, str]:
    return finding.code, finding.where, finding.severity


def preview_lines(editor: Editor, shown: Preview) -> list[list[Told]]:
    """What would come and go, the gravest first."""
    come = ngettext("{count} finding would be new", "{count} findings would be new", len(shown.come))
    gone = ngettext("{count} finding would disappear", "{count} findings would disappear", len(shown.gone))
    lines: list[list[Told]] = []
    parts: tuple[tuple[str, Sequence[Finding], StyleName], ...] = (
        (come, shown.come, "removed"),
        (gone, shown.gone, "added"),
    )
    for heading, findings, style in parts:
        if findings:
            lines += [[], [(heading.format(count=len(findings)), style)]]
            lines += [line for finding in findings for line in _finding_lines(editor, finding)]
    return lines


def width_for(editor: Editor) -> int:
    """Cells for the lines of a question about an edit."""
    return min(WIDTH, editor.app.size.width - 4)


def _finding_lines(editor: Editor, finding: Finding) -> list[list[Told]]:
    sign = getattr(editor.look.glyphs, finding.severity)
    head = f"  {sign} {finding.code} "
    parts = textwrap.wrap(visible(finding.message), max(20, width_for(editor) - len(head))) or [""]
    rest: list[list[Told]] = [[(" " * len(head), "base"), (part, "base")] for part in parts[1:]]
    return [[(head, finding.severity), (parts[0], "base")], *rest]
