"""A name of a file, typed in the last line: what it stands for is said while it is typed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ka2plan.errors import Ka2planError
from ka2plan.named_tuples import NamedTuple
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


class Named(NamedTuple):
    """The file that a typed name stands for, ``~`` being the user's own folder."""

    path: str
    whole: str
    """The same from the root on, the links on the way followed as the system does; empty where there is no such way."""

    @property
    def is_there(self) -> bool:
        """Whether there is such a file, or a link of that name."""
        return bool(self.whole) and os.path.lexists(self.whole)

    @property
    def fault(self) -> str:
        """Why no file can be written there, where that can be seen."""
        if not self.whole:
            return _("the folder in which ka2plan was started no longer exists")
        folder = os.path.dirname(self.whole)
        if not os.path.isdir(folder):
            return _("there is no folder {folder}").format(folder=folder)
        return _("this is a folder") if os.path.isdir(self.whole) else ""


def named(text: str) -> Named | None:
    """The file that is meant; None for no name."""
    path = os.path.expanduser(text.strip())
    return Named(path, _whole(path)) if path else None


def _whole(path: str) -> str:
    folder, name = os.path.split(path)
    try:
        return os.path.join(os.path.realpath(folder), name) if name else os.path.realpath(folder)
    except (OSError, ValueError):
        return ""


def are_one(one: str, other: str) -> bool:
    """Whether two paths are the same file, or would be: there may be none yet, or a link to nothing."""
    if os.path.abspath(one) == os.path.abspath(other):
        return True
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)


def ask_for_file(
    editor: Editor,
    label: str,
    text: str,
    meant: Callable[[str], Understood],
    then: Callable[[Any], None],
    *,
    begun: bool = False,
) -> None:
    """Asks for a name in the last line, ``text`` being there already; ``then`` gets what ``meant`` makes of it.

    With ``begun`` the text is what was typed already, so that more is added to it.
    """
    if editor.app.is_served:
        raise Ka2planError(_("no other file can be opened from a browser"))
    if not begun and os.path.expanduser(text.strip()) != text:  # a path that would be read otherwise than it is
        text = os.path.abspath(text)

    def typed(answer: Typed) -> None:
        if answer.value:
            then(answer.value)

    editor.ask(InPlace(editor.look, editor.foot, text, meant, label=label, begun=begun), typed)
