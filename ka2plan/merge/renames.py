"""Entries that another version of a plan has under another id."""

from __future__ import annotations

from ka2plan.merge.identity import identity_between
from ka2plan.merge.traits import Data, Id

Renames = dict[Id, str]
"""Kind and old id -> new id."""


def renames_between(base: Data, side: Data) -> Renames:
    """Entries of the base that the side has under another id; what could be one of several is not taken for one."""
    return identity_between(base, side).moved
