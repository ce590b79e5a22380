"""What every view of the plan has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual.reactive import var
from textual.strip import Strip

from ka2plan.findings import Path
from ka2plan.session import Snapshot
from ka2plan.session.parse import has_markers
from ka2plan.tui.toolkit.drawing import Line, Told, marked
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.toolkit.theme import Look
from ka2plan.words.messages import _


class View(LineView):
    """One way to look at the plan, filling the middle of the screen.

    A subclass sets ``NAME`` and draws rows (see ``LineView``). It takes a new snapshot in ``take_snapshot``, keeps its
    cursor by what is selected and not by number, and says what is selected in ``selected``.
    """

    NAME: ClassVar[str] = ""
    """How commands and the list of views call it."""

    SHOWS_ANY_FILE: ClassVar[bool] = False
    """Whether it has something to show of a file that is no plan."""

    FOLLOWS: ClassVar[bool] = True
    """Whether it goes to what was selected in the view before it."""

    DETAILS_BELOW: ClassVar[bool] = False
    """Whether the details stand below it however wide the screen is, for it has columns of its own to fill it."""

    TAKES_PASTED: ClassVar[str] = ""
    """Name of the command that takes what is pasted; empty where nothing does."""

    snapshot: var[Snapshot | None] = var(None, init=False)
    """The plan as it is shown."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.marked: tuple[Path, ...] = ()
        """Entries that a command shall apply to together, as far as they are shown."""
        self._searched: tuple[int | None, str] | None = None
        """The row that search went to last, or None for all rows, and what is marked there."""
        self.key_of: Callable[[str], str] = str
        """The key of the command of a name, as the user has it, for sentences."""

    @property
    def shown(self) -> Snapshot:
        """The snapshot; a view is never drawn before it has one."""
        if self.snapshot is None:
            raise LookupError(self.NAME)
        return self.snapshot

    @property
    def selected(self) -> Path | None:
        """Key path of what the cursor is on: an entry, or a value within one (``activities."A1".budget.OSL``)."""
        return self.path_of(self.cursor) if self.row_count else None

    @property
    def obstacle(self) -> str:
        """Why there is nothing to show, where the file cannot be read as a plan."""
        if self.SHOWS_ANY_FILE or self.snapshot is None or self.snapshot.readable:
            return ""
        found = self.snapshot.reading.findings[0]
        line = found.position[0] if found.position else 1
        if has_markers(self.snapshot.reading):
            words = _("The file has merge conflicts: line {line} ({key} resolves them)")
            return words.format(line=line, key=self.key_of("file.came-in"))
        return _("The file cannot be read: line {line} ({key} shows it)").format(
            line=line, key=self.key_of("view.text")
        )

    def draw_line(self, y: int) -> Strip:
        """A line with what was found in it marked; of a file that cannot be read only that."""
        obstacle = self.obstacle
        if not obstacle:
            strip = super().draw_line(y)
            return strip if y < self.HEAD else self.with_found(strip, y - self.HEAD + self.top)
        line = Line(self.look, self.size.width)
        return line.add(f" {self.look.glyphs.error} {obstacle}" if y == 0 else "", "error").strip()

    @property
    def marked_and_shown(self) -> tuple[Path, ...]:
        """What a command on the marked entries applies to: nothing that is folded or filtered away."""
        if not self.marked:
            return ()
        shown = {self.path_of(row) for row in range(self.row_count)}
        return tuple(path for path in self.marked if path in shown)

    @property
    def sorted_by(self) -> str:
        """The order of the rows in words, where it is another than the file's."""
        return ""

    def path_of(self, row: int) -> Path | None:
        """Key path of what a row shows."""
        return None

    def select(self, path: Path) -> bool:
        """Moves the cursor to an entry or value and shows it; False where this view has no such row."""
        return False

    @property
    def carried(self) -> Path | None:
        """Key path of what other views go to when they are shown next."""
        return self.selected

    def follow(self, path: Path) -> None:
        """Goes to what was selected in another view, as far as it is listed here."""
        self.select(path)

    def searchable(self, row: int) -> str:
        """The text of a row that search looks into."""
        return ""

    def texts(self) -> list[str]:
        """The texts that search looks into, those of rows that are folded away too, in the order of the rows."""
        return [self.searchable(row) for row in range(self.row_count)]

    @property
    def text_number(self) -> int:
        """The number of the selected row among those texts."""
        return self.cursor

    def go_to_text(self, number: int) -> None:
        """Moves to the row of one of those texts."""
        self.cursor = number

    def mark_found(self, text: str, *, everywhere: bool = False) -> None:
        """Marks in the selected row what search found there, or in all rows, until another row is selected."""
        self._searched = (None if everywhere else self.cursor, text) if text else None
        self.redraw()

    def with_found(self, strip: Strip, row: int) -> Strip:
        """A drawn row, with what was found in it marked."""
        if self._searched is None or self._searched[0] not in (row, None):
            return strip
        return marked(strip, self._searched[1], self.look["found"])

    def watch_cursor(self, new: int) -> None:
        """Takes the mark off what was found."""
        self._searched = None
        super().watch_cursor(new)

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """Lines that tell what is selected; None for the usual description of an entry."""
        return None

    def explain(self) -> list[list[Told]]:
        """Lines of help on what the view shows and by which signs."""
        return []

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Computes anew what the rows show."""

    def start_with(self, snapshot: Snapshot) -> None:
        """Takes the first snapshot, before there is anything to draw on."""
        self.set_reactive(View.snapshot, snapshot)
        self.take_snapshot(snapshot)

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a new state of the plan, the cursor on the same entry as before."""
        selected, self._searched = self.selected, None
        self.take_snapshot(snapshot)
        if selected is None or not self.select(selected):
            self.rows_changed()
        self.redraw()

    def remembered(self) -> Mapping[str, Any]:
        """What of this view is worth remembering until the plan is opened again, as JSON values."""
        return {}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Takes back what ``remembered`` gave, whatever became of the plan or of that file meanwhile."""
