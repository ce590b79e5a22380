"""Saving under another name: where that is, and why not where it cannot be, is said while it is typed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.geometry import Region

from ka2plan.errors import Ka2planError
from ka2plan.messages import _
from ka2plan.text import visible
from ka2plan.tui.dialogs.in_place import InPlace, Typed, Understood

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor


def ask_for_name(editor: Editor, name: str = "", refusal: str = "") -> None:
    """Asks for a name and saves under it; one that is refused is asked for again as it was typed, with the reason."""

    def meant(text: str) -> Understood:
        return Understood(fault=refusal) if refusal and text == name else name_meant(editor.snapshot.path, text)

    def typed(answer: Typed) -> None:
        if not answer.value:
            return
        try:
            editor.session.save_as(answer.value)
        except Ka2planError as error:
            ask_for_name(editor, answer.value, str(error))
            return
        editor.app.remember.go_on_with(answer.value)
        editor.say(_("saved {path}").format(path=visible(answer.value)), "good")

    width, height = editor.app.size
    place = Region(0, height - 1, width, 1)
    editor.ask(InPlace(editor.look, place, name or editor.snapshot.path, meant, label=_("save as")), typed)


def name_meant(current: str, text: str) -> Understood:
    """The file that a typed name stands for, ``~`` being the user's own folder."""
    path = os.path.expanduser(text.strip())
    whole = os.path.abspath(path)
    if not path:
        return Understood()
    if whole == os.path.abspath(current) and os.path.lexists(whole):
        return Understood(None, _("its name now"))
    if os.path.lexists(whole):
        return Understood(fault=_("there is such a file already"))
    folder = os.path.dirname(whole)
    if not os.path.isdir(folder):
        return Understood(fault=_("there is no folder {folder}").format(folder=folder))
    return Understood(path, whole)
