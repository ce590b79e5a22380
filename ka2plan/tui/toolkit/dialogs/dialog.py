"""What all dialogs have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol, TypeVar

from textual import events
from textual.message import Message
from textual.screen import ModalScreen

from ka2plan.tui.toolkit.dialog_keys import (
    HELP,
    INTERRUPT,
    LEAVE,
    PALETTE,
    TAKE,
    TAKE_NEXT,
    TAKE_NEXT_ENTRY,
    TAKE_PREVIOUS,
    TAKE_PREVIOUS_ENTRY,
    DialogAction,
    DialogKeys,
)
from ka2plan.tui.toolkit.key_hints import Hint, HintLine
from ka2plan.tui.toolkit.key_names import key_names, names_of
from ka2plan.tui.toolkit.key_queue import KeyTaker, OneKeyAtATime
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _

Answer = TypeVar("Answer")

Actions = Mapping[DialogAction, Callable[[], object]]
"""What a dialog does, by what its keys are called."""

NEXT, PREVIOUS, NEXT_ENTRY, PREVIOUS_ENTRY = "next", "previous", "next-entry", "previous-entry"
"""Where one goes on to from a field of a form: another field, or the same field of another entry."""

_STEPS = {
    TAKE_NEXT: NEXT,
    TAKE_PREVIOUS: PREVIOUS,
    TAKE_NEXT_ENTRY: NEXT_ENTRY,
    TAKE_PREVIOUS_ENTRY: PREVIOUS_ENTRY,
}


class TypingKeeper(Protocol):
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


class Dialog(KeyTaker, ModalScreen[Answer], inherit_bindings=False):
    """A screen over the main one that answers once; two keys leave it without an answer.

    These come before whatever a dialog does with keys: nobody can be shut in. The keys of the dialog stand in the last
    line of the screen, in place of the view's; which they are stands in the one table of all keys.
    """

    class HelpWanted(Message):
        """Somebody asks which keys there are in a dialog."""

        def __init__(self, dialog: Dialog[Any]) -> None:
            super().__init__()
            self.dialog = dialog

    class PaletteWanted(HelpWanted):
        """Somebody asks for all that can be done in a dialog."""

    DEFAULT_CSS = "Dialog { background: transparent; }"

    KIND: ClassVar[str]
    """The kind of dialog, by which the table of keys knows what works in it."""

    draft: TypingKeeper | None = None
    """Keeps what is typed here safe, where it is more than a word."""

    goes_on = False
    """Whether it asks for a field of a form, from which keys go on to others."""

    ended_by = ""
    """Where to go on to, where a key ended it that goes on; whether anything was taken or not."""

    _is_answered = False

    def __init__(self, look: Look, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.look = look

    @property
    def keys(self) -> DialogKeys:
        """The keys as the user has them."""
        app = self.app
        if not isinstance(app, OneKeyAtATime):
            raise TypeError(app)
        return app.dialog_keys

    def actions(self) -> Actions:
        """What keys do here besides leaving and typing."""
        return {}

    def going_on(self, take: Callable[[], object]) -> Actions:
        """What goes on to another field of a form; ``take`` answers, unless what is there cannot be taken."""
        return {action: partial(self._end_by, step, take) for action, step in _STEPS.items()} if self.goes_on else {}

    def _end_by(self, step: str, take: Callable[[], object]) -> None:
        self.ended_by = step
        take()
        if not self._is_answered:
            self.ended_by = ""

    def going_on_hints(self) -> Sequence[Hint]:
        """The key that goes on to the next field, in a form."""
        return (self.hint(_("takes, next"), TAKE_NEXT),) if self.goes_on else ()

    def other_key(self) -> Callable[[], object] | None:
        """What any other key does; None where it does nothing."""
        return None

    def taken(self, key: events.Key) -> Callable[[], object] | None:
        """What to do for a key before anything is typed with it; None where it is typed, or does nothing here."""
        if self.focused is not None and self.focused.check_consume_key(key.key, key.character):
            return None
        names = names_of(key)
        leaving: Actions = {LEAVE: self.leave, INTERRUPT: self.interrupt, HELP: self._ask_for_help}
        for action, work in leaving.items():
            if set(names) & set(self.keys.keys_named(action.name)):
                return work
        name = self.keys.action_in(self.KIND, names)
        if name == PALETTE.name:
            return self._ask_for_palette
        return next((work for action, work in self.actions().items() if action.name == name), self.other_key())

    def key_of(self, *actions: DialogAction) -> str:
        """The first key of each, as sentences call them."""
        firsts = (self.keys.keys_named(action.name)[:1] for action in actions)
        return key_names(key for keys in firsts for key in keys)

    def hint(self, word: str, *actions: DialogAction) -> Hint:
        """The keys of what is done here, and a word on it."""
        return Hint(self.key_of(*actions), word)

    def hints(self) -> Sequence[Hint]:
        """Keys and what they do here, the way out last; none where the dialog takes the last line itself."""
        return (self.hint(_("takes"), TAKE), self.leaving())

    def leaving(self) -> Hint:
        """The way out."""
        return self.hint(_("leaves"), LEAVE)

    def on_mount(self) -> None:
        """Says which keys there are."""
        hints = [hint for hint in self.hints() if hint.keys]
        if hints:
            self.mount(HintLine(self.look, hints))

    def on_paste(self, event: events.Paste) -> None:
        """Says that nothing here takes what is pasted, where no field did."""
        event.stop()
        self._warn(_("nothing here takes what is pasted"))

    def on_key(self, event: events.Key) -> None:
        """Shows the keys again."""
        self._warn("")

    def _ask_for_help(self) -> None:
        self.post_message(self.HelpWanted(self))

    def _ask_for_palette(self) -> None:
        self.post_message(self.PaletteWanted(self))

    @property
    def has_answered(self) -> bool:
        """Whether it is closed, or closing."""
        return self._is_answered

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

    def leave(self) -> None:
        """Closes the dialog without an answer."""
        self.answer()

    def interrupt(self) -> None:
        """Leaves the dialog as Escape does."""
        self.leave()


def editing() -> Hint:
    """How a line that is typed in is emptied."""
    return Hint("^u", _("empties"))
