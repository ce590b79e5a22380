"""What the rules say of plans full of faults, as a whole: it stands in a text beside each plan."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.toml import format_path, parse
from tests.rules.case_files import CASES, UNREADABLE, findings_of

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


BANNED = re.compile(
    r"\b(nought|mend(ed|s)?|told|said|stands?|answers for|win one|take .{1,30} out|taken out|permits)\b"
    r"|papers\.|\b[a-z]+-[a-z]+-[a-z]+\b"
)
"""Words that people with English as a second language misread, and keys of the facts in the place of words."""


@pytest.mark.parametrize("case", [*CASES, *UNREADABLE], ids=lambda case: case.stem)
def test_a_sentence_of_a_rule_has_no_word_that_is_easily_misread(case):
    for finding in findings_of(case):
        named = re.sub(r"“[^”]*”|`[^`]*`|\"[^\"]*\"", "", finding.message)
        assert not BANNED.search(named), finding.message
        assert not BANNED.search(re.sub(r"`[^`]*`|\"[^\"]*\"", "", finding.hint)), finding.hint
