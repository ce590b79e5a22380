"""The calendar that an export replaces: what it holds that is gone by now, and how new it says it is."""

from __future__ import annotations

from functools import cached_property
from typing import Any

PRODUCT = "-//ka2plan//ka2plan//EN"

STAMPS = ("dtstamp", "last-modified", "sequence")
"""What tells how new an event is, and nothing of what it says."""

KEPT = ("uid", "summary", "dtstart", "dtend", "transp", "categories")
"""What is still said of an event that is withdrawn."""


class EarlierCalendar:
    """The events of a calendar that ka2plan wrote; none of any other file."""

    def __init__(self, data: bytes | None) -> None:
        calendar = _calendar_of(data) if data else None
        self.uid = uid_of(calendar) if calendar else ""
        self.name = str(calendar.get("x-wr-calname", "")) if calendar else ""
        self.events: dict[str, Any] = _events_of(calendar) if calendar else {}

    @cached_property
    def sequence(self) -> int:
        """The highest number of a revision; -1 where there is none."""
        return max((_sequence(event) for event in self.events.values()), default=-1)

    def is_of(self, uid: str, title: str, events: list[Any]) -> bool:
        """Whether it is a calendar of the same plan: itself, its title or one event in common tells."""
        is_named_so = bool(title) and self.name.endswith(title)
        return self.uid == uid or is_named_so or any(uid_of(event) in self.events for event in events)

    def withdrawn(self, events: list[Any]) -> list[Any]:
        """What it has besides these events, as cancelled; also what it had withdrawn before."""
        still = {uid_of(event) for event in events}
        return [_cancelled(event) for uid, event in self.events.items() if uid not in still]

    def says(self, events: list[Any]) -> bool:
        """Whether it has just these events, whatever the stamps."""
        if len(events) != len(self.events) or any(_sequence(event) < 0 for event in self.events.values()):
            return False
        return all(
            uid_of(event) in self.events and _content(self.events[uid_of(event)]) == _content(event) for event in events
        )


def uid_of(component: Any) -> str:
    """What programs know a calendar or an event by."""
    return str(component.get("uid", ""))


def _calendar_of(data: bytes) -> Any | None:
    """The calendar, if it is one that ka2plan wrote."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(data)
    except (ValueError, KeyError, IndexError):
        return None
    return calendar if str(calendar.get("prodid", "")) == PRODUCT else None


def _events_of(calendar: Any) -> dict[str, Any]:
    events = calendar.walk("VEVENT")
    return {uid_of(event): event for event in events if uid_of(event) and "dtstart" in event and not event.errors}


def _sequence(event: Any) -> int:
    number = event.get("sequence", -1)
    return number if isinstance(number, int) else -1


def _cancelled(event: Any) -> Any:
    from icalendar import Event

    withdrawn = Event()
    for name in KEPT:
        if name in event:
            withdrawn[name] = event[name]
    withdrawn.add("status", "CANCELLED")
    return withdrawn


def _content(event: Any) -> list[bytes]:
    lines: list[bytes] = event.to_ical().replace(b"\r\n ", b"").split(b"\r\n")
    names = tuple(name.upper().encode() for name in STAMPS)
    return sorted(line for line in lines if not line.startswith(names))
