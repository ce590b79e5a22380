"""The words that fit one argument of a command, by the name that it has in ``--help``: codes, types, ids of a plan."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

Told = tuple[str, str]
"""A word, and what it is in a few words; may be empty."""


def _codes(_given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.rules.explain import list_codes

    for line in list_codes().splitlines():
        code, _space, title = line.partition("  ")
        yield code, title


def _types(_given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.calls import load_calls

    return ((type_.id, "") for type_ in load_calls().types())


def _years(_given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.calls import load_calls

    return ((str(year), "") for year in load_calls().years)


def _topics(_given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.cli.manual_pages import topics

    return ((topic, "") for topic in topics())


def _languages(_given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.words.languages import available

    return ((name, "") for name in available())


def _kinds(_given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.plan.schema import KINDS

    return ((kind.singular.replace(" ", "-"), "") for kind in KINDS)


def _ids(given: list[str], _last: str) -> Iterator[Told]:
    from ka2plan.plan.schema import KINDS

    for kind in KINDS:
        yield from _entries(_data(given), kind.name)


def _partners(given: list[str], _last: str) -> Iterator[Told]:
    return _entries(_data(given), "partners")


def _paths(given: list[str], last: str) -> Iterator[Told]:
    """An id to begin with, then the keys of that entry."""
    from ka2plan.plan.schema import KINDS, PROJECT_KEYS

    data = _data(given)
    tables = [(id, kind.keys) for kind in KINDS for id, _title in _entries(data, kind.name)]
    for id, keys in [("project", PROJECT_KEYS), *tables]:
        if last.startswith(f"{id}."):
            yield from ((f"{id}.{key.name}", _(key.label)) for key in keys)
        else:
            yield f"{id}.", ""


def _values(given: list[str], _last: str) -> Iterator[Told]:
    """`key=` for each key that an entry of that kind can have."""
    from ka2plan.plan.schema import kind_named

    kind = kind_named(given[1]) if len(given) > 1 else None
    return ((f"{key.name}=", _(key.label)) for key in (kind.keys if kind else ()))


WORDS: dict[str, Callable[[list[str], str], Iterable[Told]]] = {
    "CODE": _codes, "TYPE": _types, "YEAR": _years, "TOPIC": _topics, "KIND": _kinds, "ID": _ids, "OLD": _ids,
    "NEW": _ids, "PARTNER": _partners, "PATH": _paths, "KEY=VALUE": _values,
    "LANGUAGE": _languages,
}  # fmt: skip
"""What fits an argument, by the name it has in ``--help``."""


def _data(given: list[str]) -> dict[str, Any]:
    """The data of the first file among the words, read once more cheaply than a plan; empty where there is none."""
    from ka2plan.own_files import read_toml
    from ka2plan.toml import TomlFault

    for path in map(_unquoted, given):
        if os.path.isfile(path):
            try:
                return read_toml(path)
            except (OSError, TomlFault, UnicodeDecodeError):
                return {}
    return {}


def _unquoted(word: str) -> str:
    """The path that is meant: a shell hands words over as they are typed, with quotes, backslashes and `~`."""
    from shlex import split

    if os.path.isfile(word):
        return word
    try:
        return os.path.expanduser("".join(split(word)[:1]))
    except ValueError:
        return word


def _entries(data: dict[str, Any], table: str) -> Iterator[Told]:
    """Ids and titles of a table; what is no id is nobody's business in a shell."""
    from ka2plan.plan.schema import is_id
    from ka2plan.words.visible import visible

    entries = data.get(table)
    for id, entry in entries.items() if isinstance(entries, dict) else ():
        if is_id(id) and isinstance(entry, dict):
            title = entry.get("title", entry.get("name", ""))
            yield id, visible(title) if isinstance(title, str) else ""
