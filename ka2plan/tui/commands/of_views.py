"""The commands that work in one view each, other than the plan's."""

from __future__ import annotations

from ka2plan.tui.commands import budget, conflicts, dependencies, findings, form, milestones, text, workload
from ka2plan.tui.commands.command import Command

COMMANDS: tuple[type[Command], ...] = (
    *budget.COMMANDS,
    *workload.COMMANDS,
    *dependencies.COMMANDS,
    *milestones.COMMANDS,
    *findings.COMMANDS,
    *form.COMMANDS,
    *text.COMMANDS,
    *conflicts.COMMANDS,
)

ELSEWHERE: tuple[type[Command], ...] = (
    *dependencies.ELSEWHERE,
    *findings.ELSEWHERE,
    *text.ELSEWHERE,
    *conflicts.ELSEWHERE,
)
"""What leads to these views from others."""
