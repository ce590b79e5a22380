"""A slip for people and for programs: sentences, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.print.json_values import iso, plain_json
from ka2plan.schedule import effects
from ka2plan.schedule.effects import Break, BreakKind, Move, Slip
from ka2plan.schedule.forms import number
from ka2plan.toml import format_path
from ka2plan.words import figures
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

Day = Callable[[date], str]
"""How a date is told."""


def slip_json(slip: Slip) -> dict[str, Any]:
    """The form of ``slip --json``: ``{"version": 1, "moves": [{"id", "table", "from": {"start", "end"}, "to":
    {"start", "end"}, "days", "because", "writes": {path: value}}], "breaks": [{"kind", "id", "other", "days",
    "limit", "month", "booked", "capacity", "behind": {id: effort}}]}``.

    ``because`` is null or ``{"id", "type", "lag"}``; the start and end of a due date are that day.
    """
    return {
        "version": 1,
        "moves": [_move_json(move) for move in slip.moves],
        "breaks": [_break_json(broken) for broken in slip.breaks],
    }


def _move_json(move: Move) -> dict[str, Any]:
    link = move.because
    return {
        "id": move.id,
        "table": move.table,
        "from": _span_json(move.before),
        "to": _span_json(move.after),
        "days": move.days,
        "because": {"id": link.predecessor, "type": link.type, "lag": str(link.lag)} if link else None,
        "writes": {format_path(path): plain_json(value) for path, value in move.values},
    }


def _span_json(span: tuple[date | None, date | None]) -> dict[str, str | None]:
    return {"start": iso(span[0]), "end": iso(span[1])}


def _break_json(broken: Break) -> dict[str, Any]:
    return {
        "kind": broken.kind,
        "id": broken.id,
        "other": broken.other or None,
        "days": broken.days or None,
        "limit": iso(broken.limit),
        "month": broken.month,
        "booked": broken.booked,
        "capacity": None if broken.capacity is None else number(broken.capacity),
        "behind": dict(broken.behind),
    }


def slip_text(slip: Slip, day: Day = date.isoformat) -> str:
    """The slip in lines: what moves, then what breaks; each line ends with a line end."""
    lines = [move_text(move, day) for move in slip.moves if move.values] or [_("Nothing moves.")]
    lines += in_months_text(slip)
    lines += (break_text(broken, day) for broken in slip.breaks)
    return "".join(f"{line}\n" for line in lines)


def in_months_text(slip: Slip) -> list[str]:
    """How many entries move with the project's start because they stand in project months; empty where none does."""
    count = sum(not move.values for move in slip.moves)
    sentence = ngettext(
        "{count} entry is written in project months and moves too",
        "{count} entries are written in project months and move too",
        count,
    )
    return [sentence.format(count=count)] if count else []


def move_text(move: Move, day: Day = date.isoformat) -> str:
    """One move in a sentence."""
    before, after = _span_text(move.before, day), _span_text(move.after, day)
    if move.before == move.after:
        return _staying_text(move, after)
    if move.table == "project":
        return _("the project moves from {before} to {after}").format(before=before, after=after)
    if move.table == "partners":
        return _partner_text(move, day)
    text = _("{id} moves from {before} to {after}").format(id=visible(move.id), before=before, after=after)
    if move.because is None:
        return text
    return _("{move}, after {id}").format(move=text, id=visible(move.because.predecessor))


def _partner_text(move: Move, day: Day) -> str:
    """From when, or until when, a partner takes part then."""
    since, until = move.after
    if since is None:
        sentence = _("{id} takes part until {until}")
    elif until is None:
        sentence = _("{id} takes part from {since}")
    else:
        sentence = _("{id} takes part from {since} to {until}")
    return sentence.format(id=visible(move.id), since=day(since) if since else "", until=day(until) if until else "")


def _staying_text(move: Move, days: str) -> str:
    """What is written so that something stays where it is while the project's months move."""
    if move.table == "partners":
        return _("{id} keeps its capacity of each calendar month").format(id=visible(move.id))
    if move.after == (None, None):
        return _("{id} keeps its effort in each calendar month").format(id=visible(move.id))
    return _("{id} keeps its days: {days}").format(id=visible(move.id), days=days)


def _span_text(span: tuple[date | None, date | None], day: Day) -> str:
    first, last = (day(moment) if moment else "?" for moment in span)
    return first if span[0] == span[1] else _("{first} - {last}").format(first=first, last=last)


def break_text(broken: Break, day: Day = date.isoformat) -> str:
    """One break in a sentence."""
    sentence = _sentence(broken)
    fields: dict[str, Any] = {
        "id": visible(broken.id),
        "other": visible(broken.other),
        "days": broken.days,
        "limit": day(broken.limit) if broken.limit else "",
        "month": broken.month,
        "booked": _short(broken.booked or 0),
        "capacity": _short(float(broken.capacity or 0)),
        "behind": ", ".join(_behind(broken)),
    }
    return sentence.format(**fields)


def _sentence(broken: Break) -> str:
    if broken.kind == effects.CAPACITY:
        return _("{id} loses its capacity of M{month}: that month is before the project now")
    if broken.kind == effects.OVERLOAD:
        return _("{id} has {booked} in M{month}, {capacity} at most: {behind}")
    if broken.kind == effects.DONE and not broken.other:
        return _("{id} is done and does not move")
    return _days_sentence(broken.kind, broken.days)


def _days_sentence(kind: BreakKind, days: int) -> str:
    sentences: dict[BreakKind, Callable[[], str]] = {
        effects.DONE: lambda: ngettext(
            "{id} is done and does not move; it is {days} day too early after {other}",
            "{id} is done and does not move; it is {days} days too early after {other}",
            days,
        ),
        effects.LINK: lambda: ngettext(
            "{id} is {days} day too early after {other}; {limit} is the earliest day",
            "{id} is {days} days too early after {other}; {limit} is the earliest day",
            days,
        ),
        effects.PROJECT_END: lambda: ngettext(
            "{id} ends {days} day after the project, which ends on {limit}",
            "{id} ends {days} days after the project, which ends on {limit}",
            days,
        ),
        effects.PROJECT_START: lambda: ngettext(
            "{id} begins {days} day before the project, which begins on {limit}",
            "{id} begins {days} days before the project, which begins on {limit}",
            days,
        ),
        effects.WORK_PACKAGE: lambda: ngettext(
            "{id} is {days} day outside {other}, which has its limit on {limit}",
            "{id} is {days} days outside {other}, which has its limit on {limit}",
            days,
        ),
    }
    return sentences[kind]()


def _behind(broken: Break) -> Iterator[str]:
    for id, effort in broken.behind:
        yield _("{id} {effort}").format(id=visible(id), effort=_short(effort))


def _short(effort: float) -> str:
    return figures.number(Decimal(str(round(effort, 2))))
