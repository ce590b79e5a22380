"""Which column of a table means what: guessed from its headings in English and Slovenian, or told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from ka2plan.errors import UsageError
from ka2plan.export.table_file import Cell, Table, letters_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

HEADINGS: Mapping[str, str] = {
    "id": "id|no|nr|number|code|activity id|activity no|task no|st|stevilka|oznaka|zap st|zaporedna stevilka|sifra",
    "wp": "wp|work package|workpackage|package|ds|delovni sklop|delovni paket|sklop",
    "title": "title|name|activity|activity title|activity name|task|task name|naziv|ime|naslov|aktivnost|dejavnost|"
    "naloga|naziv aktivnosti|ime aktivnosti|naslov aktivnosti|naziv dejavnosti",
    "kind": "kind|type|vrsta|tip",
    "start": "start|start date|begin|beginning|from|start month|estimated start|estimated start date|zacetek|od|"
    "datum zacetka|zacetni datum|predvideni zacetek|mesec zacetka",
    "end": "end|end date|finish|until|to|due|due date|deadline|end month|estimated end|estimated end date|konec|do|"
    "datum konca|datum zakljucka|koncni datum|zakljucek|rok|predvideni konec|mesec konca",
    "period": "period|timing|time|timeframe|time frame|when|dates|from to|schedule|start and end|obdobje|termin|cas|"
    "cas izvedbe|cas izvajanja|obdobje izvajanja|od do",
    "months": "duration in months|duration months|months|duration|trajanje v mesecih|trajanje mesecev|trajanje|meseci",
    "days": "duration in days|length in days|duration days|trajanje v dneh|trajanje dni",
    "lead": "lead|leader|lead partner|lead organisation|leading organisation|responsible|responsible partner|owner|"
    "vodja|nosilec|vodilni partner|vodilna organizacija|odgovorni|odgovorni partner|nosilec aktivnosti",
    "partners": "partners|participants|participating organisations|participating partners|organisations|"
    "other organisations taking part|partners taking part|partnerji|sodelujoci|sodelujoci partnerji|"
    "sodelujoce organizacije|udelezenci",
    "venue": "venue|place|location|city|kraj|lokacija|kraj izvedbe|prizorisce",
    "country": "country|drzava",
    "amount": "amount|budget|eur|cost|costs|grant|amount eur|amount allocated to activity|total|znesek|strosek|stroski|"
    "proracun|vrednost|sredstva",
    "effort": "effort|person days|person months|pd|pm|workload|delo|clovek dnevi|clovek meseci|stevilo dni",
    "after": "after|depends on|dependencies|dependency|predecessor|predecessors|odvisno od|predhodnik|predhodniki|"
    "po aktivnosti",
    "results": "results|expected results|result|outputs|output|rezultati|rezultat|pricakovani rezultati",
    "status": "status|state|stanje",
    "progress": "progress|percent complete|complete|done|napredek|dokoncano|odstotek",
    "note": "note|notes|comment|comments|remarks|description|opis|opombe|opomba|komentar|pripombe",
}
"""What a column is called, folded: no marks, no capitals, no brackets."""

BUDGET_WORDS = frozenset(("budget", "eur", "amount", "cost", "costs", "proracun", "znesek", "stroski"))
EFFORT_WORDS = frozenset(
    ("effort", "person", "days", "months", "pd", "pm", "clovek", "dni", "dnevi", "meseci", "delo", "ure")
)

FIRST_ROWS = 30
"""Rows among which the headings are looked for."""

LEAST_LETTERS = 5
"""Of a name that is recognised inside a longer heading."""

NOT_USED = "none"

MONTH = "month."
"""Field of a column that stands for a project month, as in a chart of marks: ``month.7``."""

LEAST_MONTHS = 3
"""Of a chart of marks."""

_MONTH_HEADING = re.compile(r"(?:M|month|mesec)\s*0?(\d{1,3})", re.IGNORECASE | re.ASCII)


class Columns(NamedTuple):
    """The row of headings and what every column that is used means."""

    row: int
    """Of the headings, from 0; -1 where there are none."""
    headings: tuple[str, ...]
    fields: Mapping[int, str]
    """Column -> field such as ``title``, ``budget.OSL`` or ``effort.OSL``."""

    def cell(self, row: Sequence[Cell], field: str) -> Cell | None:
        """The cell of a row that holds the field; None where it is empty or there is no such column."""
        place = next((place for place, known in self.fields.items() if known == field), None)
        cell = row[place] if place is not None and place < len(row) else None
        return cell if cell and cell.value is not None else None


def folded(text: str) -> str:
    """A heading or a name as it is compared: small letters without marks, words divided by one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain if not _is_mark(letter)).split())


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


