"""Edits of the project on which the rules depend: what one would change is seen before it is made."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.document import Document, Edit
from ka2plan.plan import read_plan
from ka2plan.rules import call_of
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.editor.fields.typed_value import CLEARED, plain_text
from ka2plan.tui.editor.preview import preview, preview_lines, width_for
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.words.figures import figure
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


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
            "The form has no work packages. Those of the plan stay until you delete them, and so "
            "do all activities; money of the work packages themselves has to go into activities."
        )
    elif after_unit == "work-package" and snapshot.plan.activities and not snapshot.plan.work_packages:
        words = _("The form has work packages: add them, then move the activities into them.")
    else:
        return []
    return [[], *lines_in("base", textwrap.wrap(words, width_for(editor)))]
