"""Key/value lines of a table put in and taken out, each with the comments that belong to it."""

from __future__ import annotations

from ka2plan.document.draft import Draft, Splice
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Key
from ka2plan.toml.encoding import BOM
from ka2plan.toml.paths import Path, format_key
from ka2plan.toml.scan import ROOT, Block
from ka2plan.toml.value_spans import Member


class Line(NamedTuple):
    """A key/value line to be written."""

    names: tuple[str, ...]
    """The dotted key, counted from the table's header."""
    value: str


def key_rank(path: Path, name: str) -> int | None:
    """Where the schema lists a key of the table at the path; None for keys and tables it does not know."""
    if path == ("project",):
        keys: tuple[Key, ...] = PROJECT_KEYS
    elif len(path) == 2:
        keys = next((kind.keys for kind in KINDS if kind.name == path[0]), ())
    else:
        return None
    return next((rank for rank, key in enumerate(keys) if key.name == name), None)


def insertion(draft: Draft, index: int, lines: list[Line]) -> list[Splice]:
    """Puts lines of one group (same first name) into a block: with their group, else where the schema has the key."""
    block = draft.blocks[index]
    offset, neighbour = _place(block, draft.layout.paths[index], lines[0].names)
    template = neighbour or (block.members[-1] if block.members else None)
    indent, equals = _style(block, template)
    text = "".join(f"{indent}{'.'.join(map(format_key, line.names))}{equals}{line.value}{draft.eol}" for line in lines)
    if offset > len(BOM) and block.text[offset - 1] != "\n":
        text = draft.eol + text.removesuffix(draft.eol)
    if not block.members and block.kind == ROOT:
        text = _set_apart(draft, block, offset, text)
    return [Splice(index, offset, offset, text)]


def _set_apart(draft: Draft, block: Block, offset: int, text: str) -> str:
    """The file's first keys: blank lines part them from comments above and from the table below."""
    above = draft.eol if block.text[:offset].strip(BOM) else ""
    followed = len(draft.blocks) > 1 and block.text[offset:] == ""
    return above + text + (draft.eol if followed else "")


def _place(block: Block, path: Path, names: tuple[str, ...]) -> tuple[int, Member | None]:
    """The offset for a new line and the line it takes its looks from."""
    members = block.members
    for length in range(len(names) - 1, 0, -1):
        group = [member for member in members if member.names[:length] == names[:length]]
        if group:
            return group[-1].end, group[-1]
    if not members:
        return (block.end or int(block.text.startswith(BOM))) if block.kind == ROOT else block.body, None
    rank = key_rank(path, names[0])
    if rank is None:
        return members[-1].end, members[-1]
    ranks = [key_rank(path, member.names[0]) for member in members]
    before = [member for member, other in zip(members, ranks, strict=True) if other is not None and other <= rank]
    if before:
        return before[-1].end, before[-1]
    if any(other is not None for other in ranks):
        return members[0].lead, members[0]
    return members[-1].end, members[-1]


def _style(block: Block, member: Member | None) -> tuple[str, str]:
    """Indentation and equals sign as the neighbour has them."""
    if member is None:
        line = block.text[block.header :]
        return ("" if block.kind == ROOT else line[: len(line) - len(line.lstrip(" \t"))]), " = "
    line_start = block.text.rfind("\n", 0, member.start) + 1
    indent = block.text[line_start : member.start].strip(BOM)
    tight = block.text[member.keys[-1].end : member.value.start] == "="
    return indent, "=" if tight else " = "


def removal(block: Block, index: int, position: int) -> Splice:
    """Takes the line at a position among the block's members out, with the comments that belong to it."""
    member = block.members[position]
    start, end = member.lead, member.end
    if _heads_a_group(block, position):
        start = block.text.rfind("\n", 0, member.start) + 1
    elif end < block.end and _blank_above(block, start):
        end = _behind_blank_line(block.text, end)
    elif end == block.end and _blank_above(block, start) and start > block.body:
        start = block.text.rfind("\n", 0, start - 1) + 1
    return Splice(index, start, end, "")


def _heads_a_group(block: Block, position: int) -> bool:
    """Whether the comment above stands over several lines of one dotted table, and so stays."""
    member = block.members[position]
    above = block.members[position - 1] if position else None
    below = block.members[position + 1] if position + 1 < len(block.members) else None
    return (
        len(member.keys) > 1
        and below is not None
        and below.lead == member.end
        and block.text[below.lead : below.start].strip(" \t") == ""
        and below.names[0] == member.names[0]
        and (above is None or above.names[0] != member.names[0])
    )


def _blank_above(block: Block, offset: int) -> bool:
    return offset == block.body or block.text[:offset].endswith(("\n\n", "\n\r\n"))


def _behind_blank_line(text: str, offset: int) -> int:
    line_end = text.find("\n", offset) + 1
    return line_end if line_end and text[offset:line_end].strip() == "" else offset
