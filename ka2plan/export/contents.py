"""What stands in an export of the whole plan besides its chart: the facts at its head, then one part after the other.

A part is a table, passages of words, or both; whoever draws them draws all that the plan holds. A key that is added to
the schema is in some table, or else among the passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.charts.tables.activities import activities_table, indicators_table, packages_table
from ka2plan.charts.tables.aims import objectives_table, priorities_table
from ka2plan.charts.tables.events import deliverables_table, milestones_table
from ka2plan.charts.tables.further import further_keys, heading_of, labelled, value_text
from ka2plan.charts.tables.partners import partners_table
from ka2plan.charts.tables.table import Table, text_table
from ka2plan.charts.tables.workload import months_table
from ka2plan.export.budget_sums import budget
from ka2plan.export.form_parts import form_parts
from ka2plan.export.material import Material
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import (
    ACTIVITIES,
    DELIVERABLES,
    INDICATORS,
    MILESTONES,
    OBJECTIVES,
    PARTNERS,
    PROJECT_KEYS,
    WORK_PACKAGES,
    Kind,
)
from ka2plan.words.figures import day, figure
from ka2plan.words.messages import _, ngettext, pgettext

QUARTER = 3
"""Months a column of the workload: more columns find no room on a page."""

WHEN = ("start", "end", "actual start", "actual end", "forecast", "granted")
"""When an activity lies: as planned, as it was, as it comes to lie, as granted."""

ACTIVITY_COLUMNS = ("id", "title", "wp", *WHEN, "lead", "partners", "venue", "after", "money", "status")

IN_COLUMNS: Mapping[str, frozenset[str]] = {
    PARTNERS.name: frozenset(("name", "country", "city", "region", "kind", "role", "oid")),
    OBJECTIVES.name: frozenset(("title",)),
    WORK_PACKAGES.name: frozenset(("title", "lead", "start", "end", "status")),
    ACTIVITIES.name: frozenset(
        ("wp", "title", "start", "end", "lead", "partners", "venue", "amount", "after", "status")
    ),
    MILESTONES.name: frozenset(("title", "due", "wp", "lead", "after", "verification", "status", "reached")),
    DELIVERABLES.name: frozenset(("title", "wp", "due", "lead", "after", "kind", "dissemination", "status")),
    INDICATORS.name: frozenset(("wp", "title", "target", "unit", "achieved", "serves")),
}
"""Keys of each kind that the columns of its table show; all others are told in passages below it."""

AT_THE_HEAD = frozenset(("title", "acronym", "type", "call", "round", "start", "months", "lump_sum", "coordinator"))
"""Keys of the project that are told in the title and the first facts."""


class Passage(NamedTuple):
    """What is told of one thing in words: texts with their labels."""

    heading: str
    """What they are told of, such as ``A2.1 Needs survey``, or the section of the form that asks for them."""
    lines: tuple[tuple[str, str], ...]
    """Label and text; a text may run over several lines."""
    id: str = ""
    """The entry they are told of, where it is one of the part's kind."""


class Part(NamedTuple):
    """One part of the plan under its title: a table, passages, or both."""

    title: str
    table: Table | None
    passages: tuple[Passage, ...]
    kind: str = ""
    """The plan's table whose entries stand in the rows; empty where they are something else."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The part as tables alone, its passages as one with a row for every text."""
        return tuple(table for table in (self.table, self._passages_table) if table)

    @property
    def _passages_table(self) -> Table | None:
        if not self.passages:
            return None
        title = _("{part}: more about them").format(part=self.title) if self.table else self.title
        rows = ((passage.heading, label, text) for passage in self.passages for label, text in passage.lines)
        return text_table(title, (_("What it is about"), pgettext("column", "Field"), _("Text")), rows)


def parts(material: Material) -> tuple[Part, ...]:
    """The whole plan in parts, those left out that say nothing."""
    every = (*_parts_of_kinds(material), form_texts(material), replaced_limits(material), accepted_findings(material))
    return tuple(part for part in every if part.passages or (part.table and part.table.rows))


def tables(material: Material) -> tuple[Table, ...]:
    """The whole plan as tables alone."""
    return tuple(table for part in parts(material) for table in part.tables)


