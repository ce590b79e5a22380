"""``ka2plan new --from``: a plan that was kept in tables of another program becomes a TOML plan."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import read_bytes, shown_path
from ka2plan.errors import CannotRead
from ka2plan.imports.consortium import Consortium
from ka2plan.imports.countries import codes_of
from ka2plan.imports.draft import DraftPlan, Surroundings
from ka2plan.imports.gathered import Gathered, gather
from ka2plan.imports.new_plan import Wish, completed, has_anything
from ka2plan.imports.options import told_columns
from ka2plan.imports.plan_text import plan_text
from ka2plan.imports.table_file import read_tables
from ka2plan.imports.taken_in import reported
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from ka2plan.calls import CallBook
    from ka2plan.imports.cell import Book
    from ka2plan.imports.starter_text import Request


def read_book(path: str) -> Book:
    """The tables of a file.

    :raises CannotRead: it is none, or cannot be read; says which.
    """
    try:
        return read_tables(read_bytes(path))
    except CannotRead as error:
        raise CannotRead(_("{path}: {reason}").format(path=shown_path(path), reason=error)) from None


def plan_from_table(arguments: Namespace, request: Request, book: CallBook) -> str:
    """The text of a plan with what a file of tables says; tells on stderr what was concluded, and what was not read.

    Args:
        arguments: ``source`` is the file's path, ``column`` what the user says of its columns, ``sheet`` a sheet.
        request: type, call and what the options say of the project.
        book: the call facts.
    """
    told = told_columns(arguments.column or ())
    call = book.call(request.type, request.call, request.round)
    plan = DraftPlan(call.management_wp, Consortium(), has_packages=call.unit_of_plan != "activity")
    around = Surroundings(request.start, codes_of(book.countries(request.call)), arguments.start is not None)
    source = shown_path(arguments.source)
    gathered = gather([(source, read_book(arguments.source))], plan, told, arguments.sheet, around)
    if not has_anything(plan):
        raise CannotRead(_("{path}: no row below the headings has a title").format(path=source))
    ends = [table.chart[-1].span.last for table, _name, _path in gathered.tables if table.chart]
    project, open_points = completed(_wish(arguments, request), plan, ends)
    say(gathered)
    say_lines(_("not in the table:"), open_points)
    return plan_text(os.path.basename(arguments.source), project, plan)


def _wish(arguments: Namespace, request: Request) -> Wish:
    names = ("start", "months", "lump_sum", "country")
    given = frozenset(name for name in names if getattr(arguments, name) is not None)
    return Wish(
        *(request.type, request.call, request.round, request.acronym, request.title, request.start, request.months),
        *(request.money, request.country if "country" in given else None, given),
    )


def say(gathered: Gathered) -> None:
    """Tells on stderr what was concluded, which sums agree, and every cell that was not read."""
    for line in gathered.lines:
        print(line.rstrip(), file=sys.stderr)
    for head, sentences in reported(gathered):
        say_lines(head, sentences)


def say_lines(head: str, lines: Iterable[str]) -> None:
    """A heading with lines below it, on stderr; nothing where there are none."""
    told = list(lines)
    if told:
        print(head, file=sys.stderr)
    for line in told:
        print(f"  {line}", file=sys.stderr)
