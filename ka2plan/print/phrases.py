"""Spans of time and shares in words, as reports tell them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.words.figures import day, figure, money, percentage
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ka2plan.figures.money import Money

MOST_DAYS, MOST_WEEKS = 13, 25
"""Beyond so many days a distance is told in weeks, beyond so many weeks in months."""


def from_now(moment: date, today: date) -> str:
    """``in 14 weeks``, ``tomorrow``, ``today``, ``2 weeks ago``."""
    count = (moment - today).days
    if count == 0:
        return _("today")
    if count == 1:
        return _("tomorrow")
    return _ahead(count) if count > 0 else _ago(-count)


def _ahead(count: int) -> str:
    if count <= MOST_DAYS:
        return ngettext("in {count} day", "in {count} days", count).format(count=count)
    if count // 7 <= MOST_WEEKS:
        return ngettext("in {count} week", "in {count} weeks", count // 7).format(count=count // 7)
    months = round(count * 12 / 365.25)
    return ngettext("in {count} month", "in {count} months", months).format(count=months)


def _ago(count: int) -> str:
    if count <= MOST_DAYS:
        return ngettext("{count} day ago", "{count} days ago", count).format(count=count)
    if count // 7 <= MOST_WEEKS:
        return ngettext("{count} week ago", "{count} weeks ago", count // 7).format(count=count // 7)
    months = round(count * 12 / 365.25)
    return ngettext("{count} month ago", "{count} months ago", months).format(count=months)


def span(start: date | None, end: date | None, dash: str = "-") -> str:
    """``1 Nov 2026 - 31 Oct 2028``; what is not known as a question mark."""
    if not start and not end:
        return ""
    if start == end and start:
        return day(start)
    return _("{start} {dash} {end}").format(start=day(start) if start else "?", dash=dash, end=day(end) if end else "?")


def part_of_whole(share: Decimal | float) -> str:
    """``20.4 %`` for 0.204."""
    return percentage(Decimal(f"{share * 100:.1f}"))


def how_it_closes(sums: Money, rest_as: Callable[[Decimal], str] = money) -> tuple[str, str]:
    """What is planned of the lump sum and what is left, ``81,000 of 120,000 EUR: 39,000 EUR left``, with a style."""
    if sums.lump_sum is None or sums.difference is None:
        return _("{planned}; the plan names no lump sum").format(planned=money(sums.total)), ""
    words, style = _("{planned} of {whole}: it closes"), "good"
    if sums.difference < 0:
        words, style = _("{planned} of {whole}: {rest} left"), "warning"
    elif sums.difference > 0:
        words, style = _("{planned} of {whole}: {rest} too much"), "error"
    rest = rest_as(abs(sums.difference))
    return words.format(planned=figure(sums.total), whole=money(sums.lump_sum), rest=rest), style
