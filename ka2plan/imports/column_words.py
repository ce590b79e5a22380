"""Cells that only the others of their sheet explain: ``11/26`` among months with years, ``listopad`` by language."""

from __future__ import annotations

import re

from ka2plan.imports.cell import Cell, Sheet
from ka2plan.imports.folding import folded, words_of

LONGEST = 60
"""Letters of the longest cell that is looked at."""

YEARS = range(24, 46)
"""Two figures behind a month that are a year and no day of the month before them, where all are."""

_SHORT_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{2})(?![\d/])", re.ASCII)
_LISTOPAD = re.compile(r"listopad\w{0,2}", re.IGNORECASE)

CROATIAN = words_of(
    "sijecanj|sijecnja|veljaca|veljace|ozujak|ozujka|travanj|travnja|svibanj|svibnja|lipanj|lipnja|srpanj|srpnja|kolovoz|"
    "kolovoza|rujan|rujna|studeni|studenog|studenoga|prosinac|prosinca|pocetak|zavrsetak|nositelj|iznos|ukupno"
)
"""Months and headings of the language in which ``listopad`` is October."""

CZECH_OR_POLISH = words_of(
    "leden|ledna|unor|unora|brezen|brezna|duben|dubna|kveten|kvetna|cervna|cervenec|cervence|srpen|srpna|zari|rijen|rijna|"
    "prosinec|prosince|styczen|stycznia|luty|lutego|marzec|kwiecien|kwietnia|czerwiec|czerwca|lipiec|lipca|sierpien|"
    "sierpnia|wrzesien|wrzesnia|pazdziernik|pazdziernika|grudzien|grudnia|zahajeni|ukonceni|naklady|celkem|ukol|"
    "dzialanie|dzialania|zadanie|rozpoczecia|rozpoczecie|poczatek|zakonczenia|zakonczenie|koniec|razem|kwota"
)
"""Those of the languages in which it is November."""


def explained(sheet: Sheet) -> Sheet:
    """The sheet, in which cells that can mean two things say what they mean, where the others tell."""
    cells = [cell for row in sheet.rows for cell in row if isinstance(cell.value, str) and len(cell.value) <= LONGEST]
    listopad = _listopad(cells) if any(_LISTOPAD.search(cell.text) for cell in cells) else ""
    has_short = _are_months_with_years(cells)
    if not (listopad or has_short):
        return sheet
    rows = tuple(tuple(_explained(cell, listopad, has_short=has_short) for cell in row) for row in sheet.rows)
    return sheet._replace(rows=rows)


def _listopad(cells: list[Cell]) -> str:
    """The month that the word means in the language of the sheet; empty where that does not show."""
    said = {word for cell in cells for word in folded(cell.text).split()}
    is_croatian, is_other = bool(said & CROATIAN), bool(said & CZECH_OR_POLISH)
    return "" if is_croatian == is_other else "october" if is_croatian else "november"


def _are_months_with_years(cells: list[Cell]) -> bool:
    """Whether all of several that could be a month and a year in short, or a day of a month, can be years."""
    found = [found for cell in cells for found in _SHORT_MONTH.finditer(cell.text)]
    return len(found) > 1 and all(1 <= int(one[1]) <= 12 and int(one[2]) in YEARS for one in found)


def _explained(cell: Cell, listopad: str, *, has_short: bool) -> Cell:
    if not isinstance(cell.value, str) or len(cell.value) > LONGEST:
        return cell
    meant = _LISTOPAD.sub(listopad, cell.value) if listopad else cell.value
    meant = _SHORT_MONTH.sub(r"\1/20\2", meant) if has_short else meant
    return cell if meant == cell.value else cell._replace(meant=meant)
