"""Situations that prevent working: each knows its sentence (``str``) and the exit code of the command line."""

from __future__ import annotations


class Ka2planError(Exception):
    """A situation in which a command cannot do what was asked; ``exit_code`` is what the shell gets."""

    exit_code = 3


class UsageError(Ka2planError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2


class EditError(Ka2planError):
    """An edit cannot be made safely; the document stays as it was."""

    exit_code = 2


class CannotRead(Ka2planError):
    """A file cannot be read at all: absent, a folder, no permission, not text."""


class NotAPlan(Ka2planError):
    """A file was read and does not hold a plan."""


class CannotWrite(Ka2planError):
    """A file cannot be written; what was on disk is still there, whole."""


class ChangedOnDisk(Ka2planError):
    """The file changed since it was read; it is not overwritten."""

    exit_code = 4


class Clash(Ka2planError):
    """A merge found two sides saying different things about the same field."""

    exit_code = 4
