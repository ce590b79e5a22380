"""What an edit means for the plain data: computed apart from the text, so that the text can be held against it.

Every function here raises ``EditError`` for what cannot be meant: an entry that is not there, an id that is taken.
"""

from __future__ import annotations

from typing import Any

from ka2plan.document.edits import (
    AddEntry,
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
    Copies,
    Data,
    lookup,
    plain,
    same,
    with_entry_placed,
    with_key_renamed,
    with_value,
    without,
)
from ka2plan.document.references import IGNORED, KEY, SINGLE, Reference, find_references, ignored_key_renamed, twins
from ka2plan.errors import EditError
from ka2plan.plan.schema import KINDS, Kind, is_id
from ka2plan.toml.paths import Path
from ka2plan.words.messages import _

_KINDS = {kind.name: kind for kind in KINDS}


def set_value(data: Data, edit: SetValue, copies: Copies | None = None) -> Data:
    """The data with a value set; entries of a kind are not made in passing."""
    path = edit.path
    if not path or not isinstance(path[0], str):
        raise EditError(_("a key path is needed"))
    if len(path) > 2 and path[0] in _KINDS and lookup(data, path[:2]) is MISSING:
        raise _no_entry(_KINDS[path[0]], str(path[1]))
    if isinstance(path[-1], int) and lookup(data, path) is MISSING:
        raise EditError(_("{path} is not in a list").format(path=described(path)))
    changed: Data = with_value(data, path, plain(edit.value, path), copies)
    return changed


def unset(data: Data, edit: Unset) -> Data:
    """The data without a value, and without the tables inside an entry that this empties."""
    if not edit.path or lookup(data, edit.path) is MISSING:
        raise EditError(_("there is no {path}").format(path=described(edit.path)))
    changed: Data = without(data, emptied(data, edit.path))
    return changed


def emptied(data: Data, path: Path) -> Path:
    """The path, or that of the largest table inside an entry that holds nothing else."""
    while len(path) > 3 and isinstance(path[-1], str):
        holder = lookup(data, path[:-1])
        if len(holder) > 1 or isinstance(path[-2], int):
            break
        path = path[:-1]
    return path


def rename_key(data: Data, edit: RenameKey, copies: Copies | None = None) -> Data:
    """The data with a key spelled otherwise."""
    holder = lookup(data, edit.path[:-1])
    if not edit.path or not isinstance(holder, dict) or edit.path[-1] not in holder:
        raise EditError(_("there is no {path}").format(path=described(edit.path)))
    if edit.name in holder:
        raise EditError(_("{path} exists already").format(path=described((*edit.path[:-1], edit.name))))
    renamed: Data = with_key_renamed(data, edit.path, edit.name, copies)
    return renamed


def quote_id(data: Data, edit: QuoteId, _copies: Copies | None = None) -> Data:
    """The data with nested tables joined to one entry."""
    path = (edit.kind, *edit.parts)
    entry = lookup(data, path)
    id = ".".join(edit.parts)
    if not isinstance(entry, dict) or len(edit.parts) < 2:
        raise EditError(_("there is no {path}").format(path=described(path)))
    if id in data[edit.kind]:
        raise EditError(_("{path} exists already").format(path=described((edit.kind, id))))
    table = {}
    for key, item in data[edit.kind].items():
        if key != edit.parts[0]:
            table[key] = item
            continue
        rest = {key: left} if (left := _without_emptied(item, edit.parts[1:])) else {}
        joined = {id: entry}
        table.update({**joined, **rest} if _comes_first(item, edit.parts[1:]) else {**rest, **joined})
    return {**data, edit.kind: table}


def _comes_first(table: Data, names: tuple[str, ...]) -> bool:
    """Whether the file names nothing else in a table before what a path leads to."""
    return next(iter(table)) == names[0] and (len(names) == 1 or _comes_first(table[names[0]], names[1:]))


def _without_emptied(table: Data, names: tuple[str, ...]) -> Data:
    rest = dict(table)
    inner = _without_emptied(table[names[0]], names[1:]) if len(names) > 1 else {}
    if inner:
        rest[names[0]] = inner
    else:
        del rest[names[0]]
    return rest


def list_insert(data: Data, edit: ListInsert) -> Data:
    """The data with an item in a list."""
    items = lookup(data, edit.path)
    if items is MISSING:
        return set_value(data, SetValue(edit.path, [edit.item]))
    _refuse_unless_list(items, edit.path)
    index = len(items) if edit.place is None else edit.place
    if not 0 <= index <= len(items):
        raise EditError(_("{path} is not in a list").format(path=described((*edit.path, index))))
    return set_value(data, SetValue(edit.path, [*items[:index], edit.item, *items[index:]]))


def list_remove(data: Data, edit: ListRemove) -> Data:
    """The data without an item of a list."""
    items = lookup(data, edit.path)
    index = index_of(items, edit)
    return set_value(data, SetValue(edit.path, [*items[:index], *items[index + 1 :]]))


def index_of(items: Any, edit: ListRemove) -> int:
    """The index of the item that is to go."""
    _refuse_unless_list(items, edit.path)
    item = plain(edit.item, edit.path)
    for index, other in enumerate(items):
        if same(item, other):
            return index
    raise EditError(_("{path} has no such item").format(path=described(edit.path)))


