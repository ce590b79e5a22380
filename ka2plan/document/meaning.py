"""What an edit means for the plain data: computed apart from the text, so that the text can be held against it."""

from __future__ import annotations

from collections.abc import Iterator
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
    IGNORED,
    KEY,
    SINGLE,
    Reference,
    find_references,
    ignored_key_renamed,
    shares_id,
)
from ka2plan.errors import EditError
from ka2plan.messages import _
from ka2plan.schema import KINDS, is_id
from ka2plan.source.paths import Path

Step = SetValue | Unset | RenameKey | QuoteId | ListInsert | ListRemove | AddEntry | RenameEntry | MoveEntry


def removal_steps(edit: RemoveEntry, data: Data) -> Iterator[Step]:
    """The removal of an entry as simple edits: what refers to it first, where that is wanted.

    :raises EditError: there is no such entry, or something cannot do without it.
    """
    _entry(data, edit.kind, edit.id)
    if edit.unlink:
        yield from _unlinking(find_references(data, edit.kind, edit.id))
    yield Unset((edit.kind, edit.id))


def _unlinking(references: list[Reference]) -> Iterator[Step]:
    needed = [reference.path for reference in references if reference.role == SINGLE]
    if needed:
        message = _("{places} cannot do without it; name another there first")
        raise EditError(message.format(places=", ".join(map(described, needed))))
    for reference in reversed(references):
        yield Unset(reference.removable)


def meaning(step: Step, data: Data) -> Data:
    """The data after a simple edit; they share what did not change.

    :raises EditError: the edit makes no sense for these data.
    """
    of: Any = _MEANINGS[type(step)]
    changed: Data = of(step, data)
    return changed


def _set(edit: SetValue, data: Data) -> Data:
    if not edit.path:
        raise EditError(_("a value needs a place"))
    changed: Data = with_value(data, edit.path, plain(edit.value, edit.path))
    return changed


def _unset(edit: Unset, data: Data) -> Data:
    if not edit.path or lookup(data, edit.path) is MISSING:
        raise EditError(_("there is no {path}").format(path=described(edit.path)))
    changed: Data = without(data, edit.path)
    return changed


def _rename_key(edit: RenameKey, data: Data) -> Data:
    if lookup(data, edit.path) is MISSING:
        raise EditError(_("there is no {path}").format(path=described(edit.path)))
    _refuse_taken(data, (*edit.path[:-1], edit.name))
    changed: Data = with_key_renamed(data, edit.path, edit.name)
    return changed


def _refuse_taken(data: Data, path: Path) -> None:
    if lookup(data, path) is not MISSING:
        raise EditError(_("{path} is there already").format(path=described(path)))


def _quote_id(edit: QuoteId, data: Data) -> Data:
    path: Path = (edit.kind, *edit.parts)
    entry, id = lookup(data, path), ".".join(edit.parts)
    if entry is MISSING:
        raise EditError(_("there is no {path}").format(path=described(path)))
    _refuse_taken(data, (edit.kind, id))
    changed = without(data, path)
    while len(path) > 2 and lookup(changed, path[:-1]) == {}:
        path = path[:-1]
        changed = without(changed, path)
    quoted: Data = with_value(changed, (edit.kind, id), entry)
    return quoted


def _list_insert(edit: ListInsert, data: Data) -> Data:
    items = lookup(data, edit.path)
    items = [] if items is MISSING else items
    if not isinstance(items, list):
        raise EditError(_("{path} is no list").format(path=described(edit.path)))
    place = len(items) if edit.place is None else edit.place
    if not 0 <= place <= len(items):
        raise EditError(_("{path} has no place {place}").format(path=described(edit.path), place=place))
    changed: Data = with_value(data, edit.path, [*items[:place], plain(edit.item, edit.path), *items[place:]])
    return changed


def _list_remove(edit: ListRemove, data: Data) -> Data:
    items, wanted = lookup(data, edit.path), plain(edit.item, edit.path)
    place = next((place for place, item in enumerate(items) if same(item, wanted)), None) if _is_list(items) else None
    if place is None:
        raise EditError(_("{path} does not hold that").format(path=described(edit.path)))
    changed: Data = without(data, (*edit.path, place))
    return changed


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _add_entry(edit: AddEntry, data: Data) -> Data:
    _refuse_bad_id(data, edit.kind, edit.id)
    for anchor in (edit.before, edit.after):
        if anchor is not None:
            _entry(data, edit.kind, anchor)
    table = data.get(edit.kind, {})
    entry = plain(edit.values, (edit.kind, edit.id))
    return {**data, edit.kind: with_entry_placed(table, edit.id, entry, edit.before, edit.after)}


def _refuse_bad_id(data: Data, kind: str, id: str) -> None:
    if all(known.name != kind for known in KINDS):
        raise EditError(_("there is no kind of entry called {kind}").format(kind=kind))
    if not is_id(id):
        message = _("{id} cannot be an id: letters a-z, digits, `.`, `_` and `-`, at most 64 characters")
        raise EditError(message.format(id=repr(id)))
    table = data.get(kind, {})
    if not isinstance(table, dict):
        raise EditError(_("{path} is no table").format(path=described((kind,))))
    others = [kind, *shares_id(data, kind, id)] if id in table else shares_id(data, kind, id)
    if others:
        raise EditError(_("the id {id} is used already, in [{table}]").format(id=id, table=others[0]))


def _entry(data: Data, kind: str, id: str) -> Any:
    table = data.get(kind)
    if not isinstance(table, dict) or id not in table:
        raise EditError(_("there is no {path}").format(path=described((kind, id))))
    return table[id]


def _move_entry(edit: MoveEntry, data: Data) -> Data:
    anchor = edit.before if edit.before is not None else edit.after
    if anchor is None or anchor == edit.id or (edit.before is not None and edit.after is not None):
        raise EditError(_("an entry moves before or after one other entry"))
    entry = _entry(data, edit.kind, edit.id)
    _entry(data, edit.kind, anchor)
    table = with_entry_placed(data[edit.kind], edit.id, entry, edit.before, edit.after)
    return {**data, edit.kind: table}


def _rename_entry(edit: RenameEntry, data: Data) -> Data:
    _entry(data, edit.kind, edit.id)
    _refuse_bad_id(data, edit.kind, edit.new_id)
    shared = shares_id(data, edit.kind, edit.id)
    if shared:
        message = _("{id} is an id in [{other}] as well: nobody can tell which one is meant where it is named")
        raise EditError(message.format(id=edit.id, other=shared[0]))
    changed: Data = data
    for reference in find_references(data, edit.kind, edit.id):
        if reference.role == IGNORED:
            name = ignored_key_renamed(str(reference.path[1]), edit.kind, edit.id, edit.new_id)
            changed = _rename_key(RenameKey(reference.path, name), changed)
        elif reference.role == KEY:
            changed = _rename_key(RenameKey(reference.path, edit.new_id), changed)
        else:
            changed = with_value(changed, reference.path, edit.new_id)
    renamed: Data = with_key_renamed(changed, (edit.kind, edit.id), edit.new_id)
    return renamed


_MEANINGS = {
    SetValue: _set,
    Unset: _unset,
    RenameKey: _rename_key,
    QuoteId: _quote_id,
    ListInsert: _list_insert,
    ListRemove: _list_remove,
    AddEntry: _add_entry,
    MoveEntry: _move_entry,
    RenameEntry: _rename_entry,
}
