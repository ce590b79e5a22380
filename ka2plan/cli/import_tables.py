"""``ka2plan import``: tables into a plan that exists, as one edit; sheets that were sent out by a three-way merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_plan, add_today, calls_of, load, shown_path, today_of
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from decimal import Decimal

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.imports.cell import Book
    from ka2plan.imports.gathered import Gathered


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``import``."""
    add_plan(parser, edits=True)
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=_(".csv, .xlsx, .ods, .gan, MS Project's XML, or a sheet or .docx that was sent out"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show what would change, and write nothing"))
    parser.add_argument("--sheet", metavar="NAME", help=_("the only sheet to read"))
    parser.add_argument(
        "--column",
        metavar="FIELD=HEADING",
        action="append",
        help=_("which column holds what, such as title=Naziv, title=C or start=Begin,month-first"),
    )
    parser.add_argument(
        "--days-per-month",
        metavar="DAYS",
        type=_days_per_month,
        help=_(
            "convert effort between days and months with this number of days (without it, effort "
            "in another unit is not read)"
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("print what was changed as JSON"))
    add_today(parser)


def _days_per_month(text: str) -> Decimal:
    """How many days of work are a month, as an option has it."""
    from argparse import ArgumentTypeError
    from decimal import Decimal

    from ka2plan.plan.types.number import NUMBER

    number = NUMBER.from_text(text.removeprefix("\x00"))
    if isinstance(number, int | Decimal) and 1 <= number <= 31:
        return Decimal(number)
    raise ArgumentTypeError(
        _("{text} is not a number of days from 1 to 31").format(text=repr(text.removeprefix("\x00")))
    )


def run(arguments: Namespace) -> int:
    """Changes the plan by what the tables say and tells the difference, or only tells it."""
    from ka2plan.cli.edit import refuse_standard_input
    from ka2plan.cli.from_table import read_book, say, say_lines
    from ka2plan.cli.import_forms import is_form_file, take_forms
    from ka2plan.cli.import_returned import sheets_sent_out
    from ka2plan.cli.import_round import finish_import, take_round
    from ka2plan.imports.taken_in import taken_in

    refuse_standard_input(arguments.plan)
    loaded = load(arguments.plan)
    forms = [path for path in arguments.files if is_form_file(path)]
    if forms and len(forms) < len(arguments.files):
        raise UsageError(_("import Word documents and tables separately"))
    if forms:
        return take_forms(arguments, loaded)
    books = [(shown_path(path), read_book(path)) for path in arguments.files]
    sheets = sheets_sent_out(arguments, loaded, books)
    if sheets:
        return take_round(arguments, loaded, sheets)
    gathered = _gathered(arguments, loaded, books)
    taken = taken_in(loaded.plan, loaded.text, loaded.data, gathered, arguments.days_per_month)
    say(gathered)
    say_lines(_("not read, or not in the tables:"), taken.told)
    return finish_import(arguments, loaded, taken.edited)


def _gathered(arguments: Namespace, loaded: Loaded, books: list[tuple[str, Book]]) -> Gathered:
    from ka2plan.imports.taken_in import Columns, gathered_for

    columns = Columns(arguments.column or (), arguments.sheet)
    return gathered_for(loaded.plan, calls_of(arguments), books, columns, today_of(arguments))
