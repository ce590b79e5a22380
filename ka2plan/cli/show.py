"""``ka2plan show``: tables of partners, budget, workload, dependencies, milestones and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.colour import pen_of, screen_width, wants_colour
from ka2plan.cli.plan_files import add_plan, add_today, calls_of, load, today_of
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.cli.plan_files import Loaded

ELIGIBILITY = "eligibility"

SUBJECTS = ("partners", "budget", "workload", "dependencies", "milestones", "status", ELIGIBILITY)


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``show``."""
    parser.add_argument("subject", metavar="WHAT", choices=SUBJECTS, help=", ".join(SUBJECTS))
    add_plan(parser)
    add_today(parser)
    parser.add_argument("--ascii", action="store_true", help=_("draw with ASCII characters only"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(arguments: Namespace) -> int:
    """Prints one table, or its JSON form."""
    from ka2plan.print.show import show, show_json
    from ka2plan.rules import call_of

    loaded = load(arguments.plan)
    if arguments.subject == ELIGIBILITY:
        return _show_eligibility(arguments, loaded)
    management = call_of(loaded.plan, calls_of(arguments)).management_wp
    today = today_of(arguments)
    if arguments.json:
        from ka2plan.words.visible import json_text

        form = show_json(loaded.plan, arguments.subject, today=today, management_wp=management)
        print(json_text(form), end="")
    else:
        text = show(
            loaded.plan,
            arguments.subject,
            today=today,
            management_wp=management,
            width=screen_width(),
            ascii=arguments.ascii,
            colour=wants_colour(),
            plain=arguments.plain,
        )
        print(text, end="")
    return 0


def _show_eligibility(arguments: Namespace, loaded: Loaded) -> int:
    """Whether the consortium may apply, by the rules of the call."""
    from ka2plan.print.eligibility import eligibility_json, eligibility_text
    from ka2plan.rules.context import Context
    from ka2plan.words.visible import json_text

    context = Context(loaded.plan, calls_of(arguments), today_of(arguments))
    pen = pen_of(arguments)
    form = json_text(eligibility_json(context)) if arguments.json else eligibility_text(context, pen)
    print(form, end="")
    return 0
