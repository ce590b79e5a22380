"""The application form as a list of fields in its own order: what to paste, how long it may be, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ka2plan.calls import Field, Form, Section
from ka2plan.checks.wording import figure
from ka2plan.exports.bars import ACTIVITY as ACTIVITY_ROW
from ka2plan.exports.bars import PACKAGE as PACKAGE_ROW
from ka2plan.exports.bars import Bar, Chart, Column, chart_of
from ka2plan.exports.material import Material
from ka2plan.exports.sheets import Sheet, budget_sheet, links_text, venue_text
from ka2plan.findings import Path
from ka2plan.messages import _
from ka2plan.plan import Activity
from ka2plan.plan.model import ZERO

PARTNER, MANAGEMENT, WORK_PACKAGE, ACTIVITY = "partner", "management", "work-package", "activity"
"""Whose answer a section or a text of the form is."""


class FormField(NamedTuple):
    """One field of the form for one entry of the plan."""

    section: str
    owner: str
    """The entry it is about: a work package, activity or partner; empty for the project."""
    label: str
    asks: str
    text: str
    limit: int | None
    mandatory: bool
    where: Path
    """Where the plan has the text, or would have it."""

    @property
    def missing(self) -> bool:
        """Whether the form demands it and the plan does not have it."""
        return self.mandatory and not self.text.strip()

    @property
    def over(self) -> int:
        """Characters above the limit; 0 within it."""
        return max(0, len(self.text) - self.limit) if self.limit else 0


class FormPart(NamedTuple):
    """One section of the form: fields to paste and, where it has one, a table."""

    label: str
    fields: tuple[FormField, ...]
    table: Sheet | None = None


def form_parts(material: Material) -> tuple[FormPart, ...]:
    """The whole form of the plan's type and call; empty where no form is known."""
    form = material.call.form
    if form is None:
        return ()
    parts = [part for section in form.sections for part in _parts(material, form, section)]
    if any(section.table == "deliverables" for section in form.sections):
        parts.append(FormPart(_("Timetable"), (), timetable(material)))
    return tuple(parts)


def timetable(material: Material) -> Sheet | None:
    """The timetable of Part B: project months up to 24, calendar quarters beyond."""
    chart = chart_of(material)
    if chart is None:
        return None
    columns = tuple(_ruler(chart))
    rows = tuple(
        (f"{bar.id} {bar.title}", *("x" if _lies_in(bar, column) else "" for column in chart.columns))
        for bar in chart.rows
        if bar.kind in (PACKAGE_ROW, ACTIVITY_ROW) and not bar.cancelled
    )
    return Sheet(_("Timetable"), (_("Activity"), *columns), rows)


def _ruler(chart: Chart) -> Iterator[str]:
    year = ""
    for number, column in enumerate(chart.columns, 1):
        year = column.year or year
        yield f"{year} {column.label}" if chart.by_quarter else f"M{number}"


def _lies_in(bar: Bar, column: Column) -> bool:
    return any(begin < column.end and end > column.begin for begin, end in bar.stretches)


def _parts(material: Material, form: Form, section: Section) -> Iterator[FormPart]:
    table = _table(material, section)
    owners = _owners(material, form, section)
    fields: list[FormField] = []
    for owner in owners:
        if section.table == "":
            fields += [_value(material, section, field, owner) for field in section.fields]
        fields += [_text(material, section, field, owner) for field in section.texts]
    if fields or table:
        yield FormPart(_(section.label), tuple(fields), table)


def _owners(material: Material, form: Form, section: Section) -> list[str]:
    management = material.call.management_wp
    plan = material.plan
    if section.about == PARTNER:
        return [partner.id for partner in plan.partners.values() if partner.is_beneficiary]
    if section.about == MANAGEMENT:
        return [management] if management and management in plan.work_packages else []
    if section.about == WORK_PACKAGE:
        apart = management if form.values(MANAGEMENT) or form.texts(MANAGEMENT) else None
        return [package.id for package in plan.live_work_packages() if package.id != apart]
    if section.about == ACTIVITY:
        return [activity.id for activity in plan.live_activities()]
    return [""]


def _text(material: Material, section: Section, field: Field, owner: str) -> FormField:
    table = owner or "project"
    where: Path = ("texts", table, field.key)
    text = material.plan.texts.get(table, {}).get(field.key, "")
    if not text and field.path:
        where, text = _elsewhere(material, field.path, owner)
    return FormField(_(section.label), owner, _(field.label), _(field.asks), text, field.limit, field.mandatory, where)


def _value(material: Material, section: Section, field: Field, owner: str) -> FormField:
    where, text = _elsewhere(material, field.path, owner)
    return FormField(_(section.label), owner, _(field.label), "", text, field.limit, field.mandatory, where)


