"""What the interface sees of an open plan: one frozen picture of text, plan, findings and network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.charts.rows import critical_in
from ka2plan.figures.status import Item, late_on
from ka2plan.findings import Finding, Path, Severity, counts
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan, Reading
from ka2plan.schedule import Network

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ka2plan.calls import Call, CallBook
    from ka2plan.figures import Workload
    from ka2plan.schedule.forecast import Forecast


class Snapshot(NamedTuple):
    """An open plan at one moment. Two snapshots are never equal, so that showing a new one counts as a change."""

    path: str
    text: str
    reading: Reading
    network: Network
    """Computes what it is asked for, once."""
    today: date
    generation: int = 0
    """Counts the texts of this session: the same number, the same text."""
    saved_text: str = ""
    """What the file holds as far as is known."""
    findings: tuple[Finding, ...] = ()
    """Gravest first; those of an older text as long as ``examined`` is False."""
    ignored: tuple[Finding, ...] = ()
    """Findings that the plan accepts knowingly."""
    examined: bool = False
    """Whether ``findings`` were computed from this text."""
    book: CallBook | None = None
    """The call facts, once the plan was examined."""
    undo_label: str | None = None
    """What undo would take back."""
    redo_label: str | None = None
    """What redo would do again."""
    read_only: bool = False
    readable: bool = True
    """Whether the text is a plan: if not, the first finding says why, and nothing can be edited."""
    changed_on_disk: bool = False
    """Whether somebody else wrote the file since it was read."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    @property
    def plan(self) -> Plan:
        """The plan as it was read."""
        return self.reading.plan

    @property
    def call(self) -> Call | None:
        """The call that the plan is written for, with the plan's overrides; known once the plan was examined."""
        if self.book is None:
            return None
        from ka2plan.rules import call_of

        return call_of(self.plan, self.book)

    @property
    def forecast(self) -> Forecast | None:
        """Where all comes to lie from today on; None before anything runs."""
        return self.network.forecast(self.today)

    @property
    def workload(self) -> Workload:
        """Effort, money and tasks of the partners, seen from today once the project runs."""
        return self.network.workload(self.today)

    @property
    def leeway_days(self) -> Mapping[str, int]:
        """By how many days each entry can slip within the project: from where it comes to lie, else from the plan."""
        return self.forecast.leeway_days if self.forecast else self.network.leeway_days

    @property
    def critical(self) -> frozenset[str]:
        """Ids of what has no slack: of what is left once the project runs."""
        return critical_in(self.network, self.today)

    @property
    def late(self) -> tuple[Item, ...]:
        """What is late today: ends and due dates first, then starts."""
        return late_on(self.plan, self.today)

    @property
    def dirty(self) -> bool:
        """Whether the text differs from the file's."""
        return self.text != self.saved_text

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return counts(self.findings)

    def examined_by(self, book: CallBook) -> Snapshot:
        """The same with its findings, computed from this text by these call facts."""
        from ka2plan.rules import check

        checked = check(self.reading, book, self.today, network=self.network)
        return self._replace(findings=checked.findings, ignored=checked.ignored, examined=True, book=book)

    def findings_at(self, where: Path) -> tuple[Finding, ...]:
        """The findings at this key path and below it."""
        length = len(where)
        return tuple(finding for finding in self.findings if finding.where[:length] == where)
