"""The journal's lines: each carries its own checksum, so that a torn end is recognised and left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple
from zlib import crc32

FORMAT = 1


class Delta(NamedTuple):
    """How one text became another: characters kept in front and behind, and what stands between them now."""

    head: int
    tail: int
    middle: str

    def applied_to(self, text: str) -> str:
        """The newer text."""
        return text[: self.head] + self.middle + text[len(text) - self.tail :]


def delta(old: str, new: str) -> Delta:
    """The change from one text to another as one stretch."""
    head = _common(old, new)
    shorter = min(len(old), len(new)) - head
    tail = _common(old[len(old) - shorter :][::-1], new[len(new) - shorter :][::-1])
    return Delta(head, tail, new[head : len(new) - tail])


def _common(first: str, second: str) -> int:
    """Length of the common beginning, by halving: comparing slices is quick."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def encode(record: dict[str, Any]) -> bytes:
    """One line of the journal."""
    body = json.dumps(record, separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(body), body)


def decode(line: bytes) -> dict[str, Any] | None:
    """The record of a line; None where the line is torn or is none."""
    checksum, _, body = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % crc32(body):
        return None
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def opening(path: str, base: str, owner: str = "") -> dict[str, Any]:
    """The first record: which file, the text that it held, and whose journal it is where no lock tells."""
    return {"format": FORMAT, "path": path, "base": base, "owner": owner}


def is_text(value: object) -> bool:
    """Whether a value is a text that a file can hold: not half of a character alone."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def edited(label: str, old: str, new: str) -> dict[str, Any]:
    """The record of one edit."""
    return {"label": label, "delta": delta(old, new)}


def drafted(label: str, old: str, new: str) -> dict[str, Any]:
    """The record of what was being typed; ``new`` is the text as it would be with it."""
    return {"draft": label, "delta": delta(old, new)}


DROPPED: dict[str, Any] = {"draft": None}
"""The record of a draft that came to nothing."""


class Replayed(NamedTuple):
    """What a journal holds."""

    path: str
    base: str
    text: str
    labels: tuple[str, ...]
    draft: str = ""
    """What the last of the labels is of, where it was still being typed."""
    owner: str = ""
    """The mark of the process that writes it, where it could not lock it."""


def replay(lines: Iterable[bytes]) -> Replayed | None:
    """What the whole lines of a journal say, up to the first torn one; None where not even the first is whole."""
    records = iter(map(decode, lines))
    match next(records, None):
        case {"format": int(format), "path": str(path), "base": str(base), **more} if format == FORMAT:
            text = typed = base
            owner = str(more.get("owner", ""))
        case _:
            return None
    labels: list[str] = []
    draft = ""
    for record in records:
        match record:
            case {"label": str(label), "delta": [int(head), int(tail), str(middle)]}:
                text = typed = Delta(head, tail, middle).applied_to(text)
                draft = ""
                labels.append(label)
            case {"draft": str(label), "delta": [int(head), int(tail), str(middle)]}:
                typed, draft = Delta(head, tail, middle).applied_to(typed), label
            case {"draft": None}:
                typed, draft = text, ""
            case _:
                break
    if not (is_text(base) and is_text(typed)):
        return None
    return Replayed(path, base, typed, (*labels, draft) if draft else tuple(labels), draft, owner)
