"""Dependencies: cycles, violated and redundant links, a network longer than the project."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from ka2plan.figures.status import state_of
from ka2plan.findings import Path
from ka2plan.plan import Activity, Plan
from ka2plan.plan.model import DONE
from ka2plan.rules.context import Context
from ka2plan.rules.progress_rules import is_under_way, undone_predecessors
from ka2plan.rules.remedies import as_late_as_permitted, link_out, take_out
from ka2plan.rules.rule import ADVICE, ERROR, Fault, InEditor, Rule, rule
from ka2plan.rules.spans import shown_day, written_day
from ka2plan.schedule import Dependency, Network, Violation
from ka2plan.schedule.graph import Node, named
from ka2plan.schedule.order import natural, shortest_path
from ka2plan.words.figures import day, days, listed
from ka2plan.words.messages import N_, _

if TYPE_CHECKING:
    from ka2plan.schedule.graph_questions import Tangle

MAX_MEMBERS = 30
"""Of so many entries that wait for one another each is named."""

MAX_WAYS = 20
"""Of so many redundant links the way is named by which they are implied; finding it takes a search each."""


def link_path(plan: Plan, link: Dependency) -> Path:
    """The key path of a link."""
    return (plan.kind_of(link.successor) or "activities", link.successor, "after", link.place)


def link_words(link: Dependency) -> str:
    """A link's type and lag as they are written: ``FS``, ``SS 2w``."""
    return f"{link.type} {link.lag}" if link.lag.number else link.type


@rule("DEP101", ERROR)
def cycle(context: Context) -> Iterator[Fault]:
    """Entries wait for one another in a circle, so that none can begin."""
    network = context.network
    if not network.cycle:
        return
    from ka2plan.schedule.graph_questions import tangles

    for tangle in tangles(network):
        if all(_waits_for_itself(context.plan, id) for id in tangle.members if id in network.graph.entries):
            continue
        link = _closing_link(network, tangle.cycle)
        message = _("{ids} wait for each other in a circle: {way}")
        if len(tangle.cycle) == 1:
            message = _("{ids} wait for each other in a circle")
        said = message.format(ids=listed(tangle.members, MAX_MEMBERS), way=_way_through(tangle))
        hint = _("delete one of these links; for work that goes on at the same time, link the starts (SS)")
        yield Fault(link_path(context.plan, link) if link else (), said, hint)


def _way_through(tangle: Tangle) -> str:
    """One way round: ``A1 before A2 before A1``."""
    way = (*tangle.cycle, tangle.cycle[0])
    shown = way if len(way) <= MAX_MEMBERS else (*way[: MAX_MEMBERS - 1], "…", way[-1])
    return _(" before ").join(shown)


def _closing_link(network: Network, cycle: tuple[str, ...]) -> Dependency | None:
    """The first link of a cycle: by the ids of what waits, then by its place there."""
    pairs = {(earlier, later) for earlier, later in zip((cycle[-1], *cycle), cycle, strict=False)}
    closing = (link for link in network.links if (link.predecessor, link.successor) in pairs)
    return min(closing, key=lambda link: (natural(link.successor), link.place), default=None)


def _waits_for_itself(plan: Plan, id: str) -> bool:
    entry = plan.entry(id)
    return any(_names_itself(plan, id, link.id) for link in getattr(entry, "after", ()))


def _names_itself(plan: Plan, id: str, predecessor: str) -> bool:
    activity = plan.activities.get(id)
    return predecessor == id or (activity is not None and activity.wp == predecessor)


@rule("DEP102", ERROR, propose=link_out)
def link_to_itself(context: Context) -> Iterator[Fault]:
    """An entry comes after itself, or an activity after all that is in its own work package."""
    for link in context.network.links:
        if not _names_itself(context.plan, link.successor, link.predecessor):
            continue
        message = _("{id} must wait for itself")
        if link.predecessor != link.successor:
            message = _("{id} must wait for all of {wp}, but it is part of {wp}")
        hint = _("delete the link, or write what it really waits for")
        yield Fault(link_path(context.plan, link), message.format(id=link.successor, wp=link.predecessor), hint)


