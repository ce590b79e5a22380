"""Three-way merge of plans: data by ids and fields first, then the text that means them, each line from its side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ka2plan.errors import EditError, Ka2planError
from ka2plan.findings import Finding
from ka2plan.merge.by_lines import told_otherwise
from ka2plan.merge.clash import (
    DELETED,
    DOUBLED,
    EFFORT_UNIT,
    OURS,
    REPLACED,
    SIDES,
    THEIRS,
    Choice,
    Choices,
    Clash,
    Out,
    Renamed,
    is_entry,
)
from ka2plan.merge.common_ids import SetAside
from ka2plan.merge.composition import Composition
from ka2plan.merge.contested import Contest, free_id, unlinked
from ka2plan.merge.data_merge import DataMerge
from ka2plan.merge.meanings import Meanings
from ka2plan.merge.namings import Namings
from ka2plan.merge.new_faults import new_faults
from ka2plan.merge.pieces import Conflict, Labels, Piece, narrowed, text_of, with_markers
from ka2plan.merge.plain_values import UNKNOWN, same
from ka2plan.merge.preparation import Prepared, prepared
from ka2plan.merge.repair import repaired, with_all_comments
from ka2plan.merge.sides import Side
from ka2plan.merge.three import Three
from ka2plan.toml import Path, TomlFault, parse
from ka2plan.toml.encoding import BOM
from ka2plan.words.messages import _

Data = dict[str, Any]

Check = Callable[[Data], Sequence[Finding]]
"""Finds the faults of a plan in its data."""

NO_LABELS = Labels()


class CannotMerge(Ka2planError):
    """No text was found that means the merged data; nothing is merged."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    text: str
    """The merged text; git's markers stand round what clashes."""
    clashes: tuple[Clash, ...] = ()
    """Places at which the sides say different things, and that no choice was made for."""
    findings: tuple[Finding, ...] = ()
    """Faults of the merged plan that neither side has; none are looked for where the sides clash."""
    renames: tuple[tuple[str, str, str], ...] = ()
    """Kind, old and new id of entries that one side renamed, in the other's changes as well."""
    set_aside: tuple[SetAside, ...] = ()
    """New things of a side whose id is another thing's in the merged plan."""
    by_lines: tuple[Path, ...] = ()
    """Where git's merge of lines would be clean as well and mean other data; looked for together with findings."""


def merge_texts(
    base: str | None,
    ours: str,
    theirs: str,
    *,
    choices: Choices | None = None,
    check: Check | None = None,
    labels: Labels = NO_LABELS,
    data: Three[Data] | None = None,
    marked: Collection[Path] = (),
) -> Merged:
    """Merges two texts that come from one base; empty for none, None where it is not known.

    Args:
        base: the text that both sides began from.
        ours: one side.
        theirs: the other side.
        choices: what was chosen where the sides clash, by the clash's place.
        check: finds faults, to tell those that neither side has.
        labels: what is written behind the markers.
        data: what the texts mean, where that is known already.
        marked: entries that clash whatever the texts say.

    Raises:
        TomlFault: one of the texts is no TOML.
        CannotMerge: no text means the merged data.
    """
    texts = Three(ours if base is None else base, ours, theirs)
    sides = Three(*map(Side, texts, data or texts.each(parse)))
    if not marked and theirs in (ours, base):
        return Merged(ours)
    if not marked and base == ours:
        return Merged(theirs)
    ready = prepared(sides, choices or {}, knows_base=base is not None)
    merge = _Merge(ready, _with_both_kept(choices or {}), marked, knows_base=base is not None)
    merged = merge.merged(labels)
    if check and not merged.clashes:
        before = ready.sides.each(lambda side: side.data)
        opinion: tuple[Path, ...] = ()
        if base is not None and not choices and not marked:
            opinion = told_otherwise((base, ours, theirs), merged.text, merge.data, ready.renames)
        return replace(merged, findings=new_faults(check, merge.data, before), by_lines=opinion)
    return merged


def _with_both_kept(choices: Choices) -> Choices:
    """The choices where two things with one id are kept: each as its side has it."""
    kept: dict[Path, Choice] = {}
    for where, choice in choices.items():
        kept[where] = OURS if isinstance(choice, Renamed) else choice
        if isinstance(choice, Renamed):
            kept[where[0], choice.id] = THEIRS
    return kept


