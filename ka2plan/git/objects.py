"""Contents that git has, many in one run: ids and bytes of files at revisions, through the links among them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ka2plan.git.command import GitRefused
from ka2plan.git.place import Place
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

LEADS_NOWHERE = (b"dangling", b"loop", b"notdir", b"symlink")
"""What git says of a link to what is not in the commit; what follows is as long as it says and no content."""

BLOB = b"blob"


class _Answer(NamedTuple):
    """What git says of one name."""

    id: str
    content: bytes


def ids_of(names: Sequence[str], place: Place) -> list[str | None]:
    """The ids of files such as ``REV:plan.toml``; None for what is not there."""
    found = _answers(names, place, "--batch-check")
    return [answer.id if answer else None for answer in found]


def contents_of(names: Sequence[str], place: Place) -> list[bytes | None]:
    """The contents of files such as ``REV:plan.toml`` or of ids; None for what is not there.

    :raises GitRefused: one of them is there, but was never fetched.
    """
    try:
        answers = list(_answers(names, place, "--batch"))
    except GitRefused:  # git gave up fetching what it may not fetch, or something else is wrong
        for name in names:
            refuse_unfetched(place, name)
        raise
    found: list[bytes | None] = []
    for name, answer in zip(names, answers, strict=True):
        if answer is None:
            refuse_unfetched(place, name)
        found.append(answer.content if answer else None)
    return found


def refuse_unfetched(place: Place, name: str) -> None:
    """Refuses a content that git knows of and has not fetched: it would come from wherever the repository says.

    :raises GitRefused: it is one.
    """
    if not _succeeds(place, "rev-parse", "--verify", "--quiet", name) or _succeeds(place, "cat-file", "-e", name):
        return
    message = _(
        "git has not fetched {name} from where this repository was cloned; `git log -p` fetches what is missing"
    )
    raise GitRefused(message.format(name=visible(name)))


def _succeeds(place: Place, *words: str) -> bool:
    try:
        place.run(*words)
    except GitRefused:
        return False
    return True


def _answers(names: Sequence[str], place: Place, how: str) -> Iterator[_Answer | None]:
    """What git says of each name; None for what is no file."""
    if not names:
        return
    zeros, end = (("-z",), "\0") if any("\n" in name for name in names) else ((), "\n")
    asked = os.fsencode("".join(f"{name}{end}" for name in names))
    answer = place.run("cat-file", how, "--follow-symlinks", *zeros, data=asked)
    position = 0
    for name in names:
        if answer.startswith(missing := os.fsencode(f"{name} missing\n"), position):
            position += len(missing)
            yield None
            continue
        line_end = answer.index(b"\n", position)
        first, *rest = answer[position:line_end].split(b" ")
        position = line_end + 1
        start, size = position, int(rest[-1])
        if how == "--batch" or first in LEADS_NOWHERE:
            position += size + 1
        is_file = first not in LEADS_NOWHERE and rest[0] == BLOB
        yield _Answer(first.decode(), answer[start : start + size] if how == "--batch" else b"") if is_file else None
