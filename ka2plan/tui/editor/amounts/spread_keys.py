"""What keys do in the dialog that spreads what is left."""

from __future__ import annotations

from ka2plan.tui.toolkit.dialog_keys import DialogAction
from ka2plan.words.messages import N_

_GROUP = N_("Sharing out what is left")


def _action(name: str, label: str, *keys: str) -> DialogAction:
    return DialogAction(f"spread.{name}", keys, label, _GROUP, ("spread",))


NEXT_RULE = _action("next-rule", N_("the next rule"), "j", "down", "tab")
PREVIOUS_RULE = _action("previous-rule", N_("the rule before"), "k", "up", "shift+tab")
AMOUNTS_DOWN = _action("page-down", N_("scroll the amounts"), "space", "pagedown")
AMOUNTS_UP = _action("page-up", N_("scroll the amounts back"), "pageup")
KEEP = _action("keep", N_("leave something else as it is"), "o")

ACTIONS = (NEXT_RULE, PREVIOUS_RULE, AMOUNTS_DOWN, AMOUNTS_UP, KEEP)
