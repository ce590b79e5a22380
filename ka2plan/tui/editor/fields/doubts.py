"""What is questionable about a value that can be written all the same: said while it is typed."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.schema import STARTS
from ka2plan.plan.types.moment import resolved
from ka2plan.session import Snapshot
from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.tui.editor.fields.rule_words import broken_rule
from ka2plan.words.figures import number
from ka2plan.words.messages import _
from ka2plan.words.visible import pasted_length

OTHER_SIDE = {"start": "end", "end": "start", "since": "until", "until": "since"}


def doubt_about(snapshot: Snapshot, field: EntryField, value: Any, start: Any = None) -> str:
    """Why a value that was understood may not be meant; empty where nothing speaks against it.

    Args:
        snapshot: the open plan.
        field: where it would stand.
        value: as TOML has it.
        start: of an entry that is not in the plan yet, the start that an end belongs to.
    """
    if field.limit is not None and isinstance(value, str) and pasted_length(value) > field.limit:
        over = pasted_length(value) - field.limit
        return _("{over} characters more than the form takes").format(over=number(over))
    if field.type == "moment":
        return _upside_down(snapshot, field, value, start) or _outside_package(snapshot, field, value)
    return broken_rule(snapshot, field.path, value)


def _upside_down(snapshot: Snapshot, field: EntryField, value: Any, start: Any) -> str:
    side = str(field.path[-1])
    entry = getattr(snapshot.plan, str(field.path[0])).get(str(field.path[1])) if len(field.path) == 3 else None
    other = resolved(snapshot.plan, start, as_start=True) or getattr(entry, OTHER_SIDE.get(side, ""), None)
    moment = resolved(snapshot.plan, value, as_start=side in STARTS)
    if other is None or moment is None:
        return ""
    first, last = (moment, other) if side in STARTS else (other, moment)
    if first <= last:
        return ""
    joins = side in ("since", "until")
    return _("it would leave before it joins") if joins else _("it would end before it starts")


def _outside_package(snapshot: Snapshot, field: EntryField, value: Any) -> str:
    plan = snapshot.plan
    activity = plan.activities.get(str(field.path[1])) if len(field.path) == 3 else None
    package = plan.work_packages.get(activity.wp or "") if activity else None
    moment = resolved(plan, value, as_start=field.path[-1] == "start")
    if package is None or moment is None:
        return ""
    is_outside = (package.start and moment < package.start) or (package.end and moment > package.end)
    return _("outside {wp}").format(wp=package.id) if is_outside else ""
