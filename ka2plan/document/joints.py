"""Where blocks meet that did not before: no comment may find another owner because of its new neighbours."""

from __future__ import annotations

from itertools import pairwise

from ka2plan.document.draft import Draft
from ka2plan.errors import EditError
from ka2plan.toml.layout import Layout
from ka2plan.toml.scan import LOOSE, ROOT, Block, scan
from ka2plan.words.messages import _

_ELSEWHERE = "[elsewhere]\n\n"


def keep_comments_apart(old: Layout, draft: Draft) -> None:
    """Puts a blank line between blocks where else a comment of one would pass for the other's."""
    first, last = _changed_range(old, draft.layout)
    blocks = list(draft.blocks[first:last])
    for index, (block, following) in enumerate(pairwise(blocks)):
        if _runs_into(block, following):
            text = block.text + draft.eol
            blocks[index] = Block(text, block.kind, block.keys, block.header, block.body, block.end)
    if len(blocks) > 1 and blocks[0].kind == ROOT and blocks[1].kind == LOOSE:
        blocks[:2] = scan(blocks[0].text + blocks[1].text)
    if blocks != list(draft.blocks[first:last]):
        draft.layout = Layout((*draft.blocks[:first], *blocks, *draft.blocks[last:]))


def _runs_into(block: Block, following: Block) -> bool:
    if not block.text or block.text[block.end :]:
        return False
    if following.kind == LOOSE or "#" not in block.text:
        return following.kind == LOOSE
    return block.end > (block.members[-1].end if block.members else block.body)


def refuse_moved_comments(old: Layout, new: Layout) -> None:
    """Raises EditError where the text, scanned again, falls into other blocks than those it was made of."""
    first, last = _changed_range(old, new)
    texts = [_ELSEWHERE] if first else []
    texts += [block.text for block in new.blocks[first:last] if block.text]
    if texts != [block.text for block in scan("".join(texts)) if block.text]:
        raise EditError(_("a comment would move to another place; change this in the file"))


def _changed_range(old: Layout, new: Layout) -> tuple[int, int]:
    """The new blocks that the old text does not have, with one neighbour at either side."""
    shorter = min(len(old.blocks), len(new.blocks))
    first = 0
    while first < shorter and old.blocks[first] is new.blocks[first]:
        first += 1
    behind = 0
    while behind < shorter - first and old.blocks[-1 - behind] is new.blocks[-1 - behind]:
        behind += 1
    return max(0, first - 1), min(len(new.blocks), len(new.blocks) - behind + 1)
