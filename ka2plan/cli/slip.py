"""``ka2plan slip``: what moves and what breaks when something slips; ``--apply`` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.cli.plan_files import add_plan, add_today, load, today_of
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.document import Document
    from ka2plan.schedule.slip import Slip


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``slip``."""
    add_plan(parser)
    parser.add_argument(
        "id", metavar="ID", help=_("activity, milestone, deliverable, work package, or `project` for all of it")
    )
    parser.add_argument(
        "lag", metavar="LAG", help=_("days, weeks or months (10d, 2w, -1m), or until when (M9, 2027-03-15)")
    )
    parser.add_argument("--apply", action="store_true", help=_("write the new dates into the plan"))
    parser.add_argument("--diff", action="store_true", help=_("with --apply: show the change, and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Prints the effect of a slip and, where asked, writes it."""
    from ka2plan.plan.values import Bad
    from ka2plan.print.slip import slip_json, slip_text
    from ka2plan.schedule.slip import slip
    from ka2plan.schedule.typed_lag import lag_typed
    from ka2plan.schedule.whole_project import is_project, slip_project
    from ka2plan.words.figures import day

    if arguments.apply:
        from ka2plan.cli.edit import refuse_standard_input

        refuse_standard_input(arguments.plan)
    loaded = load(arguments.plan)
    lag = lag_typed(loaded.plan, arguments.id, arguments.lag, today_of(arguments))
    if isinstance(lag, Bad):
        raise UsageError(f"{lag.message}; {lag.hint}")
    is_whole = is_project(loaded.plan, arguments.id)
    if is_whole:
        effect = slip_project(loaded.plan, lag, loaded.data)
    else:
        effect = slip(loaded.plan, arguments.id, lag, today=today_of(arguments))
    if arguments.apply and not arguments.diff:
        _apply(arguments, loaded, effect)
    if arguments.json:
        from ka2plan.words.visible import json_text

        form = slip_json(effect)
        print(json_text({**form, **_findings_json(arguments, loaded, effect)} if is_whole else form), end="")
    else:
        print(slip_text(effect, day), end="")
    if is_whole and not arguments.apply and not arguments.json:
        _say_findings(arguments, loaded, effect)
    if arguments.apply and arguments.diff:
        _apply(arguments, loaded, effect)
    return 0


def _apply(arguments: Namespace, loaded: Loaded, effect: Slip) -> None:
    from ka2plan.cli.edit import finish_edit

    finish_edit(arguments, loaded, _edited(loaded, effect))


def _edited(loaded: Loaded, effect: Slip) -> Document:
    from ka2plan.document import Batch, Document, SetValue, Unset

    gone = (Unset(path) for path in effect.taken_out)
    moved = Batch((*gone, *(SetValue(where, value) for where, value in effect.values)))
    return Document(loaded.text, loaded.data).apply(moved)


def _findings_json(arguments: Namespace, loaded: Loaded, effect: Slip) -> dict[str, Any]:
    """What a move of the whole project does to errors and warnings."""
    from ka2plan.cli.edit import mended_and_new
    from ka2plan.cli.edit_json import findings_json
    from ka2plan.plan import read_plan

    mended, new = mended_and_new(arguments, loaded, read_plan(_edited(loaded, effect).data))
    return {"mended": findings_json(mended), "new": findings_json(new)}


def _say_findings(arguments: Namespace, loaded: Loaded, effect: Slip) -> None:
    """Prints which findings would come and go: the window of the start, deadlines, all that depends on days."""
    from ka2plan.cli.edit import changed_findings

    for line in changed_findings(arguments, loaded, _edited(loaded, effect)):
        print(line)
