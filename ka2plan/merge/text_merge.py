"""Three-way merge of texts: by lines, within them by sentences, within those by words that lie apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

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
    return list(_by(_lines, Three(base, ours, theirs), (_sentences, _words)))


def text_of_side(parts: Sequence[Part], side: str) -> str:
    """The merged text, with what one side has where the sides clash."""
    return "".join(piece for part in parts for piece in part.side(side))


def is_prose(*texts: str) -> bool:
    """Whether texts are long enough for both sides to change something in them without meaning the same words."""
    return all("\n" in text or len(_SENTENCES.split(text)) > 1 or len(text.split()) > FEWEST_WORDS for text in texts)


def _by(split: Split, texts: Three[str], finer: tuple[Split, ...]) -> Iterator[Part]:
    stretches = list(aligned(*texts.each(split)))
    if split is _words and _too_near(stretches):
        yield Stretch(*((text,) for text in texts))
        return
    for stretch in stretches:
        whole = Three(*("".join(part) for part in stretch))
        if stretch.is_clash and finer and all(whole):
            yield from _by(finer[0], whole, finer[1:])
        else:
            yield stretch


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


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
