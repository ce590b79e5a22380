"""Consortia over many plans: the same partners may apply once in a round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ka2plan.figures.portfolio import DRAFT, SUBMIT, Entry
from ka2plan.findings import ERROR, WARNING, Severity
from ka2plan.named_tuples import NamedTuple

if TYPE_CHECKING:
    from ka2plan.calls.reference import GuideRule

FEWEST = 2
"""Organisations that make a consortium."""


class SameConsortium(NamedTuple):
    """Applications of the same organisations in one round for one action."""

    call: int
    round: int
    code: str
    paths: tuple[str, ...]
    rule: GuideRule | None
    """What says that they apply once, where that is known for the type."""

    @property
    def severity(self) -> Severity:
        """``error`` where the rule is sure and of this call, else ``warning``."""
        sure = self.rule is not None and self.rule.evidence in ("verified", "digest") and not self.rule.borrowed
        return ERROR if sure else WARNING


def same_consortia(entries: Iterable[Entry]) -> tuple[SameConsortium, ...]:
    """Plans of one call, round and action whose funded organisations are the same, all known by their OID."""
    found: dict[tuple[int, int, str, frozenset[str]], list[Entry]] = {}
    for entry in entries:
        oids = frozenset(part.oid for part in entry.parts if part.is_funded)
        is_application = entry.row.phase in (DRAFT, SUBMIT) and entry.row.call is not None
        if is_application and entry.once and len(oids) >= FEWEST and "" not in oids:
            found.setdefault((entry.row.call or 0, entry.row.round, entry.code, oids), []).append(entry)
    return tuple(
        SameConsortium(call, number, code, tuple(entry.row.path for entry in alike), alike[0].once)
        for (call, number, code, _oids), alike in found.items()
        if len(alike) > 1
    )
