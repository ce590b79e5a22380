"""The plans about to be committed, as git's index has them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ka2plan.git.repository import GitRefused, run_git, top_of, with_attribute


def staged_plans(folder: str) -> Iterator[tuple[str, bytes, bytes | None]]:
    """Path, staged content and the last commit's content of every plan that the next commit changes."""
    top = top_of(folder)
    listed = run_git("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR", "--no-renames", folder=top)
    paths = with_attribute([os.fsdecode(path) for path in listed.split(b"\0") if path], "merge", "ka2plan", top)
    for path in paths:
        staged = run_git("cat-file", "blob", f":{path}", folder=top)
        yield path, staged, _committed(path, top)


def _committed(path: str, top: str) -> bytes | None:
    try:
        return run_git("cat-file", "blob", f"HEAD:{path}", folder=top)
    except GitRefused:
        return None
