"""The text of a merged value: as a side spells it, else put together from what both spell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ka2plan.document.value_text import render
from ka2plan.merge.array_text import Spelled, Spellings, array_text, remarks_differ
from ka2plan.merge.clash import SIDES
from ka2plan.merge.order import merged_order
from ka2plan.merge.plain_values import same
from ka2plan.merge.text_merge import merged_text, text_of_side
from ka2plan.merge.three import Three
from ka2plan.toml import TomlFault, parse
from ka2plan.toml.value_spans import ARRAY, INLINE_TABLE, Member

_QUOTES = ('"', "'")

_LONG_QUOTES = ('"""', "'''")


def spelled_value(wanted: Any, spellings: Spellings) -> str:
    """The text of the wanted value: a side's where it has that value, layout changed by one side as changed."""
    having = [side for side in spellings[1:] if side and same(side.value, wanted)]
    if having and isinstance(wanted, list) and remarks_differ(spellings):
        return array_text(wanted, spellings)
    if len(having) == 2:
        return Three(spellings.base.raw if spellings.base else "", having[0].raw, having[1].raw).changed
    if having:
        return _laid_out_anew(wanted, having[0], spellings)
    if spellings.base and same(spellings.base.value, wanted):
        return spellings.base.raw
    return _put_together(wanted, spellings)


def _laid_out_anew(wanted: Any, having: Spelled, spellings: Spellings) -> str:
    """The text of the side that changed the value, in the layout that the other one gave to the old value."""
    base = spellings.base
    other = spellings.theirs if having is spellings.ours else spellings.ours
    if not base or not other or base.raw == other.raw or not same(base.value, other.value):
        return having.raw
    kinds = {side.span.kind for side in (base, other, having)}
    if isinstance(wanted, list) and kinds == {ARRAY}:
        return array_text(wanted, spellings)
    if isinstance(wanted, dict) and kinds == {INLINE_TABLE} and base.raw.split() != other.raw.split():
        return _inline_table(wanted, spellings)
    has_other_quotes = base.raw[0] == having.raw[0] in _QUOTES and other.raw[0] in _QUOTES
    has_other_groups = base.raw.replace("_", "") == other.raw.replace("_", "")
    if isinstance(wanted, str) and has_other_quotes and _is_short(base) and _is_short(other):
        return render(wanted, like=other.raw, inside=True)
    if (
        isinstance(wanted, str)
        and {base.raw[:3], other.raw[:3]} == set(_LONG_QUOTES)
        and having.raw[:3] == base.raw[:3]
    ):
        return render(wanted, like=other.raw)
    if isinstance(wanted, int | Decimal) and has_other_groups:
        return render(wanted, like=other.raw)
    return having.raw


def _is_short(side: Spelled) -> bool:
    """Whether a text stands between single quotes, of either kind."""
    return side.raw[:3] not in _LONG_QUOTES


def _put_together(wanted: Any, spellings: Spellings) -> str:
    sides = [side for side in spellings if side]
    if isinstance(wanted, list) and all(side.span.kind == ARRAY for side in sides):
        return array_text(wanted, spellings)
    if isinstance(wanted, dict) and all(side.span.kind == INLINE_TABLE for side in sides):
        return _inline_table(wanted, spellings)
    if isinstance(wanted, str) and len(sides) == 3:
        return _text(wanted, sides)
    return render(wanted)


def _text(wanted: str, sides: list[Spelled]) -> str:
    """A text merged as it is spelled, where that comes to the same; else in the quotes of ours."""
    parts = merged_text(*(side.raw for side in sides))
    for side in SIDES:
        raw = text_of_side(parts, side)
        try:
            if parse(f"text = {raw}\n") == {"text": wanted}:
                return raw
        except TomlFault:
            continue
    return render(wanted, like=sides[1].raw)


def _inline_table(wanted: dict[str, Any], spellings: Spellings) -> str:
    """The keys as they are spelled somewhere, in merged order."""
    sides = spellings.each(_members)
    if any(len(member.keys) > 1 for members in sides for member, _side in members.values()):
        return render(wanted)
    order = merged_order(sides.each(list), set(wanted), str)
    pairs = [f"{_key(name, sides)} = {_member_text(name, wanted[name], sides)}" for name in order]
    pad = spellings.each(_pad).changed
    return f"{{{pad}{', '.join(pairs)}{pad}}}" if pairs else "{}"


def _pad(side: Spelled | None) -> str:
    """The blank behind the opening bracket."""
    return " " if side is None or side.raw[1:2] in (" ", "}") else ""


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
