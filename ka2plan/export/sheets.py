"""The plan as plain tables of texts, for every format that shows tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.export.material import Material
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Activity, Link, Milestone
from ka2plan.plan.model import CANCELLED, DONE, PLANNED, RUNNING, ZERO
from ka2plan.plan.types.number import NUMBER
from ka2plan.schedule.forms import number
from ka2plan.words.figures import day, figure, percentage
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from decimal import Decimal


class Sheet(NamedTuple):
    """One table: a heading, the columns (numbers stand to the right), the rows; the last row may be a total."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    has_total: bool = False


def sheets(material: Material) -> tuple[Sheet, ...]:
    """All tables of the plan that have a row."""
    every = (
        partners_sheet(material),
        packages_sheet(material),
        activities_sheet(material),
        milestones_sheet(material),
        deliverables_sheet(material),
        budget_sheet(material),
        workload_sheet(material),
        indicators_sheet(material),
    )
    return tuple(sheet for sheet in every if sheet.rows)


def shown_day(moment: date | None) -> str:
    """A date in words, or nothing."""
    return day(moment) if moment else ""


def shown_money(amount: Decimal) -> str:
    """An amount with thousands, nothing for nought."""
    return figure(amount) if amount else ""


def links_text(links: Iterable[Link]) -> str:
    """``A1.1, A2.0 SS+1m``."""
    return ", ".join(_link_text(link) for link in links)


def periods_text(activity: Activity) -> str:
    """``2026-11-01 – 2026-12-31; 2027-08-01 – 2027-09-30``; empty for an activity with a start and an end."""
    return "; ".join(f"{period.start.isoformat()} – {period.end.isoformat()}" for period in activity.periods)


def shares_text(shares: Mapping[str, Decimal]) -> str:
    """``OSL=9000 IES=4000``; thousandths get a nought, so that nobody takes them for thousands."""
    return " ".join(f"{name}={NUMBER.to_text(value)}" for name, value in shares.items())


def _link_text(link: Link) -> str:
    lag = f"{link.lag.number:+d}{link.lag.unit}" if link.lag.number else ""
    return f"{link.id} {link.type}{lag}" if lag or link.type != "FS" else link.id


def venue_text(activity: Activity) -> str:
    """``Valencia, ES``."""
    return ", ".join(filter(None, activity.venue)) if activity.venue else ""


def status_text(status: str) -> str:
    """A status in the user's language."""
    words = {PLANNED: _("planned"), RUNNING: _("running"), DONE: _("done"), CANCELLED: _("cancelled")}
    return words.get(status, status)


def _standing(activity: Activity) -> str:
    """The status, with the progress of what runs."""
    told = status_text(CANCELLED if activity.cancelled else activity.status)
    return f"{told}, {percentage(activity.progress)}" if activity.status == RUNNING and activity.progress else told


def partners_sheet(material: Material) -> Sheet:
    """The consortium."""
    rows = tuple(
        (partner.id, partner.name, partner.country, partner.city, partner.oid, _role(material, partner.id))
        for partner in material.plan.partners.values()
    )
    columns = (_("Id"), _("Name"), _("Country"), _("City"), _("OID"), _("Role"))
    return _without_empty(Sheet(_("Partners"), columns, rows))


def _role(material: Material, id: str) -> str:
    if id == material.plan.project.coordinator:
        return _("coordinator")
    return _("partner") if material.plan.partners[id].is_beneficiary else _("associated partner")


def packages_sheet(material: Material) -> Sheet:
    """Work packages with their span, lead, number of activities and money."""
    rows = []
    for package in material.plan.work_packages.values():
        span = material.span(package)
        money = material.money.by_wp.get(package.id)
        rows.append(
            (
                package.id,
                package.title,
                package.lead or "",
                shown_day(span[0] if span else None),
                shown_day(span[1] if span else None),
                str(len(material.plan.activities_of(package.id))),
                shown_money(money.total if money else ZERO),
                status_text(package.status) if package.status != PLANNED else "",
            )
        )
    columns = (_("Id"), _("Title"), _("Lead"), _("Start"), _("End"), _("Activities"), _("EUR"), _("Status"))
    return _without_empty(Sheet(_("Work packages"), columns, tuple(rows), frozenset({5, 6})))


def activities_sheet(material: Material) -> Sheet:
    """Activities in the order of their work packages."""
    ordered = [entry for _heading, entries in material.groups for entry in entries if isinstance(entry, Activity)]
    rows = tuple(
        (
            activity.id,
            activity.title,
            activity.wp or "",
            shown_day(activity.start),
            shown_day(activity.end),
            activity.lead or "",
            ", ".join(activity.partners),
            venue_text(activity),
            links_text(activity.after),
            shown_money(activity.money),
            _standing(activity),
        )
        for activity in ordered
    )
    columns = (
        *(_("Id"), _("Title"), _("WP"), _("Start"), _("End"), _("Lead"), _("Partners"), _("Venue")),
        *(_("After"), _("EUR"), _("Status")),
    )
    return _without_empty(Sheet(_("Activities"), columns, rows, frozenset({9})))


def milestones_sheet(material: Material) -> Sheet:
    """Milestones by date."""
    milestones = sorted(material.plan.milestones.values(), key=lambda entry: (entry.due or date.max, entry.id))
    rows = tuple(
        (
            *(entry.id, entry.title, entry.wp or "", shown_day(entry.due), entry.lead or "", entry.verification),
            _reached(entry),
        )
        for entry in milestones
    )
    columns = (_("Id"), _("Title"), _("WP"), _("Due"), _("Lead"), _("Means of verification"), _("Reached"))
    return _without_empty(Sheet(_("Milestones"), columns, rows))


