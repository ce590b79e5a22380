"""Sheets that were sent out to be filled in, as they come back: what was changed, cell by cell.

A cell is known by the first row and the first column of its sheet, which are hidden and name the key path together.
So sheets may be renamed, rows sorted or put in between, columns moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ka2plan.errors import CannotRead
from ka2plan.export.fillin_fields import NEW, PARTNER_KEYS, in_cell, look_of, may_be_filled_in, shown_text
from ka2plan.export.fillin_workbook import HERE, KEYS, TOLD
from ka2plan.export.sent import Sent, out_of_pieces, read_sent
from ka2plan.imports.cell import Book, Cell, Sheet
from ka2plan.imports.fillin_cells import bare_text, cell_value
from ka2plan.merge.plain_values import ABSENT, value_at
from ka2plan.plan.schema import key_at
from ka2plan.plan.typed import around_of
from ka2plan.plan.types import Around
from ka2plan.plan.values import Bad
from ka2plan.toml import Path, format_path, parse_path
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

Data = dict[str, Any]

ROW_NAMES = ("id", "label")
"""Ends of places at which a row says what it is."""

NEAR = 12
"""Rows and columns among which the first cell of what is hidden is looked for."""


@dataclass(slots=True)
class Answers:
    """What one partner sent back."""

    sent: Sent
    changes: dict[Path, Any] = field(default_factory=dict)
    """By key path, under the ids that were sent."""
    new: list[Data] = field(default_factory=list)
    """Activities that the partner proposes."""
    unread: list[str] = field(default_factory=list)
    """What could not be understood, each with its cell."""
    locked: list[str] = field(default_factory=list)
    """What was changed and is not the partner's, each with its cell."""


def read_answers(book: Book, around: Around) -> Answers | None:
    """What came back in a workbook; None where it is none that was sent out.

    :raises CannotRead: what was sent is damaged, or no sheet of it is left.
    """
    texts = (cell.value for sheet in book.sheets for row in sheet.rows for cell in row)
    line = out_of_pieces(text for text in texts if isinstance(text, str))
    if line is None and any(_page(sheet, Sent("", "", {})) for sheet in book.sheets):
        raise CannotRead(_("it was sent out to be filled in, but the hidden sheet with what was sent is gone"))
    if line is None:
        return None
    answers = Answers(read_sent(line))
    pages = [page for page in (_page(sheet, answers.sent) for sheet in book.sheets) if page]
    if not pages:
        raise CannotRead(_("it was sent out to be filled in, but its hidden rows and columns are gone"))
    for page in pages:
        _Reading(page, answers, around).read()
    return answers


class _Page:
    """A sheet whose hidden row and column were found."""

    def __init__(self, sheet: Sheet, row: int, column: int, sent: Sent) -> None:
        self.sheet = sheet
        self.first = row + 1
        self.key_column = column
        self.columns = {
            place: text for place in range(sheet.width) if place != column and (text := sheet.cell(row, place).text)
        }
        self.sent = sent
        keys = [sheet.cell(number, column).text for number in range(self.first, len(sheet.rows))]
        self.keys = [key for key in keys if key not in ("", TOLD)]
        self.takes_new = any(key.startswith(f"{NEW}.") and len(_path(key)) < len((NEW, "key", "id")) for key in keys)
        self._named: dict[tuple[str, str], list[str]] = {}
        for key in dict.fromkeys(self.keys):
            for name, text in self._shown(key).items():
                if name in ROW_NAMES:
                    self._named.setdefault((name, text), []).append(key)

    def place(self, key: str, column: str) -> str:
        """What row and column name together."""
        return key if column == HERE else f"{key}.{column}"

    def row_key(self, row: int) -> str | None:
        """What a row is: as the hidden column says, unless what it shows is another row's; None for no row any more."""
        key = self.sheet.cell(row, self.key_column).text
        told = self._shown(key)
        differing = self.differing(key, row)
        if told and not differing:
            return key
        others = [other for other in dict.fromkeys(self._alike(row)) if other != key and not self.differing(other, row)]
        if len(others) == 1:
            return others[0]
        return key if len(differing) < sum(map(bool, told.values())) or not told else None

    def _alike(self, row: int) -> Iterator[str]:
        """The rows of which this one shows the first thing that is not to be changed."""
        for place, column in self.columns.items():
            cell = self.sheet.cell(row, place)
            yield from () if cell.lost else self._by_first.get((column, shown_text(cell.value)), ())

    @cached_property
    def _by_first(self) -> dict[tuple[str, str], list[str]]:
        """The rows by the column and the text of the first cell that is not to be changed."""
        found: dict[tuple[str, str], list[str]] = {}
        for key in self.keys:
            for column, text in list(self._shown(key).items())[:1]:
                found.setdefault((column, shown_text(bare_text(text))), []).append(key)
        return found

    def differing(self, key: str, row: int) -> list[Cell]:
        """The cells that are not to be changed and show something else than was sent."""
        told = self._shown(key)
        cells = (
            (self.sheet.cell(row, place), told[column]) for place, column in self.columns.items() if column in told
        )
        return [cell for cell, text in cells if _shows_otherwise(cell, text)]

    def _shown(self, key: str) -> dict[str, str]:
        places = ((column, self.place(key, column)) for column in self.columns.values())
        return {column: self.sent.shown[place] for column, place in places if place in self.sent.shown}


