"""From text to plan: what keeps a text from being read is a finding of an empty plan."""

from __future__ import annotations

from typing import Any

from ka2plan.findings import ERROR, Finding
from ka2plan.plan import Plan, Reading, read_plan
from ka2plan.plan.reader import NEWER_FORMAT, NOT_A_PLAN
from ka2plan.source import TomlFault, parse

FAULT_CODES = {"syntax": "SYN101", "conflict": "SYN102", "bounds": "SYN105", "encoding": "SYN106"}
"""Codes of the faults of a text, by their kind."""


def read_text(text: str) -> tuple[Reading, bool]:
    """The plan a text holds, and whether it is a plan that this program may edit."""
    try:
        data = parse(text)
    except TomlFault as fault:
        return unreadable(fault), False
    return read_data(data)


def read_data(data: dict[str, Any]) -> tuple[Reading, bool]:
    """The plan that the data of a text hold, and whether this program may edit it."""
    reading = read_plan(data)
    return reading, not any(finding.code in (NOT_A_PLAN, NEWER_FORMAT) for finding in reading.findings)


def has_markers(reading: Reading) -> bool:
    """Whether git's markers are what keeps a text from being read."""
    return any(finding.code == FAULT_CODES["conflict"] for finding in reading.findings)


def unreadable(fault: TomlFault) -> Reading:
    """An empty plan with the one finding that says why."""
    position = (fault.line, fault.column)
    return Reading(Plan(), (Finding(FAULT_CODES[fault.kind], ERROR, (), fault.message, position=position),))
