"""Which field each column of a table has: its heading and its cells have to agree."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from ka2plan.imports.cell import Cell, Sheet
from ka2plan.imports.columns import (
    NOT_USED,
    Column,
    data_cells,
    fields_of_heading,
    is_period_like,
    is_sum_word,
    profile_of,
)
from ka2plan.imports.dates import judged_order
from ka2plan.imports.folding import folded
from ka2plan.imports.options import Told
from ka2plan.imports.packages import numbered, says_only_figures
from ka2plan.imports.periods import is_day_text, moment_span
from ka2plan.imports.table_kinds import ACTIVITIES, INDICATORS, MATRIX, PARTNER_SIGNS, PARTNERS
from ka2plan.imports.vocabulary import YES, is_nothing, meanings, words

TITLE_WORDS = frozenset(
    ("title", "name", "naziv", "naslov", "ime", "titel", "titre", "nom", "titulo", "nombre", "titolo", "nome", "nazwa")
)

SAME_TITLE = {"milestone_title": "title", "deliverable_title": "title", "wp_title": "title", "indicator_title": "title"}
"""Fields that are the title of what the table lists."""


def _has_digit(cell: Cell) -> bool:
    return any(letter.isdigit() for letter in cell.text[:40])


def _says_effort(heading: str) -> bool:
    """Whether a heading of sums says that these are of effort, as ``Total PM`` does, and nothing of money."""
    parts = set(folded(heading).split())
    return bool(parts & words("effort")) and not parts & words("money") and "€" not in heading


def _is_percent(cell: Cell) -> bool:
    """Whether a cell shows per cent: by its sign, or by its format."""
    shown = cell.text.rstrip(" %").replace(",", ".").replace(".", "", 1)
    return shown.isdecimal() and ("%" in cell.format or cell.text.endswith("%"))


HEADINGS = {
    PARTNERS: ("partner_fields", "fields"),
    INDICATORS: ("indicator_fields", "fields"),
    MATRIX: ("partner_fields", "fields"),
}
"""Where headings are known from, by the kind of table; of the other kinds it is ``fields`` alone."""


LEAST_PACKAGES = 2
"""Below an empty heading, that make its column one of work packages."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}", re.ASCII)


