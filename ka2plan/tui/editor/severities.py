"""Which entries have which findings, as far as signs in a row go."""

from __future__ import annotations

from collections.abc import Collection

from ka2plan.findings import ADVICE, Severity
from ka2plan.session import Snapshot


def gravest_by_entry(snapshot: Snapshot, kinds: Collection[str]) -> dict[str, Severity]:
    """Per id of an entry of these kinds the gravest severity of its findings; advice gets no sign."""
    gravest: dict[str, Severity] = {}
    for finding in snapshot.findings:  # gravest first
        if finding.severity != ADVICE and len(finding.where) > 1 and finding.where[0] in kinds:
            gravest.setdefault(str(finding.where[1]), finding.severity)
    return gravest
