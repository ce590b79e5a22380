"""A portfolio as text: the table of plans, then what needs a look over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import basename
from typing import TYPE_CHECKING

from ka2plan.charts.tables.workload import tenths
from ka2plan.figures.portfolio import (
    DEADLINE,
    DRAFT,
    REPORT,
    RUN,
    START,
    SUBMIT,
    DeadlineAhead,
    Entry,
    Month,
    PlanRow,
    deadlines_ahead,
)
from ka2plan.figures.portfolio_consortia import same_consortia
from ka2plan.figures.portfolio_organisations import Applications, Booked, Organisation, organisations_of
from ka2plan.findings import ERROR, SEVERITIES, WARNING
from ka2plan.plan.model import ZERO
from ka2plan.print.style import Pen
from ka2plan.print.tables import Cell, Column, Line, number_column, table_lines
from ka2plan.rules.fact_words import evidence_word
from ka2plan.words.deadlines import deadline_in_words
from ka2plan.words.figures import day, figure, listed, month_name, number, unit_of_effort
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.calls import CallBook, Fact

Names = Mapping[str, str]
"""Path of a plan -> what it is called."""


def portfolio_lines(
    entries: tuple[Entry, ...], book: CallBook, today: date, pen: Pen, zone: str | None = None
) -> list[str]:
    """All of a portfolio; ``zone`` is the user's time zone, the machine's if None."""
    organisations, names = organisations_of(entries), names_of(entries)
    sections = (
        ("", _plans(entries, names, pen)),
        (_("Not read"), _broken(entries, pen)),
        (_("Deadlines ahead"), _deadlines(deadlines_ahead(entries, today), names, today, pen, zone)),
        (_("Applications of organisations"), _applications(organisations, names, book, pen)),
        (_("The same partners more than once"), _consortia(entries, names, book, pen)),
        (_("More work than an organisation can give"), _overloads(organisations, names, pen)),
        (_("Organisations in several plans"), _shared(organisations, pen)),
        (_("Without an OID, so not counted among the applications"), _nameless(organisations, names, pen)),
    )
    lines: list[str] = []
    for heading, told in sections:
        if told:
            lines += [""] if lines else []
            lines += [pen.style(pen.cut(heading, pen.width), "bold")] if heading else []
            lines += told
    return lines


def names_of(entries: tuple[Entry, ...]) -> Names:
    """What every plan is called, by its path: the acronym, with the file's name where several have it."""
    every = [entry.row.name for entry in entries]
    return {
        entry.row.path: f"{entry.row.name} ({basename(entry.row.path)})"
        if every.count(entry.row.name) > 1
        else entry.row.name
        for entry in entries
    }


def _plans(entries: tuple[Entry, ...], names: Names, pen: Pen) -> list[str]:
    columns = (
        Column(_("Plan"), least=9),
        Column(_("Type")),
        Column(_("Call")),
        Column(_("Phase")),
        number_column(_("EUR")),
        Column(_("Found")),
        Column(_("Next"), least=14),
    )
    rows = [_plan(entry.row, names[entry.row.path], pen) for entry in entries]
    return table_lines(columns, [*rows, None, _total(entries, pen)] if len(rows) > 1 else rows, pen)


def _total(entries: tuple[Entry, ...], pen: Pen) -> Line:
    """How many plans there are, what they ask for together, what was found in them."""
    rows = [entry.row for entry in entries if not entry.row.fault]
    every = PlanRow(
        "",
        lump_sum=sum((row.lump_sum or ZERO for row in rows), ZERO),
        counts={severity: sum(row.counts[severity] for row in rows) for severity in SEVERITIES},
        late=sum(row.late for row in rows),
    )
    told = ngettext("{count} plan", "{count} plans", len(rows)).format(count=len(rows))
    return (told, "", "", "", _sum(every), _found(every, pen), "")


def _plan(row: PlanRow, name: str, pen: Pen) -> Line:
    if row.fault:
        return (basename(row.path), "", "", (_("broken"), "error"), "", "", (row.fault, "error"))
    call = f"{row.call or '?'}/{row.round}"
    return (name, row.type, call, phase_name(row.phase), _sum(row), _found(row, pen), _next(row))


