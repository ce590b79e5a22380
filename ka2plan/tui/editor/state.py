"""What the editor remembers of a plan outside of it: the last view, folds, order, zoom; and the user's colours."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from stat import S_ISREG
from typing import Any
from zlib import crc32

from ka2plan.session.folders import make_private
from ka2plan.tui.editor.view import View

MOST_RECENT = 12
"""Plans that are remembered as opened."""


class Remember:
    """Two small files in the state folder; without one, or where they cannot be read, nothing is remembered."""

    def __init__(self, state: str | None, path: str, terminal: str = "dark") -> None:
        """Reads both; ``terminal`` is the theme that looks best in the terminal, for what it can show is its kind."""
        self._terminal = terminal
        self._state = state
        self._plan_file = self._file_of(path)
        self._user_file = os.path.join(state, "editor.json") if state else None
        self._plan = _read(self._plan_file)
        self._user = _read(self._user_file)

    def go_on_with(self, path: str) -> None:
        """Remembers from now on for another plan, into which this one was saved."""
        self._plan_file = self._file_of(path)

    def _file_of(self, path: str) -> str | None:
        name = f"{crc32(os.path.realpath(path).encode(errors='surrogateescape')):08x}"
        return os.path.join(self._state, "views", f"{name}.json") if self._state else None

    @property
    def view(self) -> str:
        """The name of the view shown last, or empty."""
        return str(self._plan.get("view", ""))

    @property
    def theme(self) -> str:
        """The name of the theme chosen last in a terminal of this kind, or empty."""
        return str(self._themes.get(self._terminal, ""))

    @property
    def _themes(self) -> Mapping[str, Any]:
        themes = self._user.get("themes")
        return themes if isinstance(themes, dict) else {}

    def restore(self, view: View) -> None:
        """Hands a view what it remembered."""
        views = self._plan.get("views")
        held = views.get(view.NAME) if isinstance(views, dict) else None
        if isinstance(held, dict):
            view.restore(held)

    def note(self, shown: View, views: Iterable[View]) -> None:
        """Writes what the views say is worth remembering."""
        old = self._plan.get("views")
        held = {**(old if isinstance(old, dict) else {}), **{view.NAME: view.remembered() for view in views}}
        _write(self._plan_file, {"view": shown.NAME, "views": held})

    @property
    def recent(self) -> tuple[str, ...]:
        """The plans opened last, the newest first."""
        return _recent_in(_read(self._user_file))

    def note_plan(self, path: str) -> None:
        """Writes that a plan was opened, where it was not the one opened last."""
        path = os.path.abspath(path)
        self._user = _read(self._user_file)  # another editor may have written it meanwhile
        known = _recent_in(self._user)
        recent = (path, *(other for other in known if other != path))[:MOST_RECENT]
        if recent != known:
            self._user = {**self._user, "recent": recent}
            _write(self._user_file, self._user)

    def note_theme(self, name: str) -> None:
        """Writes which theme was chosen in this terminal; other kinds of terminals keep theirs."""
        self._user = _read(self._user_file)  # another editor may have written it meanwhile
        self._user = {**self._user, "themes": {**self._themes, self._terminal: name}}
        _write(self._user_file, self._user)


def _recent_in(user: Mapping[str, Any]) -> tuple[str, ...]:
    held = user.get("recent")
    return tuple(path for path in held if isinstance(path, str)) if isinstance(held, list) else ()


def _read(path: str | None) -> Mapping[str, Any]:
    if path is None or not os.path.exists(path):
        return {}
    import json

    try:
        with open(path, encoding="utf-8", opener=_at_once) as file:
            data = json.load(file) if S_ISREG(os.fstat(file.fileno()).st_mode) else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _write(path: str | None, data: Mapping[str, Any]) -> None:
    if path is None:
        return
    import json

    with suppress(OSError):
        make_private(os.path.dirname(path))
        with open(path, "w", encoding="utf-8", opener=_private) as file:
            json.dump(data, file)


def _private(path: str, flags: int) -> int:
    return _at_once(path, flags, 0o600)


def _at_once(path: str, flags: int, mode: int = 0) -> int:
    """Opens a file; a pipe of that name is not waited for."""
    return os.open(path, flags | os.O_CLOEXEC | os.O_NONBLOCK, mode)
