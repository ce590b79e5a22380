"""What kind of table a sheet is, where its headings stand, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from ka2plan.errors import UsageError
from ka2plan.imports.cell import Cell, Sheet, filled, letters_of
from ka2plan.imports.chart import ChartColumn, chart_of
from ka2plan.imports.columns import (
    NOT_USED,
    Column,
    data_cells,
    fields_of_heading,
    heading_text,
    is_period_like,
    is_sum_word,
    profile_of,
)
from ka2plan.imports.dates import judged_order
from ka2plan.imports.folding import folded
from ka2plan.imports.options import Told
from ka2plan.imports.packages import numbered
from ka2plan.imports.periods import is_day_text, moment_span
from ka2plan.imports.vocabulary import YES, is_nothing, meanings, words
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

LEAST_POINTS = 2
"""Of a row of headings: one known name."""

FIRST_ROWS = 40
"""Rows among which the headings are looked for."""

ACTIVITIES, MILESTONES, DELIVERABLES, PACKAGES = "activities", "milestones", "deliverables", "work_packages"
PARTNERS, INDICATORS, MATRIX = "partners", "indicators", "matrix"

TIMED = frozenset(("start", "end", "due", "period", "periods", "duration", "months", "days", "after"))

PARTNER_SIGNS = frozenset(
    (
        "partner_id",
        "partner_name",
        "city",
        "region",
        "oid",
        "role",
        "website",
        "contact",
        "organisation_kind",
        "newcomer",
    )
)


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


MUCH = 6
"""Points from which on a row below the first headings begins a table of its own: three headings of known names."""


def find_tables(sheet: Sheet, told: Sequence[Told], near: date) -> list[Table]:
    """The tables of a sheet, one below the other; none where its headings mean nothing."""
    names = {folded(option.name) for option in told}
    rows = [number for number, row in enumerate(sheet.rows[:FIRST_ROWS]) if any(filled(row))]
    scored = [(_score(sheet, row, names, near), -row) for row in rows]
    best = max(scored, default=(0, 0))
    if best[0] < LEAST_POINTS:
        return []
    first = -best[1]
    further = [
        row
        for row in _texts_only(sheet, first)
        if _begins_alike(sheet, first, row) or _score(sheet, row, names, near, is_further=True) >= MUCH
    ]
    heads = [first, *(row for row in further if not _is_same(sheet, first, row))]
    ends = [*heads[1:], len(sheet.rows)]
    found = [_table(sheet, head, end, told, near) for head, end in zip(heads, ends, strict=True)]
    return [table for table in found if table]


def _texts_only(sheet: Sheet, first: int) -> list[int]:
    """Rows that could be headings: several texts, without a figure among them."""
    return [
        number
        for number, row in enumerate(sheet.rows)
        if number > first + 1 and len(cells := list(filled(row))) > 2 and all(_is_word(cell) for cell in cells)
    ]


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


def _score(sheet: Sheet, row: int, told: Collection[str], near: date, *, is_further: bool = False) -> int:
    """How much of a row is headings; of a further table only what is called just so counts."""
    fields: set[str] = set()
    points = 0
    packages = 0
    for place in range(min(sheet.width, 120)):
        heading = heading_text(sheet, row, place)
        if not heading:
            continue
        is_own = sheet.cell(row, place).value is not None
        packages += is_own and numbered(heading) is not None
        found, is_exact = fields_of_heading(heading)
        if not found:
            found, is_exact = _elsewhere(heading)
        if found and found[0] not in fields and (is_own or not is_further):
            points += 2 if is_exact and is_own else 0 if is_further else 1
        points += 3 * (folded(heading) in told)
        fields.update(found[:1])
    own = sum(1 for _cell in filled(sheet.rows[row]))
    chart = () if is_further else chart_of(sheet, row, near)
    points += 3 if len(chart) >= 3 else 0
    return points + (3 if packages >= 2 else 0) if own > 1 or points > 2 else 0


def _elsewhere(heading: str) -> tuple[tuple[str, ...], bool]:
    """The fields of lists of organisations and of indicators."""
    for table in ("partner_fields", "indicator_fields"):
        found, is_exact = fields_of_heading(heading, table)
        if found and is_exact:
            return found, True
    return (), False


def _table(sheet: Sheet, row: int, end: int, told: Sequence[Told], near: date) -> Table | None:
    rows = tuple(number for number in _data_rows(sheet, row) if number < end)
    chart = chart_of(sheet, row, near)
    headings = [heading_text(sheet, row, place) for place in range(sheet.width)]
    named = _told(headings, told)
    packages = tuple(
        (place, heading)
        for place, heading in enumerate(headings)
        if sheet.cell(row, place).value is not None and numbered(heading) and place not in named
    )
    charted = {column.place for column in chart}
    kind = _kind(sheet, headings, charted, packages)
    chooser = _Chooser(sheet, rows, headings, kind)
    skipped = charted | ({place for place, _heading in packages} if kind == MATRIX else set())
    columns = chooser.columns(named, skipped)
    table = Table(sheet, kind, row, tuple(columns), chart, rows, packages if kind == MATRIX else ())
    return table if _says_enough(table) else None


def _data_rows(sheet: Sheet, row: int) -> tuple[int, ...]:
    """Rows below the headings that say something, or are coloured; headings said again are none."""
    heading = [folded(cell.text) for cell in sheet.rows[row] if cell.value is not None]
    return tuple(
        number
        for number in range(row + 1, len(sheet.rows))
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


def _kind(sheet: Sheet, headings: Sequence[str], charted: Collection[int], packages: Sequence[tuple[int, str]]) -> str:
    fields: set[str] = set()
    others: set[str] = set()
    for place, heading in enumerate(headings):
        if place in charted:
            continue
        fields.update(fields_of_heading(heading)[0][:1])
        found, is_exact = fields_of_heading(heading, "partner_fields")
        others.update(found[:1] if is_exact else ())
        found, is_exact = fields_of_heading(heading, "indicator_fields")
        others.update(found[:1] if is_exact else ())
    is_timed = bool(fields & TIMED) or bool(charted)
    if (len(packages) >= 2 or (packages and others & {"partner_name", "partner_id"})) and not is_timed:
        return MATRIX
    signs = others & PARTNER_SIGNS
    if "rate" in others and "role" in others and not is_timed:
        return PARTNERS
    is_list = len(signs) >= 2 or (signs and "country" in fields) or (signs & {"oid"} and "title" in fields)
    if is_list and not is_timed and not fields & {"wp", "wp_title", "milestone_title", "deliverable_title", "lead"}:
        return PARTNERS
    if not is_timed and "target" in others and fields & {"title", "wp"} | others & {"indicator_title"}:
        return INDICATORS
    if "indicator_title" in others and not fields & {"title"}:
        return INDICATORS
    return _kind_of_entries(sheet, fields, bool(charted))


def _kind_of_entries(sheet: Sheet, fields: set[str], is_chart: bool) -> str:
    named = folded(sheet.name)
    for kind, field, word in (
        (MILESTONES, "milestone_title", "milestone"),
        (DELIVERABLES, "deliverable_title", "deliverable"),
        (PACKAGES, "wp_title", "work packages"),
    ):
        if field in fields and "title" not in fields:
            return kind
        titles, is_exact = fields_of_heading(named)
        by_sheet = (is_exact and field in titles) or named.startswith(word)
        if by_sheet and "title" in fields and not is_chart and (kind == PACKAGES or fields & {"due", "end", "start"}):
            return kind
    titles, is_exact = fields_of_heading(named)
    return PACKAGES if is_exact and "wp" in titles and "title" in fields and not is_chart else ACTIVITIES


def _says_enough(table: Table) -> bool:
    """Whether there is a column of titles, or of what stands for them, and something about them."""
    if not table.rows:
        return False
    if table.kind in (MATRIX, PARTNERS, INDICATORS):
        return True
    if not table.fields & {"title", "id", "wp", "wp_title"}:
        return False
    return len(table.fields) > 1 or bool(table.chart)


TITLE_WORDS = frozenset(
    ("title", "name", "naziv", "naslov", "ime", "titel", "titre", "nom", "titulo", "nombre", "titolo", "nome", "nazwa")
)

SAME_TITLE = {"milestone_title": "title", "deliverable_title": "title", "wp_title": "title", "indicator_title": "title"}
"""Fields that are the title of what the table lists."""


def _has_digit(cell: Cell) -> bool:
    return any(letter.isdigit() for letter in cell.text[:40])


HEADINGS = {
    PARTNERS: ("partner_fields", "fields"),
    INDICATORS: ("indicator_fields", "fields"),
    MATRIX: ("partner_fields", "fields"),
}
"""Where headings are known from, by the kind of table; of the other kinds it is ``fields`` alone."""


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}", re.ASCII)


class _Chooser:
    """Gives every column the field that its heading and its cells agree on."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], headings: Sequence[str], kind: str) -> None:
        self._sheet = sheet
        self._headings = headings
        self._tables = HEADINGS.get(kind, ("fields",))
        self._has_figures = kind == MATRIX
        self._is_of_entries = kind == ACTIVITIES
        self._cells = [data_cells(sheet, place, rows) for place in range(len(headings))]
        self._profiles = [profile_of(cells) for cells in self._cells]
        self._count = len(rows)
        self._fields: dict[int, str] = {}

    def columns(self, told: dict[int, Told], skipped: Collection[int]) -> list[Column]:
        """All columns that have a heading, with the field of each; an empty field is none."""
        for place, option in told.items():
            self._fields[place] = option.field
        places = [place for place, heading in enumerate(self._headings) if heading and place not in told]
        places = [place for place in places if place not in skipped]
        self._choose_titles(places)
        for is_exact in (True, False):
            for place in places:
                if place not in self._fields:
                    self._choose(place, is_exact=is_exact)
        self._title_by_content(places)
        self._times_by_content(places)
        self._outline_by_content(places)
        return [
            Column(
                place,
                heading,
                "" if self._fields.get(place) in (None, NOT_USED) else self._fields[place],
                reading=told[place].reading if place in told else "",
            )
            for place, heading in enumerate(self._headings)
            if (heading or place in self._fields) and place not in skipped
        ]

    def _candidates(self, place: int, *, is_exact: bool) -> list[str]:
        for table in self._tables:
            found, exactly = fields_of_heading(self._headings[place], table)
            if found and exactly == is_exact:
                return [SAME_TITLE.get(field, field) for field in found if self._admits(field)]
        return []

    def _admits(self, field: str) -> bool:
        """Of lists of activities a table of figures has only the country."""
        return not self._has_figures or field in (*PARTNER_SIGNS, "country")

    def _taken(self, field: str) -> bool:
        return field in self._fields.values()

    def _choose_titles(self, places: Sequence[int]) -> None:
        """Of several columns that could hold titles the one whose cells are texts; one of numbers holds the ids."""
        if self._taken("title"):
            return
        for place in places:
            if self._says_yes_or_no(place) and "milestone_title" in fields_of_heading(self._headings[place])[0]:
                self._fields[place] = "is_milestone"
        for is_exact in (True, False):
            named = [place for place in places if "title" in self._candidates(place, is_exact=is_exact)]
            named = [place for place in named if place not in self._fields]
            if named:
                self._rank_titles(named)
                return

    def _rank_titles(self, named: list[int]) -> None:
        texts = [place for place in named if not self._is_like_ids(place)] or named
        best = max(texts, key=lambda place: (self._is_called_title(place), -self._repeats(place), -place))
        self._fields[best] = "title"
        for place in named:
            if place in self._fields:
                continue
            if self._is_like_ids(place) and not self._taken("id"):
                self._fields[place] = "id"
            elif self._repeats(place) and not self._taken("wp") and not self._has_packages():
                self._fields[place] = "wp"

    def _says_yes_or_no(self, place: int) -> bool:
        """Whether all cells are marks, as where a program says which tasks are milestones."""
        said = {folded(cell.text) for cell in self._cells[place]}
        return bool(said) and len(said) <= 2 and all(word in YES or is_nothing(word) for word in said)

    def _has_packages(self) -> bool:
        return any(
            "wp" in self._candidates(place, is_exact=True)
            for place in range(len(self._headings))
            if place not in self._fields
        )

    def _is_called_title(self, place: int) -> bool:
        return bool(TITLE_WORDS & set(folded(self._headings[place]).split()))

    def _repeats(self, place: int) -> int:
        """1 where the same few texts stand in many rows, as names of groups do."""
        profile = self._profiles[place]
        return int(self._count > 2 and profile.distinct * 10 < self._count * 7)

    def _is_like_ids(self, place: int) -> bool:
        cells = self._cells[place]
        short = [cell for cell in cells if len(cell.text) <= 8 and any(letter.isdigit() for letter in cell.text)]
        return bool(cells) and len(short) * 10 >= len(cells) * 7

    def _choose(self, place: int, *, is_exact: bool) -> None:
        for field in self._candidates(place, is_exact=is_exact):
            chosen = self._by_content(place, field)
            if chosen and not self._taken(chosen):
                self._fields[place] = chosen
                return

    def _by_content(self, place: int, field: str) -> str:
        """The field, or the one that its cells say it rather is; empty where they speak against it."""
        profile, cells = self._profiles[place], self._cells[place]
        if field == "title":
            return ""
        if (
            field == "kind"
            and self._is_of_entries
            and not any(folded(cell.text) in meanings("kinds") for cell in cells)
        ):
            return ""
        if field in ("duration", "months", "days") and is_period_like(cells):
            return "period"
        if field in ("period", "due") and self._are_lengths(place):
            return "duration"
        if field in ("start", "end", "due", "period") and profile.filled and not (profile.dates or profile.numbers):
            return "" if profile.letters > 4 * profile.texts and profile.texts > 1 else field
        if field in ("venue", "city") and profile.is_dated:
            return ""
        if field == "lead" and is_sum_word(self._headings[place]):
            return ""
        if field == "partners" and profile.is_numeric and not is_period_like(cells):
            return ""
        if field == "amount" and words("not_amounts") & set(folded(self._headings[place]).split()):
            return ""
        if field == "amount" and cells and not any(cell.lost or _has_digit(cell) for cell in cells):
            return ""
        return field

    def _are_lengths(self, place: int) -> bool:
        from ka2plan.imports.lengths import length_in

        lengths = [length for cell in self._cells[place] if (length := length_in(cell)) and length.unit]
        return len(lengths) * 2 > len(self._cells[place])

    def _times_by_content(self, places: Sequence[int]) -> None:
        """Where headings name no end, or no start either: columns of days, of which one never precedes the other."""
        free = [place for place in places if place not in self._fields and self._are_days(place)]
        known = [place for place, field in self._fields.items() if field == "start" and self._are_days(place)]
        if self._taken("end") or self._taken("due") or self._taken("period") or (self._taken("start") and not known):
            return
        pair = [*known, *free]
        if len(pair) == 2 and self._follows(*pair):
            self._fields[pair[0]], self._fields[pair[1]] = "start", "end"

    def _are_days(self, place: int) -> bool:
        cells = self._cells[place]
        days = [cell for cell in cells if isinstance(cell.value, date) or is_day_text(cell)]
        return len(days) > 1 and len(days) * 10 >= len(cells) * 8

    def _follows(self, first: int, last: int) -> bool:
        order = judged_order([*self._cells[first], *self._cells[last]]).order
        begins, ends = (self._days(place, order) for place in (first, last))
        return all(begins[row] <= ends[row] for row in begins if row in ends)

    def _days(self, place: int, order: str) -> dict[str, date]:
        """Row -> the day of a column."""
        spans = {cell.place.lstrip(LETTERS): moment_span(cell, order) for cell in self._cells[place]}
        return {row: span.first for row, span in spans.items() if span and isinstance(span.first, date)}

    def _outline_by_content(self, places: Sequence[int]) -> None:
        """Where no heading names an outline: a column of numbers such as 1, 1.1, 1.2."""
        if self._taken("outline") or self._taken("level") or self._taken("parent"):
            return
        for place in places:
            if place not in self._fields and self._are_outline_numbers(place):
                self._fields[place] = "outline"
                return

    def _are_outline_numbers(self, place: int) -> bool:
        """Whether all rows have one, each another, and each that lies below another stands behind that."""
        cells = self._cells[place]
        numbers = [
            cell.text.strip(".") for cell in cells if isinstance(cell.value, str) and DOTTED.fullmatch(cell.text)
        ]
        below = [(number, number.rpartition(".")[0]) for number in numbers if "." in number]
        is_whole = len(set(numbers)) == len(cells) >= self._count and numbers[:1] == ["1"]
        return is_whole and bool(below) and all(one in numbers[: numbers.index(number)] for number, one in below)

    def _title_by_content(self, places: Sequence[int]) -> None:
        """Where no heading names the titles: the column of the most different and longest texts."""
        if self._taken("title") or any(self._taken(field) for field in ("partner_name", "partner_id")):
            return
        free = [place for place in places if place not in self._fields and self._profiles[place].letters]
        free = [place for place in free if not self._repeats(place) and self._profiles[place].texts * 2 > self._count]
        if free:
            best = max(free, key=lambda place: (self._profiles[place].distinct, self._profiles[place].letters))
            self._fields[best] = "title"
