"""The fault of a text that cannot be read as TOML."""

from __future__ import annotations

from typing import Final, Literal

FaultKind = Literal["syntax", "encoding", "conflict", "bounds"]

SYNTAX: Final = "syntax"
ENCODING: Final = "encoding"
CONFLICT: Final = "conflict"
BOUNDS: Final = "bounds"


class TomlFault(Exception):
    """A text that cannot be read: why, in a user's words, and where.

    Attributes:
        message: the reason, as a sentence without its place.
        line: the line of the fault, from 1.
        column: the column of the fault in characters, from 1.
        kind: ``SYNTAX``, ``ENCODING``, ``CONFLICT`` (git's markers) or ``BOUNDS`` (too large or too deep).
    """

    def __init__(self, message: str, line: int, column: int, kind: FaultKind = SYNTAX) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.kind = kind
