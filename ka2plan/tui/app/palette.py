"""The palette: all that can be done, found by typing; what does not work where one is stands behind what does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class AllCommands(Picker[Command]):
    """Asks for a command; the key of one, typed alone, means that one before all others."""

    DEFAULT_CSS = "AllCommands > .box { width: 80; } AllCommands.-roomy > .box { width: 100; }"

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor.look, _("All commands"), _choices(editor))
        self._keys = {command: editor.keymap.keys_in(command, editor.view.NAME) for command in editor.keymap.commands}

    def matching(self, typed: str) -> list[Choice[Command]]:
        """The command of a key that was typed, then what holds the words."""
        found = super().matching(typed)
        wanted = typed.strip()
        keys = {choice.value: self._keys[choice.value] for choice in self._every}
        exact = [
            choice for choice in self._every if wanted in (*keys[choice.value], *map(key_name, keys[choice.value]))
        ]
        return [*exact, *(choice for choice in found if choice not in exact)]


def _choices(editor: Editor) -> list[Choice[Command]]:
    """What works now, what does not just now, and what works in other views, where it is not the same by its words."""
    keymap, view = editor.keymap, editor.view.NAME
    here = keymap.here(view)
    usable = {command for command in here if command.available(editor)}
    choices = [
        Choice(
            command,
            capitalised(_(command.LABEL)),
            keymap.told_in(command, view),
            dim=command not in usable,
            words=everyday_words(command),
        )
        for command in sorted(here, key=lambda command: command not in usable)
    ]
    by_label = {command.LABEL: command for command in reversed(keymap.commands) if command not in here}
    known = {command.LABEL for command in here}
    others = [command for command in keymap.commands if command in by_label.values() and command.LABEL not in known]
    return choices + [
        Choice(one, capitalised(_(one.LABEL)), keymap.where(one), dim=True, words=everyday_words(one)) for one in others
    ]


def everyday_words(command: Command) -> str:
    """Everyday words for it; no text at all has no translation."""
    return _(command.WORDS) if command.WORDS else ""


def run_or_go(editor: Editor, command: Command) -> None:
    """Runs a command where it works here; else goes to its view and tells its key."""
    if command in editor.keymap.here(editor.view.NAME):
        editor.run(command)
        return
    if command.VIEWS[0] == "entry":
        editor.entries.open(editor.selected or ("project",))
    else:
        editor.screen.show_view(command.VIEWS[0])
    key = editor.key_of(command.NAME)
    editor.say(_("here {key} does this: {what}").format(key=key, what=_(command.LABEL)))


def capitalised(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]
