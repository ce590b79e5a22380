"""Which key does what: the commands' own keys, and those of the user's file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from ka2plan.messages import _
from ka2plan.tui.commands.command import Command
from ka2plan.tui.views import CONFLICTS, FORM, VIEWS, view_named

FILE = "keys.toml"


class Keymap:
    """Finds the command of a key.

    The file ``keys.toml`` in the configuration folder has lines such as ``"move.month-later" = [">", "ctrl+right"]``;
    an empty list takes a command's keys away. What it says wrongly is in ``faults`` and else ignored.
    """

    def __init__(self, commands: Sequence[type[Command]], own: Mapping[str, Any] | None = None) -> None:
        self.commands = tuple(command() for command in commands)
        self.faults: tuple[str, ...] = ()
        self._keys = {command.NAME: command.KEYS for command in self.commands}
        for name, keys in (own or {}).items():
            self._remap(name, keys)
        self._by_key: dict[tuple[str, str], Command] = {}
        for command in self.commands:
            for key in self._keys[command.NAME]:
                for view in command.VIEWS or ("",):
                    self._by_key.setdefault((view, key), command)

    @classmethod
    def load(cls, commands: Sequence[type[Command]], folder: str) -> Keymap:
        """The keys of the commands, with the user's own file where there is one."""
        path = os.path.join(folder, FILE)
        if not os.path.exists(path):
            return cls(commands)
        import tomli

        try:
            with open(path, "rb") as file:
                return cls(commands, tomli.load(file))
        except (OSError, ValueError) as error:
            keymap = cls(commands)
            keymap.faults = (_("{file} cannot be read: {reason}").format(file=FILE, reason=error),)
            return keymap

    def find(self, keys: Sequence[str], view: str) -> Command | None:
        """The command of a key in a view; ``keys`` are names of one key, such as ``>`` and ``greater_than_sign``."""
        for place in (view, ""):
            for key in keys:
                if (place, key) in self._by_key:
                    return self._by_key[place, key]
        return None

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command."""
        return self._keys[command.NAME]

    def keys_named(self, name: str) -> tuple[str, ...]:
        """The keys of the command of that name; none where there is no such command."""
        return self._keys.get(name, ())

    def keys_in(self, command: Command, view: str) -> tuple[str, ...]:
        """The keys that lead to a command in a view: those that the view does not use otherwise."""
        return tuple(key for key in self._keys[command.NAME] if self.find((key,), view) is command)

    def here(self, view: str) -> tuple[Command, ...]:
        """The commands that work in a view, in the order of help."""
        return tuple(command for command in self.commands if not command.VIEWS or view in command.VIEWS)

    def elsewhere(self, keys: Sequence[str]) -> Command | None:
        """The command of a key in the first view that uses it."""
        return next((found for view in (*VIEWS, FORM, CONFLICTS) if (found := self.find(keys, view.name))), None)

    def where(self, command: Command) -> str:
        """The first view in which a command works, with the key that shows it: ``in budget (3)``."""
        view = view_named(command.VIEWS[0])
        keys = self.keys_named(f"view.{view.name}")
        words = _("in {view} ({key})") if keys else _("in {view}")
        return words.format(view=view.short, key=key_name(keys[0]) if keys else "")

    def key_of(self, name: str) -> str:
        """The first key of the command of that name as sentences call it; a command without one is in the palette."""
        command = self.named(name)
        keys = self._keys[name]
        if keys:
            return key_name(keys[0])
        return _("“{command}” in the palette").format(command=_(command.LABEL))

    def named(self, name: str) -> Command:
        """The command of that name."""
        return next(command for command in self.commands if name == command.NAME)

    def _remap(self, name: str, keys: Any) -> None:
        if name not in self._keys:
            self.faults += (_("{file}: there is no command {name}").format(file=FILE, name=repr(name)),)
        elif not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            self.faults += (_("{file}: the keys of {name} must be a list of texts").format(file=FILE, name=name),)
        else:
            self._keys[name] = tuple(keys)


_SHOWN = {
    "enter": "enter",
    "escape": "esc",
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "f1": "F1",
}


def key_names(keys: Iterable[str]) -> str:
    """Keys as they are shown together, digits in a row as ``1-9``, with alt as ``alt+1-9``."""
    shown: list[str] = []
    for are_digits, group in groupby(keys, lambda key: key.removeprefix("alt+").isdigit()):
        names = [key_name(key) for key in group]
        shown += [f"{names[0]}-{names[-1][-1]}"] if are_digits and len(names) > 2 else names
    return " ".join(shown)


def key_name(key: str) -> str:
    """A key as it is shown: ``ctrl+s`` as ``^s``, arrows as arrows."""
    return f"^{key[5:]}" if key.startswith("ctrl+") else _SHOWN.get(key, key)
