"""Three-way merge of plans: data by ids and fields first, then the text that means them, each line from its side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ka2plan.collaboration.clash import BASE, OURS, SIDES, THEIRS, Choices, Clash, is_entry
from ka2plan.collaboration.composition import Composition
from ka2plan.collaboration.data_merge import DataMerge
from ka2plan.collaboration.pieces import Labels, Piece, text_of, with_markers
from ka2plan.collaboration.sides import Side
from ka2plan.collaboration.values import UNKNOWN, same
from ka2plan.errors import Ka2planError
from ka2plan.findings import Finding
from ka2plan.source import Path, TomlFault, parse
from ka2plan.source.decoding import BOM

Data = dict[str, Any]

Check = Callable[[Data], Sequence[Finding]]
"""Finds the faults of a plan in its data."""


class CannotMerge(Ka2planError):
    """No text was found that means the merged data; nothing is merged."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    text: str
    """The merged text; git's markers stand round what clashes."""
    clashes: tuple[Clash, ...] = ()
    """Places at which the sides say different things, in the order of the data."""
    findings: tuple[Finding, ...] = ()
    """Faults of the merged plan that neither side has; none are looked for where the sides clash."""


def merge_texts(
    base: str | None,
    ours: str,
    theirs: str,
    *,
    choices: Choices | None = None,
    check: Check | None = None,
    labels: Labels = Labels(),
) -> Merged:
    """Merges two texts that come from one base; empty for none, None where it is not known.

    Args:
        base: the text that both sides began from.
        ours: one side.
        theirs: the other side.
        choices: what was chosen where the sides clash, by the clash's place.
        check: finds faults, to tell those that neither side has.
        labels: what is written behind the markers.

    Raises:
        TomlFault: one of the texts is no TOML.
        CannotMerge: no text means the merged data.
    """
    sides = tuple(Side(text) for text in (ours if base is None else base, ours, theirs))
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    return _Merge(sides, choices or {}, knows_base=base is not None).merged(check, labels)


class _Merge:
    """One merge of three texts that all differ."""

    def __init__(self, sides: Sequence[Side], choices: Choices, *, knows_base: bool) -> None:
        self.base, self.ours, self.theirs = sides
        self.choices = choices
        self.knows_base = knows_base

    def merged(self, check: Check | None, labels: Labels) -> Merged:
        merges = {side: DataMerge(side, self.choices) for side in SIDES}
        data = {side: self._data(merge) for side, merge in merges.items()}
        clashes = tuple(merges[OURS].clashes.values())
        targets = [data[side] for side in (SIDES if clashes else (OURS,))]
        decided = merges[OURS].decided
        whole: dict[Path, str | None] = {
            **{where: side for where, side in decided.items() if is_entry(where)},
            **{clash.where: None for clash in clashes if is_entry(clash.where)},
        }
        pieces = self._pieces(targets, whole)
        if clashes:
            return Merged(self._finished(with_markers(pieces, labels, with_base=self.knows_base)), clashes)
        return Merged(self._finished(text_of(pieces, OURS)), (), ())

    def _data(self, merge: DataMerge) -> Data:
        base = self.base.data if self.knows_base else UNKNOWN
        return merge.table((), base, self.ours.data, self.theirs.data)

    def _pieces(self, targets: list[Data], whole: dict[Path, str | None]) -> list[Piece]:
        sides = (self.base, self.ours, self.theirs)
        pieces = Composition(sides, targets, whole, knows_base=self.knows_base).pieces()
        if self._mean(pieces, targets):
            return pieces
        raise CannotMerge("".join(map(str, pieces)))

    def _mean(self, pieces: list[Piece], targets: list[Data]) -> bool:
        """Whether the text reads, with each side's lines where they clash, as what is wanted."""
        try:
            return all(
                same(parse(text_of(pieces, side)), target) for side, target in zip(SIDES, targets, strict=False)
            )
        except TomlFault:
            return False

    def _finished(self, text: str) -> str:
        """The text with the line ends, byte order mark and last line end of the side that changed them."""
        eol, has_bom, ends_in_line = (
            _changed([getattr(side, name) for side in (self.base, self.ours, self.theirs)])
            for name in ("eol", "has_bom", "ends_in_line")
        )
        if not ends_in_line:
            text = text.removesuffix("\n")
        if eol == "\r\n":
            text = text.replace("\n", "\r\n")
        return BOM + text if has_bom else text


def _changed(values: list[Any]) -> Any:
    base, ours, theirs = values
    return theirs if ours == base else ours


__all__ = ["BASE", "OURS", "THEIRS", "CannotMerge", "Check", "Merged", "merge_texts"]
