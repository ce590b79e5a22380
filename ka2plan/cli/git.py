"""``ka2plan git``: sets one repository up for plans or takes that out again, and checks commits and merges."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, add_today
from ka2plan.errors import UsageError
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from ka2plan.git import Place
    from ka2plan.git.setup import Installation, Step

ACTIONS = ("install", "uninstall", "status", "pre-commit", "verify")


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``git``."""
    parser.description = _(
        "install: merge driver, hunk headers, mergetool and a check before commits, for the "
        "repository you are in\n"
        "uninstall: deletes all of it again\n"
        "status: shows what is installed\n"
        "pre-commit: checks the plans of the next commit (the hook calls it)\n"
        "verify: checks merges that somebody else made (RANGE as in `git log`; without it what "
        "is not pushed yet)"
    )
    parser.add_argument("action", metavar="ACTION", choices=ACTIONS, help=", ".join(ACTIONS))
    parser.add_argument(
        "plans",
        metavar="PLAN|RANGE",
        nargs="*",
        help=_("plan files or patterns; *.plan.toml, plan.toml and the plans found"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show what would be written, and write nothing"))
    parser.add_argument(
        "--sums",
        action="store_true",
        help=_("refuse commits with sums that do not agree (without it they are only shown)"),
    )
    add_facts(parser)
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Carries the action out."""
    if arguments.action == "verify":
        from ka2plan.cli.git_verify import verify

        return verify(arguments)
    if arguments.action == "pre-commit":
        from ka2plan.cli.git_check import check_commit

        return check_commit(arguments)
    from ka2plan.git.setup import Installation

    installation = Installation(os.getcwd())
    if arguments.plans and arguments.action != "install":
        raise UsageError(_("{action} takes no files").format(action=arguments.action))
    if arguments.action == "status":
        return _say_status(installation)
    if arguments.action == "uninstall":
        steps = installation.uninstall(dry=arguments.dry_run)
        print("".join(map(_step_text, steps)) or _("nothing to delete") + "\n", end="")
        return 0
    return _install(installation, arguments)


def _install(installation: Installation, arguments: Namespace) -> int:
    from ka2plan.git.attributes import PATTERNS, typed_pattern

    place = installation.place
    if arguments.plans:
        patterns = [typed_pattern(place, name) for name in arguments.plans]
    else:
        patterns = [*PATTERNS, *_patterns_of_others(place)]
    steps = installation.install(patterns, sums=arguments.sums, dry=arguments.dry_run)
    print("".join(map(_step_text, steps)), end="")
    for line in (*installation.obstacles(), *(_unmarked(place) if arguments.plans else ())):
        print(line)
    return 0


def _patterns_of_others(place: Place) -> Iterator[str]:
    """Patterns for the plans that git has by other names than the usual ones."""
    from fnmatch import fnmatch

    from ka2plan.cli.tracked_plans import tracked_plans, unmarked_plans
    from ka2plan.git.attributes import PATTERNS, pattern_of

    for path in unmarked_plans(place, tracked_plans(place)):
        if not any(fnmatch(os.path.basename(path), pattern) for pattern in PATTERNS):
            yield pattern_of(place, os.path.join(place.folder, path))


def _unmarked(place: Place) -> Iterator[str]:
    """Sentences on the plans that git has and that are not merged as such."""
    from ka2plan.cli.tracked_plans import tracked_plans, unmarked_plans, unmarked_text

    yield from (unmarked_text(place, path) for path in unmarked_plans(place, tracked_plans(place)))


def _step_text(step: Step) -> str:
    head = visible(step.place) if step.changes else _("{place} (as it was)").format(place=visible(step.place))
    if not step.text:
        return _("{place}: deleted").format(place=head) + "\n"
    return "".join([f"{head}\n", *(f"    {visible(line)}\n" for line in step.text.rstrip("\n").split("\n"))])


def _say_status(installation: Installation) -> int:
    found = [*installation.lacks(), *_unmarked(installation.place)]
    for pattern in installation.patterns():
        print(_("merged as plans: {pattern}").format(pattern=visible(pattern)))
    print("\n".join(found) if found else _("all is installed: merge driver, hunk headers, check before commits"))
    return 0
