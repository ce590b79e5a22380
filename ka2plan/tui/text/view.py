"""The text view: the file as it is, also where it cannot be read as a plan, and what changed since the last save."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip

from ka2plan.findings import Path
from ka2plan.session import Snapshot
from ka2plan.toml import Positions
from ka2plan.tui.editor.line_changes import ADDED, CHANGED, REMOVED, LineChange, line_changes
from ka2plan.tui.editor.view import View
from ka2plan.tui.text.colours import coloured, lines_in_strings
from ka2plan.tui.text.places import Places
from ka2plan.tui.toolkit.drawing import Line, Told
from ka2plan.tui.toolkit.theme import Look
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

SIGNS: dict[str, Told] = {ADDED: ("+", "added"), CHANGED: ("~", "hint"), REMOVED: ("-", "removed")}
"""How a line is marked that is not as it was saved."""

LONGEST = 4_000
"""Characters of a line that are coloured."""


class TextView(View):
    """The lines of the file, numbered; a finding without a place in the plan is shown at its line."""

    NAME: ClassVar[str] = "text"
    SHOWS_ANY_FILE: ClassVar[bool] = True

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.changes: dict[int, LineChange] = {}
        """By row, what happened to it since the last save."""
        self.left = 0
        """The first column of the lines that is seen."""
        self._lines: list[str] = []
        self._in_strings: dict[int, int] = {}
        self._places = Places("")
        self._texts = ("", "")

    @property
    def row_count(self) -> int:
        """Number of lines."""
        return len(self._lines)

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Takes the text apart; what cannot be read is gone to at once."""
        texts = (snapshot.text, snapshot.saved_text)
        if texts != self._texts or not self._lines:
            self._texts = texts
            self._lines = snapshot.text.split("\n")
            self._in_strings = lines_in_strings(snapshot.text)
            self._places = Places(snapshot.text)
            self.changes = line_changes(snapshot.saved_text.split("\n"), self._lines) if snapshot.dirty else {}
        fault = next((finding for finding in snapshot.findings if finding.position), None)
        if fault and fault.position and not snapshot.readable:
            self.cursor = fault.position[0] - 1

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another text; the cursor stays on its line, which moves with what was added above it."""
        self.take_snapshot(snapshot)
        self.rows_changed()

    def searchable(self, row: int) -> str:
        """The line."""
        return self._lines[row]

    def path_of(self, row: int) -> Path | None:
        """What the line writes."""
        return self._places.path_of(row) if self.shown.readable else None

    def select(self, path: Path) -> bool:
        """Goes to the line where an entry or a value stands."""
        if not self.shown.readable:
            return False
        self.cursor = Positions(self.shown.text).of(path)[0] - 1
        return True

    def go_to_change(self, step: int) -> bool:
        """Goes to the next place that changed, or to the one before; False where nothing did."""
        places = [row for row in sorted(self.changes) if row - 1 not in self.changes]
        beyond = [row for row in places if (row > self.cursor if step > 0 else row < self.cursor)] or places
        if beyond:
            self.cursor = beyond[0] if step > 0 else beyond[-1]
        return bool(beyond)

    def pan(self, columns: int) -> None:
        """Moves long lines sideways."""
        longest = max((len(line) for line in self._lines[self.top : self.top + self.page]), default=0)
        self.left = max(0, min(self.left + columns, longest - self.size.width // 2))
        self.redraw()

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """What keeps the file from being read; what stood in a line that changed; else the entry that it is in."""
        change = self.changes.get(self.cursor)
        if not self.shown.readable:
            return self._fault()
        if change is None:
            return None
        words = {
            ADDED: _("added since the last save"),
            CHANGED: _("changed since the last save; before:"),
            REMOVED: _("deleted before this line since the last save:"),
        }
        lines: list[list[Told]] = [[(words[change.what], SIGNS[change.what][1])]]
        for line in change.before[: 20 if tall else 3]:
            parts = wrapped(line, width - 2) if tall else [visible(line, width)]
            lines += [[("- ", "removed"), (part, "dim")] for part in parts]
        return lines

    def _fault(self) -> list[list[Told]]:
        fault = self.shown.findings[0]
        line, column = fault.position or (1, 1)
        place = _("line {line}, column {column}").format(line=line, column=column)
        return [
            [(f"{self.look.glyphs.error} {fault.code} ", "error"), (fault.message, "base"), (f"   {place}", "dim")],
            [(fault.hint or _("correct it in your editor: {key}").format(key=self.key_of("file.own-editor")), "dim")],
        ]

    def draw_row(self, row: int) -> Strip:
        """A line behind its number and the sign of what happened to it."""
        width = len(str(self.row_count)) + 1
        style, change = self.look["dim"], self.changes.get(row)
        if row == self.cursor:
            style += self.look["cursor" if self.has_focus else "cursor.away"]
        line = Line(self.look, self.size.width).add_drawn(f"{row + 1:>{width}}", style, width)
        sign: Told = SIGNS[change.what] if change else (" ", "base")
        line.add(*sign).add(" ")
        skipped = self.left
        for text, name in coloured(self._lines[row][:LONGEST], self._in_strings.get(row)):
            shown = text.replace("\t", "    ").rstrip("\r")
            if line.room > 0 and len(shown) > skipped:
                line.add(shown[skipped:], name)
            skipped = max(0, skipped - len(shown))
        return line.strip()

    def explain(self) -> list[list[Told]]:
        """What the signs mean."""
        names = {"open": "entry.open", "tell": "changes", "own": "file.own-editor"}
        names |= {"next": "text.next-change", "previous": "text.previous-change"}
        keys = {word: self.key_of(name) for word, name in names.items()}
        told = _(
            "{open} opens the entry of the line, {next} and {previous} go to what changed, {tell} says it in words."
        )
        return [
            [(_("The text of the file, as it will be saved"), "bright")],
            [("  +  ", "added"), (_("added since the last save"), "base")],
            [("  ~  ", "hint"), (_("changed; the details show what was there before"), "base")],
            [("  -  ", "removed"), (_("lines before this one were deleted"), "base")],
            [(told.format(**keys), "base")],
            [(_("{own} edits the file in your own editor.").format(**keys), "base")],
        ]
