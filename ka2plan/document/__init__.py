"""A plan file's text and the edits that change it: only the bytes an edit concerns, comments with their owners."""

from __future__ import annotations

from ka2plan.document.document import Document
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
from ka2plan.document.references import references

__all__ = [
    "AddEntry",
    "Batch",
    "Document",
    "Edit",
    "ListInsert",
    "ListRemove",
    "MoveEntry",
    "QuoteId",
    "RemoveEntry",
    "RenameEntry",
    "RenameKey",
    "SetValue",
    "Unset",
    "references",
]
