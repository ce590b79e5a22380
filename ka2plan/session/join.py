"""What two people made of one text, to be joined: by ids and fields, and where they clash by choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ka2plan.errors import Ka2planError
from ka2plan.merge.clash import OURS, THEIRS, Choices, Clash
from ka2plan.merge.three_way import CannotMerge, Merged, merge_texts
from ka2plan.session.open_file import OpenFile
from ka2plan.toml import TomlFault
from ka2plan.words.messages import _

NO_CHOICES: Choices = {}


class CannotJoin(Ka2planError):
    """One of the texts is no plan, or no text means what both say: nothing was joined."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Joining:
    """Two texts that come from one base."""

    base: str
    ours: str
    theirs: str
    merged: Merged
    """What comes of the two without any choice."""

    @classmethod
    def of(cls, base: str, ours: str, theirs: str) -> Joining:
        """Merges them.

        :raises CannotJoin: one of them is no TOML, or no text means what both say.
        """
        return cls(base, ours, theirs, _merged(base, ours, theirs, NO_CHOICES))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Where the two say different things."""
        return self.merged.clashes

    def text(self, choices: Choices) -> str:
        """The text with what was chosen.

        :raises CannotJoin: a choice is missing, or no text means what was chosen.
        """
        if not self.clashes:
            return self.merged.text
        merged = _merged(self.base, self.ours, self.theirs, choices)
        if merged.clashes:
            raise CannotJoin(_("something is not chosen yet"))
        return merged.text

    def text_of_side(self, side: str) -> str:
        """The text with what ``ours`` or ``theirs`` says wherever they clash."""
        choices = dict.fromkeys((clash.where for clash in self.clashes), side)
        while more := _merged(self.base, self.ours, self.theirs, choices).clashes:
            choices.update(dict.fromkeys((clash.where for clash in more), side))
        return self.text(choices)

    def came_in(self) -> tuple[str, ...]:
        """What the other side did, in sentences in the plan's own terms, one for each entry."""
        from ka2plan.changes.change_words import ChangeWords
        from ka2plan.changes.comparison import Comparison

        comparison = Comparison(self.base, self.theirs)
        if comparison.only_layout:
            return (_("comments or layout, and nothing else"),)
        return tuple(ChangeWords(comparison).sentences().values())


@dataclass(frozen=True, slots=True)
class Arrival:
    """What somebody else wrote to the plan's file since it was read, held against the plan as it is here."""

    file: OpenFile
    joining: Joining


def carried_over(base: str, theirs: str) -> Callable[[str], str]:
    """What turns an older text of ours into the same with their changes; where the two clash, theirs stands."""
    return lambda text: Joining.of(base, text, theirs).text_of_side(THEIRS)


def _merged(base: str, ours: str, theirs: str, choices: Choices) -> Merged:
    try:
        return merge_texts(base, ours, theirs, choices=choices)
    except TomlFault as fault:
        sentence = _("it cannot be read as a plan now: {fault} (line {line})")
        raise CannotJoin(sentence.format(fault=fault.message, line=fault.line)) from None
    except CannotMerge as error:
        raise CannotJoin(str(error)) from error


__all__ = ["OURS", "THEIRS", "Arrival", "CannotJoin", "Choices", "Clash", "Joining", "carried_over"]
