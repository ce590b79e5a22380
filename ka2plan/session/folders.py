"""Where the user's own files of ka2plan lie: configuration and state, as XDG places them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress


def config_folder(environment: Mapping[str, str]) -> str:
    """The folder of keys, themes and call facts of the user's own; it need not exist."""
    return _folder(environment, "XDG_CONFIG_HOME", ".config")


def state_folder(environment: Mapping[str, str]) -> str:
    """The folder of journals and remembered views; it need not exist."""
    return _folder(environment, "XDG_STATE_HOME", os.path.join(".local", "state"))


def own_themes_folder(config: str) -> str:
    """The folder of the user's own themes within that of the configuration."""
    return os.path.join(config, "themes")


def journal_folder(state: str) -> str:
    """The folder of journals within the state folder."""
    return os.path.join(state, "journals")


def _folder(environment: Mapping[str, str], variable: str, default: str) -> str:
    base = environment.get(variable, "")
    if not os.path.isabs(base):  # XDG: a relative path is to be ignored
        base = os.path.join(os.path.expanduser("~"), default)
    return os.path.join(base, "ka2plan")


def make_private(folder: str) -> None:
    """Creates the folder, and those it is in, readable by their owner only, where they do not exist.

    :raises OSError: it cannot be created.
    """
    parent = os.path.dirname(folder)
    if parent != folder and not os.path.isdir(parent):
        make_private(parent)
    with suppress(FileExistsError):
        os.mkdir(folder, mode=0o700)
