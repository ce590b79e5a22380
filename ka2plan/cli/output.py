"""Writing what a command made: to the file of ``-o``, or to standard output."""

from __future__ import annotations

import os
import sys
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
    from ka2plan.store import overwrite

    overwrite(target, written)
    print(_("wrote {path}").format(path=shown_path(target)), file=sys.stderr)


def _for_eyes(written: bytes) -> bytes:
    """A text for a terminal: what hides in it, such as a mark of direction, is shown there."""
    from ka2plan.words.visible import visible

    return visible(written.decode(), multiline=True).encode()


def _are_one(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)
