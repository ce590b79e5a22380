"""``ka2plan new``: a commented plan to start from; asks on a terminal for what the options leave open."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from ka2plan.cli.output import STANDARD_OUTPUT
from ka2plan.cli.plan_files import add_facts, add_today, calls_of, today_of, whole_number
from ka2plan.errors import CannotWrite, UsageError
from ka2plan.findings import SEVERITIES, counts
from ka2plan.imports.starter_text import Request, default_request, starter_text
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.calls import CallBook

DEFAULT_TYPE = "KA220-SCH"


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``new``."""
    parser.add_argument("file", metavar="FILE", nargs="?", help=_("file to write; without one, standard output"))
    parser.add_argument("--type", metavar="TYPE", help=_("such as KA220-SCH; `ka2plan types` lists them"))
    parser.add_argument("--call", type=whole_number, metavar="YEAR", help=_("call year (default: the next one)"))
    parser.add_argument("--round", type=whole_number, choices=(1, 2), metavar="N", help=_("round of the call"))
    parser.add_argument("--acronym", metavar="WORD", help=_("the project's short name"))
    parser.add_argument("--title", metavar="TEXT", help=_("the project's title"))
    parser.add_argument("--country", metavar="CC", help=_("country of the coordinator, such as SI"))
    parser.add_argument("--partners", type=whole_number, metavar="N", help=_("number of organisations"))
    parser.add_argument("--start", metavar="DATE", help=_("first day of the project (2026-11-01)"))
    parser.add_argument("--months", type=whole_number, metavar="N", help=_("duration in months"))
    parser.add_argument("--lump-sum", metavar="EUR", help=_("the lump sum, or the grant asked for"))
    parser.add_argument(
        "--from", dest="source", metavar="TABLE", help=_("make it of a .csv, .xlsx, .ods, .gan or MS Project XML file")
    )
    parser.add_argument("--sheet", metavar="NAME", help=_("--from: the only sheet to read (default: all)"))
    parser.add_argument(
        "--column",
        metavar="FIELD=HEADING",
        action="append",
        help=_("--from: which column holds what, such as title=Naziv, title=C or start=Begin,month-first"),
    )
    add_today(parser)
    add_facts(parser)


def run(arguments: Namespace) -> int:
    """Writes the plan and says what `check` finds in it."""
    if arguments.file == STANDARD_OUTPUT:
        arguments.file = None
    if arguments.file and os.path.lexists(arguments.file):
        raise CannotWrite(_("{path} exists already; `new` does not overwrite files").format(path=arguments.file))
    book, today = calls_of(arguments), today_of(arguments)
    if arguments.source:
        from ka2plan.cli.from_table import plan_from_table

        text = plan_from_table(arguments, _request(arguments, book, today), book)
    else:
        text = starter_text(_request(arguments, book, today), book)
    if not arguments.file:
        print(text, end="")
    else:
        _write(arguments.file, text)
    _say_findings(arguments.file, text, book, today, chosen=arguments.call is None)
    return 0


def _write(path: str, text: str) -> None:
    from ka2plan.store import write

    write(path, text.encode(), None)


def _say_findings(path: str | None, text: str, book: CallBook, today: date, *, chosen: bool) -> None:
    """Says what ``check`` finds, and which call was chosen where the user named none and no known one is ahead."""
    from ka2plan.cli.check_text import counted
    from ka2plan.plan import read_plan
    from ka2plan.rules import call_of, check
    from ka2plan.toml import parse
    from ka2plan.words.visible import visible

    reading = read_plan(parse(text))
    plan, findings = reading.plan, check(reading, book, today).findings
    found = counts(findings)
    said = ", ".join(counted(severity, found[severity]) for severity in SEVERITIES if found[severity])
    if chosen and not call_of(plan, book).known_year:
        message = _(
            "the deadlines of all known calls are over: the plan is for call {year}, of which no limit is known yet"
        )
        print(message.format(year=plan.project.call), file=sys.stderr)
    if path:
        print(_("wrote {path}").format(path=visible(path)), file=sys.stderr)
    if said:
        print(_("`ka2plan check` finds in it: {found}").format(found=said), file=sys.stderr)


def _request(arguments: Namespace, book: CallBook, today: date) -> Request:
    from ka2plan.cli.new_questions import asked, asked_for_type
    from ka2plan.imports.starter_answers import read_country, read_money, read_type

    asking = arguments.file is not None and not arguments.source and sys.stdin.isatty() and sys.stdout.isatty()
    type_id = read_type(arguments.type or DEFAULT_TYPE, book)
    if asking and not arguments.type:
        type_id = asked_for_type(book, DEFAULT_TYPE)
    request = default_request(book, type_id, arguments.call, arguments.round, today)
    given = {
        "acronym": arguments.acronym,
        "title": arguments.title,
        "country": read_country(arguments.country, book) if arguments.country else None,
        "partners": arguments.partners,
        "months": arguments.months,
        "start": _start(arguments.start, today),
        "money": read_money(arguments.lump_sum) if arguments.lump_sum else None,
    }
    request = request._replace(**{name: value for name, value in given.items() if value is not None})
    return asked(request, arguments, book, today) if asking else request


def _start(text: str | None, today: date) -> date | None:
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.moment import DATE

    day = DATE.from_text(text, Around(today, key="start")) if text is not None else None
    if day is None or isinstance(day, date):
        return day
    raise UsageError(_("--start: {text} is not a date such as 2026-11-01").format(text=repr(text)))
