"""Columns that hold the money or the effort of one organisation each, and columns of sums beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ka2plan.imports.cell import Cell, Sheet
from ka2plan.imports.columns import TIMES, Column, data_cells, group_text, is_sum_word, profile_of
from ka2plan.imports.consortium import Consortium
from ka2plan.imports.folding import folded
from ka2plan.imports.names import is_full_name, looks_like_id, says_organisation
from ka2plan.imports.numbers import is_euro, is_other_money, names_other_money, says_nothing
from ka2plan.imports.packages import numbered, says_only_figures
from ka2plan.imports.table_kinds import UNITS
from ka2plan.imports.vocabulary import candidates, words
from ka2plan.named_tuples import NamedTuple

BUDGET, EFFORT, TOTAL, PART = "budget", "effort", "total", "part"

INFORMED = "informed"
"""Who but hears of it, as ``I`` says in a table of R, A, C and I, and takes no part."""

ACCOUNTABLE = "accountable"
"""Who answers for it, as ``A`` says there: leads where nobody has an ``R``."""

RESPONSIBILITIES = frozenset(("r", "a", "c", "i"))

LEAST_PARTS = 2
"""Columns of marks that make a table of who takes part."""

FILLERS = frozenset(
    ("in", "of", "for", "per", "by", "the", "der", "v", "za", "partner", "partnerja", "k", "000", "total")
)

_TOKEN = re.compile(r"[\w&.'’-]+|€")


class Candidate(NamedTuple):
    """A column that may hold figures of an organisation."""

    column: Column
    name: str
    """What is left of the heading without words of money and effort."""
    what: str
    """``budget``, ``effort``, or nothing where the heading does not say."""
    is_grouped: bool = False
    """Whether the name stands above several columns, whose own headings say only what their figures are."""


def with_partner_columns(
    sheet: Sheet,
    row: int,
    rows: Sequence[int],
    columns: Sequence[Column],
    consortium: Consortium,
    *,
    are_sheets_rows: bool,
) -> list[Column]:
    """The columns with those of organisations and of sums among them.

    Args:
        sheet: the table.
        row: of the headings.
        rows: below them.
        columns: as their headings say.
        consortium: who is known; organisations of new columns are added.
        are_sheets_rows: whether rows are work packages and not activities, so that bare ids of organisations may
            stand as headings without anything else that tells.
    """
    columns = _with_parts(sheet, rows, [_with_id(column, consortium) for column in columns], consortium)
    found = [candidate for column in columns if (candidate := _candidate(sheet, row, rows, column))]
    accepted = [candidate for candidate in found if _is_partner(candidate, found, consortium, are_sheets_rows)]
    corner = sheet.cell(row, 0).text if says_only_figures(sheet.cell(row, 0).text) else ""
    fields = {
        candidate.column.place: _field(sheet, rows, candidate, accepted, consortium, corner) for candidate in accepted
    }
    has_money = any(field.startswith(BUDGET) for field in fields.values())
    has_effort = any(field.startswith(EFFORT) for field in fields.values())
    are_lengths = not are_sheets_rows or any(column.field in TIMES for column in columns)
    return [
        column._replace(field=fields[column.place])
        if column.place in fields
        else _sum_column(column, has_money=has_money, has_effort=has_effort, are_lengths=are_lengths)
        for column in columns
    ]


def _with_id(column: Column, consortium: Consortium) -> Column:
    """A column that the user says is an organisation's, with the id of the organisation, which may be new."""
    head, dot, name = column.field.partition(".")
    id = consortium.meet(name, column.heading) if dot and head in (BUDGET, EFFORT) else None
    return column._replace(field=f"{head}.{id}") if id else column


def _with_parts(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[Column], consortium: Consortium
) -> Sequence[Column]:
    """Columns called after organisations in which marks or letters say who leads and who takes part."""
    marked = [column for column in columns if not column.field and _are_parts(sheet, rows, column)]
    known = [column for column in marked if consortium.is_known(column.heading) or looks_like_id(column.heading)]
    if len(known) < LEAST_PARTS:
        return columns
    fields = {column.place: f"{PART}.{consortium.meet(column.heading, column.heading)}" for column in known}
    return [column._replace(field=fields.get(column.place, column.field)) for column in columns]


def _are_parts(sheet: Sheet, rows: Sequence[int], column: Column) -> bool:
    cells = data_cells(sheet, column.place, rows)
    return bool(cells) and all(part_of_cell(cell) is not None or says_nothing(cell) for cell in cells)


def part_of_cell(cell: Cell) -> str | None:
    """``lead``, ``partner``, or what letters of R, A, C and I say; None for what says none of these."""
    if not isinstance(cell.value, str) or len(cell.value) > 20:
        return None
    word = folded(cell.value)
    if word in words("leads"):
        return "lead"
    if word in words("informed"):
        return INFORMED
    if word in words("accountable"):
        return ACCOUNTABLE
    return "partner" if word in words("takes_part") or not word else None


