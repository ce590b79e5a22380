"""What an edit means for the plain data: computed apart from the text, so that the text can be held against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    described,
)
from ka2plan.document.plain import (
    MISSING,
    Data,
    lookup,
    plain,
    same,
    with_entry_placed,
    with_key_renamed,
    with_value,
    without,
)
from ka2plan.document.references import (
    ELEMENT,
    IGNORED,
    KEY,
    SINGLE,
    find_references,
    ignored_key_renamed,
    shares_id,
)
from ka2plan.errors import EditError
from ka2plan.messages import _
from ka2plan.schema import KINDS, Kind, is_id
from ka2plan.source.paths import Path

Step = SetValue | Unset | RenameKey | QuoteId | ListInsert | ListRemove | AddEntry | RenameEntry | MoveEntry


def steps(edit: Edit, data: Data) -> Iterator[Step]:
    """The edit as simple ones; the data are those before it, and must be kept up to date by the caller meanwhile.

    :raises EditError: an entry to be unlinked is needed somewhere.
    """
    if isinstance(edit, Batch):
        for part in edit.edits:
            yield from steps(part, data)
    elif isinstance(edit, RemoveEntry):
        entry_table(data, edit.kind, edit.id)
        if edit.unlink:
            yield from _unlinking(data, edit)
        yield Unset((edit.kind, edit.id))
    else:
        yield edit
