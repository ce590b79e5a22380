"""``ka2plan types``: the types of partnership, their limits with source and evidence, and drafts of new years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, calls_of, whole_number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``types``."""
    parser.add_argument("type", metavar="TYPE", nargs="?", help=_("such as KA220-SCH"))
    parser.add_argument(
        "--call", type=whole_number, metavar="YEAR", help=_("the call year (default: the newest known)")
    )
    parser.add_argument(
        "--draft",
        type=whole_number,
        metavar="YEAR",
        help=_("write a year file with the newest values, as not confirmed"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    add_facts(parser)


def run(arguments: Namespace) -> int:
    """Prints types, limits or a draft."""
    book = calls_of(arguments)
    if arguments.draft:
        from ka2plan.print.draft_year import draft_year

        print(draft_year(book, arguments.draft), end="")
    elif arguments.json:
        from ka2plan.print.type_facts import types_json
        from ka2plan.words.visible import json_text

        print(json_text(types_json(book, arguments.type, arguments.call)), end="")
    else:
        from ka2plan.print.types import types_text

        print(types_text(book, arguments.type, arguments.call, plain=arguments.plain), end="")
    return 0
