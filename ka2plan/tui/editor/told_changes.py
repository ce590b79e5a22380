"""The differences of two texts of a plan, in the plan's own terms."""

from __future__ import annotations

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple


class ToldChange(NamedTuple):
    """A change in a sentence."""

    sentence: str
    path: Path | None
    """The entry that changed; None for what changes mean for work and money."""


def told_changes(saved: str, text: str) -> list[ToldChange]:
    """The differences of two texts of a plan in sentences.

    :raises TomlFault: one of them is no TOML.
    """
    from ka2plan.changes.change_words import ChangeWords
    from ka2plan.changes.comparison import Comparison
    from ka2plan.changes.effect_words import effect_sentences

    comparison = Comparison(saved, text)
    told = [ToldChange(sentence, path) for path, sentence in ChangeWords(comparison).sentences().items()]
    return told + [ToldChange(sentence, None) for sentence in effect_sentences(comparison)]
