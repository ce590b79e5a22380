"""The merged text: the parts of both sides in merged order, the blank lines between them as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ka2plan.merge.block_text import BlockText, Renamed, Target, Trio, one_of
from ka2plan.merge.clash import SIDES
from ka2plan.merge.entry_units import Unit, units_of
from ka2plan.merge.order import merged_order
from ka2plan.merge.pieces import Conflict, Piece
from ka2plan.merge.plain_values import ABSENT
from ka2plan.merge.sides import Part, PartId, Rank, Side, entry_path, is_container
from ka2plan.merge.three import Three
from ka2plan.toml import Path
from ka2plan.toml.scan import LOOSE


class Composition:
    """One composing of a merged text.

    Args:
        sides: base, ours, theirs; a base that is not known is a skeleton of what both have.
        targets: the data to be meant: one, or three where the sides clash, for ours, base and theirs.
        whole: entries that clash as a whole, or of which one side was chosen.
        renamed: entries that both sides renamed, with the base's id and theirs.
        chosen: places whose value a side was chosen for, or is to be, whoever changed it.
        knows_base: whether the base is more than a skeleton.
    """

    def __init__(
        self,
        sides: Three[Side],
        targets: Sequence[Target],
        whole: dict[Path, str | None],
        renamed: Renamed,
        chosen: Collection[Path] = (),
        *,
        knows_base: bool = True,
    ) -> None:
        self.sides = sides
        self.knows_base = knows_base
        self._trios: dict[PartId, Trio] = {}
        self.blocks = BlockText(sides, targets, renamed)
        self.units = units_of(sides, targets, whole)
        self.line_by_line = {path[:length] for path in chosen for length in range(1, len(path))}
        self.usual_gaps = sides.each(_usual_gap)

    def pieces(self) -> list[Piece]:
        """The merged text, with conflicts where the targets differ."""
        result: list[Piece] = []
        previous: PartId | None = None
        whole = False
        emitted: set[Path] = set()
        for id in self._order():
            unit = self._unit(one_of(self._trio(id)))
            if unit and unit.path in emitted:
                continue
            found = unit.pieces if unit else self._pieces(id)
            if not any(found) and id != self.sides.base.ids[0]:
                continue
            if unit:
                emitted.add(unit.path)
            if previous:
                _append_gap(result, self._gap(previous, id) or _parting(result), behind_whole=whole)
            result.extend(found)
            previous, whole = unit.last if unit else id, len(found) == 1
        _append_gap(result, self._gap_at_end(), behind_whole=whole)
        return [piece for piece in result if piece != ""]

    def _trio(self, id: PartId) -> Trio:
        found = self._trios.get(id)
        if found is None:
            base, ours, theirs = self.sides
            found = self._trios[id] = Three(base.parts.get(id), ours.parts.get(id), theirs.parts.get(id))
        return found

    def _order(self) -> list[PartId]:
        kept = {id for side in self.sides for id in side.ids if self._stays(id)}
        return merged_order(self.sides.each(lambda side: side.ids), kept, self._rank)

    def _rank(self, id: PartId) -> Rank:
        """What a part is sorted by: as ours or theirs has it, the lower one; as the base where only that has it."""
        base, ours, theirs = self.sides
        ranks = [side.rank(id) for side in (ours, theirs) if id in side.parts]
        return min(ranks) if ranks else base.rank(id)

    def _stays(self, id: PartId) -> bool:
        """Whether a part may be kept: what both have, what a side added, and what the merged data still have."""
        base, ours, theirs = self._trio(id)
        if (ours and theirs) or not base:
            return True
        present, other = (ours, self.sides.theirs) if ours else (theirs, self.sides.ours)
        if present is None:
            return False
        if self._unit(present):
            return True
        if id[0] == LOOSE:
            return False
        stands_elsewhere = other.value(present.path) is not ABSENT
        return not stands_elsewhere or present.core != base.core

    def _unit(self, part: Part) -> Unit | None:
        """The entry that the part belongs to, where it goes as a whole."""
        return None if is_container(part.path) else self.units.get(entry_path(part.path))

    def _pieces(self, id: PartId) -> list[Piece]:
        base, ours, theirs = trio = self._trio(id)
        if ours and theirs and not self.blocks.is_renamed(trio) and one_of(trio).path not in self.line_by_line:
            if ours.core == theirs.core:
                return [ours.core]
            if base and self.knows_base and base.core in (ours.core, theirs.core):
                return [theirs.core if base.core == ours.core else ours.core]
        return self.blocks.pieces(trio)

    def _gap(self, one: PartId, other: PartId) -> str:
        """The blank lines between two parts: as a side has them there, else as they usually are."""
        pair = (one, other)
        found = self.sides.each(lambda side: side.gaps.get(pair))
        if found.ours is not None and found.theirs is not None:
            return str(found.changed)
        if found.ours is not None or found.theirs is not None:
            following = one_of(self._trio(other))
            is_new = found.base is None and following.is_table and not following.above
            return self._as_usual(found) if is_new else one_of(found)
        part = one_of(self._trio(one))
        return part.gap if part.gap and part.is_table else self.usual_gaps.changed

    def _as_usual(self, found: Three[str | None]) -> str:
        """The blank lines of the one side that has some there; in place of usual ones what the other has everywhere."""
        gap, usual = one_of(found), self.usual_gaps
        of_side = usual.theirs if found.ours is None else usual.ours
        return usual.changed if self.knows_base and gap == of_side == usual.base else gap

    def _gap_at_end(self) -> str:
        return self.sides.each(_last_gap).changed


def _append_gap(pieces: list[Piece], gap: str, *, behind_whole: bool) -> None:
    """Adds blank lines; behind a block that clashes as a whole they belong to what each side has there."""
    last = pieces[-1] if pieces else ""
    if behind_whole and isinstance(last, Conflict):
        pieces[-1] = last.followed_by(gap)
    else:
        pieces.append(gap)


def _parting(pieces: list[Piece]) -> str:
    """A blank line behind a comment at the end of a block, which would stand at the next block without it."""
    last = pieces[-1] if pieces else ""
    texts = [last.text(side) for side in SIDES] if isinstance(last, Conflict) else [last]
    return "\n" if any(text.rstrip("\n").rpartition("\n")[2].lstrip().startswith("#") for text in texts) else ""


def _last_gap(side: Side) -> str:
    return side.parts[side.ids[-1]].gap


def _usual_gap(side: Side) -> str:
    gaps = Counter(part.gap for part in _between(side))
    return gaps.most_common(1)[0][0] if gaps else "\n"


def _between(side: Side) -> Iterator[Part]:
    for id in side.ids[1:-1]:
        yield side.parts[id]
