"""The plans that git has: found by what is in the files, whatever they are called."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ka2plan.git import GitRefused, Place
from ka2plan.git.attributes import UNSPECIFIED, values_of
from ka2plan.git.objects import contents_of
from ka2plan.plan import read_plan
from ka2plan.plan.unreadable import unreadable
from ka2plan.toml import TomlFault, decode, parse
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "format[\"']?[[:space:]]*=[[:space:]]*1"
"""What every plan has in a line."""

AT_ONCE = 500
"""Paths that one run of git is given."""


def tracked_plans(place: Place) -> list[str]:
    """The paths of all plans that the next commit has; in a bare repository, that the last one has."""
    return [path for path in _candidates(place, ()) if _holds_plan(place, path)]


def unmarked_plans(place: Place, paths: Sequence[str]) -> list[str]:
    """Those of the paths that are plans, and of which git's attributes do not say how they are merged."""
    values = values_of(place, "merge", paths)
    unmarked = [path for path in paths if values.get(path) == UNSPECIFIED]
    found: list[str] = []
    for first in range(0, len(unmarked), AT_ONCE):
        candidates = _candidates(place, unmarked[first : first + AT_ONCE])
        found += [path for path in candidates if _holds_plan(place, path)]
    return found


def _candidates(place: Place, paths: Sequence[str]) -> Iterator[str]:
    """Files with a line that every plan has, among the paths or, without any, among all."""
    cached, commit = ([], ["HEAD"]) if place.is_bare() else (["--cached"], [])
    try:
        words = ("grep", "-I", "-l", "-z", "--no-recurse-submodules", *cached, "-E", "-e", FORMAT, *commit)
        listed = place.run(*words, "--", *paths)
    except GitRefused:  # finding nothing is refusing, for git
        return
    for name in listed.decode(errors="surrogateescape").split("\0"):
        if name:
            yield name.removeprefix("HEAD:") if commit else name


def _holds_plan(place: Place, path: str) -> bool:
    """Whether the next commit, or the last one, has a plan by that path."""
    [data] = contents_of([f"HEAD:{path}" if place.is_bare() else f":0:{path}"], place)
    return data is not None and is_plan(data)


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
        "{path} is a plan, and no pattern covers it: git merges its lines; `ka2plan git install {name}` adds it"
    )
    return sentence.format(path=visible(path), name=visible(shlex.quote(name)))
