"""All sheets of all files as one plan in the making, with what was concluded on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ka2plan.errors import CannotRead, UsageError
from ka2plan.imports.cell import MOST_COLUMNS, MOST_ROWS, Book, Sheet, filled, letters_of
from ka2plan.imports.conclusions import column_lines, kind_sentence
from ka2plan.imports.draft import Draft, DraftPlan, Surroundings
from ka2plan.imports.entry_rows import EntryRows, package_rows_only
from ka2plan.imports.judgement import judged
from ka2plan.imports.matrix import Matrix
from ka2plan.imports.numbered_titles import with_numbers_apart
from ka2plan.imports.options import Told
from ka2plan.imports.partner_columns import EFFORT, with_partner_columns
from ka2plan.imports.partner_list import read_partner_list
from ka2plan.imports.plan_text import moments_of
from ka2plan.imports.row_kinds import ENTRY, RowKinds
from ka2plan.imports.sums import check_stated
from ka2plan.imports.table import Table, find_tables, package_above, refuse_unknown_columns
from ka2plan.imports.table_kinds import ACTIVITIES, DELIVERABLES, INDICATORS, MATRIX, MILESTONES, PACKAGES, PARTNERS
from ka2plan.imports.turned import upright
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import MAX_MONTHS, Calendar
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

ORDER = (PARTNERS, PACKAGES, ACTIVITIES, MILESTONES, DELIVERABLES, INDICATORS)
"""In which tables are read, so that later ones know what earlier ones say; matrices come last."""

MOST_ABOVE = 120
"""Letters of what stands above the headings that are told."""

MOST_HEADINGS = 400
"""Letters of the headings that are told of a sheet that is not understood."""


class Named(NamedTuple):
    """A table with the name of its sheet as it is told: empty where there is only one."""

    table: Table
    name: str
    path: str


class Gathered(NamedTuple):
    """What was read."""

    plan: DraftPlan
    tables: tuple[Named, ...]
    lines: tuple[str, ...]
    """What was concluded, in whole lines."""


def gather(
    books: Sequence[tuple[str, Book]], plan: DraftPlan, told: Sequence[Told], sheet: str | None, around: Surroundings
) -> Gathered:
    """Reads every table of every file into the plan.

    Args:
        books: the path of each file as it is shown, and its sheets.
        plan: what is known already, and then also what is read.
        told: what the user says of the columns.
        sheet: the only sheet to read, by its name.
        around: what tables are read by besides themselves.

    Raises:
        CannotRead: no table is understood.
        UsageError: there is no such sheet, or no such column.
    """
    plan.consortium.countries = around.countries
    refuse_unknown_columns([one for _path, book in books for one in book.sheets], told)
    found: list[Named] = []
    lines: list[str] = []
    for path, book in books:
        tables, others = _tables(path, book, told, sheet, around)
        found += tables
        lines += others
        plan.title = plan.title or book.title
    if not found:
        raise CannotRead(_not_understood(*books[0]))
    ordered = sorted(found, key=lambda named: _rank(named.table))
    tables_read, figures = _read(ordered, plan, around)
    for country, id in plan.consortium.by_country.items():
        message = _("“{country}” was taken for {id}, the only organisation from there")
        plan.notices.append(message.format(country=visible(country, 40), id=id))
    by_table = [line for place, named in enumerate(tables_read) for line in (*_told(named), *figures.get(place, ()))]
    return Gathered(plan, tuple(tables_read), (*by_table, *lines))


def _not_understood(path: str, book: Book) -> str:
    message = _("{path}: no table that is known: a list of activities, milestones, organisations, or a chart; {seen}")
    seen = [_seen(sheet, path) for sheet in book.sheets]
    return message.format(path=path, seen=" ".join(seen) or _("the file is empty"))


def _seen(sheet: Sheet, path: str) -> str:
    """What stands in a sheet that is not understood."""
    name = visible(sheet.name, 40) or path
    first = next((row for row in sheet.rows if any(filled(row))), None)
    if first is None:
        return _("{name} is empty").format(name=name)
    words = visible(", ".join(cell.text or cell.lost for cell in filled(first)), MOST_HEADINGS)
    return _("{name} begins with: {words}").format(name=name, words=words)


def _tables(
    path: str, book: Book, told: Sequence[Told], wanted: str | None, around: Surroundings
) -> tuple[list[Named], list[str]]:
    names = [sheet.name for sheet in book.sheets]
    if wanted and wanted not in names:
        if names == [""]:
            raise UsageError(_("--sheet: a CSV file has no sheets"))
        raise UsageError(_("--sheet: sheets are {names}").format(names=visible(", ".join(names))))
    found: list[Named] = []
    lines: list[str] = []
    several = len(book.sheets) > 1
    for sheet in map(upright, book.sheets):
        if wanted not in (None, sheet.name):
            continue
        is_skipped = sheet.is_hidden and not wanted
        tables = [] if is_skipped else [*map(with_numbers_apart, find_tables(sheet, told, around.near))]
        found += [Named(table, sheet.name if several else "", path) for table in tables]
        if tables:
            lines += _cut(sheet)
        else:
            lines.append(_unused(path, sheet, is_hidden=is_skipped))
    return found, lines


def _cut(sheet: Sheet) -> Iterable[str]:
    if sheet.is_cut:
        message = _("only the first {rows} rows and {columns} columns were read")
        yield message.format(rows=number(MOST_ROWS), columns=MOST_COLUMNS)
    if sheet.hidden_rows:
        count = len(sheet.hidden_rows)
        message = ngettext(
            "{count} hidden row was read like the others", "{count} hidden rows were read like the others", count
        )
        yield message.format(count=count)


def _unused(path: str, sheet: Sheet, *, is_hidden: bool) -> str:
    name = visible(sheet.name, 40) or path
    if is_hidden:
        return _("sheet {name}: hidden, not used").format(name=name)
    return _("sheet {name}: no table that is known, not used; {seen}").format(name=name, seen=_seen(sheet, path))


def _rank(table: Table) -> tuple[int, int, int]:
    """Charts come behind lists, which say the same to the day."""
    kinds = (*ORDER, MATRIX)
    return table.kind == MATRIX or bool(table.chart), kinds.index(table.kind), -len(table.fields)


def _read(
    ordered: Sequence[Named], plan: DraftPlan, around: Surroundings
) -> tuple[list[Named], dict[int, tuple[str, ...]]]:
    """Reads the tables in their order: organisations, then all entries, then what refers to them.

    Returns the tables with their readings, and for matrices by their place among these what their figures are.
    """
    for named in ordered:
        if named.table.kind == PARTNERS:
            read_partner_list(judged(named.table), plan, around, named.name)
    _meet_leads(ordered, plan)
    ready = [named._replace(table=_with_readings(named.table, plan)) for named in ordered]
    readers = [EntryRows(named.table, plan, around, named.name) for named in ready if named.table.kind in ORDER[1:]]
    for reader in readers:
        reader.scan()
    for reader in readers:
        reader.fill()
    check_stated(plan)
    for package in plan.packages.values():
        _drop_derived_dates(package, plan, around)
    figures: dict[int, tuple[str, ...]] = {}
    for place, named in enumerate(ready):
        if named.table.kind == MATRIX:
            matrix = Matrix(named.table, plan, around, named.name)
            matrix.fill()
            figures[place] = (matrix.conclusion(),)
            ready[place] = named._replace(table=matrix.table_with_sums())
    return ready, figures


def _drop_derived_dates(package: Draft, plan: DraftPlan, around: Surroundings) -> None:
    """Start and end of a row above others are left out where they say no more than those of the rows below."""
    start, end = package.values.get("start"), package.values.get("end")
    if not package.sums_up or start is None or end is None:
        return
    inside = [moment for draft in plan.entries if draft.values.get("wp") == package.id for moment in moments_of(draft)]
    calendar = Calendar(around.near, MAX_MONTHS)
    firsts = [one if isinstance(one, date) else calendar.start_of(int(one[1:])) for one in inside]
    lasts = [one if isinstance(one, date) else calendar.end_of(int(one[1:])) for one in inside]
    own = start if isinstance(start, date) else calendar.start_of(int(start[1:]))
    last = end if isinstance(end, date) else calendar.end_of(int(end[1:]))
    if firsts and min(firsts) <= own and last <= max(lasts):
        package.values.update(start=None, end=None)


def _meet_leads(ordered: Sequence[Named], plan: DraftPlan) -> None:
    """Finds the organisations in the columns of leads and partners, all leads of a table first."""
    for field in ("lead", "partners"):
        for named in ordered:
            column = named.table.column(field)
            if column is None or named.table.kind in (PARTNERS, MATRIX):
                continue
            for kind in RowKinds(named.table).all():
                if kind.what == ENTRY:
                    cell = named.table.sheet.cell(kind.row, column.place)
                    list(plan.consortium.several(cell, is_one=field == "lead"))


def _with_readings(table: Table, plan: DraftPlan) -> Table:
    if table.kind in (PARTNERS, MATRIX, INDICATORS):
        return judged(table)
    are_packages = table.kind == PACKAGES or package_rows_only(table)
    columns = with_partner_columns(
        table.sheet, table.row, table.rows, table.columns, plan.consortium, are_sheets_rows=are_packages
    )
    ready = judged(table._replace(columns=tuple(columns)))
    _say_unit(ready, plan)
    return ready


def _say_unit(table: Table, plan: DraftPlan) -> None:
    column, columns = table.column("unit"), table.columns
    told = {table.sheet.cell(row, column.place).text for row in table.rows} - {""} if column else set()
    if len(told) == 1 and told <= {"days", "months"}:
        plan.effort_unit = plan.effort_unit or told.pop()
    units = {
        "months" if column.unit == "months" else "days" for column in columns if column.head == EFFORT and column.unit
    }
    if len(units) == 1 and not plan.effort_unit:
        plan.effort_unit = units.pop()


def _first_used(table: Table) -> int:
    """The first row that says something of the columns: that of the headings, or of what stands above them."""
    is_used = bool(table.chart) or any("." in column.field for column in table.columns)
    return max(0, table.row - is_used)


def _told(named: Named) -> Iterable[str]:
    where = named.path + (_(", sheet {sheet}").format(sheet=visible(named.name, 40)) if named.name else "")
    message = _("{where}: {kind}, headings in row {row} (to change this: --column FIELD=HEADING):")
    if named.table.sheet.is_turned:
        message = _("{where}: {kind}, headings in column {row} (to change this: --column FIELD=HEADING):")
    row = letters_of(named.table.row) if named.table.sheet.is_turned else named.table.row + 1
    yield message.format(where=where, kind=kind_sentence(named.table), row=row)
    above = [cell.text for row in named.table.sheet.rows[: _first_used(named.table)] for cell in filled(row)]
    package = package_above(named.table)
    above = [text for text in above if text != package]
    if package:
        yield _("  “{words}” is the work package of the rows below").format(words=visible(package, 60))
    if above and named.table.is_first:
        yield _("  above the headings, not used: {words}").format(words=visible(" | ".join(above), MOST_ABOVE))
    yield from column_lines(named.table)
