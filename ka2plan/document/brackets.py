"""Members of an array or inline table taken out, put in and exchanged, its layout and comments kept.

A comment line above a member that begins a line, and a comment behind the only member of a line, belong to that
member: they go where it goes, and no other member comes to stand on its line.
"""

from __future__ import annotations

from ka2plan.document.draft import Splice
from ka2plan.named_tuples import NamedTuple
from ka2plan.toml.tokens import REST_OF_LINE
from ka2plan.toml.value_spans import INLINE_TABLE, Member, Value

_INDENT = "  "


class Container(NamedTuple):
    """An array or inline table in the text of its block."""

    block: int
    text: str
    value: Value

    def splice(self, start: int, end: int, text: str = "") -> Splice:
        """A replacement in the block's text."""
        return Splice(self.block, start, end, text)

    def begins_line(self, member: Member) -> bool:
        """Whether only blanks stand before the member on its line."""
        line = self.text.rfind("\n", self.value.start, member.start) + 1
        return line > 0 and self.text[line : member.start].strip(" \t") == ""

    def ends_line(self, offset: int) -> int | None:
        """Where the next line begins, if only blanks and a comment follow the offset on its line."""
        rest = REST_OF_LINE.match(self.text, offset)
        return rest.end() if rest and rest.end() < self.value.end else None

    def indent_of(self, member: Member) -> str:
        """The blanks before a member that begins a line."""
        return self.text[self.text.rfind("\n", 0, member.start) + 1 : member.start]

    def outer_indent(self) -> str:
        """The blanks before the line on which the brackets open."""
        line = self.text[self.text.rfind("\n", 0, self.value.start) + 1 : self.value.start]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def inner_indent(self) -> str:
        """The blanks before a member that is to begin a line where no other does."""
        return self.outer_indent() + _INDENT


class Piece(NamedTuple):
    """A member's text to be put in, with comments that come with it."""

    text: str
    above: str = ""
    """Its own comment lines, line ends included."""
    behind: str = ""
    """Its comment on the same line, with the blanks before it."""

    @property
    def has_comments(self) -> bool:
        """Whether comments come with it."""
        return bool(self.above or self.behind)


def behind(member: Member) -> int:
    """The offset behind a member and its comma."""
    return member.comma + 1 if member.comma >= 0 else member.end


def piece_of(container: Container, index: int) -> Piece:
    """A member as it stands, with the comments that belong to it."""
    member = container.value.members[index]
    text = container.text[member.start : member.end]
    line_end = container.ends_line(behind(member))
    begins_line = container.begins_line(member)
    if line_end is None or not (begins_line or index == 0):
        return Piece(text)
    above = container.text[member.lead : container.text.rfind("\n", 0, member.start) + 1] if begins_line else ""
    return Piece(text, above, container.text[behind(member) : line_end].rstrip())


def removal(container: Container, index: int) -> list[Splice]:
    """Takes a member out, with the comma that parted it and the comments that belong to it."""
    member = container.value.members[index]
    if container.begins_line(member):
        line_end = container.ends_line(behind(member))
        if line_end is not None:
            return [container.splice(member.lead, line_end), *_comma_no_longer_wanted(container, index)]
        return _removal_of_lines_first(container, index)
    return _removal_within_line(container, index)


def removal_of_run(container: Container, indices: range) -> list[Splice]:
    """Takes members that follow one another out as if one by one from the last on, without reading all others anew.

    What goes moves nothing before it, and of what is behind only the next member is looked at.
    """
    text, value, members = container.text, container.value, list(container.value.members)
    for index in reversed(indices):
        now = Container(container.block, text, value._replace(members=tuple(members)))
        gone = 0
        for splice in sorted(removal(now, index), key=lambda splice: splice.start, reverse=True):
            text = text[: splice.start] + splice.text + text[splice.end :]
            gone += splice.end - splice.start - len(splice.text)
            if index and splice.start == members[index - 1].comma:
                members[index - 1] = members[index - 1]._replace(comma=-1)
        del members[index]
        if index < len(members):
            members[index] = members[index]._replace(start=members[index].start - gone)
        value = value._replace(end=value.end - gone)
    return [container.splice(value.start, container.value.end, text[value.start : value.end])]


def removal_of_several(container: Container, indices: set[int]) -> list[Splice] | None:
    """Takes several members out at once; None where some share lines that others begin or end."""
    members = container.value.members
    kept = [index for index in range(len(members)) if index not in indices]
    last = members[kept[-1]] if kept else None
    loses_comma = last is not None and last.comma >= 0 and members[-1].comma < 0
    if "\n" not in container.text[container.value.start : container.value.end]:
        if last is None:
            return [container.splice(container.value.start + 1, container.value.end - 1)]
        end = members[-1].end if loses_comma else behind(members[-1])
        tail = container.splice(last.comma if loses_comma else behind(last), end)
        inner = [index for index in sorted(indices) if index < kept[-1]]
        return [*(container.splice(members[index].start, members[index + 1].start) for index in inner), tail]
    splices = [container.splice(last.comma, last.comma + 1)] if last and loses_comma else []
    for index in sorted(indices):
        line_end = container.ends_line(behind(members[index]))
        if line_end is None or not container.begins_line(members[index]):
            return None
        splices.append(container.splice(members[index].lead, line_end))
    return splices


