"""The JSON Schema of the plan file, made from the same declarations that the reader uses."""

from __future__ import annotations

import json
from typing import Any

from ka2plan.plan.schema import ACTIVITIES, KINDS, OWN_PREFIX, PROJECT_KEYS, Key, Kind
from ka2plan.plan.types import TYPES
from ka2plan.plan.types.value_type import table_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ID_PATTERN = "^[A-Za-z0-9._-]{1,64}$"


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
            "texts": table_schema({"type": "object", "additionalProperties": {"type": "string"}}),
            "overrides": table_schema(_reasoned({"value": {}}, ["value", "reason"])),
            "ignored": table_schema(_reasoned({}, ["reason"])),
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
        "properties": {key.name: {**TYPES[key.type].json_schema(key), "description": key.label} for key in keys},
        "required": [key.name for key in keys if key.required],
        "patternProperties": {f"^{OWN_PREFIX}": {}},
        "additionalProperties": False,
    }


def _reasoned(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    reason = {"type": "string", "minLength": 1}
    return {"type": "object", "properties": {**properties, "reason": reason}, "required": required}
