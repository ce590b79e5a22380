"""Which repository is meant: the one whose ``.git`` is found walking up from a file.

git would also take a folder for a repository that only looks like one on the inside (``HEAD``, ``objects``, ``refs``),
and such a folder can lie in anybody's clone. So git is run where the ``.git`` is, from which it need not look further.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from ka2plan.git import command
from ka2plan.git.command import SETTINGS, GitRefused
from ka2plan.words.messages import _

GIT = ".git"

PLAN_ENDING = ".toml"


class Place(NamedTuple):
    """Where git is run for a file or folder."""

    folder: str
    """The top of the work tree; the repository itself where that is bare."""
    environment: Mapping[str, str]
    """What names the repository to git, and keeps it from looking for others."""
    settings: Mapping[str, str] = SETTINGS

    def run(self, *words: str, data: bytes | None = None, without: tuple[str, ...] = ()) -> bytes:
        """What git prints.

        :raises GitRefused: git is not there or refuses.
        """
        return command.run(
            *words,
            folder=self.folder,
            environment=self.environment,
            data=data,
            without=without,
            settings=self.settings,
        )

    def is_bare(self) -> bool:
        """Whether there is no work tree, so that nobody commits here."""
        return self.run("rev-parse", "--is-bare-repository").strip() == b"true"

    def name_of(self, path: str) -> str:
        """A file as git calls it: from the top; of a link what it leads to."""
        return os.path.relpath(os.path.realpath(path), self.folder)


def place_of(path: str) -> Place:
    """Where git is run for a file or folder.

    :raises GitRefused: it is in no repository.
    """
    if os.environ.get("GIT_DIR"):
        return _named_by_the_environment(os.environ["GIT_DIR"], path)
    top = _top_above(path)
    if top is not None:
        return Place(top, {"GIT_CEILING_DIRECTORIES": os.path.dirname(top)})
    here = os.path.realpath(os.curdir)
    if _is_repository(here) and not _lies_beside_plans(here, path):
        ceiling = {"GIT_CEILING_DIRECTORIES": os.path.dirname(here)}
        return Place(here, ceiling, {**SETTINGS, "safe.bareRepository": "all"})
    raise GitRefused(_("git: {reason}").format(reason=_("not a git repository, nor in one")))


def is_in_repository(path: str) -> bool:
    """Whether a file may be in a repository, so that git need not be asked where there is none."""
    return bool(os.environ.get("GIT_DIR")) or _top_above(path) is not None


def _named_by_the_environment(repository: str, path: str) -> Place:
    """The repository that ``GIT_DIR`` names, as git does for its hooks; its work tree where it has one.

    A hook that has gone into another folder still has a ``GIT_DIR`` that counts from the top.
    """
    if not os.path.isdir(repository) and not os.path.isabs(repository):
        top = _top_above(path)
        repository = os.path.join(top, repository) if top else repository
    named = {"GIT_DIR": os.path.abspath(repository)}
    here = os.path.realpath(os.curdir)
    try:
        top = os.fsdecode(command.run("rev-parse", "--show-toplevel", folder=here, environment=named))
    except GitRefused:
        return Place(here, named)
    top = os.path.realpath(top.removesuffix("\n"))
    if top == here and "GIT_WORK_TREE" not in os.environ:
        top = _around(named["GIT_DIR"], path) or top
    return Place(top, {**named, "GIT_WORK_TREE": top})


def _around(repository: str, path: str) -> str | None:
    """The folder round a repository's ``.git``, if the file is in it: git would take the folder at hand for the top."""
    folder, name = os.path.split(os.path.realpath(repository))
    return folder if name == GIT and os.path.realpath(path).startswith(os.path.join(folder, "")) else None


def _top_above(path: str) -> str | None:
    """The nearest folder, from the file's own upwards, that has a repository's ``.git``; of a link, from its file's."""
    real = os.path.realpath(path)
    folder = real if os.path.isdir(real) else os.path.dirname(real)
    while not _is_named(os.path.join(folder, GIT)):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def _is_named(path: str) -> bool:
    """Whether it is a repository, or the file that tells where the one of a linked work tree or submodule is."""
    if os.path.isdir(path):
        return _is_repository(path)
    try:
        with open(path if os.path.isfile(path) else os.devnull, "rb") as file:
            return file.read(8) == b"gitdir: "
    except OSError:
        return False


def _is_repository(folder: str) -> bool:
    """Whether a folder has what git knows a repository by."""
    parts = (os.path.join(folder, name) for name in ("HEAD", "objects", "refs"))
    return all(map(os.path.lexists, parts))


def _lies_beside_plans(repository: str, path: str) -> bool:
    """Whether a folder that looks like a bare repository holds files as a work tree does."""
    return os.path.isfile(path) or any(name.endswith(PLAN_ENDING) for name in os.listdir(repository))
