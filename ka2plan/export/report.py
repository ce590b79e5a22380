"""``export report``: what the plan says for the final report: what was done, changed and dropped, and what came of it.

By work package, by activity where the partnership has none: the order of the application, which the report follows. It
has no field and no limit of its own, since no source for a report's form was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.activities import indicators_table
from ka2plan.charts.tables.events import deliverables_table, milestones_table
from ka2plan.charts.tables.partners import partners_table, stay_of
from ka2plan.charts.tables.table import Table
from ka2plan.export.budget_sums import budget
from ka2plan.export.contents import facts
from ka2plan.export.markdown import escaped, table
from ka2plan.export.material import Material
from ka2plan.export.report_blocks import Block, fact, heading, item, table_block, text
from ka2plan.export.report_entries import carried_out, dropped, still_to_come, taken_out
from ka2plan.export.report_owed import owed_blocks
from ka2plan.figures.status import state_of
from ka2plan.plan.model import CANCELLED, DONE, PLANNED, RUNNING, WorkPackage
from ka2plan.words.distances import span
from ka2plan.words.figures import day, listed, number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.since_granted import SinceGranted

PART, GROUP = 2, 3
"""Levels of headings."""


def write(material: Material) -> str:
    """The report in Markdown."""
    return "\n".join(_markdown(blocks(material))) + "\n"


def blocks(material: Material) -> list[Block]:
    """The report, piece by piece."""
    return list(_blocks(material))


def _blocks(material: Material) -> Iterator[Block]:
    since = _since_granted(material)
    yield heading(_("{title} (for the final report)").format(title=material.title), 1)
    yield text(
        _("What the plan says on {day}. The agency's form asks for more, in words and limits of its own.").format(
            day=day(material.today)
        )
    )
    yield from (fact(label, value) for label, value in facts(material))
    yield fact(_("Compared with"), _baseline(material))
    yield from map(item, since.of_project() if since else ())
    yield from _consortium(material)
    yield from _objectives(material)
    for package in (*material.plan.work_packages.values(), None):
        yield from _part(material, since, package)
    money = budget(material)
    if money.rows:
        yield heading(_("Money"), PART)
        yield table_block(money)
    yield from owed_blocks(material)


def _since_granted(material: Material) -> SinceGranted | None:
    comparison: Any = material.options.get("comparison")
    if comparison is None:
        return None
    from ka2plan.export.since_granted import SinceGranted

    return SinceGranted(comparison, material.call)


def _baseline(material: Material) -> str:
    granted = material.plan.project.granted
    if material.options.get("comparison") is not None:
        return _("the plan as granted, {revision}").format(revision=granted)
    return _("nothing: the plan as granted is not known, so changes since then are not shown")


def _consortium(material: Material) -> Iterator[Block]:
    plan = material.plan
    if not plan.partners:
        return
    yield heading(_("Participating organisations"), PART)
    yield table_block(partners_table(plan, material.workload).only("id", "name", "country", "role").without_empty())
    for partner in plan.partners.values():
        stay = stay_of(partner)
        if stay:
            yield item(_("{partner} takes part {stay}.").format(partner=partner.id, stay=stay))


def _objectives(material: Material) -> Iterator[Block]:
    """Each objective with what was done for it and what its indicators came to."""
    plan = material.plan
    if not plan.objectives:
        return
    yield heading(_("Objectives"), PART)
    for objective in plan.objectives.values():
        done = [one.id for one in plan.live_activities() if objective.id in one.serves and state_of(one) == DONE]
        left = [one.id for one in plan.live_activities() if objective.id in one.serves and state_of(one) != DONE]
        figures = [_achieved(one) for one in plan.indicators.values() if objective.id in one.serves]
        yield heading(f"{objective.id} {objective.title}".strip(), GROUP)
        served = (
            (_("Done for it"), listed(done, 12)),
            (_("Not done"), listed(left, 12)),
            (_("Indicators"), "; ".join(figures)),
        )
        yield from (fact(label, value) for label, value in served if value)


def _achieved(indicator: Any) -> str:
    achieved = "?" if indicator.achieved is None else number(indicator.achieved)
    target = "?" if indicator.target is None else number(indicator.target)
    told = _("{indicator}: {achieved} of {target} {unit}").format(
        indicator=indicator.title or indicator.id, achieved=achieved, target=target, unit=indicator.unit
    )
    return told.strip()


def _part(material: Material, since: SinceGranted | None, package: WorkPackage | None) -> Iterator[Block]:
    """A work package, or what is in none."""
    inside = list(_inside(material, since, package))
    if package is None and not inside:
        return
    if package is None:
        title = _("In no work package") if material.plan.work_packages else _("Activities and results")
    else:
        title = f"{package.id} {package.title}".strip()
    yield heading(title, PART)
    if package:
        yield from _of_package(material, since, package)
    yield from inside


def _of_package(material: Material, since: SinceGranted | None, package: WorkPackage) -> Iterator[Block]:
    days = material.span(package)
    told = (
        (_("Lead"), material.partner_name(package.lead)),
        (_("Planned"), span(*days) if days else ""),
        (_("Dropped"), (package.note or _("no reason is given")) if package.cancelled else ""),
        (_("Changed since the grant"), since.sentence("work_packages", package.id) if since else ""),
        (_("Note"), "" if package.cancelled else package.note),
    )
    yield from (fact(label, value) for label, value in told if value)


def _inside(material: Material, since: SinceGranted | None, package: WorkPackage | None) -> Iterator[Block]:
    id = package.id if package else None
    activities = [one for one in material.plan.activities.values() if _package_of(material, one.wp) == id]
    by_state = {state: [one for one in activities if state_of(one) == state] for state in (DONE, RUNNING)}
    for state, title in ((DONE, _("Activities carried out")), (RUNNING, _("Activities that still run"))):
        if by_state[state]:
            yield heading(title, GROUP)
        for activity in by_state[state]:
            yield from carried_out(material, since, activity)
    yield from _listed(
        _("Activities that have not begun"),
        [still_to_come(material, since, one) for one in activities if state_of(one) == PLANNED],
    )
    gone = [taken_out(one) for one in since.taken_out(id)] if since else []
    why = package.note if package and package.cancelled else ""
    off = [dropped(one, why) for one in activities if state_of(one) == CANCELLED]
    yield from _listed(_("Activities that were cancelled or deleted"), [*off, *gone])
    yield from _results(material, id)


def _package_of(material: Material, wp: str | None) -> str | None:
    return wp if wp in material.plan.work_packages else None


def _listed(title: str, items: list[Block]) -> Iterator[Block]:
    if items:
        yield heading(title, GROUP)
        yield from items


def _results(material: Material, package: str | None) -> Iterator[Block]:
    """Milestones, deliverables and indicators of a work package, or of none."""
    plan = material.plan
    indicators = [one for one in plan.indicators.values() if _package_of(material, one.wp) == package]
    for made in (milestones_table(plan, material.today), deliverables_table(plan, material.today)):
        place = [column.key for column in made.columns].index("wp")
        rows = tuple(row for row in made.rows if _package_of(material, str(row.values[place])) == package)
        yield from _table(made._replace(rows=rows).without("wp", "month", "state", "forecast").without_empty())
    yield from _table(indicators_table(indicators).without("wp").without_empty())


def _table(made: Table) -> Iterator[Block]:
    if made.rows:
        yield heading(made.title, GROUP)
        yield table_block(made)


def _markdown(pieces: list[Block]) -> Iterator[str]:
    """The pieces in Markdown, with a blank line where another kind begins."""
    before = ""
    for piece in pieces:
        if before and (piece.kind != before or piece.kind in ("heading", "table", "text")):
            yield ""
        before = piece.kind
        if piece.kind == "heading":
            yield f"{'#' * piece.level} {escaped(piece.text)}"
        elif piece.kind == "fact":
            yield f"- **{escaped(piece.label)}:** {escaped(piece.text)}"
        elif piece.kind == "item":
            yield f"- {escaped(piece.text)}"
        elif piece.table:
            yield from table(piece.table)
        else:
            yield escaped(piece.text)
