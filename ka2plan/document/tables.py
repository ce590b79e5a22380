"""Tables with a header of their own: composed, placed among the others, moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ka2plan.document.draft import Draft
from ka2plan.document.edits import described
from ka2plan.document.forms import INLINE, LINES, TABLE, default_form, form_for
from ka2plan.document.lines import Line
from ka2plan.document.plain import Data
from ka2plan.document.value_text import render
from ka2plan.errors import EditError
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import TOP_LEVEL_KEYS, key_at
from ka2plan.toml.paths import Path, format_key, quoted
from ka2plan.toml.scan import LOOSE, ROOT
from ka2plan.words.messages import _

_MONEY = ("money", "money_by_partner", "items")


def rendered(draft: Draft, path: Path, value: Any, *, like: str = "", inside: bool = False) -> str:
    """The value as the file writes its like: line ends, and thousands of money."""
    key = key_at(path)
    grouped = key is not None and key.type in _MONEY and draft.layout.groups_thousands
    return render(value, like=like, grouped=grouped, eol=draft.eol, inside=inside)


def lines_of(draft: Draft, path: Path, names: tuple[str, ...], value: Any) -> list[Line]:
    """The lines that write a value at ``path``, its key being ``names``: tables as one dotted line a member."""
    if isinstance(value, dict) and value:
        return [line for key, item in value.items() for line in lines_of(draft, (*path, key), (*names, key), item)]
    return [Line(names, rendered(draft, path, value))]


class Place(NamedTuple):
    """Where a new table goes: before or after an entry of its kind, or before a block; else behind its like."""

    before: str | None = None
    after: str | None = None
    block: int | None = None


BEHIND_ITS_LIKE = Place()


def add_table(draft: Draft, path: Path, value: Data, place: Place = BEHIND_ITS_LIKE) -> None:
    """Writes a table with a header, and sub-tables where its like have them.

    :raises EditError: the table is to be inside an array of tables.
    """
    header = tuple(str(part) for part in path)
    if header != path:
        message = _("{path} is inside tables in double brackets; edit it in the file")
        raise EditError(message.format(path=described(path)))
    text = _composed(Likeness(draft, header[0]), header, value)
    gap = _gap(draft, header)
    if place.before is not None:
        place = Place(block=draft.runs_of((*header[:-1], place.before))[0][0])
    if place.block is not None:
        draft.insert_before(place.block, text, gap)
        return
    anchor = _last_block(draft, (*header[:-1], place.after) if place.after is not None else header[:-1])
    if anchor is None:
        anchor = _end_of_kinds_before(draft, header[0])
    draft.insert_after(anchor, text, gap)


def add_more_tables(draft: Draft, kind: str, entries: Sequence[tuple[str, Data]]) -> None:
    """Writes entries behind their like, which are tables, all at once: one by one, each would scan the whole again."""
    likeness = Likeness(draft, kind)
    gap = _gap(draft, (kind, ""))
    texts = [_composed(likeness, (kind, id), value) for id, value in entries]
    draft.insert_after(draft.layout.blocks_under((kind,))[-1], gap.join(texts), gap)


class Likeness:
    """How the tables of a kind are written, so that new ones are written alike; each question is answered once."""

    def __init__(self, draft: Draft, kind: str) -> None:
        self.draft = draft
        self._kind = kind
        self._forms: dict[tuple[int, str], str] = {}
        self._indents: dict[int, tuple[str, str]] = {}

    def form(self, path: tuple[str, ...]) -> str:
        """The form of a table inside an entry that is new."""
        asked = (len(path), path[-1])
        if asked not in self._forms:
            self._forms[asked] = form_for(self.draft.layout, self.draft.data, path, default_form(path[-1]))
        return self._forms[asked]

    def key(self, header: tuple[str, ...]) -> str:
        """The header's key, its ids quoted where all its like are."""
        always = self._quotes_ids
        return ".".join(
            quoted(name) if always and place == 1 else format_key(name) for place, name in enumerate(header)
        )

    @cached_property
    def _quotes_ids(self) -> bool:
        under = self.draft.layout.blocks_under((self._kind,))
        beside = (self.draft.blocks[index] for index in under)
        return bool(under) and all(block.text[block.keys[1].start] in "\"'" for block in beside if len(block.keys) > 1)

    def indents(self, parts: int) -> tuple[str, str]:
        """Indentation of a header of so many parts and of its lines, as the nearest like it has them."""
        if parts not in self._indents:
            self._indents[parts] = _indents(self.draft, self._kind, parts)
        return self._indents[parts]


