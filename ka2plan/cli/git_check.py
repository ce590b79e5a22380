"""``ka2plan git pre-commit``: the plans about to be committed, held against what was there before."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.merge import finding_text
from ka2plan.cli.plan_files import calls_of, today_of
from ka2plan.cli.tracked_plans import unmarked_text
from ka2plan.git import GitRefused, place_of
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from ka2plan.findings import Finding
    from ka2plan.git import Place
    from ka2plan.git.staged import NextCommit
    from ka2plan.plan import Reading

REFUSED = 4
"""The code where errors are not to be committed; 1 is that of `check` alone."""

OF_SUMS = "BUD1"
"""Begins the codes of sums that do not close, as they do not while a draft is written."""


def check_commit(arguments: Namespace) -> int:
    """Refuses a commit that brings errors which nothing before it had."""
    from ka2plan.git.staged import NextCommit

    place = place_of(os.getcwd())
    commit = NextCommit(place)
    named = [place.name_of(name) for name in arguments.plans]
    plans = commit.plans(named)
    others = [] if named else _others(place, commit, plans)
    refuses_sums = arguments.sums or commit.is_merge or _is_set(place)
    refused: list[str] = []
    told: list[str] = []
    for path in (*plans, *others):
        for error in _new_errors(commit, path, checker(arguments)):
            is_told = error.code.startswith(OF_SUMS) and not refuses_sums
            (told if is_told else refused).append(f"{visible(path)}: {finding_text(error)}")
    if told:
        told.append(
            _("committed: in a draft the sums may still differ (`ka2plan git install --sums` refuses such commits)")
        )
    if refused:
        refused.append(_("not committed; `git commit --no-verify` commits it anyway"))
    lines = [*(unmarked_text(place, path) for path in others), *told, *refused]
    print("".join(f"{line}\n" for line in lines), end="", file=sys.stderr)
    if named:
        print(ngettext("{count} plan checked", "{count} plans checked", len(named)).format(count=len(named)))
    return REFUSED if refused else 0


def _others(place: Place, commit: NextCommit, plans: Sequence[str]) -> list[str]:
    """Plans that the commit changes, and that nobody has marked as plans."""
    from ka2plan.cli.tracked_plans import unmarked_plans

    return [path for path in unmarked_plans(place, commit.paths) if path not in plans]


def _new_errors(commit: NextCommit, path: str, check: Callable[[Reading], Sequence[Finding]]) -> list[Finding]:
    """The errors that a plan brings; all it has where it was named and is not changed."""
    from ka2plan.changes.new_errors import new_errors

    staged = commit.staged(path)
    if staged is None:
        return []
    return new_errors(staged.content, staged.former if staged.is_changed else (), check)


def checker(arguments: Namespace) -> Callable[[Reading], Sequence[Finding]]:
    """How a plan is checked, with the options of the command line."""
    from ka2plan.rules import check

    book, today = calls_of(arguments), today_of(arguments)
    return lambda reading: check(reading, book, today).findings


def _is_set(place: Place) -> bool:
    """Whether the repository, or its user, wants sums refused too."""
    from ka2plan.git.setup import REFUSE_SUMS

    try:
        return place.run("config", "--type=bool", "--get", REFUSE_SUMS).strip() == b"true"
    except GitRefused:
        return False
