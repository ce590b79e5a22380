"""The rows of the outline: what is shown of a plan, in which order, under which filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ka2plan.figures.status import state_of
from ka2plan.findings import ERROR, WARNING, Path, rank
from ka2plan.plan import Plan, WorkPackage, span_of
from ka2plan.plan.model import PLANNED, Activity, Deliverable, Entry, Milestone
from ka2plan.session import Snapshot
from ka2plan.words.messages import _

NO_PACKAGE = ""
"""Id of the heading over what belongs to no work package."""

SORTS = ("file", "start", "end", "lead", "amount")
"""Orders of the rows within a work package."""


def sort_words() -> dict[str, str]:
    """Each order in words."""
    words = (_("as in the file"), _("by start"), _("by end"), _("by lead"), _("by amount, the largest first"))
    return dict(zip(SORTS, words, strict=True))


class Filter(NamedTuple):
    """Which rows are shown; what is empty does not matter."""

    partner: str = ""
    wp: str = ""
    status: str = ""
    findings: bool = False
    """Only what has an error or a warning."""

    @property
    def active(self) -> bool:
        """Whether it hides anything."""
        return self != Filter()


class Shown(NamedTuple):
    """How the outline is shown."""

    folded: frozenset[str] = frozenset()
    """Ids of work packages whose rows are hidden."""
    filter: Filter = Filter()
    sort: str = "file"


class Row(NamedTuple):
    """One row of the outline."""

    kind: str
    """Name of the entry's table; empty for the heading over what belongs to no work package."""
    id: str
    title: str
    lead: str
    start: date | None
    end: date | None
    status: str
    severity: str | None = None
    """The gravest finding of the entry, and of what is folded into it; advice does not count."""
    folded: bool | None = None
    """None for what cannot be folded."""

    @property
    def path(self) -> Path | None:
        """Key path of the entry."""
        return (self.kind, self.id) if self.kind else None


def rows_of(snapshot: Snapshot, shown: Shown) -> tuple[Row, ...]:
    """All rows of a plan, work packages in the file's order."""
    plan = snapshot.plan
    severities = _severities(snapshot)
    rows: list[Row] = []
    members = _members(plan)
    for id, package in plan.work_packages.items():
        inside = members.pop(id, [])
        wanted = _wanted(inside, shown, severities)
        if not wanted and not _matches(package, shown.filter, severities):
            continue
        folded = id in shown.folded
        heading = _package_row(plan, package, inside, severities)._replace(folded=folded)
        rows.append(heading._replace(severity=_gravest([heading, *wanted])) if folded else heading)
        rows.extend(() if folded else wanted)
    rest = _wanted([entry for entries in members.values() for entry in entries], shown, severities)
    if rest and plan.work_packages:
        rows.append(Row("", NO_PACKAGE, "", "", None, None, PLANNED))
    return (*rows, *rest)


def _members(plan: Plan) -> dict[str, list[Entry]]:
    members: dict[str, list[Entry]] = {}
    entries: Iterable[Activity | Milestone | Deliverable]
    for entries in (plan.activities.values(), plan.milestones.values(), plan.deliverables.values()):
        for entry in entries:
            package = entry.wp if entry.wp and entry.wp in plan.work_packages else NO_PACKAGE
            members.setdefault(package, []).append(entry)
    return members


def _wanted(entries: list[Entry], shown: Shown, severities: dict[str, str]) -> list[Row]:
    kept = [entry for entry in entries if _matches(entry, shown.filter, severities)]
    if shown.sort != "file":
        kept.sort(key=_sort_key(shown.sort))
    return [_row(entry, severities) for entry in kept]


def _sort_key(sort: str) -> Callable[[Entry], tuple[bool, object]]:
    def key(entry: Entry) -> tuple[bool, object]:
        value: object
        if sort == "amount":
            value = -getattr(entry, "money", 0)
        elif sort == "lead":
            value = entry.lead
        else:
            value = getattr(entry, sort, None) or getattr(entry, "due", None)
        return value is None, value

    return key


def _matches(entry: Entry, wanted: Filter, severities: dict[str, str]) -> bool:
    if wanted.wp and (entry.id if isinstance(entry, WorkPackage) else entry.wp) != wanted.wp:
        return False
    if wanted.partner and wanted.partner not in _partners(entry):
        return False
    if wanted.status and state_of(entry) != wanted.status:
        return False
    return not wanted.findings or entry.id in severities


def _partners(entry: Entry) -> tuple[str | None, ...]:
    if isinstance(entry, Activity):
        return (*entry.participants, *entry.budget, *entry.effort)
    if isinstance(entry, WorkPackage):
        return (entry.lead, *entry.budget, *entry.effort)
    return (entry.lead,)


KINDS = {WorkPackage: "work_packages", Activity: "activities", Milestone: "milestones", Deliverable: "deliverables"}
"""The tables of the file, by what they hold."""


def _row(entry: Entry, severities: dict[str, str]) -> Row:
    if isinstance(entry, Milestone | Deliverable):
        start = end = entry.due
    else:
        start, end = entry.start, entry.end
    status = state_of(entry)
    return Row(
        KINDS[type(entry)], entry.id, entry.title, entry.lead or "", start, end, status, severities.get(entry.id)
    )


def _package_row(plan: Plan, package: WorkPackage, inside: list[Entry], severities: dict[str, str]) -> Row:
    live = [entry for entry in inside if isinstance(entry, Activity) and not entry.cancelled]
    start, end = span_of(plan, package, live) or (None, None)
    return _row(package, severities)._replace(start=start, end=end)


def _severities(snapshot: Snapshot) -> dict[str, str]:
    """Per id the gravest severity of its findings, advice left out."""
    gravest: dict[str, str] = {}
    for finding in snapshot.findings:
        if finding.severity in (ERROR, WARNING) and len(finding.where) >= 2 and finding.where[0] != "project":
            gravest.setdefault(str(finding.where[1]), finding.severity)
    return gravest


def _gravest(rows: list[Row]) -> str | None:
    found = [row.severity for row in rows if row.severity]
    return min(found, key=rank) if found else None
