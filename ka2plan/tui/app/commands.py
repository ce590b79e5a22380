"""Everything a user can do: one class each, from which keys, footer, palette and help are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.app import program_commands
from ka2plan.tui.app.views import EVERY_VIEW
from ka2plan.tui.conflicts import arrival_commands
from ka2plan.tui.dependencies import project_commands, slip_commands
from ka2plan.tui.editor import cursor_commands, history_commands, search_commands
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.keymap import Repertoire
from ka2plan.tui.entry import bulk_commands, entry_commands, move_commands
from ka2plan.tui.entry import commands as entry
from ka2plan.tui.files import commands as files
from ka2plan.tui.files import report_commands
from ka2plan.tui.findings import entry_commands as findings
from ka2plan.tui.partners import commands as partners
from ka2plan.tui.plan import commands as plan
from ka2plan.tui.status import commands as status
from ka2plan.tui.text import change_commands

if TYPE_CHECKING:
    from ka2plan.tui.toolkit.dialog_keys import DialogAction

COMMANDS: tuple[type[Command], ...] = (
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
    *slip_commands.ELSEWHERE,
    *project_commands.COMMANDS,
    *partners.COMMANDS,
    *findings.ELSEWHERE,
    *change_commands.ELSEWHERE,
    *arrival_commands.ELSEWHERE,
    *program_commands.COMMANDS,
)
"""The plan's commands, and all that work in several views."""

OF_SINGLE_VIEWS = (
    "budget",
    "effort",
    "workload",
    "dependencies",
    "milestones",
    "findings",
    "form",
    "text",
    "conflicts",
    "status",
)
"""The views that have commands of their own."""


def commands_of_single_views() -> tuple[type[Command], ...]:
    """The commands of those views."""
    from ka2plan.tui.app.view_commands import COMMANDS

    return COMMANDS


def dialog_actions() -> tuple[DialogAction, ...]:
    """What keys do in dialogs."""
    from ka2plan.tui.app.dialog_actions import DIALOG_ACTIONS

    return DIALOG_ACTIONS


REPERTOIRE = Repertoire(COMMANDS, OF_SINGLE_VIEWS, commands_of_single_views, dialog_actions, EVERY_VIEW)
"""What the user's file of keys can name."""


def within_plan(repertoire: Repertoire) -> Repertoire:
    """The same without what reaches other files than the plan, or other programs."""

    def inside(commands: tuple[type[Command], ...]) -> tuple[type[Command], ...]:
        return tuple(one for one in commands if not one.OUTSIDE)

    return repertoire._replace(
        shared=inside(repertoire.shared), of_single_views=lambda: inside(repertoire.of_single_views())
    )


__all__ = ["REPERTOIRE", "Command", "within_plan"]
