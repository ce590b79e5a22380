"""The lines that differ between two texts, as a unified diff shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ka2plan.merge.diff3 import Edit, edits_between


def unified(old: str, new: str, path: str, context: int = 2) -> Iterator[str]:
    """The lines of a unified diff, without line ends; none where the texts are the same line by line."""
    before, after = old.splitlines(), new.splitlines()
    shift = 0
    for number, hunk in enumerate(_hunks(list(edits_between(before, after)), context)):
        if number == 0:
            yield from (f"--- {path}", f"+++ {path}")
        first, last = max(0, hunk[0].first - context), min(len(before), hunk[-1].last + context)
        grown = sum(len(edit.new) - (edit.last - edit.first) for edit in hunk)
        yield f"@@ -{_range(first, last)} +{_range(first + shift, last + shift + grown)} @@"
        yield from _lines(before, hunk, first, last)
        shift += grown


def changed_lines(old: str, new: str) -> Iterator[str]:
    """The lines that go and those that come, behind ``-`` and ``+``."""
    before = old.splitlines()
    for edit in edits_between(before, new.splitlines()):
        yield from _signed(before, edit)


def _hunks(edits: list[Edit[str]], context: int) -> Iterator[list[Edit[str]]]:
    """Edits of which each is near the one before, together."""
    hunk: list[Edit[str]] = []
    for edit in edits:
        if hunk and edit.first - hunk[-1].last > 2 * context:
            yield hunk
            hunk = []
        hunk.append(edit)
    if hunk:
        yield hunk


def _lines(before: Sequence[str], hunk: Sequence[Edit[str]], first: int, last: int) -> Iterator[str]:
    position = first
    for edit in hunk:
        yield from (f" {line}" for line in before[position : edit.first])
        yield from _signed(before, edit)
        position = edit.last
    yield from (f" {line}" for line in before[position:last])


def _signed(before: Sequence[str], edit: Edit[str]) -> Iterator[str]:
    yield from (f"-{line}" for line in before[edit.first : edit.last])
    yield from (f"+{line}" for line in edit.new)


def _range(first: int, last: int) -> str:
    """Lines counted from 1, as unified diffs do; an empty range is behind the line before it."""
    length = last - first
    return f"{first + 1}" if length == 1 else f"{first + (length > 0)},{length}"
