"""The merge commits of a range, and the files in them that no parent has just so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ka2plan.errors import CannotRead, UsageError
from ka2plan.git.command import GitRefused
from ka2plan.git.follow import SEPARATOR, Commit, path_before
from ka2plan.git.objects import ids_of
from ka2plan.git.place import Place
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

NOT_PUSHED = "@{upstream}..HEAD"


class Merge(NamedTuple):
    """One merge commit."""

    id: str
    parents: tuple[str, ...]
    day: str
    author: str
    subject: str


def merges_in(place: Place, within: str = "") -> Iterator[Merge]:
    """The merges within a range, the newest first; without one of what is not pushed yet, or of all.

    Raises:
        UsageError: the range begins with a minus.
        GitRefused: git does not know it.
        CannotRead: the clone has not got the whole history.
    """
    if within.startswith("-"):
        raise UsageError(_("{range} is not a range of commits").format(range=visible(within)))
    if place.run("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise CannotRead(
            _("this clone has only the newest commits: fetch all (`git fetch --unshallow`, `fetch-depth: 0`) to verify")
        )
    form = SEPARATOR.join(("%H", "%P", "%as", "%an", "%s")).replace(SEPARATOR, "%x1f")
    which = within or _default(place)
    listed = place.run("log", "--merges", "--date-order", "-z", f"--format={form}", which, "--")
    for record in filter(None, listed.split(b"\0")):
        id, parents, *rest = os.fsdecode(record).split(SEPARATOR, 4)
        yield Merge(id, tuple(parents.split()), *rest)


def _default(place: Place) -> str:
    try:
        place.run("rev-parse", "--verify", "--quiet", "@{upstream}")
    except GitRefused:
        return "HEAD"
    return NOT_PUSHED


def changed_in(place: Place, merge: Merge) -> list[str]:
    """The files of a merge that differ from one of its parents."""
    return list(dict.fromkeys(path for parent in merge.parents for path in _changed(place, parent, merge.id)))


def files_in(place: Place, merge: Merge, paths: Sequence[str]) -> Iterator[Commit]:
    """Files of a merge with what each parent calls them; one that it takes out only where all parents have it."""
    commits = (merge.id, *merge.parents)
    ids = ids_of([f"{commit}:{path}" for path in paths for commit in commits], place)
    for number, path in enumerate(paths):
        now, *before = ids[number * len(commits) : (number + 1) * len(commits)]
        if now is None and None in before:
            continue
        former = (
            path if id or now is None else path_before(place, parent, merge.id, path)
            for parent, id in zip(merge.parents, before, strict=True)
        )
        yield Commit(merge.id, merge.parents, merge.author, merge.day, merge.subject, path, tuple(former))


def _changed(place: Place, parent: str, merge: str) -> list[str]:
    """The files that differ, of renamed ones the new name."""
    raw = os.fsdecode(place.run("diff-tree", "-r", "-z", "-M", "--name-status", parent, merge))
    words = iter(raw.split("\0"))
    found = []
    for how in filter(None, words):
        name = next(words)
        found.append(next(words) if how.startswith("R") else name)
    return found