def _page(sheet: Sheet, sent: Sent) -> _Page | None:
    for row in range(min(NEAR, len(sheet.rows))):
        for column in range(min(NEAR, sheet.width)):
            if sheet.cell(row, column).value == KEYS and any(cell.value in ROW_NAMES for cell in sheet.rows[row]):
                return _Page(sheet, row, column, sent)
    return None


def _shows_otherwise(cell: Cell, text: str) -> bool:
    return bool(cell.lost) or shown_text(cell.value) != shown_text(bare_text(text))


class _Reading:
    """The reading of one sheet."""

    def __init__(self, page: _Page, answers: Answers, around: Around) -> None:
        self.page = page
        self.sheet = page.sheet
        self.answers = answers
        self.sent = answers.sent
        self.around = around
        self.countries: Mapping[str, str] = around.countries() if around.countries else {}
        self.seen: set[str] = set()

    def read(self) -> None:
        """Reads all rows."""
        for row in range(self.page.first, len(self.sheet.rows)):
            if self.sheet.cell(row, self.page.key_column).text == TOLD:
                continue
            key = self.page.row_key(row)
            if key is None:
                self._not_known(row)
            elif key.startswith(f"{NEW}.") and not self.page.takes_new:
                self._free_name(row, _path(key))
            elif not key or key.startswith(f"{NEW}."):
                self._free_row(row, is_named=bool(key))
            elif key in self.seen:
                self._told(
                    self.sheet.cell(row, self.page.key_column), _("there are two rows of it; the first one counts")
                )
            else:
                self.seen.add(key)
                self._row(row, key)

    def _not_known(self, row: int) -> None:
        filled = next((cell for cell in self.sheet.rows[row][self.page.key_column + 1 :] if not cell.is_empty), None)
        if filled:
            self._told(filled, _("the row no longer shows what it is about; it was not read"))

    def _row(self, row: int, key: str) -> None:
        for cell in self.page.differing(key, row):
            self.answers.locked.append(
                f"{self._address(cell)}: {_('this cell is not to be changed; it stays as it is')}"
            )
        for place, column in self.page.columns.items():
            name = self.page.place(key, column)
            cell = self.sheet.cell(row, place)
            path = _path(name)
            if name in self.sent.shown or not path:
                continue
            if self._may_be_filled_in(path):
                self._field(cell, path)
            elif not cell.is_empty:
                self.answers.locked.append(f"{self._address(cell)}: {_('there is nothing to fill in here')}")

    def _may_be_filled_in(self, path: Path) -> bool:
        plan = self.around.plan
        return may_be_filled_in(path, self.sent.partner, plan.project.coordinator if plan else None)

    def _field(self, cell: Cell, path: Path) -> None:
        sent = value_at(self.sent.part, path)
        key = key_at(path)
        default = key.choices[0] if key and key.choices else None
        shown = in_cell(look_of(path), default if sent is ABSENT else sent, self.countries)
        if not cell.lost and _same_text(cell, shown):
            return
        if cell.is_empty:
            if key and key.required:
                self._told(cell, _("it cannot be empty; it stays as it is"))
            elif sent is not ABSENT:
                self.answers.changes[path] = ABSENT
            return
        value = cell_value(cell, path, around_of(path, self.sent.part, self.around))
        if isinstance(value, Bad):
            self._told(cell, f"{value.message}{f' ({value.hint})' if value.hint else ''}")
        elif not _says_nothing_new(value, sent, default, path):
            self.answers.changes[path] = value

    def _free_row(self, row: int, *, is_named: bool) -> None:
        """A row for a new activity, or one that somebody put in."""
        names = {column: self.sheet.cell(row, place) for place, column in self.page.columns.items()}
        filled = {column: cell for column, cell in names.items() if not cell.is_empty}
        if not filled or not self.page.takes_new or (not is_named and "title" not in filled):
            return
        first = next(iter(filled.values()))
        if "title" not in filled:
            self._told(first, _("a new activity needs a title; the row was not read"))
            return
        if "id" in filled:
            self._told(filled["id"], _("the plan gives the id of a new activity itself"))
        values: Data = {}
        for column, cell in filled.items():
            path = _path(f'activities."".{column}')
            key = key_at(path) if path else None
            if path and key and key.name in NEW_KEYS:
                self._new_value(cell, path, values)
        if values.get("title"):
            self.answers.new.append(values)

    def _free_name(self, row: int, where: Path) -> None:
        """A row for one more name in a table of an activity, such as one more thing that proves it."""
        cells = {column: self.sheet.cell(row, place) for place, column in self.page.columns.items()}
        label, answer = cells.get("label"), cells.get(HERE)
        if label is None or answer is None or (label.is_empty and answer.is_empty):
            return
        name = " ".join(label.text.split())
        path = ("activities", *map(str, where[:0:-1]), name)
        if not name or value_at(self.sent.part, path) is not ABSENT or not self._may_be_filled_in(path):
            self._told(label, _("it needs a name that is not used yet; it was not read"))
            return
        value = False if answer.is_empty else cell_value(answer, path, around_of(path, self.sent.part, self.around))
        if isinstance(value, Bad):
            self._told(answer, f"{value.message}{f' ({value.hint})' if value.hint else ''}")
        else:
            self.answers.changes[path] = value

    def _new_value(self, cell: Cell, path: Path, values: Data) -> None:
        around = around_of(path, {"activities": {"": values}}, self.around._replace(must_exist=True))
        value = cell_value(cell, path, around._replace(ids=(*around.ids, *self.sent.part.get("work_packages", ()))))
        if isinstance(value, Bad):
            self._told(cell, f"{value.message}{f' ({value.hint})' if value.hint else ''}")
            return
        for name in path[2:-1]:
            values = values.setdefault(str(name), {})
        values[str(path[-1])] = value

    def _told(self, cell: Cell, sentence: str) -> None:
        self.answers.unread.append(f"{self._address(cell)}: {sentence}")

    def _address(self, cell: Cell) -> str:
        return f"{visible(self.sheet.name)}!{cell.place}"


