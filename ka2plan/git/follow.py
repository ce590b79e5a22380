"""A file through the history: by the path that it had at each commit, along every line of descent by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from ka2plan.git.command import GitRefused
from ka2plan.git.objects import ids_of, refuse_unfetched
from ka2plan.git.place import Place

HEAD = "HEAD"

SEPARATOR = "\x1f"

RENAMED, TURNED_TO_LINK = "R", "T"


class Commit(NamedTuple):
    """A commit that touched the plan."""

    id: str
    parents: tuple[str, ...]
    author: str
    day: str
    """ISO date of the author's day."""
    subject: str
    path: str
    """The plan's path at that commit, from the top of the repository."""
    former_paths: tuple[str, ...]
    """Its path at each of the parents."""


def commits_touching(place: Place, path: str, limit: int | None = None) -> Iterator[Commit]:
    """The commits that touched a file, the newest first.

    Of merges only those whose file is none of the merged ones.

    :raises GitRefused: no repository, or no commit yet.
    """
    count = 0
    for commit, is_touched in _Walk(place, path, HEAD).steps():
        if is_touched and (limit is None or count < limit):
            count += 1
            yield commit


def path_at(place: Place, revision: str, path: str, start: str = HEAD) -> str:
    """The path that a file has at another commit.

    Args:
        place: where git is run.
        revision: the id of that commit, whether it came before, after or beside.
        path: the path of the file at ``start``.
        start: where its path is known.
    """
    if revision == start:
        return path
    bases = _text(place, "merge-base", start, revision).split()
    if not bases:
        return path
    path = _Walk(place, path, start, f"^{bases[0]}").path_at(bases[0])
    there = ids_of([f"{revision}:{path}"], place)
    if there[0] or bases[0] == revision:
        return path
    return next((new for _how, old, new in _moves(place, bases[0], revision) if old == path), path)


def path_at_head(place: Place, path: str) -> str:
    """The path at the last commit of a file of the work tree, which may just have been moved."""
    return path_before_index(place, HEAD, path)


def path_before(place: Place, commit: str, later: str, path: str) -> str:
    """The path at a commit of a file that a later one has by another name; the same where it is new."""
    return next((old for _how, old, new in _moves(place, commit, later) if new == path), path)


def path_before_index(place: Place, commit: str, path: str) -> str:
    """The path at a commit of a file that the index has."""
    if ids_of([f"{commit}:{path}"], place)[0]:
        return path
    staged = _text(place, "diff", "--cached", "--raw", "-z", "-C", commit)
    return next((old for _how, old, new in _moves_in(staged) if new == path), path)


class _Walk:
    """From a commit towards its ancestors, each commit after all that come of it.

    Attributes:
        paths: the file's path at each commit that was met.
    """

    def __init__(self, place: Place, path: str, *revisions: str) -> None:
        self.place = place
        form = SEPARATOR.join(("%H", "%P", "%as", "%an", "%s")).replace(SEPARATOR, "%x1f")
        listed = place.run("log", "--date-order", "-z", f"--format={form}", *revisions, "--")
        records = (os.fsdecode(record) for record in listed.split(b"\0") if record)
        self.commits = [record.split(SEPARATOR, 4) for record in records]
        self.ids: dict[str, dict[str, str | None]] = {}
        self.paths = {self.commits[0][0]: path} if self.commits else {}
        self.start = path

    def path_at(self, commit: str) -> str:
        """The path at a commit that the walk ends at."""
        for _step in self.steps():
            pass
        return self.paths.get(commit, self.start)

    def steps(self) -> Iterator[tuple[Commit, bool]]:
        """Every commit with the file's path, and whether it touched the file."""
        for id, parents, day, author, subject in self.commits:
            path = self.paths.get(id, self.start)
            before = tuple(self._path_before(id, path, parent) for parent in parents.split())
            commit = Commit(id, tuple(parents.split()), author, day, subject, path, before)
            yield commit, self._is_touched(commit)

    def _path_before(self, id: str, path: str, parent: str) -> str:
        """The path at a parent, which is remembered; another one only where the parent lacks the file."""
        former = path
        if self._id(id, path) and not self._id(parent, path):
            refuse_unfetched(self.place, f"{parent}:{path}")
            former = path_before(self.place, parent, id, path)
        if not self._id(parent, self.paths.setdefault(parent, former)):
            self.paths[parent] = former
        return former

    def _is_touched(self, commit: Commit) -> bool:
        now = (commit.path, self._id(commit.id, commit.path))
        if not commit.parents:
            return now[1] is not None
        pairs = zip(commit.parents, commit.former_paths, strict=True)
        return all((path, self._id(parent, path)) != now for parent, path in pairs)

    def _id(self, commit: str, path: str) -> str | None:
        """What git calls the file's content at a commit; asked for all commits at once."""
        ids = self.ids.setdefault(path, {})
        if commit not in ids:
            wanted = [id for id in self._all() if id not in ids]
            ids.update(zip(wanted, ids_of([f"{id}:{path}" for id in wanted], self.place), strict=True))
        return ids[commit]

    def _all(self) -> dict[str, None]:
        """Every commit of the walk, and the parents at which it ends."""
        listed = (id for id, parents, *_rest in self.commits for id in (id, *parents.split()))
        return dict.fromkeys(listed)


def _moves(place: Place, old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """Files that have another path in one commit than in another: how, the old path, the new one."""
    yield from _moves_in(_text(place, "diff-tree", "-r", "-z", "--raw", "-C", old, new))


def _moves_in(raw: str) -> Iterator[tuple[str, str, str]]:
    """Renamed files, and those that left a link to them where they were; a file that is still there was not moved."""
    links: set[str] = set()
    copies: list[tuple[str, str, str]] = []
    words = iter(raw.split("\0"))
    for word in words:
        how = word.split(" ")[-1][:1]
        if how in (RENAMED, "C"):
            copies.append((how, next(words), next(words)))
        elif how:
            links |= {next(words)} if how == TURNED_TO_LINK else {next(words)} & links
    yield from (copy for copy in copies if copy[0] == RENAMED or copy[1] in links)


def _text(place: Place, *words: str) -> str:
    """What git prints; nothing where it refuses."""
    try:
        return os.fsdecode(place.run(*words))
    except GitRefused:
        return ""
