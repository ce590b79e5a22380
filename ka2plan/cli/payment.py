"""``ka2plan payment``: what a score of the final report costs, by the payment scale of type and call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.colour import screen_width, wants_colour
from ka2plan.cli.plan_files import add_plan, calls_of, load
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``payment``."""
    add_plan(parser)
    parser.add_argument(
        "--score",
        metavar="[ID=]N",
        action="append",
        required=True,
        help=_("a score from 0 to 100: of a work package (WP2=50), a criterion (impact=20), or the project (67)"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(arguments: Namespace) -> int:
    """Prints what is paid and what is lost."""
    from ka2plan.figures import money_of
    from ka2plan.print.payment import payment, payment_json, payment_lines, read_scores
    from ka2plan.print.style import Pen
    from ka2plan.rules import call_of

    loaded = load(arguments.plan)
    book = calls_of(arguments)
    call = call_of(loaded.plan, book)
    scale = call.payment
    if scale is None:
        message = _("no payment scale is known for {type}, call {year}")
        project = loaded.plan.project
        raise UsageError(message.format(type=repr(project.type), year=project.call or "?"))
    words = [word for option in arguments.score for word in option.split(",")]
    scores = read_scores(words, loaded.plan, call.management_wp, scale)
    criteria = {} if "project" in scores else scale.criteria
    paid = payment(scale, money_of(loaded.plan, call.management_wp), call.management_wp, scores, criteria)
    if arguments.json:
        from ka2plan.words.visible import json_text

        print(json_text(payment_json(paid)), end="")
        return 0
    titles = ", ".join(book.source(id).title for id in scale.fact.source_ids)
    borrowed = _("; of call {year}").format(year=call.year_used) if scale.fact.borrowed else ""
    pen = Pen(screen_width(), ascii=False, colour=wants_colour())
    for line in payment_lines(paid, scale, loaded.plan, f"{titles} ({scale.fact.evidence}{borrowed})", pen):
        print(line)
    return 0
