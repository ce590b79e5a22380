"""What merging the parents of a commit gives: what a merge commit is held against."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ka2plan.findings import Finding
from ka2plan.git import GitRefused, Place
from ka2plan.git.follow import Commit, path_at
from ka2plan.git.objects import contents_of
from ka2plan.merge.clash import OURS, Clash
from ka2plan.merge.conflicts import base_of
from ka2plan.merge.three_way import Check, merge_texts
from ka2plan.toml import Path, decode


class Joined(NamedTuple):
    """A plan as merging gives it."""

    text: str
    clashes: tuple[Path, ...] = ()
    """Places at which somebody had to choose."""
    findings: tuple[Finding, ...] = ()
    """Faults that only the merge makes, where they were asked for and nothing clashes."""


def ours(_clash: Clash) -> str:
    """The first parent's side, whatever clashes."""
    return OURS


def joined(commit: Commit, place: Place, choose: Callable[[Clash], str] = ours, check: Check | None = None) -> Joined:
    """Merges what the parents of a commit have, one after the other, as git does.

    Args:
        commit: a merge.
        place: where git is run.
        choose: the side to take where the sides clash.
        check: finds faults.

    Raises:
        GitRefused: git cannot tell what the parents have.
        TomlFault: one of the texts is no TOML.
        CannotMerge: no text means the merged data.
    """
    sides = list(zip(commit.parents, commit.former_paths, strict=True))
    found = contents_of([f"{parent}:{path}" for parent, path in sides], place)
    texts = [(side, decode(data)) for side, data in zip(sides, found, strict=True) if data is not None]
    if not texts:
        return Joined("")
    (first, text), *others = texts
    before, whole = [first], Joined(text)
    for side, theirs in others:
        base = _base(place, side, before)
        merged = merge_texts(base, whole.text, theirs, check=check)
        places = tuple(clash.where for clash in merged.clashes)
        if merged.clashes:
            choices = {clash.where: choose(clash) for clash in merged.clashes}
            merged = merge_texts(base, whole.text, theirs, choices=choices)
        whole = Joined(merged.text, (*whole.clashes, *places), merged.findings)
        before.append(side)
    return whole


def _base(place: Place, side: tuple[str, str], others: list[tuple[str, str]]) -> str:
    """What a side and others began from; of several such commits what merging them gives, empty where there is none."""
    try:
        listed = place.run("merge-base", "--all", side[0], *(commit for commit, _path in others))
    except GitRefused:
        return ""
    bases = [(base, _path_at_base(place, base, side, others[0])) for base in listed.decode().split()]
    (_first, text), *more = [(base, _text(place, *base)) for base in bases]
    for number, (base, theirs) in enumerate(more, 1):
        text = base_of(merge_texts(_base(place, base, bases[:number]), text, theirs).text)
    return text


def _path_at_base(place: Place, base: str, *sides: tuple[str, str]) -> str:
    """The path of the plan at a base: one that a side has, if the base has that too."""
    paths = list(dict.fromkeys(path for _commit, path in sides))
    found = contents_of([f"{base}:{path}" for path in paths], place)
    there = [path for path, data in zip(paths, found, strict=True) if data is not None]
    return there[0] if there else path_at(place, base, sides[0][1], sides[0][0])


def _text(place: Place, commit: str, path: str) -> str:
    [data] = contents_of([f"{commit}:{path}"], place)
    return decode(data or b"")
