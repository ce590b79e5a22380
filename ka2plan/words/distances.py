"""Spans of time, and how far off a day is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.words.figures import day
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from datetime import date

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