def _refuse_unless_list(items: Any, path: Path) -> None:
    if not isinstance(items, list):
        raise EditError(_("{path} is not a list").format(path=described(path)))


def add_entry(data: Data, edit: AddEntry, copies: Copies | None = None) -> Data:
    """The data with a new entry."""
    kind = kind_of(edit.kind)
    _refuse_id(data, kind, edit.id)
    table = _table_of(data, kind)
    _refuse_places(kind, table, edit)
    values = plain(edit.values, (edit.kind, edit.id))
    if edit.before is None and edit.after is None:
        added: Data = with_value(data, (kind.name, edit.id), values, copies)
        return added
    return {**data, kind.name: with_entry_placed(table, edit.id, values, edit.before, edit.after)}


def move_entry(data: Data, edit: MoveEntry) -> Data:
    """The data with an entry in another place."""
    kind = kind_of(edit.kind)
    table = entries_with(data, kind, edit.id)
    if (edit.before is None) == (edit.after is None) or edit.id in (edit.before, edit.after):
        raise EditError(_("write before or after which other entry {id} goes").format(id=edit.id))
    _refuse_places(kind, table, edit)
    return {**data, kind.name: with_entry_placed(table, edit.id, table[edit.id], edit.before, edit.after)}


def rename_entry(data: Data, edit: RenameEntry) -> Data:
    """The data with an entry and all references to it called otherwise."""
    kind = kind_of(edit.kind)
    entries_with(data, kind, edit.id)
    _refuse_id(data, kind, edit.new_id)
    found = find_references(data, edit.kind, edit.id)
    _refuse_twins(data, kind, edit.id, found)
    copies = Copies()
    changed: Data = with_key_renamed(data, (edit.kind, edit.id), edit.new_id, copies)
    for reference in found:
        changed = _followed(changed, reference, edit, copies)
    return changed


def _followed(data: Data, reference: Reference, edit: RenameEntry, copies: Copies) -> Data:
    path = reference.path
    if path[:2] == (edit.kind, edit.id):
        path = (edit.kind, edit.new_id, *path[2:])
    if reference.role not in (KEY, IGNORED):
        changed: Data = with_value(data, path, edit.new_id, copies)
        return changed
    name = edit.new_id
    if reference.role == IGNORED:
        name = ignored_key_renamed(str(path[-1]), edit.kind, edit.id, edit.new_id)
    return rename_key(data, RenameKey(path, name), copies)


def unlinking(data: Data, edit: RemoveEntry) -> list[Unset]:
    """What to take out so that nothing refers to an entry, the last first so that indices stay right."""
    entries_with(data, kind_of(edit.kind), edit.id)
    if not edit.unlink:
        return []
    found = [
        reference
        for reference in find_references(data, edit.kind, edit.id)
        if reference.path[:2] != (edit.kind, edit.id)
    ]
    needed = [described(reference.path) for reference in found if reference.role == SINGLE]
    if needed:
        message = _("{id} cannot be removed: {places} must name another one first")
        raise EditError(message.format(id=edit.id, places=", ".join(needed)))
    return [Unset(reference.removable) for reference in reversed(found)]


def kind_of(name: str) -> Kind:
    """The kind whose table has that name."""
    if name not in _KINDS:
        raise EditError(_("there is no kind of entries called {name}").format(name=repr(name)))
    return _KINDS[name]


def entries_with(data: Data, kind: Kind, id: str) -> Data:
    """The table of a kind, which must have that entry."""
    table = _table_of(data, kind)
    if id not in table:
        raise _no_entry(kind, id)
    return table


def _no_entry(kind: Kind, id: str) -> EditError:
    return EditError(_("there is no {kind} {id}").format(kind=_(kind.singular), id=id))


def _table_of(data: Data, kind: Kind) -> Data:
    table = data.get(kind.name, {})
    if not isinstance(table, dict):
        raise EditError(_("{path} is not a table of entries").format(path=described((kind.name,))))
    return table


def _refuse_id(data: Data, kind: Kind, id: str) -> None:
    if not is_id(id):
        message = _("{id} cannot be an id: letters, digits, dots, hyphens and underscores, at most 64")
        raise EditError(message.format(id=repr(id)))
    sharing = [other for other in KINDS if other.shares_ids] if kind.shares_ids else [kind]
    for other in sharing:
        if id in _table_of(data, other):
            raise EditError(_("{kind} {id} is there already: an id is used once").format(kind=_(other.singular), id=id))


def _refuse_places(kind: Kind, table: Data, edit: AddEntry | MoveEntry) -> None:
    if edit.before is not None and edit.after is not None:
        raise EditError(_("an entry goes either before or after another one"))
    for other in (edit.before, edit.after):
        if other is not None and other not in table:
            raise _no_entry(kind, other)


def _refuse_twins(data: Data, kind: Kind, id: str, found: list[Reference]) -> None:
    ambiguous = [described(reference.path) for reference in found if twins(data, kind.name, id, reference)]
    if ambiguous:
        message = _("{id} is the id of two entries, and {places} may mean either; change that first")
        raise EditError(message.format(id=id, places=", ".join(ambiguous)))