@rule("DEP201", ERROR)
def dependencies_longer_than_the_project(context: Context) -> Iterator[Fault]:
    """Even as early as the links permit, the last entry ends after the project.

    Silent where an overlap on the way is told already: it is one fault, and moving what overlaps shows the rest.
    """
    network, calendar = context.network, context.plan.calendar
    if calendar is None or not network.links or network.end is None or network.end <= calendar.end:
        return
    critical = [id for id in network.order if id in network.critical]
    if not any(network.predecessors(id) for id in critical) or _overlaps_on(context, critical):
        return
    message = _(
        "because of the links, the work can end on {end} at the earliest: {days} after the project ends ({last})"
    )
    hint = _("shorten {critical}, let them overlap, or delete a link")
    yield Fault(
        ("project", "months"),
        message.format(end=day(network.end), days=days((network.end - calendar.end).days), last=day(calendar.end)),
        hint.format(critical=listed(critical)),
    )


def _overlaps_on(context: Context, critical: list[str]) -> bool:
    """Whether one of these begins or ends earlier than a link permits."""
    violations = chain(_violations(context, "start"), _violations(context, "end"))
    return any(violation.link.successor in critical for violation in violations)


@rule(
    "DEP203",
    ERROR,
    propose=as_late_as_permitted,
    in_editor=InEditor(N_("move it, or delete the link; in the plan {what_if} shows what moves with it")),
)
def starts_before_predecessor_permits(context: Context) -> Iterator[Fault]:
    """An activity starts earlier than one of its links permits."""
    for violation in _violations(context, "start"):
        message = _(
            "{id} starts on {planned}, but it must wait for {other} ({link}): "
            "the earliest start is {earliest}, {days} later"
        )
        yield _violated(context.plan, violation, message)


@rule(
    "DEP204",
    ERROR,
    propose=as_late_as_permitted,
    in_editor=InEditor(N_("move it, or delete the link; in the plan {what_if} shows what moves with it")),
)
def ends_before_predecessor_permits(context: Context) -> Iterator[Fault]:
    """An activity ends earlier than one of its links permits."""
    for violation in _violations(context, "end"):
        message = _(
            "{id} ends on {planned}, but it must wait for {other} ({link}): "
            "the earliest end is {earliest}, {days} later"
        )
        yield _violated(context.plan, violation, message)


def _violations(context: Context, field: str) -> Iterator[Violation]:
    """Violations by activities that are not done, outside cycles (no date keeps those), of each link once."""
    activities = context.plan.activities
    passed_over = {(link.successor, link.place) for link in (*_tangled(context.network), *_doubled(context.network))}
    for violation in context.network.violations:
        link = violation.link
        activity = activities.get(link.successor)
        if activity is None or state_of(activity) == DONE or violation.field != field:
            continue
        if (link.successor, link.place) not in passed_over:
            yield violation


def _tangled(network: Network) -> Iterator[Dependency]:
    """The links inside of what waits for itself."""
    if network.cycle:
        from ka2plan.schedule.graph_questions import tangles

        home = {id: number for number, tangle in enumerate(tangles(network)) for id in tangle.members}
        yield from (link for link in network.links if home.get(link.predecessor, -1) == home.get(link.successor))


def _violated(plan: Plan, violation: Violation, message: str) -> Fault:
    link, activity = violation.link, plan.activities[violation.link.successor]
    at_start = violation.field == "start"
    said = message.format(
        id=link.successor,
        planned=written_day(violation.planned, activity.start_written if at_start else activity.end_written),
        days=days(violation.days),
        other=link.predecessor,
        link=link_words(link),
        earliest=shown_day(plan.calendar, violation.earliest, as_start=at_start),
    )
    hint = _("move it: `ka2plan slip PLAN {id} {count}d` shows what moves with it; or delete the link")
    return Fault(link_path(plan, link), said, hint.format(id=link.successor, count=violation.days))


