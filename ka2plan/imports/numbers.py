"""Columns of figures: which sign divides decimals is concluded from the whole column, then each cell is read by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from ka2plan.imports.cell import Cell
from ka2plan.imports.folding import folded
from ka2plan.imports.vocabulary import is_nothing, words
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.types.figures import Written, bare, readings, readings_in_thousands
from ka2plan.plan.types.percent import without_sign
from ka2plan.plan.values import LARGEST

LONGEST = 80
"""Characters of the longest cell that is looked at as a figure."""

_EURO = re.compile(r"€|(?<![^\W\d_])(?:eur|euro|euros|evro|evra|evri|evrov|eura)(?![^\W\d_])", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=\d)[.,] ?[-–—]{1,2}$")
"""``12.000,-``: a dash in place of cents."""
_LETTERS = re.compile(r"[^\d\s.,'’+\-−–()]+")
_OF_NO_UNIT = {"effort", "workload", "person", "persons", "staff", "man", "delo"}
_QUOTED = re.compile(r'"([^"]{0,40})"|\[\$([^\]\-]{0,10})[^\]]{0,20}\]')
_OTHER_MONEY = re.compile(
    r"[$£¥₺₴₽]|(?<![^\W\d_])(?:PLN|CZK|HUF|RON|BGN|SEK|DKK|NOK|ISK|CHF|GBP|USD|TRY|RSD|MKD|ALL|BAM|UAH|HRK|TL|"
    r"zł|Kč|kr|Ft|lei|лв|kn|din|KM|US)(?![^\W\d_])"
)
"""Currencies that are none of the programme, by their signs and codes."""


_THOUSANDS = re.compile(
    r"(?<![^\W_])[kt] ?(?:€|eur(?:o|os)?(?![^\W\d_]))|(?:€|(?<![^\W_])eur) ?k(?![^\W_])|['’(]000(?!\d)|"
    r"(?:\bin|\ben|\bv|×|x|\*) ?1[., ]?000 ?(?:€|eur)",
    re.IGNORECASE,
)
"""Thousands of euro in a heading."""


class Figures(NamedTuple):
    """How the figures of a column are written."""

    point: str = ""
    """The sign before decimals; empty where no cell tells."""
    is_certain: bool = False
    """Whether a cell of this column, or the user, says so."""
    times: int = 1
    """What every figure is multiplied by: 1,000 where the heading says thousands."""


UNTOLD = Figures()


def judged_figures(cells: Iterable[Cell]) -> Figures:
    """The sign that cells with one reading only have before their decimals; none where they differ."""
    points = {point for cell in cells if isinstance(cell.value, str) for point in _points(cell.value)}
    return Figures(points.pop(), is_certain=True) if len(points) == 1 else UNTOLD


def _points(text: str) -> set[str]:
    """What the cell says of the sign before decimals: it has it itself, or has the other one between thousands."""
    figure = without_words(text)
    found = readings_in_thousands(figure) if figure else ()
    if len(found) != 1 or not ({".", ","} & set(figure)):
        return set()
    last = max(figure.rfind("."), figure.rfind(","))
    divides_decimals = found[0].decimals > 0
    return {figure[last]} if divides_decimals else {"." if figure[last] == "," else ","}


def without_words(text: str) -> str:
    """A figure without the sign of the euro and without the words of effort; empty where other words stand there."""
    if len(text) > LONGEST:
        return ""
    plain = _NO_CENTS.sub("", bare(_EURO.sub(" ", text)))
    letters = " ".join(_LETTERS.findall(plain))
    if not letters or letters in ("k", "K") or readings(plain):
        return plain.strip()
    if folded(letters) in words("thousands"):
        return f"{_LETTERS.sub(' ', plain).strip(' .')}k"
    is_known = all(word in words("effort") for word in folded(letters).split())
    return _LETTERS.sub(" ", plain).strip() if is_known and folded(letters) else ""


def times_in(heading: str) -> int:
    """1,000 where a text says that amounts are in thousands: ``Budget (k€)``, ``EUR '000``, ``in Tsd. EUR``."""
    parts = set(folded(heading[:LONGEST]).split())
    is_money = bool(_EURO.search(heading[:LONGEST])) or bool(parts & words("money"))
    return 1000 if _THOUSANDS.search(heading[:LONGEST]) or (is_money and parts & words("thousands")) else 1


