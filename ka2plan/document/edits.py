"""The vocabulary of edits: frozen values that say what is meant, in the plan's own terms."""

from __future__ import annotations

from typing import Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import key_at
from ka2plan.toml.paths import Path, format_path
from ka2plan.words.messages import _, ngettext


def _short(path: Path) -> str:
    """A place in words: ``A2.1 start``, ``lump sum``, ``a link of A2.1``."""
    key = key_at(path)
    if key and len(path) > 3 and isinstance(path[3], int) and key.type in ("links", "periods"):
        words = _("a link of {id}") if key.type == "links" else _("a period of {id}")
        return words.format(id=path[1])
    named = {1 if path[0] == "project" else 2: _(key.label)} if key else {}
    parts = [named.get(place, str(part)) for place, part in enumerate(path) if place or len(path) == 1]
    return " ".join(parts)


class SetValue(NamedTuple):
    """Sets the value at a key path: it replaces what is there, or is put where the file's form has a place for it.

    A table or list that replaces one is compared with it, and only what differs is written.
    """

    path: Path
    value: Any
    """A string, whole number, ``Decimal``, truth value, date, time, or a list or dict of these."""

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("set {field}").format(field=_short(self.path))


class Unset(NamedTuple):
    """Takes a key, or an array's element, out; a table inside an entry that this empties goes with it."""

    path: Path

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("clear {field}").format(field=_short(self.path))


class RenameKey(NamedTuple):
    """Spells a key otherwise and leaves its value alone; nothing follows it."""

    path: Path
    name: str

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("rename {field} to {name}").format(field=_short(self.path), name=self.name)


class QuoteId(NamedTuple):
    """Makes one quoted id of what an unquoted dotted one spells in tables: ``[activities.A2.1]``."""

    kind: str
    parts: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("quote {id}").format(id=".".join(self.parts))


class ListInsert(NamedTuple):
    """Puts an item into a list, which is made where there is none."""

    path: Path
    item: Any
    place: int | None = None
    """The index that the item will have; None appends it."""

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("add to {field}").format(field=_short(self.path))


class ListRemove(NamedTuple):
    """Takes the first item that is equal out of a list."""

    path: Path
    item: Any

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("delete from {field}").format(field=_short(self.path))


class AddEntry(NamedTuple):
    """Adds an entry of a kind: after the last of its kind, or before or after another one of it."""

    kind: str
    id: str
    values: dict[str, Any]
    before: str | None = None
    after: str | None = None

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("add {id}").format(id=self.id)


class RemoveEntry(NamedTuple):
    """Removes an entry with its comments; with ``unlink`` also what refers to it and can do without."""

    kind: str
    id: str
    unlink: bool = False

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("remove {id}").format(id=self.id)


class RenameEntry(NamedTuple):
    """Gives an entry another id, and every reference to it as well."""

    kind: str
    id: str
    new_id: str

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("rename {id} to {new}").format(id=self.id, new=self.new_id)


class MoveEntry(NamedTuple):
    """Moves an entry with its comments before or after another one of its kind."""

    kind: str
    id: str
    before: str | None = None
    after: str | None = None

    @property
    def label(self) -> str:
        """What the edit does, for undo."""
        return _("move {id}").format(id=self.id)


class Batch(NamedTuple):
    """Several edits as one: all are made, or none."""

    edits: tuple[Edit, ...]
    name: str = ""
    """What they do together; without it the first one's label says it."""

    @property
    def label(self) -> str:
        """What the edits do, for undo."""
        if self.name or not self.edits:
            return self.name
        more = len(self.edits) - 1
        if not more:
            return self.edits[0].label
        several = ngettext("{first} and {count} more change", "{first} and {count} more changes", more)
        return several.format(first=self.edits[0].label, count=more)


Edit = (
    SetValue
    | Unset
    | RenameKey
    | QuoteId
    | ListInsert
    | ListRemove
    | AddEntry
    | RemoveEntry
    | RenameEntry
    | MoveEntry
    | Batch
)


def described(path: Path) -> str:
    """A path for an error message."""
    return f"`{format_path(path)}`"
