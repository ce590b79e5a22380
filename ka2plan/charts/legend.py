"""What the signs and looks of a chart mean, for those that occur in it."""

from __future__ import annotations

from collections.abc import Iterable

from ka2plan.charts.chart import Row
from ka2plan.charts.signs import Signs
from ka2plan.figures.status import DELIVERABLE, MILESTONE
from ka2plan.plan.model import CANCELLED, DONE, RUNNING
from ka2plan.words.messages import _, pgettext

DELIVERED, REACHED = "delivered", "reached"


def legend_of(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """The name and the meaning of every look that occurs in these rows."""
    every = tuple(rows)
    statuses = {row.status for row in every}
    events = {(row.kind, row.status == DONE) for row in every if row.stretches and row.status != CANCELLED}
    is_running = not statuses.isdisjoint((RUNNING, DONE))
    critical = _("critical path of what is left") if is_running else _("critical path")
    behind = _("as granted") if any(row.granted for row in every) else _("as planned")
    looks = (
        ("done", pgettext("status", "done"), DONE in statuses or any(row.done for row in every)),
        ("running", pgettext("status", "running"), any(row.status == RUNNING and not row.late for row in every)),
        ("late", pgettext("status", "late"), any(row.late for row in every)),
        ("forecast", _("forecast"), any(row.expected for row in every)),
        ("behind", behind, any(row.behind for row in every)),
        ("cancelled", pgettext("status", "cancelled"), CANCELLED in statuses),
        ("critical", critical, any(row.critical and row.status != DONE for row in every)),
        ("milestone", _("milestone"), (MILESTONE, False) in events),
        (REACHED, _("milestone reached"), (MILESTONE, True) in events),
        ("deliverable", _("deliverable"), (DELIVERABLE, False) in events),
        (DELIVERED, pgettext("status", "delivered"), (DELIVERABLE, True) in events),
    )
    return [(name, meaning) for name, meaning, occurs in looks if occurs]


def signs_of(look: str, signs: Signs) -> str:
    """The signs by which a look is known."""
    if look == "done":
        return f"{signs.ticked} {signs.done}"
    sign: str = getattr(signs, look)
    return sign
