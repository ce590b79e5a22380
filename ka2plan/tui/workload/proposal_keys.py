"""What keys do in the dialog with proposals against too much."""

from __future__ import annotations

from ka2plan.tui.toolkit.dialog_keys import DialogAction
from ka2plan.words.messages import N_

_GROUP = N_("Proposals against too much")


def _action(name: str, label: str, *keys: str) -> DialogAction:
    return DialogAction(f"proposals.{name}", keys, label, _GROUP, ("proposals",))


NEXT = _action("next", N_("the next proposal"), "j", "down", "tab")
PREVIOUS = _action("previous", N_("the proposal before"), "k", "up", "shift+tab")
CHANGES_DOWN = _action("page-down", N_("scroll what it changes"), "space", "pagedown")
CHANGES_UP = _action("page-up", N_("scroll what it changes back"), "pageup")

ACTIONS = (NEXT, PREVIOUS, CHANGES_DOWN, CHANGES_UP)
