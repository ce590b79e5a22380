"""What an edit is called, and when two of them are the same kind of change to the same field."""

from __future__ import annotations

from collections.abc import Hashable

from ka2plan.document import (
    AddEntry,
    Batch,
    Edit,
    MoveEntry,
    RemoveEntry,
    RenameEntry,
    SetValue,
    Unset,
)
from ka2plan.findings import Path
from ka2plan.messages import _
from ka2plan.source import format_path


def place_of(edit: Edit) -> Hashable:
    """Which fields an edit sets; None where it does something that never joins with another edit."""
    if isinstance(edit, SetValue):
        return tuple(edit.path)
    if isinstance(edit, Batch):
        places = tuple(place_of(part) for part in edit.edits)
        return None if None in places else frozenset(places)
    return None


def label_of(edit: Edit) -> str:
    """What an edit does, in a few words for undo and redo."""
    if isinstance(edit, Batch):
        return label_of(edit.edits[0]) if edit.edits else _("nothing")
    if isinstance(edit, AddEntry):
        return _("add {id}").format(id=edit.id)
    if isinstance(edit, RemoveEntry):
        return _("delete {id}").format(id=edit.id)
    if isinstance(edit, RenameEntry):
        return _("rename {id} to {new}").format(id=edit.id, new=edit.new_id)
    if isinstance(edit, MoveEntry):
        return _("move {id}").format(id=edit.id)
    if isinstance(edit, SetValue | Unset):
        return _("change {field}").format(field=field_name(edit.path))
    return _("change {field}").format(field=field_name(edit.path))


def field_name(path: Path) -> str:
    """A field as a person calls it: ``A2.1 title``, ``project months``."""
    if path[:1] == ("project",):
        return " ".join(map(str, path))
    return " ".join(map(str, path[1:])) if len(path) > 1 else format_path(path)
