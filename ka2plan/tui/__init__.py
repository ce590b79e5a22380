"""The editor in the terminal; the only package that knows Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.calls import CallBook

__all__ = ["run"]

SOON = 0.0005
"""Seconds after which the thread that writes to the terminal gets its turn, and keys theirs while libraries load."""


def run(
    path: str,
    *,
    book: CallBook | None = None,
    today: date | None = None,
    theme: str | None = None,
    ascii_only: bool | None = None,
    read_only: bool = False,
    mouse: bool = True,
    served: tuple[int, int] | None = None,
) -> int:
    """Edits a plan in the terminal, or for a browser, until the user leaves; returns the exit code.

    Args:
        path: the plan's file.
        book: call facts; the shipped ones where none are given.
        today: the day to take for today.
        theme: name of a theme, shipped or the user's own; the terminal's best where None.
        ascii_only: draws with ASCII characters only; where None, if locale or terminal ask for it.
        read_only: refuses every edit.
        mouse: whether clicks and the wheel are asked for.
        served: columns and lines of the browser that it runs for, where its server has the other ends of standard input
            and output; what is changed is then saved by itself, and no other file is read or written.

    Raises:
        CannotRead: the file is absent, a folder, or may not be read.
        UsageError: there is no such theme, or the terminal cannot show an editor.
    """
    import gc
    import sys

    gc.disable()  # until the first picture: looking for garbage takes a fifteenth of that time, and loading leaves none
    sys.setswitchinterval(SOON)
    from ka2plan.tui.app.run import Wishes, run_editor

    return run_editor(path, Wishes(book, today, theme, ascii_only, read_only, mouse, served))
