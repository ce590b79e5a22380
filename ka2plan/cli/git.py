"""``ka2plan git``: sets one repository up for plans or takes that out again, and checks plans before a commit."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, add_today, calls_of, today_of
from ka2plan.errors import CannotRead
from ka2plan.findings import ERROR, Finding
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.calls import CallBook
    from ka2plan.git.setup import Installation, Step

ACTIONS = ("install", "uninstall", "status", "pre-commit")

REFUSED = 4
"""The code where errors are not to be committed; 1 is that of `check` alone."""


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``git``."""
    parser.description = _(
        "install: merge driver, hunk headers and a check before commits, for the repository you are in\n"
        "uninstall: takes all of it out again\n"
        "status: says what is in place\n"
        "pre-commit: checks the plans about to be committed (the hook calls it)"
    )
    parser.add_argument("action", metavar="ACTION", choices=ACTIONS, help=", ".join(ACTIONS))
    parser.add_argument(
        "plans", metavar="PLAN", nargs="*", help=_("plan files or patterns; *.plan.toml, plan.toml and the plans found")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("show what would be written, and write nothing"))
    add_facts(parser)
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Carries the action out."""
    if arguments.action == "pre-commit":
        return _check_commit(arguments)
    from ka2plan.git.setup import Installation

    installation = Installation(os.getcwd())
    if arguments.action == "status":
        return _say_status(installation)
    if arguments.action == "uninstall":
        steps = installation.uninstall(dry=arguments.dry_run)
    else:
        steps = installation.install(_patterns(installation.top, arguments.plans), dry=arguments.dry_run)
    print("".join(map(_step_text, steps)) or _("nothing to take out") + "\n", end="")
    return 0


def _patterns(top: str, names: list[str]) -> list[str]:
    """The files named, from the top of the work tree; else the usual patterns and plans that have other names."""
    from ka2plan.git.setup import PATTERNS

    if names:
        return [_from_top(top, name) for name in names]
    from fnmatch import fnmatch

    found = _tracked_plans(top)
    return [*PATTERNS, *(f"/{path}" for path in found if not any(fnmatch(os.path.basename(path), p) for p in PATTERNS))]


def _from_top(top: str, name: str) -> str:
    """An existing file by its path from the top; a pattern as it stands."""
    if not os.path.isfile(name):
        return name
    return "/" + os.path.relpath(os.path.realpath(name), os.path.realpath(top))


def _tracked_plans(top: str) -> list[str]:
    """TOML files that git has and that have the marks of a plan."""
    from ka2plan.git import place_of

    listed = place_of(top).run("ls-files", "-z")
    paths = map(os.fsdecode, filter(None, listed.split(b"\0")))
    return [path for path in paths if path.endswith(".toml") and _is_plan(os.path.join(top, path))]


def _is_plan(path: str) -> bool:
    from ka2plan.cli.plan_files import load_lenient, unreadable

    try:
        loaded = load_lenient(path)
    except CannotRead:
        return False
    return not unreadable(loaded) and "format" in loaded.data and loaded.plan.project.start is not None


def _step_text(step: Step) -> str:
    head = visible(step.place) if step.changes else _("{place} (as it was)").format(place=visible(step.place))
    if not step.text:
        return _("{place}: taken out").format(place=head) + "\n"
    return "".join([f"{head}\n", *(f"    {visible(line)}\n" for line in step.text.rstrip("\n").split("\n"))])


def _say_status(installation: Installation) -> int:
    lacks = installation.lacks()
    for pattern in installation.patterns():
        print(_("merged as plans: {pattern}").format(pattern=visible(pattern)))
    print("\n".join(lacks) if lacks else _("all is in place: merge driver, hunk headers, check before commits"))
    return 0


def _check_commit(arguments: Namespace) -> int:
    """Refuses a commit that brings errors which the last one did not have."""
    from ka2plan.git.staged import staged_plans

    book = calls_of(arguments)
    code = 0
    for path, staged, before in staged_plans(os.getcwd()):
        known = {(finding.code, finding.where) for finding in _errors(before, arguments, book)} if before else set()
        new = [finding for finding in _errors(staged, arguments, book) if (finding.code, finding.where) not in known]
        for finding in new:
            code = REFUSED
            print(f"{visible(path)}: {_line(finding)}", file=sys.stderr)
    if code:
        print(_("not committed; `git commit --no-verify` commits all the same"), file=sys.stderr)
    return code


def _line(finding: Finding) -> str:
    from ka2plan.cli.merge import finding_text

    return finding_text(finding)


def _errors(data: bytes, arguments: Namespace, book: CallBook) -> list[Finding]:
    from ka2plan.plan import read_plan
    from ka2plan.plan.unreadable import of_fault
    from ka2plan.rules import check
    from ka2plan.toml import TomlFault, decode, parse

    try:
        values = parse(decode(data))
    except TomlFault as fault:
        return list(of_fault(fault).findings)
    findings = check(read_plan(values), book, today_of(arguments)).findings
    return [finding for finding in findings if finding.severity == ERROR]
