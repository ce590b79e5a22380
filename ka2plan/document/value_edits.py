"""Values written into a draft: replaced, put in, taken out, at any key path and in any of TOML's forms."""

from __future__ import annotations

from typing import Any

from ka2plan.document import brackets, lines
from ka2plan.document.brackets import Container, Piece
from ka2plan.document.draft import Draft, Splice
from ka2plan.document.edits import described
from ka2plan.document.forms import INLINE, LINES, TABLE, default_form, form_for
from ka2plan.document.lines import Line
from ka2plan.document.lists import change_list
from ka2plan.document.plain import MISSING, Data, lookup, same
from ka2plan.document.tables import Place, add_table, lines_of, rendered
from ka2plan.errors import EditError
from ka2plan.toml.layout import Mention
from ka2plan.toml.paths import Path, format_key
from ka2plan.toml.value_spans import ARRAY, INLINE_TABLE
from ka2plan.words.messages import _


def write(draft: Draft, path: Path, value: Any) -> None:
    """Makes the path hold the value, changing no more of the text than differs.

    :raises EditError: the file's form leaves no place for it.
    """
    old = lookup(draft.data, path)
    if same(old, value):
        return
    if old is MISSING:
        insert(draft, path, value)
    elif isinstance(old, dict) and isinstance(value, dict) and value:
        _change_table(draft, path, old, value)
    elif isinstance(old, list) and isinstance(value, list) and _is_bracketed(draft, path):
        change_list(draft, path, old, value, write)
    else:
        _replace(draft, path, value)


def _change_table(draft: Draft, path: Path, old: Data, new: Data) -> None:
    for key, item in new.items():
        write(draft, (*path, key), item)
    for key in old:
        if key not in new:
            erase(draft, (*path, key))


def _is_bracketed(draft: Draft, path: Path) -> bool:
    mention = draft.layout.find(path)
    return bool(mention and mention.exact and mention.member and mention.member.value.kind == ARRAY)


def _replace(draft: Draft, path: Path, value: Any) -> None:
    splice = replacement(draft, path, value)
    if splice is None:
        if isinstance(lookup(draft.data, path), list):
            message = _("{path} is written as tables in double brackets; edit it in the file")
            raise EditError(message.format(path=described(path)))
        erase(draft, path)
        insert(draft, path, value)
        return
    draft.splice([splice])


def replacement(draft: Draft, path: Path, value: Any) -> Splice | None:
    """The value in place of the one at the path; None where that is no single value in the text."""
    mention = draft.layout.find(path)
    if mention is None or not mention.exact or mention.member is None:
        return None
    span = mention.member.value
    like = draft.blocks[mention.block].text[span.start : span.end]
    text = rendered(draft, path, value, like=like, inside=len(mention.chain) > 1)
    return Splice(mention.block, span.start, span.end, text)


def erase(draft: Draft, path: Path) -> None:
    """Takes everything out that writes the path."""
    runs = draft.runs_of(path)
    for start, stop in reversed(runs):
        draft.remove(start, stop)
    if isinstance(path[-1], int):
        if not runs:
            draft.splice(_erased(draft, draft.layout.mentions(path)[-1]))
        return
    while mentions := draft.layout.mentions(path):
        draft.splice(_erased(draft, mentions[-1]))


def _erased(draft: Draft, mention: Mention) -> list[Splice]:
    member = mention.chain[-1]
    block = draft.blocks[mention.block]
    if len(mention.chain) == 1:
        return [lines.removal(block, mention.block, block.members.index(member))]
    container = Container(mention.block, block.text, mention.chain[-2].value)
    return brackets.removal(container, container.value.members.index(member))


