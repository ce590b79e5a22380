"""``ka2plan explain``: what a code finds, why it matters, an example, how to fix it, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, calls_of
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``explain``."""
    parser.add_argument("code", metavar="CODE", nargs="?", help=_("such as BUD101; without one, all codes are listed"))
    add_facts(parser)


def run(arguments: Namespace) -> int:
    """Prints the documentation of one code, or the list of all."""
    from ka2plan.rules.explain import explain, list_codes

    text = explain(arguments.code.upper(), calls_of(arguments)) if arguments.code else list_codes()
    if arguments.plain:
        from ka2plan.cli.page_text import plain_page

        text = plain_page(text) if arguments.code else text.replace("  ", ": ")
    print(text, end="")
    return 0
