"""Findings: what is wrong, doubtful or missing in a plan, as values."""

from __future__ import annotations

from typing import Final, Literal

from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _

Severity = Literal["error", "warning", "advice"]

ERROR: Final = "error"
WARNING: Final = "warning"
ADVICE: Final = "advice"

SEVERITIES: tuple[Severity, ...] = (ERROR, WARNING, ADVICE)
"""All severities, the gravest first."""

Path = tuple[str | int, ...]
"""A key path in the plan file, such as ``("activities", "A2.1", "budget", "OSL")``; numbers index arrays."""


class Finding(NamedTuple):
    """One fault, doubt or gap of a plan, with its place, its reason and the next step."""

    code: str
    """Rule that found it, such as ``DEP203``; a code never changes its meaning."""
    severity: Severity
    where: Path
    """Key path of the value it is about; empty for the file as a whole."""
    message: str
    """What is wrong, with the objects and the numbers."""
    hint: str = ""
    """The next step, where one is known."""
    source: str = ""
    """Where the rule stands, for rules of a call; empty for contradictions within the plan."""
    position: tuple[int, int] | None = None
    """Line and column where the file could not be read as TOML; else they are derived from ``where``."""


def severity_word(severity: Severity) -> str:
    """What a severity is called."""
    return {ERROR: _("error"), WARNING: _("warning"), ADVICE: _("advice")}[severity]


def rank(severity: Severity) -> int:
    """The order of a severity, 0 being the gravest."""
    return SEVERITIES.index(severity)


def milder(severity: Severity, limit: Severity) -> Severity:
    """The severity, but never graver than ``limit``."""
    return SEVERITIES[max(rank(severity), rank(limit))]


def counts(findings: tuple[Finding, ...] | list[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    return {severity: sum(found.severity == severity for found in findings) for severity in SEVERITIES}