def insert(draft: Draft, path: Path, value: Any) -> None:
    """Puts a value where there is none: into the table that is to hold it, in the form its like have.

    :raises EditError: there is no such table, or none that can be added to.
    """
    known = len(path) - 1
    while known and draft.layout.find(path[:known]) is None:
        known -= 1
    if not all(isinstance(part, str) for part in path[known:]):
        raise EditError(_("{path} is not in a list").format(path=described(path)))
    host = _host(draft, path[:known])
    if host and host.member:
        _insert_beside_members(draft, host, path, known, value)
    elif _wants_header(draft, host, path, known, value):
        _insert_table(draft, host, path, known, value)
    else:
        _insert_lines(draft, host.block if host else 0, path, known, (), value)


def _host(draft: Draft, base: Path) -> Mention | None:
    """Where the table at the path is written best for adding to it; None for the root."""
    mentions = draft.layout.mentions(base)
    exact = [mention for mention in mentions if mention.exact]
    dotted = [mention for mention in mentions if mention.member]
    best = exact or dotted[-1:] or mentions
    return best[0] if best else None


def _insert_beside_members(draft: Draft, host: Mention, path: Path, known: int, value: Any) -> None:
    """Adds to an inline table, or beside the last of the dotted keys that make up a table."""
    member = host.chain[-1]
    if host.exact and member.value.kind != INLINE_TABLE:
        raise EditError(_("{path} has no table that could hold it").format(path=described(path)))
    prefix = () if host.exact else member.names[: member.keys.index(host.key) + 1] if host.key else ()
    if not host.exact and len(host.chain) == 1:
        _insert_lines(draft, host.block, path, known, prefix, value)
        return
    holder = member.value if host.exact else host.chain[-2].value
    index = len(holder.members) if host.exact else holder.members.index(member) + 1
    names = ".".join(map(format_key, (*prefix, str(path[known]))))
    text = rendered(draft, path[: known + 1], _nested(path[known + 1 :], value), inside=True)
    container = Container(host.block, draft.blocks[host.block].text, holder)
    draft.splice(brackets.insertion(container, index, Piece(f"{names} = {text}"), draft.eol))


def _nested(path: Path, value: Any) -> Any:
    """The value inside tables of these names."""
    for part in reversed(path):
        value = {part: value}
    return value


def _makes_table(path: Path, known: int, value: Any) -> bool:
    return len(path) - known > 1 or isinstance(value, dict)


def _wants_header(draft: Draft, host: Mention | None, path: Path, known: int, value: Any) -> bool:
    """Whether the value needs a table with a header of its own, or its like are written so."""
    if host and not host.exact:
        return True
    if not _makes_table(path, known, value):
        return False
    return known == 0 or _form(draft, path, known) == TABLE


def _form(draft: Draft, path: Path, known: int) -> str:
    """The form of the first table that has to be made to hold the value."""
    default = TABLE if known == 1 and path[0] != "project" else default_form(str(path[known]))
    if known > 1 and len(path) - known > 1:
        default = LINES
    return form_for(draft.layout, draft.data, path[: known + 1], default)


def _insert_table(draft: Draft, host: Mention | None, path: Path, known: int, value: Any) -> None:
    """Writes a table with a header: kind and id for something new, else one part more than is known."""
    most = len(path) if isinstance(value, dict) else len(path) - 1
    if known > 1 or most <= known:
        own = _makes_table(path, known, value) and _form(draft, path, known) == TABLE
        parts = known + 1 if own else known
    else:
        parts = min(2, most)
    implied = host is not None and parts == known
    first = draft.layout.blocks_under(path[:known])[0] if implied else None
    add_table(draft, path[:parts], _nested(path[parts:], value), Place(block=first))


def _insert_lines(draft: Draft, block: int, path: Path, known: int, prefix: tuple[str, ...], value: Any) -> None:
    names = (*prefix, *map(str, path[known:]))
    if not isinstance(value, dict) or len(path) - known > 1 or _form(draft, path, known) != INLINE:
        new = lines_of(draft, path, names, value)
    else:
        new = [Line(names, rendered(draft, path, value))]
    draft.splice(lines.insertion(draft, block, new))
