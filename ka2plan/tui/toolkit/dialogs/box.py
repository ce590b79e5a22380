"""The look that dialogs share."""

from __future__ import annotations

from typing import TypeVar

from ka2plan.tui.toolkit.dialogs.dialog import Dialog
from ka2plan.tui.toolkit.theme import Look

Answer = TypeVar("Answer")


class Box(Dialog[Answer]):
    """A framed box in the middle of the screen; Escape leaves it without an answer.

    Its contents go into one container with the class ``box``.
    """

    DEFAULT_CSS = """
    Box { align: center middle; }
    Box > .box {
        width: 72;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        border: round $primary;
        border-title-color: $foreground;
        background: $background;
        padding: 0 1;
    }
    Box.ascii > .box { border: ascii $primary; }
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, classes="" if look.is_unicode else "ascii")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-roomy")]
