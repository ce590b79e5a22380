"""The environment as the user set it, and what it says of the terminal's characters."""

from __future__ import annotations

import os
from collections.abc import Mapping

ENVIRONMENT = "/proc/self/environ"
"""What a program was started with, on Linux."""

COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself sets LC_CTYPE to at its start where the locale is C, or one that is not installed (PEP 538)."""


def as_inherited(environment: Mapping[str, str], path: str = ENVIRONMENT) -> Mapping[str, str]:
    """The environment with LC_CTYPE as it was before Python set it; without it where that cannot be known any more."""
    if environment.get("LC_ALL") or environment.get("LC_CTYPE") not in COERCED:
        return environment
    try:
        with open(path, "rb") as file:
            lines = os.fsdecode(file.read()).split("\0")
    except OSError:
        lines = []
    inherited = [line.partition("=")[2] for line in lines if line.startswith("LC_CTYPE=")]
    return {**environment, "LC_CTYPE": inherited[0] if inherited else ""}


def needs_ascii(environment: Mapping[str, str]) -> bool:
    """Whether this terminal draws ASCII only: by its kind, or by a locale that is not UTF-8.

    Without any locale it does. That is what POSIX says, and what tmux goes by, which shows everything else as
    underlines then; ASCII can be read in any terminal, while the contrary guess leaves a screen of garbage in some.
    """
    if environment.get("TERM", "") in ("vt100", "vt220"):
        return True
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    return locale.rpartition(".")[2].partition("@")[0].replace("-", "").lower() != "utf8"
