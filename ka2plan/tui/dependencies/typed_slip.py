"""By how much something slips, as it is typed in the editor."""

from __future__ import annotations

from ka2plan.plan import Lag
from ka2plan.schedule.slip import CannotMove
from ka2plan.schedule.typed_lag import lag_typed
from ka2plan.session import Snapshot


def lag_meant(snapshot: Snapshot, id: str, text: str) -> Lag | None:
    """``+2 weeks``, or until when an entry slips, such as ``M9``; None for neither."""
    try:
        lag = lag_typed(snapshot.plan, id, text, snapshot.today)
    except CannotMove:
        return None
    return lag if isinstance(lag, Lag) else None
