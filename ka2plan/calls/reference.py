"""Rules in words and priorities: what is read besides the limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.calls.model import Evidence, texts
from ka2plan.named_tuples import NamedTuple


class Priority(NamedTuple):
    """A priority of the programme that a plan can name by its key."""

    key: str
    name: str
    fields: tuple[str, ...]
    horizontal: bool
    """Whether it holds for all fields."""
    source_ids: tuple[str, ...]
    evidence: Evidence


class GuideRule(NamedTuple):
    """A rule of the guide in words."""

    id: str
    text: str
    codes: tuple[str, ...]
    """Action codes of the types it is about."""
    fields: tuple[str, ...]
    countries: tuple[str, ...]
    first_year: int
    last_year: int | None
    """The last call it was read for; None where it is said to go on."""
    weight: str
    """``I`` ineligible or refused, ``P`` costs money later, ``A`` advice, or empty."""
    changes: tuple[str, ...]
    """Changes to a running project that it is about, such as ``duration`` or ``partner_joins``."""
    needs: str
    """What they need: ``amendment``, ``agreement``, ``none``; or they are ``impossible``, or a ``loss``."""
    source_ids: tuple[str, ...]
    evidence: Evidence
    note: str = ""
    borrowed: bool = False
    """Whether it was read for other calls than the one asked for."""


class Agency(NamedTuple):
    """A national agency."""

    code: str
    """As the form shows it, such as ``SI01``; Greek ones begin with ``EL``."""
    country: str
    """ISO 3166-1 code of its country."""
    name: str
    """Empty where it is not known."""
    fields: tuple[str, ...]
    """Fields that it has; empty where they are not known."""
    source_ids: tuple[str, ...]
    evidence: Evidence
    """How far code and name were verified."""
    fields_evidence: Evidence


def agencies_of(data: Mapping[str, Any], aliases: Mapping[str, str]) -> tuple[Agency, ...]:
    """The agencies of ``agencies.toml``, in its order; ``aliases`` are other codes of countries."""
    return tuple(
        Agency(
            code,
            aliases.get(code[:2], code[:2]),
            entry["name"],
            tuple(entry.get("fields", ())),
            texts(entry.get("source", data["source"])),
            entry.get("evidence", data["evidence"]),
            entry.get("fields_evidence", data["fields_evidence"]),
        )
        for code, entry in data.items()
        if isinstance(entry, dict)
    )


def rules_of(data: Mapping[str, Any]) -> tuple[GuideRule, ...]:
    """The rules of ``rules.toml``, in its order."""
    return tuple(
        GuideRule(
            id,
            entry["text"],
            tuple(entry["types"]),
            tuple(entry.get("fields", ())),
            tuple(entry.get("countries", ())),
            entry["from"],
            entry.get("to"),
            entry.get("weight", ""),
            tuple(entry.get("changes", ())),
            entry.get("needs", ""),
            texts(entry["source"]),
            entry["evidence"],
            entry.get("note", ""),
        )
        for id, entry in data.items()
    )


def priorities_of(data: Mapping[str, Any]) -> tuple[Priority, ...]:
    """The priorities of ``priorities.toml``, in its order."""
    return tuple(
        Priority(key, name, tuple(entry["fields"]), entry["horizontal"], ids, entry["evidence"])
        for entry in data["priorities"]
        for ids in (texts(entry["source"]),)
        for key, name in entry["names"].items()
    )
