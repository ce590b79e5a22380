"""Tables for those who listen: facts, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ka2plan.print.style import PenStyle
from ka2plan.words.messages import _

FACT = "{row}, {column}: {value}"
"""One cell of a table: which row, which column, what stands there."""


def facts(
    headings: Sequence[str], rows: Sequence[Sequence[tuple[str, PenStyle]] | None], stub: int = 1
) -> Iterator[str]:
    """Every cell that says something as a line of its own, which names its row and its column.

    A row is named by its id, where there is one, else by the first column that has a heading. None among the rows
    parts the totals from what is above them; a row without a name belongs to the one before it.
    """
    names = [place for place in range(max(stub, 1)) if headings[place]] or [0]
    place_of_id = headings.index(_("Id")) if _("Id") in headings else -1
    named_by = place_of_id if place_of_id >= 0 else names[0]
    headings = _told_apart(headings)
    is_total, name = False, ""
    for row in rows:
        if row is None:
            is_total = True
            continue
        own = row[named_by][0].strip()
        if own:
            name = own if is_total or named_by == place_of_id else f"{headings[named_by]} {own}"
        told = list(_facts_of(headings, row, name, named_by))
        yield from told or [name]


def _told_apart(headings: Sequence[str]) -> list[str]:
    """The headings, one that comes again with the one before it in brackets: the share of effort, and of money."""
    return [
        f"{heading} ({headings[place - 1].strip()})" if heading and heading in headings[:place] else heading
        for place, heading in enumerate(headings)
    ]


def _facts_of(headings: Sequence[str], row: Sequence[tuple[str, PenStyle]], name: str, named_by: int) -> Iterator[str]:
    for place, (text, _style) in enumerate(row):
        heading, value = headings[place].strip(), text.strip()
        if place == named_by or not value:
            continue
        yield FACT.format(row=name, column=heading, value=value) if heading else f"{name}: {value}"
