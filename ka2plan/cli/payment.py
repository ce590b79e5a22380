"""``ka2plan payment``: what a score of the final report costs, by the payment scale of type and call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.colour import pen_of
from ka2plan.cli.plan_files import add_plan, calls_of, load
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
    from ka2plan.print.payment import payment_json
    from ka2plan.print.payment_text import paid_for, payment_text

    loaded = load(arguments.plan)
    book = calls_of(arguments)
    words = [word for option in arguments.score for word in option.split(",")]
    if arguments.json:
        from ka2plan.words.visible import json_text

        print(json_text(payment_json(paid_for(loaded.plan, book, words)[0])), end="")
        return 0
    for line in payment_text(loaded.plan, book, words, pen_of(arguments)):
        print(line)
    return 0
