"""The merge commits of a range, and the files in them that no parent has just so."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
        raise UsageError(_("{range} is no range of commits").format(range=visible(within)))
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


def changed_in(place: Place, merge: Merge) -> Iterator[Commit]:
    """The files of a merge that differ from one of its parents; those that it alone takes out too."""
    listed = [_changed(place, parent, merge.id) for parent in merge.parents]
    for path in dict.fromkeys(path for files in listed for path in files):
        there = ids_of([f"{commit}:{path}" for commit in (merge.id, *merge.parents)], place)
        if there[0] is None and None in there[1:]:
            continue
        former = (
            path if id or there[0] is None else path_before(place, parent, merge.id, path)
            for parent, id in zip(merge.parents, there[1:], strict=True)
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
