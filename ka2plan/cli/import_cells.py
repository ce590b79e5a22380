"""Values out of the cells of somebody's table: dates, money, ids, links, as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from ka2plan.cli.import_columns import folded
from ka2plan.export.table_file import Cell
from ka2plan.plan import read_month
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, MAX_MONTHS, add_months
from ka2plan.plan.schema import LINK_TYPES, is_id

MOST_MONEY = Decimal(10) ** 12

SERIAL_DAYS = range(30_000, 80_000)
"""Numbers of days that spreadsheet programs write for dates from 1982 to 2119."""

SERIAL_ZERO = date(1899, 12, 30)

STATUS_WORDS = {
    "planned": "planned|planirano|nacrtovano|not started|open|ni zaceto",
    "running": "running|in progress|started|ongoing|v teku|poteka|zaceto",
    "done": "done|finished|completed|complete|closed|koncano|zakljuceno|opravljeno|izvedeno",
    "cancelled": "cancelled|canceled|dropped|odpovedano|preklicano|crtano",
}

_AMOUNT = re.compile(r"[^\d.,+-]")
_LINK = re.compile(
    r"(?P<id>.+?)(?:\s*(?P<type>FS|SS|FF|SF))?\s*(?P<lag>[+-]\s*\d{1,5}\s*[a-z]*)?", re.ASCII | re.IGNORECASE
)
_SHARE = re.compile(r"(?P<who>.+?)\s*[=:]\s*(?P<number>[\d.,]+)")
_DIVIDERS = re.compile(r"[,;/\n]+|\s+(?:and|in|&)\s+")
_PERIOD_WORDS = re.compile(r"^(?:project\s+)?(?:months?|from|between|meseci?|od)\s+", re.IGNORECASE)
_PERIOD_DIVIDER = re.compile(r"\s+-\s+|\s*[–—→]\s*|\s+(?:to|until|till|do|and)\s+", re.IGNORECASE)
_MONTHS = re.compile(r"M?\s*(\d{1,3})(?:\s*(?:[-–—/]|to|do|until)\s*M?\s*(\d{1,3}))?", re.ASCII | re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})", re.ASCII)


def moment_of(cell: Cell, today: date, *, as_end: bool) -> str | date | None:
    """A project month (``M7``) or a date; a bare number is a project month. None where it is neither."""
    value = cell.value
    if isinstance(value, date):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, Decimal):
        return _numbered(value)
    text = " ".join(str(value).split())
    if text.isdecimal() and text.isascii() and len(text) <= 5:
        return _numbered(Decimal(text))
    month = read_month(text.replace(" ", ""))
    return f"M{month}" if month else _day(text, today, as_end=as_end)


def period_of(cell: Cell, today: date) -> tuple[str | date, str | date] | None:
    """A start and an end in one cell: ``M1-M6``, ``months 7 to 12``, ``1.11.2026 - 28.2.2027``; or one for both."""
    text = _PERIOD_WORDS.sub(" ", cell.text).strip()
    months = _MONTHS.fullmatch(text)
    if months:
        parts = [months[1], months[2] or months[1]]
    else:
        halves = [_PERIOD_DIVIDER.split(text, maxsplit=1), text.split("-")]
        parts = next((half for half in halves if len(half) == 2), [text, text])
    start = moment_of(Cell(cell.place, parts[0].strip()), today, as_end=False)
    end = moment_of(Cell(cell.place, parts[1].strip()), today, as_end=True)
    return (start, end) if start and end else None


def _numbered(value: Decimal) -> str | date | None:
    if value != value.to_integral_value():
        return None
    if 1 <= value <= MAX_MONTHS:
        return f"M{int(value)}"
    return SERIAL_ZERO + timedelta(int(value)) if int(value) in SERIAL_DAYS else None


def _day(text: str, today: date, *, as_end: bool) -> date | None:
    """A day; of a month with its year the first day, or the last."""
    from ka2plan.words.dates import parse_date

    numbers = _MONTH_AND_YEAR.fullmatch(text)
    whole = parse_date(f"1.{numbers[1]}.{numbers[2]}" if numbers else text, None, today, language="sl")
    if isinstance(whole, date) and not numbers:
        return whole if FIRST_YEAR <= whole.year <= LAST_YEAR else None
    first = whole or parse_date(f"1 {text}", None, today, language="sl")
    if not isinstance(first, date) or not FIRST_YEAR <= first.year < LAST_YEAR or str(first.year) not in text:
        return None
    return add_months(first, 1) - timedelta(1) if as_end else first


def money_of(cell: Cell) -> Decimal | None:
    """An amount: ``12.500,00 €``, ``12,500``, ``12500``; None where it is none, below nought or too fine."""
    number = number_of(cell)
    if number is None or number < 0 or number > MOST_MONEY:
        return None
    if isinstance(cell.value, Decimal):
        number = number.quantize(Decimal("0.01"))
    return number if number == number.quantize(Decimal("0.01")) else None


def number_of(cell: Cell) -> Decimal | None:
    """A number with points or commas for thousands or decimals, as different countries write it."""
    if isinstance(cell.value, Decimal):
        return cell.value
    text = cell.text
    if len(text) > 30 or not any(letter.isdigit() for letter in text):
        return None
    digits = _AMOUNT.sub("", text.replace("−", "-"))
    letters = "".join(letter for letter in text if letter.isalpha())
    if folded(letters) not in ("", "eur", "e", "euro", "euros", "evrov", "dni", "days", "pd", "pm"):
        return None
    try:
        return Decimal(_with_point(digits))
    except InvalidOperation:
        return None


def _with_point(digits: str) -> str:
    """The digits with a point for decimals only: the last sign, unless three digits follow it alone."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign = digits[last]
    divides_thousands = len(digits) - last == 4 and (digits.count(sign) > 1 or len({".", ","} & set(digits)) == 1)
    whole, rest = (digits, "") if divides_thousands else (digits[:last], digits[last + 1 :])
    bare = whole.replace(".", "").replace(",", "")
    return f"{bare}.{rest}" if rest else bare


