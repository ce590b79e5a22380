"""What is still missing before a final report can be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.export.report_blocks import Block, heading, item
from ka2plan.figures.owed import evidence_of
from ka2plan.figures.status import state_of
from ka2plan.plan.model import CANCELLED, PLANNED, RUNNING
from ka2plan.words.figures import listed
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.material import Material

MOST_NAMED = 24


def owed_blocks(material: Material) -> Iterator[Block]:
    """The list, under its heading; nothing where nothing is missing."""
    told = [sentence for sentence in _sentences(material) if sentence]
    if told:
        yield heading(_("Still missing"), 2)
        yield from map(item, told)


def _sentences(material: Material) -> Iterator[str]:
    plan = material.plan
    open_ = [one.id for one in plan.live_activities() if state_of(one) in (PLANNED, RUNNING)]
    events = [one.id for one in plan.live_results() if not one.done]
    figures = [one.id for one in plan.indicators.values() if one.target is not None and one.achieved is None]
    results = [one.id for one in plan.live_activities() if state_of(one) != PLANNED and not one.results]
    silent = [
        one.id
        for one in plan.activities.values()
        if state_of(one) == CANCELLED and not _reason(material, one.wp, one.note)
    ]
    yield _told(_("not done: {ids}"), open_)
    yield _told(_("milestones and deliverables not reached: {ids}"), events)
    yield _told(_("indicators without what was achieved: {ids}"), figures)
    yield _told(_("activities without results: {ids}"), results)
    yield _told(_("cancelled without a reason (note): {ids}"), silent)
    for proof in evidence_of(plan, material.today):
        if not proof.got:
            named = _("evidence of {id}: {name}") if proof.name else _("evidence of {id}: none is written in the plan")
            yield named.format(id=proof.activity.id, name=proof.name)


def _reason(material: Material, wp: str | None, note: str) -> str:
    package = material.plan.work_packages.get(wp or "")
    return note or (package.note if package and package.cancelled else "")


def _told(sentence: str, ids: list[str]) -> str:
    return sentence.format(ids=listed(ids, MOST_NAMED)) if ids else ""
