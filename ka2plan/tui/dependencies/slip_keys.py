"""What keys do in the dialog that shows what a slip leads to."""

from __future__ import annotations

from ka2plan.plan.calendar import LagUnit
from ka2plan.tui.toolkit.dialog_keys import DialogAction
from ka2plan.words.messages import N_

_GROUP = N_("What if it is late")


def _action(name: str, label: str, *keys: str) -> DialogAction:
    return DialogAction(f"slip.{name}", keys, label, _GROUP, ("slip",))


STEPS: dict[DialogAction, tuple[int, LagUnit]] = {
    _action("month-less", N_("a month less"), "<"): (-1, "m"),
    _action("month-more", N_("a month more"), ">"): (1, "m"),
    _action("week-less", N_("a week less"), ","): (-1, "w"),
    _action("week-more", N_("a week more"), "."): (1, "w"),
    _action("day-less", N_("a day less"), "-"): (-1, "d"),
    _action("day-more", N_("a day more"), "+"): (1, "d"),
}
"""What makes the slip shorter or longer, by how much."""

TYPE = _action("type", N_("type by how much, or to when"), "t", "=")
PUSH = _action("push", N_("what depends on it moves too, or stays"), "p")
CLOSE = _action("close", N_("close it as well"), "q")

ACTIONS = (*STEPS, TYPE, PUSH, CLOSE)
