"""``ka2plan replace``: a partner of the plan takes over from another; ``--apply`` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_plan, add_today, calls_of, load, today_of
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from ka2plan.plan import Plan
    from ka2plan.plan.model import When


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``replace``."""
    add_plan(parser)
    parser.add_argument("old", metavar="OLD", help=_("partner that leaves"))
    parser.add_argument("new", metavar="NEW", help=_("partner of the plan that takes over"))
    parser.add_argument(
        "--from",
        dest="moment",
        metavar="MOMENT",
        help=_("first month or day of NEW (M10, 2027-08-01); without it today once the project runs, else its start"),
    )
    parser.add_argument("--apply", action="store_true", help=_("write it into the plan"))
    parser.add_argument("--diff", action="store_true", help=_("with --apply: show the change, and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Prints what is taken over, what needs an amendment and what the consortium is then; writes it where asked."""
    from ka2plan.changes.takeover_effects import Takeovers
    from ka2plan.cli.colour import pen_of
    from ka2plan.cli.edit import finish_as_json, finish_edit, refuse_standard_input
    from ka2plan.schedule.takeover import takeover

    if arguments.apply:
        refuse_standard_input(arguments.plan)
    loaded = load(arguments.plan)
    old, new = (_partner(loaded.plan, id) for id in (arguments.old, arguments.new))
    today = today_of(arguments)
    taken = takeover(loaded.plan, old, new, _moment(loaded.plan, arguments.moment, today), today)
    effects = Takeovers(loaded.text, taken, calls_of(arguments), today)
    if arguments.json:
        write = arguments.apply and not arguments.diff
        finish_as_json(arguments, loaded, effects.after, write=write, more={"takeover": effects.as_json()})
        return 0
    told = effects.lines(pen_of(arguments).width, with_findings=not arguments.apply)
    print("".join(f"{line}\n" for line in told), end="")
    if arguments.apply:
        finish_edit(arguments, loaded, effects.after)
    return 0


def _partner(plan: Plan, id: str) -> str:
    if id in plan.partners:
        return id
    from ka2plan.plan.faults import nearest_id

    like = nearest_id(id, plan.partners)
    hint = _("did you mean {like}?").format(like=like) if like else ", ".join(plan.partners)
    raise UsageError(_("the plan has no partner {id}; {hint}").format(id=repr(id), hint=hint))


def _moment(plan: Plan, text: str | None, today: date) -> When | None:
    if text is None:
        return None
    from ka2plan.plan.model import Month
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.moment import MOMENT
    from ka2plan.plan.values import Bad

    moment = MOMENT.from_text(text, Around(today, plan, key="since"))
    if isinstance(moment, Bad):
        raise UsageError(f"--from: {moment.message}; {moment.hint}")
    return Month(int(moment[1:])) if isinstance(moment, str) else moment
