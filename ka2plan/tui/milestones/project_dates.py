"""The dates of the project and of its call: deadline, window of the start, first and last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.figures.status import has_begun
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.session import Snapshot
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import Call
    from ka2plan.calls.model import Deadline


class ProjectDate(NamedTuple):
    """A date that is not an entry's."""

    day: date
    what: str
    path: Path
    """The field of the project that it depends on."""
    more: str = ""
    """What else is to be known of it, in a sentence."""
    source: str = ""
    """Where the rule stands; empty for the plan's own dates."""


def project_dates(snapshot: Snapshot) -> tuple[ProjectDate, ...]:
    """The dates of the project, and those of its call as long as nothing has begun."""
    call = snapshot.call
    found = list(_own_dates(snapshot))
    if call is not None and not has_begun(snapshot.plan):
        found += _dates_of_call(snapshot, call)
    return tuple(found)


def _own_dates(snapshot: Snapshot) -> Iterator[ProjectDate]:
    calendar = snapshot.plan.calendar
    if calendar is None:
        return
    yield ProjectDate(calendar.start, _("project starts"), ("project", "start"))
    yield ProjectDate(calendar.end, _("project ends"), ("project", "months"), _("The last day of the last month."))


def _dates_of_call(snapshot: Snapshot, call: Call) -> Iterator[ProjectDate]:
    deadline, window = call.deadline(), call.window()
    if deadline:
        what = _("deadline of round {round}").format(round=deadline.round)
        source = _sources(snapshot, deadline.fact.source_ids)
        yield ProjectDate(deadline.at.date(), what, ("project", "round"), _told(deadline), source)
    if window:
        source = _sources(snapshot, window.fact.source_ids)
        more = _("Projects of this round start between these two days.")
        yield ProjectDate(window.start, _("earliest start of the project"), ("project", "start"), more, source)
        yield ProjectDate(window.end, _("latest start of the project"), ("project", "start"), more, source)


def _told(deadline: Deadline) -> str:
    """The time of day, here too where the clock shows another; and who decides."""
    from ka2plan.words.deadlines import hour_in_words

    words = _("Until {hour}.")
    if deadline.agency_decides:
        words = _("Until {hour}; each agency decides if it opens this round.")
    return words.format(hour=hour_in_words(deadline.at))


def _sources(snapshot: Snapshot, ids: tuple[str, ...]) -> str:
    book = snapshot.book
    return "; ".join(book.source(id).title for id in ids) if book else ""
