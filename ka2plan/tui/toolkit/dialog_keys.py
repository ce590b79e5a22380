"""What keys do in dialogs, by names that a user's file of keys can give other keys to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ka2plan.words.messages import N_


class DialogAction(NamedTuple):
    """One thing that a key does in dialogs."""

    name: str
    """How the file of keys calls it, such as ``dialog.leave``."""
    keys: tuple[str, ...]
    """Keys it has unless the user says otherwise; the first is the one that the dialog tells."""
    label: str
    """What it does, for help; marked for translation."""
    group: str
    """The heading under which help lists it; marked for translation."""
    dialogs: tuple[str, ...] = ()
    """Kinds of dialogs in which it works; in all where there are none."""


class DialogKeys(Protocol):
    """The keys as the user has them."""

    def action_in(self, dialog: str, keys: Sequence[str]) -> str | None:
        """The name of what a key does in a kind of dialog; ``keys`` are names of the one key."""

    def keys_named(self, name: str) -> tuple[str, ...]:
        """The keys of what is called so."""


_ALL = N_("In every dialog")
LEAVE = DialogAction("dialog.leave", ("escape",), N_("leave it without an answer"), _ALL)
INTERRUPT = DialogAction("dialog.interrupt", ("ctrl+c",), N_("leave it; in a text copy what is selected"), _ALL)
HELP = DialogAction("dialog.help", ("f1",), N_("help on the keys of the dialog"), _ALL)
PALETTE = DialogAction("dialog.palette", ("f3", "ctrl+p"), N_("all that can be done here, found by typing"), _ALL)
TAKE = DialogAction("dialog.take", ("enter",), N_("accept what is typed, or what the cursor is on"), _ALL)

_LISTS = N_("In lists that typing narrows")
_OF_LISTS = ("picker", "marks")
CHOICE_UP = DialogAction("choice.up", ("up", "ctrl+p"), N_("one choice up"), _LISTS, (*_OF_LISTS, "values"))
CHOICE_DOWN = DialogAction("choice.down", ("down", "ctrl+n"), N_("one choice down"), _LISTS, (*_OF_LISTS, "values"))
CHOICES_UP = DialogAction("choice.page-up", ("pageup",), N_("a page of choices up"), _LISTS, _OF_LISTS)
CHOICES_DOWN = DialogAction("choice.page-down", ("pagedown",), N_("a page of choices down"), _LISTS, _OF_LISTS)
MARK = DialogAction("choice.mark", ("space",), N_("mark one of several, or remove its mark"), _LISTS, ("marks",))
MARK_ALL = DialogAction("choice.mark-all", ("ctrl+a",), N_("mark all that are listed, or none"), _LISTS, ("marks",))

_VALUES = N_("Where values are typed")
NEXT_FIELD = DialogAction("values.next", ("tab",), N_("go to the next value"), _VALUES, ("values",))
PREVIOUS_FIELD = DialogAction("values.previous", ("shift+tab",), N_("go to the value before"), _VALUES, ("values",))
_IN_PLACE = ("value",)
_OF_FORM = (*_IN_PLACE, *_OF_LISTS, "text")
TAKE_NEXT = DialogAction("value.next", ("tab",), N_("accept it and go to the next field or cell"), _VALUES, _OF_FORM)
TAKE_PREVIOUS = DialogAction(
    "value.previous", ("shift+tab",), N_("accept it and go to the field or cell before"), _VALUES, _OF_FORM
)
TAKE_NEXT_ENTRY = DialogAction(
    "value.next-entry",
    ("ctrl+down", "shift+down", "ctrl+n"),
    N_("accept it and go to the same field of the next entry"),
    _VALUES,
    _OF_FORM,
)
TAKE_PREVIOUS_ENTRY = DialogAction(
    "value.previous-entry",
    ("ctrl+up", "shift+up"),
    N_("accept it and go to the same field of the entry before"),
    _VALUES,
    _OF_FORM,
)
TAKE_BELOW = DialogAction("value.below", ("down",), N_("accept it and go to the one below"), _VALUES, _IN_PLACE)
TAKE_ABOVE = DialogAction("value.above", ("up",), N_("accept it and go to the one above"), _VALUES, _IN_PLACE)
TAKE_TEXT = DialogAction(
    "text.take", ("ctrl+s", "f2"), N_("accept a text of several lines, or all values"), _VALUES, ("text", "values")
)

_QUESTIONS = N_("In questions")
_OF_QUESTIONS = ("question",)
ANSWER_UP = DialogAction("question.up", ("up", "k"), N_("one answer up"), _QUESTIONS, _OF_QUESTIONS)
ANSWER_DOWN = DialogAction("question.down", ("down", "j"), N_("one answer down"), _QUESTIONS, _OF_QUESTIONS)
ASKED_UP = DialogAction("question.page-up", ("pageup",), N_("scroll a long question back"), _QUESTIONS, _OF_QUESTIONS)
ASKED_DOWN = DialogAction(
    "question.page-down", ("pagedown", "space"), N_("scroll a long question"), _QUESTIONS, _OF_QUESTIONS
)

_TEXTS = N_("While reading")
_OF_TEXTS = ("reading", "changes", "help", "slip")
READ_DOWN = DialogAction("reading.down", ("j", "down"), N_("one line down"), _TEXTS, _OF_TEXTS)
READ_UP = DialogAction("reading.up", ("k", "up"), N_("one line up"), _TEXTS, _OF_TEXTS)
PAGE_DOWN = DialogAction("reading.page-down", ("space", "pagedown"), N_("one page down"), _TEXTS, _OF_TEXTS)
PAGE_UP = DialogAction("reading.page-up", ("pageup",), N_("one page up"), _TEXTS, _OF_TEXTS)
COPY_TEXT = DialogAction("reading.copy", ("y",), N_("copy the whole text to the clipboard"), _TEXTS, ("reading",))

ACTIONS = (
    *(TAKE, LEAVE, INTERRUPT, HELP, PALETTE),
    *(CHOICE_DOWN, CHOICE_UP, CHOICES_DOWN, CHOICES_UP, MARK, MARK_ALL),
    *(NEXT_FIELD, PREVIOUS_FIELD, TAKE_NEXT, TAKE_PREVIOUS, TAKE_BELOW, TAKE_ABOVE),
    *(TAKE_NEXT_ENTRY, TAKE_PREVIOUS_ENTRY, TAKE_TEXT),
    *(ANSWER_DOWN, ANSWER_UP, ASKED_DOWN, ASKED_UP),
    *(READ_DOWN, READ_UP, PAGE_DOWN, PAGE_UP, COPY_TEXT),
)
"""What the dialogs of the toolkit react to, besides what is typed into them."""


def answer_action(name: str, key: str, label: str) -> DialogAction:
    """What chooses an answer: the questions in which it stands have no other answer of this name."""
    return DialogAction(f"answer.{name}", (key,), label, N_("Answers to questions"), (f"answer {name}",))
