"""The folders of the user's own files of ka2plan, and making them."""

from __future__ import annotations

import os
from contextlib import suppress

from ka2plan.own_files import config_folder, state_folder


def own_themes_folder(config: str) -> str:
    """The folder of the user's own themes within that of the configuration."""
    return os.path.join(config, "themes")


def journal_folder(state: str) -> str:
    """The folder of journals within the state folder."""
    return os.path.join(state, "journals")


def make_private(folder: str) -> None:
    """Creates the folder, and those it is in, readable by their owner only, where they do not exist.

    :raises OSError: it cannot be created.
    """
    parent = os.path.dirname(folder)
    if parent != folder and not os.path.isdir(parent):
        make_private(parent)
    with suppress(FileExistsError):
        os.mkdir(folder, mode=0o700)


__all__ = ["config_folder", "journal_folder", "make_private", "own_themes_folder", "state_folder"]
