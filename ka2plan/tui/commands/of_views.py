"""The commands that work in one view each, other than the plan's."""

from __future__ import annotations

from ka2plan.tui.commands import budget, dependencies, findings, form, milestones
from ka2plan.tui.commands.command import Command

COMMANDS: tuple[type[Command], ...] = (
    *budget.COMMANDS,
    *dependencies.COMMANDS,
    *milestones.COMMANDS,
    *findings.COMMANDS,
    *form.COMMANDS,
)

ELSEWHERE: tuple[type[Command], ...] = (*dependencies.ELSEWHERE, *findings.ELSEWHERE)
"""What leads to these views from others."""