class FieldChoice:
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
        self._ends_like_starts(places)
        self._packages_by_content()
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
            found = tuple(reversed(found)) if found == ("id", "wp") and self._other_ids(place) else found
            if found and exactly == is_exact:
                return [SAME_TITLE.get(field, field) for field in found if self._admits(field)]
        return []

    def _other_ids(self, place: int) -> bool:
        """Whether another column is called as ids are, and as no work package is."""
        others = (heading for number, heading in enumerate(self._headings) if number != place)
        return any(fields_of_heading(heading) == (("id",), True) for heading in others)

    def _ends_like_starts(self, places: Sequence[int]) -> None:
        """A heading that has a word of ends where that of the starts has one of starts: ``Month of end``."""
        starts = [place for place, field in self._fields.items() if field == "start"]
        if len(starts) != 1 or self._taken("end") or self._taken("period"):
            return
        known = folded(self._headings[starts[0]]).split()
        for place in places:
            parts = folded(self._headings[place]).split()
            other = [(one, two) for one, two in zip(known, parts, strict=False) if one != two]
            if place in self._fields or len(parts) != len(known) or len(other) != 1:
                continue
            if "start" in fields_of_heading(other[0][0])[0] and "end" in fields_of_heading(other[0][1])[0]:
                self._fields[place] = "end"
                return

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
        of_packages = [place for place in named if fields_of_heading(self._headings[place])[0][:1] == ("wp_title",)]
        if of_packages and len(of_packages) < len(named):
            self._fields[of_packages[0]] = "wp_title" if self._has("wp") else "wp"
            named = [place for place in named if place not in of_packages]
        texts = [place for place in named if not self._is_like_ids(place)] or named
        best = max(texts, key=lambda place: (self._is_called_title(place), -self._repeats(place), -place))
        self._fields[best] = "title"
        for place in named:
            if place in self._fields:
                continue
            if self._is_like_ids(place) and not self._taken("id"):
                self._fields[place] = "id"
            elif self._is_of_another_kind(place):
                if self._lists_deliverables(place) and not self._has("results"):
                    self._fields[place] = "results"
            elif self._repeats(place) and not self._taken("wp") and not self._has("wp"):
                self._fields[place] = "wp"

    def _is_of_another_kind(self, place: int) -> bool:
        """Whether a column beside that of activities says what milestones or deliverables they have."""
        parts = folded(self._headings[place]).split()
        known = fields_of_heading(self._headings[place])[0]
        return (
            self._is_of_entries
            and "wp" not in known
            and any(
                field in ("milestone_title", "deliverable_title")
                for part in parts
                for field in fields_of_heading(part)[0][:1]
            )
        )

    def _lists_deliverables(self, place: int) -> bool:
        parts = folded(self._headings[place]).split()
        return any("deliverable_title" in fields_of_heading(part)[0] for part in parts)

    def _says_yes_or_no(self, place: int) -> bool:
        """Whether all cells are marks, as where a program says which tasks are milestones."""
        said = {folded(cell.text) for cell in self._cells[place]}
        return bool(said) and len(said) <= 2 and all(word in YES or is_nothing(word) for word in said)

    def _has(self, field: str) -> bool:
        """Whether a column is called so, or has the field already."""
        return self._taken(field) or any(
            field in self._candidates(place, is_exact=True)
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
            has_figures = sum(map(_has_digit, cells)) * 2 > len(cells)
            return "" if profile.letters > 4 * profile.texts and profile.texts > 1 and not has_figures else field
        if field in ("venue", "city") and profile.is_dated:
            return ""
        if field == "status" and cells and all(_is_percent(cell) for cell in cells):
            return "progress"
        if field == "lead" and is_sum_word(self._headings[place]):
            return ""
        if field == "partners" and profile.is_numeric and not is_period_like(cells):
            return ""
        if field == "partner_name" and profile.is_numeric:
            return ""
        if field == "amount" and _says_effort(self._headings[place]):
            return "effort"
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
        known = [
            place for place, field in self._fields.items() if field in ("start", "period") and self._are_days(place)
        ]
        others = [field for field in ("start", "end", "due", "period") if self._taken(field)]
        if [self._fields[place] for place in known] != others:
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

    def _packages_by_content(self) -> None:
        """The first column in which work packages stand, without a heading or with one that says what figures are."""
        if not self._headings or not says_only_figures(self._headings[0]) or not self._is_of_entries:
            return
        if any(field in ("title", "id", "wp", "wp_title", "outline") for place, field in self._fields.items() if place):
            return
        named = sum(numbered(cell.text) is not None for cell in self._cells[0])
        if named >= LEAST_PACKAGES:
            self._fields[0] = "wp"

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

    def _names_packages(self, place: int) -> bool:
        """Whether each row names another work package by number and title, so that these are what the table lists."""
        found = [numbered(cell.text) for cell in self._cells[place] if not is_sum_word(cell.text)]
        titles = {one for one in found if one and one[1]}
        return len(found) > 1 and len(titles) == len(found) and len(self._cells[place]) >= self._count - 1

    def _title_by_content(self, places: Sequence[int]) -> None:
        """Where no heading names the titles: the column of the most different and longest texts."""
        if self._taken("title") or any(self._taken(field) for field in ("partner_name", "partner_id")):
            return
        if any(field == "wp" and self._names_packages(place) for place, field in self._fields.items()):
            return
        free = [place for place in places if place not in self._fields and self._profiles[place].letters]
        free = [place for place in free if not self._repeats(place) and self._profiles[place].texts * 2 > self._count]
        if free:
            best = max(free, key=lambda place: (self._profiles[place].distinct, self._profiles[place].letters))
            self._fields[best] = "title"
