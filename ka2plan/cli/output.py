"""Writing what a command made: to the file of ``-o``, or to standard output."""

from __future__ import annotations

import os
import sys
from stat import S_ISFIFO
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import STANDARD_INPUT, shown_path
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

STANDARD_OUTPUT = "-"


def add_output(parser: ArgumentParser) -> None:
    """The option ``-o``."""
    parser.add_argument("-o", "--output", metavar="FILE", help=_("file to write; without one, standard output"))


def write_output(target: str | None, written: bytes, inputs: Iterable[str]) -> None:
    """Writes to a file and says so, or to standard output where there is none or it is ``-``.

    :raises UsageError: the file is one of those that were read.
    """
    if target in (None, STANDARD_OUTPUT):
        sys.stdout.flush()
        sys.stdout.buffer.write(_for_eyes(written) if sys.stdout.isatty() else written)
        sys.stdout.buffer.flush()
        return
    if any(_are_one(path, target) for path in inputs if path != STANDARD_INPUT):
        raise UsageError(
            _("-o {path} is one of the plans that were read; it is not overwritten").format(path=shown_path(target))
        )
    if _is_pipe(target):
        _pass_on(target, written)
    else:
        from ka2plan.store import overwrite

        overwrite(target, written)
    print(_("wrote {path}").format(path=shown_path(target)), file=sys.stderr)


def _is_pipe(path: str) -> bool:
    try:
        return S_ISFIFO(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _pass_on(path: str, written: bytes) -> None:
    """Writes into a pipe, such as /dev/stdout or what the shell makes of ``>(program)``.

    :raises CannotWrite: the pipe cannot be written; nobody reading any more ends the program as it does for any output.
    """
    try:
        with open(path, "wb") as pipe:
            pipe.write(written)
    except BrokenPipeError:
        raise
    except OSError as error:
        from ka2plan.store.failures import cannot_write

        raise cannot_write(path, error) from error


def _for_eyes(written: bytes) -> bytes:
    """A text for a terminal: what hides in it, such as a mark of direction, is shown there."""
    from ka2plan.words.visible import visible

    return visible(written.decode(), multiline=True).encode()


def _are_one(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)
