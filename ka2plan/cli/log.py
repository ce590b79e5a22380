"""``ka2plan log``: the history of a plan, from git, in the plan's own terms."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ka2plan.cli.colour import paint_for
from ka2plan.cli.plan_files import STANDARD_INPUT, whole_number
from ka2plan.errors import UsageError
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from ka2plan.changes.history import Step
    from ka2plan.cli.colour import Paint


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``log``."""
    parser.add_argument("plan", metavar="PLAN", help=_("plan file that git has"))
    parser.add_argument("id", metavar="ID", nargs="?", help=_("only what concerns this entry or partner"))
    parser.add_argument("--limit", metavar="N", type=whole_number, help=_("look at the newest N commits only"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(arguments: Namespace) -> int:
    """Prints the history, the newest commit first, as it is found."""
    from ka2plan.changes.history import history

    if arguments.plan == STANDARD_INPUT:
        raise UsageError(_("git has no standard input; name the plan's file"))
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError(_("--limit takes a whole number from 1"))
    steps = history(arguments.plan, arguments.id, arguments.limit)
    if arguments.json:
        from ka2plan.words.visible import json_text

        print(json_text({"version": 1, "commits": [_form(step) for step in steps]}), end="")
        return 0
    paint, count = paint_for(plain=arguments.plain), 0
    for step in steps:
        print(_text(step, paint), end="", flush=True)
        count += 1
    if not count:
        message = _("no commit of {plan} concerns {id}") if arguments.id else _("git has no history of {plan}")
        print(
            "ka2plan: " + message.format(plan=visible(arguments.plan), id=visible(arguments.id or "")), file=sys.stderr
        )
    return 0


def _text(step: Step, paint: Paint) -> str:
    commit = step.commit
    nothing = _("only joins two sides") if len(commit.parents) > 1 else _("no difference")
    head = f"{paint('yellow', commit.id[:8])} {commit.day} {visible(commit.author)}: {visible(commit.subject)}"
    return "".join([f"{head}\n", *(f"    {line}\n" for line in step.lines or (nothing,))])


def _form(step: Step) -> dict[str, Any]:
    commit = step.commit
    return {
        "commit": commit.id,
        "parents": list(commit.parents),
        "day": commit.day,
        "author": commit.author,
        "subject": commit.subject,
        "path": commit.path,
        "sentences": list(step.lines),
    }