def _composed(likeness: Likeness, header: tuple[str, ...], value: Data) -> str:
    draft = likeness.draft
    lines: list[Line] = []
    tables: list[str] = []
    for key, item in value.items():
        path = (*header, key)
        form = likeness.form(path) if isinstance(item, dict) else TABLE
        if not isinstance(item, dict) or form == INLINE or not item:
            lines.append(Line((key,), rendered(draft, path, item)))
        elif form == LINES:
            lines += lines_of(draft, path, (key,), item)
        else:
            tables.append(_composed(likeness, path, item))
    indent, body_indent = likeness.indents(len(header))
    body = [f"{body_indent}{'.'.join(map(format_key, line.names))} = {line.value}{draft.eol}" for line in lines]
    opening = f"{indent}[{likeness.key(header)}]{draft.eol}"
    return draft.eol.join([opening + "".join(body), *tables])


def _indents(draft: Draft, kind: str, parts: int) -> tuple[str, str]:
    for index in reversed(draft.layout.blocks_under((kind,))):
        block = draft.blocks[index]
        if len(block.keys) == parts:
            line = block.text[block.header :]
            members = block.members
            body = ""
            if members:
                body = block.text[block.text.rfind("\n", 0, members[0].start) + 1 : members[0].start]
            return line[: len(line) - len(line.lstrip(" \t"))], body
    return "", ""


def _gap(draft: Draft, header: tuple[str, ...]) -> str:
    """The blank lines between two tables like this one: as before the last of them, else one."""
    for index in reversed(draft.layout.blocks_under(header[:1])):
        previous = draft.blocks[index - 1]
        if len(draft.blocks[index].keys) != len(header):
            continue
        if previous.kind not in (ROOT, LOOSE) and previous.names[:1] == header[:1]:
            return previous.text[previous.end :]
    return draft.eol


def _last_block(draft: Draft, path: Path) -> int | None:
    under = draft.layout.blocks_under(path) if path else []
    return under[-1] if under else None


def _end_of_kinds_before(draft: Draft, name: str) -> int:
    """The block behind which a first table of its kind goes: the order of a plan's kinds, else the file's end."""
    order = list(TOP_LEVEL_KEYS)
    earlier = order[: order.index(name)] if name in order else []
    for other in reversed(earlier):
        last = _last_block(draft, (other,))
        if last is not None:
            return last
    tables = [index for index, block in enumerate(draft.blocks) if block.kind not in (ROOT, LOOSE)]
    return 0 if name in order or not tables else tables[-1]


def move_tables(draft: Draft, path: tuple[str, ...], place: Place) -> None:
    """Moves all tables of an entry, and the comments among and above them, before or after another entry's."""
    gap = _gap(draft, path)
    runs = draft.runs_of(path)
    texts = ["".join(block.text for block in draft.blocks[start:stop]) for start, stop in runs]
    last = draft.blocks[runs[-1][1] - 1]
    texts[-1] = texts[-1][: len(texts[-1]) - (len(last.text) - last.end)]
    text = "".join(_ended(part, draft.eol) for part in texts)
    for start, stop in reversed(runs):
        draft.remove(start, stop)
    if place.before is not None:
        draft.insert_before(draft.runs_of((path[0], place.before))[0][0], text, gap)
    else:
        draft.insert_after(draft.runs_of((path[0], str(place.after)))[-1][1] - 1, text, gap)


def _ended(text: str, eol: str) -> str:
    return text if text.endswith("\n") else text + eol
