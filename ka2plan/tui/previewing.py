"""Which findings an edit would bring and which it would take away, before it is made."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ka2plan.checks import check
from ka2plan.document import Document, Edit
from ka2plan.findings import Finding, Path
from ka2plan.messages import _, ngettext
from ka2plan.plan import read_plan
from ka2plan.records import NamedTuple
from ka2plan.session import Snapshot
from ka2plan.text import visible
from ka2plan.tui.dialogs.question import WIDTH, Answer, Question
from ka2plan.tui.drawing import Told

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor
    from ka2plan.tui.entry.fields import EntryField

OTHER_LINES = 12
"""Lines of the question besides findings: frame, headings, answers."""

MOST = 5
"""Findings that are told of each sort; the rest is counted."""


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


def with_preview(editor: Editor, edit: Edit, field: EntryField) -> None:
    """Makes an edit at once where it changes no finding; else says what would come and go, and asks."""
    shown = preview(editor.snapshot, edit)
    if not shown.come and not shown.gone:
        editor.do(edit)
        return
    answers = [
        Answer("apply", _("change it"), "c"),
        Answer("leave", _("leave it as it is"), "escape"),
    ]
    question = _("{label}: what would change").format(label=field.label)

    def chosen(answer: str) -> None:
        if answer == "apply":
            editor.do(edit)

    editor.ask(Question(editor.look, question, answers, preview_lines(editor, shown)), chosen)


def preview_lines(editor: Editor, shown: Preview) -> list[list[Told]]:
    """What would come and go; the gravest first, each in as many lines as there is room for."""
    come = ngettext("{count} finding would come", "{count} findings would come", len(shown.come))
    gone = ngettext("{count} finding would go", "{count} findings would go", len(shown.gone))
    told = sum(min(len(findings), MOST) for findings in shown)
    most_lines = max(1, (editor.app.size.height - OTHER_LINES) // max(1, told))
    lines: list[list[Told]] = []
    for heading, findings, style in ((come, shown.come, "removed"), (gone, shown.gone, "added")):
        if findings:
            lines += [[], [(heading.format(count=len(findings)), style)]]
            lines += [line for finding in findings[:MOST] for line in _finding_lines(editor, finding, most_lines)]
        if len(findings) > MOST:
            lines.append([(f"  {_('and {count} more').format(count=len(findings) - MOST)}", "dim")])
    return lines


def _finding_lines(editor: Editor, finding: Finding, most: int) -> list[list[Told]]:
    sign = getattr(editor.look.glyphs, finding.severity)
    head = f"  {sign} {finding.code} "
    message = visible(finding.message)
    width = min(WIDTH, editor.app.size.width - 4) - len(head)
    parts = textwrap.wrap(message, max(20, width)) or [""]
    if len(parts) > most:
        parts = [*parts[: most - 1], " ".join(parts[most - 1 :])]
    rest = [[(" " * len(head), "base"), (part, "base")] for part in parts[1:]]
    return [[(head, finding.severity), (parts[0], "base")], *rest]
