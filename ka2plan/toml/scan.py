"""A lossless scan: TOML text as blocks that, joined, are the text again, each comment with its owner.

Who owns a comment:

- Comment lines directly above a table header, with no blank line between, belong to that table.
- Comment lines directly below the last line of a table belong to that table.
- Any other comment between two tables, such as the banner of a section, stands for itself: a loose block.
- Comment lines directly above a key or an array's element belong to it; a comment behind a value to its line.
- Blank lines belong to what they follow.
"""

from __future__ import annotations

from functools import cached_property

from ka2plan.toml.encoding import BOM
from ka2plan.toml.mentions import Mentions, mentions_of
from ka2plan.toml.tokens import HEADER, LINES
from ka2plan.toml.value_spans import Key, Member, end_of_statement, read_keys, read_lines, read_pair

ROOT = "root"
TABLE = "table"
ARRAY_OF_TABLES = "array"
LOOSE = "loose"

_STATEMENTS, _BLANK_LINE, _COMMENT_LINE, _HEADER_LINE = 1, 2, 3, 4


class Block:
    """Whole lines that belong together: the keys before the first table, a table, or loose comments.

    Attributes:
        text: its part of the file; offsets in it count from its own start, so that it can stand anywhere.
        kind: ``ROOT``, ``TABLE``, ``ARRAY_OF_TABLES`` (one element of it) or ``LOOSE``.
        keys: the parts of the header's key; none without a header.
        header: where the header's line begins, behind the comments that belong to it.
        body: where the lines behind the header begin.
        end: behind its last line that is not blank.
    """

    def __init__(self, text: str, kind: str, keys: tuple[Key, ...], header: int, body: int, end: int) -> None:
        self.text = text
        self.kind = kind
        self.keys = keys
        self.header = header
        self.body = body
        self.end = end

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The header's key as names."""
        return tuple(key.name for key in self.keys)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Its key/value lines."""
        return () if self.kind == LOOSE else read_lines(self.text, self.body)

    @cached_property
    def mentions(self) -> Mentions:
        """What its lines write, by key path from its header: one look at each, however many paths are asked for."""
        return mentions_of(self.members)


def scan(text: str) -> tuple[Block, ...]:
    """The blocks of a valid TOML text, in file order; the first is always the root, which may be empty."""
    splitter = _Splitter(text)
    splitter.split()
    return tuple(splitter.blocks)


class _Splitter:
    """One pass over the lines, holding the open block and the comments not yet known to be anyone's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.kind = ROOT
        self.keys: tuple[Key, ...] = ()
        self.start = self.header = self.body = 0
        self.end = 0
        self.comments: list[tuple[int, int]] = []
        self.above_is_comment = False

    def split(self) -> None:
        position = int(self.text.startswith(BOM))
        size = len(self.text)
        while position < size:
            found = LINES.match(self.text, position)
            what = found.lastindex if found else None
            end = found.end() if found else position
            if what == _STATEMENTS:
                self._content(end)
            elif what == _BLANK_LINE:
                self.above_is_comment = False
            elif what == _COMMENT_LINE:
                self._comment(position, end)
            elif what == _HEADER_LINE:
                end = self._open(position, end - 1)
            else:
                end = end_of_statement(self.text, read_pair(self.text, end)[1].end)
                self._content(end)
            position = end
        self._close(size)

    def _content(self, end: int) -> None:
        self.end = end
        self.comments.clear()
        self.above_is_comment = False

    def _comment(self, start: int, end: int) -> None:
        if self.above_is_comment:
            start = self.comments.pop()[0]
        self.comments.append((start, end))
        self.above_is_comment = True

    def _open(self, line: int, bracket: int) -> int:
        """Begins the block of the header at ``bracket``; returns the end of its line."""
        lead = self.comments.pop()[0] if self.above_is_comment else line
        self._close(lead)
        opening = HEADER.match(self.text, bracket)
        name_start = opening.end() if opening else bracket
        double = self.text.startswith("[[", bracket)
        keys, end = read_keys(self.text, name_start)
        end = end_of_statement(self.text, self.text.index("]", end) + 1 + double)
        self.kind = ARRAY_OF_TABLES if double else TABLE
        self.keys = tuple(Key(key.name, key.start - lead, key.end - lead) for key in keys)
        self.start, self.header, self.body = lead, line - lead, end - lead
        self._content(end)
        return end

    def _close(self, stop: int) -> None:
        """Ends the open block at ``stop`` and what comments are left over as blocks of their own."""
        if self.comments and (self.kind == ROOT or self.comments[0][0] == self.end):
            kept = len(self.comments) if self.kind == ROOT else 1
            self.end = self.comments[kept - 1][1]
            del self.comments[:kept]
        starts = [begin for begin, _end in self.comments]
        stops = [*starts, stop]
        text = self.text[self.start : stops[0]]
        self.blocks.append(Block(text, self.kind, self.keys, self.header, self.body, self.end - self.start))
        for (begin, end), until in zip(self.comments, stops[1:], strict=True):
            self.blocks.append(Block(self.text[begin:until], LOOSE, (), 0, 0, end - begin))
        self.comments.clear()
        self.above_is_comment = False
