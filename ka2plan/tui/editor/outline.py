"""The rows of the outline: what is shown of a plan, in which order, under which filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ka2plan.charts.chart import WORK_PACKAGE, Group, Stretch
from ka2plan.charts.chart import Row as ChartRow
from ka2plan.charts.rows import chart_of
from ka2plan.figures.status import ACTIVITY, DELIVERABLE, MILESTONE
from ka2plan.findings import ERROR, WARNING, Path, Severity, rank
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan
from ka2plan.plan.model import Status
from ka2plan.session import Snapshot
from ka2plan.words.messages import _

SORTS = ("file", "start", "end", "lead", "amount")
"""Orders of the rows within a work package."""


def sort_words() -> dict[str, str]:
    """Each order in words."""
    words = (_("as in the file"), _("by start"), _("by end"), _("by lead"), _("by amount, the largest first"))
    return dict(zip(SORTS, words, strict=True))


class OutlineFilter(NamedTuple):
    """Which rows are shown; what is empty does not matter."""

    partner: str = ""
    wp: str = ""
    status: str = ""
    findings: bool = False
    """Only what has an error or a warning."""
    late: bool = False
    """Only what is late."""

    @property
    def active(self) -> bool:
        """Whether it hides anything."""
        return self != OutlineFilter()


class Shown(NamedTuple):
    """How the outline is shown."""

    folded: frozenset[str] = frozenset()
    """Ids of work packages whose rows are hidden."""
    filter: OutlineFilter = OutlineFilter()
    sort: str = "file"


TABLES = {
    WORK_PACKAGE: "work_packages",
    ACTIVITY: "activities",
    MILESTONE: "milestones",
    DELIVERABLE: "deliverables",
}
"""The tables of the file, by the kind of a row."""


class OutlineRow(NamedTuple):
    """One row of the outline: one of the chart, with what the editor knows of it."""

    bar: ChartRow
    severity: Severity | None = None
    """The gravest finding of the entry, and of what is folded into it; advice does not count."""
    folded: bool | None = None
    """None for what cannot be folded."""

    @property
    def kind(self) -> str:
        """Name of the entry's table; empty for the heading over what belongs to no work package."""
        return TABLES.get(self.bar.kind, "")

    @property
    def id(self) -> str:
        """Id of the entry; empty for the heading."""
        return self.bar.id

    @property
    def title(self) -> str:
        """Title of the entry, or the words of the heading."""
        return self.bar.title

    @property
    def lead(self) -> str:
        """Id of who leads it; empty for nobody."""
        return self.bar.lead or ""

    @property
    def status(self) -> Status:
        """How it stands."""
        return self.bar.status

    @property
    def path(self) -> Path | None:
        """Key path of the entry."""
        return (self.kind, self.id) if self.kind else None


def rows_of(
    snapshot: Snapshot, shown: Shown, granted: Mapping[str, tuple[Stretch, ...]] | None = None
) -> tuple[OutlineRow, ...]:
    """All rows of a plan, work packages in the file's order; ``granted`` has where all lay when it was granted."""
    plan = snapshot.plan
    severities = _severities(snapshot)
    chart = chart_of(plan, snapshot.today, network=snapshot.network, granted=granted)
    return tuple(row for group in chart.groups for row in _rows_of(group, plan, shown, severities))


def _rows_of(group: Group, plan: Plan, shown: Shown, severities: dict[str, Severity]) -> list[OutlineRow]:
    kept = [row for row in group.rows if _matches(row, shown.filter, severities)]
    if shown.sort != "file":
        kept.sort(key=_sort_key(plan, shown.sort))
    rows = [OutlineRow(row, severities.get(row.id)) for row in kept]
    heading = group.heading
    if heading is None or (heading.kind != WORK_PACKAGE and rows):
        return [OutlineRow(heading), *rows] if heading else rows
    if heading.kind != WORK_PACKAGE or not (rows or _matches(heading, shown.filter, severities)):
        return []
    package = OutlineRow(heading, severities.get(heading.id), folded=heading.id in shown.folded)
    return [package._replace(severity=_gravest([package, *rows]))] if package.folded else [package, *rows]


def _sort_key(plan: Plan, sort: str) -> Callable[[ChartRow], tuple[bool, object]]:
    def key(row: ChartRow) -> tuple[bool, object]:
        activity = plan.activities.get(row.id)
        values: dict[str, str | date | None] = {"start": row.start, "end": row.end, "lead": row.lead}
        value: object = -(activity.money if activity else 0) if sort == "amount" else values[sort]
        return value is None, value

    return key


def _matches(row: ChartRow, wanted: OutlineFilter, severities: dict[str, Severity]) -> bool:
    if wanted.wp and row.wp != wanted.wp:
        return False
    if wanted.partner and wanted.partner not in row.partners:
        return False
    if wanted.status and row.status != wanted.status:
        return False
    if wanted.late and not row.late:
        return False
    return not wanted.findings or row.id in severities


def _severities(snapshot: Snapshot) -> dict[str, Severity]:
    """Per id the gravest severity of its findings, advice left out."""
    gravest: dict[str, Severity] = {}
    for finding in snapshot.findings:
        if finding.severity in (ERROR, WARNING) and len(finding.where) >= 2 and finding.where[0] != "project":
            gravest.setdefault(str(finding.where[1]), finding.severity)
    return gravest


def _gravest(rows: list[OutlineRow]) -> Severity | None:
    found: list[Severity] = [row.severity for row in rows if row.severity]
    return min(found, key=rank, default=None)
