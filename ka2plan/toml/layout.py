"""Where the keys of a text are written, found by key path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from ka2plan.toml.paths import Path
from ka2plan.toml.scan import ARRAY_OF_TABLES, ROOT, Block, scan
from ka2plan.toml.tokens import GROUPED_NUMBER
from ka2plan.toml.value_spans import Key, Member


class Mention(NamedTuple):
    """One place of the text that writes a key path."""

    block: int
    """The index of the block."""
    chain: tuple[Member, ...]
    """The line and the members inside its brackets that lead there; none where a header does."""
    key: Key | None
    """The part of a key that names the path's last part; None for the element of an array."""
    exact: bool
    """Whether the path ends here; if not, a longer dotted key or the header of a sub-table implies it."""

    @property
    def member(self) -> Member | None:
        """The member that writes the path, or None for a header."""
        return self.chain[-1] if self.chain else None

    @property
    def start(self) -> int:
        """The offset, in its block, of the name or element."""
        return self.key.start if self.key else self.chain[-1].start

    @property
    def end(self) -> int:
        """The offset, in its block, behind the name; where the path ends here, behind the value."""
        if self.chain and self.exact:
            return self.chain[-1].value.end
        return self.key.end if self.key else self.chain[-1].end


class Layout:
    """The blocks of a text with the key path of each, and what is written where."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    @cached_property
    def text(self) -> str:
        """The text that the blocks make up."""
        return "".join([block.text for block in self.blocks])

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each block in the text."""
        return list(accumulate((len(block.text) for block in self.blocks), initial=0))

    @cached_property
    def paths(self) -> list[Path]:
        """The key path of each block's header, indices of arrays of tables included."""
        if any(block.kind == ARRAY_OF_TABLES for block in self.blocks):
            return list(_paths_with_indices(self.blocks))
        return [block.names for block in self.blocks]

    @cached_property
    def _by_beginning(self) -> dict[Path, list[int]]:
        """Block indices by every beginning of their path, whole paths included."""
        found: dict[Path, list[int]] = {}
        for index, path in enumerate(self.paths):
            for length in range(1, len(path) + 1):
                found.setdefault(path[:length], []).append(index)
        return found

    @cached_property
    def _by_path(self) -> dict[Path, list[int]]:
        """Block indices by their whole path; the root and loose comments have none."""
        found: dict[Path, list[int]] = {}
        for index, path in enumerate(self.paths):
            if path:
                found.setdefault(path, []).append(index)
        return found

    @cached_property
    def groups_thousands(self) -> bool:
        """Whether a number of the text has marks between its thousands."""
        return any(GROUPED_NUMBER.search(block.text) for block in self.blocks)

    def with_blocks(self, changed: dict[int, tuple[Block, ...]]) -> Layout:
        """A layout with other blocks in place of some; what is known of the others is kept."""
        blocks = list(self.blocks)
        for index in sorted(changed, reverse=True):
            blocks[index : index + 1] = changed[index]
        layout = Layout(tuple(blocks))
        same_headers = len(blocks) == len(self.blocks) and all(
            blocks[index].kind == self.blocks[index].kind and blocks[index].names == self.blocks[index].names
            for index in changed
        )
        for name in ("paths", "_by_beginning", "_by_path"):
            if same_headers and name in self.__dict__:
                layout.__dict__[name] = self.__dict__[name]
        return layout

    def blocks_under(self, path: Path) -> list[int]:
        """The indices of the tables at the path or below it, in file order."""
        return list(self._by_beginning.get(path, ()))

    def mentions(self, path: Path) -> list[Mention]:
        """Every place that writes the path, in file order; none for the empty path or an unknown one."""
        return list(self._find(path)) if path else []

    def find(self, path: Path) -> Mention | None:
        """The place that writes the path: where it ends, else the first that implies it."""
        mentions = self.mentions(path)
        return next((mention for mention in mentions if mention.exact), mentions[0] if mentions else None)

    def _find(self, path: Path) -> Iterator[Mention]:
        for index in self._candidates(path):
            above = self.paths[index]
            block = self.blocks[index]
            if block.kind != ROOT and above[: len(path)] == path:
                names = sum(isinstance(part, str) for part in path)
                yield Mention(index, (), block.keys[names - 1], len(above) == len(path))
            else:
                for chain, key, exact in block.mentions.get(path[len(above) :], ()):
                    yield Mention(index, chain, key, exact)

    def _candidates(self, path: Path) -> list[int]:
        """The blocks whose path leads to the given one or begins with it."""
        leading = [index for length in range(1, len(path)) for index in self._by_path.get(path[:length], ())]
        return sorted([0, *leading, *self._by_beginning.get(path, ())])


def layout_of(text: str) -> Layout:
    """The layout of a valid TOML text."""
    return Layout(scan(text))


def _paths_with_indices(blocks: tuple[Block, ...]) -> Iterator[Path]:
    last: dict[Path, int] = {}
    for block in blocks:
        path: Path = ()
        for name in block.names[:-1]:
            path = (*path, name)
            if path in last:
                path = (*path, last[path])
        path = (*path, *block.names[-1:])
        if block.kind == ARRAY_OF_TABLES:
            last[path] = last.get(path, -1) + 1
            path = (*path, last[path])
        yield path
