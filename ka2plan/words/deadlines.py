"""A deadline in words: Brussels time, the user's own clock where it shows another, and how long it is until then."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from ka2plan.words.distances import from_now
from ka2plan.words.figures import day
from ka2plan.words.messages import _, ngettext


def deadline_in_words(at: datetime, today: date, zone: str | None = None) -> str:
    """``5 Mar 2026, 12:00 Brussels time (13:00 on your clock), 98 days left``.

    Args:
        at: Brussels wall-clock time, without a zone.
        today: the day to count from.
        zone: the user's time zone; the machine's, if None.
    """
    told = _("{deadline}, {left}")
    return told.format(deadline=moment_in_words(at, zone), left=_left(at.date(), today))


def moment_in_words(at: datetime, zone: str | None = None) -> str:
    """The same without how long it is until then."""
    return _("{day}, {hour}").format(day=day(at.date()), hour=hour_in_words(at, zone))


def hour_in_words(at: datetime, zone: str | None = None) -> str:
    """``12:00 Brussels time (13:00 on your clock)``; with the day where the user's is another."""
    from ka2plan.words.dates import seen_from

    seen = seen_from(at, datetime.combine(at.date(), time(), UTC), zone)
    told, own = f"{at:%H:%M}", f"{seen.own:%H:%M}"
    if seen.same_clock:
        return _("{time} Brussels time").format(time=told)
    if seen.own.date() == at.date():
        return _("{time} Brussels time ({own} on your clock)").format(time=told, own=own)
    words = _("{time} Brussels time ({day}, {own} on your clock)")
    return words.format(time=told, day=day(seen.own.date()), own=own)


def _left(deadline: date, today: date) -> str:
    count = (deadline - today).days
    if count < 1:
        return from_now(deadline, today)
    return ngettext("{count} day left", "{count} days left", count).format(count=count)
