"""``ka2plan serve-page``: the editor for one page of ``serve``, which has the other ends of its input and output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, add_today, whole_number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares what the server hands over."""
    parser.add_argument("plan", metavar="PLAN", help=_("plan file"))
    add_facts(parser)
    add_today(parser)
    parser.add_argument("--edit", action="store_true", help=_("let the plan be changed"))
    parser.add_argument("--theme", metavar="NAME", help=_("colour theme; `ka2plan manual themes` lists them"))
    for name, default in (("--width", 80), ("--height", 24)):
        parser.add_argument(name, type=whole_number, default=default, help=_("cells of the page"))


def run(arguments: Namespace) -> int:
    """Runs the editor until its page is gone for good, or it is left."""
    from ka2plan.cli.plan_files import calls_of
    from ka2plan.tui import run as run_editor

    return run_editor(
        arguments.plan,
        book=calls_of(arguments),
        today=arguments.today,
        theme=arguments.theme,
        ascii_only=False,
        read_only=not arguments.edit,
        served=(arguments.width, arguments.height),
    )
