"""What is late and what comes next, on a day, and the last lines of a timeline that tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ka2plan.charts.rows import Dated, is_turned_round, kind_of, state_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import PLANNED, RUNNING, Activity, Plan
from ka2plan.print.phrases import from_now
from ka2plan.print.style import Pen
from ka2plan.words.figures import day
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from datetime import date

START, END, DUE = "start", "end", "due"

MOST_ITEMS = 3
"""How many late dates and how many next dates a timeline tells."""

LEAST_TITLE = 20
"""Cells of a title below which a line says less of the date instead."""


class Item(NamedTuple):
    """One date that asks for something: a start, an end or a due date."""

    day: date
    what: str
    """``start``, ``end`` or ``due``."""
    kind: str
    id: str
    title: str
    lead: str | None
    late: bool


def agenda_of(plan: Plan, today: date, ids: Collection[str] | None = None) -> tuple[Item, ...]:
    """The dates of live entries (of all, or of those ids) that are late or still to come, by day.

    An activity that is late to end is not said to be late to start as well.
    """
    entries: list[Dated] = [
        entry
        for table in (plan.activities, plan.milestones, plan.deliverables)
        for entry in table.values()
        if ids is None or entry.id in ids
    ]
    items = [item for entry in entries for item in _items(entry, today)]
    return tuple(sorted(items, key=lambda item: (item.day, item.what != DUE)))


def late_items(agenda: tuple[Item, ...]) -> tuple[Item, ...]:
    """What should have happened before today: ends and due dates first, then starts, the oldest first."""
    late = [item for item in agenda if item.late]
    return tuple(sorted(late, key=lambda item: item.what == START))


def next_items(agenda: tuple[Item, ...]) -> tuple[Item, ...]:
    """Starts and due dates still to come, the nearest first."""
    return tuple(item for item in agenda if not item.late and item.what != END)


def _items(entry: Dated, today: date) -> list[Item]:
    state = state_of(entry)
    if state not in (PLANNED, RUNNING):
        return []
    if not isinstance(entry, Activity):
        return [_item(entry, DUE, entry.due, today)] if entry.due else []
    if is_turned_round(entry):
        return []
    found = []
    overdue = entry.end is not None and entry.end < today
    if entry.start and state == PLANNED and not overdue:
        found.append(_item(entry, START, entry.start, today))
    if entry.end:
        found.append(_item(entry, END, entry.end, today))
    return found


def _item(entry: Dated, what: str, moment: date, today: date) -> Item:
    return Item(moment, what, kind_of(entry), entry.id, entry.title, entry.lead, moment < today)


def agenda_lines(agenda: tuple[Item, ...], today: date, pen: Pen) -> Iterator[str]:
    """The first few late items with how many more there are, then the first few that come next."""
    late = late_items(agenda)
    yield from _lines(_("Late:"), late[:MOST_ITEMS], today, pen, "late")
    more = len(late) - MOST_ITEMS
    if more > 0:
        said = ngettext("and {count} more", "and {count} more", more).format(count=more)
        yield pen.cut(" " * (pen.cells(_("Late:")) + 1) + said, pen.width)
    yield from _lines(_("Next:"), next_items(agenda)[:MOST_ITEMS], today, pen, "bold")


def _lines(heading: str, items: tuple[Item, ...], today: date, pen: Pen, style: str) -> Iterator[str]:
    size = pen.cells(heading)
    for place, item in enumerate(items):
        lead = pen.style(pen.text(heading), style) if place == 0 else " " * size
        yield f"{lead} {_told(item, today, pen, pen.width - size - 1)}"


def _told(item: Item, today: date, pen: Pen, room: int) -> str:
    """``MS1 Survey closed, 28 Feb 2027, in 14 weeks (IES)``, with less of it where there is little room."""
    head = f"{pen.cut(item.id, room // 3)} "
    distance = from_now(item.day, today)
    exact = _("{day}, {distance}").format(day=day(item.day), distance=distance)
    lead = f" ({item.lead})" if item.lead else ""
    tails = [pen.text(f", {_event(item, exact)}{lead}"), pen.text(f", {_event(item, exact)}")]
    for tail in (*tails, pen.text(f", {_event(item, distance)}")):
        left = room - pen.cells(head) - pen.cells(tail)
        if left >= min(pen.cells(item.title), LEAST_TITLE):
            break
    return pen.cut(head + pen.cut(item.title, max(left, 0)) + tail, room)


def _event(item: Item, when: str) -> str:
    """What happens then: a start, an end, or, without a word, a due date that is still to come."""
    if item.late:
        words = {START: _("was to start {when}"), END: _("was to end {when}")}.get(item.what, _("was due {when}"))
    else:
        words = {START: _("starts {when}"), END: _("ends {when}")}.get(item.what, "{when}")
    return words.format(when=when)
