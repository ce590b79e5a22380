"""Sheets of a workbook with every entry, from which an import reads the plan again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.activities import links_text
from ka2plan.charts.tables.further import further_keys, heading_of, value_text
from ka2plan.export.amounts_sheets import effort_unit, partners_with_columns
from ka2plan.export.material import Material
from ka2plan.plan.model import PLANNED, Partner
from ka2plan.plan.schema import DELIVERABLES, INDICATORS, MILESTONES, OBJECTIVES, PARTNERS, WORK_PACKAGES, Key, Kind
from ka2plan.plan.types.by_month import CAPACITY, capacity_value
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, visible

if TYPE_CHECKING:
    from ka2plan.export.workbook import Workbook
    from ka2plan.plan import Plan, WorkPackage

Value = str | Decimal | date | None
Row = Sequence[Value]

LEAST_WIDTH, MOST_WIDTH_OF_TEXT = 8, 36

IN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    PARTNERS.name: (
        *("name", "country", "city", "region", "oid", "role"),
        *("kind", "website", "contact", "newcomer", "capacity", "rate"),
    ),
    WORK_PACKAGES.name: ("title", "lead", "start", "end", "status", "note", "budget", "effort"),
    MILESTONES.name: ("title", "wp", "due", "lead", "verification", "after", "reached", "status", "note"),
    DELIVERABLES.name: ("title", "wp", "due", "lead", "kind", "dissemination", "after", "status", "note"),
    OBJECTIVES.name: ("title",),
    INDICATORS.name: ("title", "wp", "target", "unit", "achieved"),
}
"""Keys that the headings below name."""

PACKAGE_STATUS, FIRST_AMOUNT = 5, 7
"""Columns of work packages that the budget is worked out from."""


def packages_name() -> str:
    """The name of the sheet of work packages."""
    return _("Work packages")


def write_entry_sheets(workbook: Workbook, material: Material) -> None:
    """Partners, work packages, milestones, deliverables, objectives, indicators: each where there are any."""
    plan = material.plan
    _table(workbook, plan, PARTNERS, _("Partners"), _partner_heads(), _partner_rows(plan))
    _table(workbook, plan, WORK_PACKAGES, packages_name(), _package_heads(plan), _package_rows(plan))
    _table(workbook, plan, MILESTONES, _("Milestones"), _milestone_heads(), _milestone_rows(plan))
    _table(workbook, plan, DELIVERABLES, _("Deliverables"), _deliverable_heads(), _deliverable_rows(plan))
    _table(
        workbook,
        plan,
        OBJECTIVES,
        _("Objectives"),
        [_("Objective"), _("What is to be attained")],
        _objective_rows(plan),
    )
    _table(workbook, plan, INDICATORS, _("Indicators"), _indicator_heads(), _indicator_rows(plan))


def _table(workbook: Workbook, plan: Plan, kind: Kind, name: str, heads: Sequence[str], rows: Iterable[Row]) -> None:
    """A sheet of the entries of a kind, where there are any."""
    all_heads, lines = _with_further(plan, kind, heads, rows)
    if lines:
        write_table(workbook, name, all_heads, lines)


def _with_further(plan: Plan, kind: Kind, heads: Sequence[str], rows: Iterable[Row]) -> tuple[list[str], list[Row]]:
    """Headings and rows of a kind; keys of the schema that no heading names have columns at the end."""
    further = further_keys(kind, IN_COLUMNS[kind.name])
    lines: list[Row] = [
        (*row, *(_further(getattr(entry, key.name), key) for key in further))
        for entry, row in zip(getattr(plan, kind.name).values(), rows, strict=True)
    ]
    return [*heads, *map(heading_of, further)], lines


def partners_table(plan: Plan) -> tuple[list[str], dict[str, Row]]:
    """The headings of the partners' sheet, and by id what stands below them."""
    heads, lines = _with_further(plan, PARTNERS, _partner_heads(), _partner_rows(plan))
    return heads, dict(zip(plan.partners, lines, strict=True))


def _further(value: Any, key: Key) -> Value:
    """A day as a day, all else in words."""
    return value if isinstance(value, date) else value_text(value, key)


def write_table(
    workbook: Workbook,
    name: str,
    heads: Sequence[str],
    lines: Sequence[Row],
    columns: int = 2,
    most_of_last: int = MOST_WIDTH_OF_TEXT,
) -> None:
    """A sheet with headings and rows, of which the first columns stay in sight and the last may be wider."""
    *others, last = zip(heads, *lines, strict=True)
    sheet = workbook.sheet(name, [*map(width_of, others), width_of(last, most_of_last)])
    workbook.heads(sheet, 0, heads)
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            _cell(workbook, sheet, number, column, value)
    workbook.print_well(sheet, rows=1, columns=columns, last=(len(lines), len(heads) - 1))


def width_of(column: Sequence[Value], most: int = MOST_WIDTH_OF_TEXT) -> int:
    """The width of a column by the longest of what stands in it."""
    longest = max(cells(value) if isinstance(value, str) else LEAST_WIDTH for value in column)
    return max(LEAST_WIDTH, min(longest + 3, most))


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
            *(_capacity(partner), partner.rate),
        )


def _capacity(partner: Partner) -> Decimal | str | None:
    """The number, or in words where some months have another: ``20, M9 = 5``."""
    value = capacity_value(partner.capacity, partner.capacity_by_month)
    return CAPACITY.to_text(value) if isinstance(value, dict) else partner.capacity


def _figure_heads(plan: Plan) -> list[str]:
    """One column of money and one of effort for every partner."""
    unit, partners = effort_unit(plan), partners_with_columns(plan)
    return [*(f"{visible(id)} (EUR)" for id in partners), *(f"{visible(id)} ({unit})" for id in partners)]


def _figures(plan: Plan, package: WorkPackage) -> list[Value]:
    partners = partners_with_columns(plan)
    return [*(_of(package.budget, id) for id in partners), *(_of(package.effort, id) for id in partners)]


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


def _objective_rows(plan: Plan) -> Iterable[Row]:
    return ((entry.id, entry.title) for entry in plan.objectives.values())


def _indicator_heads() -> list[str]:
    return [_("Id"), _("Indicator"), _("WP"), _("Target"), _("Unit"), _("Achieved")]


def _indicator_rows(plan: Plan) -> Iterable[Row]:
    for entry in plan.indicators.values():
        yield (entry.id, entry.title, entry.wp, entry.target, entry.unit, entry.achieved)
