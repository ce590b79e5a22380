"""The plans about to be committed, as git's index has them, with what they were before."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import NamedTuple

from ka2plan.git import GitRefused, Place
from ka2plan.git.attributes import values_of
from ka2plan.git.follow import path_before_index
from ka2plan.git.objects import contents_of

MERGING = "GITHEAD_"
"""Begins the variables by which `git merge` tells its hooks what it merges."""

BROUGHT_BY = ("CHERRY_PICK_HEAD", "REBASE_HEAD")
"""Commits that are done again: whoever made them was asked then."""

SINCE = "PRE_COMMIT_FROM_REF"
"""The variable by which pre-commit's own program names the commit to compare with, instead of the last one."""


class Staged(NamedTuple):
    """One plan of the next commit."""

    path: str
    content: bytes
    former: tuple[bytes, ...]
    """What it was in each commit before that had it."""
    is_changed: bool
    """Whether the commit changes it."""


class NextCommit:
    """What is about to be committed.

    Attributes:
        parents: the commits that it comes after.
        known: those, and the ones that are done again by it.
        paths: the files that it changes, from the top.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        since = os.environ.get(SINCE, "")
        self.parents = self._commits(since) if since else [*self._commits("HEAD"), *self._merged()]
        self.known = [*self.parents, *self._commits(*BROUGHT_BY)]
        against = self.parents[:1]
        words = ("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT", "--no-renames", *against)
        self.paths = [os.fsdecode(path) for path in place.run(*words).split(b"\0") if path]

    @property
    def is_merge(self) -> bool:
        """Whether it joins several commits."""
        return len(self.parents) > 1

    def plans(self, named: Collection[str] = ()) -> list[str]:
        """The files that it changes and git's attributes mark as plans; of those named all."""
        marks = values_of(self.place, "merge", self.paths)
        changed = [path for path in self.paths if marks.get(path) == "ka2plan"]
        return list(named) or changed

    def staged(self, path: str) -> Staged | None:
        """A plan as it is to be committed; None where it is not."""
        former = [f"{commit}:{path_before_index(self.place, commit, path)}" for commit in self.known]
        content, *before = contents_of([f":0:{path}", *former], self.place)
        if content is None:
            return None
        there = tuple(data for data in before if data is not None)
        return Staged(path, content, there, path in self.paths)

    def _merged(self) -> list[str]:
        told = [name.removeprefix(MERGING) for name in os.environ if name.startswith(MERGING)]
        try:
            path = os.fsdecode(self.place.run("rev-parse", "--git-path", "MERGE_HEAD")).removesuffix("\n")
            with open(os.path.join(self.place.folder, path), encoding="ascii", errors="replace") as file:
                return self._commits(*file.read().split())
        except OSError:
            return self._commits(*told)

    def _commits(self, *names: str) -> list[str]:
        """The ids of those of the names that name a commit."""
        found = []
        for name in names:
            try:
                asked = f"{name}^{{commit}}"
                found.append(self.place.run("rev-parse", "--verify", "--quiet", asked).decode().strip())
            except GitRefused:
                continue
        return found
