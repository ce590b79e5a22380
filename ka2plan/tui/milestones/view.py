"""Milestones and deliverables by date, among the dates of project and call, today in their midst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from ka2plan.charts.bars import event_sign
from ka2plan.charts.tables.events import expected_day, month_of, standing_of
from ka2plan.figures.status import Event, is_late, state_of
from ka2plan.findings import Severity
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Deliverable, Milestone, WorkPackage
from ka2plan.plan.model import CANCELLED, DONE, Status
from ka2plan.session import Snapshot
from ka2plan.tui.editor.descriptions import finding_lines, summary
from ka2plan.tui.editor.severities import gravest_by_entry
from ka2plan.tui.editor.table import TableColumn, TableRow, TableView
from ka2plan.tui.milestones.project_dates import ProjectDate, project_dates
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.distances import from_now
from ka2plan.words.figures import day, listed
from ka2plan.words.messages import _, ngettext, pgettext

ROOMY = 100
"""Width from which the table has columns for what the lines below it tell else."""
Dated = Event | ProjectDate | None
"""What a row shows; None for today."""

NO_DAY = date.max


class MilestonesFilter(NamedTuple):
    """Which events are listed; what is empty does not matter."""

    lead: str = ""
    open: bool = False
    """Only what is still to come about."""
    late: bool = False
    """Only what is late."""

    @property
    def active(self) -> bool:
        """Whether it leaves anything out."""
        return self != MilestonesFilter()

    def wants(self, one: Dated, today: date) -> bool:
        """Whether a date is listed; those of the project always are."""
        if not isinstance(one, Milestone | Deliverable):
            return True
        return (
            self.lead in ("", one.lead) and (not self.open or is_open(one)) and (not self.late or is_late(one, today))
        )


STYLES: Mapping[Status, StyleName] = {DONE: "done", CANCELLED: "cancelled"}
"""Styles of what is not merely planned."""


class MilestonesView(TableView):
    """One row a date."""

    NAME: ClassVar[str] = "milestones"
    TAKES_PASTED = "rows.paste"
    HEAD = 1

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.filter = MilestonesFilter()
        self._dated: tuple[Dated, ...] = ()

    @property
    def event(self) -> Event | None:
        """The milestone or deliverable under the cursor."""
        found = self._dated[self.cursor] if self._dated else None
        return found if isinstance(found, Milestone | Deliverable) else None

    def columns(self) -> tuple[TableColumn, ...]:
        """When, what, who, how it stands, and what it waits for."""
        is_roomy = self.size.width >= ROOMY
        return (
            TableColumn("", 2, right=True),
            TableColumn(_("Date"), 12, right=True),
            TableColumn(_("Month"), 5, right=True, dispensable=2),
            TableColumn(_("Id"), 10),
            TableColumn(_("What"), 60, grows=True),
            TableColumn(_("WP"), 8 if is_roomy else 0),
            TableColumn(_("Lead"), 10),
            TableColumn(_("State"), 24),
            TableColumn(_("Forecast"), 12 if self.shown.forecast else 0, right=True, dispensable=1),
            TableColumn(_("Waits for"), 40 if is_roomy else 0),
        )

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """All dates in time, what has none last."""
        plan, today = snapshot.plan, snapshot.today
        every: list[Dated] = [*plan.milestones.values(), *plan.deliverables.values(), *project_dates(snapshot)]
        dated = [one for one in every if self.filter.wants(one, today)]
        if dated:
            dated.append(None)
        self._dated = tuple(sorted(dated, key=lambda one: _place(one, today)))
        gravest = gravest_by_entry(snapshot, ("milestones", "deliverables"))
        return [self._row(one, snapshot, gravest) for one in self._dated]

    def _row(self, one: Dated, snapshot: Snapshot, gravest: dict[str, Severity]) -> TableRow:
        if one is None:
            told = _("{day}, today").format(day=day(snapshot.today))
            return TableRow(None, ((f"{self.look.glyphs.rule * 3} {told} {self.look.glyphs.rule * 40}", "today"),))
        if isinstance(one, ProjectDate):
            return TableRow(one.path, self._cells_of_project(one, snapshot))
        kind = "milestones" if isinstance(one, Milestone) else "deliverables"
        return TableRow((kind, one.id), self._cells(one, snapshot), gravest.get(one.id, ""))

    def _cells_of_project(self, one: ProjectDate, snapshot: Snapshot) -> tuple[Told, ...]:
        style: StyleName = "dim" if one.day < snapshot.today else "package"
        when = from_now(one.day, snapshot.today)
        told = (
            self.look.glyphs.package,
            day(one.day),
            month_of(snapshot.plan.calendar, one.day),
            "",
            one.what,
            "",
            "",
            when,
            "",
            "",
        )
        return tuple((text, style) for text in told)

    def _cells(self, event: Event, snapshot: Snapshot) -> tuple[Told, ...]:
        style = STYLES.get(state_of(event), "base")
        state, standing = standing_of(event, snapshot.today)
        shape: StyleName = "milestone" if isinstance(event, Milestone) else "deliverable"
        return (
            (event_sign(event, snapshot.today, self.look.glyphs), self._style_of_sign(event, shape, style)),
            (day(event.due) if event.due else _("no date"), style),
            (month_of(snapshot.plan.calendar, event.due), "dim"),
            (event.id, style),
            (event.title, style),
            (event.wp or "", "dim"),
            (event.lead or "", style),
            (state, "base" if standing == "" else standing),
            (day(expected) if (expected := expected_day(event, snapshot.forecast)) else "", "forecast"),
            (waits_for(event, snapshot), "dim"),
        )

    def _style_of_sign(self, event: Event, shape: StyleName, style: StyleName) -> StyleName:
        if is_late(event, self.shown.today):
            return "late"
        return shape if style == "base" else style

    def summary(self) -> list[Told]:
        """What is left out."""
        words = _("what is not done yet") if self.filter.open else self.filter.lead
        words = _("what is late") if self.filter.late else words
        return [(_("only {filter}").format(filter=words), "hint")]

    def show_only(self, wanted: MilestonesFilter) -> None:
        """Lists only some of the events; the cursor stays where it can."""
        selected = self.selected
        self.filter, self.HEAD = wanted, 2 if wanted.active else 1
        self.take_snapshot(self.shown)
        if selected is None or not self.select(selected):
            self.rows_changed()

    def start_with(self, snapshot: Snapshot) -> None:
        """Begins at what is late, else at what comes next."""
        super().start_with(snapshot)
        open_rows = [row for row, one in enumerate(self._dated) if is_open(one)]
        self.set_reactive(MilestonesView.cursor, open_rows[0] if open_rows else 0)

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The event with how it is verified and what it waits for; what is known of a date of the project."""
        one = self._dated[self.cursor] if self._dated else None
        if not self._dated:
            told = _("No milestones and no deliverables yet; {key} adds one")
            return [[(told.format(key=self.key_of("entry.add")), "dim")]]
        if one is None:
            return [[(line, "base")] for line in wrapped(outlook(self.shown), width)]
        if isinstance(one, ProjectDate):
            return self._told_of_project(one, width)
        return None if tall else self._in_short(one, width)

    def _told_of_project(self, one: ProjectDate, width: int) -> list[list[Told]]:
        when = f"{day(one.day)}, {from_now(one.day, self.shown.today)}"
        head: list[Told] = [(one.what[:1].upper() + one.what[1:], "bright"), ("   ", "base"), (when, "base")]
        more = lines_in("base", wrapped(one.more, width))
        found = self.shown.findings_at(one.path)
        told = [line for finding in found for line in finding_lines(self.look, finding, width, self.key_of, tall=False)]
        return [head, *more, *told, *lines_in("dim", wrapped(one.source, width))]

    def _in_short(self, event: Event, width: int) -> list[list[Told]]:
        lines = [summary(self.shown, event, width)]
        waits = waits_for(event, self.shown)
        told = [_("waits for {entries}").format(entries=waits)] if waits else [_("waits for nothing")]
        followers = listed(link.successor for link in self.shown.network.successors(event.id))
        told += [_("before {entries}").format(entries=followers)] if followers else []
        verified = getattr(event, "verification", "")
        told += [_("verified by: {text}").format(text=verified)] if verified else []
        path = ("milestones" if isinstance(event, Milestone) else "deliverables", event.id)
        for finding in self.shown.findings_at(path)[:2]:
            lines += finding_lines(self.look, finding, width, self.key_of, tall=False)
        return lines + [[(line, "dim")] for line in wrapped("   ".join(told), width)]

    def explain(self) -> list[list[Told]]:
        """The signs."""
        glyphs = self.look.glyphs
        signs: tuple[tuple[str, StyleName, str], ...] = (
            (f"{glyphs.milestone} {glyphs.reached}", "milestone", _("milestone: due, reached")),
            (f"{glyphs.deliverable} {glyphs.delivered}", "deliverable", _("deliverable: due, delivered")),
            (f"{glyphs.cancelled}  ", "cancelled", pgettext("status", "cancelled")),
            (f"{glyphs.package}  ", "package", _("date of the project, or of its call while nothing has begun")),
        )
        lines: list[list[Told]] = [[(_("Milestones and deliverables by date, with today among them"), "bright")]]
        for sign, style, text in signs:
            lines.append([("  ", "base"), (sign, style), (f"  {text}", "base")])
        return lines


