"""Users' own year files: what does not fit is left out and named, so that the rest can be trusted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ka2plan.calls.model import EVIDENCES, FactFault, FactFaultKind, frozen
from ka2plan.calls.shapes import SHAPES, fits
from ka2plan.calls.vocabulary import BY_NAME, nearest_key
from ka2plan.calls.year_file import YearFile, read_year
from ka2plan.named_tuples import NamedTuple
from ka2plan.own_files import read_toml
from ka2plan.toml import TomlFault

"""No year file comes near it."""

OWN_PREFIX = "x_"

Where = tuple[str | int, ...]


class _Kind(NamedTuple):
    """The keys of one kind of table: the shapes of their values, and which must be there."""

    shapes: Mapping[str, str]
    required: tuple[str, ...]


_PROOF = {"source": "texts", "evidence": "evidence", "rule": "texts", "note": "text"}
_YEARS = {"from": "count", "to": "count"}

_FACT = _Kind({"value": "anything", "fields": "texts", **_PROOF}, ("value", "source", "evidence"))
_DEADLINE = _Kind({"at": "moment", "published": "moment", **_PROOF}, ("at", "source", "evidence"))
_START = _Kind({"from": "day", "to": "day", **_PROOF}, ("from", "to", "source", "evidence"))
_ROUND = _Kind(
    {"round": "count", "types": "texts", "agency_decides": "flag", "deadline": "table", "start": "table"},
    ("types",),
)
_SOURCE = _Kind({"title": "word", "url": "text", "kind": "text"}, ("title",))
_PAYMENT = _Kind(
    {
        "bands": "bands", "scored": "scored", "criteria": "points", "management_cap_percent": "count",
        "score": "text", "applies": "text", **_PROOF,
    },
    ("bands", "scored", "source", "evidence"),
)  # fmt: skip
_STANDING = {"members": "words", **_YEARS, **_PROOF}
_GROUP = _Kind({"id": "word", **_STANDING}, ("id", "members", "source", "evidence"))
_EXCLUDED = _Kind(_STANDING, ("members", "source", "evidence"))
_ANNOUNCED = _Kind({"group": "word", **_STANDING}, ("members", "group", "source", "evidence"))

_TOP = {"year": "count", "compiled": "day", "amends": "flag"}
_TABLES = {"sources": _SOURCE, "payment": _PAYMENT}
_LISTS = {"groups": _GROUP, "excluded": _EXCLUDED, "announced": _ANNOUNCED}


def read_own_years(folder: str) -> tuple[dict[int, YearFile], tuple[FactFault, ...]]:
    """The year files (``2027.toml`` ...) of a folder, and what of it cannot be read at all."""
    years: dict[int, YearFile] = {}
    faults: list[FactFault] = []
    try:
        names = os.listdir(folder)
    except OSError as error:
        return {}, (_unreadable(folder, error),)
    for name in sorted(names):
        if len(name) == len("2027.toml") and name.endswith(".toml") and name[:4].isdecimal():
            path = os.path.join(folder, name)
            data, fault = _data_of(path)
            if fault:
                faults.append(fault)
            else:
                years[int(name[:4])] = read_year(*_Sieve(path).through(data, int(name[:4])))
    return years, tuple(faults)


def _data_of(path: str) -> tuple[dict[str, Any], FactFault | None]:
    try:
        return read_toml(path), None
    except OSError as error:
        return {}, _unreadable(path, error)
    except TomlFault as fault:
        return {}, FactFault(path, (), "toml", fault.message, line=fault.line, column=fault.column)


def _unreadable(path: str, error: OSError) -> FactFault:
    return FactFault(path, (), "file", str(error.strerror))


class _Sieve:
    """Lets through what fits and notes the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[FactFault] = []

    def through(self, data: Mapping[str, Any], year: int) -> tuple[dict[str, Any], tuple[FactFault, ...]]:
        """The sound part of a year's data, and the faults of the rest."""
        sound = {key: self._part(key, value) for key, value in data.items()}
        if sound.get("year") not in (None, year):
            self._fault(("year",), "year", str(year))
        return {key: part for key, part in sound.items() if part is not None}, tuple(self.faults)

    def _part(self, key: str, value: Any) -> Any:
        """The sound part of one top-level key; None where there is none."""
        where = (key,)
        if key in _TOP:
            return value if self._value_fits(_TOP[key], value, where) else None
        if key == "facts":
            return {code: self._facts(table, (key, code)) for code, table in self._named(value, where)}
        if key == "rounds":
            return self._list(value, where, self._round)
        if key in _TABLES:
            return self._table_of(_TABLES[key], value, where)
        if key in _LISTS:
            return self._list(value, where, partial(self._entry, _LISTS[key]))
        return self._unknown(key, where)

    def _fault(self, where: Where, kind: FactFaultKind, about: str = "") -> None:
        self.faults.append(FactFault(self.file, where, kind, about))

    def _misfit(self, where: Where, shape: str, choices: tuple[str, ...] = ()) -> None:
        self.faults.append(FactFault(self.file, where, "shape", shape=shape, choices=choices))

    def _unknown(self, key: str, where: Where, near: str | None = None) -> None:
        if not key.startswith(OWN_PREFIX):
            self._fault(where, "no-key", near or "")

    def _named(self, value: Any, where: Where) -> list[tuple[str, dict[str, Any]]]:
        """The tables in a table."""
        if not isinstance(value, dict):
            self._misfit(where, "table")
            return []
        tables = [(name, table) for name, table in value.items() if isinstance(table, dict)]
        for name in value.keys() - dict(tables).keys():
            self._misfit((*where, name), "table")
        return tables

    def _list(
        self, value: Any, where: Where, sieve: Callable[[Any, Where], dict[str, Any] | None]
    ) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            self._misfit(where, "tables")
            return []
        passed = (sieve(entry, (*where, place)) for place, entry in enumerate(value))
        return [entry for entry in passed if entry is not None]

    def _table_of(self, kind: _Kind, value: Any, where: Where) -> dict[str, dict[str, Any]]:
        passed = {name: self._entry(kind, entry, (*where, name)) for name, entry in self._named(value, where)}
        return {name: entry for name, entry in passed.items() if entry is not None}

    def _entry(self, kind: _Kind, entry: Any, where: Where) -> dict[str, Any] | None:
        """The entry without what does not fit; None where something that must be there is missing."""
        if not isinstance(entry, dict):
            self._misfit(where, "table")
            return None
        sound = {}
        for key, value in entry.items():
            if key not in kind.shapes:
                self._unknown(key, (*where, key))
            elif self._value_fits(kind.shapes[key], value, (*where, key)):
                sound[key] = value
        missing = [key for key in kind.required if key not in entry]
        for key in missing:
            self._fault(where, "missing", key)
        return sound if all(key in sound for key in kind.required) else None

    def _value_fits(self, shape: str, value: Any, where: Where) -> bool:
        if (SHAPES.get(shape) or _OWN_SHAPES[shape])(frozen(value)):
            return True
        self._misfit(where, shape, EVIDENCES if shape == "evidence" else ())
        return False

    def _facts(self, table: dict[str, Any], where: Where) -> dict[str, dict[str, Any]]:
        passed = {}
        for name, entry in self._named(table, where):
            key = BY_NAME.get(name)
            if key is None:
                self._unknown(name, (*where, name), nearest_key(name))
                continue
            sound = self._entry(_FACT, entry, (*where, name))
            if sound and fits(key, frozen(sound["value"])):
                passed[name] = sound
            elif sound:
                self._misfit((*where, name, "value"), key.shape, key.choices)
        return passed

    def _round(self, entry: Any, where: Where) -> dict[str, Any] | None:
        sound = self._entry(_ROUND, entry, where)
        for key, kind in (("deadline", _DEADLINE), ("start", _START)):
            if sound and key in sound:
                dated = self._entry(kind, sound.pop(key), (*where, key))
                if dated and key == "start" and dated["from"] > dated["to"]:
                    self._fault((*where, key), "turned")
                elif dated:
                    sound[key] = dated
        return sound


def _are_texts(value: Any) -> bool:
    texts = (value,) if isinstance(value, str) else value
    return isinstance(texts, tuple) and texts != () and all(isinstance(text, str) and text for text in texts)


def _are_bands(bands: Any) -> bool:
    if not isinstance(bands, tuple) or not bands:
        return False
    if not all(isinstance(band, tuple) and len(band) == 2 for band in bands):
        return False
    if not all(type(number) is int and 0 <= number <= 100 for band in bands for number in band):
        return False
    scores = [score for score, _percent in bands]
    return scores == sorted(set(scores), reverse=True)


_OWN_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "anything": lambda _value: True,
    "text": lambda value: isinstance(value, str),
    "texts": _are_texts,
    "table": lambda value: isinstance(value, dict),
    "evidence": lambda value: value in EVIDENCES,
    "scored": lambda value: value in ("work-packages", "criteria"),
    "bands": _are_bands,
}
"""Shapes that only year files have."""
