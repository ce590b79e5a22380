"""``ka2plan new --from``: a plan that was kept in a spreadsheet becomes a TOML plan."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.cli.import_columns import find_columns, told_columns, with_partner_columns
from ka2plan.cli.import_countries import codes_of
from ka2plan.cli.import_drafts import ACTIVITY, DELIVERABLE, MILESTONE, Draft
from ka2plan.cli.import_rows import Importer
from ka2plan.cli.new_text import money_text, quoted
from ka2plan.cli.plan_files import read_bytes, shown_path
from ka2plan.errors import CannotRead, Ka2planError
from ka2plan.export.table_file import MOST_ROWS, Table, read_table
from ka2plan.plan.calendar import MAX_MONTHS, Calendar
from ka2plan.toml.paths import format_path
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.calls import CallBook
    from ka2plan.cli.new_text import Request

MOST_SAID = 40
"""Cells that could not be read and are listed on the terminal; the plan's comments have all."""


def import_table(arguments: Namespace, request: Request, book: CallBook, today: date) -> str:
    """The text of a plan with the activities of a table; says on stderr how its columns were taken.

    Args:
        arguments: ``source`` is the table's path, ``column`` what the user says of its columns, ``sheet`` a sheet.
        request: type, call and what the options say of the project.
        book: the call facts.
        today: the day to take for today.
    """
    try:
        table = read_table(read_bytes(arguments.source), arguments.sheet)
    except CannotRead as error:
        raise CannotRead(_("{path}: {reason}").format(path=shown_path(arguments.source), reason=error)) from None
    columns = find_columns(table, arguments.column or ())
    rows = table.rows[columns.row + 1 :]
    call = book.call(request.type, request.call, request.round)
    has_packages = call.unit_of_plan != "activity"
    importer = Importer(
        columns, today, call.management_wp, codes_of(book.countries(request.call)), has_packages=has_packages
    )
    importer.meet_partners(rows)
    importer.columns = with_partner_columns(columns, importer.aliases)
    importer.read(rows)
    if not importer.entries:
        raise _nothing_found(arguments.source)
    request = _completed(request, arguments, importer)
    _say(arguments.source, table, importer)
    return _text(os.path.basename(arguments.source), request, importer)


def _nothing_found(path: str) -> Ka2planError:
    return CannotRead(_("{path}: no row below the headings has a title").format(path=shown_path(path)))


def _completed(request: Request, arguments: Namespace, importer: Importer) -> Request:
    """The request with start, duration and sum from the table, where the options do not say them."""
    days = [moment for moment in _moments(importer) if isinstance(moment, date)]
    amounts = [_amount(draft) for draft in (*importer.packages.values(), *importer.entries)]
    if arguments.start is None and days:
        request = request._replace(start=min(days).replace(day=1))
    if arguments.months is None:
        request = request._replace(months=_months(request, importer, days))
    total = sum(amounts, Decimal(0))
    if arguments.lump_sum is None and total:
        request = request._replace(money=total)
    return request


def _moments(importer: Importer) -> Iterator[str | date]:
    """Every start, end and due date: project months and days."""
    for draft in importer.entries:
        yield from (draft.values[key] for key in ("start", "end", "due") if draft.values.get(key))
        yield from (moment for period in draft.values.get("periods", ()) for moment in period)


def _amount(draft: Draft) -> Decimal:
    return draft.values.get("amount") or sum((draft.values.get("budget") or {}).values(), Decimal(0))


def _months(request: Request, importer: Importer, days: list[date]) -> int:
    """The last month that anything in the table lies in; the request's where nothing has a date."""
    calendar = Calendar(request.start, 1)
    written = [int(moment[1:]) for moment in _moments(importer) if isinstance(moment, str)]
    last = max([*written, *(calendar.month_of(day) for day in days)], default=0)
    return min(last, MAX_MONTHS) if last > 0 else request.months


