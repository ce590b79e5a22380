"""Copying cells, a row or the whole matrix for a spreadsheet: tabs between columns, a line for a row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.export.unformulaic import unformulaic
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ka2plan.tui.editor.amounts.view import AmountsView
    from ka2plan.tui.editor.context import Editor


def copy(editor: Editor, view: AmountsView) -> None:
    """Hands the selected cells to the clipboard; asks how much where nobody selected any."""
    partner, column = view.partner, view.shown_column
    if partner is None or column is None:
        return
    if view.has_selection:
        selected = view.selected_cells
        words = ngettext("{count} cell copied", "{count} cells copied", selected.count).format(count=selected.count)
        editor.copy("\n".join(_line(map(_figure, row)) for row in selected.figures), words)
        return
    name = view.name_of(partner)
    cell = _("{partner} in {column}").format(partner=name, column=column.title)
    choices = [
        Choice(_figure(view.matrix.cell(partner, column)), _("the cell"), cell),
        Choice(_line(_row(view, partner)), _("the row"), name),
        Choice(table(view), _("the whole table, with titles and totals"), ""),
    ]
    editor.ask(Picker(editor.look, _("Copy for a spreadsheet"), choices), editor.copy)


def table(view: AmountsView) -> str:
    """The matrix in lines of cells, titles on top and organisations before it, totals as they are shown."""
    matrix = view.matrix
    titles = [_("Organisation"), _("Total"), *(column.title for column in matrix.columns)]
    sums = [matrix.total, *(matrix.total_in(column) for column in matrix.columns)]
    lines = [_line(titles), _line([_("Total"), *map(_figure, sums)])]
    lines += [
        _line([view.name_of(partner), _figure(matrix.total_of(partner)), *_row(view, partner)])
        for partner in matrix.partners
    ]
    return "\n".join(lines)


def _row(view: AmountsView, partner: str) -> list[str]:
    matrix = view.matrix
    return [_figure(matrix.cell(partner, column)) for column in matrix.columns]


def _figure(amount: Decimal) -> str:
    """An amount as every spreadsheet reads it; nothing for none."""
    return f"{amount:f}" if amount else ""


def _line(cells: Iterable[str]) -> str:
    return "\t".join(unformulaic(cell.replace("\t", " ").replace("\n", " ")) for cell in cells)
