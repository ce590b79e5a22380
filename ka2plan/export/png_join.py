"""Pictures of the same width, one below the other, joined into one PNG without ever holding its pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from ka2plan.named_tuples import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">IIBBBBB")
"""Width, height, bits of a sample, kind of colour, and three that are zero."""

SAMPLES = {0: 1, 2: 3, 4: 2, 6: 4}
"""Bytes of a pixel by the kind of colour, at eight bits."""

DATA_OF_A_CHUNK = 1 << 20


class Picture(NamedTuple):
    """A PNG taken apart: its header, what stands between that and the pixels, and the packed pixels."""

    header: tuple[int, ...]
    between: bytes
    packed: bytes


def joined(pictures: Iterable[bytes]) -> bytes:
    """One PNG of all pictures, from the top down."""
    packer = zlib.compressobj(zlib.Z_BEST_SPEED)
    height, packed, first = 0, bytearray(), None
    for picture in map(taken_apart, pictures):
        first = first or picture
        height += picture.header[1]
        for part in _scan_lines(picture):
            packed += packer.compress(part)
    packed += packer.flush()
    if first is None:
        return b""
    header = HEADER.pack(first.header[0], height, *first.header[2:])
    data = (_chunk(b"IDAT", packed[at : at + DATA_OF_A_CHUNK]) for at in range(0, len(packed), DATA_OF_A_CHUNK))
    return b"".join((SIGNATURE, _chunk(b"IHDR", header), first.between, *data, _chunk(b"IEND", b"")))


def taken_apart(picture: bytes) -> Picture:
    """The parts of a PNG."""
    header: tuple[int, ...] = ()
    between, packed = b"", []
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            header = HEADER.unpack(data)
        elif kind == b"IDAT":
            packed.append(data)
        elif kind != b"IEND":
            between += _chunk(kind, data)
        at += 12 + length
    return Picture(header, between, b"".join(packed))


def _chunk(kind: bytes, data: bytes | bytearray) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _scan_lines(picture: Picture) -> Iterator[bytes]:
    """The lines as they are told, but for the first: told by the line above, of which there now is another."""
    pixel = SAMPLES[picture.header[3]]
    line = 1 + picture.header[0] * pixel
    unpacker = zlib.decompressobj()
    first = unpacker.decompress(picture.packed, line)
    while len(first) < line:
        first += unpacker.decompress(unpacker.unconsumed_tail, line - len(first))
    yield b"\0" + _first_line(first[0], first[1:], pixel)
    while part := unpacker.decompress(unpacker.unconsumed_tail, DATA_OF_A_CHUNK):
        yield part


def _first_line(told_by: int, told: bytes, pixel: int) -> bytes:
    """The samples of a picture's first line: above it all is zero, so that only the pixel to the left matters."""
    samples = bytearray(told)
    if told_by in (1, 3, 4):
        for at in range(pixel, len(samples)):
            left = samples[at - pixel]
            samples[at] = (samples[at] + (left // 2 if told_by == 3 else left)) & 0xFF
    return bytes(samples)
