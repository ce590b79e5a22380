"""Rules that a plan is checked against; findings are computed from the plan and never change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import Finding, rank
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Reading
from ka2plan.rules.context import Context, call_of
from ka2plan.rules.ignored import without_ignored

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ka2plan.calls import CallBook
    from ka2plan.schedule import Network

__all__ = ["Checked", "Context", "call_of", "check", "selected"]


class Checked(NamedTuple):
    """The findings of a plan, gravest first, and those its ``[ignored]`` table accepts."""

    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...]


def check(
    reading: Reading,
    book: CallBook,
    today: date,
    submit: bool = False,
    codes: Collection[str] | None = None,
    network: Network | None = None,
) -> Checked:
    """Checks a plan as it was read against every rule; with ``submit`` gaps that the form refuses are errors.

    With ``codes`` only the rules of these codes are looked at, for those who want to know nothing else. ``network`` is
    that of the plan, where somebody has it already.
    """
    from ka2plan.rules.rules import RULES

    context = Context(reading.plan, book, today, submit, network)
    found = list(reading.findings)
    if reading.plan != reading.plan.__class__():
        for rule in RULES:
            if codes is None or rule.code in codes:
                found.extend(rule.findings(context))
    kept, ignored = without_ignored(found, reading.plan.ignored)
    return Checked(tuple(sorted(kept, key=_gravity)), tuple(sorted(ignored, key=_gravity)))


def _gravity(finding: Finding) -> tuple[int, str, tuple[str, ...]]:
    return rank(finding.severity), finding.code, tuple(map(str, finding.where))


def selected(
    findings: tuple[Finding, ...], select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """Findings whose code begins with one of ``select`` (all, where empty) and with none of ``ignore``."""
    return tuple(
        finding
        for finding in findings
        if (not select or finding.code.startswith(select)) and not (ignore and finding.code.startswith(ignore))
    )
