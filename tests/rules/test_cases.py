"""Every rule finds its fault in a tiny plan, says it in the words written there, and finds nothing else of its kind.

All findings of the code's prefix must be expected, all expected must be found, and no error of any other prefix may
appear unless it is expected too. A case without ``expects`` promises that nothing of its prefix is found.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from ka2plan import rules
from ka2plan.rules.file_rules import FILE_RULES
from ka2plan.rules.rule import Rule
from ka2plan.rules.rules import RULES, all_rules
from tests.rules.case_files import (
    CASES,
    UNREADABLE,
    WORDS,
    concerns,
    expected,
    findings_of,
    text_of,
    told,
    with_words,
)


@pytest.mark.parametrize("case", [*CASES, *UNREADABLE], ids=lambda case: case.stem)
def test_a_case_has_exactly_the_findings_written_in_it_in_these_words(case: Path) -> None:
    found = [told(finding) for finding in findings_of(case) if concerns(case, finding)]
    if os.environ.get("KA2PLAN_NEW_WORDS"):
        case.write_bytes(with_words(case.read_bytes(), found))
    assert sorted(found) == sorted(expected(text_of(case)))


def test_every_code_has_a_case_that_holds_its_message_and_the_next_step() -> None:
    shown = [lines for case in [*CASES, *UNREADABLE] for lines in expected(text_of(case))]
    assert {place.split()[3] for place, *sentences in shown if len(sentences) == len(WORDS)} == set(all_rules())


def test_a_code_belongs_to_one_rule() -> None:
    codes = [rule.code for rule in (*FILE_RULES, *RULES)]
    assert len(codes) == len(set(codes))


def test_every_rule_that_a_module_defines_is_asked() -> None:
    modules = [import_module(found.name) for found in iter_modules(rules.__path__, "ka2plan.rules.")]
    defined = {value.code for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert defined == {rule.code for rule in RULES}
