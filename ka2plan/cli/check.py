"""``ka2plan check``: findings of one or several plans, in the form asked for; ``--fix`` applies certain remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import Loaded, add_plan, add_today, calls_of, load_lenient, shown_path, today_of, unreadable
from ka2plan.errors import CannotRead, UsageError
from ka2plan.findings import ERROR, Finding
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules import Checked, check, selected
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.calls import CallBook

FORMATS = ("text", "json", "github", "sarif")

ERRORS_FOUND = 1


class CheckedFile(NamedTuple):
    """One file with its findings, as the output formats want it."""

    loaded: Loaded
    findings: tuple[Finding, ...]
    ignored: int = 0


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``check``."""
    add_plan(parser, many=True)
    parser.add_argument("--select", metavar="CODE", action="append", help=_("only codes that begin so (BUD,DEP2)"))
    parser.add_argument("--ignore", metavar="CODE", action="append", help=_("no codes that begin so"))
    parser.add_argument("--format", choices=FORMATS, default="text", help=_("form of the output"))
    parser.add_argument("--json", action="store_true", help=_("the same as --format json"))
    parser.add_argument("--fix", action="store_true", help=_("apply the remedies that are certain"))
    parser.add_argument("--diff", action="store_true", help=_("show what --fix would change, and change nothing"))
    parser.add_argument("--submit", action="store_true", help=_("check as if the form were sent now"))
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Checks every file; the highest exit code wins."""
    book = calls_of(arguments)
    if arguments.diff or arguments.fix:
        from ka2plan.cli.fix import fix_files

        fixed = fix_files(arguments, book)
        if arguments.diff:
            return fixed
    files = [_checked(path, arguments, book) for path in arguments.plans]
    print_files(files, "json" if arguments.json else arguments.format, arguments.submit)
    return max(map(_exit_code, files))


def check_loaded(loaded: Loaded, arguments: Namespace, book: CallBook) -> Checked:
    """The findings of one plan under the options of the command."""
    if unreadable(loaded):
        return Checked(loaded.reading.findings, ())
    return check(loaded.reading, book, today_of(arguments), arguments.submit)


def _checked(path: str, arguments: Namespace, book: CallBook) -> CheckedFile:
    loaded = load_lenient(path)
    checked = check_loaded(loaded, arguments, book)
    findings = selected(checked.findings, codes(arguments.select), codes(arguments.ignore))
    return CheckedFile(loaded, findings, len(checked.ignored))


def codes(options: list[str] | None) -> tuple[str, ...]:
    """The codes or prefixes of a repeatable, comma-separated option.

    :raises UsageError: one of them is no beginning of a code.
    """
    wanted = tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
    for code in wanted:
        if not (code[:3].isalpha() and (code[3:].isdigit() or len(code) <= 3)):
            raise UsageError(_("{code} is no code such as BUD101, nor the beginning of one").format(code=repr(code)))
    if wanted:
        _refuse_unknown(wanted)
    return wanted


def _refuse_unknown(wanted: tuple[str, ...]) -> None:
    from ka2plan.rules.explain import all_codes

    known = all_codes()
    for code in wanted:
        if not any(each.startswith(code) for each in known):
            message = _("no code begins with {code}; `ka2plan explain` lists them all")
            raise UsageError(message.format(code=repr(code)))


def _exit_code(file: CheckedFile) -> int:
    if unreadable(file.loaded):
        return CannotRead.exit_code
    return ERRORS_FOUND if any(finding.severity == ERROR for finding in file.findings) else 0


def print_files(files: list[CheckedFile], form: str, submit: bool) -> None:
    """Prints the findings in one of the forms."""
    if form == "text":
        from ka2plan.cli.check_text import text_of

        print(text_of(files, submit=submit), end="")
    else:
        from ka2plan.cli.check_forms import github_of, json_of, sarif_of

        print({"json": json_of, "github": github_of, "sarif": sarif_of}[form](files), end="")


__all__ = ["CheckedFile", "check_loaded", "codes", "configure", "print_files", "run", "shown_path"]
