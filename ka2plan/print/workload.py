"""``show workload``: what every partner has to do, month by month against what it can, and with whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ka2plan.figures.workload import Overload, PartnerLoad, Workload, workload_of
from ka2plan.plan.model import Plan
from ka2plan.print.phrases import part_of_whole
from ka2plan.print.style import Pen
from ka2plan.print.tables import Cell, Column, Line, number_column, table_lines
from ka2plan.print.view import View
from ka2plan.words.figures import effort, figure, listed, number
from ka2plan.words.messages import _, ngettext

MOST_TOGETHER = 40
"""Partners that the table of shared activities shows; no consortium is larger."""

MOST_OVERLOADS = 12
"""Overloads that are told in words; the table of months marks all."""

OVER = "!"


def workload_lines(view: View, pen: Pen) -> list[str]:
    """Totals and shares, the months against capacity with every overload marked and explained, and who
    works with whom.
    """
    plan, load = view.plan, workload_of(view.plan)
    if not plan.partners:
        return pen.paragraph(_("The plan has no partners yet."))
    lines = _totals(load, pen)
    if any(any(own.by_month) for own in load.partners.values()):
        lines += ["", *_months(load, pen)]
    lines += ["", *_overloads(load, pen)]
    if len(plan.partners) > 1:
        lines += ["", *_together(plan, load, pen)]
    return lines


def _totals(load: Workload, pen: Pen) -> list[str]:
    unit = _("Person-months") if load.unit == "months" else _("Person-days")
    columns = (
        Column(_("Partner")),
        number_column(unit),
        number_column(_("Share")),
        number_column(_("EUR")),
        number_column(_("Share")),
        number_column(_("Tasks")),
        number_column(_("Leads")),
        Column(_("Leads WPs"), least=9),
    )
    rows: list[Line] = [_total_line(own) for own in load.partners.values()]
    everything = sum(own.effort for own in load.partners.values())
    all_money = sum(own.money for own in load.partners.values())
    bold = [(text, "bold") for text in (_("Total"), number(everything), "", figure(all_money), "", "", "", "")]
    return table_lines(columns, [*rows, None, bold], pen)


def _total_line(own: PartnerLoad) -> Line:
    return (
        own.partner,
        number(own.effort),
        part_of_whole(own.effort_share),
        figure(own.money),
        part_of_whole(own.money_share),
        str(len(own.activities)),
        str(len(own.leads)),
        ", ".join(own.leads_packages),
    )


def _months(load: Workload, pen: Pen) -> list[str]:
    months = max(len(own.by_month) for own in load.partners.values())
    capacity = any(own.capacity is not None for own in load.partners.values())
    columns = [Column(_("Partner"))]
    if capacity:
        columns.append(number_column(_("can")))
    columns += [number_column(f"M{month} ") for month in range(1, months + 1)]
    over = {(overload.partner, overload.month) for overload in load.overloads}
    rows: list[Line] = []
    for own in load.partners.values():
        can: list[Cell] = [number(own.capacity) if own.capacity is not None else ""] if capacity else []
        booked = [
            _booked(value, load.unit, over=(own.partner, month) in over) for month, value in enumerate(own.by_month, 1)
        ]
        rows.append([own.partner, *can, *booked])
    return table_lines(columns, rows, pen, stub=2 if capacity else 1, gap=1)


def _booked(value: float, unit: str, *, over: bool) -> Cell:
    if not value:
        return ("- ", "faint")
    return (_short(value, unit) + OVER, "late") if over else _short(value, unit) + " "


def _short(value: float, unit: str) -> str:
    """Few characters: whole days, months with one decimal."""
    if unit == "months":
        return f"{value:.1f}" if value >= 0.05 else "<.1"
    return f"{value:.0f}" if value >= 0.5 else "<1"


def _overloads(load: Workload, pen: Pen) -> list[str]:
    found = load.overloads
    if not found:
        capacity = any(own.capacity is not None for own in load.partners.values())
        said = _("Nobody is booked above capacity.") if capacity else _("No partner has a capacity in the plan.")
        return pen.paragraph(said)
    words = ngettext("{count} month above capacity:", "{count} months above capacity:", len(found))
    lines = pen.paragraph(words.format(count=len(found)), "bold")
    narrower = pen._replace(width=pen.width - 2)
    told = [line for overload in found[:MOST_OVERLOADS] for line in narrower.paragraph(_overload(overload, load.unit))]
    more = len(found) - MOST_OVERLOADS
    if more > 0:
        told.append(narrower.cut(ngettext("and {count} more", "and {count} more", more).format(count=more), pen.width))
    return [*lines, *(f"  {line}" for line in told)]


def _overload(overload: Overload, unit: str) -> str:
    parts = ", ".join(f"{id} {_to_tenths(booked)}" for id, booked in overload.behind)
    booked = _to_tenths(overload.booked)
    if booked == number(overload.capacity):
        booked = _("a little more than {effort}").format(effort=booked)
    return _("{partner} M{month}: {booked} of {capacity} ({parts})").format(
        partner=overload.partner,
        month=overload.month,
        booked=booked,
        capacity=effort(overload.capacity, unit),
        parts=parts,
    )


def _to_tenths(value: float) -> str:
    return number(Decimal(f"{value:.1f}"))


def _together(plan: Plan, load: Workload, pen: Pen) -> list[str]:
    shared = {(pair.one, pair.other): len(pair.activities) for pair in load.together}
    shared.update({(other, one): count for (one, other), count in list(shared.items())})
    shown = list(plan.partners)[:MOST_TOGETHER]
    columns = [Column(_("Shared activities")), *(number_column(id) for id in shown)]
    rows = [[one, *("" if one == other else str(shared.get((one, other), "-")) for other in shown)] for one in shown]
    lines = table_lines(columns, rows, pen)
    more = len(plan.partners) - len(shown)
    if more > 0:
        said = ngettext(
            "and {count} more partner; `--json` has all", "and {count} more partners; `--json` has all", more
        )
        lines += pen.paragraph(said.format(count=more))
    if load.strangers:
        pairs = listed(f"{one}-{other}" for one, other in load.strangers)
        lines += ["", *pen.paragraph(_("Never together: {pairs}").format(pairs=pairs))]
    return lines


def workload_json(view: View) -> dict[str, Any]:
    """The workload as values.

    ``{"version": 1, "unit": "days" or "months", "partners": {id: {"effort", "effort_share", "money",
    "money_share", "capacity": number or null, "by_month": [..one number a project month..], "activities",
    "leads"}}, "together": [[a, b, shared activities]]}``. Shares are of all partners' effort and money,
    from 0 to 1. ``activities`` is the number of activities a partner leads or takes part in, ``leads`` of
    those it leads, and the third of ``together`` of those that two share.
    """
    from ka2plan.schedule import forms

    return forms.workload_json(workload_of(view.plan))
