"""``show budget``: who gets how much for what, and whether it closes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.charts.tables.budget import amounts_table, budget_table, how_it_closes, partner_amounts_table
from ka2plan.figures.money import Money, money_of
from ka2plan.plan.model import Plan
from ka2plan.print.style import Pen, PenStyle
from ka2plan.print.tables import written
from ka2plan.print.view import View
from ka2plan.words.figures import money, share
from ka2plan.words.messages import _


def budget_lines(view: View, pen: Pen) -> list[str]:
    """How the sums stand, then the matrix of organisations and work packages; without work packages the
    activities.
    """
    plan, sums = view.plan, money_of(view.plan, view.management_wp)
    said = [line for text, style in _standing(plan, sums, view.management_wp) for line in pen.paragraph(text, style)]
    if plan.work_packages:
        return [*said, "", *written(budget_table(plan, sums), pen)]
    if not sums.by_activity:
        return said
    lines = [*said, "", *written(amounts_table(plan, sums), pen)]
    by_partner = partner_amounts_table(plan, sums)
    return [*lines, "", *written(by_partner, pen)] if any(sums.by_partner.values()) else lines


def _standing(plan: Plan, sums: Money, management_wp: str | None) -> Iterator[tuple[str, PenStyle]]:
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
