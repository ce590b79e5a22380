"""``ka2plan check``: findings of one or several plans, in the form asked for; ``--fix`` applies certain remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.checked_file import CheckedFile, check_loaded, codes
from ka2plan.cli.plan_files import Loaded, add_facts, add_today, calls_of, unreadable
from ka2plan.cli.plan_folders import load_every, plan_paths
from ka2plan.errors import CannotRead
from ka2plan.findings import ERROR
from ka2plan.rules import selected
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.calls import CallBook

FORMATS = ("text", "full", "concise", "json", "github", "sarif", "gitlab", "junit")

ERRORS_FOUND = 1


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``check``."""
    told = _("plan file, folder with plan files, or - for standard input")
    parser.add_argument("plans", metavar="PLAN|DIR", nargs="+", help=told)
    add_facts(parser)
    parser.add_argument(
        "--select", metavar="CODE", action="append", help=_("only codes that begin with this (BUD,DEP2)")
    )
    parser.add_argument("--ignore", metavar="CODE", action="append", help=_("no codes that begin with this"))
    parser.add_argument("--format", choices=FORMATS, default="text", help=_("form of the output"))
    parser.add_argument("--json", action="store_true", help=_("the same as --format json"))
    parser.add_argument("--fix", action="store_true", help=_("correct what has only one possible correction"))
    parser.add_argument("--diff", action="store_true", help=_("show what --fix would change, and change nothing"))
    parser.add_argument("--submit", action="store_true", help=_("check as if the form were sent now"))
    parser.add_argument("--advice", action="store_true", help=_("show advice in full, also beside errors"))
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Checks every file; the highest exit code wins."""
    book = calls_of(arguments)
    if arguments.diff or arguments.fix:
        from ka2plan.cli.fix import fix_files

        fixed = fix_files(list(plan_paths(arguments.plans)), arguments, book)
        if arguments.diff:
            return fixed
    files = [_checked(loaded, arguments, book) for loaded in load_every(arguments.plans)]
    print(_form_of(files, "json" if arguments.json else arguments.format, book, arguments), end="")
    return max(map(_exit_code, files))


def _checked(loaded: Loaded, arguments: Namespace, book: CallBook) -> CheckedFile:
    checked = check_loaded(loaded, arguments, book)
    findings = selected(checked.findings, codes(arguments.select), codes(arguments.ignore))
    return CheckedFile(loaded, findings, len(checked.ignored))


def _exit_code(file: CheckedFile) -> int:
    if unreadable(file.loaded):
        return CannotRead.exit_code
    return ERRORS_FOUND if any(finding.severity == ERROR for finding in file.findings) else 0


def _form_of(files: list[CheckedFile], form: str, book: CallBook, arguments: Namespace) -> str:
    if form == "text":
        from ka2plan.cli.check_grouped import grouped_text
        from ka2plan.cli.check_paper import paper_of

        return grouped_text(files, paper_of(arguments), submit=arguments.submit, advice=arguments.advice)
    if form == "concise":
        from ka2plan.cli.check_grouped import concise_text

        return concise_text(files)
    if form == "full":
        from ka2plan.cli.check_paper import paper_of
        from ka2plan.cli.check_text import text_of

        return text_of(files, paper_of(arguments), submit=arguments.submit)
    if form == "sarif":
        from ka2plan.cli.check_sarif import sarif_of

        return sarif_of(files, book)
    if form in ("gitlab", "junit"):
        from ka2plan.cli.check_reports import gitlab_of, junit_of

        return {"gitlab": gitlab_of, "junit": junit_of}[form](files)
    from ka2plan.cli.check_forms import github_of, json_of

    return {"json": json_of, "github": github_of}[form](files)
