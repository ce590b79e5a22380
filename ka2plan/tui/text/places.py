"""Which entry or value a line of the file writes."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ka2plan.findings import Path

if TYPE_CHECKING:
    from ka2plan.toml.layout import Layout


class Places:
    """The key path of every line of a text that is TOML; scanned with the first question."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _layout(self) -> Layout:
        from ka2plan.toml.layout import layout_of

        return layout_of(self._text)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(line) + 1 for line in self._text.split("\n")))

    def path_of(self, line: int) -> Path | None:
        """The key path that the line (from 0) writes or is in; None between the tables."""
        layout = self._layout
        block = bisect_right(layout.starts, self._ends[line] - 1) - 1
        block = min(block, len(layout.blocks) - 1)
        path: Path = layout.paths[block]
        offset = self._ends[line] - 1 - layout.starts[block]
        members = [member for member in layout.blocks[block].members if member.start <= offset]
        if members:
            path = (*path, *members[-1].names)
        return path or None
