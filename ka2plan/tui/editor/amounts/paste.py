"""Pasting a block into a matrix: all that would change is shown first, and written as one step."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.block import MOST_CELLS, Block, block_of, rows_in
from ka2plan.tui.editor.amounts.matrix import entry_name
from ka2plan.tui.editor.preview import width_for
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.amounts.view import AmountsView
    from ka2plan.tui.editor.context import Editor


def paste(editor: Editor, view: AmountsView, text: str) -> None:
    """Shows what a block comes to, and writes it."""
    rows = rows_in(text)
    if not rows:
        key = editor.key_of("help")
        words = _("copy cells in a spreadsheet, then paste here with the terminal's own key; {key} explains more")
        editor.say(words.format(key=key), "warning")
        return
    if sum(map(len, rows)) > MOST_CELLS:
        editor.say(_("that is too much for a plan: nothing was pasted"), "warning")
        return
    block = block_of(view, rows)
    if not block.amounts and not block.faults:
        editor.say(_("it is the same as what is there already"), "good")
        return
    title = _title(block)

    def chosen(answer: str) -> None:
        if answer == "paste" and editor.do(view.measure.edit(block.amounts, title)):
            editor.say(title, "good")

    leave = Answer("leave", _("leave it as it is"), "escape")
    answers = [Answer("paste", _("write it"), "p"), leave] if block.amounts else [leave]
    editor.ask(Question(editor.look, title, answers, _lines(editor, view, block)), chosen)


def _title(block: Block) -> str:
    words = ngettext("Paste {count} cell", "Paste {count} cells", block.cells)
    return words.format(count=block.cells) if block.cells else _("Nothing here can be pasted")


def _lines(editor: Editor, view: AmountsView, block: Block) -> list[list[Told]]:
    """What is not taken, then every amount that changes: where it stands, what there is, what it is then."""
    width, figure = width_for(editor), view.measure.figure
    sign = editor.look.glyphs.warning
    lines: list[list[Told]] = [
        [(line, "warning")]
        for fault in block.faults
        for line in textwrap.wrap(f"{sign} {visible(fault)}", width, subsequent_indent="  ")
    ]
    lines += [[]]
    for (entry, partner), amount in block.amounts.items():
        before = view.matrix.amounts.get((entry, partner), ZERO)
        lines.append(
            [
                (f"{visible(view.name_of(partner), 20):20} {visible(entry_name(entry), 16):16}", "base"),
                (f"{figure(before):>12} ", "dim"),
                (f"{editor.look.glyphs.arrow} {figure(amount):>12}", "added" if amount > before else "removed"),
            ]
        )
    return lines
