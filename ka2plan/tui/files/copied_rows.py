"""Copying entries of a list for a spreadsheet: headings, a line for each, tabs between; pasted here, they come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.export.unformulaic import text_cell
from ka2plan.plan.schema import PARTNERS
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.export.entry_sheets import Value
    from ka2plan.plan import Plan
    from ka2plan.tui.editor.context import Editor


def copy_rows(editor: Editor) -> None:
    """Hands the marked entries to the clipboard, or all that the list shows."""
    view = editor.view
    paths = view.marked_and_shown or tuple(path for row in range(view.row_count) if (path := view.path_of(row)))
    are_partners = all(path[0] == PARTNERS.name for path in paths)
    heads, known = _partners(editor.plan) if are_partners else _entries(editor.plan)
    rows = [known[id] for id in dict.fromkeys(str(path[1]) for path in paths if len(path) > 1) if id in known]
    if not rows:
        editor.say(_("nothing here is an entry that a table of the plan has"), "warning")
        return
    words = ngettext("{count} row copied, with headings", "{count} rows copied, with headings", len(rows))
    editor.copy(_tabbed(heads, rows), words.format(count=len(rows)))


def _entries(plan: Plan) -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
    from ka2plan.export.csv_table import table_of

    return table_of(plan)


def _partners(plan: Plan) -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
    from ka2plan.export.entry_sheets import partners_table

    heads, rows = partners_table(plan)
    return heads, {id: [_text(value) for value in row] for id, row in rows.items()}


def _text(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value or ""


def _tabbed(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The columns in which any of the rows says something."""
    told = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow([heads[place] for place in told])
    writer.writerows([text_cell(row[place]) for place in told] for row in rows)
    return out.getvalue()
