"""The partners: who they are, what each gets, does and can do, and which papers are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from ka2plan.charts.tables.partners import role_of, stay_of
from ka2plan.figures import Workload
from ka2plan.plan import Partner
from ka2plan.schedule import graph_questions
from ka2plan.schedule.leaving import LeftBehind, left_behind
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.session import Snapshot
from ka2plan.tui.editor.descriptions import finding_lines
from ka2plan.tui.editor.severities import gravest_by_entry
from ka2plan.tui.editor.table import TableColumn, TableRow, TableView
from ka2plan.tui.toolkit.drawing import Told, lines_in
from ka2plan.tui.toolkit.wrapping import wrapped
from ka2plan.words.figures import effort, figure, listed, money, number
from ka2plan.words.messages import _, ngettext, pgettext

LEAST_NAME = 26
"""Cells of a name for which other columns are left out: they are told in the details as well."""

TENTH = Decimal("0.1")

LITTLE = 10
"""Effort of a month below which tenths are told."""


class PartnersView(TableView):
    """One row a partner."""

    NAME: ClassVar[str] = "partners"
    TAKES_PASTED = "rows.paste"

    def columns(self) -> tuple[TableColumn, ...]:
        """Who, then what they get, do and can do."""
        unit = _("Months") if self.shown.plan.project.effort_unit == "months" else _("Days")
        return (
            TableColumn(_("Id"), 10),
            TableColumn(_("Country"), 7),
            TableColumn(_("Name"), 44, grows=True, least=LEAST_NAME),
            TableColumn(_("Role"), 12, dispensable=3),
            TableColumn(_("EUR"), 12, right=True),
            TableColumn("%", 4, right=True),
            TableColumn(unit, 8, right=True),
            TableColumn("%", 4, right=True),
            TableColumn(_("Most"), 6, right=True, dispensable=5),
            TableColumn(_("Can"), 6, right=True, dispensable=4),
            TableColumn(_("Tasks"), 6, right=True, dispensable=2),
            TableColumn(_("Leads"), 5, right=True, dispensable=1),
        )

    def rows_of(self, snapshot: Snapshot) -> Sequence[TableRow]:
        """The partners in the file's order, the coordinator marked as such."""
        load, gravest = snapshot.workload, gravest_by_entry(snapshot, ("partners",))
        return [
            TableRow(("partners", partner.id), self._cells(snapshot, partner, load), gravest.get(partner.id, ""))
            for partner in snapshot.plan.partners.values()
        ]

    def _cells(self, snapshot: Snapshot, partner: Partner, load: Workload) -> tuple[Told, ...]:
        own = load.partners[partner.id]
        most = max(own.by_month[load.first_month - 1 :], default=0.0)
        over = any(one.partner == partner.id for one in load.overloads)
        return (
            (partner.id, "package" if partner.id == snapshot.plan.project.coordinator else "base"),
            (partner.country, "base"),
            (partner.name, "base"),
            (role_of(snapshot.plan, partner), "dim"),
            (figure(own.money), "base" if own.money else "dim"),
            (_percent(own.money_share), "dim"),
            (number(own.effort), "base" if own.effort else "dim"),
            (_percent(own.effort_share), "dim"),
            (f"{_effort(most)}{self.look.glyphs.warning if over else ''}", "warning" if over else "dim"),
            (number(own.capacity) if own.capacity is not None else "", "dim"),
            (str(len(own.activities)), "base"),
            (str(len(own.leads)), "base"),
        )

    def describe(self, width: int, *, tall: bool) -> list[list[Told]] | None:
        """The partner in words, and its findings."""
        path, snapshot = self.selected, self.shown
        if path is None:
            return [[(_("No partners yet; {key} adds one").format(key=self.key_of("entry.add")), "dim")]]
        partner = snapshot.plan.partners[str(path[1])]
        found = snapshot.findings_at(path)
        lines = self._in_full(partner, width) if tall else [self._in_short(partner)]
        if not tall and not found:
            stay = stay_of(partner)
            told = (_("takes part {stay}").format(stay=stay) if stay else "", _papers(partner))
            lines.append([("; ".join(filter(None, told)), "dim")])
        return lines + [
            line for finding in found for line in finding_lines(self.look, finding, width, self.key_of, tall=tall)
        ]

    def _in_short(self, partner: Partner) -> list[Told]:
        place = ", ".join(text for text in (partner.city, country_name(self.shown, partner.country)) if text)
        role = role_of(self.shown.plan, partner)
        return [(partner.id, "bright"), ("  ", "base"), (partner.name, "base"), (f"   {place}   {role}", "dim")]

    def _in_full(self, partner: Partner, width: int) -> list[list[Told]]:
        own = self.shown.workload.partners[partner.id]
        full_name = lines_in("bright", wrapped(partner.name, width))
        lines: list[list[Told]] = [[(partner.id, "bright")], *full_name, []]
        places = (partner.city, partner.region, country_name(self.shown, partner.country))
        named = (
            (_("role"), role_of(self.shown.plan, partner)),
            (_("takes part"), stay_of(partner)),
            (_("place"), ", ".join(filter(None, places))),
            (_("kind"), partner.kind),
            (_("OID"), partner.oid),
            (_("contact"), partner.contact),
            (_("papers"), _papers(partner)),
            (_("effort"), effort(own.effort, self.shown.plan.project.effort_unit)),
            (_("leads"), listed([*own.leads_packages, *own.leads], 12)),
            (_("works in"), listed(own.activities, 24)),
            *self._dependence(partner.id),
        )
        for name, text in named:
            for number_, line in enumerate(wrapped(text, width - 10)):
                lines.append([((name if number_ == 0 else "").ljust(10), "dim"), (line, "base")])
        return lines

    def _dependence(self, partner: str) -> Iterator[tuple[str, str]]:
        """Who works with it and who never does, and what it would leave behind."""
        plan = self.shown.plan
        graph = graph_questions.collaboration_graph(plan)
        shared = {other: graph.edges[partner, other]["weight"] for other in plan.partners if other in graph[partner]}
        yield _("together"), listed((f"{other} {count}" for other, count in shared.items()), 24)
        yield _("never together"), listed((id for id in plan.partners if id != partner and id not in shared), 24)
        if partner in graph_questions.bridges(plan):
            yield _("bridge"), _("without it the others are not connected by common activities")
        left = left_behind(RemainingWork(plan, self.shown.today))[partner]
        yield pgettext("partner", "leaves"), _left_in_words(left, plan.project.effort_unit)
        yield _("alone in"), listed(left.activities, 24)

    def explain(self) -> list[list[Told]]:
        """What the columns mean."""
        return [
            [(_("Partners"), "bright")],
            [(_("EUR and effort are sums over work packages and activities, with their share of all."), "base")],
            [(_("Most: the effort of the fullest month. Can: what the partner can give in a month."), "base")],
        ]


def _left_in_words(left: LeftBehind, unit: str) -> str:
    """What a partner that leaves would leave behind, in one sentence."""
    countries = ngettext("{count} country left", "{count} countries left", left.countries_left)
    return _("{effort} to do, {money}, {countries}").format(
        effort=effort(left.effort.quantize(TENTH), unit),
        money=money(left.money),
        countries=countries.format(count=left.countries_left),
    )


def _effort(booked: float) -> str:
    return number(Decimal(f"{booked:.1f}")) if booked < LITTLE else number(round(booked))


def _percent(share: float) -> str:
    return str(round(Decimal(share) * 100)) if share else ""


def country_name(snapshot: Snapshot, code: str) -> str:
    """The country's name, once the call facts are loaded; else its code."""
    return snapshot.book.countries(snapshot.plan.project.call).name(code) if snapshot.book and code else code


def _papers(partner: Partner) -> str:
    if not partner.papers:
        return _("no papers noted")
    return ", ".join(f"{name} {_said(state)}" for name, state in partner.papers.items())


def _said(state: object) -> str:
    return {True: _("yes"), False: _("no")}.get(state, str(state)) if isinstance(state, bool) else str(state)
