"""``ka2plan balance``: the partners' load against what they can do, and what could be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.colour import pen_of
from ka2plan.cli.plan_files import add_plan, add_today, calls_of, load, today_of, whole_number
from ka2plan.errors import UsageError
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.balance.balance import Balance
    from ka2plan.cli.plan_files import Loaded


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``balance``."""
    add_plan(parser)
    add_today(parser)
    parser.add_argument(
        "--apply", metavar="N", type=whole_number, help=_("write proposal N into the plan, as one change")
    )
    parser.add_argument("--diff", action="store_true", help=_("with --apply: show the change, and write nothing"))
    parser.add_argument("--ascii", action="store_true", help=_("draw with ASCII characters only"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(arguments: Namespace) -> int:
    """Prints the balance, or writes one of its proposals."""
    if arguments.apply is not None:
        from ka2plan.cli.edit import refuse_standard_input

        refuse_standard_input(arguments.plan)
    loaded = load(arguments.plan)
    balance = _balance(arguments, loaded)
    if arguments.apply is not None:
        _apply(arguments, loaded, balance)
    elif arguments.json:
        from ka2plan.print.balance import balance_json
        from ka2plan.words.visible import json_text

        print(json_text(balance_json(balance)), end="")
    else:
        _print(arguments, balance)
    return 0


def _balance(arguments: Namespace, loaded: Loaded) -> Balance:
    from ka2plan.balance.balance import Balance
    from ka2plan.balance.errors import errors_by
    from ka2plan.document import Document

    today = today_of(arguments)
    return Balance(Document(loaded.text, loaded.data), today, errors_by(calls_of(arguments), today))


def _print(arguments: Namespace, balance: Balance) -> None:
    from ka2plan.print.balance import balance_lines
    from ka2plan.print.header import title_line

    pen = pen_of(arguments)
    lines = (title_line(balance.work.plan, pen), "", *balance_lines(balance, pen))
    print("".join(f"{line.rstrip()}\n" for line in lines), end="")


def _apply(arguments: Namespace, loaded: Loaded, balance: Balance) -> None:
    from ka2plan.cli.edit import finish_edit

    count = len(balance.proposals)
    if not 1 <= arguments.apply <= count:
        words = ngettext("there is {count} proposal, not {number}", "there are {count} proposals, not {number}", count)
        raise UsageError(words.format(count=count, number=arguments.apply))
    proposal = balance.proposals[arguments.apply - 1]
    finish_edit(arguments, loaded, balance.document.apply(proposal.idea.edit), as_json=arguments.json)
