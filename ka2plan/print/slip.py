"""A slip for people and for programs: sentences, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ka2plan.print.json_values import plain_json
from ka2plan.schedule import effects
from ka2plan.schedule.effects import Break, BreakKind, Move, Slip
from ka2plan.schedule.forms import number
from ka2plan.toml import format_path
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
    return {"start": _iso(span[0]), "end": _iso(span[1])}


def _iso(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _break_json(broken: Break) -> dict[str, Any]:
    return {
        "kind": broken.kind,
        "id": broken.id,
        "other": broken.other or None,
        "days": broken.days or None,
        "limit": _iso(broken.limit),
        "month": broken.month,
        "booked": broken.booked,
        "capacity": None if broken.capacity is None else number(broken.capacity),
        "behind": dict(broken.behind),
    }


def slip_text(slip: Slip, day: Day = date.isoformat) -> str:
    """The slip in lines: what moves, then what breaks; each line ends with a line end."""
    lines = [move_text(move, day) for move in slip.moves] or [_("Nothing moves.")]
    lines += (break_text(broken, day) for broken in slip.breaks)
    return "".join(f"{line}\n" for line in lines)


def move_text(move: Move, day: Day = date.isoformat) -> str:
    """One move in a sentence."""
    before, after = _span_text(move.before, day), _span_text(move.after, day)
    text = _("{id} moves from {before} to {after}").format(id=visible(move.id), before=before, after=after)
    if move.because is None:
        return text
    return _("{move}, after {id}").format(move=text, id=visible(move.because.predecessor))


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
            "{id} is {days} day too early after {other}; {limit} keeps the link",
            "{id} is {days} days too early after {other}; {limit} keeps the link",
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
            "{id} lies {days} day outside {other}, beyond {limit}",
            "{id} lies {days} days outside {other}, beyond {limit}",
            days,
        ),
    }
    return sentences[kind]()


def _behind(broken: Break) -> Iterator[str]:
    for id, effort in broken.behind:
        yield _("{id} {effort}").format(id=visible(id), effort=_short(effort))


def _short(effort: float) -> str:
    return f"{round(effort, 2):g}"
