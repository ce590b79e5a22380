"""Changing the effort where it stands: typing amounts, sharing out, spreading, unfolding work packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.amounts import commands
from ka2plan.tui.editor.command import Command
from ka2plan.words.messages import N_

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.effort.view import EffortView

GROUP = N_("Effort")


class EffortCommand(Command):
    """A command of the effort."""

    GROUP = GROUP
    VIEWS = ("effort",)

    def hinted(self, editor: Editor) -> bool:
        return not commands.has_selection(editor)

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.effort.view import EffortView

        if isinstance(editor.view, EffortView) and editor.view.row_count:
            self.work(editor, editor.view)

    def work(self, editor: Editor, view: EffortView) -> None:
        """Does it."""
        raise NotImplementedError


class _InEffort(Command):
    GROUP = GROUP
    VIEWS = ("effort",)


class EditEffort(_InEffort, commands.EditAmount):
    """Changes the amount under the cursor."""

    NAME = "effort.edit"
    LABEL = N_("change the effort: 12, 12+5, +5 or -5")


class TypeEffort(_InEffort, commands.TypeAmount):
    """Begins to type over the amount under the cursor."""

    NAME = "effort.type"


class ShareOut(EffortCommand):
    """Shares a total of the column out."""

    NAME = "effort.share-out"
    KEYS = ("=",)
    LABEL = N_("share a total of the column out between those who take part, by a rule")
    HINT = N_("share out")
    EDITS = True

    def work(self, editor: Editor, view: EffortView) -> None:
        from ka2plan.tui.effort.sharing import share_out

        share_out(editor, view)


class SpreadEffort(EffortCommand):
    """Spreads a new total of all."""

    NAME = "effort.spread"
    KEYS = ("s",)
    LABEL = N_("share out a new total over the plan, by a rule")
    HINT = N_("spread")
    EDITS = True

    def work(self, editor: Editor, view: EffortView) -> None:
        from ka2plan.tui.effort.sharing import spread

        spread(editor, view)


class TypeTotal(_InEffort, commands.TypeTotal):
    """Asks for a total, and spreads it."""

    NAME = "effort.total"


class ClearEffort(_InEffort, commands.ClearAmount):
    """Takes the amount out."""

    NAME = "effort.clear"


class PasteBlock(_InEffort, commands.PasteBlock):
    """Takes a block out of a spreadsheet."""

    NAME = "effort.paste"


class CopyBlock(_InEffort, commands.CopyBlock):
    """Copies a cell, a row or the whole table for a spreadsheet."""

    NAME = "effort.copy"


class UnfoldColumn(_InEffort, commands.UnfoldColumn):
    """Shows or hides the activities of the work package."""

    NAME = "effort.unfold"


class UnfoldAll(_InEffort, commands.UnfoldAll):
    """Shows or hides the activities of all work packages."""

    NAME = "effort.unfold-all"


class OpenEntry(_InEffort, commands.OpenEntry):
    """Opens the fields of what the cell is worked for."""

    NAME = "effort.open"


class BackToPlan(_InEffort, commands.BackToPlan):
    """Shows the plan."""

    NAME = "effort.leave"


COMMANDS = (
    EditEffort,
    TypeEffort,
    ShareOut,
    SpreadEffort,
    TypeTotal,
    ClearEffort,
    PasteBlock,
    CopyBlock,
    UnfoldColumn,
    UnfoldAll,
    OpenEntry,
    BackToPlan,
)
