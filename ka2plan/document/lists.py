"""Items of a bracketed list put in, taken out, exchanged and moved, each with its comments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ka2plan.document import brackets
from ka2plan.document.brackets import Container, Piece
from ka2plan.document.draft import Draft
from ka2plan.document.edits import described
from ka2plan.document.tables import rendered
from ka2plan.errors import EditError
from ka2plan.toml.paths import Path
from ka2plan.toml.value_spans import ARRAY
from ka2plan.words.messages import _

Write = Callable[[Draft, Path, Any], None]


def container_at(draft: Draft, path: Path) -> Container:
    """The brackets of the list at the path.

    :raises EditError: it is written as an array of tables.
    """
    mention = draft.layout.find(path)
    member = mention.member if mention and mention.exact else None
    if mention is None or member is None or member.value.kind != ARRAY:
        message = _("{path} is written as tables in double brackets; edit it in the file")
        raise EditError(message.format(path=described(path)))
    return Container(mention.block, draft.blocks[mention.block].text, member.value)


def insert_item(draft: Draft, path: Path, index: int, piece: Piece) -> None:
    """Puts an item in so that it has this index."""
    draft.splice(brackets.insertion(container_at(draft, path), index, piece, draft.eol))


def remove_item(draft: Draft, path: Path, index: int) -> None:
    """Takes the item at the index out."""
    draft.splice(brackets.removal(container_at(draft, path), index))


def change_list(draft: Draft, path: Path, old: list[Any], new: list[Any], write: Write) -> None:
    """Turns the list into another one: what stays is not touched, what moves takes its comments along.

    Args:
        draft: the text.
        path: where the list is.
        old: what it holds.
        new: what it shall hold.
        write: writes a value in place of an item.
    """
    from difflib import SequenceMatcher

    before, after = list(map(_spelled, old)), list(map(_spelled, new))
    changes = [
        change for change in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if change[0] != "equal"
    ]
    moved = _moved(draft, path, before, after, changes)
    for _what, start, stop, new_start, new_stop in reversed(changes):
        paired = 0 if moved else min(stop - start, new_stop - new_start)
        if start + paired < stop:
            draft.splice(brackets.removal_of_run(container_at(draft, path), range(start + paired, stop)))
        for index in range(new_start + paired, new_stop):
            pieces = moved.get(after[index])
            piece = pieces.pop(0) if pieces else Piece(rendered(draft, path, new[index], inside=True))
            insert_item(draft, path, start + index - new_start, piece)
        for offset in range(paired):
            write(draft, (*path, start + offset), new[new_start + offset])


def _moved(
    draft: Draft, path: Path, before: list[str], after: list[str], changes: Sequence[tuple[str, int, int, int, int]]
) -> dict[str, list[Piece]]:
    """The pieces of items that are taken out in one place and put in at another, by their spelling."""
    container = container_at(draft, path)
    wanted = [after[index] for _what, _start, _stop, start, stop in changes for index in range(start, stop)]
    pieces: dict[str, list[Piece]] = {}
    for _what, start, stop, _new_start, _new_stop in changes:
        for index in range(start, stop):
            if before[index] in wanted:
                pieces.setdefault(before[index], []).append(brackets.piece_of(container, index))
    return pieces


def _spelled(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_spelled(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_spelled, value)) + "]"
    return repr(value)