@rule("DEP301", ADVICE, fix=take_out)
def redundant_link(context: Context) -> Iterator[Fault]:
    """A link says what others already imply."""
    network = context.network
    doubled = {(link.successor, link.place) for link in _doubled(network)}
    redundant = [link for link in network.redundant if (link.successor, link.place) not in doubled]
    chains = _chains(network) if redundant else {}
    for count, link in enumerate(redundant):
        message = _("the link of {id} to {other} ({link}) is not needed: other links already say the same")
        way = _way_round(chains, link) if count < MAX_WAYS else ()
        if way:
            message = _(
                "the link of {id} to {other} ({link}) is not needed: {id} already waits for {other} through {way}"
            )
        said = message.format(id=link.successor, other=link.predecessor, link=link_words(link), way=listed(way))
        yield Fault(link_path(context.plan, link), said, _("delete the link"))


def _chains(network: Network) -> dict[Node, list[Node]]:
    """Per entry what starts after its end because a link says so."""
    chains: dict[Node, list[Node]] = {}
    for link in network.links:
        if link.type == "FS" and link.lag.number >= 0:
            chains.setdefault(link.predecessor, []).append(link.successor)
    return chains


def _way_round(chains: dict[Node, list[Node]], link: Dependency) -> tuple[str, ...]:
    """The ids between the two ends of a redundant link, where a chain of entries implies it."""
    for first in chains.get(link.predecessor, ()):
        way = shortest_path(chains, first, (link.successor,)) if first != link.successor else ()
        if way:
            return named(way[: len(way) - 1] if way[-1] == link.successor else way)
    return ()


@rule("DEP302", ADVICE, fix=take_out)
def link_given_twice(context: Context) -> Iterator[Fault]:
    """An entry names the same predecessor twice with the same type and lag."""
    for link in _doubled(context.network):
        message = _("{id} has the same link to {other} ({link}) twice")
        said = message.format(id=link.successor, other=link.predecessor, link=link_words(link))
        yield Fault(link_path(context.plan, link), said, _("delete one of the two"))


def _doubled(network: Network) -> Iterator[Dependency]:
    seen = set()
    for link in network.links:
        key = (link.successor, link.predecessor, link.type, link.lag)
        if key in seen:
            yield link
        seen.add(key)


@rule("DEP303", ADVICE, propose=link_out)
def link_to_something_cancelled(context: Context) -> Iterator[Fault]:
    """A link names something that was cancelled: it holds nothing back any more."""
    for link in context.network.inert:
        message = _("{id} waits for {other}, which is cancelled: the link has no effect")
        said = message.format(id=link.successor, other=link.predecessor)
        hint = _("delete the link, or write what replaces {other}").format(other=link.predecessor)
        yield Fault(link_path(context.plan, link), said, hint)


@rule("DEP401", ADVICE)
def begun_before_its_predecessor_was_done(context: Context) -> Iterator[Fault]:
    """An activity is running or done while something that it comes after is not done; in a circle all would be."""
    plan = context.plan
    tangled = {(link.successor, link.predecessor) for link in _tangled(context.network)}
    for activity in plan.live_activities():
        missing = undone_predecessors(plan, activity.after) if is_under_way(activity) else []
        others = [id for id in missing if (activity.id, id) not in tangled]
        if others:
            yield _begun_too_early(activity, others)


def _begun_too_early(activity: Activity, others: list[str]) -> Fault:
    message = _("{id} has begun, but this must be done first: {others}")
    hint = _("set the status of what is done, or change the link so that both can go on at the same time")
    said = message.format(id=activity.id, others=listed(others))
    return Fault(("activities", activity.id, "after"), said, hint)


RULES: tuple[Rule, ...] = (
    cycle,
    link_to_itself,
    dependencies_longer_than_the_project,
    starts_before_predecessor_permits,
    ends_before_predecessor_permits,
    redundant_link,
    link_given_twice,
    link_to_something_cancelled,
    begun_before_its_predecessor_was_done,
)