def _elsewhere(material: Material, path: str, owner: str) -> tuple[Path, str]:
    """A value that the plan has outside its texts, and its key path."""
    if not path:
        return (), ""
    head, dot, key = path.partition(".")
    if head == "project" and dot:
        return ("project", key), _project_value(material, key)
    kind = material.plan.kind_of(owner) or ""
    return (kind, owner, path), _entry_value(material, owner, path)


def _project_value(material: Material, key: str) -> str:
    project, calendar = material.plan.project, material.plan.calendar
    if key == "end":
        return calendar.end.strftime("%d/%m/%Y") if calendar else ""
    if key == "start":
        return project.start.strftime("%d/%m/%Y") if project.start else ""
    if key == "type":
        type_ = material.call.type
        return f"{project.type} ({type_.field_name})" if type_ and type_.field_name else project.type
    if key == "lump_sum":
        return figure(project.lump_sum) if project.lump_sum is not None else ""
    value: Any = getattr(project, key, "")
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _entry_value(material: Material, id: str, key: str) -> str:
    activity = material.plan.activities.get(id)
    if key == "money":
        package = material.money.by_wp.get(id)
        return figure(package.total if package else activity.money if activity else ZERO)
    if activity:
        return _activity_value(material, activity, key)
    entry = material.plan.partners.get(id) or material.plan.entry(id)
    value = getattr(entry, key, "")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _activity_value(material: Material, activity: Activity, key: str) -> str:
    """One column of the activities table."""
    if key in ("start", "end"):
        moment = activity.start if key == "start" else activity.end
        return moment.strftime("%d/%m/%Y") if moment else ""
    if key == "days":
        return str(sum((last - first).days + 1 for first, last in activity.stretches) or "")
    if key == "venue":
        return venue_text(activity)
    if key == "lead":
        return material.partner_name(activity.lead)
    if key == "partners":
        return ", ".join(material.partner_name(partner) for partner in activity.partners)
    if key == "participants":
        return ", ".join(material.partner_name(partner) for partner in activity.participants)
    if key == "roles":
        return ", ".join(_role(material, partner) for partner in activity.participants)
    if key == "items":
        return ", ".join(f"{name}: {figure(amount)}" for name, amount in activity.items.items())
    if key == "after":
        return links_text(activity.after)
    value = getattr(activity, key, "")
    return "" if value is None else str(value)


def _role(material: Material, partner: str) -> str:
    """The role of a participant in the words of Part B."""
    if partner == material.plan.project.coordinator:
        return "COO"
    known = material.plan.partners.get(partner)
    return "BEN" if known and known.is_beneficiary else "AP"


def _table(material: Material, section: Section) -> Sheet | None:
    if not section.table:
        return None
    if section.table == "budget":
        return budget_sheet(material)
    rows = [
        tuple(_cell(material, section, id, field) for field in section.fields) for id in _rows_of(material, section)
    ]
    numbers = frozenset(
        place for place, field in enumerate(section.fields) if field.path in ("money", "activities", "days")
    )
    columns = tuple(_(field.label) for field in section.fields)
    return Sheet(_(section.label), columns, tuple(rows), numbers) if rows else None


def _rows_of(material: Material, section: Section) -> list[str]:
    entries = getattr(material.plan, section.table, {})
    return [id for id, entry in entries.items() if not getattr(entry, "cancelled", False)]


def _cell(material: Material, section: Section, id: str, field: Field) -> str:
    if field.path == "id" or (not field.path and field.key == "id"):
        return id
    if section.table == "work_packages":
        return _package_cell(material, id, field.path or field.key)
    if section.table in ("milestones", "deliverables"):
        return _event_cell(material, id, field.path or field.key)
    return _entry_value(material, id, field.path or field.key)


def _package_cell(material: Material, id: str, key: str) -> str:
    package, calendar = material.plan.work_packages[id], material.plan.calendar
    if key == "activities":
        return str(len(material.plan.activities_of(id)))
    if key == "months":
        span = material.span(package)
        return f"M{calendar.month_of(span[0])}–M{calendar.month_of(span[1])}" if span and calendar else ""
    if key == "lead":
        return material.partner_name(package.lead)
    return _entry_value(material, id, key)


def _event_cell(material: Material, id: str, key: str) -> str:
    entry = material.plan.milestones.get(id) or material.plan.deliverables[id]
    calendar = material.plan.calendar
    if key == "number":
        return str(list(material.plan.milestones).index(id) + 1)
    if key == "due":
        return f"M{calendar.month_of(entry.due)}" if entry.due and calendar else ""
    if key == "lead":
        return material.partner_name(entry.lead)
    return str(getattr(entry, key, "") or "")
