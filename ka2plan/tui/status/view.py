"""The status on a day: what is late, what runs, what comes next, who owes what, indicators, evidence, what is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from ka2plan.charts.agenda_words import short_words
from ka2plan.charts.tables.agenda import expected_of
from ka2plan.charts.tables.owed import evidence_words, got_words, owed_words
from ka2plan.figures.owed import Owed, Proof, evidence_of, owed_on
from ka2plan.figures.progress import achieved_share, done_on, entries_in_state, running_activities
from ka2plan.figures.status import DELIVERABLE, MILESTONE, Dated, Item, agenda_of, kind_of, late_items
from ka2plan.findings import Path
from ka2plan.plan.model import DONE, Activity, Indicator
from ka2plan.plan.types.number import NUMBER
from ka2plan.session import Snapshot
from ka2plan.tui.editor.outline import TABLES
from ka2plan.tui.editor.table import TableColumn, TableRow, TableView
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.theme import Look, StyleName
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.distances import from_now
from ka2plan.words.figures import day, percentage
from ka2plan.words.messages import _, pgettext

MOST_NEXT = 8
"""How many dates to come are listed."""

Section = tuple[str, StyleName, list[TableRow]]


class StatusView(TableView):
    """Headings with the entries under them."""

    NAME: ClassVar[str] = "status"
    HEAD = 1

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.partner = ""
        """Whose entries alone are listed; empty for everybody's."""

    def columns(self) -> tuple[TableColumn, ...]:
        """What, who, how it stands, and when it comes about."""
        return (
            TableColumn("", 1),
            TableColumn(_("Id"), 10),
            TableColumn(_("What"), 70, grows=True),
            TableColumn(_("Lead"), 10),
            TableColumn(_("Status"), 40),
            TableColumn(_("Forecast"), 12 if self.shown.forecast else 0, dispensable=1),
        )

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """The sections in which there is something, each under its heading."""
        rows: list[TableRow] = []
        for heading, style, inside in self._sections(snapshot):
            kept = [row for row in inside if self.partner in ("", row.cells[3][0])]
            if kept:
                rows += [TableRow(None, ((f"{heading} ({len(kept)})", style),)), *kept]
        return rows

    def _sections(self, snapshot: Snapshot) -> Iterator[Section]:
        plan, today = snapshot.plan, snapshot.today
        agenda = agenda_of(plan, today)
        coming = [item for item in agenda if not item.late][:MOST_NEXT]
        yield _("Late"), "late", [self._agenda_row(item, snapshot) for item in late_items(agenda)]
        yield _("Running"), "package", [self._running_row(one, snapshot) for one in running_activities(plan)]
        yield _("Next"), "package", [self._agenda_row(item, snapshot) for item in coming]
        yield _("Still expected from each partner"), "package", [self._owed(owed) for owed in owed_on(plan, today)]
        yield _("Indicators"), "package", [self._indicator(one, snapshot) for one in plan.indicators.values()]
        yield _("Evidence"), "package", [self._proof(proof) for proof in evidence_of(plan, today)]
        yield _("Done"), "package", [self._done(entry) for entry in entries_in_state(plan, DONE)]

    def _agenda_row(self, item: Item, snapshot: Snapshot) -> TableRow:
        glyphs = self.look.glyphs
        style: StyleName = "late" if item.late else "base"
        when = f"{short_words(item)} {day(item.day)}"
        if item.late:
            when = f"{short_words(item)}, {from_now(item.day, snapshot.today)}"
        expected = expected_of(item, snapshot.forecast)
        progress = getattr(snapshot.plan.activities.get(item.id), "progress", None) if item.late else None
        when += f", {percentage(progress)}" if progress else ""
        sign = glyphs.late if item.late else self._mark(item.kind)
        return self._row((TABLES[item.kind], item.id), (sign, style), item.title, item.lead, (when, style), expected)

    def _mark(self, kind: str) -> str:
        return {MILESTONE: self.look.glyphs.milestone, DELIVERABLE: self.look.glyphs.deliverable}.get(kind, "")

    def _running_row(self, activity: Activity, snapshot: Snapshot) -> TableRow:
        progress = "" if activity.progress is None else f"{percentage(activity.progress)}, "
        told = _("until {day}").format(day=day(activity.end)) if activity.end else ""
        dates = snapshot.forecast.dates(activity.id) if snapshot.forecast else None
        expected = dates[1] if dates and dates[1] != activity.end else None
        mark: Told = (self.look.glyphs.running, "running")
        path: Path = ("activities", activity.id)
        return self._row(path, mark, activity.title, activity.lead, (f"{progress}{told}", "base"), expected)

    def _owed(self, owed: Owed) -> TableRow:
        nothing: Told = ("", "base")
        told: Told = (owed_words(owed), "warning")
        path: Path = ("partners", owed.partner)
        return TableRow(path, (nothing, (owed.partner, "base"), told, (owed.partner, "base"), nothing, nothing))

    def _indicator(self, indicator: Indicator, snapshot: Snapshot) -> TableRow:
        package = snapshot.plan.work_packages.get(indicator.wp or "")
        share = achieved_share(indicator)
        mark: Told = (self.look.glyphs.ticked, "done") if share is not None and share >= 1 else ("", "base")
        path: Path = ("indicators", indicator.id)
        lead = package.lead if package else None
        return self._row(path, mark, indicator.title, lead, (achieved_words(indicator), "base"), None)

    def _proof(self, proof: Proof) -> TableRow:
        activity = proof.activity
        path: Path = ("activities", activity.id, "evidence", *([proof.name] if proof.name else []))
        mark: Told = (self.look.glyphs.ticked, "done") if proof.got else ("", "base")
        told: Told = (got_words(proof), "done" if proof.got else "warning" if proof.is_owed else "base")
        return self._row(path, mark, evidence_words(proof), activity.lead, told, None)

    def _done(self, entry: Dated) -> TableRow:
        on = done_on(entry)
        told = _("done {day}").format(day=day(on)) if on else pgettext("status", "done")
        mark: Told = (self.look.glyphs.ticked, "done")
        return self._row((TABLES[kind_of(entry)], entry.id), mark, entry.title, entry.lead, (told, "done"), None)

    def _row(
        self, path: Path, mark: Told, title: str, lead: str | None, stands: Told, expected: date | None
    ) -> TableRow:
        forecast = day(expected) if expected else ""
        cells: tuple[Told, ...] = (mark, (str(path[1]), "base"), (title, "base"), (lead or "", "base"), stands)
        return TableRow(path, (*cells, (forecast, "forecast")))

    def summary(self) -> list[Told]:
        """Whose entries alone are listed."""
        return [(_("only {filter}").format(filter=self.partner), "hint")]

    def show_only(self, partner: str) -> None:
        """Lists only what one partner leads; everything for an empty id."""
        selected = self.selected
        self.partner, self.HEAD = partner, 2 if partner else 1
        self.take_snapshot(self.shown)
        if selected is None or not self.select(selected):
            self.rows_changed()

    def select(self, path: Path) -> bool:
        """Goes to the row of this path that is nearest: what is late and runs has two."""
        for wanted in dict.fromkeys((path, path[:2])):
            rows = [number for number, row in enumerate(self.rows) if row.path == wanted]
            if rows:
                self.cursor = min(rows, key=lambda number: abs(number - self.cursor))
                self.rows_changed()
                return True
        return False

    def start_with(self, snapshot: Snapshot) -> None:
        """Begins below the first heading."""
        super().start_with(snapshot)
        self.set_reactive(StatusView.cursor, min(1, max(0, self.row_count - 1)))

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The usual description of an entry; else what the row says, in full."""
        row = self.row
        if row is None:
            words = _("Nothing to show yet: no activities, no milestones, no indicators")
            return [[(line, "dim")] for line in wrapped(words, width)]
        if row.path is None:
            return [[(line, "base")] for line in wrapped(outlook(self.shown), width)]
        if row.path[0] in TABLES.values() and len(row.path) == 2:
            return None
        told = [text for text, _style in row.cells[1:] if text]
        return lines_in("base", wrapped("   ".join(told), width))

    def explain(self) -> list[list[Told]]:
        """What is listed, and what keys note."""
        key = self.key_of
        lines = (
            _("The status of the project today; {key} lists only what one partner leads.").format(
                key=key("status.filter")
            ),
            _("{key} notes that something is done, reached, achieved or received, and asks for the day.").format(
                key=key("report.done")
            ),
            _("{began} notes when it began, {progress} how far it is, {evidence} what proves it.").format(
                began=key("report.began"), progress=key("report.progress"), evidence=key("report.evidence")
            ),
            _("Forecast: when it will take place, as of today, if this is another day than planned."),
        )
        return [[(_("Status"), "bright")], *lines_in("base", lines)]


def achieved_words(indicator: Indicator) -> str:
    """``3 of 12 schools, 25 %``."""
    achieved = NUMBER.to_text(indicator.achieved) if indicator.achieved is not None else "?"
    target = NUMBER.to_text(indicator.target) if indicator.target is not None else "?"
    told = _("{achieved} of {target}").format(achieved=achieved, target=target)
    share = achieved_share(indicator)
    return f"{told} {indicator.unit}".rstrip() + (f", {percentage(round(share * 100))}" if share is not None else "")


def outlook(snapshot: Snapshot) -> str:
    """The day, and when what is left ends at best."""
    told = _("On {day}").format(day=day(snapshot.today))
    at_best = snapshot.forecast.end if snapshot.forecast else None
    if at_best is None:
        return told
    return _("{told}: the rest of the work ends on {day} at the earliest").format(told=told, day=day(at_best))
