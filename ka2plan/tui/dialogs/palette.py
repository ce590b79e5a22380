"""The palette: all that can be done where one is, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.messages import _
from ka2plan.tui.commands.command import Command
from ka2plan.tui.dialogs.picker import Choice, Picker
from ka2plan.tui.keymap import key_names

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor


def palette(editor: Editor) -> Picker[Command]:
    """A picker over the commands that can be used now, with their keys."""
    usable = [command for command in editor.keymap.here(editor.view.NAME) if command.available(editor)]
    choices = [
        Choice(
            command,
            capitalised(_(command.LABEL)),
            key_names(editor.keymap.keys_in(command, editor.view.NAME)),
        )
        for command in usable
    ]
    return Picker(editor.look, _("All commands"), choices)


def capitalised(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]
