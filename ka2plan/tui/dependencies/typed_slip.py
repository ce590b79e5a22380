"""By how much something slips, as people type it."""

from __future__ import annotations

import re

from ka2plan.plan import Lag, Month
from ka2plan.plan.calendar import read_lag
from ka2plan.schedule.slip import CannotMove, lag_to
from ka2plan.session import Snapshot
from ka2plan.words.dates import parse_date

_SPAN = re.compile(r"([+-]?)\s*(\d{1,5})\s*(d|w|m)[a-z]*", re.ASCII)


def lag_meant(snapshot: Snapshot, id: str, text: str) -> Lag | None:
    """``+2 weeks``, ``-10d``, ``1 month``, or until when an entry slips: ``M9``, ``15 3 2027``; None for neither."""
    span = _SPAN.fullmatch(text.strip().casefold())
    if span:
        sign, number, unit = span.groups()
        return read_lag(f"{sign}{number}{unit}")
    moment = parse_date(text, snapshot.plan.project.start, snapshot.today)
    if moment is None:
        return None
    try:
        return lag_to(snapshot.plan, id, Month(int(moment[1:])) if isinstance(moment, str) else moment)
    except CannotMove:
        return None