def _reached(entry: Milestone) -> str:
    if entry.cancelled:
        return status_text(CANCELLED)
    return shown_day(entry.reached) or (_("yes") if entry.done else "")


def deliverables_sheet(material: Material) -> Sheet:
    """Deliverables by date."""
    deliverables = sorted(material.plan.deliverables.values(), key=lambda entry: (entry.due or date.max, entry.id))
    rows = tuple(
        (
            entry.id,
            entry.title,
            entry.wp or "",
            shown_day(entry.due),
            entry.lead or "",
            entry.kind,
            entry.dissemination,
        )
        for entry in deliverables
    )
    columns = (_("Id"), _("Title"), _("WP"), _("Due"), _("Lead"), _("Kind"), _("Dissemination"))
    return _without_empty(Sheet(_("Deliverables"), columns, rows))


def budget_sheet(material: Material) -> Sheet:
    """Organisation x work package with totals both ways; activities with amounts where there are no packages."""
    if not material.plan.work_packages:
        return _amounts_sheet(material)
    packages = material.money_by_package
    rows = [
        _budget_row(id, [package.partners.get(id, ZERO) for package in packages.values()], total)
        for id, total in funded(material).items()
    ]
    if any(package.unallocated for package in packages.values()):
        unallocated = [package.unallocated for package in packages.values()]
        rows.append(_budget_row(_("not split"), unallocated, sum(unallocated, ZERO)))
    totals = [package.total for package in packages.values()]
    rows.append(_budget_row(_("Total"), totals, sum(totals, ZERO)))
    columns = (_("Organisation"), *(id or _("no WP") for id in packages), _("Total"))
    return Sheet(_("Budget (EUR)"), columns, tuple(rows), frozenset(range(1, len(columns))), has_total=True)


def funded(material: Material) -> dict[str, Decimal]:
    """The money of every beneficiary, and of whoever else has some."""
    partners = material.plan.partners
    return {
        id: total
        for id, total in material.money.by_partner.items()
        if total or (id in partners and partners[id].is_beneficiary)
    }


def _budget_row(name: str, amounts: list[Decimal], total: Decimal) -> tuple[str, ...]:
    return (name, *map(shown_money, amounts), figure(total))


def _amounts_sheet(material: Material) -> Sheet:
    activities = material.plan.activities
    rows = [(id, activities[id].title, figure(amount)) for id, amount in material.money.by_activity.items()]
    if rows:
        rows.append((_("Total"), "", figure(material.money.total)))
    return Sheet(_("Budget (EUR)"), (_("Id"), _("Activity"), _("EUR")), tuple(rows), frozenset({2}), has_total=True)


def workload_sheet(material: Material) -> Sheet:
    """Effort per partner and quarter of the project."""
    loads = material.workload.partners
    months = max((len(load.by_month) for load in loads.values()), default=0)
    if not any(load.effort for load in loads.values()):
        return Sheet(_("Workload"), (), ())
    quarters = range(0, months, 3)
    columns = (_("Partner"), *(f"M{first + 1}-{min(first + 3, months)}" for first in quarters), _("Total"))
    rows = tuple(
        (
            id,
            *(_effort(sum(load.by_month[first : first + 3])) for first in quarters),
            f"{number(load.effort):,}",
        )
        for id, load in loads.items()
        if load.effort
    )
    unit = _("person-months") if material.workload.unit == "months" else _("person-days")
    title = _("Workload ({unit})").format(unit=unit)
    return Sheet(title, columns, rows, frozenset(range(1, len(columns))))


def _effort(amount: float) -> str:
    return f"{amount:,.1f}" if amount >= 0.05 else ""


def indicators_sheet(material: Material) -> Sheet:
    """Indicators with target and what was achieved."""
    rows = tuple(
        (
            entry.id,
            entry.title,
            entry.wp or "",
            "" if entry.target is None else str(entry.target),
            entry.unit,
            "" if entry.achieved is None else str(entry.achieved),
        )
        for entry in material.plan.indicators.values()
    )
    columns = (_("Id"), _("Title"), _("WP"), _("Target"), _("Unit"), _("Achieved"))
    return _without_empty(Sheet(_("Indicators"), columns, rows, frozenset({3, 5})))


def _without_empty(sheet: Sheet) -> Sheet:
    """The table without columns in which no row says anything; the first one, which names the rows, stays."""
    kept = [place for place in range(len(sheet.columns)) if not place or any(row[place] for row in sheet.rows)]
    pick: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda row: tuple(row[place] for place in kept)  # noqa: E731
    numbers = frozenset(kept.index(place) for place in sheet.numbers if place in kept)
    return sheet._replace(columns=pick(sheet.columns), rows=tuple(map(pick, sheet.rows)), numbers=numbers)


def facts(material: Material) -> Iterator[tuple[str, str]]:
    """What stands at the head of every export: label and value."""
    project, calendar = material.plan.project, material.plan.calendar
    type_ = material.call.type
    yield _("Type"), f"{type_.name} ({project.type})" if type_ else project.type
    yield _("Call"), _("{year}, round {round}").format(year=project.call or "?", round=project.round)
    if calendar:
        yield (
            _("Duration"),
            _("{start} to {end}, {months} months").format(
                start=day(calendar.start), end=day(calendar.end), months=calendar.months
            ),
        )
    if project.lump_sum is not None:
        yield _("Lump sum"), _("{amount} EUR").format(amount=figure(project.lump_sum))
    yield _("Coordinator"), material.partner_name(project.coordinator)
