"""The text of a merged list: each element as a side spells it, with the remarks of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ka2plan.document.value_text import render
from ka2plan.merge.diff3 import union
from ka2plan.merge.plain_values import same, spelled
from ka2plan.merge.three import Three
from ka2plan.toml.value_spans import ARRAY, Value


class Spelled(NamedTuple):
    """A value of one side with its text."""

    value: Any
    span: Value
    text: str
    """The text that the span's offsets count in."""

    @property
    def raw(self) -> str:
        """The value as it is spelled."""
        return self.text[self.span.start : self.span.end]


Spellings = Three[Spelled | None]


class Row(NamedTuple):
    """An element of an array with its remarks."""

    value: Any
    above: tuple[str, ...]
    """The lines of remarks above it."""
    raw: str
    behind: str
    """The remark behind it, on its line."""


class Layout(NamedTuple):
    """An array taken apart."""

    rows: dict[tuple[str, int], Row]
    """The elements by what they name and the how-many-eth that names it."""
    head: str
    """The remark behind the opening bracket."""
    foot: tuple[str, ...]
    """The lines of remarks before the closing bracket."""
    in_lines: bool
    indent: str
    closing: str
    """The blanks before an element, and before the closing bracket, where they begin a line."""

    @property
    def shape(self) -> tuple[bool, str, str]:
        """How it is laid out, whatever is in it."""
        return self.in_lines, self.indent, self.closing

    @property
    def remarks(self) -> list[tuple[Any, ...]]:
        """All its remarks, each with what it stands at."""
        rows = [(*key, row.above, row.behind) for key, row in self.rows.items() if row.above or row.behind]
        return [*rows, ("", self.head), ("", *self.foot)]


EMPTY = Layout({}, "", (), in_lines=False, indent="", closing="")


def remarks_differ(spellings: Spellings) -> bool:
    """Whether both sides have remarks of their own in a list, so that neither's text will do."""
    if any(side and side.span.kind != ARRAY for side in spellings) or not (spellings.ours and spellings.theirs):
        return False
    if not any(side and "#" in side.raw for side in spellings):
        return False
    raws = spellings.each(lambda side: side.raw if side else "")
    return len(set(raws)) == 3 and any(
        one.remarks != _layout(spellings.base).remarks for one in map(_layout, spellings[1:])
    )


def array_text(wanted: list[Any], spellings: Spellings) -> str:
    """The elements as they are spelled somewhere, one a line with the remarks of both where a side has lines."""
    layouts = spellings.each(_layout)
    keys = _keyed(wanted)
    rows = [_merged_row(key, value, layouts) for key, value in keys.items()]
    head = merged_remark(*(layout.head for layout in layouts))
    foot = union(*(layout.foot for layout in layouts))
    laid_out = _laid_out(layouts, needs_lines=bool(head or foot or any(row.above or row.behind for row in rows)))
    if laid_out is None:
        return f"[{', '.join(row.raw for row in rows)}]"
    indent = laid_out.indent or "    "
    lines = [f"[{head}"]
    for row in rows:
        lines += [f"{indent}{remark}" for remark in row.above]
        lines.append(f"{indent}{row.raw},{row.behind}")
    return "\n".join([*lines, *(f"{indent}{remark}" for remark in foot), f"{laid_out.closing}]"])


def _laid_out(layouts: Three[Layout], *, needs_lines: bool) -> Layout | None:
    """The layout of the side that changed it; None for one line. An empty list has none, and a remark needs lines."""
    known = Three(*(layout if layout.rows else None for layout in layouts))
    if known.base and known.ours and known.theirs:
        laid_out = known.theirs if known.ours.shape == known.base.shape else known.ours
        if laid_out.in_lines or not needs_lines:
            return laid_out if laid_out.in_lines else None
    return next((layout for layout in (layouts.theirs, layouts.ours, layouts.base) if layout.in_lines), None)


