"""Taking amounts out of the file: that of the cell under the cursor, or those of all cells that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.plan.model import ZERO
from ka2plan.tui.editor.amounts.cell_input import set_cell
from ka2plan.words.messages import ngettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.amounts.view import AmountsView
    from ka2plan.tui.editor.context import Editor


def clear(editor: Editor, view: AmountsView) -> None:
    """Clears what is selected, as one step."""
    if not view.has_selection:
        set_cell(editor, view, ZERO)
        return
    present, count = view.selected_cells.amounts, view.selected_cells.count
    if not present:
        words = ngettext("{count} cell is empty already", "{count} cells are empty already", count)
        editor.say(words.format(count=count), "good")
        return
    name = ngettext("Clear {count} cell", "Clear {count} cells", count).format(count=count)
    if editor.do(view.measure.edit(dict.fromkeys(present, ZERO), name)):
        editor.say(name, "good")
