"""Everything a user can do: one class each, from which keys, footer, palette and help are made."""

from __future__ import annotations

from ka2plan.tui.commands import (
    edits,
    entries,
    entry,
    files,
    history,
    moving,
    navigating,
    of_views,
    plan,
    program,
    search,
)
from ka2plan.tui.commands.command import Command

COMMANDS: tuple[type[Command], ...] = (
    *of_views.COMMANDS,
    *entry.COMMANDS,
    *entries.COMMANDS,
    *edits.COMMANDS,
    *moving.COMMANDS,
    *history.COMMANDS,
    *search.COMMANDS,
    *plan.COMMANDS,
    *files.COMMANDS,
    *navigating.COMMANDS,
    *of_views.ELSEWHERE,
    *program.COMMANDS,
)
"""All commands, in the order of help; the footer shows those with a hint in the same order."""

__all__ = ["COMMANDS", "Command"]
