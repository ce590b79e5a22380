"""The document: a plan's text and the edits that change no more of it than they say."""

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
