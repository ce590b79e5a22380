"""Values and paths as people type them: read by the type of the key they are for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.findings import Path
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Key, key_at
from ka2plan.plan.types import TYPES, Around, ValueType
from ka2plan.plan.types.number import INTEGER
from ka2plan.plan.values import BAD_VALUE, Bad
from ka2plan.toml import parse_path
from ka2plan.words.visible import without_unseen


def value_from_text(path: Path, text: str, around: Around) -> Any | Bad:
    """The TOML value that a typed text stands for at this path, or what is wrong with it.

    What it means is up to the type of the key. A key that is not the schema's (``x_...``, a form text) takes the text
    as it is, but for what nobody sees in it; what a limit of the call may be only the call knows.
    """
    key = key_at(path)
    if path == ("format",):
        return INTEGER.from_text(text)
    if key is None:
        return without_unseen(text)
    return type_at(key, path).from_text(text.strip(), around)


def type_at(key: Key, path: Path) -> ValueType:
    """The type of the value at a path that leads to a key or into it."""
    type_ = TYPES[key.type]
    for part in path[2:] if path[0] == "project" else path[3:]:
        type_ = type_.inside(part)
    return type_


def around_of(path: Path, data: Mapping[str, Any], around: Around) -> Around:
    """What a value at this path is understood by: its key, what stands there, the start of the same entry.

    ``data`` is the plan as TOML has it, or what of it is to come.
    """
    key = key_at(path)
    if key is None:
        return around._replace(is_long=True)
    around = around.of_key(key)
    start, lead = (_at(data, (*path[:-1], beside)) for beside in ("start", "lead"))
    apart = lead if isinstance(lead, str) else ""
    return around._replace(key=_named(path), present=_at(data, path), start=start, apart=apart)


def _named(path: Path) -> str:
    """The name that a path ends in; of an item of a list the list's."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _at(data: Any, path: Path) -> Any:
    for part in path:
        if isinstance(data, Mapping):
            data = data.get(str(part))
        else:
            data = data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None
    return data


def path_from_text(data: Mapping[str, Any], text: str) -> Path | Bad:
    """The key path a person means: a TOML key path, or an id and a key (``A2.1.start``, ``WP1.budget.OSL``)."""
    for kind in KINDS:
        entries = data.get(kind.name)
        ids = [id for id in entries if text == id or text.startswith(f"{id}.")] if isinstance(entries, dict) else []
        if ids and text.partition(".")[0] != kind.name:
            id = max(ids, key=len)
            rest = text[len(id) + 1 :]
            return (kind.name, id, *_parsed(rest)) if rest else (kind.name, id)
    try:
        path: Path = parse_path(text)
    except ValueError as error:
        return Bad(BAD_VALUE, str(error))
    if path and path[0] not in data and len(path) == 1 and any(key.name == path[0] for key in PROJECT_KEYS):
        return ("project", *path)
    return path


def _parsed(text: str) -> Path:
    try:
        return parse_path(text)
    except ValueError:
        return tuple(text.split("."))
