"""The plans about to be committed, as git's index has them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ka2plan.git import GitRefused, Place, place_of
from ka2plan.git.objects import refuse_unfetched
from ka2plan.git.repository import with_attribute


def staged_plans(folder: str) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Path, staged content and the last commit's content of every plan that the next commit changes."""
    place = place_of(folder)
    listed = place.run("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR", "--no-renames")
    paths = with_attribute([os.fsdecode(path) for path in listed.split(b"\0") if path], "merge", "ka2plan", folder)
    for path in paths:
        staged = place.run("cat-file", "blob", f":0:{path}")
        yield path, staged, _committed(path, place)


def _committed(path: str, place: Place) -> bytes | None:
    name = f"HEAD:{path}"
    try:
        return place.run("cat-file", "blob", name)
    except GitRefused:
        refuse_unfetched(place, name)
        return None
