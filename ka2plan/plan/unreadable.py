"""What keeps a file from being a plan at all, as the one finding of an empty plan."""

from __future__ import annotations

from collections.abc import Mapping

from ka2plan.findings import ERROR, Finding
from ka2plan.plan.model import Plan
from ka2plan.plan.reader import NEWER_FORMAT, NOT_A_PLAN, Reading
from ka2plan.toml import TomlFault
from ka2plan.toml.fault import FaultKind
from ka2plan.words.messages import _

FAULT_CODES: Mapping[FaultKind, str] = {
    "syntax": "SYN101",
    "conflict": "SYN102",
    "bounds": "SYN105",
    "encoding": "SYN106",
}
"""Codes of the faults of a text, by their kind."""

CANNOT_BE_READ = "SYN107"

UNREADABLE = frozenset({*FAULT_CODES.values(), CANNOT_BE_READ, NOT_A_PLAN, NEWER_FORMAT})
"""Codes of findings after which there is no plan to speak of."""


def of_fault(fault: TomlFault) -> Reading:
    """An empty plan with the fault of a text."""
    position = (fault.line, fault.column)
    finding = Finding(FAULT_CODES[fault.kind], ERROR, (), fault.message, _hints()[fault.kind], position=position)
    return Reading(Plan(), (finding,))


def of_file(reason: str) -> Reading:
    """An empty plan with the reason why a file cannot be read."""
    hint = _("check the path, and that you may read the file")
    return Reading(Plan(), (Finding(CANNOT_BE_READ, ERROR, (), reason, hint),))


def _hints() -> dict[FaultKind, str]:
    return {
        "syntax": _("correct this line; `ka2plan manual plan` shows how a plan is written"),
        "conflict": _("open the file in the editor, or run `ka2plan resolve PLAN --list`, and choose one side"),
        "bounds": _("look for something that came into the file by mistake"),
        "encoding": _("save it again in your editor, with the encoding UTF-8"),
    }


def unreadable(reading: Reading) -> Finding | None:
    """The finding that keeps a file from being a plan at all."""
    return next((finding for finding in reading.findings if finding.code in UNREADABLE), None)
