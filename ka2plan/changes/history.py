"""The history of a plan, from git, in the plan's own terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ka2plan.changes.change_words import ChangeWords
from ka2plan.changes.changes import RENAMED
from ka2plan.changes.comparison import Comparison
from ka2plan.changes.diff_forms import difference_lines
from ka2plan.changes.joined import joined
from ka2plan.git import GitRefused, place_of
from ka2plan.git.follow import Commit
from ka2plan.git.repository import blobs, commits_of
from ka2plan.merge.three_way import CannotMerge
from ka2plan.toml import TomlFault, decode, parse
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible


@dataclass(frozen=True, slots=True)
class Step:
    """A commit and what it did to the plan."""

    commit: Commit
    lines: tuple[str, ...]
    """Sentences; none where the plan's text stayed, or a merge only joined what two sides had done."""


def history(path: str, about: str | None = None, limit: int | None = None) -> Iterator[Step]:
    """The commits that changed a plan, the newest first.

    Args:
        path: the plan's file, in a work tree of git.
        about: an id, as the newest commit has it; then only commits that concern that entry or partner.
        limit: the most commits that are looked at.

    Raises:
        GitRefused: there is no repository or no history of the file.
    """
    for commit in commits_of(path, limit):
        texts = _texts(commit, path)
        if isinstance(texts, str):
            lines = [] if about else [texts]
        else:
            lines, about = _lines(*texts, about)
        if about is None and commit.former_paths and commit.path not in commit.former_paths:
            sentence = _("the file is called {new} instead of {old}")
            lines = [sentence.format(new=visible(commit.path), old=visible(commit.former_paths[0])), *lines]
        if lines or about is None:
            yield Step(commit, tuple(lines))


def _texts(commit: Commit, path: str) -> tuple[str, str] | str:
    """The text before and after a commit, empty for none; or a sentence that says why there is none to compare."""
    former = zip(commit.parents, commit.former_paths, strict=True)
    names = [f"{parent}:{name}" for parent, name in former] + [f"{commit.id}:{commit.path}"]
    *before, after = blobs(names, path)
    if after is None:
        return _("the file is deleted")
    try:
        new = decode(after)
        parse(new)
    except TomlFault as fault:
        return _("the file cannot be read as a plan from here to the next commit: line {line}, {message}").format(
            line=fault.line, message=visible(fault.message)
        )
    try:
        return _before(commit, [decode(data) for data in before if data is not None], path), new
    except TomlFault:
        return _("the file can be read as a plan again")


def _before(commit: Commit, parents: list[str], path: str) -> str:
    """The text before a commit; before a merge, what comes of its sides without anyone's choice."""
    for text in parents:
        parse(text)
    if len(parents) < 2:
        return parents[0] if parents else ""
    try:
        return joined(commit, place_of(path)).text
    except (GitRefused, CannotMerge, TomlFault):
        return parents[0]


def _lines(old: str, new: str, about: str | None) -> tuple[list[str], str | None]:
    """Sentences on what was changed, and the id by which older versions know what is asked for."""
    comparison = Comparison(old, new)
    if not old:
        return (_beginning(comparison) if about is None else _sentences(comparison, about)), about
    if old == new:
        return [], about
    lines = difference_lines(comparison, about)
    former = [change.old for change in comparison.changes if change.what == RENAMED and change.new == about]
    return lines, str(former[0]) if former else about


def _sentences(comparison: Comparison, about: str) -> list[str]:
    return list(ChangeWords(comparison).sentences(about).values())


def _beginning(comparison: Comparison) -> list[str]:
    count = len(comparison.new.activities)
    return [
        ngettext("the plan begins, with {count} activity", "the plan begins, with {count} activities", count).format(
            count=count
        )
    ]
