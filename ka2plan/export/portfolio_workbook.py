"""All budgets of a portfolio as one workbook: plans, amounts by work package and organisation, organisations.

Sums are formulas over the sheet of amounts. They find their rows by numbers, since in a formula's condition a name
may be a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.budget import no_organisation, short_name
from ka2plan.export.budget_sheet import has_cents, number_of
from ka2plan.export.entry_sheets import width_of
from ka2plan.export.workbook import Workbook
from ka2plan.figures.portfolio_organisations import organisations_of
from ka2plan.findings import ERROR, WARNING
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO
from ka2plan.print.portfolio import names_of, phase_name, told_applications
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.figures.portfolio import Entry
    from ka2plan.figures.portfolio_organisations import Organisation

Value = str | int | Decimal | None

WIDEST = 60
"""Letters of a column of texts."""

DATELESS = datetime(2000, 1, 1, tzinfo=UTC)
"""When the workbook says it was made, where nobody says when: the same plans then give the same bytes."""


class Formula(NamedTuple):
    """A cell that is worked out, with what comes out of it."""

    text: str
    value: Decimal


def portfolio_workbook(entries: Sequence[Entry], book: CallBook, created: datetime | None) -> bytes:
    """The workbook; no text of a plan becomes a formula or a link."""
    organisations = organisations_of(entries)
    amounts = _amounts(entries, organisations)
    with_cents = has_cents([row.money for row in amounts])
    workbook = Workbook(_("Portfolio"), created or DATELESS, with_cents=with_cents)
    last = len(amounts) + 1
    _write(workbook, _("Plans"), _plan_heads(), list(_plans(entries, amounts, last)), sums=(6, 7, 8))
    _write(workbook, _amounts_name(), _amount_heads(), [list(row.cells) for row in amounts], sums=(10,))
    rows = list(_organisations(entries, organisations, amounts, last, book))
    _write(workbook, _("Organisations"), _organisation_heads(), rows, sums=(6,))
    return workbook.close()


class AmountRow(NamedTuple):
    """One amount with the numbers of its plan and of its organisation, and all its cells."""

    plan: int
    organisation: int
    money: Decimal
    cells: tuple[Value, ...]


def _amounts_name() -> str:
    return _("Amounts")


def _amounts(entries: Sequence[Entry], organisations: Sequence[Organisation]) -> list[AmountRow]:
    names = names_of(tuple(entries))
    owners: Mapping[tuple[str, str], tuple[int, Organisation]] = {
        (part.path, part.partner): (number, organisation)
        for number, organisation in enumerate(organisations, 1)
        for part in organisation.parts
    }
    rows = []
    for number, entry in enumerate(entries, 1):
        path = entry.row.path
        for amount in entry.amounts:
            owner, organisation = owners.get((path, amount.partner), (0, None))
            told = (organisation.oid, organisation.name, organisation.country) if organisation else ("", "", "")
            cells = (
                *(number, names[path], path, short_name(amount.wp), amount.title),
                *(owner or None, amount.partner or no_organisation(), *told, amount.money),
            )
            rows.append(AmountRow(number, owner, amount.money, cells))
    return rows


def _amount_heads() -> list[str]:
    return [
        *(_("Plan no."), _("Plan"), _("File"), _("WP"), _("Work package")),
        *(_("Organisation no."), _("Partner"), _("OID"), _("Name"), _("Country"), _("EUR")),
    ]


def _plan_heads() -> list[str]:
    return [
        *(_("No."), _("Plan"), _("File"), _("Type"), _("Call"), _("Phase")),
        *(_("Lump sum, EUR"), _("Planned, EUR"), _("Difference, EUR"), _("Errors"), _("Warnings"), _("Not read")),
    ]


def _plans(entries: Sequence[Entry], amounts: Sequence[AmountRow], last: int) -> Iterator[list[Any]]:
    names, planned_of = names_of(tuple(entries)), _summed((row.plan, row.money) for row in amounts)
    for number, entry in enumerate(entries, 1):
        row, line = entry.row, number + 1
        if row.fault:
            yield [number, names[row.path], row.path, *[None] * 8, row.fault]
            continue
        planned = planned_of.get(number, ZERO)
        lump_sum = row.lump_sum
        yield [
            *(number, names[row.path], row.path, row.type, f"{row.call or '?'}/{row.round}", phase_name(row.phase)),
            lump_sum,
            Formula(_sum_where("A", number, last), planned),
            None if lump_sum is None else Formula(f"=H{line}-G{line}", planned - lump_sum),
            *(row.counts[ERROR], row.counts[WARNING], ""),
        ]


def _organisation_heads() -> list[str]:
    return [
        *(_("No."), _("OID"), _("Name"), _("Country"), _("Plans"), _("As applicant"), _("EUR")),
        _("Applications and their limit"),
    ]


def _organisations(
    entries: Sequence[Entry],
    organisations: Sequence[Organisation],
    amounts: Sequence[AmountRow],
    last: int,
    book: CallBook,
) -> Iterator[list[Any]]:
    names, totals = names_of(tuple(entries)), _summed((row.organisation, row.money) for row in amounts)
    for number, organisation in enumerate(organisations, 1):
        yield [
            *(number, organisation.oid, organisation.name, organisation.country, len(organisation.parts)),
            sum(part.is_applicant for part in organisation.parts),
            Formula(_sum_where("F", number, last), totals.get(number, ZERO)),
            "\n".join(_capped(organisation, names, book)),
        ]


def _capped(organisation: Organisation, names: Mapping[str, str], book: CallBook) -> Iterator[str]:
    """Where an organisation stands against the caps; that its applications cannot be counted, without an OID."""
    if not organisation.oid:
        if any(part.is_funded for part in organisation.parts):
            yield _("no OID: its applications are not counted")
        return
    for applications in organisation.applications:
        if applications.severity or applications.at_limit:
            yield told_applications(organisation, applications, names, book)


def _summed(amounts: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    """The money by number."""
    sums: dict[int, Decimal] = {}
    for number, money in amounts:
        sums[number] = sums.get(number, ZERO) + money
    return sums


def _sum_where(column: str, number: int, last: int) -> str:
    """The sum of the amounts whose number in a column of their sheet is this one."""
    sheet = "'" + _amounts_name().replace("'", "''") + "'"
    return f"=SUMIF({sheet}!${column}$2:${column}${last},{number},{sheet}!$K$2:$K${last})"


def _write(workbook: Workbook, name: str, heads: list[str], rows: list[list[Any]], *, sums: Sequence[int]) -> None:
    """One sheet: headings, rows, and a row of totals that follow the filter."""
    from xlsxwriter.utility import xl_range

    texts = [heads, *([_shown(value) for value in row] for row in rows)]
    sheet = workbook.sheet(name, [width_of(column, WIDEST) for column in zip(*texts, strict=True)])
    workbook.heads(sheet, 0, heads)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(workbook, sheet, place, column, value, is_money=column in sums)
    end = len(rows) + 1
    workbook.write(sheet, end, 1, _("Total"), workbook.strong)
    for column in sums:
        total = sum((_amount(row[column]) for row in rows), ZERO)
        formula = f"=SUBTOTAL(109,{xl_range(1, column, max(1, len(rows)), column)})"
        sheet.write_formula(end, column, formula, workbook.sum, number_of(total))
    workbook.print_well(sheet, rows=1, columns=2, last=(end, len(heads) - 1))
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)


def _cell(workbook: Workbook, sheet: Any, row: int, column: int, value: Any, *, is_money: bool) -> None:
    look = workbook.money if is_money else workbook.figure
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, look, number_of(value.value))
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, number_of(Decimal(value)), look)
    elif value is not None:
        workbook.write(sheet, row, column, value, workbook.text)


def _amount(value: Any) -> Decimal:
    if isinstance(value, Formula):
        return value.value
    return value if isinstance(value, Decimal) else ZERO


def _shown(value: Any) -> str:
    return str(value.value if isinstance(value, Formula) else value or "")
