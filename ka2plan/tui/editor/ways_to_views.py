"""The keys that lead to other views while something is typed in a cell or a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ka2plan.tui.editor.command import Command
    from ka2plan.tui.editor.context import Editor


def ways_to_views(editor: Editor) -> dict[str, Command]:
    """The commands that show a view, by those of their keys that type nothing."""
    keymap = editor.keymap
    views = [command for command in keymap.commands if command.SHOWS]
    return {key: command for command in views for key in keymap.keys_in(command, editor.view.NAME) if len(key) > 1}
