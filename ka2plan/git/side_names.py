"""Who is who in a merge that git runs: what the two sides and their base are called in the repository.

git tells from 2.44 on. An older one leaves traces, different ones in each command, and old traces stay about: a name is
given only where what it stands for has the very content that is merged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ka2plan.git.command import GitRefused
from ka2plan.git.place import Place, place_of
from ka2plan.words.visible import visible

USUAL_MARKERS = 7
"""Length of git's markers where no attribute says another."""

DEEPER = 2
"""By how much markers are longer where git merges the bases of a merge with each other."""

LONGEST = 60
"""Characters of a commit's subject that a name has."""

HEAD = "HEAD"

NO_BASE = "there was none"

MERGED_BASES = "merged common ancestors"

OF_STASH = "stashed changes"


class SideNames(NamedTuple):
    """A name for each side; empty where none is known."""

    ours: str = ""
    base: str = ""
    theirs: str = ""


class Contents(NamedTuple):
    """What git calls the contents that are merged."""

    base: str
    ours: str
    theirs: str


def is_inner_merge(size: int, ours: str, path: str) -> bool:
    """Whether git only makes one base of several, of which its user need not hear.

    Args:
        size: the length of the markers that git asks for.
        ours: what git calls our side; empty from git before 2.44.
        path: the plan's path in the repository.
    """
    if ours:
        return ours.startswith("Temporary merge branch")
    if size < USUAL_MARKERS + DEEPER:
        return False
    try:
        answer = place_of(os.getcwd()).run("check-attr", "-z", "conflict-marker-size", "--", path)
    except GitRefused:
        return False
    value = answer.split(b"\0")[2]
    return size - (int(value) if value.isdigit() and len(value) < 10 else USUAL_MARKERS) >= DEEPER


def side_names(path: str, files: Sequence[str], given: SideNames) -> SideNames:
    """What base, ours and theirs are called.

    Args:
        path: the plan's path in the repository.
        files: the files that git hands over: base, ours, theirs.
        given: what git itself calls the sides; empty from git before 2.44.
    """
    try:
        return _Sides(place_of(os.getcwd()), path, files).names(given)
    except GitRefused:
        return SideNames(*map(_in_line, given))


