"""``ka2plan timeline``: the project on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.colour import screen_width, wants_colour
from ka2plan.cli.plan_files import add_plan, add_today, calls_of, granted_of, load, today_of, whole_number
from ka2plan.errors import UsageError
from ka2plan.findings import counts
from ka2plan.print.timeline import timeline
from ka2plan.rules import call_of, check
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from ka2plan.plan import Plan

NARROWEST = 40


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``timeline``."""
    add_plan(parser)
    parser.add_argument(
        "--width", type=whole_number, metavar="COLUMNS", help=_("columns to use (default: the terminal's, or 80)")
    )
    parser.add_argument("--ascii", action="store_true", help=_("draw with ASCII characters only"))
    parser.add_argument("--by", choices=("auto", "month", "quarter"), default="auto", help=_("unit of the ruler"))
    parser.add_argument("--only", metavar="ID", help=_("only this work package or activity"))
    parser.add_argument("--partner", metavar="ID", help=_("only what this partner takes part in"))
    parser.add_argument("--since", metavar="M|DATE", help=_("from this project month or date on"))
    parser.add_argument("--until", metavar="M|DATE", help=_("up to this project month or date"))
    parser.add_argument(
        "--granted", action="store_true", help=_("also draw the bars as they were when the plan was granted")
    )
    add_today(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(arguments: Namespace) -> int:
    """Prints the timeline."""
    loaded = load(arguments.plan)
    book, today = calls_of(arguments), today_of(arguments)
    plan = loaded.plan
    found = counts(check(loaded.reading, book, today).findings)
    options = {
        "today": today,
        "by": arguments.by,
        "only": _known(plan, arguments.only, "--only"),
        "partner": _known(plan, arguments.partner, "--partner"),
        "since": _moment(plan, arguments.since, "--since", today, as_start=True),
        "until": _moment(plan, arguments.until, "--until", today, as_start=False),
        "management_wp": call_of(plan, book).management_wp,
        "granted": granted_of(arguments.plan, loaded) if arguments.granted else None,
    }
    if arguments.json:
        from ka2plan.print.timeline_json import timeline_json
        from ka2plan.words.visible import json_text

        print(json_text(timeline_json(plan, found, **options)), end="")
        return 0
    width = max(NARROWEST, arguments.width or screen_width())
    looks = {"ascii": arguments.ascii, "colour": wants_colour(), "plain": arguments.plain}
    print(timeline(plan, found, width=width, **looks, **options), end="")
    return 0


def _known(plan: Plan, id: str | None, option: str) -> str | None:
    if id is None or plan.kind_of(id):
        return id
    from ka2plan.plan.faults import nearest

    known = [*plan.work_packages, *plan.activities, *plan.partners]
    like = nearest(id, known)
    hint = _("; did you mean {like}?").format(like=like) if like else ""
    raise UsageError(_("{option}: the plan has no {id}").format(option=option, id=repr(id)) + hint)


def _moment(plan: Plan, text: str | None, option: str, today: date, *, as_start: bool) -> object:
    if text is None:
        return None
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.moment import MOMENT, resolved

    around = Around(today, plan, key=option.removeprefix("--"))
    moment = resolved(plan, MOMENT.from_text(text, around), as_start=as_start)
    if moment is not None:
        return moment
    message = _("{option}: {text} is neither a project month such as M7 nor a date such as 2026-11-01")
    raise UsageError(message.format(option=option, text=repr(text)))
