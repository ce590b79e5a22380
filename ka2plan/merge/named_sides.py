"""What the sides of a merge are called: at git's markers, and in sentences."""

from __future__ import annotations

from typing import NamedTuple

from ka2plan.merge.clash import OURS, SIDES
from ka2plan.merge.pieces import Labels
from ka2plan.words.messages import _


class NamedSides(NamedTuple):
    """Names of branches or commits; empty where none is known."""

    ours: str = ""
    base: str = ""
    theirs: str = ""

    def labels(self, size: int) -> Labels:
        """What stands behind the markers: the words that git's own commands know, with the names."""
        ours, base, theirs = (f"{word} ({name})" if name else word for word, name in zip(SIDES, self, strict=True))
        return Labels(ours, base, theirs, size)

    def said(self, side: str) -> str:
        """One of the two sides in a sentence."""
        if side == OURS:
            return _("ours ({name})").format(name=self.ours) if self.ours else _("ours")
        return _("theirs ({name})").format(name=self.theirs) if self.theirs else _("theirs")

    @classmethod
    def behind(cls, labels: Labels) -> NamedSides:
        """The names that stand behind markers, ours or those of git itself, which has no word before a name."""
        return cls(
            *(
                _name_in(label, word)
                for label, word in zip((labels.ours, labels.base, labels.theirs), SIDES, strict=True)
            )
        )


def _name_in(label: str, word: str) -> str:
    name = label.removeprefix(f"{word} (")
    return "" if label == word else name if name == label else name.removesuffix(")")


UNNAMED = NamedSides()
