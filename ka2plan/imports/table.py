"""What kind of table a sheet is, where its headings stand, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from ka2plan.errors import UsageError
from ka2plan.imports.cell import Cell, Sheet, filled, letters_of
from ka2plan.imports.chart import ChartColumn, chart_of
from ka2plan.imports.column_words import explained
from ka2plan.imports.columns import (
    Column,
    data_cells,
    fields_of_heading,
    group_text,
    heading_text,
    is_sum_word,
    profile_of,
)
from ka2plan.imports.field_choice import TITLE_WORDS, FieldChoice
from ka2plan.imports.folding import folded
from ka2plan.imports.names import is_full_name, looks_like_id
from ka2plan.imports.options import Told
from ka2plan.imports.packages import is_package_id, numbered, says_only_figures, without_units
from ka2plan.imports.table_kinds import (
    ACTIVITIES,
    DELIVERABLES,
    INDICATORS,
    MATRIX,
    MILESTONES,
    PACKAGES,
    PARTNERS,
    kind_of_table,
)
from ka2plan.imports.vocabulary import meanings, words
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from datetime import date

LEAST_POINTS = 2
"""Of a row of headings: one known name."""

FIRST_ROWS = 40
"""Rows among which the headings are looked for."""


MOST_HEADINGS = 120
"""Columns of a row that are looked at, to see whether they are headings."""


class _Search(NamedTuple):
    """What headings are looked for with, the same for all rows of a sheet."""

    told: Collection[str]
    """Headings that the user named."""
    near: date
    columns: range


class Table(NamedTuple):
    """One sheet that is understood."""

    sheet: Sheet
    kind: str
    row: int
    """Of the headings, from 0."""
    columns: tuple[Column, ...]
    """Every column with a heading or a use, from left to right."""
    chart: tuple[ChartColumn, ...] = ()
    rows: tuple[int, ...] = ()
    """Rows below the headings that say something."""
    packages: tuple[tuple[int, str], ...] = ()
    """Of a matrix of organisations and work packages: columns with the heading that names the package."""
    is_first: bool = True
    """Whether no other table stands above it in the sheet."""

    def column(self, field: str) -> Column | None:
        """The column of that field."""
        return next((column for column in self.columns if column.field == field), None)

    def columns_of(self, head: str) -> list[Column]:
        """The columns whose field begins so, as ``budget`` and ``budget.OSL`` do."""
        return [column for column in self.columns if column.head == head]

    @property
    def fields(self) -> frozenset[str]:
        """All fields that are used."""
        return frozenset(column.field for column in self.columns if column.field)


def package_above(table: Table) -> str:
    """The work package that is named alone in a row above the headings, else by the sheet; empty for none.

    At most questions with their answers stand between.
    """
    if "wp" in table.fields or table.kind not in (ACTIVITIES, MILESTONES, DELIVERABLES):
        return ""
    for row in reversed(table.sheet.rows[: table.row]):
        cells = list(filled(row))
        if len(cells) > 2:
            return ""
        if len(cells) == 1 and numbered(cells[0].text):
            return cells[0].text
    return table.sheet.name if numbered(table.sheet.name) else ""


MUCH = 6
"""Points from which on a row below the first headings begins a table of its own: three headings of known names."""


def find_tables(sheet: Sheet, told: Sequence[Told], near: date) -> list[Table]:
    """The tables of a sheet, one below the other; none where its headings mean nothing."""
    if _holds_texts(sheet):
        return []
    sheet = explained(sheet)
    search = _Search({folded(option.name) for option in told}, near, range(min(sheet.width, MOST_HEADINGS)))
    rows = [number for number, row in enumerate(sheet.rows[:FIRST_ROWS]) if any(filled(row))]
    scored = [(_score(sheet, row, search), -row) for row in rows]
    best = max(scored, default=(0, 0))
    if best[0] < LEAST_POINTS:
        return []
    first = -best[1] + _goes_on_below(sheet, -best[1])
    columns = {field: place for place in range(sheet.width) for field in _fields_at(sheet, first, place)[:1]}
    further = [
        row
        for row in _texts_only(sheet, first)
        if not _is_entry(sheet, columns, row)
        and (_begins_alike(sheet, first, row) or _score(sheet, row, search, is_further=True) >= MUCH)
    ]
    heads = [first, *(row for row in further if not _is_same(sheet, first, row))]
    ends = [*heads[1:], len(sheet.rows)]
    found = [_table(sheet, head, end, told, near) for head, end in zip(heads, ends, strict=True)]
    return [table._replace(is_first=table.row == first) for table in found if table]


def _goes_on_below(sheet: Sheet, row: int) -> bool:
    """Whether the next row divides headings that stand over several columns, as ``Start`` and ``End`` do ``Period``."""
    if row + 2 >= len(sheet.rows):
        return False
    below = [place for place, cell in enumerate(sheet.rows[row + 1]) if not cell.is_empty]
    divided = [place for place in below if sheet.cell(row, place).is_empty]
    whole = [place for place in range(sheet.width) if not sheet.cell(row, place).is_empty and place not in below]
    are_words = all(_is_word(sheet.cell(row + 1, place)) for place in below)
    is_split = all(
        place in divided or place + 1 in divided or fields_of_heading(sheet.cell(row + 1, place).text)[1]
        for place in below
    )
    has_entry = any(not sheet.cell(row + 2, place).is_empty for place in whole)
    return bool(divided) and bool(whole) and are_words and is_split and has_entry


def _holds_texts(sheet: Sheet) -> bool:
    """Whether it is our own sheet of texts of the form, in which no row is the heading of a list."""
    first = [folded(cell.text) for cell in filled(sheet.rows[0])] if sheet.rows else []
    return len(first) > 1 and set(first) <= words("texts_of_a_form")


def _texts_only(sheet: Sheet, first: int) -> list[int]:
    """Rows that could be headings: several texts, without a figure among them."""
    return [
        number
        for number, row in enumerate(sheet.rows)
        if number > first + 1 and len(cells := list(filled(row))) > 2 and all(_is_word(cell) for cell in cells)
    ]


def _fields_at(sheet: Sheet, row: int, place: int) -> tuple[str, ...]:
    return fields_of_heading(heading_text(sheet, row, place))[0]


def _is_entry(sheet: Sheet, columns: Mapping[str, int], row: int) -> bool:
    """Whether a row says below the first headings of what kind it is, and has an id with a figure in it."""
    kind, id = (sheet.cell(row, columns[field]).text if field in columns else "" for field in ("kind", "id"))
    return folded(kind) in meanings("kinds") and any(letter.isdigit() for letter in id)


def _begins_alike(sheet: Sheet, one: int, two: int) -> bool:
    """Whether a row behind an empty one begins with the same two headings, as GanttProject's list of people does."""
    first, second = ([folded(cell.text) for cell in filled(sheet.rows[row])][:2] for row in (one, two))
    return first == second and not any(filled(sheet.rows[two - 1]))