def _comma_no_longer_wanted(container: Container, index: int) -> list[Splice]:
    """The comma before a last member that had none behind it."""
    members = container.value.members
    if index == 0 or members[index].comma >= 0:
        return []
    comma = members[index - 1].comma
    return [container.splice(comma, comma + 1)]


def _removal_of_lines_first(container: Container, index: int) -> list[Splice]:
    """The member begins a line on which the next one, or the closing bracket, follows."""
    members = container.value.members
    member = members[index]
    line = container.text.rfind("\n", 0, member.start) + 1
    if index + 1 == len(members):
        bracket = container.splice(min(member.lead, line), behind(member), container.outer_indent())
        return [bracket, *_comma_no_longer_wanted(container, index)]
    comments = [container.splice(member.lead, line)] if member.lead < line else []
    return [*comments, container.splice(member.start, members[index + 1].start)]


def _removal_within_line(container: Container, index: int) -> list[Splice]:
    members = container.value.members
    member = members[index]
    if len(members) == 1:
        return [container.splice(*_extent_of_only(container, member))]
    if index + 1 == len(members) and member.comma < 0:
        comma = members[index - 1].comma
        return [container.splice(comma, comma + 1), container.splice(comma + 1, member.end)]
    gap_start = behind(members[index - 1]) if index else container.value.start + 1
    if index + 1 < len(members) and container.ends_line(behind(member)) is None:
        return [container.splice(member.start, members[index + 1].start)]
    line_end = container.ends_line(behind(member))
    if index == 0 and line_end is not None:
        content_end = len(container.text[:line_end].rstrip("\r\n"))
        return [container.splice(gap_start, content_end)]
    return [container.splice(gap_start, behind(member))]


def _extent_of_only(container: Container, member: Member) -> tuple[int, int]:
    """What goes with the only member: all between the brackets, unless lines and comments follow it."""
    start, end = container.value.start + 1, container.value.end - 1
    if "\n" not in container.text[start:end]:
        return start, end
    line_end = container.ends_line(behind(member))
    if line_end is None:
        return member.start, behind(member)
    return start, len(container.text[:line_end].rstrip("\r\n"))


def insertion(container: Container, index: int, piece: Piece, eol: str) -> list[Splice]:
    """Puts a member in so that it has this index."""
    members = container.value.members
    if not members:
        return [_first(container, piece, eol)]
    if index >= len(members):
        return _appended(container, piece, eol)
    following = members[index]
    if not container.begins_line(following):
        return [_within_line(container, index, piece, eol)]
    line = _line(container.indent_of(following), piece, ",", eol)
    return [container.splice(following.lead, following.lead, line)]


def _within_line(container: Container, index: int, piece: Piece, eol: str) -> Splice:
    """Puts a member before one that begins no line; where either has comments, each gets a line of its own."""
    following = container.value.members[index]
    line_end = container.ends_line(behind(following))
    is_commented = index == 0 and line_end is not None and "#" in container.text[behind(following) : line_end]
    if not (is_commented or piece.has_comments):
        return container.splice(following.start, following.start, f"{piece.text}, ")
    indent = container.inner_indent()
    if index == 0 and not piece.above:
        return container.splice(following.start, following.start, f"{piece.text},{piece.behind}{eol}{indent}")
    start = behind(container.value.members[index - 1]) if index else container.value.start + 1
    return container.splice(start, following.start, f"{eol}{_line(indent, piece, ',', eol)}{indent}")


def _line(indent: str, piece: Piece, comma: str, eol: str) -> str:
    return f"{piece.above}{indent}{piece.text}{comma}{piece.behind}{eol}"


def _first(container: Container, piece: Piece, eol: str) -> Splice:
    start, end = container.value.start + 1, container.value.end - 1
    first_line = container.ends_line(start)
    if first_line is not None:
        line = _line(container.inner_indent(), piece, ",", eol)
        return container.splice(first_line, first_line, line)
    padding = " " if container.value.kind == INLINE_TABLE else ""
    return container.splice(start, end, f"{padding}{piece.text}{padding}")


def _appended(container: Container, piece: Piece, eol: str) -> list[Splice]:
    last = container.value.members[-1]
    line_end = container.ends_line(behind(last))
    begins_line = container.begins_line(last)
    on_line_of_its_own = line_end is not None and (begins_line or "#" in container.text[behind(last) : line_end])
    if line_end is None and piece.has_comments:
        line = f"{eol}{_line(container.inner_indent(), piece, ',', eol)}"
        return [container.splice(last.end, behind(last), f",{line}")]
    if line_end is None or not (on_line_of_its_own or piece.has_comments):
        if last.comma >= 0:
            return [container.splice(behind(last), behind(last), f" {piece.text},")]
        return [container.splice(last.end, last.end, f", {piece.text}")]
    indent = container.indent_of(last) if begins_line else container.inner_indent()
    line = _line(indent, piece, "," if last.comma >= 0 else "", eol)
    comma = [] if last.comma >= 0 else [container.splice(last.end, last.end, ",")]
    return [*comma, container.splice(line_end, line_end, line)]
