"""Which changes to a granted plan need an amendment, the agency's agreement or neither, by the facts of its call."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ka2plan.changes.changes import ADDED, CHANGED, REMOVED, RENAMED, Change
from ka2plan.changes.comparison import Comparison, days_of
from ka2plan.plan.model import CANCELLED, ZERO, Activity
from ka2plan.plan.schema import OWN_PREFIX, ROLES

if TYPE_CHECKING:
    from decimal import Decimal

    from ka2plan.calls import Call
    from ka2plan.calls.reference import GuideRule

IMPOSSIBLE, AMENDMENT, AGREEMENT, LOSS, NONE = "impossible", "amendment", "agreement", "loss", "none"
UNKNOWN, FILE_ONLY = "unknown", "file_only"

NEEDS = (IMPOSSIBLE, AMENDMENT, AGREEMENT, LOSS, UNKNOWN, NONE, FILE_ONLY)
"""What changes need, the gravest first; of ``file_only`` no application and no grant knows anything."""

BENEFICIARY, ASSOCIATED = ROLES[:2]

DROPPED, MOVED_MONEY, CONTENT, DATES = "activity_dropped", "money_between_work_packages", "content", "activity_dates"
DATES_OUTSIDE, MONEY_WITHIN = "activity_dates_outside_the_project", "money_within_work_packages"
BEYOND = "duration_beyond_the_longest"
OF_THE_FILE, EFFORT, OTHER_DATES = "of_this_file", "effort", "other_dates"

_OF_THE_PROJECT = {
    "lump_sum": "lump_sum",
    "months": "duration",
    "title": "title",
    "effort_unit": OF_THE_FILE,
    "granted": OF_THE_FILE,
}

_OF_THE_FILE = frozenset(
    (
        *("status", "progress", "actual", "evidence", "reached", "achieved"),
        *("note", "contact", "papers", "capacity", "rate", "after"),
    )
)
"""Keys of entries in which the plan keeps what is done, or what it reckons with."""

_MOMENTS = frozenset(("start", "end", "periods", "due"))

_OTHERS = {"budget": MONEY_WITHIN, "amount": MONEY_WITHIN, "items": MONEY_WITHIN, "effort": EFFORT}


@dataclass(frozen=True, slots=True)
class Need:
    """Changes of one kind, and what the call's rules say of them."""

    about: str
    """The kind of change: as the facts call it, such as ``duration``, or another name for what they do not have."""
    needs: str
    """The gravest of what the rules say: one of ``NEEDS``; ``unknown`` where there is no rule."""
    changes: tuple[Change, ...]
    rules: tuple[GuideRule, ...]
    by_wp: Mapping[str, Decimal] = field(default_factory=dict)
    """Of money moved between work packages: by how much each has more or less, in EUR."""
    dropped: Mapping[str, Decimal] = field(default_factory=dict)
    """Of activities dropped: what each was to cost, in EUR."""
    in_place: tuple[str, ...] = ()
    """Of activities dropped: new ones in the same work packages, which may be their equivalents."""


def needs_of(comparison: Comparison, call: Call) -> tuple[Need, ...]:
    """What the changes since the grant need, the gravest first; ``comparison.old`` is the plan as granted."""
    dropped = _dropped(comparison)
    moved = _moved(comparison, dropped)
    by_topic: dict[str, list[Change]] = {DROPPED: []} if dropped else {}
    for change in comparison.changes:
        topic = _topic(change, comparison, call, dropped)
        by_topic.setdefault(MOVED_MONEY if moved and topic == MONEY_WITHIN else topic, []).append(change)
    if moved:
        by_topic.setdefault(MOVED_MONEY, [])
    needs = [_need(topic, changes, call.rules_on(topic)) for topic, changes in by_topic.items()]
    place = tuple(_in_place(comparison, dropped))
    told = [
        replace(need, by_wp=moved)
        if need.about == MOVED_MONEY
        else replace(need, dropped=dropped, in_place=place)
        if need.about == DROPPED
        else need
        for need in needs
    ]
    return tuple(sorted(told, key=_gravity))


def _gravity(need: Need) -> tuple[int, bool, list[str]]:
    """What needs are sorted by: the gravest first, what is to be judged behind what is sure, same rules together."""
    return NEEDS.index(need.needs), need.about == CONTENT, [rule.id for rule in need.rules]