def find_columns(table: Table, told: Sequence[str]) -> Columns:
    """The headings and their meaning; ``told`` are options such as ``title=Naziv`` or ``title=C``.

    :raises UsageError: an option names no field or no column, or there is no column for the title.
    """
    names = {folded(option.partition("=")[2]) for option in told}
    row = max(range(min(FIRST_ROWS, len(table.rows))), key=lambda number: _score(table.rows[number], names), default=-1)
    headings = tuple(cell.text for cell in table.rows[row]) if row >= 0 else ()
    fields = _told(headings, told)
    taken = set(fields.values())
    for place, field in _guessed(headings):
        if field not in taken and place not in fields:
            fields[place] = field
            taken.add(field)
    kept = {place: field for place, field in sorted(fields.items()) if field != NOT_USED}
    if "title" not in kept.values() and "id" not in kept.values():
        message = _("no column is known to hold the titles; say which: --column title=HEADING; headings are {headings}")
        raise UsageError(message.format(headings=visible(", ".join(filter(None, headings)), 400) or "-"))
    return Columns(row, headings, kept)


def _score(row: Sequence[Cell], told: set[str]) -> int:
    """How many headings a row has; months are headings only where there are several, else somebody's dates."""
    fields = {field for _place, field in _guessed(tuple(cell.text for cell in row))}
    months = {field for field in fields if field.startswith(MONTH)}
    named = sum(folded(cell.text) in told for cell in row if cell.value is not None)
    return len(fields - months) + named + (len(months) >= LEAST_MONTHS)


def _guessed(headings: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Columns with the field that their heading means: those called just so first."""
    rest = []
    for place, heading in enumerate(headings):
        if len(heading) > 80:
            continue
        month = _MONTH_HEADING.fullmatch(heading.strip())
        field = f"{MONTH}{int(month[1])}" if month else _exact(heading)
        if field:
            yield place, field
        elif heading:
            rest.append((place, heading))
    for place, heading in rest:
        field = _inside(heading)
        if field:
            yield place, field


def _exact(heading: str) -> str | None:
    names = (folded(heading), folded(heading.partition("(")[0].partition("[")[0]))
    return next(
        (field for field, known in HEADINGS.items() for name in names if name and name in known.split("|")), None
    )


def _inside(heading: str) -> str | None:
    """The field whose longest name is found inside the heading, word by word."""
    padded = f" {folded(heading)} "
    found = [
        (len(name), field)
        for field, known in HEADINGS.items()
        for name in known.split("|")
        if len(name) >= LEAST_LETTERS and f" {name} " in padded
    ]
    return max(found)[1] if found else None


def _told(headings: Sequence[str], told: Sequence[str]) -> dict[int, str]:
    fields: dict[int, str] = {}
    for option in told:
        field, equals, name = option.partition("=")
        if not equals or not (field in HEADINGS or field.startswith(("budget.", "effort.")) or field == NOT_USED):
            known = ", ".join((*HEADINGS, "budget.ID", "effort.ID"))
            raise UsageError(
                _("--column {option}: write FIELD=HEADING; fields are {known}").format(option=option, known=known)
            )
        place = _place_called(headings, name)
        if place is None:
            raise UsageError(_("--column {option}: no column is called {name}").format(option=option, name=repr(name)))
        fields[place] = field
    return fields


def _place_called(headings: Sequence[str], name: str) -> int | None:
    """The column of that heading, else of that letter."""
    by_heading = next((place for place, heading in enumerate(headings) if folded(heading) == folded(name)), None)
    if by_heading is not None:
        return by_heading
    return next((place for place in range(len(headings)) if letters_of(place) == name.strip().upper()), None)


def with_partner_columns(columns: Columns, partners: Mapping[str, str]) -> Columns:
    """With the columns whose heading names a partner: its money, or its effort where it says so.

    Args:
        columns: what is known already.
        partners: folded name or id -> id.
    """
    fields = dict(columns.fields)
    for place, heading in enumerate(columns.headings):
        words = folded(heading).split()
        bare = " ".join(word for word in words if word not in BUDGET_WORDS | EFFORT_WORDS)
        if fields.get(place) in (None, "amount", "effort") and bare in partners:
            what = "effort" if EFFORT_WORDS.intersection(words) else "budget"
            fields[place] = f"{what}.{partners[bare]}"
    return columns._replace(fields=dict(sorted(fields.items())))


def told_columns(columns: Columns) -> Iterator[str]:
    """One line a column: its letter, its heading and what it is taken for."""
    for place, heading in enumerate(columns.headings):
        if heading or place in columns.fields:
            field = columns.fields.get(place) or _("(not used)")
            if field.startswith(MONTH):
                field = _("project month {number}, where marked").format(number=field.removeprefix(MONTH))
            yield f"  {letters_of(place):<3} {visible(heading, 40):<32} -> {field}"
