"""Questions to git about the plan's repository; nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from ka2plan.errors import UsageError
from ka2plan.git import GitRefused, Place, place_of
from ka2plan.git.follow import Commit, commits_touching, path_at, path_at_head
from ka2plan.git.objects import contents_of
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

INDEX = ""
"""The revision that stands for git's index, as in ``git show :plan.toml``."""


class Stages(NamedTuple):
    """What git's index holds of a file that it could not merge; None where a side has no such file."""

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def top_of(path: str) -> str:
    """The top folder of the work tree that a file or folder is in.

    :raises GitRefused: it is in none.
    """
    return os.fsdecode(place_of(path).run("rev-parse", "--show-toplevel")).removesuffix("\n")


def content_at(revision: str, path: str) -> bytes:
    """A file as a revision, or the index for ``INDEX``, has it; by whatever name the revision has it.

    :raises UsageError: the revision begins with a minus.
    :raises GitRefused: there is no such revision, or the file is not in it.
    """
    _refuse_option(revision)
    place = place_of(path)
    if revision == INDEX:
        where = f":0:{place.name_of(path)}"
    else:
        commit = commit_of(revision, path)
        where = f"{commit}:{path_at(place, commit, *_known(place, path))}"
    [content] = contents_of([where], place)
    if content is None:
        name = visible(os.path.basename(path))
        if revision == INDEX:
            raise GitRefused(_("git's index does not have {name}").format(name=name))
        raise GitRefused(_("{revision} does not have {name}").format(revision=visible(revision), name=name))
    return content


def _known(place: Place, path: str) -> tuple[str, str]:
    """The path of a file at the last commit, and that commit."""
    return path_at_head(place, place.name_of(path)), place.run("rev-parse", "--verify", "HEAD").decode().strip()


def commit_of(revision: str, path: str) -> str:
    """The full id of the commit that a revision names.

    :raises GitRefused: there is none.
    """
    _refuse_option(revision)
    try:
        found = place_of(path).run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except GitRefused as error:
        top_of(path)
        message = _("git knows no revision {revision}")
        raise GitRefused(message.format(revision=visible(revision))) from error
    return found.decode().strip()


def merge_base(one: str, other: str, path: str) -> str:
    """The commit that two revisions last had in common.

    :raises GitRefused: there is none.
    """
    commits = [commit_of(one, path), commit_of(other, path)]
    try:
        return place_of(path).run("merge-base", *commits).decode().strip()
    except GitRefused as error:
        message = _("{one} and {other} have no history in common")
        raise GitRefused(message.format(one=visible(one), other=visible(other))) from error


def stages_of(path: str) -> Stages | None:
    """The sides of a file that git could not merge, in the middle of a merge; None where it is not in one."""
    place = place_of(path)
    listed = place.run("ls-files", "-z", "--unmerged", "--", place.name_of(path))
    found: dict[str, bytes] = {}
    for entry in filter(None, listed.split(b"\0")):
        _mode, blob, stage = entry.partition(b"\t")[0].decode().split(" ")
        found[stage] = place.run("cat-file", "blob", blob)
    return Stages(found.get("1"), found.get("2"), found.get("3")) if found else None


def commits_of(path: str, limit: int | None = None) -> Iterator[Commit]:
    """The commits that touched a file, the newest first, followed through renames of the file.

    Of merges only those whose file is none of the merged ones.

    :raises GitRefused: no repository, or no commit yet.
    """
    place = place_of(path)
    yield from commits_touching(place, path_at_head(place, place.name_of(path)), limit)


def committed_at(path: str, data: bytes) -> int | None:
    """When the last commit that touched a file was made (seconds since 1970); None where it does not hold these bytes.

    :raises GitRefused: no repository, or no commit yet.
    """
    place = place_of(path)
    name = place.name_of(path)
    if contents_of([f"HEAD:{name}"], place) != [data]:
        return None
    seconds = place.run("log", "-1", "--format=%ct", "HEAD", "--", name).strip()
    return int(seconds) if seconds else None


def blobs(wanted: list[str], path: str) -> list[bytes | None]:
    """The contents of objects such as ``REV:plan.toml``, all in one run of git; None for what is not there.

    :raises GitRefused: one of them is there, but was never fetched.
    """
    return contents_of(wanted, place_of(path))


def _refuse_option(revision: str) -> None:
    if revision.startswith("-"):
        raise UsageError(_("{revision} is not a revision").format(revision=visible(revision)))
