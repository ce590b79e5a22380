"""Saving under another name: where that is, and why not where it cannot be, is said while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.errors import Ka2planError
from ka2plan.tui.files.file_names import are_one, ask_for_file, named
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def ask_for_name(editor: Editor, name: str = "", refusal: str = "") -> None:
    """Asks for a name and saves under it; one that is refused is asked for again as it was typed, with the reason."""

    def meant(text: str) -> Understood:
        return Understood(fault=refusal) if refusal and text == name else name_meant(editor.snapshot.path, text)

    def save(path: str) -> None:
        try:
            editor.session.save_as(path)
        except Ka2planError as error:
            ask_for_name(editor, path, str(error))
            return
        editor.app.remember.go_on_with(path)
        editor.say(_("saved {path}").format(path=visible(path)), "good")

    ask_for_file(editor, _("save as"), name or editor.snapshot.path, meant, save)


def name_meant(current: str, text: str) -> Understood:
    """The file that a typed name stands for: one that does not exist yet."""
    file = named(text)
    if file is None:
        return Understood()
    if file.is_there:
        is_its_own = are_one(current, file.whole)
        return Understood(None, _("its name now")) if is_its_own else Understood(fault=_("this file exists already"))
    return Understood(fault=file.fault) if file.fault else Understood(file.path, file.whole)
