"""``balance``: load against what partners can do, what could be done about it, who depends on whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ka2plan.balance.balance import Balance
from ka2plan.balance.proposal import Change, Proposal
from ka2plan.balance.words import bottleneck_in_words, left_in_words, left_out_in_words, load_in_words
from ka2plan.charts.tables.workload import beyond_in_words
from ka2plan.plan.model import Plan
from ka2plan.print.dependence import dependence_lines
from ka2plan.print.json_values import exact, plain_json
from ka2plan.print.style import Pen
from ka2plan.schedule import graph_questions
from ka2plan.schedule.forms import number
from ka2plan.schedule.leaving import LeftBehind, left_behind
from ka2plan.schedule.remaining_work import HUNDREDTHS
from ka2plan.schedule.sharing import Bottleneck
from ka2plan.toml import format_path
from ka2plan.words.messages import _, ngettext

MOST_OVERLOADS = 12
"""Overloads that are told in words."""


def balance_lines(balance: Balance, pen: Pen) -> list[str]:
    """Where there is too much, whether it can be shared out, the proposals, and who depends on whom."""
    plan = balance.work.plan
    if not plan.partners:
        return pen.paragraph(_("The plan has no partners yet."))
    lines = _overloads(balance, pen)
    lines += pen.paragraph(beyond, "late") if (beyond := beyond_in_words(balance.work.load)) else []
    if balance.overloads:
        lines += ["", *_possible(balance, pen), "", *_proposals(balance, pen)]
    return [*lines, "", *dependence_lines(balance.work, pen)]


def _overloads(balance: Balance, pen: Pen) -> list[str]:
    found, plan = balance.overloads, balance.work.plan
    if not found:
        known = any(partner.has_capacity for partner in plan.partners.values())
        said = _("No partner has more work than it can do.") if known else _("No partner has a capacity in the plan.")
        return pen.paragraph(said)
    words = ngettext("{count} month above capacity:", "{count} months above capacity:", len(found))
    told = [_indented(load_in_words(load, plan.project.effort_unit), pen) for load in found[:MOST_OVERLOADS]]
    more = len(found) - MOST_OVERLOADS
    if more > 0:
        told.append(_indented(ngettext("and {count} more", "and {count} more", more).format(count=more), pen))
    return [*pen.paragraph(words.format(count=len(found)), "bold"), *(line for lines in told for line in lines)]


def _indented(text: str, pen: Pen, indent: str = "  ", first: str = "  ") -> list[str]:
    lines = pen._replace(width=pen.width - len(indent)).paragraph(text)
    return [f"{first if place == 0 else indent}{line}" for place, line in enumerate(lines)]


def _possible(balance: Balance, pen: Pen) -> list[str]:
    if not balance.bottlenecks:
        said = _("It can be shared out among those who take part, within the months of each activity.")
        return pen.paragraph(said)
    unit = balance.work.plan.project.effort_unit
    return [line for one in balance.bottlenecks for line in pen.paragraph(bottleneck_in_words(one, unit))]


def _proposals(balance: Balance, pen: Pen) -> list[str]:
    if not balance.proposals:
        return [
            *pen.paragraph(_("No proposal reduces the work above capacity.")),
            *pen.paragraph(left_out_in_words(balance.search)),
        ]
    lines = pen.paragraph(_("Proposals; `--apply N` writes one:"), "bold")
    for place, proposal in enumerate(balance.proposals, 1):
        mark = f"{place:>3}  "
        lines += _indented(proposal.what, pen, " " * len(mark), mark)
        lines += _indented(left_in_words(proposal), pen, " " * len(mark), " " * len(mark))
    return [*lines, *pen.paragraph(left_out_in_words(balance.search))]


def balance_json(balance: Balance) -> dict[str, Any]:
    """The balance as values.

    ``{"version": 1, "unit", "overloads": [{"partner", "month", "load", "capacity", "behind": [ids]}],
    "possible": true or false, "bottleneck": null or {"partners", "months", "activities", "missing"},
    "proposals": [{"what", "edits": [{"where", "from", "to"}], "overloads_after"}], "groups": [[ids]], "bridges":
    [ids], "if_leaving": {id: {"activities", "leads", "effort", "money", "countries_left"}}}``. Months are
    numbers of project months; ``activities`` of who leaves are those that nobody else is in.
    """
    plan = balance.work.plan
    return {
        "version": 1,
        "unit": plan.project.effort_unit,
        "overloads": [
            {**load._asdict(), "capacity": number(load.capacity), "behind": list(load.behind)}
            for load in balance.overloads
        ],
        "possible": not balance.bottlenecks,
        "bottleneck": _bottleneck(balance.bottlenecks, plan),
        "proposals": [_proposal(proposal) for proposal in balance.proposals],
        "groups": [list(group) for group in graph_questions.partner_groups(plan)],
        "bridges": list(graph_questions.bridges(plan)),
        "if_leaving": {id: _leaves(left) for id, left in left_behind(balance.work).items()},
    }


def _bottleneck(found: tuple[Bottleneck, ...], plan: Plan) -> dict[str, Any] | None:
    """All that binds, as one."""
    if not found:
        return None
    partners = {id for one in found for id, _month in one.cells}
    return {
        "partners": [id for id in plan.partners if id in partners],
        "months": sorted({month for one in found for _id, month in one.cells}),
        "activities": [task for one in found for task in one.tasks],
        "missing": number(Decimal(sum(one.missing for one in found)) / HUNDREDTHS),
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "what": proposal.what,
        "edits": [_change(change) for change in proposal.changes],
        "overloads_after": len(proposal.left),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"where": format_path(change.where), "from": plain_json(change.before), "to": plain_json(change.after)}


def _leaves(left: LeftBehind) -> dict[str, Any]:
    return {
        "activities": list(left.activities),
        "leads": list(left.leads),
        "effort": exact(left.effort),
        "money": exact(left.money),
        "countries_left": left.countries_left,
    }
