"""``ka2plan slip``: what moves and what breaks when something slips; ``--apply`` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_plan, load, today_of
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.schedule.slip import Slip


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``slip``."""
    add_plan(parser)
    parser.add_argument("id", metavar="ID", help=_("activity, milestone, deliverable or work package"))
    parser.add_argument(
        "lag", metavar="LAG", help=_("days, weeks or months (10d, 2w, -1m), or until when (M9, 2027-03-15)")
    )
    parser.add_argument("--apply", action="store_true", help=_("write the new dates into the plan"))
    parser.add_argument("--diff", action="store_true", help=_("with --apply: show the change, and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(arguments: Namespace) -> int:
    """Prints the effect of a slip and, where asked, writes it."""
    from ka2plan.plan.values import Bad
    from ka2plan.print.slip import slip_json, slip_text
    from ka2plan.schedule.slip import slip
    from ka2plan.schedule.typed_lag import lag_typed
    from ka2plan.words.figures import day

    if arguments.apply:
        from ka2plan.cli.edit import refuse_standard_input

        refuse_standard_input(arguments.plan)
    loaded = load(arguments.plan)
    lag = lag_typed(loaded.plan, arguments.id, arguments.lag, today_of(arguments))
    if isinstance(lag, Bad):
        raise UsageError(f"{lag.message}; {lag.hint}")
    effect = slip(loaded.plan, arguments.id, lag)
    if arguments.apply and not arguments.diff:
        _apply(arguments, loaded, effect)
    if arguments.json:
        from ka2plan.words.visible import json_text

        print(json_text(slip_json(effect)), end="")
    else:
        print(slip_text(effect, day), end="")
    if arguments.apply and arguments.diff:
        _apply(arguments, loaded, effect)
    return 0


def _apply(arguments: Namespace, loaded: Loaded, effect: Slip) -> None:
    from ka2plan.cli.edit import finish_edit
    from ka2plan.document import Batch, Document, SetValue

    moved = Batch(tuple(SetValue(where, value) for where, value in effect.values))
    finish_edit(arguments, loaded, Document(loaded.text, loaded.data).apply(moved))
