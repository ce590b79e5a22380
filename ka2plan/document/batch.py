"""Edits of a batch that are alike and stand in a row, written at once: one by one, each would scan its table again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ka2plan.document import brackets, edited_data, entries, value_edits
from ka2plan.document.draft import Draft, Splice
from ka2plan.document.edits import AddEntry, Edit, QuoteId, RenameKey, SetValue, Unset
from ka2plan.document.forms import TABLE
from ka2plan.document.plain import MISSING, Copies, Data, lookup, with_value
from ka2plan.document.tables import add_more_tables, add_table

Row = list[Any]
"""Edits of one type, in their order."""


def rows_of(edits: Sequence[Edit]) -> Iterator[Row]:
    """The edits in their order, those together that may be written at once."""
    row: Row = []
    paths: set[Any] = set()
    for edit in edits:
        if row and (type(edit) is not type(row[0]) or not _goes_with(edit, row[-1], paths)):
            yield row
            row, paths = [], set()
        row.append(edit)
        paths.add(_place(edit))
    if row:
        yield row


def _place(edit: Edit) -> Any:
    return (edit.kind, edit.parts) if isinstance(edit, QuoteId) else getattr(edit, "path", None)


def _goes_with(edit: Edit, previous: Edit, paths: set[Any]) -> bool:
    if isinstance(edit, Unset) and isinstance(previous, Unset):
        own, other = edit.path, previous.path
        return (
            own[:-1] == other[:-1] and isinstance(own[-1], int) and isinstance(other[-1], int) and own[-1] < other[-1]
        )
    if isinstance(edit, AddEntry) and isinstance(previous, AddEntry):
        return edit.kind == previous.kind and not (edit.before or edit.after or previous.before or previous.after)
    return isinstance(edit, SetValue | RenameKey | QuoteId) and _place(edit) not in paths


def made_at_once(draft: Draft, row: Row) -> bool:
    """Makes a row of edits on the draft, or leaves it alone and says no where one of them is not simple enough.

    :raises EditError: one of them cannot be made.
    """
    if len(row) < 2:
        return False
    if isinstance(row[0], Unset):
        return _items_taken_out(draft, row)
    if isinstance(row[0], AddEntry):
        return _entries_added(draft, row)
    step = _STEPS.get(type(row[0]))
    if step is None:
        return False
    splices, meant, copies = [], draft.data, Copies()
    find, mean = step
    for edit in row:
        found = find(draft, edit)
        if found is None:
            return False
        splices += found
        meant = mean(meant, edit, copies)
    if _overlap(splices):
        return False
    draft.splice(splices)
    draft.data = meant
    return True


def _overlap(splices: list[Splice]) -> bool:
    """Whether two replacements touch the same text, so that their order would count."""
    ordered = sorted((splice.block, splice.start, splice.end) for splice in splices)
    return any(one[0] == two[0] and one[2] > two[1] for one, two in pairwise(ordered))


def _items_taken_out(draft: Draft, row: list[Unset]) -> bool:
    """Takes several items out of one list, where each stands on a line of its own or all on one."""
    path, indices = row[0].path[:-1], {int(edit.path[-1]) for edit in row}
    items = lookup(draft.data, path)
    mention = draft.layout.find(path)
    if not isinstance(items, list) or max(indices) >= len(items) or not mention or not mention.exact:
        return False
    if mention.member is None or len(mention.member.value.members) != len(items):
        return False
    container = brackets.Container(mention.block, draft.blocks[mention.block].text, mention.member.value)
    splices = brackets.removal_of_several(container, indices)
    if splices is None:
        return False
    draft.splice(splices)
    draft.data = with_value(draft.data, path, [item for index, item in enumerate(items) if index not in indices])
    return True


def _entries_added(draft: Draft, row: list[AddEntry]) -> bool:
    """Writes entries behind their like, the first by itself: the others are written as it is."""
    meant, copies = draft.data, Copies()
    for edit in row:
        meant = edited_data.add_entry(meant, edit, copies)
    kind = row[0].kind
    values = [(edit.id, meant[kind][edit.id]) for edit in row]
    if entries.form_beside(draft, (kind, row[0].id)) != TABLE:
        return False
    add_table(draft, (kind, row[0].id), values[0][1])
    draft.data = edited_data.add_entry(draft.data, row[0])
    add_more_tables(draft, kind, values[1:])
    draft.data = meant
    return True


def _replacement(draft: Draft, edit: SetValue) -> list[Splice] | None:
    """A single value in the place of another one; None where a table or list is concerned."""
    old = lookup(draft.data, edit.path)
    if old is MISSING or isinstance(old, dict | list) or isinstance(edit.value, dict | list | tuple):
        return None
    splice = value_edits.replacement(draft, edit.path, lookup(edited_data.set_value(draft.data, edit), edit.path))
    return None if splice is None else [splice]


def _respelling(draft: Draft, edit: RenameKey) -> list[Splice]:
    return entries.respelled(draft, edit.path, edit.name)


_STEPS: dict[type, tuple[Callable[[Draft, Any], list[Splice] | None], Callable[[Data, Any, Copies], Data]]] = {
    SetValue: (_replacement, edited_data.set_value),
    RenameKey: (_respelling, edited_data.rename_key),
    QuoteId: (entries.quoting, edited_data.quote_id),
}
"""What a simple edit replaces in the text, and what it means."""
