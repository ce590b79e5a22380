"""What all dialogs have in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from ka2plan.tui.drafting import Draft

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], inherit_bindings=False):
    """A screen over the main one that answers once; Escape leaves it without an answer."""

    DEFAULT_CSS = "Dialog { background: transparent; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    draft: Draft | None = None
    """Keeps what is typed here safe, where it is more than a word."""

    _is_answered = False

    def answer(self, answer: Answer | None = None) -> None:
        """Closes the dialog; a second key that came before it was gone changes nothing."""
        if not self._is_answered:
            self._is_answered = True
            if self.draft:
                self.draft.end()
            self.dismiss(answer)

    def action_leave(self) -> None:
        """Closes the dialog without an answer."""
        self.answer()
