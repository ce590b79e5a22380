"""Entries of a kind added, moved and renamed in a draft, whatever form they are written in."""

from __future__ import annotations

from ka2plan.document.draft import Draft, Splice
from ka2plan.document.edits import AddEntry, MoveEntry, QuoteId, RenameEntry, RenameKey, described
from ka2plan.document.forms import INLINE, TABLE, form_for, form_of
from ka2plan.document.plain import Data
from ka2plan.document.references import IGNORED, KEY, find_references, ignored_key_renamed
from ka2plan.document.tables import Place, add_table, move_tables
from ka2plan.document.value_edits import insert
from ka2plan.document.value_text import render
from ka2plan.errors import EditError
from ka2plan.toml.layout import Mention
from ka2plan.toml.paths import Path, format_key, is_bare, quoted
from ka2plan.toml.value_spans import Member
from ka2plan.words.messages import _


def add_entry(draft: Draft, edit: AddEntry, values: Data) -> None:
    """Writes a new entry in the form of its siblings, at the place asked for."""
    path = (edit.kind, edit.id)
    anchor = edit.before or edit.after
    likeness = form_of(draft.layout, (edit.kind, anchor)) if anchor else None
    if (likeness or form_beside(draft, path)) == TABLE:
        add_table(draft, path, values, Place(edit.before, edit.after))
        return
    insert(draft, path, values)
    if anchor:
        _move_lines(draft, path, edit.before, edit.after)


def form_beside(draft: Draft, path: Path) -> str:
    """The form of a new entry: that of its like, else of the table they would stand in."""
    form = form_for(draft.layout, draft.data, path, "")
    return form or (INLINE if form_of(draft.layout, path[:1]) == INLINE else TABLE)


def move_entry(draft: Draft, edit: MoveEntry) -> None:
    """Moves an entry with its comments.

    :raises EditError: it is written in another form than the one it is to stand beside.
    """
    path = (edit.kind, edit.id)
    anchor = edit.before if edit.before is not None else str(edit.after)
    forms = {form_of(draft.layout, path), form_of(draft.layout, (edit.kind, anchor))}
    if forms == {TABLE}:
        move_tables(draft, path, Place(edit.before, edit.after))
    elif TABLE in forms:
        message = _("{id} and {other} are written in different forms; move them in the file")
        raise EditError(message.format(id=edit.id, other=anchor))
    else:
        _move_lines(draft, path, edit.before, edit.after)


def _move_lines(draft: Draft, path: Path, before: str | None, after: str | None) -> None:
    """Moves the lines of an entry that has no header within their table."""
    anchor = (path[0], before if before is not None else str(after))
    own, others = draft.layout.mentions(path), draft.layout.mentions(anchor)
    if {(mention.block, len(mention.chain)) for mention in (*own, *others)} != {(own[0].block, 1)}:
        message = _("{path} is written inside brackets or in several tables; move it in the file")
        raise EditError(message.format(path=described(path)))
    block = draft.blocks[own[0].block]
    text = "".join(_line_with_comments(block.text, mention.chain[0], draft.eol) for mention in own)
    splices = [Splice(own[0].block, mention.chain[0].lead, mention.chain[0].end, "") for mention in own]
    target = others[0].chain[0].lead if before is not None else others[-1].chain[0].end
    if target and block.text[target - 1] != "\n" and after is not None:
        text = draft.eol + text.removesuffix(draft.eol)
    draft.splice([*splices, Splice(own[0].block, target, target, text)])


def _line_with_comments(text: str, line: Member, eol: str) -> str:
    found = text[line.lead : line.end]
    return found if found.endswith("\n") else found + eol


def rename_key(draft: Draft, edit: RenameKey) -> None:
    """Spells a key otherwise wherever it is written."""
    draft.splice(respelled(draft, edit.path, edit.name))


def quote_id(draft: Draft, edit: QuoteId) -> None:
    """Joins the parts of an unquoted dotted id wherever it is written.

    :raises EditError: part of it is spelled in an inline table.
    """
    draft.splice(quoting(draft, edit))


def quoting(draft: Draft, edit: QuoteId) -> list[Splice]:
    """One quoted id in place of the parts in the headers and dotted keys that spell them.

    :raises EditError: part of it is spelled in an inline table.
    """
    path = (edit.kind, *edit.parts)
    splices = []
    for mention in draft.layout.mentions(path):
        keys = draft.blocks[mention.block].keys
        if mention.member:
            keys = (*keys, *mention.member.keys)
        parts = keys[1 : len(path)]
        if len(mention.chain) > 1 or tuple(key.name for key in parts) != edit.parts:
            raise EditError(_("{path} is not the header of a table").format(path=described(path)))
        first, last = parts[0], parts[-1]
        splices.append(Splice(mention.block, first.start, last.end, quoted(".".join(edit.parts))))
    return splices


def rename_entry(draft: Draft, edit: RenameEntry) -> None:
    """Gives an entry and everything that refers to it another id, all at once."""
    splices = respelled(draft, (edit.kind, edit.id), edit.new_id)
    for reference in find_references(draft.data, edit.kind, edit.id):
        if reference.role == IGNORED:
            name = ignored_key_renamed(str(reference.path[1]), edit.kind, edit.id, edit.new_id)
            splices += respelled(draft, reference.path, name)
        elif reference.role == KEY:
            splices += respelled(draft, reference.path, edit.new_id)
        else:
            splices.append(_replaced_value(draft, reference.path, edit.new_id))
    draft.splice(splices)


def respelled(draft: Draft, path: Path, name: str) -> list[Splice]:
    """The last key of the path spelled otherwise wherever it is written."""
    return [_spelled(draft, mention, name) for mention in draft.layout.mentions(path)]


def _spelled(draft: Draft, mention: Mention, name: str) -> Splice:
    """The key in its old quotes, if it had any and they do for the new name."""
    if mention.key is None:
        raise EditError(_("an element of a list has no key that could be renamed"))
    start, end = mention.key.start, mention.key.end
    quote = draft.blocks[mention.block].text[start]
    if quote == "'" and name.isprintable() and "'" not in name:
        return Splice(mention.block, start, end, f"'{name}'")
    text = quoted(name) if quote == '"' and is_bare(name) else format_key(name)
    return Splice(mention.block, start, end, text)


def _replaced_value(draft: Draft, path: Path, value: str) -> Splice:
    mention = draft.layout.find(path)
    if mention is None or mention.member is None:
        raise EditError(_("{path} cannot be changed").format(path=described(path)))
    span = mention.member.value
    like = draft.blocks[mention.block].text[span.start : span.end]
    return Splice(mention.block, span.start, span.end, render(value, like=like, inside=True))
