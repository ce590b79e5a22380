"""The merged text in pieces: what is agreed, and what clashes with what each side has there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ka2plan.merge.clash import BASE, OURS, SIDES, THEIRS
from ka2plan.merge.diff3 import aligned
from ka2plan.toml import Path


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whole lines in place of which the sides have others; an empty text where a side has nothing."""

    where: Path
    ours: str
    base: str
    theirs: str

    def text(self, side: str) -> str:
        """What a side has."""
        return {OURS: self.ours, BASE: self.base, THEIRS: self.theirs}[side]

    def followed_by(self, gap: str) -> Conflict:
        """The same with blank lines behind what each side has."""
        return Conflict(self.where, *(self.text(side) + gap if self.text(side) else "" for side in SIDES))


Piece = str | Conflict


@dataclass(frozen=True, slots=True)
class Labels:
    """What the sides are called behind git's markers, and how long the markers are."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7


def piece_of(where: Path, texts: tuple[str, ...]) -> Piece:
    """One text where all targets have the same, else the conflict of the three (ours, base, theirs)."""
    return texts[0] if len(set(texts)) == 1 else Conflict(where, *texts)


def text_of(pieces: Iterable[Piece], side: str) -> str:
    """The whole text with what one side has where they clash."""
    return "".join(piece.text(side) if isinstance(piece, Conflict) else piece for piece in pieces)


def with_markers(pieces: Iterable[Piece], labels: Labels, *, with_base: bool = True) -> str:
    """The whole text with git's markers round what clashes."""
    return "".join(
        "".join(_marked(piece, labels, with_base=with_base)) if isinstance(piece, Conflict) else piece
        for piece in pieces
    )


def _marked(conflict: Conflict, labels: Labels, *, with_base: bool) -> Iterator[str]:
    yield f"{'<' * labels.size} {labels.ours}\n{conflict.ours}"
    if with_base:
        yield f"{'|' * labels.size} {labels.base}\n{conflict.base}"
    yield f"{'=' * labels.size}\n{conflict.theirs}{'>' * labels.size} {labels.theirs}\n"


def narrowed(conflict: Conflict) -> list[Piece]:
    """The conflict round the lines only that are not the same in all three."""
    sides = (conflict.text(side).splitlines(keepends=True) for side in (BASE, OURS, THEIRS))
    pieces: list[Piece] = []
    for stretch in aligned(*sides):
        base, ours, theirs = ("".join(part) for part in stretch)
        pieces.append(piece_of(conflict.where, (ours, base, theirs)))
    return pieces
