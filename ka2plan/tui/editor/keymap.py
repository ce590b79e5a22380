"""Which key does what: the commands' own keys, and those of the user's file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.own_files import read_toml
from ka2plan.toml import TomlFault
from ka2plan.tui.editor.command import Command
from ka2plan.tui.editor.key_table import Doubled, Holder, KeyTable
from ka2plan.tui.editor.view_list import ViewList
from ka2plan.tui.toolkit.key_names import key_name, key_names
from ka2plan.tui.toolkit.known_keys import as_it_arrives, nearest
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.tui.toolkit.dialog_keys import DialogAction

FILE = "keys.toml"

WAY_OUT = "dialog.leave"
"""What must keep a key."""


class Repertoire(NamedTuple):
    """Everything that keys lead to."""

    shared: tuple[type[Command], ...]
    """Commands of several views, and those of every view that is not named next."""
    single_views: tuple[str, ...]
    """Views that have commands of their own."""
    of_single_views: Callable[[], tuple[type[Command], ...]]
    """Gives the commands that work in some of those views only."""
    actions: Callable[[], tuple[DialogAction, ...]]
    """Gives what keys do in dialogs."""
    views: ViewList

    @property
    def commands(self) -> tuple[type[Command], ...]:
        """All commands, in the order of help; the footer shows those with a hint in the same order."""
        return (*self.of_single_views(), *self.shared)


class _Scope:
    """Commands, each with its keys, in which all are that work in some views."""

    def __init__(self, commands: tuple[Command, ...], given: Mapping[str, tuple[str, ...]]) -> None:
        self.commands = commands
        self.named = {command.NAME: command for command in commands}
        self.takes_any = {view: one for one in commands if one.TAKES_ANY_CHARACTER for view in one.VIEWS}
        self.table = KeyTable([Holder(command.NAME, command.KEYS, command.VIEWS) for command in commands], given)


class Keymap:
    """Finds the command of a key.

    The file ``keys.toml`` in the configuration folder has lines such as ``"move.month-later" = [">", "ctrl+right"]``;
    an empty list takes a command's keys away. A key given there is taken from the commands that have it otherwise.
    What the file says wrongly is in ``faults`` and else ignored.
    """

    def __init__(self, repertoire: Repertoire, own: Mapping[str, Any] | None = None) -> None:
        self.views = repertoire.views
        self.faults: tuple[str, ...] = ()
        self._repertoire = repertoire
        self._shared = tuple(command() for command in repertoire.shared)
        self._given: Mapping[str, tuple[str, ...]] = {}
        if own:
            self._given = self._read(own)
            self._blame_doubled(*self._all.table.doubled, *self._in_dialogs.doubled)

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """All commands, in the order of help."""
        return (*(command() for command in self._repertoire.of_single_views()), *self._shared)

    @cached_property
    def _all(self) -> _Scope:
        return _Scope(self.commands, self._given)

    @cached_property
    def _of_other_views(self) -> _Scope:
        """The shared commands. By themselves no two have the same key in one view: the others take none from them."""
        return self._all if self._given else _Scope(self._shared, {})

    def _scope(self, view: str) -> _Scope:
        """All that works in a view, and perhaps more."""
        return self._all if view in self._repertoire.single_views else self._of_other_views

    def _scope_with(self, name: str) -> _Scope:
        """Where the command of that name is, if there is one."""
        return self._of_other_views if name in self._of_other_views.named else self._all

    @cached_property
    def actions(self) -> tuple[DialogAction, ...]:
        """What keys do in dialogs; loaded when the first of these needs it."""
        return self._repertoire.actions()

    @cached_property
    def _in_dialogs(self) -> KeyTable:
        return KeyTable([Holder(action.name, action.keys, action.dialogs) for action in self.actions], self._given)

    @classmethod
    def load(cls, repertoire: Repertoire, folder: str) -> Keymap:
        """The keys of the commands, with the user's own file where there is one."""
        path = os.path.join(folder, FILE)
        try:
            return cls(repertoire, read_toml(path))
        except FileNotFoundError:
            return cls(repertoire)
        except OSError as error:
            reason = error.strerror
        except TomlFault as fault:
            reason = _("line {line}: {fault}").format(line=fault.line, fault=fault.message)
        keymap = cls(repertoire)
        keymap.faults = (_("{file} cannot be read: {reason}").format(file=FILE, reason=reason),)
        return keymap

    def find(self, keys: Sequence[str], view: str) -> Command | None:
        """The command of a key in a view; ``keys`` are names of one key, such as ``>`` and ``greater_than_sign``."""
        scope = self._scope(view)
        name = scope.table.find(view, keys)
        if name:
            return scope.named[name]
        return scope.takes_any.get(view) if len(keys[0]) == 1 and keys[0].isprintable() and keys[0] != " " else None

    def action_in(self, dialog: str, keys: Sequence[str]) -> str | None:
        """The name of what a key does in a kind of dialog; ``keys`` are names of the one key."""
        return self._in_dialogs.find(dialog, keys)

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command."""
        return self._scope_with(command.NAME).table.keys[command.NAME]

    def keys_named(self, name: str) -> tuple[str, ...]:
        """The keys of the command of that name, or of what is done in dialogs; none where there is no such thing."""
        scope = self._scope_with(name)
        return scope.table.keys[name] if name in scope.named else self._in_dialogs.keys.get(name, ())

    def keys_in(self, command: Command, view: str) -> tuple[str, ...]:
        """The keys that lead to a command in a view: those that the view does not use otherwise."""
        return tuple(key for key in self.keys_of(command) if self.find((key,), view) is command)

    def first_key_in(self, command: Command, view: str) -> str:
        """The first key that leads to a command in a view; empty where none does."""
        return next((key for key in self.keys_of(command) if self.find((key,), view) is command), "")

    def told_in(self, command: Command, view: str) -> str:
        """The keys that lead to a command in a view, as they are shown; many as a few words."""
        keys = self.keys_in(command, view)
        return _(command.KEYS_TOLD) if keys and command.KEYS_TOLD else key_names(keys)

    def key_in(self, name: str, view: str) -> str:
        """The first key that leads to a command in a view, as sentences call it; elsewhere the first that it has."""
        named = self._scope_with(name).named
        key = self.first_key_in(named[name], view) if name in named else ""
        return key_name(key) if key else self.key_of(name)

    def here(self, view: str) -> tuple[Command, ...]:
        """The commands that work in a view, in the order of help."""
        commands = self._scope(view).commands
        return tuple(command for command in commands if not command.VIEWS or view in command.VIEWS)

    def elsewhere(self, keys: Sequence[str]) -> Command | None:
        """The command of a key in the first view that uses it."""
        found = (self.find(keys, view.name) for view in self.views.every)
        return next((command for command in found if command and not command.TAKES_ANY_CHARACTER), None)

    def where(self, command: Command) -> str:
        """The first view in which a command works, with the key that shows it: ``in budget (3)``."""
        view = self.views.named(command.VIEWS[0])
        keys = self.keys_named(f"view.{view.name}")
        words = _("in {view} ({key})") if keys else _("in {view}")
        return words.format(view=view.short, key=key_name(keys[0]) if keys else "")

    def key_of(self, name: str) -> str:
        """The first key of what is called so, as sentences call it; a command without one is in the palette."""
        keys = self.keys_named(name)
        if keys:
            return key_name(keys[0])
        if name not in self._scope_with(name).named:
            return _("(no key)")
        return _("“{command}” in the palette").format(command=_(self.named(name).LABEL))

    def faults_in_short(self) -> str:
        """The first fault of the user's file; where there are more, first of all that there are."""
        first, count = self.faults[0], len(self.faults)
        if count == 1:
            return first
        words = ngettext("{count} fault, {key} shows it: {first}", "{count} faults, {key} shows all: {first}", count)
        return words.format(count=count, key=self.key_of("help"), first=first)

    def named(self, name: str) -> Command:
        """The command of that name."""
        return self._scope_with(name).named[name]

    def _read(self, own: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """The keys that the user's file gives, by what it gives them to."""
        known = (*(command.NAME for command in self.commands), *(action.name for action in self.actions))
        read = {name: self._keys_from(name, keys, known) for name, keys in _flat(own)}
        return {name: keys for name, keys in read.items() if keys is not None}

    def _keys_from(self, name: str, keys: Any, known: Sequence[str]) -> tuple[str, ...] | None:
        """The keys that the user's file gives, as far as they are keys; None where it gives none to anything."""
        if name not in known:
            self._blame(_("there is no command {name}").format(name=repr(name)), _like(name, known))
        elif not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            self._blame(_("the keys of {name} must be a list of texts").format(name=name))
        elif name == WAY_OUT and not keys:
            self._blame(_("{name} must have a key: without it you cannot leave").format(name=name))
        else:
            for key in keys:
                if as_it_arrives(key) is None:
                    self._blame(_("{key} of {name} is not a key").format(key=repr(key), name=name), nearest(key))
            arriving = tuple(known_as for key in keys if (known_as := as_it_arrives(key)))
            if arriving or not keys:
                return arriving
        return None

    def _blame_doubled(self, *doubled: Doubled) -> None:
        for key, first, second in doubled:
            said = _("{key} is given to {first} and to {second}; the first has it")
            self._blame(said.format(key=key_name(key), first=first, second=second))

    def _blame(self, fault: str, meant: str | None = None) -> None:
        told = _("{fault}; did you mean {meant}?").format(fault=fault, meant=repr(meant)) if meant else fault
        self.faults += (f"{FILE}: {told}",)


def _flat(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names and keys, also of names that were not quoted, which TOML reads as tables."""
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _like(name: str, names: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), 1)), None)
