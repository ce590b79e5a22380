"""Findings that the plan accepts knowingly: ``[ignored."WRK104 partners.ZAV"] reason = "..."``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ka2plan.findings import WARNING, Finding
from ka2plan.toml import format_path
from ka2plan.words.messages import _

USELESS_IGNORE = "SYN304"


def ignore_key(finding: Finding) -> str:
    """The key under ``[ignored]`` that accepts this finding."""
    return _key(finding, len(finding.where))


def accepting_key(finding: Finding, ignored: Collection[str]) -> str | None:
    """The key under ``[ignored]`` by which a plan accepts this finding; None where it does not.

    That is the finding's own place, or one around it in the same entry: a plan that accepts what is missing in an entry
    need not say which key of it.
    """
    entry = 1 if finding.where[:1] == ("project",) else 2
    for length in range(len(finding.where), min(entry, len(finding.where)) - 1, -1):
        key = _key(finding, length)
        if key in ignored:
            return key
    return None


def _key(finding: Finding, length: int) -> str:
    return f"{finding.code} {format_path(finding.where[:length])}".strip()


def without_ignored(findings: Iterable[Finding], ignored: Mapping[str, str]) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay and those accepted; an entry of ``[ignored]`` that fits none is itself a finding.

    A finding about the file itself (SYN) cannot be accepted: the plan would say something else than it means.
    """
    if not ignored:
        return list(findings), []
    kept, accepted, used = [], [], set()
    for finding in findings:
        key = None if finding.code.startswith("SYN") else accepting_key(finding, ignored)
        if key is None:
            kept.append(finding)
        else:
            accepted.append(finding)
            used.add(key)
    kept.extend(_useless(key) for key in ignored if key not in used)
    return kept, accepted


def _useless(key: str) -> Finding:
    message = _("{key}: there is no such finding, so nothing is ignored").format(key=f'"{key}"')
    hint = _("delete this line, or correct it: it names the code and the place of a finding, as `check` prints them")
    if key.startswith("SYN"):
        message = _("{key}: a fault of the file cannot be ignored").format(key=f'"{key}"')
        hint = _("delete this line and correct the fault")
    return Finding(USELESS_IGNORE, WARNING, ("ignored", key), message, hint)