def _say(path: str, table: Table, importer: Importer) -> None:
    where = shown_path(path) + (_(", sheet {sheet}").format(sheet=visible(table.sheet)) if table.sheet else "")
    row = importer.columns.row + 1
    print(
        _("columns of {where}, headings in row {row} (say otherwise: --column FIELD=HEADING):").format(
            where=where, row=row
        ),
        file=sys.stderr,
    )
    for line in told_columns(importer.columns):
        print(line.rstrip(), file=sys.stderr)
    unread = importer.unread
    if unread:
        told = ngettext("{count} cell could not be read:", "{count} cells could not be read:", len(unread))
        print(told.format(count=len(unread)), file=sys.stderr)
    for cell in unread[:MOST_SAID]:
        print(f"  {cell.sentence}", file=sys.stderr)
    if len(unread) > MOST_SAID:
        print(_("  and more: they stand as comments in the plan"), file=sys.stderr)
    if table.is_cut:
        print(_("only the first {count} rows were read").format(count=f"{MOST_ROWS:,}"), file=sys.stderr)


def _text(name: str, request: Request, importer: Importer) -> str:
    entries = importer.entries
    blocks = [
        *_head(name, request, importer),
        *(_partner(id, called, request, place == 0) for place, (id, called) in enumerate(importer.partners.items())),
        *(_entry(draft) for draft in importer.packages.values()),
        *(_entry(draft) for kind in (ACTIVITY, MILESTONE, DELIVERABLE) for draft in entries if draft.kind == kind),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(name: str, request: Request, importer: Importer) -> Iterator[str]:
    yield "# " + _("Made from {name} by `ka2plan new --from`. What could not be read stands as comments.").format(
        name=visible(name)
    )
    coordinator = next(iter(importer.partners), None)
    lines = [
        "format = 1\n\n[project]",
        f"title = {quoted(request.title or _('Title of the project'))}",
        f"acronym = {quoted(request.acronym)}",
        f"type = {quoted(request.type)}",
        f"call = {request.call}",
        f"round = {request.round}",
        f"start = {request.start.isoformat()}",
        f"months = {request.months}",
        f"lump_sum = {money_text(request.money)}",
    ]
    lines += (
        [f"coordinator = {quoted(coordinator)}  # " + _("the first in the table; change it")] if coordinator else []
    )
    yield "\n".join(lines)


def _partner(id: str, name: str, request: Request, is_first: bool) -> str:
    country = f"country = {quoted(request.country)}"
    fill_in = country if is_first else '# country = ""  # ' + _("two letters, such as SI")
    return f"[{format_path(('partners', id))}]\nname = {quoted(' '.join(name.split()))}\n{fill_in}"


def _entry(draft: Draft) -> str:
    lines = [f"[{format_path((draft.kind, draft.id))}]"]
    lines += [f"# {unread.sentence}" for unread in draft.unread]
    for key, value in draft.values.items():
        lines += _lines(key, value)
    return "\n".join(lines)


def _lines(key: str, value: Any) -> list[str]:
    """A value as TOML; by partner a line each; nothing for nothing."""
    if value is None or value in ("", [], {}):
        return []
    if key in ("budget", "effort"):
        return [f"{key}.{format_path((partner,))} = {_number(amount)}" for partner, amount in value.items()]
    if key == "after":
        return [f"after = [{', '.join(_link(*link) for link in value)}]"]
    if key == "venue":
        return [f"venue = {{ {', '.join(f'{name} = {quoted(text)}' for name, text in value.items())} }}"]
    if key == "periods":
        return [f"periods = [{', '.join(_period(*period) for period in value)}]"]
    if isinstance(value, list):
        return [f"{key} = [{', '.join(map(quoted, value))}]"]
    if isinstance(value, date):
        return [f"{key} = {value.isoformat()}"]
    return [f"{key} = {_number(value) if isinstance(value, Decimal) else _plain(value)}"]


def _period(start: str | date, end: str | date) -> str:
    first, last = (moment.isoformat() if isinstance(moment, date) else quoted(moment) for moment in (start, end))
    return f"{{ start = {first}, end = {last} }}"


def _number(value: Decimal) -> str:
    """A number as TOML has it, with ``_`` between thousands and no superfluous noughts."""
    whole = value == value.to_integral_value()
    return f"{int(value):_}" if whole else f"{value.normalize():,f}".replace(",", "_")


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, int) else quoted(value)


def _link(id: str, kind: str, lag: str) -> str:
    if kind == "FS" and not lag:
        return quoted(id)
    parts = [f"id = {quoted(id)}", *([f"type = {quoted(kind)}"] if kind != "FS" else [])]
    parts += [f"lag = {quoted(lag)}"] if lag else []
    return f"{{ {', '.join(parts)} }}"
