"""``ka2plan export``: the plan for the application form, annexes, spreadsheets, calendars and other programs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.output import add_output, write_output
from ka2plan.cli.plan_files import add_plan, add_today, calls_of, granted_of, load
from ka2plan.errors import UsageError
from ka2plan.export import FORMATS, Material, created, export, for_file
from ka2plan.export.since_granted import compared_with_grant
from ka2plan.plan.model import ENTRY_TABLES
from ka2plan.words.figures import listed, number
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FILLIN = "fillin"
"""One file for each partner, to be filled in and sent back; the other formats are of the whole plan."""


MANY_ENTRIES = 700
"""More than are drawn in two seconds, in a chart and in the tables behind it."""


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``export``."""
    names = [*(known.name for known in FORMATS), FILLIN]
    parser.add_argument("format", metavar="FORMAT", choices=names, help=", ".join(names))
    add_plan(parser)
    add_output(parser)
    add_today(parser)
    told = _("ics: only what this partner takes part in; fillin: whose part it is, or `all`")
    parser.add_argument("--partner", metavar="ID", help=told)
    parser.add_argument("--markdown", action="store_true", help=_("form: as Markdown"))
    parser.add_argument("--excel", action="store_true", help=_("csv: as Excel opens it where decimals have a comma"))
    parser.add_argument("--only", choices=("gantt",), help=_("pdf: the Gantt chart alone"))
    parser.add_argument(
        "--granted",
        action="store_true",
        help=_("pdf, svg, png, html: also draw the bars as they were when the plan was granted"),
    )


def run(arguments: Namespace) -> int:
    """Writes one export."""
    _refuse_options_of_others(arguments)
    if arguments.format == FILLIN:
        from ka2plan.cli.export_fillin import write_fillin

        return write_fillin(arguments)
    wanted = for_file(next(known for known in FORMATS if known.name == arguments.format), arguments.output)
    loaded = load(arguments.plan)
    if arguments.partner and arguments.partner not in loaded.plan.partners:
        raise UsageError(_("--partner: the plan has no partner {id}").format(id=repr(arguments.partner)))
    if wanted.binary and not arguments.output and sys.stdout.isatty():
        raise UsageError(_("{format} cannot be shown in a terminal; name a file with -o").format(format=wanted.name))
    options = {name: getattr(arguments, name) for name in ("partner", "markdown", "excel", "only")}
    options["granted"] = granted_of(arguments.plan, loaded) if arguments.granted else None
    notice = ""
    if wanted.name == "report":
        options["comparison"], notice = compared_with_grant(arguments.plan, loaded.plan, loaded.text)
    name = os.path.splitext(os.path.basename(arguments.plan))[0]
    book, today = calls_of(arguments), arguments.today
    material = Material(loaded.plan, book, created=created(os.environ), today=today, options=options, name=name)
    if wanted.is_dated:
        from ka2plan.export.last_changed import note_what_came_before

        note_what_came_before(material, arguments.plan, loaded.text, arguments.output)
    entries = sum(len(getattr(loaded.plan, table)) for table in ENTRY_TABLES)
    if wanted.name in ("pdf", "png") and entries > MANY_ENTRIES:
        message = _("the plan has {count} entries: to draw them takes some time and memory")
        say_notices([message.format(count=number(entries))])
    written = export(wanted, material)
    say_notices([*([notice] if notice else []), *material.notices])
    write_output(arguments.output, written, [arguments.plan])
    return 0


def say_notices(notices: list[str]) -> None:
    """Tells on stderr what there is to say of what was written."""
    for notice in notices:
        print(f"ka2plan: {notice}", file=sys.stderr, flush=True)


def _refuse_options_of_others(arguments: Namespace) -> None:
    only: dict[str, tuple[str, ...]] = {
        "partner": ("ics", FILLIN),
        "markdown": ("form",),
        "excel": ("csv",),
        "only": ("pdf",),
        "granted": ("pdf", "svg", "png", "html"),
    }
    for option, names in only.items():
        if getattr(arguments, option) and arguments.format not in names:
            raise UsageError(_("--{option} is for {format} only").format(option=option, format=listed(names)))
