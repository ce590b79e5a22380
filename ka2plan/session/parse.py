"""From text to plan: what keeps a text from being read is a finding of an empty plan."""

from __future__ import annotations

from typing import Any

from ka2plan.plan import Reading, read_plan
from ka2plan.plan.unreadable import FAULT_CODES, of_fault, unreadable
from ka2plan.toml import TomlFault, parse


def read_text(text: str) -> tuple[Reading, bool]:
    """The plan a text holds, and whether it is a plan that this program may edit."""
    try:
        data = parse(text)
    except TomlFault as fault:
        return of_fault(fault), False
    return read_data(data)


def read_data(data: dict[str, Any]) -> tuple[Reading, bool]:
    """The plan that the data of a text hold, and whether this program may edit it."""
    reading = read_plan(data)
    return reading, unreadable(reading) is None


def has_markers(reading: Reading) -> bool:
    """Whether git's markers are what keeps a text from being read."""
    return any(finding.code == FAULT_CODES["conflict"] for finding in reading.findings)
