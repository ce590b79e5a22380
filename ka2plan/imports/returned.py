"""What comes back of a part of the plan that was sent out: merged three ways into the plan as it is now.

Whoever gets a sheet or a document sees a part of the plan and fills in some of it, while the plan moves on. The base of
the merge is the plan as it is now with what was sent in each place that came back otherwise; theirs is the base with
what came back. So the rest of the plan need not be sent, and cannot be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ka2plan.document import AddEntry, Batch, Document, Edit, SetValue, Unset
from ka2plan.errors import CannotRead
from ka2plan.merge.contested import free_id
from ka2plan.merge.identity import Id, Identity, identity_between
from ka2plan.merge.new_ids import NewIds
from ka2plan.merge.pieces import Labels
from ka2plan.merge.plain_values import ABSENT, same, value_at
from ka2plan.merge.three_way import Merged, merge_texts
from ka2plan.plan.schema import KINDS
from ka2plan.toml import Path
from ka2plan.words.messages import _

Data = dict[str, Any]

_KINDS = {kind.name: kind for kind in KINDS}


class Returned(NamedTuple):
    """What came back, under the ids that were sent."""

    sent: Data
    """The part of the plan that was sent, as TOML reads it: entries with the fields that were shown.

    With the title of each entry that it names, so that one that has another id by now is found.
    """
    changes: Mapping[Path, Any]
    """What came back otherwise than it was sent, by key path; ABSENT where there is nothing any more."""
    new: Sequence[tuple[str, Data]] = ()
    """Kind and values of entries that were added."""


@dataclass(frozen=True, slots=True)
class MergedBack:
    """What came of it."""

    merged: Merged
    """The text: what clashes stands between markers, the rest is merged."""
    moved: Mapping[Id, str]
    """The id that entries have now whose id was another one when they were sent."""
    new: tuple[str, ...]
    """The ids of the entries that were added."""
    refused: tuple[Path, ...]
    """Changes, as they were sent, of things that are not there any more while their id is another thing's."""


def merged_back(document: Document, back: Returned, labels: Labels | None = None) -> MergedBack:
    """Merges what came back into the plan as it is now.

    :raises CannotRead: most of what was sent is not in the plan: another one was sent.
    :raises EditError: the file's form does not allow a change.
    :raises CannotMerge: no text means the merged data.
    """
    now = _Now(document.data, back.sent)
    if not now.has_most:
        raise CannotRead(_("most of what was sent is not in this plan; was it sent out for another one?"))
    changes = dict(back.changes)
    refused = [path for path in changes if now.is_text_of_another(path)]
    new: list[AddEntry] = []
    while True:
        left = {path: value for path, value in changes.items() if path not in refused}
        base = document.apply(Batch(tuple(now.as_sent(left))))
        new = _entries(now, back.new)
        theirs = base.apply(Batch((*now.as_returned(base.data, left), *new)))
        merged = merge_texts(base.text, document.text, theirs.text, labels=labels or Labels())
        silent = [path for path in left if now.is_another(path) and not _clashes(merged, now.path(path))]
        if not silent:
            return MergedBack(merged, now.moved, tuple(entry.id for entry in new), tuple(refused))
        refused += silent


def _clashes(merged: Merged, path: Path) -> bool:
    return any(path[: len(clash.where)] == clash.where for clash in merged.clashes)


def _entries(now: _Now, new: Sequence[tuple[str, Data]]) -> list[AddEntry]:
    """The new entries under ids that go on with those of their kind and work package."""
    taken: Data = {}
    added = []
    for kind, values in new:
        told = now.ids.renamed({kind: {"": values}})[kind][""]
        id = free_id(_last_id(now.data, kind, told.get("wp")), now.data, taken, now.sent)
        taken.setdefault(kind, {})[id] = told
        added.append(AddEntry(kind, id, told))
    return added


def _last_id(data: Data, kind: str, wp: str | None) -> str:
    entries = [(id, entry) for id, entry in data.get(kind, {}).items() if isinstance(entry, dict)]
    alike = [id for id, entry in entries if wp is None or entry.get("wp") == wp]
    digits = "".join(character for character in wp or "" if character.isdigit())
    return alike[-1] if alike else f"{kind[0].upper()}{digits}{'.' if digits else ''}0"


