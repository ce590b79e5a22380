"""Edits made on a draft: what each means, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ka2plan.document import edited_data, entries
from ka2plan.document.batch import made_at_once, rows_of
from ka2plan.document.brackets import Piece
from ka2plan.document.draft import Draft
from ka2plan.document.edits import (
    AddEntry,
    Batch,
    Edit,
    ListInsert,
    ListRemove,
    MoveEntry,
    QuoteId,
    RemoveEntry,
    RenameEntry,
    RenameKey,
    SetValue,
    Unset,
)
from ka2plan.document.lists import insert_item, remove_item
from ka2plan.document.plain import MISSING, Data, lookup
from ka2plan.document.tables import rendered
from ka2plan.document.value_edits import erase, write


def make(draft: Draft, edit: Edit) -> None:
    """Makes an edit on the draft's text and, apart from it, on its data.

    :raises EditError: it cannot be made.
    """
    if isinstance(edit, Batch):
        for row in rows_of(edit.edits):
            if not made_at_once(draft, row):
                for part in row:
                    make(draft, part)
    elif isinstance(edit, RemoveEntry):
        for unset in edited_data.unlinking(draft.data, edit):
            make(draft, unset)
        make(draft, Unset((edit.kind, edit.id)))
    else:
        mean, put = _STEPS[type(edit)]
        meant = mean(draft.data, edit)
        put(draft, edit, meant)
        draft.data = meant


def _set_value(draft: Draft, edit: SetValue, meant: Data) -> None:
    write(draft, edit.path, lookup(meant, edit.path))


def _unset(draft: Draft, edit: Unset, _meant: Data) -> None:
    erase(draft, edited_data.emptied(draft.data, edit.path))


def _list_insert(draft: Draft, edit: ListInsert, meant: Data) -> None:
    items = lookup(draft.data, edit.path)
    if items is MISSING:
        write(draft, edit.path, lookup(meant, edit.path))
        return
    index = len(items) if edit.place is None else edit.place
    item = lookup(meant, edit.path)[index]
    insert_item(draft, edit.path, index, Piece(rendered(draft, edit.path, item, inside=True)))


def _list_remove(draft: Draft, edit: ListRemove, _meant: Data) -> None:
    remove_item(draft, edit.path, edited_data.index_of(lookup(draft.data, edit.path), edit))


def _rename_key(draft: Draft, edit: RenameKey, _meant: Data) -> None:
    entries.rename_key(draft, edit)


def _quote_id(draft: Draft, edit: QuoteId, _meant: Data) -> None:
    entries.quote_id(draft, edit)


def _add_entry(draft: Draft, edit: AddEntry, meant: Data) -> None:
    entries.add_entry(draft, edit, meant[edit.kind][edit.id])


def _move_entry(draft: Draft, edit: MoveEntry, _meant: Data) -> None:
    entries.move_entry(draft, edit)


def _rename_entry(draft: Draft, edit: RenameEntry, _meant: Data) -> None:
    entries.rename_entry(draft, edit)


_STEPS: dict[type, tuple[Callable[[Data, Any], Data], Callable[[Draft, Any, Data], None]]] = {
    SetValue: (edited_data.set_value, _set_value),
    Unset: (edited_data.unset, _unset),
    ListInsert: (edited_data.list_insert, _list_insert),
    ListRemove: (edited_data.list_remove, _list_remove),
    RenameKey: (edited_data.rename_key, _rename_key),
    QuoteId: (edited_data.quote_id, _quote_id),
    AddEntry: (edited_data.add_entry, _add_entry),
    MoveEntry: (edited_data.move_entry, _move_entry),
    RenameEntry: (edited_data.rename_entry, _rename_entry),
}
"""What each simple edit means, and how it is written; the meaning is worked out first and may refuse."""
