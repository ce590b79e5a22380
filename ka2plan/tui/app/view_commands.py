"""The commands that work in single views, other than the plan's: loaded when one of these is first shown."""

from __future__ import annotations

from ka2plan.tui.budget import commands as budget
from ka2plan.tui.conflicts import commands as conflicts
from ka2plan.tui.dependencies import commands as dependencies
from ka2plan.tui.editor import cell_commands, selection_commands
from ka2plan.tui.editor.command import Command
from ka2plan.tui.effort import commands as effort
from ka2plan.tui.findings import commands as findings
from ka2plan.tui.form import commands as form
from ka2plan.tui.milestones import commands as milestones
from ka2plan.tui.status import commands as status
from ka2plan.tui.text import commands as text
from ka2plan.tui.workload import commands as workload

COMMANDS: tuple[type[Command], ...] = (
    *budget.COMMANDS,
    *effort.COMMANDS,
    *cell_commands.COMMANDS,
    *selection_commands.COMMANDS,
    *workload.COMMANDS,
    *dependencies.COMMANDS,
    *milestones.COMMANDS,
    *findings.COMMANDS,
    *form.COMMANDS,
    *text.COMMANDS,
    *conflicts.COMMANDS,
    *status.COMMANDS,
)
