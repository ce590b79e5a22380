"""What changed since the plan was granted, under what it needs: an amendment, the agency's agreement, neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.changes.amendment_forms import need_blocks
from ka2plan.changes.amendments import needs_of
from ka2plan.changes.comparison import Comparison
from ka2plan.changes.granted import granted_text
from ka2plan.rules import call_of
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.tui.editor.context import Editor


def tell_since_grant(editor: Editor) -> None:
    """Shows the changes; says why where the plan as granted cannot be read."""
    snapshot, granted = editor.snapshot, editor.plan.project.granted
    if snapshot.book is None:
        editor.say(_("the rules of the call are still being read"), "warning")
        return
    book = snapshot.book
    comparison = Comparison(granted_text(snapshot.path, granted), snapshot.text)
    title = _("Since the grant ({revision})").format(revision=granted)
    editor.show_text(title, lambda width: list(_lines(comparison, book, width)))


def _lines(comparison: Comparison, book: CallBook, width: int) -> Iterator[list[Told]]:
    needs = needs_of(comparison, call_of(comparison.old, book))
    if not needs:
        yield [(_("nothing was changed since the grant"), "good")]
    blocks = need_blocks(comparison, needs, lambda id: book.source(id).title)
    for place, (heading, told) in enumerate(blocks):
        if place:
            yield []
        yield [(heading, "bright")]
        for sentences, rules in told:
            for sentence in sentences:
                yield from _indented(sentence, "  ", "base", width)
            for rule in rules:
                yield from _indented(rule, "    ", "dim", width)


def _indented(text: str, blanks: str, style: str, width: int) -> Iterator[list[Told]]:
    for line in wrapped(text, width - len(blanks)):
        yield [(blanks, "base"), (line, "dim" if style == "dim" else "base")]