def _is_word(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not cell.value[:1].isdigit() and len(cell.value) <= 60


def _is_same(sheet: Sheet, one: int, two: int) -> bool:
    """Whether a row says the headings again."""
    first, second = ([folded(cell.text) for cell in filled(sheet.rows[row])] for row in (one, two))
    return first == second


def _score(sheet: Sheet, row: int, search: _Search, *, is_further: bool = False) -> int:
    """How much of a row is headings; of a further table only what is called just so counts."""
    fields: set[str] = set()
    points = 0
    packages = 0
    for place in search.columns:
        heading = heading_text(sheet, row, place)
        if not heading:
            continue
        is_own = sheet.cell(row, place).value is not None
        packages += is_own and bool(_package_at(sheet, row, place))
        found, is_exact = fields_of_heading(heading)
        if not found:
            found, is_exact = _elsewhere(heading)
        if found and found[0] not in fields and (is_own or not is_further):
            points += 2 if is_exact and is_own else 0 if is_further else 1
        points += 3 * (folded(heading) in search.told)
        fields.update(found[:1])
    points += LEAST_POINTS * (not is_further and _stands_above_packages(sheet, row))
    own = sum(1 for _cell in filled(sheet.rows[row]))
    chart = () if is_further else chart_of(sheet, row, search.near)
    points += 3 if len(chart) >= 3 else 0
    return points + (3 if packages >= 2 else 0) if own > 1 or points > 2 else 0


def _stands_above_packages(sheet: Sheet, row: int) -> bool:
    """Whether the first cell is empty, or says what the figures are, and the next two rows begin with packages."""
    below = [sheet.cell(row + step, 0).text for step in (1, 2)]
    return says_only_figures(sheet.cell(row, 0).text) and all(numbered(text) for text in below)


def _elsewhere(heading: str) -> tuple[tuple[str, ...], bool]:
    """The fields of lists of organisations and of indicators."""
    for table in ("partner_fields", "indicator_fields"):
        found, is_exact = fields_of_heading(heading, table)
        if found and is_exact:
            return found, True
    return (), False


def _table(sheet: Sheet, row: int, end: int, told: Sequence[Told], near: date) -> Table | None:
    rows = _data_rows(sheet, row, end)
    chart = chart_of(sheet, row, near)
    headings = [heading_text(sheet, row, place) for place in range(sheet.width)]
    named = _told(headings, told)
    packages = tuple(
        (place, package)
        for place in range(sheet.width)
        if place not in named and (package := _package_at(sheet, row, place))
    )
    charted = {column.place for column in chart}
    kind = kind_of_table(sheet, headings, charted, packages)
    chooser = FieldChoice(sheet, rows, headings, kind)
    skipped = charted | ({place for place, _heading in packages} if kind == MATRIX else set())
    columns = chooser.columns(named, skipped)
    kind = PACKAGES if kind == ACTIVITIES and _lists_packages(sheet, rows, columns) else kind
    table = Table(sheet, kind, row, tuple(columns), chart, rows, packages if kind == MATRIX else ())
    return table if _says_enough(table) else None


def _lists_packages(sheet: Sheet, rows: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether each row has a number of a work package of its own, and a title that is of nothing else."""
    places = {column.field: column for column in columns}
    title, wp = places.get("title"), places.get("wp")
    if title is None or wp is None or "id" in places or not set(folded(title.heading).split()) <= TITLE_WORDS:
        return False
    told = [sheet.cell(row, wp.place).text for row in rows if not sheet.cell(row, title.place).is_empty]
    told = [text for text in told if not is_sum_word(text)]
    are_bare = all(is_package_id(text) or (text.isdecimal() and len(text) <= 2) for text in told)
    return len(told) > 1 and len(set(told)) == len(told) and are_bare


def _package_at(sheet: Sheet, row: int, place: int) -> str:
    """The work package that a heading names, or the one above it where it says but money or effort; empty for none."""
    if sheet.cell(row, place).value is None:
        return ""
    heading, group = heading_text(sheet, row, place), group_text(sheet, row, place)
    if numbered(without_units(heading)):
        return heading
    is_unit = set(folded(heading).split()) <= words("money") | words("effort")
    return f"{group} ({heading})" if is_unit and numbered(group) else ""


def _data_rows(sheet: Sheet, row: int, end: int) -> tuple[int, ...]:
    """Rows below the headings that say something, or are coloured; headings said again are none."""
    heading = [folded(cell.text) for cell in sheet.rows[row] if cell.value is not None]
    return tuple(
        number
        for number in range(row + 1, end)
        if any(filled(sheet.rows[number]))
        and not (len(heading) > 1 and [folded(cell.text) for cell in filled(sheet.rows[number])] == heading)
    )


def _told(headings: Sequence[str], told: Sequence[Told]) -> dict[int, Told]:
    found: dict[int, Told] = {}
    for option in told:
        place = _place_called(headings, option.name)
        if place is not None:
            found[place] = option
    return found


def _place_called(headings: Sequence[str], name: str) -> int | None:
    """The column of that heading, else of that letter."""
    by_heading = next((place for place, heading in enumerate(headings) if folded(heading) == folded(name) != ""), None)
    if by_heading is not None:
        return by_heading
    return next((place for place in range(len(headings)) if letters_of(place) == name.strip().upper()), None)


def refuse_unknown_columns(sheets: Sequence[Sheet], told: Sequence[Told]) -> None:
    """Refuses an option whose column is in none of the sheets.

    :raises UsageError: it is not there.
    """
    for option in told:
        is_letter = any(
            letters_of(place) == option.name.strip().upper() for sheet in sheets for place in range(sheet.width)
        )
        wanted = folded(option.name)
        is_there = any(
            folded(cell.text) == wanted != ""
            for sheet in sheets
            for row in sheet.rows[:FIRST_ROWS]
            for cell in filled(row)
        )
        if not is_letter and not is_there:
            message = _("--column {option}: no column is called {name}")
            raise UsageError(message.format(option=option.option, name=repr(visible(option.name))))


def _says_enough(table: Table) -> bool:
    """Whether there is a column of titles, or of what stands for them, and something about them."""
    if not table.rows:
        return False
    if table.kind in (MATRIX, PARTNERS, INDICATORS):
        return True
    title = table.column("title")
    if words("other_lists") & {folded(table.sheet.name), folded(title.heading) if title else ""}:
        return False
    if not table.fields & {"title", "id", "wp", "wp_title"}:
        return False
    return len(table.fields) > 1 or bool(table.chart) or _has_figures_of_organisations(table)


def _has_figures_of_organisations(table: Table) -> bool:
    """Whether nothing but columns of figures, called as organisations are, stands beside work packages."""
    others = [column for column in table.columns if not column.field]
    named = [column for column in others if looks_like_id(column.heading) or is_full_name(column.heading)]
    cells = [data_cells(table.sheet, column.place, table.rows) for column in named]
    return len(named) >= 2 and "wp" in table.fields and all(profile_of(one).is_numeric for one in cells if one)
