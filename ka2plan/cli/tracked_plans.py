"""The plans that git has: found by what is in the files, whatever they are called."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from ka2plan.git import GitRefused, Place
from ka2plan.git.attributes import UNSPECIFIED, values_of
from ka2plan.git.objects import contents_of
from ka2plan.plan import read_plan
from ka2plan.plan.unreadable import unreadable
from ka2plan.toml import TomlFault, decode, parse
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

FORMAT = "format[\"']?[[:space:]]*=[[:space:]]*1"
"""What every plan has in a line."""

AT_ONCE = 500
"""Paths that one run of git is given."""


def tracked_plans(place: Place) -> list[str]:
    """The paths of all plans that the next commit has; in a bare repository, that the last one has."""
    return _plans_among(place, ())


def unmarked_plans(place: Place, paths: Sequence[str]) -> list[str]:
    """Those of the paths that are plans, and of which git's attributes do not say how they are merged."""
    values = values_of(place, "merge", paths)
    unmarked = [path for path in paths if values.get(path) == UNSPECIFIED]
    return _plans_among(place, unmarked) if unmarked else []


def plan_like(place: Place, commits: Sequence[str], paths: Sequence[str]) -> set[str]:
    """Those of the paths that have a line that every plan has, at one of the commits or, without any, in the index.

    Without paths all files are looked at.
    """
    found: set[str] = set()
    where = () if commits else ("--cached",)
    words = ("grep", "-I", "-l", "-z", "--no-recurse-submodules", *where, "-E", "-e", FORMAT, *commits, "--")
    for first in range(0, len(paths) or 1, AT_ONCE):
        try:
            listed = place.run(*words, *paths[first : first + AT_ONCE])
        except GitRefused:  # finding nothing is refusing, for git
            continue
        names = filter(None, listed.decode(errors="surrogateescape").split("\0"))
        found |= {name.split(":", 1)[1] if commits else name for name in names}
    return found


def _plans_among(place: Place, paths: Sequence[str]) -> list[str]:
    is_bare = place.is_bare()
    likely = sorted(plan_like(place, ["HEAD"] if is_bare else [], paths))
    found = contents_of([f"{'HEAD' if is_bare else ':0'}:{path}" for path in likely], place)
    return [path for path, data in zip(likely, found, strict=True) if data is not None and is_plan(data)]


def is_plan(data: bytes) -> bool:
    """Whether a file has the marks of a plan, be it sound or not."""
    if b"format" not in data:
        return False
    try:
        values = parse(decode(data))
    except TomlFault:
        return False
    reading = read_plan(values)
    return not unreadable(reading) and "format" in values and reading.plan.project.start is not None


def unmarked_text(place: Place, path: str) -> str:
    """The sentence on a plan that is not merged as one, with the command that changes it."""
    name = path if place.is_bare() else os.path.relpath(os.path.join(place.folder, path))
    sentence = _(
        "{path} is a plan, but git does not know it as one and merges it line by line; "
        "`ka2plan git install {name}` adds it"
    )
    return sentence.format(path=visible(path), name=visible(shlex.quote(name)))
