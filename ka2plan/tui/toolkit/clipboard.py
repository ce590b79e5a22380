"""The clipboard: through the terminal, also over SSH; in tmux by its own command, for by default it takes no other."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

from ka2plan.words.messages import _
from ka2plan.words.visible import in_file

PATIENCE = 1.0
"""Seconds that tmux may take."""


class Clipboard:
    """Copies texts, and knows when that may not have worked."""

    def __init__(self, copy: Callable[[str], None]) -> None:
        """Copies with what hands a text to the terminal."""
        self._copy = copy
        self._was_told = False

    def take(self, text: str) -> str:
        """Copies a text; returns what there is to say about it besides, once in a session."""
        text = in_file(text, multiline=True)
        self._copy(text)
        if not os.environ.get("TMUX") or _given_to_tmux(text) or self._was_told:
            return ""
        self._was_told = True
        return _("   in tmux this needs `set -g set-clipboard on`")


def _given_to_tmux(text: str) -> bool:
    """Whether tmux has taken the text; from 3.2 on ``-w`` hands it on to the terminal outside."""
    program = shutil.which("tmux")
    return program is not None and any(_runs([program, "load-buffer", *options, "-"], text) for options in (["-w"], []))


def _runs(command: list[str], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 -- what is copied goes in as input, not as arguments
            command, input=text.encode(errors="replace"), capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
