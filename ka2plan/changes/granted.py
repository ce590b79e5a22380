"""The plan as it was granted: where its text is, and where everything lay in it, by the ids of today."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ka2plan.errors import NotAPlan, UsageError
from ka2plan.plan import Plan
from ka2plan.plan.model import span_of
from ka2plan.toml import TomlFault, decode, parse
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.changes.comparison import Comparison
    from ka2plan.charts.chart import Stretch


def granted_text(path: str, granted: str) -> str:
    """The text of a plan as granted: of a file of that name, else of that revision of the plan's own file.

    :raises UsageError: the plan does not say which version was granted.
    :raises CannotRead: there is no such file or revision.
    :raises NotAPlan: it cannot be read as TOML.
    """
    if not granted:
        raise UsageError(
            _('the plan does not say which version was granted: write project.granted = "v1.0", a revision of git')
        )
    if os.path.isfile(granted):
        from ka2plan.store.contents import read_input

        return plan_text(read_input(granted), visible(granted))
    from ka2plan.git.repository import content_at

    return plan_text(content_at(granted, path), visible(f"{granted}:{path}"))


def plan_text(data: bytes, name: str) -> str:
    """The text of a plan that is not in a file of the user's.

    :raises NotAPlan: it cannot be read as TOML.
    """
    try:
        text = decode(data)
        parse(text)
    except TomlFault as fault:
        raise NotAPlan(f"{name}:{fault.line}:{fault.column}: {fault.message}") from None
    return text


def granted_in(path: str, text: str, granted: str) -> Mapping[str, tuple[Stretch, ...]]:
    """Where everything lay in the plan as granted, by the ids it has in this text; raises as ``granted_text``."""
    from ka2plan.changes.comparison import Comparison

    return granted_stretches(Comparison(granted_text(path, granted), text))


def granted_stretches(comparison: Comparison) -> Mapping[str, tuple[Stretch, ...]]:
    """Where everything lay in the old plan, by the ids that it has in the new one."""
    old = comparison.old
    found = {id: _span(old, id) for id in old.work_packages}
    found.update((activity.id, activity.stretches) for activity in old.activities.values())
    for table in (old.milestones, old.deliverables):
        found.update((id, ((event.due, event.due),) if event.due else ()) for id, event in table.items())
    return found


def _span(plan: Plan, id: str) -> tuple[Stretch, ...]:
    span = span_of(plan, plan.work_packages[id])
    return (span,) if span and span[0] <= span[1] else ()