def unit_said(cell: Cell) -> str:
    """The unit that the words beside a figure name: ``days``, ``months``, ``hours``, ``euro``; empty for none."""
    if is_euro(cell):
        return "euro"
    text = cell.text
    if not isinstance(cell.value, str) or len(text) > LONGEST or not any(letter.isalpha() for letter in text):
        return ""
    return unit_of_effort(" ".join(_LETTERS.findall(text)))


def unit_of_effort(text: str) -> str:
    """``days``, ``months`` or ``hours`` where words say it."""
    parts = folded(text).split()
    said = {*parts, *map(" ".join, pairwise(parts)), folded(text)}
    if said & words("effort_in_hours"):
        return "hours"
    if said & words("effort_in_months"):
        return "months"
    return "days" if {*parts} & words("effort") - _OF_NO_UNIT else ""


def readings_of(text: str, figures: Figures) -> tuple[Written, ...]:
    """The readings that a text has in a column of such figures."""
    found = readings_in_thousands(without_words(text))
    if len(found) < 2 or not figures.point:
        return found
    last = max(text.rfind("."), text.rfind(","))
    as_decimals = text[last : last + 1] == figures.point
    return tuple(one for one in found if (one.decimals > 0) == as_decimals) or found


def number_in(cell: Cell, figures: Figures) -> Decimal | None:
    """A number; None where it is none, can be read in two ways, or is larger than any of a plan."""
    if isinstance(cell.value, Decimal):
        found = {cell.value}
    else:
        found = {one.value for one in readings_of(cell.text, figures)} if isinstance(cell.value, str) else set()
    number = found.pop() * _times_of(cell, figures) if len(found) == 1 else None
    return number if number is None or abs(number) < LARGEST else None


def _times_of(cell: Cell, figures: Figures) -> int:
    """What a figure is multiplied by; one that says itself that it counts thousands by nothing more."""
    return 1 if isinstance(cell.value, str) and without_words(cell.value)[-1:] in ("k", "K") else figures.times


def money_in(cell: Cell, figures: Figures) -> Decimal | None:
    """An amount in EUR; of two readings the one that cents allow."""
    if is_other_money(cell.format) or unit_said(cell) not in ("", "euro"):
        return None
    if isinstance(cell.value, Decimal):
        number: Decimal | None = (cell.value * figures.times).quantize(Decimal("0.01"))
    else:
        found = readings_of(cell.text, figures) if isinstance(cell.value, str) else ()
        fitting = {one.value for one in found if one.decimals <= 2} or {one.value for one in found}
        number = fitting.pop() * _times_of(cell, figures) if len(fitting) == 1 else None
    if number is None or abs(number) >= LARGEST or number != number.quantize(Decimal("0.01")):
        return None
    return number


def is_euro(cell: Cell) -> bool:
    """Whether a cell shows its figure as euros: by its format, or written beside it."""
    is_said = isinstance(cell.value, str) and len(cell.value) <= LONGEST and bool(_EURO.search(cell.value))
    return is_said or bool(_EURO.search(cell.format))


def is_other_money(shown_as: str) -> bool:
    """Whether a number is shown with the sign or the letters of another currency than the euro."""
    if not shown_as:
        return False
    said = " ".join(first or second for first, second in _QUOTED.findall(shown_as)) + shown_as.partition("[")[0]
    return names_other_money(said)


def names_other_money(text: str) -> bool:
    """Whether a text, such as a heading, names another currency than the euro."""
    return bool(_OTHER_MONEY.search(text[:200]))


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is empty, nought or a word for nothing."""
    if cell.lost:
        return False
    if isinstance(cell.value, Decimal):
        return cell.value == 0
    return cell.value is None or (isinstance(cell.value, str) and is_nothing(cell.value))


def percent_in(cell: Cell, *, as_shares: bool, figures: Figures) -> Decimal | None:
    """Per cent; a number that its cell shows as per cent, or a column of shares, counts hundredfold."""
    if unit_said(cell):
        return None
    has_sign = has_percent_sign(cell)
    plain = without_sign(cell.text).replace("%", " ").strip()
    number = number_in(cell._replace(value=plain) if has_sign else cell, figures)
    if number is None:
        return None
    return number * 100 if not has_sign and ("%" in cell.format or as_shares) else number


def has_percent_sign(cell: Cell) -> bool:
    """Whether a text says that it is per cent."""
    return isinstance(cell.value, str) and ("%" in cell.value or without_sign(cell.value) != cell.value.strip())