def _need(topic: str, changes: list[Change], rules: tuple[GuideRule, ...]) -> Need:
    known = [rule.needs for rule in rules if rule.needs in NEEDS]
    gravest = min(known, key=NEEDS.index) if known else FILE_ONLY if topic == OF_THE_FILE else UNKNOWN
    return Need(topic, gravest, tuple(changes), rules)


def _topic(change: Change, comparison: Comparison, call: Call, dropped: Collection[str]) -> str:
    """What kind of change it is, in the facts' words where they have one; ``dropped`` are ids of activities."""
    table, key = str(change.where[0]), str(change.key[0]) if change.key else ""
    if table in ("format", "ignored", "overrides") or key.startswith(OWN_PREFIX) or change.what == RENAMED:
        return OF_THE_FILE
    if table == "project":
        return BEYOND if key == "months" and _is_beyond(change.new, call) else _OF_THE_PROJECT.get(key, key or table)
    if table == "partners":
        return _topic_of_partner(change, key)
    if not key and change.what == REMOVED and getattr(comparison.old.entry(str(change.where[1])), "cancelled", False):
        return OF_THE_FILE
    if key == "status" and CANCELLED in (change.old, change.new):
        return DROPPED if change.new == CANCELLED and _drops(change, comparison, dropped) else CONTENT
    if key in _OF_THE_FILE or (key == "effort" and call.form):
        return OF_THE_FILE
    if key in _MOMENTS:
        return _topic_of_dates(change, comparison)
    if table == "activities" and change.what == REMOVED and not key:
        return DROPPED
    return _OTHERS.get(key, CONTENT)


def _is_beyond(months: object, call: Call) -> bool:
    """Whether a duration is longer than the longest that the type has."""
    span = call.value("duration_months")
    return isinstance(months, int) and bool(span) and months > span[1]


def _drops(change: Change, comparison: Comparison, dropped: Collection[str]) -> bool:
    """Whether what is cancelled is an activity, or a work package that had some."""
    id = str(change.where[1])
    return id in dropped or any(comparison.old.activities[activity].wp == id for activity in dropped)


def _topic_of_partner(change: Change, key: str) -> str:
    if not key:
        entry = change.new if change.what == ADDED else change.old
        associated = isinstance(entry, dict) and entry.get("role") == ASSOCIATED
        return "associated_partners" if associated else "partner_joins" if change.what == ADDED else "partner_leaves"
    if key == "role":
        roles = [ASSOCIATED if role == ASSOCIATED else BENEFICIARY for role in (change.old, change.new)]
        return OF_THE_FILE if roles[0] == roles[1] else "partner_leaves" if roles[1] == ASSOCIATED else "partner_joins"
    if key in ("since", "until"):
        return "partner_joins" if key == "since" else "partner_leaves"
    if key == "oid" and change.what == CHANGED:
        return "partner_joins"  # another OID is another organisation, also under the same name
    return OF_THE_FILE if key in _OF_THE_FILE else "organisation"


def _topic_of_dates(change: Change, comparison: Comparison) -> str:
    old, new = (plan.entry(str(change.where[1])) for plan in (comparison.old, comparison.new))
    if old and new and days_of(old) == days_of(new) and not (isinstance(new, Activity) and new.periods):
        return OF_THE_FILE
    if not isinstance(new, Activity):
        return OTHER_DATES
    calendar = comparison.new.calendar
    inside = calendar is None or all(calendar.start <= start and end <= calendar.end for start, end in new.stretches)
    return DATES if inside else DATES_OUTSIDE


def _dropped(comparison: Comparison) -> dict[str, Decimal]:
    """Live activities of the old plan that the new one does not have or has cancelled, with their money."""
    replaced = comparison.versions.replaced
    live = {one.id for one in comparison.new.live_activities() if ("activities", one.id) not in replaced}
    return {activity.id: activity.money for activity in comparison.old.live_activities() if activity.id not in live}


def _moved(comparison: Comparison, dropped: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """By how much work packages have more or less money, unless all of it is that of activities dropped."""
    lost: dict[str, Decimal] = {}
    for id, amount in dropped.items():
        package = comparison.old.activities[id].wp
        if package:
            lost[package] = lost.get(package, ZERO) - amount
    changes = comparison.money.by_wp
    return {} if all(change == lost.get(id) for id, change in changes.items()) else changes


def _in_place(comparison: Comparison, dropped: Mapping[str, Decimal]) -> Iterator[str]:
    packages = {comparison.old.activities[id].wp for id in dropped}
    for activity in comparison.new.live_activities():
        is_new = activity.id not in comparison.old.activities or activity.id in dropped
        if is_new and activity.wp in packages:
            yield activity.id
