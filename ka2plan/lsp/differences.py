"""From one text to another in as few changed places as the lines tell, so that cursors elsewhere stay."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import TextEdit

from ka2plan.lsp.lines import Lines
from ka2plan.merge.diff3 import edits_between


def text_edits(lines: Lines, new: str) -> list[TextEdit]:
    """The edits that turn the text of these lines into a new one; their ranges never overlap."""
    return [TextEdit(lines.range(start, end), text) for start, end, text in _changes(lines.text, new)]


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at their beginning, and behind those at their end."""
    most = min(len(old), len(new))
    head = _shared(old, new, most)
    tail = _shared(old[::-1], new[::-1], most - head)
    return head, tail


def _shared(one: str, other: str, most: int) -> int:
    """The length of the common beginning, at most so much."""
    if one[:most] == other[:most]:
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle)
    return low


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Offsets in the old text and what stands between them in the new one."""
    if old == new:
        return
    head, tail = common_ends(old, new)
    head = old.rfind("\n", 0, head) + 1
    tail_start = old.find("\n", len(old) - tail) + 1 if tail else 0
    tail = len(old) - tail_start if tail_start else 0
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    olds, news = before.splitlines(keepends=True), after.splitlines(keepends=True)
    position, line = head, 0
    for edit in edits_between(olds, news):
        position += sum(map(len, olds[line : edit.first]))
        length = sum(map(len, olds[edit.first : edit.last]))
        yield _narrowed(position, old[position : position + length], "".join(edit.new))
        position, line = position + length, edit.last


def _narrowed(start: int, old: str, new: str) -> tuple[int, int, str]:
    """A change without what both have at its ends; no position lies between the two characters of a line end."""
    head, tail = common_ends(old, new)
    head -= old[max(0, head - 1) : head + 1] == "\r\n"
    tail -= old[max(0, len(old) - tail - 1) : len(old) - tail + 1] == "\r\n"
    return start + head, start + len(old) - tail, new[head : len(new) - tail]
