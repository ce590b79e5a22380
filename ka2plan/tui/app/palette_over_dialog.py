"""The palette over a dialog: what its keys do, then the commands of the view behind it, which leave the dialog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ka2plan.tui.app.palette import capitalised, everyday_words, run_or_go
from ka2plan.tui.editor.command import Command
from ka2plan.tui.toolkit.dialog_keys import HELP, LEAVE, DialogAction
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.key_names import key_names
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.toolkit.dialogs.dialog import Dialog


def offer_over(editor: Editor, dialog: Dialog[Any]) -> None:
    """Asks what to do in a dialog, or in place of it."""
    works: dict[DialogAction, Callable[[], object]] = {
        **dialog.actions(),
        HELP: partial(dialog.post_message, dialog.HelpWanted(dialog)),
        LEAVE: dialog.leave,
    }
    keymap, view = editor.keymap, editor.view.NAME
    choices: list[Choice[DialogAction | Command]] = [
        Choice(action, capitalised(_(action.label)), key_names(keymap.keys_named(action.name))) for action in works
    ]
    choices += [
        Choice(
            command,
            capitalised(_(command.LABEL)),
            _("leaves what is open here"),
            dim=True,
            words=everyday_words(command),
        )
        for command in keymap.here(view)
        if command.available(editor)
    ]

    def chosen(wanted: DialogAction | Command) -> None:
        if isinstance(wanted, DialogAction):
            works[wanted]()
            return
        dialog.leave()
        if dialog.has_answered:
            editor.app.call_later(run_or_go, editor, wanted)

    editor.ask(Picker(editor.look, _("All that can be done here"), choices), chosen)