def remarks_in(span: Value, text: str) -> Iterator[str]:
    """The remarks behind the elements of a list, and behind its opening bracket; none of another value."""
    if span.kind == ARRAY and "#" in text[span.start : span.end]:
        layout = _layout(Spelled(list(range(len(span.members))), span, text))
        yield from filter(None, (layout.head.strip(), *(row.behind.strip() for row in layout.rows.values())))


def merged_remark(base: str, ours: str, theirs: str) -> str:
    """The remark behind something: that of the side that changed it, one behind the other where both did.

    The blanks before it are a matter of their own: a side that only moves a remark says nothing else by it.
    """
    texts = Three(base, ours, theirs)
    words = texts.each(str.strip)
    if base in (ours, theirs):
        return texts.changed
    if words.ours == words.theirs or words.base in (words.ours, words.theirs):
        having = theirs if words.ours == words.base else ours
        return texts.each(_blanks).changed + having.lstrip(" \t") if all(words) else having
    if not words.ours or not words.theirs:
        return ours if words.ours else theirs
    return f"{ours.rstrip()}  {theirs.lstrip()}"


def _blanks(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t"))]


def _merged_row(key: tuple[str, int], value: Any, layouts: Three[Layout]) -> Row:
    found = layouts.each(lambda layout: layout.rows.get(key))
    above = union(*(row.above if row else () for row in found)) if found.ours and found.theirs else _one(found).above
    if found.ours and found.theirs:
        behind = merged_remark(*(row.behind if row else "" for row in found))
    else:
        behind = _one(found).behind
    having = [row for row in (found.ours, found.theirs, found.base) if row and same(row.value, value)]
    if len(having) > 1 and found.base and having[0].raw == found.base.raw:
        having.reverse()
    return Row(value, tuple(above), having[0].raw if having else render(value, inside=True), behind)


def _one(rows: Three[Row | None]) -> Row:
    return next((row for row in (rows.ours, rows.theirs, rows.base) if row), Row(None, (), "", ""))


def _layout(side: Spelled | None) -> Layout:
    if side is None or side.span.kind != ARRAY:
        return EMPTY
    text, members = side.text, side.span.members
    position, head = side.span.start + 1, ""
    rows: list[Row] = []
    for place, member in enumerate(members):
        between = text[position : member.start].split("\n")
        above = _remarks(between[1:])
        if rows and between[0].strip():
            rows[-1] = rows[-1]._replace(behind=rows[-1].behind + between[0].rstrip())
        elif not rows:
            head = between[0].rstrip()
        inside = _remarks(text[member.end : member.comma].split("\n")) if member.comma >= 0 else ()
        behind = "".join(f"  {remark}" for remark in inside)
        rows.append(Row(side.value[place], above, text[member.value.start : member.value.end], behind))
        position = max(member.comma + 1, member.end)
    rest = text[position : side.span.end - 1].split("\n")
    if rows and rest[0].strip():
        rows[-1] = rows[-1]._replace(behind=rows[-1].behind + rest[0].rstrip())
    elif not rows:
        head = rest[0].rstrip()
    first = members[0].start if members else side.span.end - 1
    keys = _keyed([row.value for row in rows])
    return Layout(
        dict(zip(keys, rows, strict=True)),
        head,
        _remarks(rest[1:]),
        in_lines="\n" in side.raw,
        indent=_indent(text, first) if members and "\n" in text[side.span.start : first] else "",
        closing=_indent(text, side.span.end - 1),
    )


def _keyed(values: list[Any]) -> dict[tuple[str, int], Any]:
    """The elements by what they name: links by their id, others by themselves."""
    keyed: dict[tuple[str, int], Any] = {}
    for value in values:
        name = value["id"] if isinstance(value, dict) and isinstance(value.get("id"), str) else value
        number = 0
        while (spelled(name), number) in keyed:
            number += 1
        keyed[spelled(name), number] = value
    return keyed


def _remarks(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip().startswith("#"))


def _indent(text: str, offset: int) -> str:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]
