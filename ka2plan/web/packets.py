"""How an editor and its server talk through a pipe: as ``textual-serve`` and Textual's own driver for it do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

Kind = Literal[b"D", b"M"]

DATA: Literal[b"D"] = b"D"
"""What a terminal would get, or what was typed into it."""

META: Literal[b"M"] = b"M"
"""A JSON object with a ``type``: ``resize``, ``focus``, ``blur``, ``redraw``, ``exit``."""

GREETING = b"__GANGLION__\n"
"""The line with which an editor begins."""

HEAD = 5
"""Bytes before the contents: the kind, then their number, the high byte first."""

LARGEST = 16_000_000
"""Bytes of contents that nobody sends."""


class BadPacket(ValueError):
    """What came is no packet."""


def packed(kind: Kind, contents: bytes) -> bytes:
    """Contents behind their head."""
    return kind + len(contents).to_bytes(4, "big") + contents


def size_in(head: bytes) -> int:
    """How many bytes follow a head.

    :raises BadPacket: it is none.
    """
    size = int.from_bytes(head[1:HEAD], "big")
    if head[:1] not in (DATA, META) or size > LARGEST:
        raise BadPacket(repr(head[:HEAD]))
    return size


class Packets:
    """Takes a stream apart, however it was cut on its way."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Kinds and contents of the packets that are whole now.

        :raises BadPacket: the stream holds something else.
        """
        self._waiting += data
        while len(self._waiting) >= HEAD:
            end = HEAD + size_in(bytes(self._waiting[:HEAD]))
            if len(self._waiting) < end:
                return
            kind, contents = bytes(self._waiting[:1]), bytes(self._waiting[HEAD:end])
            del self._waiting[:end]
            yield kind, contents