def _sum_column(column: Column, *, has_money: bool, has_effort: bool, are_lengths: bool) -> Column:
    """A column of amounts beside those of organisations is their sum; so are months where nothing says when."""
    says_sum = is_sum_word(column.heading) and column.field in ("", "amount", "effort")
    if has_effort and not are_lengths and column.field in UNITS:
        return column._replace(field=TOTAL)
    if (
        (has_money and column.field == "amount")
        or (has_effort and column.field == "effort")
        or (says_sum and (has_money or has_effort))
    ):
        return column._replace(field=TOTAL)
    return column


def _candidate(sheet: Sheet, row: int, rows: Sequence[int], column: Column) -> Candidate | None:
    if column.reading or (column.head in (BUDGET, EFFORT) and "." in column.field):
        return None
    if column.field not in ("", "amount", "effort", "days", "months", "partners"):
        return None
    group = group_text(sheet, row, column.place)
    tokens = _TOKEN.findall(f"{group} {column.heading}" if group and group != column.heading else column.heading)
    rest = [word for word in tokens if word != "€" and not _says(word, words("money") | words("effort") | FILLERS)]
    says_money = "€" in column.heading + group or any(_says(word, words("money")) for word in tokens)
    says_effort = any(_says(word, words("effort")) for word in tokens)
    cells = data_cells(sheet, column.place, rows)
    if (
        not rest
        or is_sum_word(column.heading)
        or names_other_money(" ".join(rest))
        or not (profile_of(cells).is_numeric or not cells)
    ):
        return None
    own = [word for word in _TOKEN.findall(column.heading) if word in rest]
    if own and group and group != column.heading and looks_like_id(group) and not looks_like_id(column.heading):
        return None
    what = EFFORT if says_effort else BUDGET if says_money else ""
    return Candidate(column, _name(tokens, rest), what, is_grouped=bool(group) and not own)


def _name(tokens: Sequence[str], rest: Sequence[str]) -> str:
    """What is left of a heading, with small words inside: ``Budget of University of Graz`` is University of Graz."""
    first, last = tokens.index(rest[0]), len(tokens) - tokens[::-1].index(rest[-1])
    is_whole = all(word in rest or folded(word) in FILLERS for word in tokens[first:last])
    return " ".join(tokens[first:last] if is_whole else rest)


def _says(token: str, known: frozenset[str]) -> bool:
    """Whether all parts of a word are among the known, as those of ``Person-days`` are."""
    parts = folded(token).split()
    return bool(parts) and all(part in known for part in parts)


def _is_partner(one: Candidate, others: Sequence[Candidate], consortium: Consortium, are_sheets_rows: bool) -> bool:
    if sum(folded(other.name) == folded(one.name) and other.what == one.what for other in others) > 1:
        return False
    if consortium.is_known(one.name):
        return True
    outside = one.column.heading.partition("(")[0].strip()
    if outside != one.column.heading and consortium.is_known(outside) and not one.is_grouped:
        return False
    if (one.column.field and not one.is_grouped and not _has_siblings(one, others)) or folded(one.name) in words(
        "costs"
    ) | candidates("fields").keys():
        return False
    if any(folded(part) in words("costs") for part in one.name.split()):
        return False
    alike = {
        folded(other.name)
        for other in others
        if other.what == one.what and (other.is_grouped or not other.column.field)
    }
    both = {other.what for other in others if folded(other.name) == folded(one.name)}
    if one.what:
        return len(alike) > 1 or len(both) > 1 or looks_like_id(one.name) or _has_siblings(one, others)
    if is_full_name(one.name) and any(says_organisation(other.name) for other in others if other.what == one.what):
        return len(alike) > 1
    return looks_like_id(one.name) and (are_sheets_rows or len(alike) > 1)


def _has_siblings(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether its name is an id beside others of the same figures, as ``Budget OSL`` is beside ``Budget IES``."""
    ids = {other.name for other in others if other.what == one.what and _names_organisation(other.name)}
    return bool(one.what) and one.name in ids and len(ids) > 1


def _names_organisation(name: str) -> bool:
    return (looks_like_id(name) or says_organisation(name)) and numbered(name) is None


def _field(
    sheet: Sheet, rows: Sequence[int], one: Candidate, others: Sequence[Candidate], consortium: Consortium, corner: str
) -> str:
    what = (
        one.what
        or next((other.what for other in others if other.what), "")
        or kind_of_figures(sheet, rows, one.column, corner)
    )
    id = consortium.meet(one.name, f"{one.column.heading}") or one.name
    return f"{what}.{id}"


MUCH = 1000
"""From which amount on a figure that nothing names is money."""


def kind_of_figures(sheet: Sheet, rows: Sequence[int], column: Column, corner: str = "") -> str:
    """Money or effort, by the sheet's name, the first heading, the cells' format, else by how large the figures are."""
    named = {word for text in (sheet.name, corner) for word in folded(text).split()}
    if named & words("money"):
        return BUDGET
    if named & words("effort"):
        return EFFORT
    cells = data_cells(sheet, column.place, rows)
    if any(is_euro(cell) or is_other_money(cell.format) for cell in cells):
        return BUDGET
    from ka2plan.imports.numbers import UNTOLD, money_in

    amounts = [amount for cell in cells if (amount := money_in(cell, UNTOLD))]
    return BUDGET if amounts and max(amounts) >= MUCH else EFFORT
