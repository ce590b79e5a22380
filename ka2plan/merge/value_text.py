"""The text of a merged value: as a side spells it, else put together from what both spell."""

from __future__ import annotations

from typing import Any, NamedTuple

from ka2plan.document.value_text import render
from ka2plan.merge.clash import SIDES
from ka2plan.merge.diff3 import aligned
from ka2plan.merge.order import merged_order
from ka2plan.merge.plain_values import same
from ka2plan.merge.three import Three
from ka2plan.toml import TomlFault, parse
from ka2plan.toml.value_spans import ARRAY, INLINE_TABLE, Member, Value


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


def spelled_value(wanted: Any, spellings: Spellings) -> str:
    """The text of the wanted value: a side's where it has that value, layout changed by one side as changed."""
    having = [side for side in spellings[1:] if side and same(side.value, wanted)]
    if len(having) == 2:
        return Three(spellings.base.raw if spellings.base else "", having[0].raw, having[1].raw).changed
    if having:
        return having[0].raw
    if spellings.base and same(spellings.base.value, wanted):
        return spellings.base.raw
    return _put_together(wanted, spellings)


def _put_together(wanted: Any, spellings: Spellings) -> str:
    sides = [side for side in spellings if side]
    if isinstance(wanted, list) and all(side.span.kind == ARRAY for side in sides):
        return _array(wanted, sides)
    if isinstance(wanted, dict) and all(side.span.kind == INLINE_TABLE for side in sides):
        return _inline_table(wanted, spellings)
    if isinstance(wanted, str) and len(sides) == 3:
        return _text(wanted, sides)
    return render(wanted)


def _text(wanted: str, sides: list[Spelled]) -> str:
    """A text merged line by line as it is spelled, where that comes to the same."""
    stretches = list(aligned(*(side.raw.splitlines(keepends=True) for side in sides)))
    for side in SIDES:
        raw = "".join(line for stretch in stretches for line in stretch.side(side))
        try:
            if parse(f"text = {raw}\n") == {"text": wanted}:
                return raw
        except TomlFault:
            continue
    return render(wanted)


def _array(wanted: list[Any], sides: list[Spelled]) -> str:
    """The elements as they are spelled somewhere; one a line with their comments where a side has them so."""
    laid_out = next((side for side in reversed(sides) if "\n" in side.raw), None)
    rows = [row for side in reversed(sides) for row in _rows(side)]
    found = [_row_of(element, rows) for element in wanted]
    if laid_out is None:
        return f"[{', '.join(row.raw for row in found)}]"
    first = laid_out.span.members[0] if laid_out.span.members else None
    indent = _indent(laid_out.text, first.start) if first else "    "
    closing = _indent(laid_out.text, laid_out.span.end - 1)
    lines = [f"{row.above or indent}{row.raw},{row.behind}\n" for row in found]
    return f"[\n{''.join(lines)}{_end_of_array(laid_out) or closing}]"


class _Row(NamedTuple):
    """An element of an array with its comments."""

    value: Any
    above: str
    """Comment lines above and the indent, where it begins a line."""
    raw: str
    behind: str
    """The comment behind it, on its line."""


def _rows(side: Spelled) -> list[_Row]:
    members = side.span.members
    return [_row(side.text, side.value[place], member) for place, member in enumerate(members)]


def _row(text: str, value: Any, member: Member) -> _Row:
    begins_line = member.lead > 0 and text[member.lead - 1] == "\n"
    behind = text[max(member.comma + 1, member.end) :].partition("\n")[0]
    return _Row(
        value,
        text[member.lead : member.start] if begins_line else "",
        text[member.value.start : member.value.end],
        behind.rstrip() if behind.lstrip().startswith("#") else "",
    )


def _row_of(element: Any, rows: list[_Row]) -> _Row:
    return next((row for row in rows if same(row.value, element)), None) or _Row(element, "", render(element), "")


def _indent(text: str, offset: int) -> str:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def _end_of_array(side: Spelled) -> str:
    """Comment lines between the last element's line and the closing bracket, with its indent."""
    last = side.span.members[-1] if side.span.members else None
    start = max(last.comma + 1, last.end) if last else side.span.start + 1
    rest = side.text[start : side.span.end - 1]
    return rest.partition("\n")[2] if "#" in rest.partition("\n")[2] else ""


def _inline_table(wanted: dict[str, Any], spellings: Spellings) -> str:
    """The keys as they are spelled somewhere, in merged order."""
    sides = spellings.each(_members)
    if any(len(member.keys) > 1 for members in sides for member, _side in members.values()):
        return render(wanted)
    order = merged_order(sides.each(list), set(wanted), str)
    pairs = [f"{_key(name, sides)} = {_member_text(name, wanted[name], sides)}" for name in order]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


_Members = dict[str, tuple[Member, Spelled]]


def _members(side: Spelled | None) -> _Members:
    return {member.names[0]: (member, side) for member in side.span.members} if side else {}


def _key(name: str, sides: Three[_Members]) -> str:
    member, side = next(members[name] for members in (sides.theirs, sides.ours, sides.base) if name in members)
    return side.text[member.keys[0].start : member.keys[0].end]


def _member_text(name: str, wanted: Any, sides: Three[_Members]) -> str:
    def spelled(members: _Members) -> Spelled | None:
        member, side = members.get(name, (None, None))
        return Spelled(side.value[name], member.value, side.text) if member and side else None

    return spelled_value(wanted, sides.each(spelled))
