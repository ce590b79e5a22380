"""Plans for the tests of the reader: a head that is sound, to which a test adds what it is about."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from ka2plan.plan import Plan, Reading, read_plan
from ka2plan.toml.paths import format_path

PROJECT = """
format = 1
[project]
title = "Outdoor classrooms"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "OSL"
"""

PARTNERS = """
[partners.OSL]
name = "Osnovna šola Ledina"
country = "SI"
[partners.IES]
name = "IES Sorolla"
country = "ES"
"""

ACTIVITY = """
[activities."A1"]
title = "Survey"
start = "M1"
end = "M4"
lead = "OSL"
"""


def data_of(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def reading_of(text: str) -> Reading:
    """The reading of a sound project with two partners and what is added to it."""
    return read_plan(data_of(PROJECT + PARTNERS + text))


def sound(text: str) -> Plan:
    """The plan of a sound project with what is added, which has to be without findings."""
    reading = reading_of(text)
    assert reading.findings == ()
    return reading.plan


def lines_of(reading: Reading) -> list[str]:
    """Every finding in one line: severity, code, place."""
    return [f"{found.severity} {found.code} {format_path(found.where)}".strip() for found in reading.findings]


def said(reading: Reading) -> list[str]:
    """Every finding as it is read: message, and the hint behind an arrow."""
    return [f"{found.message} -> {found.hint}" if found.hint else found.message for found in reading.findings]
