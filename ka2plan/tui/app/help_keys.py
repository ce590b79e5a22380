"""What keys do in help."""

from __future__ import annotations

from ka2plan.tui.toolkit.dialog_keys import DialogAction
from ka2plan.words.messages import N_

_GROUP = N_("In help")


def _action(name: str, label: str, *keys: str) -> DialogAction:
    return DialogAction(f"help.{name}", keys, label, _GROUP, ("help",))


FIRST = _action("first", N_("first line"), "g", "home")
LAST = _action("last", N_("last line"), "G", "end")
SEARCH = _action("search", N_("search"), "/")
NEXT = _action("next", N_("next match"), "n")
PREVIOUS = _action("previous", N_("previous match"), "N")
CLOSE = _action("close", N_("close it as well"), "q", "?", "f1")

ACTIONS = (FIRST, LAST, SEARCH, NEXT, PREVIOUS, CLOSE)