def _place(one: Dated, today: date) -> tuple[date, int, str]:
    """Its place in time; on one day today comes first, then what the project does, then what is due."""
    if one is None:
        return today, 0, ""
    if isinstance(one, ProjectDate):
        return one.day, 3 if one.path[-1] == "months" else 1, ""
    return one.due or NO_DAY, 2, one.id


def is_open(one: Dated) -> bool:
    """Whether it is an event that is still to come about."""
    return isinstance(one, Milestone | Deliverable) and state_of(one) not in (DONE, CANCELLED)


def waits_for(event: Event, snapshot: Snapshot) -> str:
    """``A2.1 done, A2.2``: what has to be there before, and what of it is."""
    return listed(_with_state(link.id, snapshot) for link in event.after)


def _with_state(id: str, snapshot: Snapshot) -> str:
    entry = snapshot.plan.entry(id)
    if entry is None:
        return _("{id} (unknown)").format(id=id)
    words = {DONE: _("{id} done"), CANCELLED: _("{id} cancelled")}
    state = entry.status if isinstance(entry, WorkPackage) else state_of(entry)
    return words.get(state, "{id}").format(id=id)


def outlook(snapshot: Snapshot) -> str:
    """How many events are late, and which comes next."""
    today = snapshot.today
    events = [event for event in snapshot.plan.live_results() if is_open(event)]
    late = [event for event in events if is_late(event, today)]
    words = (
        ngettext("{count} is late", "{count} are late", len(late)).format(count=len(late))
        if late
        else _("none is late")
    )
    coming = min(
        (event for event in events if event.due and event.due >= today), key=lambda one: one.due or NO_DAY, default=None
    )
    if coming is None or coming.due is None:
        return _("{late}; nothing is left to come").format(late=words)
    return _("{late}; next is {id}, {distance}").format(late=words, id=coming.id, distance=from_now(coming.due, today))
