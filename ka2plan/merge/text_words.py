"""What differs between versions of a long text: the words that changed, with a few beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ka2plan.merge.diff3 import edits_between
from ka2plan.merge.text_merge import merged_text
from ka2plan.merge.three import Three
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

TOGETHER = 2
"""Words left alone between two changes up to which they are told as one."""

FEW = 3
"""Words of a passage below which those beside it are told as well; and how many of them are."""

MOST = 4
"""Passages that a sentence tells."""

LONGEST = 60
"""Characters of a passage that a sentence tells."""


class Passage(NamedTuple):
    """Words in place of others; one of the two may be empty."""

    old: str
    new: str


def passages(old: str, new: str) -> list[Passage]:
    """What was changed in a text, in its order; nothing where only blanks and line ends differ."""
    before, after = old.split(), new.split()
    found: list[list[int]] = []
    shift = 0
    for edit in edits_between(before, after):
        start = edit.first + shift
        shift += len(edit.new) - (edit.last - edit.first)
        if found and edit.first - found[-1][1] <= TOGETHER:
            found[-1][1], found[-1][3] = edit.last, start + len(edit.new)
        else:
            found.append([edit.first, edit.last, start, start + len(edit.new)])
    return [_passage(before, after, places) for places in found]


def _passage(before: list[str], after: list[str], places: Sequence[int]) -> Passage:
    first, last, start, end = places
    if (first == last or start == end) and last - first + end - start < FEW:
        first, start = max(0, first - 1), max(0, start - 1)
        last, end = last + 1, end + 1
    return Passage(" ".join(before[first:last]), " ".join(after[start:end]))


def passages_text(old: str, new: str) -> str:
    """What was changed in a text, in words; empty where only blanks and line ends differ."""
    found = passages(old, new)
    told = [_told(passage) for passage in found[:MOST]]
    if len(found) > MOST:
        more = len(found) - MOST
        told.append(ngettext("{count} place more", "{count} places more", more).format(count=more))
    return ", ".join(told)


def _told(passage: Passage) -> str:
    old, new = (visible(text, LONGEST) for text in passage)
    if not passage.old:
        return _("also “{new}”").format(new=new)
    if not passage.new:
        return _("“{old}” no longer").format(old=old)
    return _("“{new}” instead of “{old}”").format(new=new, old=old)


def contested_words(base: str | None, ours: str, theirs: str) -> Three[str]:
    """What each has where the two sides say different things, with a few words beside it; the base may be unknown."""
    if base is None:
        found = passages(ours, theirs)
        return Three("", _joined([one.old for one in found]), _joined([one.new for one in found]))
    parts = merged_text(base, ours, theirs)
    texts: list[Three[str]] = []
    for place, part in enumerate(parts):
        if part.is_clash:
            left = "".join("".join(one.merged) for one in parts[max(0, place - FEW) : place] if not one.is_clash)
            right = "".join("".join(one.merged) for one in parts[place + 1 : place + 1 + FEW] if not one.is_clash)
            texts.append(_narrowed(Three(*(f"{left}{''.join(one)}{right}".split() for one in part))))
    return Three(*(_joined([getattr(one, side) for one in texts]) for side in ("base", "ours", "theirs")))


def _narrowed(words: Three[list[str]]) -> Three[str]:
    """The words that are not the same in all three, with a few beside them."""
    first = _in_common(words)
    last = min(_in_common(words.each(lambda side: side[::-1])), min(map(len, words)) - first)
    start = max(0, first - FEW)
    return words.each(lambda side: " ".join(side[start : len(side) - max(0, last - FEW)]))


def _in_common(words: Three[list[str]]) -> int:
    """How many words all three begin with."""
    return next(
        (place for place, three in enumerate(zip(*words, strict=False)) if len(set(three)) > 1), min(map(len, words))
    )


def _joined(texts: Sequence[str]) -> str:
    return " … ".join(text for text in texts if text)