def _found(row: PlanRow, pen: Pen) -> Cell:
    """``x1 !2 3 late``: errors, warnings, what is late; words of a plain pen."""
    errors, warnings = row.counts[ERROR], row.counts[WARNING]
    late = ngettext("{count} late", "{count} late", row.late).format(count=row.late) if row.late else ""
    if pen.plain:
        told = [
            ngettext("{count} error", "{count} errors", errors).format(count=errors) if errors else "",
            ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) if warnings else "",
            late,
        ]
        return ", ".join(filter(None, told)) or _("no errors, no warnings"), ""
    parts = [f"x{errors}" if errors else "", f"!{warnings}" if warnings else "", late]
    return " ".join(filter(None, parts)) or "-", ERROR if errors else WARNING if warnings else ""


def phase_name(phase: str) -> str:
    """A phase in the user's language."""
    return {DRAFT: _("draft"), SUBMIT: _("submit"), RUN: _("run"), REPORT: _("report")}.get(phase, "")


def _sum(row: PlanRow) -> str:
    return figure(row.lump_sum) if row.lump_sum is not None else "?"


def _next(row: PlanRow) -> str:
    coming = row.next_date
    if coming is None:
        return ""
    what = {DEADLINE: _("deadline"), START: _("start")}.get(coming.what, _("due"))
    return f"{day(coming.day)} {coming.id or what}"


def _broken(entries: tuple[Entry, ...], pen: Pen) -> list[str]:
    faults = (f"{entry.row.path}: {entry.row.fault}" for entry in entries if entry.row.fault)
    return [line for fault in faults for line in pen.paragraph(fault)]


def _deadlines(ahead: tuple[DeadlineAhead, ...], names: Names, today: date, pen: Pen, zone: str | None) -> list[str]:
    lines = []
    for deadline in ahead:
        words = _("{deadline}: {code} {call}, round {round}: {plans}")
        if deadline.agency_decides:
            words = _("{deadline}: {code} {call}, round {round}: {plans}; each agency decides if it opens this round")
        told = words.format(
            deadline=deadline_in_words(deadline.at, today, zone),
            code=deadline.code,
            call=deadline.call,
            round=deadline.round,
            plans=listed(names[path] for path in deadline.paths),
        )
        lines += pen.paragraph(told)
    return lines


def _applications(organisations: tuple[Organisation, ...], names: Names, book: CallBook, pen: Pen) -> list[str]:
    """Who is over a limit, or at one; with the source of the limit."""
    lines = []
    for organisation in organisations:
        for applications in organisation.applications:
            if applications.severity or (applications.at_limit and len(applications.parts) > 1):
                style = applications.severity or ""
                lines += pen.paragraph(told_applications(organisation, applications, names, book), style)
    return lines


def _consortia(entries: tuple[Entry, ...], names: Names, book: CallBook, pen: Pen) -> list[str]:
    """Plans of the same partners in one round, with what the rule says of it."""
    lines = []
    for found in same_consortia(entries):
        told = _("{plans}, {code} {call}, round {round}: {rule} ({sources}, {evidence})").format(
            plans=listed((names[path] for path in found.paths), most=12),
            code=found.code,
            call=found.call,
            round=found.round,
            rule=_(found.rule.text).rstrip(".") if found.rule else "",
            sources=", ".join(book.source(id).title for id in found.rule.source_ids) if found.rule else "",
            evidence=evidence_word(found.rule.evidence) if found.rule else "",
        )
        lines += pen.paragraph(told, found.severity)
    return lines


def told_applications(organisation: Organisation, applications: Applications, names: Names, book: CallBook) -> str:
    """How often an organisation applies in a round and how often it may, with the source of the limit."""
    parts = [
        _told_limit(len(applications.parts), applications.limit, _("in any role"), book),
        _told_limit(len(applications.as_applicant), applications.applicant_limit, _("as applicant"), book),
    ]
    words = {
        ERROR: _(
            "{oid} {name} has more applications than allowed in {code} {call}, round {round}, with {plans}: {parts}"
        ),
        WARNING: _(
            "{oid} {name} may have more applications than allowed in {code} {call}, round {round}, "
            "with {plans}: {parts}"
        ),
    }
    at_cap = _(
        "{oid} {name} has as many applications as allowed in {code} {call}, round {round}, with {plans}: {parts}"
    )
    return words.get(applications.severity or "", at_cap).format(
        oid=organisation.oid,
        name=organisation.name,
        code=applications.code,
        call=applications.call,
        round=applications.round,
        parts="; ".join(filter(None, parts)),
        plans=listed((names[part.path] for part in applications.parts), most=12),
    )


