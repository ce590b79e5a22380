"""What is late and what comes next, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.figures.status import END, START, Item
from ka2plan.words.distances import from_now
from ka2plan.words.figures import day
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date


def short_words(item: Item) -> str:
    """What is missing of what is late, or what is to come: ``not started``, ``ends``."""
    if item.late:
        return {START: _("not started"), END: _("not done")}.get(item.what, _("not reached"))
    return {START: _("starts"), END: _("ends")}.get(item.what, _("due"))


def event_words(item: Item, when: str) -> str:
    """What happens then: a start, an end, or, without a word, a due date that is still to come."""
    if item.late:
        words = {START: _("was to start {when}"), END: _("was to end {when}")}.get(item.what, _("was due {when}"))
    else:
        words = {START: _("starts {when}"), END: _("ends {when}")}.get(item.what, "{when}")
    return words.format(when=when)


def late_words(item: Item, today: date) -> str:
    """``was to end 28 Feb 2027, 2 weeks ago``."""
    return event_words(item, _("{day}, {distance}").format(day=day(item.day), distance=from_now(item.day, today)))