def percent_of(cell: Cell) -> int | None:
    """Per cent from 0 to 100; a number below 1 that is not whole is a share, as workbooks keep it."""
    number = number_of(Cell(cell.place, cell.text.replace("%", ""))) if "%" in cell.text else number_of(cell)
    if number is None:
        return None
    number = number * 100 if isinstance(cell.value, Decimal) and 0 < number < 1 else number
    return int(number) if 0 <= number <= 100 else None


def status_of(cell: Cell) -> str | None:
    """A status by its word in English or Slovenian."""
    word = folded(cell.text)
    return next((status for status, words in STATUS_WORDS.items() if word in words.split("|")), None)


def names_in(cell: Cell) -> list[str]:
    """Several names in one cell, divided by commas, semicolons, slashes, new lines or ``and``."""
    names = (name.strip() for name in _DIVIDERS.split(cell.text))
    return [name for name in names if name]


def ids_in(cell: Cell) -> list[str]:
    """Names in one cell; blanks divide as well where all words can be ids."""
    names = names_in(cell)
    words = cell.text.split()
    return words if len(names) == 1 and len(words) > 1 and all(_looks_like_id(word) for word in words) else names


def _looks_like_id(word: str) -> bool:
    return is_id(word) and (word.isupper() or any(letter.isdigit() for letter in word))


def links_in(cell: Cell) -> list[tuple[str, str, str]]:
    """Links as (id, type, lag): ``A1.1``, ``A2.0 SS+1m``, ``3FS+5 days``."""
    found = []
    for word in re.split(r"[,;\n]+", cell.text):
        match = _LINK.fullmatch(word.strip()) if len(word) < 200 else None
        if match:
            lag = re.sub(r"\s+", "", match["lag"] or "").lower()
            number, unit = lag.rstrip("abcdefghijklmnopqrstuvwxyz"), lag.lstrip("+-0123456789")[:1] or "d"
            kind = (match["type"] or LINK_TYPES[0]).upper()
            found.append((match["id"].strip(), kind, f"{number.lstrip('+')}{unit}" if number else ""))
    return found


def shares_in(cell: Cell) -> dict[str, Decimal] | None:
    """``OSL=18 IES=19`` or ``OSL: 18, IES: 19``; None where a part is no such share."""
    text = re.sub(r"\s*([=:])\s*", r"\1", cell.text)
    parts = [part for part in re.split(r"[;\n]+|,(?!\d)|\s+", text) if part]
    shares: dict[str, Decimal] = {}
    for part in parts:
        match = _SHARE.fullmatch(part)
        number = number_of(Cell(cell.place, match["number"])) if match else None
        if match is None or number is None:
            return None
        shares[match["who"]] = number
    return shares


def id_of(text: str, used: set[str]) -> str:
    """An id out of what stands for one: only letters that an id may have, not used yet."""
    bare = "".join(letter for letter in text.replace(" ", "") if is_id(letter))[:48].strip(".-_")
    bare = f"A{bare}" if bare[:1].isdigit() else bare or "A"
    id, number = bare, 2
    while id in used:
        id, number = f"{bare}-{number}", number + 1
    return id


def initials(name: str, used: set[str]) -> str:
    """A short id for an organisation: itself where it is one, else the initials of its name."""
    if is_id(name) and len(name) <= 12 and name.upper() == name and name not in used:
        return name
    words = folded(name).upper().encode("ascii", "ignore").decode().split()
    letters = "".join(word[0] for word in words)[:6]
    short = letters if len(letters) > 1 else "".join(words)[:6] or "P"
    id, number = short, 2
    while id in used:
        id, number = f"{short}{number}", number + 1
    return id
