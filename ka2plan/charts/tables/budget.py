"""The money as tables: organisations and work packages, activities where there are none; and whether it closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.money import Money, PackageMoney, money_outside
from ka2plan.plan.model import ZERO, Plan
from ka2plan.words.figures import figure, money
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

NO_PACKAGE = ""
"""Id of the column of money that lies in no work package."""


def packages_with_money(plan: Plan, sums: Money) -> dict[str, PackageMoney]:
    """The money of every live work package, and under ``NO_PACKAGE`` what lies in none, where there is any."""
    outside = money_outside(plan, sums)
    return {**sums.by_wp, NO_PACKAGE: outside} if outside.total else dict(sums.by_wp)


def short_name(package: str) -> str:
    """The heading of a column of a work package."""
    return package or _("no WP")


def no_organisation() -> str:
    """What stands in place of an organisation for money that none has yet."""
    return _("not split")


def funded(plan: Plan, sums: Money) -> dict[str, Decimal]:
    """The money of every beneficiary, and of whoever else has some."""
    return {
        id: total
        for id, total in sums.by_partner.items()
        if total or (id in plan.partners and plan.partners[id].is_funded)
    }


def budget_table(plan: Plan, sums: Money) -> Table:
    """Organisations down, work packages across, totals both ways."""
    packages = packages_with_money(plan, sums)
    columns = (
        Column("partner", _("Organisation")),
        *(Column(f"wp {id}", short_name(id), "money") for id in packages),
        Column("total", _("Total"), "money"),
        Column("share", _("Share"), "share"),
    )
    rows = [
        _budget_row(id, [package.partners.get(id, ZERO) for package in packages.values()], sums)
        for id in funded(plan, sums)
    ]
    unallocated = [package.unallocated for package in packages.values()]
    if any(unallocated):
        rows.append(_budget_row(no_organisation(), unallocated, sums))
    total = Row((_("Total"), *(package.total or None for package in packages.values()), sums.total, ""))
    return Table(_("Budget (EUR)"), columns, tuple(rows), total)


def _budget_row(name: str, amounts: Iterable[Decimal], sums: Money) -> Row:
    every = tuple(amounts)
    total = sum(every, ZERO)
    return Row((name, *(amount or None for amount in every), total, _share(total, sums)))


def _share(amount: Decimal, sums: Money) -> Decimal | str:
    return amount / sums.total if sums.total else ""


def amounts_table(plan: Plan, sums: Money) -> Table:
    """Live activities with their amounts, where the form knows no work packages."""
    columns = (
        Column("id", _("Id")),
        Column("title", _("Activity"), least=16),
        Column("lead", _("Lead")),
        Column("money", _("EUR"), "money"),
        Column("share", _("Share"), "share"),
    )
    rows = tuple(
        Row((id, plan.activities[id].title, plan.activities[id].lead or "", amount, _share(amount, sums)))
        for id, amount in sums.by_activity.items()
    )
    total = Row((_("Total"), "", "", sums.total, "")) if rows else None
    return Table(_("Budget (EUR)"), columns, rows, total)


def partner_amounts_table(plan: Plan, sums: Money) -> Table:
    """What every organisation gets in all."""
    columns = (
        Column("id", _("Partner")),
        Column("name", _("Name"), least=16),
        Column("money", _("EUR"), "money"),
        Column("share", _("Share"), "share"),
    )
    rows = [
        Row((id, plan.partners[id].name if id in plan.partners else "", amount, _share(amount, sums)))
        for id, amount in funded(plan, sums).items()
    ]
    if sums.unallocated:
        rows.append(Row((no_organisation(), "", sums.unallocated, _share(sums.unallocated, sums))))
    return Table(_("Budget (EUR)"), columns, tuple(rows))


Mood = Literal["", "good", "warning", "error"]


def how_it_closes(sums: Money, rest_as: Callable[[Decimal], str] = money) -> tuple[str, Mood]:
    """What is planned of the lump sum and what is left, ``81,000 of 120,000 EUR: 39,000 EUR left``, with a style."""
    if sums.lump_sum is None or sums.difference is None:
        return _("{planned}; the plan has no lump sum").format(planned=money(sums.total)), ""
    style: Mood = "good"
    words = _("{planned} of {whole}: the sums agree")
    if sums.difference < 0:
        words, style = _("{planned} of {whole}: {rest} left"), "warning"
    elif sums.difference > 0:
        words, style = _("{planned} of {whole}: {rest} too much"), "error"
    rest = rest_as(abs(sums.difference))
    return words.format(planned=figure(sums.total), whole=money(sums.lump_sum), rest=rest), style
