"""Long texts a screen at a time: through PAGER or ``less`` on a terminal, as they are elsewhere."""

from __future__ import annotations

import os
import sys

LESS = "FRX"
"""For ``less``, as git has it: a text of one screen is only printed, and stays there."""


def show_paged(text: str) -> None:
    """Prints a text, through the pager where somebody reads it on a terminal."""
    command = _pager() if sys.stdout.isatty() and sys.stdin.isatty() else []
    if not command or not _ran(command, text):
        print(text, end="")


def _pager() -> list[str]:
    """The words of the pager's command; none where the user wants none, or the terminal cannot have one."""
    import shlex

    if os.environ.get("TERM", "dumb") == "dumb":
        return []
    try:
        return shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return []


def _ran(command: list[str], text: str) -> bool:
    """Whether the pager could be started; it has read the text, or was left, when this returns."""
    import subprocess

    sys.stdout.flush()
    try:
        reader = subprocess.Popen(  # noqa: S603  # the pager is the user's own
            command, stdin=subprocess.PIPE, env={"LESS": LESS, **os.environ}
        )
    except OSError:
        return False
    data = text.encode(errors="replace")
    while True:
        try:
            reader.communicate(data)
        except KeyboardInterrupt:
            continue  # it is the pager's key, such as the end of a search
        return True
