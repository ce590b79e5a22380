"""Which findings an edit would bring and which it would take away, before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.checks import check
from ka2plan.document import Document, Edit
from ka2plan.findings import Finding
from ka2plan.messages import _, ngettext
from ka2plan.plan import read_plan
from ka2plan.records import NamedTuple
from ka2plan.session import Snapshot
from ka2plan.tui.dialogs.question import Answer, Question
from ka2plan.tui.drawing import Told

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor
    from ka2plan.tui.entry.fields import EntryField

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
    """The findings that are only in one of two states; the same one in other words is the same."""
    old = {(finding.code, finding.where) for finding in before}
    new = {(finding.code, finding.where) for finding in after}
    return Preview(
        tuple(finding for finding in after if (finding.code, finding.where) not in old),
        tuple(finding for finding in before if (finding.code, finding.where) not in new),
    )


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
    """What would come and go, a line each; the gravest first."""
    come = ngettext("{count} finding would come", "{count} findings would come", len(shown.come))
    gone = ngettext("{count} finding would go", "{count} findings would go", len(shown.gone))
    lines: list[list[Told]] = []
    for heading, findings, style in ((come, shown.come, "removed"), (gone, shown.gone, "added")):
        if findings:
            lines += [[], [(heading.format(count=len(findings)), style)]]
            lines += [_finding_line(editor, finding) for finding in findings[:MOST]]
        if len(findings) > MOST:
            lines.append([(f"  {_('and {count} more').format(count=len(findings) - MOST)}", "dim")])
    return lines


def _finding_line(editor: Editor, finding: Finding) -> list[Told]:
    sign = getattr(editor.look.glyphs, finding.severity)
    return [(f"  {sign} {finding.code} ", finding.severity), (finding.message, "base")]
