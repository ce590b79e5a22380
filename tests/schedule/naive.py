"""The rules of links told once more with dates alone, slowly and plainly, to compare the network with."""

from __future__ import annotations

from datetime import date, timedelta

from ka2plan.plan import Activity, Plan

DAY = timedelta(days=1)

Dates = dict[str, tuple[date, date]]
"""First and last day of every entry; a due date begins the day after it."""


def entries_of(plan: Plan) -> dict:
    return {**plan.activities, **plan.milestones, **plan.deliverables}


def planned(plan: Plan) -> Dates:
    return {
        id: (entry.start, entry.end) if isinstance(entry, Activity) else (entry.due + DAY, entry.due)
        for id, entry in entries_of(plan).items()
    }


def keeps(link, predecessor: tuple[date, date], successor: tuple[date, date]) -> bool:
    """Whether a link holds, as the design says it in words."""
    if link.type == "FS":
        return successor[0] >= link.lag.after(predecessor[1] + DAY)
    if link.type == "SS":
        return successor[0] >= link.lag.after(predecessor[0])
    if link.type == "FF":
        return successor[1] >= link.lag.after(predecessor[1])
    return successor[1] >= link.lag.after(predecessor[0]) - DAY


def all_kept(plan: Plan, dates: Dates) -> bool:
    return all(keeps(link, dates[link.id], dates[id]) for id, entry in entries_of(plan).items() for link in entry.after)


def earliest(plan: Plan, not_before: dict[str, date]) -> Dates:
    """Every entry as early as possible, found by moving it a day at a time; entries wait only for earlier
    ones.
    """
    dates: Dates = {}
    lengths = {id: end - start for id, (start, end) in planned(plan).items()}
    for id, entry in entries_in_link_order(plan):
        start = max(plan.project.start, not_before.get(id, plan.project.start))
        while not all(keeps(link, dates[link.id], (start, start + lengths[id])) for link in entry.after):
            start += DAY
        dates[id] = (start, start + lengths[id])
    return dates


def entries_in_link_order(plan: Plan):
    """Entries of drawn plans, which wait only for those with a smaller number."""
    return sorted(entries_of(plan).items(), key=lambda item: int(item[0][1:]))
