"""By how much something slips, as it is typed in the editor."""

from __future__ import annotations

from collections.abc import Callable

from ka2plan.plan import Lag
from ka2plan.plan.values import Bad
from ka2plan.schedule.slip import CannotMove
from ka2plan.schedule.typed_lag import lag_typed, project_lag_typed
from ka2plan.session import Snapshot


def lag_meant(snapshot: Snapshot, id: str, text: str) -> Lag | None:
    """``+2 weeks``, or until when an entry slips, such as ``M9``; None for neither."""
    return _unless_refused(lambda: lag_typed(snapshot.plan, id, text, snapshot.today))


def project_lag_meant(snapshot: Snapshot, text: str) -> Lag | None:
    """The same for the whole project: by how much it moves, or when it starts."""
    return _unless_refused(lambda: project_lag_typed(snapshot.plan, text, snapshot.today))


def _unless_refused(typed: Callable[[], Lag | Bad]) -> Lag | None:
    try:
        lag = typed()
    except CannotMove:
        return None
    return lag if isinstance(lag, Lag) else None
