"""Project months that a move made into dates, and another one makes months again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.calendar import read_month
from ka2plan.plan.schema import STARTS
from ka2plan.schedule.move import Value, calendar_of
from ka2plan.session import Snapshot
from ka2plan.toml import TomlFault, parse


def months_again(snapshot: Snapshot, values: Iterable[tuple[Path, Value]], after: Plan) -> Iterator[tuple[Path, Value]]:
    """What a move writes; months where the saved file has months and the days are those of whole months again.

    ``after`` is the plan as it will be: whose months they are.
    """
    calendar = calendar_of(after)
    for path, value in values:
        month = None
        if calendar and isinstance(value, date) and _is_month(_data(snapshot.saved_text), path):
            month = calendar.written_as_start(value) if path[-1] in STARTS else calendar.written_as_end(value)
        yield path, month or value


@lru_cache(1)
def _data(text: str) -> Mapping[str, Any]:
    try:
        return parse(text)
    except TomlFault:
        return {}


def _is_month(data: Any, path: Path) -> bool:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(data, str) and read_month(data) is not None
