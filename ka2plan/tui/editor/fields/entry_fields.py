"""The fields of one entry or of the project, in the schema's order: what the plan has and what it could have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import OWN_PREFIX, PROJECT_KEYS, Key, kind_named
from ka2plan.plan.types import TYPES
from ka2plan.session import Snapshot
from ka2plan.session.form_questions import Asked, asked_of
from ka2plan.words.messages import _

Data = Mapping[str, Any]

GROUP_WIDTH = 11

LISTED_PARTNERS = 8
"""Up to so many partners each gets a line wherever amounts are by partner; beyond that those who take part."""


class EntryField(NamedTuple):
    """One field, or one value within a field that has several."""

    path: Path
    label: str
    type: str
    """The name of its type of value; besides ``long`` (a text of several lines), ``entry`` (another entry that belongs
    here), ``entries`` (all of a kind that belong here), ``accepted`` (the reason for a finding that is accepted),
    ``override`` (a limit in place of the call's), ``overrides`` (all of them) and ``other`` (nothing that can be edited
    here)."""
    group: str
    value: Any = None
    """As TOML has it; None where it is not there."""
    key: Key | None = None
    inside: bool = False
    """Whether it is a value within the field above it."""
    limit: int | None = None
    """The most characters that the form takes."""
    asks: str = ""
    """What the form asks for here."""

    @property
    def required(self) -> bool:
        """Whether a plan must have it."""
        return bool(self.key and self.key.required and not self.inside)


def fields_of(snapshot: Snapshot, data: Data, owner: Path) -> tuple[EntryField, ...]:
    """The fields of an entry (its kind and id) or of the project (``("project",)``).

    Args:
        snapshot: the open plan.
        data: the same as TOML data.
        owner: key path of the entry.
    """
    table = table_at(data, owner)
    kind = kind_named(str(owner[0])) if owner[0] != "project" else None
    keys = kind.keys if kind else PROJECT_KEYS
    asked = asked_of(snapshot, owner)
    found = [field for key in keys for field in _of_key(snapshot, owner, key, table, asked)]
    found += _own_keys(owner, table, keys)
    heads = [field.group for field in found]
    # a heading stands once, where its first field is; under it what the entry is called comes first
    found.sort(key=lambda field: (heads.index(field.group), field.inside or field.path[-1] not in ("title", "name")))
    found += _texts(data, owner, asked)
    if kind is None:
        found += [*_belonging(data), *_exceptions(data)]
    return tuple(found)


def table_at(data: Any, path: Path) -> Data:
    """The table at a key path; empty where there is none."""
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _of_key(snapshot: Snapshot, owner: Path, key: Key, table: Data, asked: Asked) -> Iterator[EntryField]:
    value = table.get(key.name)
    if key.name == "wp" and value is None and not snapshot.plan.work_packages:
        return  # a partnership that is planned without packages
    value_type = TYPES[key.type]
    type_ = "long" if key.is_long else key.type
    path = (*owner, key.name)
    group = _(key.heading)
    parts = list(_parts(snapshot, owner, key, value, asked))
    if not (parts and (value_type.edited == "parts" or key.type == "papers")):
        yield EntryField(path, _(key.label), type_, group, value, key, limit=asked.limit(key.name))
    for part in parts:
        yield part._replace(path=(*path, *part.path), group=group, key=key, inside=True)


def _parts(snapshot: Snapshot, owner: Path, key: Key, value: Any, asked: Asked) -> Iterator[EntryField]:
    """The values within a field, their paths counted from it."""
    of_type = TYPES[key.type]
    for part, label in _named_parts(snapshot, owner, key, value, asked):
        inner = value[part] if isinstance(part, int) else table_at(value, ()).get(part)
        yield EntryField((part,), label, of_type.inside(part).name, "", inner)


def _named_parts(
    snapshot: Snapshot, owner: Path, key: Key, value: Any, asked: Asked
) -> Iterator[tuple[str | int, str]]:
    """Each part of a value that has several, with its label."""
    of_type, table = TYPES[key.type], table_at(value, ())
    if of_type.edited == "partners":
        yield from ((id, id) for id in _partners_listed(snapshot, owner, table))
    elif of_type.edited == "parts":
        labels = {"place": _("venue: place"), "country": _("venue: country")}
        labels |= {"start": _("actual start"), "end": _("actual end")}
        yield from ((name, labels.get(name, name)) for name in of_type.keys)
    elif of_type.edited == "names":
        known = asked.papers if key.type == "papers" else {}
        yield from ((name, known.get(name, name)) for name in dict.fromkeys((*known, *table)))
    elif of_type.edited in ("links", "periods") and isinstance(value, list):
        yield from ((place, _label(item, place)) for place, item in enumerate(value))


def _label(item: Any, place: int) -> str:
    if isinstance(item, str):
        return item
    return str(item["id"]) if isinstance(item, dict) and "id" in item else str(place + 1)


def _partners_listed(snapshot: Snapshot, owner: Path, table: Data) -> Iterator[str]:
    """Those who have something, and those who could: everybody, or in a large consortium who takes part."""
    plan = snapshot.plan
    every = list(plan.partners)
    if len(every) > LISTED_PARTNERS:
        entry = plan.entry(str(owner[1]))
        own = getattr(entry, "participants", (getattr(entry, "lead", ""),))
        every = [id for id in every if id in table or id in own]
    yield from dict.fromkeys((*every, *table))


def _own_keys(owner: Path, table: Data, keys: tuple[Key, ...]) -> Iterator[EntryField]:
    """Keys that are not the schema's: the user's own, and misspelt ones."""
    known = {key.name for key in keys}
    for name, value in table.items():
        if name not in known:
            text = isinstance(value, str) and name.startswith(OWN_PREFIX)
            yield EntryField((*owner, name), name, "long" if text else "other", _("Other"), value)


def _texts(data: Data, owner: Path, asked: Asked) -> Iterator[EntryField]:
    table = "project" if owner[0] == "project" else str(owner[-1])
    written = table_at(data, ("texts", table))
    known = {field.key: field for field in asked.texts}
    for name in dict.fromkeys((*known, *written)):
        field = known.get(name)
        label, limit, asks = (_(field.label), field.limit, _(field.asks)) if field else (name, None, "")
        yield EntryField(("texts", table, name), label, "long", _("Form"), written.get(name), limit=limit, asks=asks)


def _belonging(data: Data) -> Iterator[EntryField]:
    """Objectives and indicators, which have no view of their own."""
    for kind, group in (("objectives", _("Objectives")), ("indicators", _("Indicators"))):
        entries = table_at(data, (kind,))
        yield EntryField((kind,), group.lower(), "entries", group, len(entries))
        for id, entry in entries.items():
            title = entry.get("title") if isinstance(entry, dict) else None
            yield EntryField((kind, id), id, "entry", group, title, inside=True)


def _exceptions(data: Data) -> Iterator[EntryField]:
    """Limits that the plan has in place of the call's, and findings that it accepts, each with the reason."""
    overrides = table_at(data, ("overrides",))
    yield EntryField(("overrides",), _("limits of the call"), "overrides", _("Limits"), len(overrides))
    for name, override in overrides.items():
        own = override if isinstance(override, dict) else {}
        yield EntryField(("overrides", name, "value"), name, "override", _("Limits"), own.get("value"), inside=True)
        yield EntryField(
            ("overrides", name, "reason"), _("reason"), "text", _("Limits"), own.get("reason"), inside=True
        )
    for name, accepted in table_at(data, ("ignored",)).items():
        reason = accepted.get("reason") if isinstance(accepted, dict) else None
        yield EntryField(("ignored", name, "reason"), name, "accepted", _("Accepted"), reason)
