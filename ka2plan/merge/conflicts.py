"""Files with git's conflict markers: read back into the texts that were merged, and what clashes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ka2plan.merge.clash import EFFORT_UNIT, ENTRY_KINDS, Choices, Clash
from ka2plan.merge.named_sides import NamedSides
from ka2plan.merge.pieces import Labels
from ka2plan.merge.plain_values import ABSENT, value_at
from ka2plan.merge.three_way import NO_LABELS, Check, Merged, merge_texts
from ka2plan.named_tuples import NamedTuple
from ka2plan.toml import Path, TomlFault, parse
from ka2plan.toml.encoding import BOM
from ka2plan.toml.value_spans import line_end

_MARKER = re.compile(r"([<|>])\1{6,}(?: |$)")
_OPENING = re.compile(r"(<{7,})(?: .*)?\r?\n?")


@dataclass(frozen=True, slots=True)
class Conflicts:
    """A file with conflict markers, taken apart."""

    base: str | None
    """What both sides began from; None where the file does not tell and nobody else did."""
    ours: str
    theirs: str
    clashes: tuple[Clash, ...]
    """Where the two say different things, field by field; without a base, wherever they differ."""
    marked: frozenset[Path] = frozenset()
    """Entries between markers that only one side changed: the other side names them elsewhere."""
    labels: Labels = NO_LABELS
    """What is written behind the markers."""

    @property
    def names(self) -> NamedSides:
        """What the two sides are called, as far as the markers tell."""
        return NamedSides.behind(self.labels)

    def resolved(self, choices: Choices, check: Check | None = None) -> Merged:
        """The text with what was chosen; what no choice was made for stays between markers.

        :raises CannotMerge: no text means what was chosen.
        """
        return merge_texts(
            self.base, self.ours, self.theirs, choices=choices, check=check, labels=self.labels, marked=self.marked
        )


@dataclass(frozen=True, slots=True)
class _Region:
    """What stands between markers."""

    ours: str
    base: str | None
    theirs: str


class MarkedPlace(NamedTuple):
    """Where one conflict stands: offsets in the text of ours alone, and of its markers in the file."""

    start: int
    end: int
    opening: int
    """Where the line with the first marker begins."""
    closing: int
    """Behind the last character of the line with the last marker."""


def places_of_ours(text: str) -> list[MarkedPlace]:
    """Where the conflicts of a file stand, in its order."""
    found = []
    here = ours = 0
    for part in _parts(text) or ():
        if isinstance(part, str):
            here, ours = here + len(part), ours + len(part)
            continue
        opening = here
        here = line_end(text, here) + len(part.ours)
        if part.base is not None:
            here = line_end(text, here) + len(part.base)
        here = line_end(text, line_end(text, here) + len(part.theirs))
        closing = len(text[:here].rstrip("\r\n"))
        found.append(MarkedPlace(ours, ours + len(part.ours), opening, closing))
        ours += len(part.ours)
    return found


def read_conflicts(text: str, base: str | None = None) -> Conflicts | None:
    """The sides of a file with git's markers, with or without base between them; None where it has none.

    Args:
        text: the file.
        base: what both sides began from, where it is known (git's index has it during a merge); what stands between
            markers goes before.

    Raises:
        TomlFault: a side is no TOML even by itself.
        CannotMerge: no text means the merged data.
    """
    parts = _parts(text)
    if parts is None:
        return None
    ours = "".join(part.ours if isinstance(part, _Region) else part for part in parts)
    theirs = "".join(part.theirs if isinstance(part, _Region) else part for part in parts)
    regions = [part for part in parts if isinstance(part, _Region)]
    marked: frozenset[Path] = frozenset()
    if all(region.base is not None for region in regions):
        before = "".join(str(part.base) if isinstance(part, _Region) else part for part in parts)
        base = before if _reads(before) else base
        marked = frozenset(path for region in regions for path in _entries_of_one_side(region))
    if base is not None and not _reads(base):
        base = None
    clashes = merge_texts(base, ours, theirs, marked=marked).clashes
    return Conflicts(base, ours, theirs, clashes, marked, _labels_of(text))


def _entries_of_one_side(region: _Region) -> Iterator[Path]:
    """The entries between markers that one side changed and the other did not: no merge of lines marks these."""
    if region.base not in (region.ours, region.theirs):
        return
    try:
        data = parse(region.base or "")
    except TomlFault:
        return
    for kind in ENTRY_KINDS & data.keys():
        table = data[kind]
        yield from ((kind, id) for id in (table if isinstance(table, dict) else ()))
    if any(_names_unit(text) for text in (region.ours, region.base, region.theirs)):
        yield EFFORT_UNIT


def _names_unit(text: str | None) -> bool:
    """Whether a unit of effort is among the lines between markers, under the heading of the project or without it."""
    try:
        data = parse(text or "")
    except TomlFault:
        return False
    return value_at({"project": data}, EFFORT_UNIT) is not ABSENT or value_at(data, EFFORT_UNIT) is not ABSENT


def _labels_of(text: str) -> Labels:
    """What is written behind the first markers, and how long they are."""
    found = {line[0]: line for line in reversed(text.splitlines()) if _MARKER.match(line)}
    names = {mark: line.strip().lstrip(mark).strip() for mark, line in found.items()}
    size = len(found["<"]) - len(found["<"].lstrip("<")) if "<" in found else 7
    return Labels(names.get("<") or "ours", names.get("|") or "base", names.get(">") or "theirs", size)


def has_markers(data: bytes) -> bool:
    """Whether a file has a conflict between git's markers."""
    if b"<<<<<<<" not in data:
        return False
    return _parts(data.decode(errors="replace")) is not None


def base_of(text: str) -> str:
    """The text of a base; where git merged several bases and left markers in it, the oldest of what they say."""
    parts = _parts(text) or ()
    return "".join((part.base or "") if isinstance(part, _Region) else part for part in parts) or text


def _parts(text: str) -> list[str | _Region] | None:
    """The text between markers and around them; None where there are none or they do not go together."""
    parts: list[str | _Region] = []
    lines = iter(text.removeprefix(BOM).splitlines(keepends=True))
    agreed = text[: len(text) - len(text.removeprefix(BOM))]
    for line in lines:
        opening = _OPENING.fullmatch(line)
        if opening is None:
            agreed += line
            continue
        region = _region(lines, len(opening[1]))
        if region is None:
            return None
        parts += [agreed, region]
        agreed = ""
    return [*parts, agreed] if parts else None


def _region(lines: Iterator[str], size: int) -> _Region | None:
    """The texts between markers of a size; markers of another size are text, as git has it."""
    texts = {"<": ""}
    now = "<"
    for line in lines:
        mark = line[:1]
        if not line.startswith(mark * size) or line[size : size + 1] not in ("", " ", "\r", "\n"):
            texts[now] += line
        elif mark == ">" and now == "=":
            return _Region(texts["<"], texts.get("|"), texts["="])
        elif (mark == "|" and now == "<") or (mark == "=" and now != "="):
            now = mark
            texts[now] = ""
        else:
            texts[now] += line
    return None


def _reads(text: str) -> bool:
    try:
        parse(text)
    except TomlFault:
        return False
    return True