class _Now:
    """Where what was sent is in the plan as it is now."""

    def __init__(self, data: Data, sent: Data) -> None:
        self.data = data
        self.identity: Identity = identity_between(sent, _as_shown(data, sent))
        self.moved = self.identity.moved
        self.ids = NewIds(sent, self.moved)
        self.sent: Data = self.ids.renamed(sent)
        self._titled = {id: (kind.name, id) for kind in reversed(KINDS) for id in sent.get(kind.name, {})}

    @property
    def has_most(self) -> bool:
        """Whether at least half of the entries that were sent are in the plan."""
        return 2 * len(self.identity.now) >= sum(len(self.sent.get(kind.name, {})) for kind in KINDS)

    def path(self, path: Path) -> Path:
        """A path of what was sent as it is now."""
        return tuple(self.ids.of_key(path[:length]) or path[length - 1] for length in range(1, len(path) + 1))

    def is_another(self, path: Path) -> bool:
        """Whether the id in a path may be another thing's now."""
        thing = self._owner(path)
        if thing is None or value_at(self.data, thing) is ABSENT:
            return False
        return thing not in self.identity.now or thing in self.identity.doubtful

    def is_text_of_another(self, path: Path) -> bool:
        """Whether a text is about a thing whose id is another thing's now: no merge of texts would tell."""
        return path[0] not in _KINDS and self.is_another(path)

    def as_sent(self, changes: Mapping[Path, Any]) -> Iterator[Edit]:
        """Edits that make of the plan as it is now one with what was sent, wherever that came back otherwise."""
        whole: set[Path] = set()
        for path in changes:
            where = self.path(path)
            thing = where[:2]
            is_there = where[0] not in _KINDS or value_at(self.data, thing) is not ABSENT
            if is_there and not self.is_another(path):
                yield from _edit(self.data, where, value_at(self.sent, where))
            elif thing not in whole:
                whole.add(thing)
                entry = value_at(self.sent, thing)
                yield SetValue(thing, entry) if is_there else AddEntry(str(thing[0]), str(thing[1]), entry)

    def as_returned(self, base: Data, changes: Mapping[Path, Any]) -> Iterator[Edit]:
        """Edits that make of that base what came back."""
        for path, value in changes.items():
            where = self.path(path)
            yield from _edit(base, where, value if value is ABSENT else self.ids.renamed(value, where))

    def _owner(self, path: Path) -> Id | None:
        if path[0] in _KINDS:
            return str(path[0]), str(path[1])
        return self._titled.get(str(path[1])) if path[0] == "texts" else None


def _edit(data: Data, path: Path, value: Any) -> Iterator[Edit]:
    known = value_at(data, path)
    if value is ABSENT:
        if known is not ABSENT:
            yield Unset(path)
    elif not same(known, value):
        yield SetValue(path, value)


def _as_shown(data: Data, sent: Data) -> Data:
    """The plan with those fields alone that were sent of some entry of the same kind, so that like is held to like."""
    shown: Data = {}
    for kind in KINDS:
        fields = _fields(sent.get(kind.name, {}))
        entries = data.get(kind.name)
        if fields and isinstance(entries, dict):
            tables = {id: entry for id, entry in entries.items() if isinstance(entry, dict)}
            shown[kind.name] = {id: _only(entry, fields) for id, entry in tables.items()}
    return shown


def _fields(entries: Data) -> dict[str, set[str]]:
    """The keys of all entries, with those inside their tables."""
    found: dict[str, set[str]] = {}
    for entry in entries.values():
        for key, value in entry.items():
            found.setdefault(key, set()).update(value if isinstance(value, dict) else ())
    return found


def _only(entry: Data, fields: Mapping[str, set[str]]) -> Data:
    left = {key: value for key, value in entry.items() if key in fields}
    for key, value in left.items():
        if isinstance(value, dict) and fields[key]:
            left[key] = {name: part for name, part in value.items() if name in fields[key]}
    return {key: value for key, value in left.items() if value != {}}