NEW_KEYS = ("wp", "title", "start", "end", "amount", "note", *PARTNER_KEYS)
"""What a new activity may say of itself."""


def _path(name: str) -> Path:
    """The key path of a place; empty for none."""
    try:
        return parse_path(name)
    except ValueError:
        return ()


def _same_text(cell: Cell, shown: Any) -> bool:
    if shown is None or cell.value is None:
        return shown is None and cell.value is None
    if isinstance(shown, str) and isinstance(cell.value, str):
        return bare_text(cell.value) == bare_text(shown)
    return shown_text(cell.value) == shown_text(shown)


def _says_nothing_new(value: Any, sent: Any, default: str | None, path: Path) -> bool:
    """Whether a value is the one that was sent, or what counts where nothing stands."""
    if sent is ABSENT:
        return value in (default, "") or (len(path) > 3 and path[2] in PARTNER_KEYS and value == 0)
    return isinstance(value, bool) == isinstance(sent, bool) and bool(value == sent)


def lost_rows(book: Book, sent: Sent) -> Iterator[str]:
    """What was sent and has no row any more."""
    there = {cell.text for sheet in book.sheets for row in sheet.rows for cell in row if isinstance(cell.value, str)}
    named = (path for place in sent.shown if (path := _path(place)) and path[-1] in ROW_NAMES)
    rows = dict.fromkeys(format_path(path[:-1]) for path in named)
    yield from (row for row in rows if row not in there)
