"""What one column of a table is: its field, and how its cells are to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ka2plan.imports.cell import Cell, Sheet
from ka2plan.imports.dates import DateOrder
from ka2plan.imports.folding import folded
from ka2plan.imports.numbers import UNTOLD, Figures, readings_of, says_nothing
from ka2plan.imports.vocabulary import candidates, words
from ka2plan.named_tuples import NamedTuple

NOT_USED = "none"

LONGEST_HEADING = 90

LEAST_LETTERS = 5
"""Of a name that is recognised inside a longer heading."""

STAYS = ("since", "until", "established")
"""Days of an organisation, whose headings also name start and end."""

TIMES = ("start", "end", "due", "period", "periods", "actual_start", "actual_end", "reached", *STAYS)
FIGURES = ("amount", "effort", "target", "achieved", "capacity", "rate")

_BRACKETS = re.compile(r"[(\[{][^)\]}]{0,60}[)\]}]")


OF_AN_ENTRY = frozenset(("amount", "effort", "start", "end", "lead", "partners", "venue"))
"""What a heading is about that also names the entries, as ``Amount of grant allocated to the activity`` does."""

AND = frozenset(("and", "und", "et", "y", "e", "i", "in", "og", "och", "en"))

_JOINTS = re.compile(r"[/|&+\n]|\s[–—-]\s")
"""What stands between two headings in one."""


class Column(NamedTuple):
    """One column that is used."""

    place: int
    heading: str
    field: str
    """Such as ``title``, ``budget.OSL``, ``total``; empty for a column that is not used."""
    order: DateOrder = DateOrder()
    figures: Figures = UNTOLD
    unit: str = ""
    """Of lengths; ``months`` or ``days`` of effort."""
    as_shares: bool = False
    """Whether a number of 1 means 100 per cent."""
    reading: str = ""
    """What the user says of it."""
    letters: str = ""
    """Of the column that its cells were taken from, where it is part of another one."""
    why: str = ""
    """A sentence on how it is read, with an example."""

    @property
    def head(self) -> str:
        """``budget`` of ``budget.OSL``."""
        return self.field.partition(".")[0]


class Profile(NamedTuple):
    """What the cells of a column hold."""

    filled: int
    numbers: int
    dates: int
    """Days, and texts that name a day, a month or a period."""
    texts: int
    distinct: int
    letters: int
    """Of all texts together."""

    @property
    def is_numeric(self) -> bool:
        """Whether nearly all that stands there is numbers."""
        return bool(self.numbers) and self.numbers * 10 >= self.filled * 8

    @property
    def is_dated(self) -> bool:
        """Whether most of it are dates and periods."""
        return bool(self.dates) and self.dates * 2 >= self.filled


def data_cells(sheet: Sheet, place: int, rows: Iterable[int]) -> list[Cell]:
    """The cells of a column that say something."""
    return [cell for row in rows if not (cell := sheet.cell(row, place)).is_empty]


def profile_of(cells: Sequence[Cell]) -> Profile:
    """What the cells hold."""
    numbers = dates = letters = 0
    texts = [cell.text for cell in cells if isinstance(cell.value, str)]
    for cell in cells:
        if isinstance(cell.value, date):
            dates += 1
        elif not isinstance(cell.value, str) or readings_of(cell.value, UNTOLD) or says_nothing(cell):
            numbers += 1
        elif _is_time(cell):
            dates += 1
        else:
            letters += len(cell.value)
    return Profile(len(cells), numbers, dates, len(texts), len({cell.text for cell in cells}), letters)


def _is_time(cell: Cell) -> bool:
    from ka2plan.imports.periods import stretches_in

    return any(letter.isdigit() for letter in cell.text[:120]) and bool(stretches_in(cell, "day-first"))


def is_period_like(cells: Sequence[Cell]) -> bool:
    """Whether cells name stretches of time and no lengths: ``M2 to M6``, ``1-24``."""
    from ka2plan.imports.lengths import length_in

    kinds = [(length_in(cell) is not None, _is_time(cell)) for cell in cells if isinstance(cell.value, str)]
    periods = sum(not is_length and is_time for is_length, is_time in kinds)
    lengths = sum(
        is_length and not cell_is_bare for (is_length, _t), cell_is_bare in zip(kinds, _bare(cells), strict=True)
    )
    return periods > lengths


def _bare(cells: Sequence[Cell]) -> list[bool]:
    return [cell.text.isdecimal() for cell in cells if isinstance(cell.value, str)]


def heading_text(sheet: Sheet, row: int, place: int) -> str:
    """The heading of a column: its own, else that of the merged cell, else the one above it."""
    own = sheet.cell(row, place)
    first = sheet.merged.get((row, place))
    if own.value is None and first:
        own = sheet.cell(*first)
    if own.value is None and row:
        above = sheet.cell(row - 1, place)
        own = above if (row - 1, place) not in sheet.merged else own
    return " ".join(own.text.split())


def group_text(sheet: Sheet, row: int, place: int) -> str:
    """What stands above a heading of its own and spans several columns, such as an organisation over EUR and days."""
    if not row or sheet.cell(row, place).value is None:
        return ""
    first = sheet.merged.get((row - 1, place), (row - 1, place))
    above = sheet.cell(*first)
    if above.value is not None:
        return " ".join(above.text.split())
    for column in range(place - 1, -1, -1):
        text = sheet.cell(row - 1, column).text
        if text:
            return " ".join(text.split())
        if sheet.cell(row, column).value is None:
            break
    return ""


def fields_of_heading(heading: str, table: str = "fields") -> tuple[tuple[str, ...], bool]:
    """The fields that a heading can mean, and whether it is called just so."""
    if not heading or len(heading) > LONGEST_HEADING:
        return (), False
    known = candidates(table)
    for name in (folded(heading), folded(_BRACKETS.sub(" ", heading))):
        if name in known:
            return known[name], True
    joined = _joined(heading, known)
    return (joined, True) if joined else (_inside(folded(heading), known), False)


TITLES = frozenset(("title", "wp_title", "milestone_title", "deliverable_title"))


def _joined(heading: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The field of two headings in one: one thing in two languages, ``Work package / Task``, ``Start / End``."""
    parts = [folded(part) for part in _JOINTS.split(_BRACKETS.sub(" ", heading)) if folded(part)]
    if len(parts) < 2 or not all(part in known for part in parts):
        return ()
    common = [field for field in known[parts[0]] if all(field in known[part] for part in parts)]
    if common:
        return tuple(common)
    fields = {known[part][0] for part in parts}
    if fields & TITLES and fields <= {*TITLES, "wp"}:
        return ("title",)
    if fields == {"start", "end"}:
        return ("period",)
    return ("partners",) if fields == {"lead", "partners"} else ()


def _inside(heading: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The fields of the longest name that is found inside the heading, word by word."""
    parts = heading.split()
    found = [
        name
        for first in range(len(parts))
        for last in range(first + 1, min(len(parts), first + 6) + 1)
        if len(name := " ".join(parts[first:last])) >= LEAST_LETTERS and name in known
    ]
    longest = known[max(found, key=len)] if found else ()
    if longest[:1] not in (("title",), ("wp",)) or AND & set(parts):
        return longest
    of_it = [name for name in found if known[name][0] in OF_AN_ENTRY]
    return known[max(of_it, key=len)] if of_it else longest


def is_sum_word(text: str) -> bool:
    """Whether a text begins with a word of sums, as ``Subtotal WP2`` does."""
    parts = folded(text).split()
    return any(" ".join(parts[:count]) in words("sums") for count in (1, 2, 3) if len(parts) >= count)
