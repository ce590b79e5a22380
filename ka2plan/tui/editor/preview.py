"""Which findings an edit would bring and which it would take away, before it is made."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.document import Document, Edit
from ka2plan.findings import Finding, Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import read_plan
from ka2plan.rules import call_of, check
from ka2plan.session import Snapshot
from ka2plan.tui.editor.fields.typed_value import CLEARED, plain_text
from ka2plan.tui.toolkit.dialogs.question import WIDTH, Answer, Question
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.figures import figure
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.editor.fields.entry_fields import EntryField


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


def with_preview(editor: Editor, edit: Edit, field: EntryField, written: Any) -> None:
    """Makes an edit at once where it changes no finding; else says what would come and go, and asks.

    ``written`` is what the field would have, as TOML has it.
    """
    shown = preview(editor.snapshot, edit)
    if not shown.come and not shown.gone:
        editor.do(edit)
        return
    answers = [
        Answer("apply", _("change it"), "c"),
        Answer("leave", _("leave it as it is"), "escape"),
    ]
    title = _("{old} -> {new}: what would change").format(old=_shown(field, field.value), new=_shown(field, written))
    if field.path[-1] != "type":
        title = _("{label} {title}").format(label=field.label, title=title)
    lines = [*_of_packages(editor, edit), *preview_lines(editor, shown)]

    def chosen(answer: str) -> None:
        if answer == "apply":
            editor.do(edit)

    editor.ask(Question(editor.look, title, answers, lines), chosen)


def _shown(field: EntryField, value: Any) -> str:
    """A value as a title names it."""
    if value is None or value is CLEARED:
        return _("nothing")
    return figure(Decimal(str(value))) if field.type == "money" else plain_text(value)


def _of_packages(editor: Editor, edit: Edit) -> list[list[Told]]:
    """What becomes of the work packages where the other type of partnership has none, or of activities without."""
    snapshot = editor.snapshot
    if snapshot.book is None or snapshot.call is None:
        return []
    after = read_plan(Document(snapshot.text).apply(edit).data).plan
    after_unit = call_of(after, snapshot.book).unit_of_plan
    if after_unit == snapshot.call.unit_of_plan:
        return []
    if after_unit == "activity" and snapshot.plan.work_packages:
        words = _(
            "The form has no work packages. Those of the plan stay until you take them out, and so do all activities; "
            "money that the packages have of their own has to go into activities."
        )
    elif after_unit == "work-package" and snapshot.plan.activities and not snapshot.plan.work_packages:
        words = _("The form has work packages: add them, then move the activities into them.")
    else:
        return []
    return [[], *([(line, "base")] for line in textwrap.wrap(words, _width(editor)))]


def preview_lines(editor: Editor, shown: Preview) -> list[list[Told]]:
    """What would come and go, the gravest first."""
    come = ngettext("{count} finding would come", "{count} findings would come", len(shown.come))
    gone = ngettext("{count} finding would go", "{count} findings would go", len(shown.gone))
    lines: list[list[Told]] = []
    for heading, findings, style in ((come, shown.come, "removed"), (gone, shown.gone, "added")):
        if findings:
            lines += [[], [(heading.format(count=len(findings)), style)]]
            lines += [line for finding in findings for line in _finding_lines(editor, finding)]
    return lines


def _width(editor: Editor) -> int:
    return min(WIDTH, editor.app.size.width - 4)


def _finding_lines(editor: Editor, finding: Finding) -> list[list[Told]]:
    sign = getattr(editor.look.glyphs, finding.severity)
    head = f"  {sign} {finding.code} "
    parts = textwrap.wrap(visible(finding.message), max(20, _width(editor) - len(head))) or [""]
    rest = [[(" " * len(head), "base"), (part, "base")] for part in parts[1:]]
    return [[(head, finding.severity), (parts[0], "base")], *rest]