def _parts_of_kinds(material: Material) -> Iterator[Part]:
    plan, chart, today = material.plan, material.chart, material.today
    forecast = material.network.forecast(today)
    partners = partners_table(plan, material.workload).without("tasks", "leads", "money")
    milestones = milestones_table(plan, today, forecast).without("month", "state")
    deliverables = deliverables_table(plan, today, forecast).without("month", "state")
    money, workload = budget(material), months_table(material.workload, QUARTER).without("capacity")
    yield _part(material, partners, PARTNERS)
    yield _part(material, objectives_table(plan), OBJECTIVES)
    yield Part(_("Priorities"), priorities_table(plan), ())
    yield _part(material, packages_table(plan, chart, material.money), WORK_PACKAGES)
    yield _part(material, activities_table(plan, chart).only(*ACTIVITY_COLUMNS), ACTIVITIES)
    yield _part(material, milestones, MILESTONES)
    yield _part(material, deliverables, DELIVERABLES)
    yield Part(money.title, money, ())
    yield Part(workload.title, workload, ())
    yield _part(material, indicators_table(plan.indicators.values()), INDICATORS)


def _part(material: Material, table: Table, kind: Kind) -> Part:
    """The table of a kind without empty columns, and below it what no column shows of its entries."""
    entries: Mapping[str, Any] = getattr(material.plan, kind.name)
    keys = further_keys(kind, IN_COLUMNS[kind.name])
    in_order = (entries[id] for row in table.rows if (id := str(row.values[0])) in entries)
    told = (Passage(_named(entry), tuple(labelled(entry, keys)), entry.id) for entry in in_order)
    passages = tuple(passage for passage in told if passage.lines)
    return Part(table.title, table.without_empty(), passages, kind.name)


def _named(entry: Any) -> str:
    return f"{entry.id} {getattr(entry, 'title', '') or getattr(entry, 'name', '')}".strip()


def form_texts(material: Material) -> Part:
    """The texts of the plan in the form's order under its headings; then those that the form does not have."""
    texts = {("texts", owner, key): text for owner, own in material.plan.texts.items() for key, text in own.items()}
    left: dict[Path, str] = {where: text for where, text in texts.items() if text.strip()}
    passages: dict[str, list[tuple[str, str]]] = {}
    for part in material.once(form_parts) if left else ():
        for field in part.fields:
            if left.pop(field.where, ""):
                passages.setdefault(_asked_of(material, part.label, field.owner), []).append((field.label, field.text))
    for (_table, owner, key), text in left.items():
        passages.setdefault(_asked_of(material, "", str(owner)), []).append((str(key), text.strip()))
    told = tuple(Passage(heading, tuple(lines)) for heading, lines in passages.items())
    return Part(_("Texts of the application form"), None, told)


def _asked_of(material: Material, section: str, owner: str) -> str:
    """The section of the form, and of whom it asks where that is not plain from it."""
    if not owner or owner == "project" or section.startswith((f"{owner} ", f"{owner}:")):
        return section or _("Other texts")
    plan = material.plan
    entry = plan.entry(owner) or plan.partners.get(owner)
    named = _named(entry) if entry else owner
    return f"{section}: {named}" if section else named


def replaced_limits(material: Material) -> Part:
    """Limits of the call that the plan replaces, with the reasons."""
    rows = ((key, _limit(told.value), told.reason) for key, told in material.plan.overrides.items())
    title = _("Limits of the call that the plan replaces")
    return Part(title, text_table(title, (_("Limit"), _("Value"), _("Reason")), rows), ())


def _limit(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def accepted_findings(material: Material) -> Part:
    """Findings that the plan accepts, with the reasons."""
    title = _("Findings that the plan accepts")
    return Part(title, text_table(title, (_("Finding"), _("Reason")), material.plan.ignored.items()), ())


def facts(material: Material) -> Iterator[tuple[str, str]]:
    """What stands at the head of every export: label and value."""
    project, calendar = material.plan.project, material.plan.calendar
    type_ = material.call.type
    yield _("Type"), f"{_(type_.name)} ({project.type})" if type_ else project.type
    yield _("Call"), _("{year}, round {round}").format(year=project.call or "?", round=project.round)
    if calendar:
        yield (
            _("Duration"),
            ngettext("{start} to {end}, {months} month", "{start} to {end}, {months} months", calendar.months).format(
                start=day(calendar.start), end=day(calendar.end), months=calendar.months
            ),
        )
    if project.lump_sum is not None:
        yield _("Lump sum"), _("{amount} EUR").format(amount=figure(project.lump_sum))
    yield _("Coordinator"), material.partner_name(project.coordinator)
    for key in PROJECT_KEYS:
        text = value_text(getattr(project, key.name), key)
        if text and key.name not in AT_THE_HEAD:
            yield heading_of(key), text