class _Sides:
    """One merge of one file."""

    def __init__(self, place: Place, path: str, files: Sequence[str]) -> None:
        self.place = place
        self.path = path
        self.has_base = bool(os.path.getsize(files[0]))
        names = "".join(f"{os.path.abspath(file)}\n" for file in files)
        self.blobs = Contents(*self._lines("hash-object", "--no-filters", "--stdin-paths", data=os.fsencode(names)))

    def names(self, given: SideNames) -> SideNames:
        ours = self._given(given.ours) or self._of_head()
        base, theirs = self._given(given.base), self._given(given.theirs)
        if not theirs:
            base, theirs = self._merged() or self._replayed() or self._stashed() or ("", self._of_branch())
        return SideNames(ours, base if self.has_base else NO_BASE, theirs)

    def _given(self, name: str) -> str:
        """A name of git's own: HEAD by its branch, a bare id with what is known of it."""
        if name == HEAD:
            return self._of_head() or HEAD
        if len(name) >= 40 and all(letter in "0123456789abcdef" for letter in name):
            return self._of_tip(name)
        return _in_line(name)

    def _of_head(self) -> str:
        """The branch at hand, or what a rebase is put onto, if it has what ours is."""
        if not self._has(HEAD, self.blobs.ours):
            return ""
        for line in self._lines("symbolic-ref", "--quiet", "--short", HEAD):
            return _in_line(line)
        return self._of_tip(HEAD)

    def _merged(self) -> tuple[str, str] | None:
        """Base and theirs as `git merge` and `git pull` tell their children."""
        for variable, name in os.environ.items():
            id = variable.removeprefix("GITHEAD_")
            if id != variable and self._has(id, self.blobs.theirs):
                theirs = self._of_tip(id) if id.startswith(name) else _in_line(name)
                return self._base_with(id), theirs
        return None

    def _base_with(self, id: str) -> str:
        bases = list(self._lines("merge-base", "--all", HEAD, id))
        if len(bases) == 1 and self._has(bases[0], self.blobs.base):
            return bases[0][:7]
        return MERGED_BASES if bases else NO_BASE

    def _replayed(self) -> tuple[str, str] | None:
        """Base and theirs where one commit is done again or undone: the one that made one content of the other."""
        forth, back = (self.blobs.base, self.blobs.theirs), (self.blobs.theirs, self.blobs.base)
        for id, subject, pair in self._changes():
            name = _commit(id, subject)
            if pair == forth:
                return f"before {name}", name
            if pair == back:
                return name, f"before {name}"
        return None

    def _changes(self) -> Iterator[tuple[str, str, tuple[str, str]]]:
        """Commits with the two contents of a file that they changed; the one that is rebased comes first."""
        for id in self._rebased():
            yield from self._changed_by("--no-merges", "-1", id)
        sought = (f"--find-object={self.blobs.theirs}", "--exclude=refs/stash", "--all", HEAD)
        yield from self._changed_by("--no-merges", *sought)
        yield from self._changed_by("--merges", "--diff-merges=first-parent", *sought)

    def _changed_by(self, *which: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
        form = ("--format=%x1e%H%x1f%s", "--raw", "--no-abbrev", "-z", "-M")
        for record in self._text("log", *form, *which).split("\x1e")[1:]:
            head, *rest = record.split("\0")
            id, _separator, subject = head.partition("\x1f")
            for raw in (part.strip("\n").split(" ") for part in rest):
                if raw[0].startswith(":"):
                    yield id, subject, (raw[2], raw[3])

    def _rebased(self) -> Iterator[str]:
        """The commit that a rebase is about to do again."""
        for name, last in (("rebase-merge/done", True), ("rebase-apply/original-commit", False)):
            text = self._file(name).strip()
            if text:
                yield from self._ids(text.split("\n")[-1 if last else 0].split(" "))
                return

    def _ids(self, words: Sequence[str]) -> list[str]:
        """The first word that can be the id of a commit."""
        return [word for word in words if len(word) >= 7 and set(word) <= set("0123456789abcdef")][:1]

    def _stashed(self) -> tuple[str, str] | None:
        """Base and theirs where a stash is taken out again, also one that git itself put away for a while."""
        for id in (*self._put_away(), *self._lines("log", "-g", "--format=%H", "refs/stash")):
            if self._has(id, self.blobs.theirs) and self._has(f"{id}^1", self.blobs.base):
                return self._of_commit(f"{id}^1"), OF_STASH
        return None

    def _put_away(self) -> Iterator[str]:
        """The commits of what `--autostash` put away, which are in no log yet."""
        for name in ("MERGE_AUTOSTASH", "rebase-merge/autostash", "rebase-apply/autostash"):
            yield from self._ids(self._file(name).split()[:1])

    def _file(self, name: str) -> str:
        """A file of git's own; empty where there is none."""
        for path in self._lines("rev-parse", "--git-path", name):
            try:
                with open(os.path.join(self.place.folder, path), encoding="utf-8", errors="replace") as file:
                    return file.read()
            except OSError:
                break
        return ""

    def _of_branch(self) -> str:
        """A branch whose tip has what theirs is, where nothing else is known."""
        return next((name for name in self._refs() if self._has(name, self.blobs.theirs)), "")

    def _of_tip(self, revision: str) -> str:
        """A branch or tag that stands at a commit, else the commit itself."""
        return next(self._refs(f"--points-at={revision}", "refs/tags"), "") or self._of_commit(revision)

    def _refs(self, *more: str) -> Iterator[str]:
        for line in self._lines(
            "for-each-ref", "--format=%(refname:short)%1f%(symref)", "refs/heads", "refs/remotes", *more
        ):
            name, _separator, target = line.partition("\x1f")
            if not target:
                yield _in_line(name)

    def _of_commit(self, revision: str) -> str:
        for line in self._lines("log", "-1", "--format=%H%x1f%s", revision):
            return _commit(*line.split("\x1f", 1))
        return ""

    def _has(self, revision: str, blob: str) -> bool:
        """Whether a revision has a content, at the plan's path or, where it has none there, at any."""
        there = list(self._lines("rev-parse", "--verify", "--quiet", f"{revision}:{self.path}"))
        return there == [blob] if there else f" {blob}\t" in self._text("ls-tree", "-r", revision)

    def _lines(self, *words: str, data: bytes | None = None) -> Iterator[str]:
        """The lines that git prints; none where it does not know what was asked."""
        return filter(None, self._text(*words, data=data).split("\n"))

    def _text(self, *words: str, data: bytes | None = None) -> str:
        try:
            return self.place.run(*words, data=data).decode(errors="replace")
        except GitRefused:
            return ""


def _commit(id: str, subject: str) -> str:
    return _in_line(f"{id[:7]} {subject}")


def _in_line(name: str) -> str:
    """A name that fits behind a marker: of one line, however long and whatever is in it."""
    return visible(name.strip(), LONGEST)
