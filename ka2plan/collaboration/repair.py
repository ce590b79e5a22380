"""The long way to a merged text: one side's text, changed statement by statement until it means other data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ka2plan.collaboration.sides import Part, Side, entry_path, is_container
from ka2plan.collaboration.value_text import Spelled, spelled_value, written
from ka2plan.collaboration.values import ABSENT, same, value_at
from ka2plan.source import Path
from ka2plan.source.layout import layout_of
from ka2plan.source.paths import format_key, format_path
from ka2plan.source.scan import ARRAY_OF_TABLES

Data = dict[str, Any]


def repaired(text: str, wanted: Data, donor: Side | None = None) -> str:
    """The text changed to mean the wanted data; entries it does not have are taken from the donor as they stand."""
    side = Side(text)
    lists = [part.path[:-1] for part in side.parts.values() if part.block.kind == ARRAY_OF_TABLES]
    off = {path for path in lists if not same(side.value(path), value_at(wanted, path))}
    parts = [part for part in side.parts.values() if not _is_off(part, wanted, off)]
    text = "".join("".join(_statements(part, side, wanted)) + part.gap for part in parts)
    for path in _missing(Side(text).data, wanted, ()):
        text = _with_value(text, path, value_at(wanted, path), donor)
    return text


def with_comments_of(text: str, other: str, base: str) -> str:
    """The text with the comment lines above it that the other text has and neither it nor the base."""
    have = {line.strip() for line in (text + base).split("\n")}
    lines = [line.strip() for line in other.split("\n")]
    missing = [line for line in lines if line.startswith("#") and line not in have]
    return "".join(f"{line}\n" for line in dict.fromkeys(missing)) + text


def _is_off(part: Part, wanted: Data, lists: set[Path]) -> bool:
    """Whether a block goes: its table is not wanted, or it belongs to a list that is written anew."""
    if any(part.path[: len(path)] == path for path in lists):
        return True
    return part.is_table and not isinstance(value_at(wanted, part.path), dict)


def _statements(part: Part, side: Side, wanted: Data) -> Iterator[str]:
    if not part.is_table:
        yield part.core
        return
    yield part.above + part.header
    for names, slot in part.slots.items():
        where = (*part.path, *names)
        value = value_at(wanted, where)
        if value is ABSENT:
            continue
        spelled = Spelled(side.value(where), slot.span, slot.origin)
        raw = spelled_value(value, spelled, spelled, None)
        yield slot.lead + slot.indent + slot.key + slot.equals + raw + slot.tail
    yield part.below


def _missing(data: Any, wanted: Data, path: Path) -> Iterator[Path]:
    """The paths of the wanted values that the data do not have, the highest of each."""
    for key, value in wanted.items():
        have = data.get(key, ABSENT)
        if isinstance(value, dict) and isinstance(have, dict) and value:
            yield from _missing(have, value, (*path, key))
        elif have is ABSENT:
            yield (*path, key)


def _with_value(text: str, path: Path, value: Any, donor: Side | None) -> str:
    """The text with a value added: beside its likes where there are any, else in the table above it, else as a table."""
    parts = list(Side(text).parts.values())
    if len(path) > 1 or not isinstance(value, dict):
        for length in range(len(path) - 1, -1, -1):
            place = _place_for(parts, path[:length], path)
            if place:
                return _inserted(parts, place, path, value)
    return _with_table(text, path, value, donor)


def _place_for(parts: list[Part], table: Path, path: Path) -> Part | None:
    """The block that may get the value: it has lines that begin like it, or its header is the table."""
    if is_container(table) and len(path) > 1 and len(table) < 2:
        return None
    dotted = (part for part in parts if part.is_table and _has_lines_under(part, table))
    header = (part for part in parts if part.is_table and part.path == table and part.block.kind != ARRAY_OF_TABLES)
    return next(dotted, None) or next(header, None)


def _has_lines_under(part: Part, table: Path) -> bool:
    rest = table[len(part.path) :]
    return bool(rest) and part.path == table[: len(part.path)] and any(
        names[: len(rest)] == rest and len(names) > len(rest) for names in part.slots
    )


def _inserted(parts: list[Part], place: Part, path: Path, value: Any) -> str:
    names = path[len(place.path) :]
    line = f"{format_path(names)} = {written(value)}\n"
    return "".join(
        part.core.removesuffix(part.below) + line + part.below + part.gap if part is place else part.core + part.gap
        for part in parts
    )


def _with_table(text: str, path: Path, value: Any, donor: Side | None) -> str:
    blocks = "\n".join(part.core for part in donor.by_entry.get(entry_path(path), ())) if donor else ""
    if not blocks or not same(value_at(Side(blocks).data, path), value):
        pairs = "".join(f"{format_key(key)} = {written(inner)}\n" for key, inner in value.items())
        blocks = f"[{format_path(path)}]\n{pairs}"
    return f"{text.rstrip(chr(10))}\n\n{blocks}" if text.strip() else blocks


__all__ = ["layout_of", "repaired", "with_comments_of"]