class _Merge:
    """One merge of three texts that all differ.

    Attributes:
        data: what the merged text means, with ours where the sides clash.
    """

    def __init__(self, ready: Prepared, choices: Choices, marked: Collection[Path], *, knows_base: bool) -> None:
        self.ready = ready
        self.sides = ready.sides
        self.choices = choices
        self.knows_base = knows_base
        self.contested: Mapping[Path, str] = {}
        self.following: Mapping[Path, Path] = {}
        self.data: Data = {}
        self.meanings = Meanings(self.sides.each(lambda side: side.data))
        self.contest = Contest(self.sides.each(lambda side: side.data), ready.other_things, marked)

    def merged(self, labels: Labels) -> Merged:
        variants, merge = self._contest() if self.knows_base else ([], None)
        data = variants[0] if variants else {}
        if merge is None or merge.clashes or self.choices:
            merge, data = self._data(OURS)
        out = [where for where, choice in self.choices.items() if isinstance(choice, Out)]
        self.data = data
        clashes = (*self.ready.clashes, *(self._described(clash, variants) for clash in merge.clashes.values()))
        targets = [data, *(self._data(side)[1] for side in SIDES[1:])] if clashes else [data]
        targets = [unlinked(target, out) for target in targets] if out else targets
        self.data = targets[0]
        whole: dict[Path, str | None] = {
            **{where: side for where, side in merge.decided.items() if is_entry(where)},
            **{where: None for where in merge.clashes if is_entry(where)},
        }
        pieces = self._pieces(targets, whole)
        text = with_markers(pieces, labels, with_base=self.knows_base) if clashes else text_of(pieces, OURS)
        renames = tuple((kind, old, new) for (kind, old), new in self.ready.renames.items())
        may_end_anywhere = not pieces or not isinstance(pieces[-1], Conflict)
        text = self._finished(text, may_end_anywhere=may_end_anywhere)
        return Merged(text, clashes, (), renames, self.ready.set_aside)

    def _contest(self) -> tuple[list[Data], DataMerge]:
        """Finds what clashes whatever its fields say, and gives the data merged with one side and with the other."""
        while True:
            merge, data = self._data(OURS, {})
            variants = [data, self._data(THEIRS, {})[1]] if merge.clashes else [data]
            found = self.contest.found(variants)
            following = self.contest.named_with(merge.clashes.values())
            if found.keys() <= self.contested.keys() and following.keys() <= self.following.keys():
                return variants, merge
            self.following = {**self.following, **following}
            self.contested = {**self.contested, **found}  # an entry that stays for it may name others

    def _data(self, side: str, choices: Choices | None = None) -> tuple[DataMerge, Data]:
        choices = self.choices if choices is None else choices
        merge = DataMerge(side, choices, self.contested, self.meanings, self.following)
        base = self.sides.base.data if self.knows_base else UNKNOWN
        return merge, merge.table((), base, self.sides.ours.data, self.sides.theirs.data)

    def _described(self, clash: Clash, variants: list[Data]) -> Clash:
        """The clash with the free id it needs, or with the places that name the entry in question."""
        if clash.where == EFFORT_UNIT:
            return replace(clash, used_by=self.contest.in_the_old_unit())
        if not is_entry(clash.where):
            return clash
        id = (str(clash.where[0]), str(clash.where[1]))
        sides = self.sides.each(lambda side: side.data)
        clash = replace(clash, known_as=self.ready.known_as.get(id, ""))
        if clash.kind == DOUBLED:
            ours, theirs = (self.contest.named_in(id, side) for side in (OURS, THEIRS))
            return replace(clash, suggestion=free_id(id[1], *sides), used_by=ours, used_by_theirs=theirs)
        if clash.kind == REPLACED:
            side = self.ready.other_things[id]
            return replace(
                clash,
                suggestion=free_id(id[1], *sides),
                used_by=self.contest.newly_named(id, side),
                other_in=side,
            )
        if clash.kind == DELETED and clash.where in self.contested:
            return replace(clash, used_by=self.contest.used_by(clash.where, list(map(Namings, variants))))
        return clash

    def _pieces(self, targets: list[Data], whole: dict[Path, str | None]) -> list[Piece]:
        renamed: dict[Path, tuple[str, str]] = {
            (clash.where[0], clash.ours): (clash.base, clash.theirs) for clash in self.ready.clashes
        }
        meant = [_under_ids(target, self.ready.clashes, side) for target, side in zip(targets, SIDES, strict=False)]
        try:
            pieces = Composition(
                self.sides, targets, whole, renamed, self.following, knows_base=self.knows_base
            ).pieces()
        except EditError:  # an entry cannot be rewritten in the form of one of its sides
            pieces = []
        if _mean(pieces, meant):
            return pieces
        pieces = self._pieces_the_long_way(meant)
        if not _mean(pieces, meant):
            raise CannotMerge(_("the merged plan would not say what was meant"))
        return pieces

    def _pieces_the_long_way(self, targets: list[Data]) -> list[Piece]:
        base, ours, theirs = self.sides
        try:
            texts = [with_all_comments(repaired(ours.text, target, theirs), theirs, base) for target in targets]
        except EditError as error:
            raise CannotMerge(str(error)) from error
        return narrowed(Conflict((), *texts)) if len(texts) > 1 else [*texts]

    def _finished(self, text: str, *, may_end_anywhere: bool) -> str:
        """The text with the line ends, byte order mark and last line end of the side that changed them."""
        if may_end_anywhere and not self.sides.each(lambda side: side.ends_in_line).changed:
            text = text.removesuffix("\n")
        if self.sides.each(lambda side: side.eol).changed == "\r\n":
            text = text.replace("\n", "\r\n")
        return BOM + text if self.sides.each(lambda side: side.has_bom).changed else text


def _mean(pieces: list[Piece], targets: list[Data]) -> bool:
    """Whether the text reads, with each side's lines where they clash, as what is wanted."""
    try:
        return all(same(parse(text_of(pieces, side)), target) for side, target in zip(SIDES, targets, strict=False))
    except TomlFault:
        return False


def _under_ids(target: Data, clashes: Sequence[Clash], side: str) -> Data:
    """The data with entries that both sides renamed under the id that one side has for them."""
    for clash in clashes:
        kind, new = str(clash.where[0]), clash.value(side)
        table = target.get(kind, {})
        target = {**target, kind: {new if id == clash.ours else id: entry for id, entry in table.items()}}
    return target
