"""What the terminal shows already, so that it is not sent again."""

from __future__ import annotations

import re

_PLACED = re.compile(r"\x1b\[(\d+);(\d+)H")


class Shadow:
    """Remembers what each row of the screen was last given.

    Textual paints the whole screen again when a dialog opens, when the size is known, when styles change; most rows
    are the same then. A row that gets exactly what it got last, with nothing else written to it since, is left out.
    """

    def __init__(self) -> None:
        self._rows: dict[str, tuple[tuple[str, str], ...]] = {}

    def forget(self) -> None:
        """Takes nothing for granted: the terminal was resized, or somebody else wrote to it."""
        self._rows.clear()

    def news(self, picture: str) -> str:
        """The picture without rows that are on the screen already; where it leaves the cursor is kept."""
        pieces = _PLACED.split(picture)
        rows: dict[str, list[tuple[str, str]]] = {}
        for row, column, content in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            rows.setdefault(row, []).append((column, content.rstrip("\n")))
        cursor = f"\x1b[{pieces[-3]};{pieces[-2]}H" if len(pieces) > 1 and not pieces[-1] else ""
        if cursor:
            rows[pieces[-3]].pop()
        return "".join(self._changed(row, chunks) for row, chunks in rows.items()) + cursor

    def _changed(self, row: str, chunks: list[tuple[str, str]]) -> str:
        given = tuple(chunks)
        if not given or self._rows.get(row) == given:
            return ""
        self._rows[row] = given
        return "".join(f"\x1b[{row};{column}H{content}" for column, content in given)
