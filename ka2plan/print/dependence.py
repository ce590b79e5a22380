"""Who depends on whom, for people to read: partners parted from the rest, bridges, what each would leave behind."""

from __future__ import annotations

from decimal import Decimal

from ka2plan.figures.workload import workload_of
from ka2plan.plan.model import Plan
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, number_column, table_lines
from ka2plan.schedule import graph_questions
from ka2plan.schedule.leaving import LeftBehind, left_behind
from ka2plan.schedule.remaining_work import RemainingWork
from ka2plan.words.figures import figure, listed, number
from ka2plan.words.messages import _, ngettext

MOST_ACTIVITIES = 12
"""Activities that are told of a partner."""


def dependence_lines(work: RemainingWork, pen: Pen) -> list[str]:
    """Groups that share no activity with the coordinator's, bridges, who never works with whom, what each leaves
    behind.
    """
    return [*_parted(work.plan, pen), "", *_leaving(work, pen)]


def _parted(plan: Plan, pen: Pen) -> list[str]:
    lines = [line for group in graph_questions.apart_from_coordinator(plan) for line in pen.paragraph(_cut_off(group))]
    bridges = graph_questions.bridges(plan)
    if bridges:
        words = ngettext(
            "Without {partners} the others are not connected by common activities.",
            "Without any one of {partners} the others are not connected by common activities.",
            len(bridges),
        )
        lines += pen.paragraph(words.format(partners=listed(bridges)))
    strangers = workload_of(plan).strangers
    if strangers.number:
        pairs = listed((f"{one}-{other}" for one, other in strangers.first), count=strangers.number)
        lines += pen.paragraph(_("Never together: {pairs}").format(pairs=pairs))
    return lines or pen.paragraph(_("All partners are connected by common activities, also if one of them leaves."))


def _cut_off(group: tuple[str, ...]) -> str:
    words = ngettext(
        "{partners} is not connected to the coordinator by common activities.",
        "{partners} are not connected to the coordinator by common activities.",
        len(group),
    )
    return words.format(partners=listed(group))


def _leaving(work: RemainingWork, pen: Pen) -> list[str]:
    days = work.plan.project.effort_unit != "months"
    columns = (
        Column(_("If this partner leaves")),
        number_column(_("Person-days") if days else _("Person-months")),
        number_column(_("EUR")),
        number_column(_("Months")),
        number_column(_("Leads")),
        number_column(_("Countries left")),
    )
    every = left_behind(work)
    alone = [
        line
        for id, left in every.items()
        if left.activities
        for line in pen.paragraph(
            _("Only {partner} takes part in {activities}.").format(
                partner=id, activities=listed(left.activities, MOST_ACTIVITIES)
            )
        )
    ]
    return [*table_lines(columns, [(id, *_left(left)) for id, left in every.items()], pen), *alone]


def _left(left: LeftBehind) -> tuple[str, ...]:
    return (
        number(left.effort.quantize(Decimal("0.1"))),
        figure(left.money),
        str(len(left.months)),
        str(len(left.leads)),
        str(left.countries_left),
    )
