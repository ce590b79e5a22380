"""Files of git's that have a block of ours in them: all else in them stays as it is."""

from __future__ import annotations

import os

from ka2plan.errors import CannotWrite
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

BEGIN, END = "# >>> ka2plan", "# <<< ka2plan"

SHELL_LINE = "#!/bin/sh"
"""The first line of a hook that we began."""


def lies_in(path: str, repository: str) -> bool:
    """Whether a file is in a repository's own folder, and no link that leads out of it."""
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(repository), ""))


def block_of(text: str) -> str:
    """Our block in a text; empty where there is none."""
    start, end = _bounds(text)
    return text[start:end]


def with_block(text: str, block: str) -> str:
    """The text with our block in the place of an older one, else at the end; without one where it is empty."""
    start, end = _bounds(text)
    if start < end or not block:
        return text[:start] + block + text[end:]
    return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{block}"


def _bounds(text: str) -> tuple[int, int]:
    """Where our block is; twice the end where there is none."""
    start = text.find(BEGIN)
    if start < 0:
        return len(text), len(text)
    end = text.find(END, start)
    return start, len(text) if end < 0 else text.find("\n", end) + 1 or len(text)


def take_out(path: str) -> None:
    """Takes our block out of a file, and the file away where nothing but our own first line is left."""
    left = with_block(read(path), "")
    if left.strip() in ("", SHELL_LINE):
        os.unlink(path)
    else:
        write(path, left)


def read(path: str) -> str:
    """The text of a file, byte for byte; empty where there is none.

    :raises CannotWrite: it cannot be read, and so not be written either.
    """
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        sentence = _("{path} cannot be read: {reason}")
        raise CannotWrite(sentence.format(path=visible(path), reason=error.strerror)) from error


def write(path: str, text: str, *, executable: bool = False) -> None:
    """Writes a file, and its folder, where it does not hold the text yet.

    :raises CannotWrite: the disk or its permissions refuse.
    """
    if read(path) != text or (executable and not os.access(path, os.X_OK)):
        from ka2plan.store import overwrite

        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            overwrite(path, text.encode("utf-8", "surrogateescape"))
            if executable:
                mode = os.stat(path).st_mode
                os.chmod(path, mode | (mode & 0o444) >> 2)  # for all who may read it
        except OSError as error:
            sentence = _("{path} cannot be written: {reason}")
            raise CannotWrite(sentence.format(path=visible(path), reason=error.strerror)) from error
