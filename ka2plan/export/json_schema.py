"""The JSON Schema of the plan file, made from the same declarations that the reader uses."""

from __future__ import annotations

import json
from typing import Any

from ka2plan.plan.schema import ACTIVITIES, KINDS, LINK_TYPES, OWN_PREFIX, PROJECT_KEYS, Key, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ID_PATTERN = "^[A-Za-z0-9._-]{1,64}$"
MONTH_PATTERN = "^[Mm][0-9]{1,4}$"
LAG_PATTERN = "^[+-]?[0-9]{1,6}[dwm]$"

_DATE = {"type": "string", "format": "date"}
_MOMENT = {"anyOf": [_DATE, {"type": "string", "pattern": MONTH_PATTERN}]}
_MONEY = {"type": "number", "description": "EUR, whole or with two decimals"}
_COUNTRY = {"type": "string", "pattern": "^[A-Z]{2}$"}
_NUMBERS = ("integer", "number")
_TEXT: dict[str, Any] = {"type": "string"}


def schema() -> dict[str, Any]:
    """The schema as values: what editors with TOML support use for completion."""
    return {
        "$schema": DIALECT,
        "title": "ka2plan project plan, format 1",
        "type": "object",
        "required": ["format", "project"],
        "properties": {
            "format": {"const": 1, "description": "format of the plan file"},
            "project": _table(PROJECT_KEYS),
            **{kind.name: _entries(kind) for kind in KINDS},
            "texts": _by_name({"type": "object", "additionalProperties": _TEXT}),
            "overrides": _by_name(_reasoned({"value": {}}, ["value", "reason"])),
            "ignored": _by_name(_reasoned({}, ["reason"])),
        },
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _entries(kind: Kind) -> dict[str, Any]:
    entry = _table(kind.keys)
    if kind is ACTIVITIES:
        entry["anyOf"] = [{"required": ["start", "end"]}, {"required": ["periods"]}]
    return {
        "type": "object",
        "description": f"{kind.singular} by id",
        "propertyNames": {"pattern": ID_PATTERN},
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": entry,
    }


def _table(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: {**_value(key), "description": key.label} for key in keys},
        "required": [key.name for key in keys if key.required],
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": False,
    }


def _reasoned(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    reason = {"type": "string", "minLength": 1}
    return {"type": "object", "properties": {**properties, "reason": reason}, "required": required}


def _by_name(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": value}


def _value(key: Key) -> dict[str, Any]:
    link = {
        "type": "object",
        "properties": {
            "id": _TEXT,
            "type": {"enum": list(LINK_TYPES)},
            "lag": {"type": "string", "pattern": LAG_PATTERN},
        },
        "required": ["id"],
        "additionalProperties": False,
    }
    values: dict[str, dict[str, Any]] = {
        "text": _TEXT,
        "texts": {"type": "array", "items": _TEXT},
        "integer": {"type": "integer"},
        "number": {"type": "number"},
        "percent": {"type": "integer", "minimum": 0, "maximum": 100},
        "boolean": {"type": "boolean"},
        "money": _MONEY,
        "date": _DATE,
        "moment": _MOMENT,
        "country": _COUNTRY,
        "choice": {"enum": list(key.choices)},
        "reference": _TEXT,
        "references": {"type": "array", "items": _TEXT},
        "money_by_partner": _by_name(_MONEY),
        "effort_by_partner": _by_name({"type": "number", "minimum": 0}),
        "links": {"type": "array", "items": {"anyOf": [_TEXT, link]}},
        "periods": {
            "type": "array",
            "minItems": 1,
            "items": _object({"start": _MOMENT, "end": _MOMENT}, required=True),
        },
        "venue": _object({"place": _TEXT, "country": _COUNTRY}),
        "actual": _object({"start": _DATE, "end": _DATE}),
        "papers": _by_name({"anyOf": [{"type": "boolean"}, _DATE]}),
        "items": _by_name(_MONEY),
    }
    value = values[key.type]
    return {**value, "minimum": key.least} if key.least is not None and value.get("type") in _NUMBERS else value


def _object(properties: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(properties)} if required else made
