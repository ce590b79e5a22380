"""Everything a user can do: one class each, from which keys, footer, palette and help are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.app import program_commands, view_commands
from ka2plan.tui.app.views import EVERY_VIEW
from ka2plan.tui.editor import cursor_commands, history_commands, search_commands
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.keymap import Repertoire
from ka2plan.tui.entry import bulk_commands, entry_commands, move_commands
from ka2plan.tui.entry import commands as entry
from ka2plan.tui.files import commands as files
from ka2plan.tui.files import report_commands
from ka2plan.tui.plan import commands as plan
from ka2plan.tui.status import commands as status

if TYPE_CHECKING:
    from ka2plan.tui.toolkit.dialog_keys import DialogAction

COMMANDS: tuple[type[Command], ...] = (
    *view_commands.COMMANDS,
    *entry.COMMANDS,
    *entry_commands.COMMANDS,
    *bulk_commands.COMMANDS,
    *move_commands.COMMANDS,
    *status.ELSEWHERE,
    *history_commands.COMMANDS,
    *search_commands.COMMANDS,
    *plan.COMMANDS,
    *files.COMMANDS,
    *report_commands.COMMANDS,
    *cursor_commands.COMMANDS,
    *view_commands.ELSEWHERE,
    *program_commands.COMMANDS,
)
"""All commands, in the order of help; the footer shows those with a hint in the same order."""


def dialog_actions() -> tuple[DialogAction, ...]:
    """What keys do in dialogs."""
    from ka2plan.tui.app.dialog_actions import DIALOG_ACTIONS

    return DIALOG_ACTIONS


REPERTOIRE = Repertoire(COMMANDS, dialog_actions, EVERY_VIEW)
"""What the user's file of keys can name."""


def within_plan(repertoire: Repertoire) -> Repertoire:
    """The same without what reaches other files than the plan, or other programs."""
    return repertoire._replace(commands=tuple(one for one in repertoire.commands if not one.OUTSIDE))


__all__ = ["COMMANDS", "REPERTOIRE", "Command", "within_plan"]
