"""Figures in the words of a message: money, shares, days, months, lists of names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ka2plan.words.languages import every_other_language
from ka2plan.words.messages import ENGLISH, _, language, ngettext, pgettext

if TYPE_CHECKING:
    from datetime import date

HUNDREDTH = Decimal("0.01")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

MAX_NAMES = 6
"""Most names a message lists before it counts the rest."""


NEXT_TO_NOTHING = -30
"""The exponent of a number that nobody means: in full it may have a thousand million noughts."""


def money(amount: Decimal | int) -> str:
    """``250,000 EUR``; cents only where there are any."""
    return _("{amount} EUR").format(amount=figure(amount))


def figure(amount: Decimal | int) -> str:
    """``250,000`` or ``12,500.50``."""
    exact = Decimal(amount)
    return decimals(exact, 0 if exact == exact.to_integral_value() else 2)


def number(value: Decimal | int) -> str:
    """``12`` or ``12.5``: thousands divided, no superfluous noughts; what is next to nothing is nought."""
    exact = Decimal(value)
    text = f"{exact if exact.adjusted() > NEXT_TO_NOTHING else 0:,f}"
    return _marked(text.rstrip("0").rstrip(".") if "." in text else text)


def decimals(value: Decimal | float, places: int) -> str:
    """``1,250.0``: thousands divided, always with so many decimals."""
    return _marked(f"{value:,.{places}f}")


def _marked(text: str) -> str:
    """A number of Python's with the marks of the language."""
    if language() == ENGLISH:
        return text
    marks = {ord(","): pgettext("between thousands", ","), ord("."): pgettext("before decimals", ".")}
    return text.translate(marks)


def share(part: Decimal | int, whole: Decimal | int, other_than: Decimal | int | None = None) -> str:
    """``20.40 %``: a part of a whole (not 0) with two decimals.

    ``other_than`` is a percentage to compare it with: where two decimals hide the difference there are more.
    """
    percent = 100 * Decimal(part) / Decimal(whole)
    step = HUNDREDTH
    while other_than is not None and percent != other_than and _rounded(percent, step) == other_than:
        step /= 10
    return percentage(_rounded(percent, step))


def part_of_whole(share: Decimal | float) -> str:
    """``20.4 %`` for 0.204."""
    return percentage(Decimal(f"{share * 100:.1f}"))


def percentage(percent: Decimal | int) -> str:
    """``20 %``, as the language writes it."""
    exact = Decimal(percent)
    exponent = exact.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return _("{percent} %").format(percent=decimals(exact, places))


def _rounded(percent: Decimal, step: Decimal) -> Decimal:
    return percent.quantize(step, ROUND_HALF_UP)


def day(moment: date) -> str:
    """``1 Nov 2026``."""
    words = pgettext("date", "{day} {month} {year}")
    return words.format(day=moment.day, month=month_name(moment.month), number=moment.month, year=moment.year)


def month_name(month: int) -> str:
    """``Jan`` for 1."""
    return pgettext("month", MONTHS[month - 1])


def weekday(moment: date) -> str:
    """``Mon``."""
    return pgettext("weekday", WEEKDAYS[moment.weekday()])


def country(english: str) -> str:
    """What a country is called in the language."""
    return pgettext("country", english)


def in_all_languages(english: str) -> tuple[str, ...]:
    """What a country is called in every language of the program."""
    return tuple(catalogue.pgettext("country", english) for catalogue in every_other_language())


def alphabetical(text: str) -> str:
    """What texts are sorted by: letters with marks stand behind those without, as in most alphabets of Europe."""
    if language() == ENGLISH:
        return text.casefold()
    from unicodedata import normalize

    return normalize("NFD", text.casefold())


def days(count: int) -> str:
    """``1 day``, ``31 days``."""
    return ngettext("{count} day", "{count} days", count).format(count=number(count))


def months(count: int) -> str:
    """``1 month``, ``24 months``."""
    return ngettext("{count} month", "{count} months", count).format(count=number(count))


def month_range(least: int, most: int) -> str:
    """``24 months``, ``12 to 36 months``."""
    if least == most:
        return months(least)
    return ngettext("{least} to {most} month", "{least} to {most} months", most).format(least=least, most=most)


def money_range(least: Decimal | int, most: Decimal | int) -> str:
    """``30,000 to 60,000 EUR``."""
    return _("{least} to {most} EUR").format(least=figure(least), most=figure(most))


def effort(amount: Decimal | int, unit: str) -> str:
    """``12.5 person-days`` or ``3 person-months``, by the plan's ``effort_unit``."""
    exact = Decimal(amount)
    if exact != exact.to_integral_value():  # a fraction has a form of its own in many languages
        words = _("{amount} person-months") if unit == "months" else _("{amount} person-days")
    elif unit == "months":
        words = ngettext("{amount} person-month", "{amount} person-months", abs(int(exact)))
    else:
        words = ngettext("{amount} person-day", "{amount} person-days", abs(int(exact)))
    return words.format(amount=number(amount))


def unit_of_effort(unit: str) -> str:
    """What a plan's ``effort_unit`` is called."""
    return _("person-months") if unit == "months" else _("person-days")


def above(booked: float, capacity: Decimal) -> str:
    """What is booked, with as few decimals as show that it is more than the capacity."""
    rounded = (Decimal(str(round(booked, decimals))) for decimals in (1, 2, 3))
    return number(next((told for told in rounded if told > capacity), Decimal(str(booked))))


def above_in_month(month: int, booked: float, capacity: Decimal) -> str:
    """``7 in M9 (max 5)``: what is booked in a project month in which less can be done."""
    told = _("{booked} in M{month} (max {capacity})")
    return told.format(month=month, booked=above(booked, capacity), capacity=number(capacity))


def stretches(months: Iterable[int]) -> str:
    """``M7-8 and M10``: months that follow one another as one."""
    found: list[list[int]] = []
    for month in sorted(months):
        if found and found[-1][-1] == month - 1:
            found[-1].append(month)
        else:
            found.append([month])
    return listed(f"M{one[0]}" if len(one) == 1 else f"M{one[0]}-{one[-1]}" for one in found)


def listed(names: Iterable[str], most: int = MAX_NAMES, count: int = 0) -> str:
    """``A, B and C``; beyond ``most`` names ``A, B and 7 more``.

    :param count: how many there are, where only the first of them are given.
    """
    every = list(names)
    count = max(count, len(every))
    if count > most:
        rest = count - most + 1
        every = [*every[: most - 1], ngettext("{count} more", "{count} more", rest).format(count=rest)]
    return _joined(every, pgettext("list", "{first} and {last}"))


def either(names: Collection[str]) -> str:
    """``A, B or C``."""
    return _joined(list(names), pgettext("list", "{first} or {last}"))


def _joined(names: list[str], pattern: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return pattern.format(first=", ".join(names[:-1]), last=names[-1])
