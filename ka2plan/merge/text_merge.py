"""Three-way merge of texts: by lines, within them by sentences, within those by words that lie apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ka2plan.merge.clash import SIDES
from ka2plan.merge.diff3 import Stretch, aligned
from ka2plan.merge.three import Three

APART = 2
"""Words that both sides have left alone between what they changed in one sentence."""

_SENTENCES = re.compile(r"(?<=[.!?;:])(\s+)")
_WORDS = re.compile(r"(\s+)")

Part = Stretch[str]

Split = Callable[[str], list[str]]

FEWEST_WORDS = 12
"""Words from which a text of one sentence is more than a name."""


def merged_text(base: str, ours: str, theirs: str) -> list[Part]:
    """The text in stretches; where one is a clash both sides changed the same words, or words too near each other."""
    return _by(_lines, Three(base, ours, theirs), (_sentences, _words))


def text_of_side(parts: Sequence[Part], side: str) -> str:
    """The merged text, with what one side has where the sides clash."""
    return "".join(piece for part in parts for piece in part.side(side))


def is_prose(*texts: str) -> bool:
    """Whether texts are long enough for both sides to change something in them without meaning the same words."""
    return all("\n" in text or len(_SENTENCES.split(text)) > 1 or len(text.split()) > FEWEST_WORDS for text in texts)


def _by(split: Split, texts: Three[str], finer: tuple[Split, ...]) -> list[Part]:
    stretches = list(aligned(*texts.each(split)))
    if split is _lines:
        stretches = list(_with_line_ends(stretches))
    whole = [Stretch(*((text,) for text in texts))]
    if split is _words and _too_near(stretches):
        return whole
    parts: list[Part] = []
    for stretch in stretches:
        joined = Three(*("".join(part) for part in stretch))
        if stretch.is_clash and finer and all(joined):
            parts += _by(finer[0], joined, finer[1:])
        else:
            parts.append(stretch)
    return whole if split is not _lines and any(_glued(parts, side) for side in SIDES) else parts


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _with_line_ends(stretches: Sequence[Part]) -> Iterator[Part]:
    """The stretches with a line end behind a side's last line where the merged text goes on behind it."""
    last = max((place for place, stretch in enumerate(stretches) if any(stretch)), default=0)
    for place, stretch in enumerate(stretches):
        yield Stretch(*map(_ended, stretch)) if place < last else stretch


def _ended(lines: tuple[str, ...]) -> tuple[str, ...]:
    return (*lines[:-1], f"{lines[-1]}\n") if lines and not lines[-1].endswith("\n") else lines


def _glued(parts: Sequence[Part], side: str) -> bool:
    """Whether what one side wrote and what the other wrote would stand together without a blank between."""
    before = ""
    for text in filter(None, ("".join(part.side(side)) for part in parts)):
        if before and not before[-1].isspace() and not text[0].isspace():
            return True
        before = text
    return False


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCES.split(text) if part]


def _words(text: str) -> list[str]:
    return [part for part in _WORDS.split(text) if part]


def _too_near(stretches: Sequence[Part]) -> bool:
    """Whether the sides' changes have fewer than APART words between them that both left alone."""
    last, words = "", APART
    for stretch in stretches:
        if stretch.is_clash:
            return True
        if stretch.base == stretch.ours == stretch.theirs:
            words += sum(not part.isspace() for part in stretch.base)
            continue
        side = "both" if stretch.ours == stretch.theirs else "theirs" if stretch.ours == stretch.base else "ours"
        if last and side != last and words < APART:
            return True
        last, words = side, 0
    return False