def _told_limit(count: int, limit: Fact | None, role: str, book: CallBook) -> str:
    if limit is None or count < limit.value:
        return ""
    sources = ", ".join(book.source(id).title for id in limit.source_ids)
    proof = evidence_word(limit.evidence)
    evidence = _("{evidence}, of another call").format(evidence=proof) if limit.borrowed else proof
    words = ngettext(
        "{count} of {most} application {role} ({sources}, {evidence})",
        "{count} of {most} applications {role} ({sources}, {evidence})",
        limit.value,
    )
    return words.format(count=count, most=limit.value, role=role, sources=sources, evidence=evidence)


def _overloads(organisations: tuple[Organisation, ...], names: Names, pen: Pen) -> list[str]:
    lines = []
    for organisation in organisations:
        for booked in organisation.booked:
            if booked.overloads and len({part.path for part in organisation.parts}) > 1:
                lines += pen.paragraph(_overloaded(organisation, booked, names), "warning")
    return lines


def _overloaded(organisation: Organisation, booked: Booked, names: Names) -> str:
    behind = dict.fromkeys(names[part.path] for busy in booked.overloads for part, _effort in busy.behind)
    unit = unit_of_effort(booked.unit)
    if any(busy.capacity != booked.capacity for busy in booked.overloads):
        above = (
            _("{month} {booked} of {capacity}").format(
                month=_month(busy.month), booked=tenths(busy.effort), capacity=number(busy.capacity)
            )
            for busy in booked.overloads
        )
        return _("{name}: more {unit} than it can give in {months}; the work is in {plans}").format(
            name=_called(organisation), unit=unit, months=listed(above), plans=listed(behind)
        )
    capacity = number(booked.capacity or 0)
    months = (f"{_month(busy.month)} {tenths(busy.effort)}" for busy in booked.overloads)
    return _("{name}: above {capacity} {unit} a month in {months}; the work is in {plans}").format(
        name=_called(organisation), capacity=capacity, unit=unit, months=listed(months), plans=listed(behind)
    )


def _month(month: Month) -> str:
    return f"{month_name(month[1])} {month[0]}"


def _called(organisation: Organisation) -> str:
    return f"{organisation.oid} {organisation.name}".strip()


def _shared(organisations: tuple[Organisation, ...], pen: Pen) -> list[str]:
    rows = [
        line
        for organisation in organisations
        if len({part.path for part in organisation.parts}) > 1
        for line in _shared_lines(organisation)
    ]
    if not rows:
        return []
    columns = (
        Column(_("OID")),
        Column(_("Name"), least=12),
        number_column(_("Plans")),
        number_column(_("Leads")),
        number_column(_("Effort")),
        number_column(_("Capacity")),
        Column(_("Busiest month"), least=9),
    )
    return table_lines(columns, rows, pen)


def _shared_lines(organisation: Organisation) -> Iterator[Line]:
    leads = sum(part.is_applicant for part in organisation.parts)
    for place, booked in enumerate(organisation.booked):
        head = ("", "", "", "") if place else _head(organisation, leads)
        effort = tenths(sum(booked.by_month.values()))
        unit = _("pm") if booked.unit == "months" else _("pd")
        capacity = "" if booked.capacity is None else number(booked.capacity)
        yield (*head, f"{effort} {unit}", capacity, _busiest(booked.by_month))


def _head(organisation: Organisation, leads: int) -> tuple[str, str, str, str]:
    return organisation.oid or "?", organisation.name, str(len(organisation.parts)), str(leads)


def _busiest(by_month: Mapping[Month, float]) -> str:
    if not by_month:
        return ""
    month = max(by_month, key=lambda month: by_month[month])
    return f"{_month(month)} {tenths(by_month[month])}"


def _nameless(organisations: tuple[Organisation, ...], names: Names, pen: Pen) -> list[str]:
    nameless = [
        f"{names[part.path]}: {part.partner}"
        for organisation in organisations
        for part in organisation.parts
        if not part.oid and part.is_funded
    ]
    count = len(nameless)
    if not count:
        return []
    told = ngettext("{count} organisation: {names}", "{count} organisations: {names}", count)
    return pen.paragraph(told.format(count=count, names=listed(nameless)))
