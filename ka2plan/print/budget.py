"""``show budget``: who gets how much for what, and whether it closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.figures.money import Money, money_of
from ka2plan.plan.model import ZERO, Plan
from ka2plan.print.phrases import how_it_closes, part_of_whole
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, Line, number_column, table_lines
from ka2plan.print.view import View
from ka2plan.words.figures import figure, money, share
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

NO_PARTNER = ""
"""Stands in a matrix for money that no partner has yet."""


def budget_lines(view: View, pen: Pen) -> list[str]:
    """How the sums stand, then the matrix of organisations and work packages; without work packages the
    activities.
    """
    plan, sums = view.plan, money_of(view.plan, view.management_wp)
    said = [line for text, style in _standing(plan, sums, view.management_wp) for line in pen.paragraph(text, style)]
    if plan.work_packages:
        return [*said, "", *_matrix(plan, sums, pen)]
    if not sums.by_activity:
        return said
    lines = [*said, "", *_by_activity(plan, sums, pen)]
    return [*lines, "", *_by_partner(plan, sums, pen)] if any(sums.by_partner.values()) else lines


def _standing(plan: Plan, sums: Money, management_wp: str | None) -> Iterator[tuple[str, str]]:
    """What is planned, what is left, management and what was cancelled, each with a style."""
    words, style = how_it_closes(sums)
    yield _("Planned {standing}").format(standing=words), style
    if sums.management_share is not None and management_wp:
        words = _("Management ({id}) {amount}: {share} of the lump sum")
        amount = money(sums.by_wp[management_wp].total)
        yield words.format(id=management_wp, amount=amount, share=share(sums.management_share, 1)), ""
    if sums.cancelled:
        yield _("Cancelled {amount}, not counted").format(amount=money(sums.cancelled)), ""
    if sums.unallocated and plan.work_packages:
        yield _("Not split between partners {amount}").format(amount=money(sums.unallocated)), ""


def _matrix(plan: Plan, sums: Money, pen: Pen) -> list[str]:
    packages = {id: {**package.partners, NO_PARTNER: package.unallocated} for id, package in sums.by_wp.items()}
    loose = _outside(plan, sums)
    if any(loose.values()):
        packages[_("no WP")] = loose
    partners = [*sums.by_partner, *([NO_PARTNER] if sums.unallocated else [])]
    columns = (
        Column(""),
        *(number_column(id) for id in packages),
        number_column(_("Total")),
        number_column(_("Share")),
    )
    rows: list[Line] = [_partner_line(id, packages, sums) for id in partners]
    totals = [sum(amounts.values(), ZERO) for amounts in packages.values()]
    bold = [(text, "bold") for text in (_("Total"), *map(figure, totals), figure(sums.total))]
    return table_lines(columns, [*rows, None, [*bold, ""]], pen)


def _partner_line(id: str, packages: Mapping[str, Mapping[str, Decimal]], sums: Money) -> Line:
    amounts = [package.get(id, ZERO) for package in packages.values()]
    total = sum(amounts, ZERO)
    part = _share(total, sums)
    return (id or _("not split"), *(_amount(amount) for amount in amounts), figure(total), part)


def _amount(amount: Decimal) -> str:
    return figure(amount) if amount else "-"


def _share(amount: Decimal, sums: Money) -> str:
    return part_of_whole(amount / sums.total) if sums.total else ""


def _outside(plan: Plan, sums: Money) -> dict[str, Decimal]:
    """Money of live activities that are in no work package of the plan, by partner."""
    outside: dict[str, Decimal] = {NO_PARTNER: ZERO}
    for activity in plan.live_activities():
        if activity.wp in sums.by_wp:
            continue
        for partner, amount in activity.budget.items():
            outside[partner] = outside.get(partner, ZERO) + amount
        outside[NO_PARTNER] += activity.money - sum(activity.budget.values(), ZERO)
    return outside


def _by_activity(plan: Plan, sums: Money, pen: Pen) -> list[str]:
    columns = (
        Column(_("Id")),
        Column(_("Activity"), least=16),
        Column(_("Lead")),
        number_column(_("EUR")),
        number_column(_("Share")),
    )
    rows: list[Line] = []
    for id, amount in sums.by_activity.items():
        activity = plan.activities[id]
        part = _share(amount, sums)
        rows.append((id, activity.title, activity.lead or "", figure(amount), part))
    total = [(text, "bold") for text in (_("Total"), "", "", figure(sums.total), "")]
    return table_lines(columns, [*rows, None, total], pen)


def _by_partner(plan: Plan, sums: Money, pen: Pen) -> list[str]:
    columns = (
        Column(_("Partner")),
        Column(_("Name"), least=16),
        number_column(_("EUR")),
        number_column(_("Share")),
    )
    rows: list[Line] = []
    for id, amount in sums.by_partner.items():
        name = plan.partners[id].name if id in plan.partners else ""
        rows.append((id, name, figure(amount), _share(amount, sums)))
    if sums.unallocated:
        part = _share(sums.unallocated, sums)
        rows.append((_("not split"), "", figure(sums.unallocated), part))
    return table_lines(columns, rows, pen)


def budget_json(view: View) -> dict[str, Any]:
    """The budget as values, EUR of what is not cancelled.

    ``{"version": 1, "lump_sum", "total", "difference", "cancelled", "management_share", "by_wp": {wp:
    {"total", "unallocated", "partners": {id: amount}}}, "by_partner": {id: amount}, "by_activity": {id:
    amount}}``. ``difference`` is the total less the lump sum, ``unallocated`` what is not split between
    partners, ``management_share`` the management's part of the lump sum from 0 to 1, null where the type has
    no such work package.
    """
    from ka2plan.schedule import forms

    return forms.budget_json(money_of(view.plan, view.management_wp))
