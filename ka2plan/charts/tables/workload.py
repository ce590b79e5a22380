"""Effort as tables: each partner's sum beside its money, and month by month against what it can do."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from ka2plan.charts.signs import Style
from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.workload import PartnerLoad, Workload
from ka2plan.plan.model import ZERO
from ka2plan.words.figures import decimals, effort, listed, number, stretches, unit_of_effort
from ka2plan.words.messages import _, ngettext

Mood = Literal["base", "dim", "good", "warning"]

OVER: Final = "over"
"""The style of a month with more than a partner can do."""


def effort_table(work: Workload) -> Table:
    """Effort, money, tasks and leads of every partner, with their shares of all."""
    columns = (
        Column("partner", _("Partner")),
        Column("effort", _("Person-months") if work.unit == "months" else _("Person-days"), "effort"),
        Column("effort_share", _("Share"), "share"),
        Column("money", _("EUR"), "money"),
        Column("money_share", _("Share"), "share"),
        Column("tasks", _("Tasks"), "count"),
        Column("leads", _("Leads"), "count"),
        Column("packages", _("Leads WPs"), least=9),
    )
    loads = work.partners.values()
    effort, money = sum((own.effort for own in loads), ZERO), sum((own.money for own in loads), ZERO)
    total = Row((_("Total"), effort, "", money, "", "", "", ""))
    return Table(_("Workload"), columns, tuple(map(_effort_row, loads)), total)


def _effort_row(own: PartnerLoad) -> Row:
    sums = (own.partner, own.effort, own.effort_share, own.money, own.money_share)
    return Row((*sums, len(own.activities), len(own.leads), ", ".join(own.leads_packages)))


def months_table(work: Workload, months_each: int = 1) -> Table:
    """Effort in every project month, or in so many months a column; without rows where nobody has any."""
    loads = work.partners.values()
    months = max((len(own.by_month) for own in loads if own.effort), default=0)
    firsts = range(1, months + 1, months_each)
    columns = (
        Column("partner", _("Partner")),
        Column("capacity", _("capacity"), "effort"),
        *(Column(f"M{first}", _span(first, min(first + months_each - 1, months)), "effort") for first in firsts),
        Column("total", _("Total"), "effort"),
    )
    over = {(overload.partner, overload.month) for overload in work.overloads}
    rows = tuple(_months_row(own, firsts, months_each, over) for own in loads) if months else ()
    unit = unit_of_effort(work.unit)
    return Table(_("Workload ({unit})").format(unit=unit), columns, rows)


def standing(work: Workload) -> list[tuple[str, Mood]]:
    """How it stands: all effort with its unit, and in how many months somebody has more than it can do."""
    loads, over = work.partners.values(), len(work.overloads)
    told: list[tuple[str, Mood]] = [(effort(sum((own.effort for own in loads), ZERO), work.unit), "base")]
    if over:
        words = ngettext("{count} month above capacity", "{count} months above capacity", over)
        told.append((words.format(count=over), "warning"))
    elif any(own.has_capacity for own in loads):
        told.append((_("nobody above capacity"), "good"))
    else:
        told.append((_("no partner has a capacity in the plan"), "dim"))
    if beyond := beyond_in_words(work):
        told.append((beyond, "warning"))
    return told


def beyond_in_words(work: Workload) -> str:
    """``by the forecast 86 person-days of A3.3 and A4.2 would lie after the project``; empty where nothing would."""
    if not work.beyond:
        return ""
    told = _("by the forecast {effort} of {entries} would lie after the project")
    amount = effort(Decimal(f"{sum(work.beyond.values()):.1f}"), work.unit)
    return told.format(effort=amount, entries=listed(work.beyond))


def _span(first: int, last: int) -> str:
    return f"M{first}" if first == last else f"M{first}-{last}"


def _months_row(own: PartnerLoad, firsts: range, each: int, over: set[tuple[str, int]]) -> Row:
    booked = (sum(own.by_month[first - 1 : first - 1 + each]) or None for first in firsts)
    styles: dict[str, Style | Literal["over"]] = {
        f"M{first}": OVER for first in firsts if each == 1 and (own.partner, first) in over
    }
    return Row((own.partner, own.capacity, *booked, own.effort), styles=styles)


def capacity_in_words(own: PartnerLoad) -> str:
    """What a partner can give, where that is not the same in all months: ``OSL can give 20 a month, 5 in M9``."""
    months: dict[Decimal | None, list[int]] = {}
    for month, can in enumerate(own.capacity_by_month, 1):
        if can != own.capacity:
            months.setdefault(can, []).append(month)
    parts = [
        _("{capacity} in {months}").format(capacity=number(can or ZERO), months=stretches(numbers))
        for can, numbers in months.items()
    ]
    if own.capacity is None:
        return _("{partner} can give {parts}").format(partner=own.partner, parts=listed(parts))
    return _("{partner} can give {capacity} a month, {parts}").format(
        partner=own.partner, capacity=number(own.capacity), parts=listed(parts)
    )


def short_effort(value: float, unit: str) -> str:
    """The effort of a month in few characters: whole days, months with one decimal; nothing for none."""
    if not value:
        return ""
    if unit == "months":
        return decimals(value, 1) if value >= 0.05 else f"<{decimals(0.1, 1).lstrip('0')}"
    return decimals(value, 0) if value >= 0.5 else "<1"


def tenths(value: float) -> str:
    """``3.5``, ``4``, ``1,200``: effort to one decimal."""
    return number(Decimal(f"{value:.1f}"))
