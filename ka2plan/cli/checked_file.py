"""One file checked under the options of ``check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import Loaded, today_of, unreadable
from ka2plan.errors import UsageError
from ka2plan.findings import Finding
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules import Checked, check
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.calls import CallBook


class CheckedFile(NamedTuple):
    """One file with its findings, as the output formats want it."""

    loaded: Loaded
    findings: tuple[Finding, ...]
    ignored: int = 0


def check_loaded(loaded: Loaded, arguments: Namespace, book: CallBook) -> Checked:
    """The findings of one plan under the options of the command."""
    if unreadable(loaded):
        return Checked(loaded.reading.findings, ())
    return check(loaded.reading, book, today_of(arguments), arguments.submit)


def codes(options: list[str] | None) -> tuple[str, ...]:
    """The codes or prefixes of a repeatable, comma-separated option.

    :raises UsageError: one of them is no beginning of a code.
    """
    wanted = tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
    for code in wanted:
        if not (code[:3].isalpha() and (code[3:].isdigit() or len(code) <= 3)):
            raise UsageError(
                _("{code} is not a code such as BUD101, and not the beginning of one").format(code=repr(code))
            )
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
