"""The JSON Schema of the plan file, made from the same declarations that the reader uses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ka2plan.calls import CallBook
from ka2plan.export.schema_words import description
from ka2plan.plan.schema import ACTIVITIES, KINDS, OWN_PREFIX, PROJECT_KEYS, Key, Kind
from ka2plan.plan.types import TYPES
from ka2plan.plan.types.country import COUNTRY, OTHER_CODES
from ka2plan.plan.types.value_type import ANY_KEY, table_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ADDRESS = "urn:ka2plan:plan:format-1"
"""Names the schema wherever it lies; no server has to answer for it."""

EXAMPLES = {
    "deliverables.kind": ["report", "website", "curriculum"],
    "deliverables.dissemination": ["public", "sensitive"],
}

ID_PATTERN = "^[A-Za-z0-9._-]{1,64}$"


def schema(book: CallBook) -> dict[str, Any]:
    """The schema as values: what editors with TOML support use for completion."""
    offers = _offers(book)
    countries = {"enum": sorted({*book.countries(None).names, *OTHER_CODES})}
    made = {
        "$schema": DIALECT,
        "$id": ADDRESS,
        "title": "ka2plan project plan, format 1",
        "description": "The plan of an Erasmus+ KA2 project; `ka2plan manual plan` is its page.",
        "type": "object",
        "required": ["format", "project"],
        "properties": {
            "format": {"const": 1, "description": "Format of the plan file."},
            "project": {"description": "What the project is.", **_table("project", PROJECT_KEYS, offers)},
            **{kind.name: _entries(kind, offers) for kind in KINDS},
            "texts": {
                "description": "Answers in words, by what they are about and the form's names of its fields.",
                **table_schema({"type": "object", "additionalProperties": {"type": "string"}}),
            },
            "overrides": {
                "description": "Limits of the call that are otherwise for this project, each with the reason.",
                **table_schema(_reasoned({"value": {}}, ["value", "reason"])),
            },
            "ignored": {
                "description": "Findings that are accepted, each with the reason.",
                **table_schema(_reasoned({}, ["reason"])),
            },
        },
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": False,
    }
    found: dict[str, Any] = _with_countries(made, countries)
    return found


def schema_text(book: CallBook) -> str:
    """The schema as JSON."""
    return json.dumps(schema(book), ensure_ascii=False, indent=2) + "\n"


def _offers(book: CallBook) -> dict[str, dict[str, Any]]:
    """What is known of the values of some keys: all that there are, or those to choose from besides any other."""
    priorities = [priority.key for priority in book.library.priorities()]
    kinds = sorted({kind for year in book.years for facts in book.year(year).facts.values() for kind in _kinds(facts)})
    return {
        "project.type": {"enum": [type_.id for type_ in book.types()]},
        "project.agency": {"anyOf": [*_named(book.library.agency_names()), {"type": "string"}]},
        "project.priorities": {"type": "array", "items": _or_any_text(priorities)},
        "partners.kind": _or_any_text(kinds),
    }


def _named(names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Words with what each stands for, which editors show beside it."""
    return [{"const": word, "description": name} if name else {"const": word} for word, name in names.items()]


def _kinds(facts: Mapping[str, Any]) -> Iterator[str]:
    """The kinds of organisations that a type's facts name."""
    for key in ("coordinator_kind", "per_country_needs"):
        if key in facts:
            value = facts[key].value
            yield from (value,) if isinstance(value, str) else value


def _or_any_text(words: list[str]) -> dict[str, Any]:
    return {"anyOf": [{"enum": words}, {"type": "string"}]}


def _with_countries(value: Any, countries: dict[str, Any]) -> Any:
    """The same with the countries that there are in place of any two letters."""
    if isinstance(value, list):
        return [_with_countries(part, countries) for part in value]
    if not isinstance(value, dict):
        return value
    two_letters = COUNTRY.json_schema(ANY_KEY)
    rest = {name: _with_countries(part, countries) for name, part in value.items() if name not in two_letters}
    return {**countries, **rest} if two_letters.items() <= value.items() else {**value, **rest}


def _entries(kind: Kind, offers: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    entry = _table(kind.name, kind.keys, offers)
    if kind is ACTIVITIES:
        entry["anyOf"] = [{"required": ["start", "end"]}, {"required": ["periods"]}]
    return {
        "type": "object",
        "description": f"Every {kind.singular}, by its id.",
        "propertyNames": {"pattern": ID_PATTERN},
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": entry,
    }


def _table(name: str, keys: tuple[Key, ...], offers: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: _value(name, key, offers) for key in keys},
        "required": [key.name for key in keys if key.required],
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": False,
    }


def _value(table: str, key: Key, offers: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    place = f"{table}.{key.name}"
    made = {**offers.get(place, TYPES[key.type].json_schema(key)), "description": description(table, key)}
    if key.choices:
        made["default"] = key.choices[0]
    return {**made, "examples": EXAMPLES[place]} if place in EXAMPLES else made


def _reasoned(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    reason = {"type": "string", "minLength": 1, "description": "Why, in a sentence."}
    return {"type": "object", "properties": {**properties, "reason": reason}, "required": required}
