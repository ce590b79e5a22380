"""A text in the making: blocks that an edit splices, inserts and takes out."""

from __future__ import annotations

from collections.abc import Iterable

from ka2plan.document.plain import Data
from ka2plan.named_tuples import NamedTuple
from ka2plan.toml.encoding import BOM
from ka2plan.toml.layout import Layout
from ka2plan.toml.paths import Path
from ka2plan.toml.scan import LOOSE, ROOT, Block, scan


class Splice(NamedTuple):
    """A stretch of a block's text and what comes in its place."""

    block: int
    start: int
    end: int
    text: str


class Draft:
    """The blocks of a document while an edit is being made, and the data they hold so far.

    Attributes:
        layout: the blocks and what is written where.
        data: the plain data before the step at hand; it tells what the step has to change.
        eol: the line end of the file: that of its first line.
    """

    def __init__(self, layout: Layout, data: Data) -> None:
        self.layout = layout
        self.data = data
        self.eol = line_end_of(layout)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks as they are now."""
        return self.layout.blocks

    def splice(self, splices: Iterable[Splice]) -> None:
        """Makes all replacements at once; they must not overlap."""
        by_block: dict[int, list[Splice]] = {}
        for splice in splices:
            by_block.setdefault(splice.block, []).append(splice)
        changed = {index: self._respliced(index, found) for index, found in by_block.items()}
        self.layout = self.layout.with_blocks(changed)

    def _respliced(self, index: int, splices: list[Splice]) -> tuple[Block, ...]:
        text = self.blocks[index].text
        for splice in sorted(splices, key=lambda splice: splice.start, reverse=True):
            text = text[: splice.start] + splice.text + text[splice.end :]
        return scan(text) if index == 0 else _scanned_alone(text)

    def insert_after(self, index: int, text: str, gap: str) -> None:
        """Puts tables behind a block.

        Args:
            index: the block.
            text: whole lines, their last line end included.
            gap: the blank lines to stand between; the block's own ones move behind what is new.
        """
        block = self.blocks[index]
        if block.kind == ROOT and not block.end:
            following = gap if index + 1 < len(self.blocks) else ""
            self._put(index, [block.text], text + following)
            return
        content, own_gap = block.text[: block.end], block.text[block.end :]
        is_last = index + 1 == len(self.blocks)
        if not content.endswith("\n"):
            content += self.eol
            text = text.removesuffix("\n").removesuffix("\r")
        self._put(index, [content + gap], text + (own_gap or ("" if is_last else gap)))

    def insert_before(self, index: int, text: str, gap: str) -> None:
        """Puts tables, as whole lines, before a block and the comments that belong to it."""
        previous = self.blocks[index - 1]
        self._put(index - 1, [previous.text], text + gap)

    def _put(self, index: int, texts: list[str], new: str) -> None:
        blocks = list(self.blocks)
        blocks[index : index + 1] = [*_rescanned(blocks[index], texts[0]), *_scanned_alone(new)]
        self.layout = Layout(tuple(blocks))

    def remove(self, start: int, stop: int) -> None:
        """Takes blocks out, with their comments; never the root.

        The blank lines behind them go too, unless only they part what comes before from what comes behind.
        """
        blocks = list(self.blocks)
        previous, last = blocks[start - 1], blocks[stop - 1]
        gap = last.text[last.end :]
        own_gap = previous.text[previous.end :]
        at_end = stop == len(blocks)
        if not is_empty(previous) and (at_end or not own_gap) and gap != own_gap:
            text = previous.text[: previous.end] + gap
            blocks[start - 1 : start] = _rescanned(previous, text)
        del blocks[start:stop]
        self.layout = Layout(tuple(blocks))

    def runs_of(self, path: Path) -> list[tuple[int, int]]:
        """Stretches of blocks (start, stop) at or below the path; loose comments between two of them are inside."""
        runs: list[tuple[int, int]] = []
        for index in self.layout.blocks_under(path):
            between = range(runs[-1][1], index) if runs else range(0)
            if runs and all(self.blocks[loose].kind == LOOSE for loose in between):
                runs[-1] = (runs[-1][0], index + 1)
            else:
                runs.append((index, index + 1))
        return runs


def is_empty(block: Block) -> bool:
    """Whether a block, the root that is, holds nothing at all."""
    return block.kind == ROOT and block.text in ("", BOM)


def line_end_of(layout: Layout) -> str:
    """CRLF where the first line ends so, else LF."""
    for block in layout.blocks:
        end = block.text.find("\n")
        if end >= 0:
            return "\r\n" if block.text.startswith("\r\n", end - 1) and end else "\n"
    return "\n"


def _scanned_alone(text: str) -> tuple[Block, ...]:
    """The blocks of a text that begins with a table or a loose comment."""
    root, *blocks = scan(text)
    if root.text and not blocks:
        return (Block(root.text, LOOSE, (), 0, 0, root.end),)
    if root.text:
        raise ValueError("a table's text does not begin with its header")
    return tuple(blocks)


def _rescanned(block: Block, text: str) -> tuple[Block, ...]:
    if text == block.text:
        return (block,)
    return scan(text) if block.kind == ROOT else _scanned_alone(text)
