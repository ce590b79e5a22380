"""What is late and what comes next, as the last lines of a timeline tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.agenda_words import event_words
from ka2plan.figures.status import Item, late_items, next_items
from ka2plan.print.style import Pen, PenStyle
from ka2plan.words.distances import from_now
from ka2plan.words.figures import day, days
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from datetime import date

MOST_ITEMS = 3
"""How many late dates and how many next dates a timeline tells."""

LEAST_TITLE = 20
"""Cells of a title below which a line says less of the date instead."""


def forecast_lines(at_best: date | None, ends: date | None, pen: Pen) -> Iterator[str]:
    """When what is left of a running project ends at best, and by how much that is after the project."""
    if at_best is None:
        return
    heading, told = _("Forecast:"), _("the rest of the work ends on {day} at the earliest").format(day=day(at_best))
    is_over = ends is not None and at_best > ends
    if ends is not None and is_over:
        told = _("the rest of the work ends on {day} at the earliest, {days} after the project")
        told = told.format(day=day(at_best), days=days((at_best - ends).days))
    first, *more = pen.paragraph(f"{heading} {told}", indent=pen.cells(heading) + 1)
    shown = pen.text(heading)
    yield pen.style(shown, "late" if is_over else "bold") + first.removeprefix(shown)
    yield from more


def agenda_lines(agenda: tuple[Item, ...], today: date, pen: Pen) -> Iterator[str]:
    """The first few late items with how many more there are, then the first few that come next."""
    late = late_items(agenda)
    yield from _lines(_("Late:"), late[:MOST_ITEMS], today, pen, "late")
    more = len(late) - MOST_ITEMS
    if more > 0:
        said = ngettext("and {count} more", "and {count} more", more).format(count=more)
        yield pen.cut(_("Late:") + " " + said if pen.plain else " " * (pen.cells(_("Late:")) + 1) + said, pen.width)
    yield from _lines(_("Next:"), next_items(agenda)[:MOST_ITEMS], today, pen, "bold")


def _lines(heading: str, items: tuple[Item, ...], today: date, pen: Pen, style: PenStyle) -> Iterator[str]:
    size = pen.cells(heading)
    for place, item in enumerate(items):
        lead = pen.style(pen.text(heading), style) if place == 0 or pen.plain else " " * size
        yield f"{lead} {_told(item, today, pen, pen.width - size - 1)}"


def _told(item: Item, today: date, pen: Pen, room: int) -> str:
    """``MS1 Survey closed, 28 Feb 2027, in 14 weeks (IES)``, with less of it where there is little room."""
    head = f"{pen.cut(item.id, room // 3)} "
    distance = from_now(item.day, today)
    exact = _("{day}, {distance}").format(day=day(item.day), distance=distance)
    lead = f" ({item.lead})" if item.lead else ""
    tails = [pen.text(f", {event_words(item, exact)}{lead}"), pen.text(f", {event_words(item, exact)}")]
    for tail in (*tails, pen.text(f", {event_words(item, distance)}")):
        left = room - pen.cells(head) - pen.cells(tail)
        if left >= min(pen.cells(item.title), LEAST_TITLE):
            break
    return pen.cut(head + pen.cut(item.title, max(left, 0)) + tail, room)
