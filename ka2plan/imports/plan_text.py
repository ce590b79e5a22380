"""A plan in the making as the text of a TOML file; what could not be read stands as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ka2plan.imports.draft import ACTIVITY, DELIVERABLE, INDICATOR, MILESTONE, Draft, DraftPlan
from ka2plan.imports.starter_text import money_text, quoted
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema_line import schema_line
from ka2plan.toml.paths import format_path
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

NOBODY = "NN"
"""Stands for an organisation that no table names, so that the plan can be read."""

NOWHERE = "ZZ"
"""No country has this code: a plan that is checked says so."""

KINDS = (ACTIVITY, MILESTONE, DELIVERABLE, INDICATOR)


class Project(NamedTuple):
    """What stands in the table of the project."""

    title: str
    acronym: str
    type: str
    call: int
    round: int
    start: date
    months: int
    lump_sum: Decimal
    coordinator: str
    effort_unit: str
    notes: Mapping[str, str]
    """Key -> a comment on where its value is from."""


def plan_text(name: str, project: Project, plan: DraftPlan) -> str:
    """The whole file.

    Args:
        name: of the table's file.
        project: its head.
        plan: what was read, with nothing missing that a plan must have.
    """
    head = _("Made from {name} by `ka2plan new --from`. What could not be read is in comments.")
    blocks = [
        f"{schema_line()}\n# {head.format(name=visible(name))}",
        _head(project),
        *(_partner(id, values) for id, values in plan.consortium.partners.items()),
        *(_entry(draft) for draft in plan.packages.values()),
        *(_entry(draft) for kind in KINDS for draft in plan.of_kind(kind)),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(project: Project) -> str:
    values: dict[str, Any] = {
        "title": project.title,
        "acronym": project.acronym,
        "type": project.type,
        "call": project.call,
        "round": project.round,
        "start": project.start,
        "months": project.months,
        "lump_sum": project.lump_sum,
        "coordinator": project.coordinator,
        "effort_unit": project.effort_unit,
    }
    lines = [
        line + (f"  # {project.notes[key]}" if key in project.notes else "")
        for key, value in values.items()
        for line in _lines(key, value)
    ]
    return "\n".join(["format = 1", "", "[project]", *lines])


def _partner(id: str, values: Mapping[str, Any]) -> str:
    lines = [f"[{format_path(('partners', id))}]"]
    filled = {"name": " ".join(str(values.get("name") or id).split()), "country": NOWHERE, **_said(values)}
    for key, value in filled.items():
        note = "  # " + _("not in the table; two letters, such as SI") if value == NOWHERE and key == "country" else ""
        lines += [line + note for line in _lines(key, value)]
    return "\n".join(lines)


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "") and key != "name"}


def _entry(draft: Draft) -> str:
    lines = [f"[{format_path((draft.kind, draft.id))}]"]
    lines += [f"# {unread.sentence}" for unread in draft.unread]
    lines += [f"# {note}" for note in draft.notes]
    for key, value in draft.values.items():
        lines += _lines(key, value)
    return "\n".join(lines)


def _lines(key: str, value: Any) -> list[str]:
    """A value as TOML; by partner a line each; nothing for nothing."""
    if value is None or value in ("", [], {}):
        return []
    if key in ("budget", "effort", "items"):
        shown = by_month if key == "effort" else money_text
        return [f"{key}.{format_path((partner,))} = {shown(amount)}" for partner, amount in value.items()]
    if key == "capacity":
        return [f"capacity = {by_month(value)}"]
    if key in ("amount", "lump_sum", "rate"):
        return [f"{key} = {money_text(value)}"]
    if key == "after":
        return [f"after = [{', '.join(_link(*link) for link in value)}]"]
    if key in ("evidence", "papers"):
        return [f"{key}.{format_path((name,))} = {plain(there)}" for name, there in value.items()]
    if key == "actual":
        return [f"actual = {{ {', '.join(f'{name} = {plain(day)}' for name, day in value.items())} }}"]
    if key == "venue":
        return [f"venue = {{ {', '.join(f'{name} = {quoted(text)}' for name, text in value.items())} }}"]
    if key == "periods":
        return [f"periods = [{', '.join(_period(*period) for period in value)}]"]
    if isinstance(value, (list, tuple)):
        return [f"{key} = [{', '.join(map(quoted, value))}]"]
    return [f"{key} = {plain(value)}"]


def plain(value: Any) -> str:
    """A single value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return number(value)
    return str(value) if isinstance(value, int) else quoted(value)


def number(value: Decimal) -> str:
    """A number as TOML has it, with ``_`` between thousands and no superfluous noughts."""
    whole = value == value.to_integral_value()
    return f"{int(value):_}" if whole else f"{value.normalize():,f}".replace(",", "_")


def by_month(value: Decimal | dict[str, Decimal]) -> str:
    """An amount as TOML has it, or a table of its months."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{month} = {number(amount)}' for month, amount in value.items())} }}"
    return number(value)


def _period(start: str | date, end: str | date) -> str:
    return f"{{ start = {plain(start)}, end = {plain(end)} }}"


def _link(id: str, kind: str, lag: str) -> str:
    if kind == "FS" and not lag:
        return quoted(id)
    parts = [f"id = {quoted(id)}", *([f"type = {quoted(kind)}"] if kind != "FS" else [])]
    parts += [f"lag = {quoted(lag)}"] if lag else []
    return f"{{ {', '.join(parts)} }}"


def moments_of(draft: Draft) -> Iterator[str | date]:
    """Every start, end and due date of an entry: project months and days."""
    yield from (draft.values[key] for key in ("start", "end", "due") if draft.values.get(key))
    yield from (moment for period in draft.values.get("periods") or () for moment in period)
