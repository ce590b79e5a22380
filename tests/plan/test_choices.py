"""What mypy is told of the file's choices is what the schema says."""

from __future__ import annotations

from typing import get_args

from ka2plan.findings import SEVERITIES, Severity
from ka2plan.plan.calendar import MAX_LAG, LagUnit
from ka2plan.plan.model import ENTRY_TABLES, EffortUnit, LinkType, Role, Status, TableName
from ka2plan.plan.schema import EFFORT_UNITS, KINDS, LINK_TYPES, ROLES, STATUSES


def test_the_types_of_choices_are_the_choices_of_the_schema() -> None:
    assert get_args(Status) == STATUSES
    assert get_args(LinkType) == LINK_TYPES
    assert get_args(Role) == ROLES
    assert get_args(EffortUnit) == EFFORT_UNITS
    assert get_args(LagUnit) == tuple(MAX_LAG)
    assert get_args(Severity) == SEVERITIES


def test_the_type_of_tables_names_every_kind_of_entry() -> None:
    assert set(get_args(TableName)) == {kind.name for kind in KINDS} == set(ENTRY_TABLES)
