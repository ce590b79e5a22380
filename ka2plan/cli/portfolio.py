"""``ka2plan portfolio``: many plans at once; a broken one is a row of the table, not the end."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.output import STANDARD_OUTPUT
from ka2plan.cli.plan_files import add_facts, add_today, calls_of, load_lenient, today_of
from ka2plan.errors import Ka2planError, UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from datetime import date

    from ka2plan.calls import CallBook
    from ka2plan.figures.portfolio import Entry

ERRORS_FOUND = 1


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``portfolio``."""
    parser.add_argument("plans", metavar="DIR|PLAN", nargs="+", help=_("plan files, or folders with plan files"))
    parser.add_argument("--check", action="store_true", help=_("exit 1 where a plan or an organisation has an error"))
    add_today(parser)
    parser.add_argument("--ascii", action="store_true", help=_("draw with ASCII characters only"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument("--xlsx", metavar="FILE", help=_("write all budgets as one workbook"))
    add_facts(parser)


def run(arguments: Namespace) -> int:
    """Prints the portfolio; the highest exit code wins."""
    gc.enable()  # what one plan leaves is not to pile up with what all others do
    book, today = calls_of(arguments), today_of(arguments)
    entries = tuple(_entries(arguments, book, today))
    if arguments.xlsx:
        _write_workbook(arguments, entries, book)
    if arguments.json:
        from ka2plan.print.portfolio_json import portfolio_json
        from ka2plan.words.visible import json_text

        print(json_text(portfolio_json(entries, today)), end="")
    elif arguments.xlsx != STANDARD_OUTPUT:
        from ka2plan.cli.colour import pen_of
        from ka2plan.print.portfolio import portfolio_lines

        for line in portfolio_lines(entries, book, today, pen_of(arguments)):
            print(line.rstrip())
    found = ERRORS_FOUND if arguments.check and _has_error(entries) else 0
    return max([found, *(entry.row.code for entry in entries)])


def _write_workbook(arguments: Namespace, entries: tuple[Entry, ...], book: CallBook) -> None:
    from ka2plan.cli.output import write_output
    from ka2plan.export import created, extra
    from ka2plan.export.portfolio_workbook import portfolio_workbook

    if arguments.xlsx == STANDARD_OUTPUT and (arguments.json or sys.stdout.isatty()):
        raise UsageError(_("a workbook cannot be shown in a terminal; name a file with --xlsx"))
    with extra("xlsx", "`portfolio --xlsx`"):
        written = portfolio_workbook(entries, book, created(os.environ))
    write_output(arguments.xlsx, written, [entry.row.path for entry in entries])


def _has_error(entries: tuple[Entry, ...]) -> bool:
    from ka2plan.figures.portfolio_consortia import same_consortia
    from ka2plan.figures.portfolio_organisations import organisations_of
    from ka2plan.findings import ERROR

    if any(consortium.severity == ERROR for consortium in same_consortia(entries)):
        return True
    return any(entry.row.counts[ERROR] for entry in entries) or any(
        applications.severity == ERROR
        for organisation in organisations_of(entries)
        for applications in organisation.applications
    )


def _entries(arguments: Namespace, book: CallBook, today: date) -> Iterator[Entry]:
    from ka2plan.cli.plan_folders import plan_paths
    from ka2plan.cli.progress import Progress

    paths = plan_paths(arguments.plans)
    with Progress(len(paths), sys.stderr, is_drawn=not arguments.plain) as progress:
        for path, is_asked_for in paths.items():
            progress.at(path)
            entry = _entry(path, book, today, is_asked_for)
            if entry:
                yield entry


def _entry(path: str, book: CallBook, today: date, is_asked_for: bool) -> Entry | None:
    """A plan's entry; None for a TOML file in a folder that is no plan of ours."""
    from ka2plan.figures.portfolio import broken_entry
    from ka2plan.print.portfolio_plans import entry_read

    try:
        loaded = load_lenient(path)
    except Ka2planError as error:
        return broken_entry(path, str(error), error.exit_code)
    return entry_read(path, loaded.reading, book, today, is_asked_for=is_asked_for)
