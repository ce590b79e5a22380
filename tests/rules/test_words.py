"""What the rules say of plans full of faults, as a whole: it stands in a text beside each plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.toml import format_path, parse

PLANS = sorted((Path(__file__).parent / "words").glob("*.toml"))

TODAY = date(2027, 2, 2)

TOLD = ("SYN", "DAT", "DEP", "WRK", "QUA")


def said_of(plan: Path) -> str:
    """Every finding of these prefixes, on three lines: severity, code, place; message; hint."""
    found = check(read_plan(parse(plan.read_text(encoding="utf-8"))), load_calls(), TODAY).findings
    lines = []
    for finding in found:
        if finding.code.startswith(TOLD):
            lines.append(f"{finding.severity} {finding.code} {format_path(finding.where)}".strip())
            lines.extend(f"    {sentence}" for sentence in (finding.message, finding.hint) if sentence)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_a_plan_full_of_faults_is_answered_in_the_words_written_beside_it(plan):
    assert said_of(plan) == plan.with_suffix(".txt").read_text(encoding="utf-8")
