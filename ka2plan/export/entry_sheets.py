"""Sheets of a workbook with every entry and its figures by partner, from which an import reads the plan again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.activities import links_text
from ka2plan.export.material import Material
from ka2plan.plan.model import PLANNED, Partner
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.export.workbook import Workbook
    from ka2plan.plan import Activity, Plan, WorkPackage

Value = str | Decimal | date | None
Row = Sequence[Value]


def write_entry_sheets(workbook: Workbook, material: Material) -> None:
    """Partners, work packages, figures by partner, milestones, deliverables, indicators: each where there are any."""
    plan = material.plan
    _table(workbook, _("Partners"), _partner_heads(), _partner_rows(plan))
    _table(workbook, _("Work packages"), _package_heads(plan), _package_rows(plan))
    if any(activity.budget or activity.effort for activity in plan.activities.values()):
        _table(workbook, _("By partner"), [_("Id"), _("Title"), *_figure_heads(plan)], _activity_rows(plan))
    _table(workbook, _("Milestones"), _milestone_heads(), _milestone_rows(plan))
    _table(workbook, _("Deliverables"), _deliverable_heads(), _deliverable_rows(plan))
    _table(workbook, _("Indicators"), _indicator_heads(), _indicator_rows(plan))


def _table(workbook: Workbook, name: str, heads: Sequence[str], rows: Iterable[Row]) -> None:
    lines = list(rows)
    if not lines:
        return
    sheet = workbook.sheet(name, [9, 44, *[14] * (len(heads) - 2)])
    for column, head in enumerate(heads):
        workbook.write(sheet, 0, column, head, workbook.head)
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            _cell(workbook, sheet, number, column, value)
    sheet.freeze_panes(1, 2)


def _cell(workbook: Workbook, sheet: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, workbook.day)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), workbook.figure)
    elif value:
        workbook.write(sheet, row, column, value, workbook.text)
    else:
        sheet.write_blank(row, column, None, workbook.empty)


def _partner_heads() -> list[str]:
    heads = [_("Acronym"), _("Organisation"), _("Country"), _("City"), _("Region"), _("OID"), _("Role")]
    heads += [_("Organisation type"), _("Website"), _("Contact"), _("Newcomer"), _("Capacity per month"), _("Rate")]
    return heads


def _role(partner: Partner) -> str:
    roles = {"beneficiary": _("partner"), "affiliated": _("affiliated entity")}
    return roles.get(partner.role, _("associated partner"))


def _partner_rows(plan: Plan) -> Iterable[Row]:
    for partner in plan.partners.values():
        is_first = partner.id == plan.project.coordinator
        yield (
            *(partner.id, partner.name, partner.country, partner.city, partner.region, partner.oid),
            _("coordinator") if is_first else _role(partner),
            *(partner.kind, partner.website, partner.contact),
            None if partner.newcomer is None else _("yes") if partner.newcomer else _("no"),
            *(partner.capacity, partner.rate),
        )


def _figure_heads(plan: Plan) -> list[str]:
    """One column of money and one of effort for every partner."""
    unit = _("person-months") if plan.project.effort_unit == "months" else _("person-days")
    money = [f"{visible(id)} (EUR)" for id in plan.partners]
    return [*money, *(f"{visible(id)} ({unit})" for id in plan.partners)]


def _figures(plan: Plan, entry: Activity | WorkPackage) -> list[Value]:
    return [*(_of(entry.budget, id) for id in plan.partners), *(_of(entry.effort, id) for id in plan.partners)]


def _of(shares: Mapping[str, Decimal], partner: str) -> Decimal | None:
    return shares.get(partner)


def _package_heads(plan: Plan) -> list[str]:
    heads = [_("Id"), _("Work package title"), _("Lead"), _("Start"), _("End"), _("Status"), _("Note")]
    return [*heads, *_figure_heads(plan)]


def _package_rows(plan: Plan) -> Iterable[Row]:
    for package in plan.work_packages.values():
        told = (package.id, package.title, package.lead, package.start, package.end)
        yield (*told, _status(package.status), package.note, *_figures(plan, package))


def _status(status: str) -> str:
    return "" if status == PLANNED else status


def _activity_rows(plan: Plan) -> Iterable[Row]:
    for activity in plan.activities.values():
        yield (activity.id, activity.title, *_figures(plan, activity))


def _milestone_heads() -> list[str]:
    heads = [_("Id"), _("Milestone"), _("WP"), _("Due date"), _("Lead"), _("Means of verification"), _("After")]
    return [*heads, _("Reached on"), _("Status"), _("Note")]


def _milestone_rows(plan: Plan) -> Iterable[Row]:
    for entry in plan.milestones.values():
        told = (entry.id, entry.title, entry.wp, entry.due, entry.lead, entry.verification, links_text(entry.after))
        yield (*told, entry.reached, _status(entry.status), entry.note)


def _deliverable_heads() -> list[str]:
    heads = [_("Id"), _("Deliverable"), _("WP"), _("Due date"), _("Lead"), _("Type"), _("Dissemination level")]
    return [*heads, _("After"), _("Status"), _("Note")]


def _deliverable_rows(plan: Plan) -> Iterable[Row]:
    for entry in plan.deliverables.values():
        told = (entry.id, entry.title, entry.wp, entry.due, entry.lead, entry.kind, entry.dissemination)
        yield (*told, links_text(entry.after), _status(entry.status), entry.note)


def _indicator_heads() -> list[str]:
    return [_("Id"), _("Indicator"), _("WP"), _("Target"), _("Unit"), _("Achieved")]


def _indicator_rows(plan: Plan) -> Iterable[Row]:
    for entry in plan.indicators.values():
        yield (entry.id, entry.title, entry.wp, entry.target, entry.unit, entry.achieved)
