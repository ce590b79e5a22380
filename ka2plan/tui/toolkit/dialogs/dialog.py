"""What all dialogs have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from ka2plan.tui.toolkit.key_hints import Hint, HintLine
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _

Answer = TypeVar("Answer")


class Safekeeping(Protocol):
    """What keeps safe what is being typed."""

    @property
    def before(self) -> str:
        """What was typed here last; empty where that is what stands there."""

    def note(self, text: str) -> None:
        """Takes in what stands there now."""

    def end(self) -> None:
        """Ends the typing."""

    def tell_dropped(self) -> None:
        """Says how what was dropped can be had back."""


class Dialog(ModalScreen[Answer], inherit_bindings=False):
    """A screen over the main one that answers once; Escape or ctrl+c leave it without an answer.

    These two come before whatever a dialog does with keys: nobody can be shut in. The keys of the dialog stand in the
    last line of the screen, in place of the view's.
    """

    DEFAULT_CSS = "Dialog { background: transparent; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    draft: Safekeeping | None = None
    """Keeps what is typed here safe, where it is more than a word."""

    _is_answered = False

    def __init__(self, look: Look, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.look = look

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here, the way out last; none where the dialog takes the last line itself."""
        return (Hint("enter", _("takes")), leaving())

    def on_mount(self) -> None:
        """Says which keys there are."""
        hints = self.hints()
        if hints:
            self.mount(HintLine(self.look, hints))

    def on_paste(self, event: events.Paste) -> None:
        """Says that nothing here takes what is pasted, where no field did."""
        event.stop()
        self._warn(_("nothing here takes what is pasted"))

    def on_key(self, event: events.Key) -> None:
        """Shows the keys again."""
        self._warn("")

    def _warn(self, warning: str) -> None:
        for line in self.query(HintLine):
            line.warn(warning)

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

    def action_interrupt(self) -> None:
        """Leaves the dialog as Escape does."""
        self.action_leave()


def leaving() -> Hint:
    """The way out of a dialog."""
    return Hint("esc", _("leaves"))


def editing() -> Hint:
    """How a line that is typed in is emptied."""
    return Hint("^u", _("empties"))
