"""Remedies of what is wrong about the file itself: another spelling, another type, quotes round an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ka2plan.findings import Finding, Path
from ka2plan.plan import read_plan
from ka2plan.plan.reader import FORMAT
from ka2plan.plan.schema import (
    IGNORED_KEYS,
    KINDS,
    LINK_TYPES,
    OVERRIDE_KEYS,
    PRIORITIES,
    PROJECT_KEYS,
    TOP_LEVEL_KEYS,
    Key,
    key_at,
)
from ka2plan.plan.typed import type_at
from ka2plan.plan.types import TYPES
from ka2plan.plan.types.by_partner import ByPartner
from ka2plan.plan.types.country import OTHER_CODES
from ka2plan.plan.values import date_in_text
from ka2plan.rules.remedies import value_at
from ka2plan.words.visible import unseen_in, without_unseen

if TYPE_CHECKING:
    from ka2plan.document import Edit

LONG_ENOUGH = 4
"""Shorter names differ by one letter from too many others."""


def _set(where: Path, value: Any) -> Edit | None:
    from ka2plan.document import SetValue

    return None if value is None else SetValue(where, value)


def missing_format(where: Path, _data: dict[str, Any]) -> Edit | None:
    """Writes the format that this version writes."""
    return _set(where, FORMAT) if where == ("format",) else None


def date_as_text(where: Path, data: dict[str, Any]) -> Edit | None:
    """Writes a date that stands as text as a date."""
    written = value_at(data, where)
    return _set(where, date_in_text(written)) if isinstance(written, str) else None


def quoted_id(where: Path, data: dict[str, Any]) -> Edit | None:
    """Puts an id with dots into quotes, unless the table is there already."""
    from ka2plan.document import QuoteId

    parts = tuple(str(part) for part in where[1:])
    if isinstance(value_at(data, (where[0], ".".join(parts))), dict):
        return None
    return QuoteId(str(where[0]), parts)


def other_case(where: Path, data: dict[str, Any]) -> Edit | None:
    """Writes a word as the list of choices has it."""
    written, key = value_at(data, where), key_at(where)
    if not isinstance(written, str) or key is None:
        return None
    if where[-1] == "country":
        return _set(where, OTHER_CODES.get(written.upper(), written.upper()))
    choices = LINK_TYPES if key.type == "links" else key.choices
    return _set(where, next((choice for choice in choices if choice.casefold() == written.casefold()), None))


def unseen(where: Path, data: dict[str, Any]) -> Edit | None:
    """Takes out of a text what cannot be seen."""
    written = value_at(data, where)
    return _set(where, without_unseen(written)) if isinstance(written, str) and unseen_in(written) else None


def wrong_type(where: Path, data: dict[str, Any]) -> Edit | None:
    """Writes a value in the type that its key has, where it can be read so."""
    key = key_at(where)
    if key is None:
        return None
    if where[-1] in ("oid", "type"):
        return None  # a number is none, with letters missing or not
    return _set(where, type_at(key, where).meant(value_at(data, where)))


def _known_keys(where: Path) -> tuple[str, ...]:
    """The keys of the table at a path, where they are fixed."""
    if not where:
        return TOP_LEVEL_KEYS
    if where[0] == "project":
        return tuple(key.name for key in PROJECT_KEYS) if len(where) == 1 else ()
    if where[0] in ("overrides", "ignored"):
        return (OVERRIDE_KEYS if where[0] == "overrides" else IGNORED_KEYS) if len(where) == 2 else ()
    kind = next((kind for kind in KINDS if kind.name == where[0]), None)
    if kind and len(where) == 2:
        return tuple(key.name for key in kind.keys)
    key = key_at(where)
    return type_at(key, where).keys if key else ()


def misspelt_key(where: Path, data: dict[str, Any]) -> Edit | None:
    """Another spelling, where one letter was slipped, one key alone can be meant, by this one alone, and its value can
    be read; a key that only says again what the one that is meant says is taken out.
    """
    from ka2plan.document import RenameKey, Unset

    table, name = value_at(data, where[:-1]), str(where[-1])
    meant = [known for known in _known_keys(where[:-1]) if is_slip(name, known)]
    if len(meant) != 1 or not isinstance(table, dict) or name not in table:
        return None
    if meant[0] in table:
        return Unset(where) if _same(table[name], table[meant[0]]) else None
    if sum(is_slip(other, meant[0]) for other in table) > 1:
        return None
    known = _known_keys(where[:-1])
    table = {key: value for key, value in table.items() if key == name or key in known}
    renamed = {meant[0] if key == name else key: value for key, value in table.items()}
    around = needed(data, where, table[name])
    before, after = (faults_of(replaced(around, where[:-1], version)) for version in (table, renamed))
    return RenameKey(where, meant[0]) if len(after) < len(before) else None


def needed(data: dict[str, Any], where: Path, value: Any) -> dict[str, Any]:
    """So much of the data as tells whether the value can be read: its entry, the project, and entries it may name."""
    names = {*_texts_in(value), *where}
    entries = {
        kind.name: {id: table[id] for id in names if id in table}
        for kind in KINDS
        if isinstance(table := data.get(kind.name), dict)
    }
    return {**{key: value for key, value in data.items() if key in ("format", "project", where[0])}, **entries}


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from _texts_in(item)


def _same(one: Any, other: Any) -> bool:
    return one == other and type(one) is type(other)


def id_in_other_case(where: Path, data: dict[str, Any]) -> Edit | None:
    """The id that a reference means, where one alone differs from it by capital letters only."""
    from ka2plan.document import RenameKey

    key = key_at(where)
    is_key = key is not None and isinstance(TYPES[key.type], ByPartner)
    named = where[-1] if is_key else value_at(data, where)
    meant = [id for id in _ids_of(key, data) if isinstance(named, str) and id.casefold() == named.casefold()]
    if len(meant) != 1 or (where[2:3] == ("after",) and _is_part_of(meant[0], where[:2], data)):
        return None
    if is_key:
        return None if meant[0] in (value_at(data, where[:-1]) or ()) else RenameKey(where, meant[0])
    return _set(where, meant[0])


def _is_part_of(id: str, owner: Path, data: dict[str, Any]) -> bool:
    """Whether an entry is the one of this id, or in the work package of this id: it cannot wait for that."""
    package = value_at(data, (*owner, "wp"))
    return id in (owner[1], package) or (isinstance(package, str) and id.casefold() == package.casefold())


def _ids_of(key: Key | None, data: dict[str, Any]) -> list[str]:
    """The ids that a key can name; not those of the project's priorities, which are words."""
    tables = (data.get(kind) for kind in (key.refers_to if key else ()) if kind != PRIORITIES)
    return [id for table in tables if isinstance(table, dict) for id in table]


def faults_of(data: dict[str, Any]) -> tuple[Finding, ...]:
    """What the reader finds wrong with these data."""
    return read_plan(data).findings


def replaced(data: Any, path: Path, value: Any) -> Any:
    """The data with another value at a path; what is not on the way there is shared."""
    if not path:
        return value
    inside = replaced(data[path[0]], path[1:], value)
    if isinstance(data, dict):
        return {**data, path[0]: inside}
    return [inside if place == path[0] else item for place, item in enumerate(data)]


def is_slip(name: str, known: str) -> bool:
    """Whether a name is another one with a letter lost, added, changed or two swapped, or in other case or signs."""
    if len(known) < LONG_ENOUGH or name == known:
        return False
    one, other = (text.casefold().replace("-", "_").replace(" ", "_") for text in (name, known))
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) <= 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
