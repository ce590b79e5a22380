"""Two versions of a plan, wherever they are: files, revisions of git, its index, the work tree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import STANDARD_INPUT, load_text, shown_path
from ka2plan.errors import UsageError
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import read_plan
from ka2plan.toml import parse
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HEAD = "HEAD"


class Version(NamedTuple):
    """One version of a plan."""

    name: str
    """What it is called where it is shown: a path, a revision, the index."""
    text: str


def add_versions(parser: ArgumentParser) -> None:
    """The arguments that say which versions are meant."""
    parser.add_argument(
        "plans",
        metavar="PLAN",
        nargs="*",
        help=_("two plan files, OLD and NEW, or one that git has; - for standard input"),
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--git", metavar="REV", help=_("compare with this revision (without it: the last commit)"))
    which.add_argument(
        "--base", metavar="REV", help=_("compare with what this revision and the last commit have in common")
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--staged", action="store_true", help=_("the new version is git's index: the next commit"))
    where.add_argument("--unstaged", action="store_true", help=_("the old version is git's index, not a commit"))


def versions_of(arguments: Namespace) -> tuple[Version, Version]:
    """The old and the new version that the command line asks for.

    :raises UsageError: the options do not fit together.
    :raises CannotRead: there is no such file or revision.
    :raises NotAPlan: a version cannot be read as a plan.
    """
    plans = arguments.plans
    if arguments.amendment is not None and len(plans) < 2:
        return _since_the_grant(arguments)
    if arguments.amendment:
        raise UsageError(_("--amendment compares one plan with the plan as granted; name no third file"))
    if not 1 <= len(plans) <= 2:
        raise UsageError(_("name two plan files, or one that git has"))
    by_git = arguments.git or arguments.base or arguments.staged or arguments.unstaged
    if len(plans) == 2:
        if by_git:
            raise UsageError(_("with --git, --base, --staged or --unstaged there is one file, not two"))
        if plans == [STANDARD_INPUT, STANDARD_INPUT]:
            raise UsageError(_("only one of the two can come from standard input"))
        return file_version(plans[0]), file_version(plans[1])
    if plans[0] == STANDARD_INPUT:
        raise UsageError(_("git has no standard input; name the plan's file"))
    return _from_git(arguments, plans[0])


def _from_git(arguments: Namespace, path: str) -> tuple[Version, Version]:
    from ka2plan.git.repository import INDEX, merge_base

    if arguments.unstaged:
        if arguments.git or arguments.base:
            raise UsageError(_("with --unstaged the old version is git's index"))
        return revision_version(INDEX, path), file_version(path)
    old = merge_base(arguments.base, HEAD, path)[:12] if arguments.base else arguments.git or HEAD
    return revision_version(old, path), _newest(arguments, path)


def _since_the_grant(arguments: Namespace) -> tuple[Version, Version]:
    """The plan as granted and as it is; the baseline may have been left out, before the plan or at all."""
    if arguments.git or arguments.base or arguments.unstaged:
        raise UsageError(_("--amendment compares with the plan as granted: leave out --git, --base and --unstaged"))
    baseline, plans = arguments.amendment, arguments.plans
    if not plans and baseline:
        baseline, plans = "", [baseline]
    if not plans:
        raise UsageError(_("name the plan"))
    new = _newest(arguments, plans[0])
    baseline = baseline or read_plan(parse(new.text)).plan.project.granted
    if not baseline:
        raise UsageError(
            _(
                "the plan does not say which version was granted: use `--amendment v1.0`, or write "
                'project.granted = "v1.0" in the plan'
            )
        )
    if os.path.exists(baseline) and not os.path.isdir(baseline):  # a pipe can be read too
        return file_version(baseline), new
    if plans[0] == STANDARD_INPUT:
        raise UsageError(_("git has no standard input; name the plan's file"))
    return revision_version(baseline, plans[0]), new


def _newest(arguments: Namespace, path: str) -> Version:
    if not arguments.staged:
        return file_version(path)
    from ka2plan.git.repository import INDEX

    return revision_version(INDEX, path)


def file_version(path: str) -> Version:
    """The version that a file has."""
    return Version(shown_path(path), load_text(path)[0])


def revision_version(revision: str, path: str) -> Version:
    """The version that a revision, or the index for an empty text, has of a file."""
    from ka2plan.changes.granted import plan_text
    from ka2plan.git.repository import content_at

    name = visible(f"{revision}:{path}")
    return Version(name, plan_text(content_at(revision, path), name))
