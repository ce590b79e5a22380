"""Where the files that come with the program are, in a wheel and in a checkout."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.abspath(__file__))
"""The folder of the package itself."""


def calls_folder() -> str:
    """The folder of the call facts, one TOML file a year."""
    return os.path.join(PACKAGE, "calls")


def languages_folder() -> str:
    """The folder of the languages other than English, a folder each."""
    return os.path.join(PACKAGE, "languages")


def themes_folder() -> str:
    """The folder of the colour themes."""
    return _shipped("themes")


def samples_folder() -> str:
    """The folder of the complete sample plans."""
    return _shipped("samples")


def _shipped(name: str) -> str:
    """A folder that a wheel has inside the package and a checkout beside it."""
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), name)
