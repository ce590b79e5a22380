"""A PDF as Typst writes it, taken apart into its numbered objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ka2plan.named_tuples import NamedTuple

REFERENCE = re.compile(rb"\\.|[()]|\b(\d+) 0 R\b", re.DOTALL)
"""A reference to an object; what begins, ends and goes on within a string that may only look like one."""

_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_STREAM = b"stream\n"


class Objects:
    """The objects of one PDF by their numbers, each read when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Finds where every object begins."""
        table = int(data[data.rindex(b"startxref") :].split()[1])
        begins = sorted(int(entry[1]) for entry in _ENTRY.finditer(data, table))
        ends = [*begins[1:], table]
        self._data = data
        self._places = {
            int(data[begin : data.index(b" ", begin)]): (begin, end) for begin, end in zip(begins, ends, strict=True)
        }
        self.trailer = data[data.index(b"trailer", table) :]

    @property
    def numbers(self) -> list[int]:
        """The numbers of all objects."""
        return sorted(self._places)

    def body(self, number: int) -> bytes:
        """What an object holds."""
        begin, end = self._places[number]
        inner = self._data[begin:end]
        return inner[inner.index(b"obj\n") + 4 : inner.rindex(b"endobj")].strip(b"\n")


def renumbered(body: bytes, new: Callable[[int], int]) -> bytes:
    """An object whose references have other numbers; those that only stand in a text, or a stream, stay."""
    depth = 0

    def put(found: re.Match[bytes]) -> bytes:
        nonlocal depth
        if found[1]:
            return found[0] if depth else b"%d 0 R" % new(int(found[1]))
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        return found[0]

    if body.startswith(b"<<") and _STREAM in body:
        before, stream, data = body.partition(_STREAM)
        return REFERENCE.sub(put, before) + stream + data
    return REFERENCE.sub(put, body)


def entry(body: bytes, name: bytes) -> int:
    """The number of the object that an entry of a dictionary refers to.

    :raises ValueError: the dictionary has no such entry.
    """
    found = re.search(rb"/%s (\d+) 0 R\b" % name, body)
    if found is None:
        raise ValueError(f"no /{name.decode()} in a PDF of Typst")
    return int(found[1])


def listed(body: bytes, name: bytes) -> bytes:
    """The inside of a list of references, numbers and plain texts in a dictionary; empty where it has none."""
    found = re.search(rb"/%s\s*\[([^\]]*)\]" % name, body)
    return found[1] if found else b""


def references(body: bytes) -> list[int]:
    """The numbers that a list of references names."""
    return [int(number) for number in re.findall(rb"(?<!\d)(\d+) 0 R\b", body)]


def as_references(numbers: Iterable[int]) -> bytes:
    """The list of references that names the numbers."""
    return b" ".join(b"%d 0 R" % number for number in numbers)


class Outermost(NamedTuple):
    """The numbers of what a PDF of Typst has once."""

    info: int
    root: int
    pages: int
    tags: int
    document: int
    """The tag around all others."""
    metadata: int


def outermost(objects: Objects) -> Outermost:
    """What stands around all pages and tags of a PDF."""
    info, root = (entry(objects.trailer, name) for name in (b"Info", b"Root"))
    catalog = objects.body(root)
    pages, tags, metadata = (entry(catalog, name) for name in (b"Pages", b"StructTreeRoot", b"Metadata"))
    [document] = references(listed(objects.body(tags), b"K"))
    return Outermost(info, root, pages, tags, document, metadata)
