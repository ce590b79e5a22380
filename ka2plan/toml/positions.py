"""Line and column of a key path, found only when asked for."""

from __future__ import annotations

from functools import cached_property

from ka2plan.toml.encoding import BOM
from ka2plan.toml.paths import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.toml.layout import Layout


class Positions:
    """Where the keys of a valid TOML text stand; the text is scanned with the first question."""

    def __init__(self, text: str) -> None:
        self.text = text

    def of(self, path: Path) -> tuple[int, int]:
        """Line and column, from 1, of the key that names the path, or of an array's element.

        For what is not there it is the nearest table or key above, at last the file's first character. An id with a
        dot is also found where nobody quoted it, as a table inside a table.
        """
        span = self.span(path)
        return self._place(span[0]) if span else (1, 1)

    def span(self, path: Path) -> tuple[int, int] | None:
        """Offsets of the first character of what names the path, and behind it; of a key with its value.

        What is not there is found as ``of`` finds it; None where nothing of the path is.
        """
        if len(path) > 1 and "." in str(path[1]) and self.layout.find(path[:2]) is None:
            unquoted = (path[0], *str(path[1]).split("."))
            if self.layout.find(unquoted) is not None:
                path = (*unquoted, *path[2:])
        for length in range(len(path), 0, -1):
            mention = self.layout.find(path[:length])
            if mention is not None:
                begin = self.layout.starts[mention.block]
                return begin + mention.start, begin + mention.end
        return None

    @cached_property
    def layout(self) -> Layout:
        """What is written where."""
        from ka2plan.toml.layout import layout_of

        return layout_of(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        from itertools import accumulate

        lengths = (len(line) + 1 for line in self.text.split("\n"))
        return list(accumulate(lengths, initial=0))

    def _place(self, offset: int) -> tuple[int, int]:
        from bisect import bisect_right

        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        return line, column - (line == 1 and self.text.startswith(BOM))
