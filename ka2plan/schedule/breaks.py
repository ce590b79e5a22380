"""What moving entries breaks that held before, or breaks by more: links, the project's span, work packages,
capacity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.figures.workload import workload_of
from ka2plan.plan.model import Deliverable, Entry, Milestone, Plan
from ka2plan.schedule.broken import days_short, violation
from ka2plan.schedule.effects import DONE, LINK, OVERLOAD, PROJECT_END, PROJECT_START, WORK_PACKAGE, Break, BreakKind
from ka2plan.schedule.push import Pushed, is_done
from ka2plan.schedule.schedule import Network

if TYPE_CHECKING:
    from datetime import date


def breaks_of(
    network: Network, after: Plan, pushed: Pushed, staying: tuple[str, ...], today: date | None
) -> tuple[Break, ...]:
    """All that breaks; ``staying`` are the ids that were to move and stay because they are done.

    :param today: the day from which capacity is looked at while the project runs.
    """
    return (
        *(Break(DONE, id) for id in staying),
        *_links(network, pushed),
        *_outside_project(network.plan, pushed),
        *_outside_packages(network.plan, after, pushed),
        *_overloads(network, after, today),
    )


def _links(network: Network, pushed: Pushed) -> Iterator[Break]:
    graph = network.graph
    for id, edges in graph.edges.items():
        for edge in edges:
            days = days_short(graph, edge, pushed.spans)
            if days is None or days <= max(days_short(graph, edge, graph.spans) or 0, 0):
                continue
            kind: BreakKind = DONE if is_done(graph.entries[id]) else LINK
            earliest = violation(edge.link, pushed.spans[id], days).earliest
            yield Break(kind, id, edge.link.predecessor, days, earliest)


def _outside_project(plan: Plan, pushed: Pushed) -> Iterator[Break]:
    calendar = plan.calendar
    if calendar is None:
        return
    for id, new in pushed.entries.items():
        old = plan.entry(id)
        days = _more(_days_after(new, calendar.end), _days_after(old, calendar.end))
        if days:
            yield Break(PROJECT_END, id, "", days, calendar.end)
        days = _more(_days_before(new, calendar.start), _days_before(old, calendar.start))
        if days:
            yield Break(PROJECT_START, id, "", days, calendar.start)


def _outside_packages(plan: Plan, after: Plan, pushed: Pushed) -> Iterator[Break]:
    """Activities and deliverables beyond the dates that their work package says; others it has from them."""
    for table, new_table in ((plan.activities, after.activities), (plan.deliverables, after.deliverables)):
        for id, new in new_table.items():
            package, old_package = after.work_packages.get(new.wp or ""), plan.work_packages.get(new.wp or "")
            if not package or new.cancelled or pushed.entries.keys().isdisjoint((id, package.id)):
                continue
            old = table[id]
            days = _more(_days_after(new, package.end), _days_after(old, old_package and old_package.end))
            if days:
                yield Break(WORK_PACKAGE, id, package.id, days, package.end)
            days = _more(_days_before(new, package.start), _days_before(old, old_package and old_package.start))
            if days:
                yield Break(WORK_PACKAGE, id, package.id, days, package.start)


def _overloads(network: Network, after: Plan, today: date | None) -> Iterator[Break]:
    plan = network.plan
    if not any(partner.has_capacity for partner in plan.partners.values()):
        return
    now, then = (network.workload(today), Network(after).workload(today)) if today else map(workload_of, (plan, after))
    before = {(over.partner, over.month): over.booked for over in now.overloads}
    for over in then.overloads:
        if over.booked > before.get((over.partner, over.month), 0):
            yield Break(
                OVERLOAD,
                over.partner,
                month=over.month,
                booked=over.booked,
                capacity=over.capacity,
                behind=over.behind,
            )


def _more(days: int, before: int) -> int:
    """The days, where they are more than before; else 0."""
    return days if days > max(before, 0) else 0


def _days_after(entry: Entry | None, limit: date | None) -> int:
    last = _last_day(entry)
    return (last - limit).days if last and limit else 0


def _days_before(entry: Entry | None, limit: date | None) -> int:
    first = _first_day(entry)
    return (limit - first).days if first and limit else 0


def _last_day(entry: Entry | None) -> date | None:
    if entry is None:
        return None
    return entry.due if isinstance(entry, (Milestone, Deliverable)) else entry.end


def _first_day(entry: Entry | None) -> date | None:
    if entry is None:
        return None
    return entry.due if isinstance(entry, (Milestone, Deliverable)) else entry.start
