"""Every rule finds its fault in a tiny plan, and nothing else of its kind: the expectation is written inside the plan.

A case is ``cases/CODE-what-it-shows.toml``. Its first lines are comments::

    # expects: warning CAL104 project.start
    # today: 2026-09-01
    # submit: yes
    # facts: draft

``facts`` names a folder of year files beside the cases. All findings of the code's prefix must be expected, all
expected must be found, and no error of any other prefix may appear unless it is expected too. A case without
``expects`` promises that nothing of its prefix is found.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from ka2plan import rules
from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.rules.file_rules import FILE_RULES
from ka2plan.rules.rule import Rule
from ka2plan.rules.rules import RULES
from ka2plan.toml import format_path, parse

FACTS = Path(__file__).parent / "facts"
CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def written(text: str, word: str) -> list[str]:
    """The values of all ``# word: value`` lines."""
    prefix = f"# {word}:"
    return [line.removeprefix(prefix).strip() for line in text.splitlines() if line.startswith(prefix)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_has_exactly_the_findings_written_in_it(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    today = date.fromisoformat(next(iter(written(text, "today")), "2026-08-01"))
    own = [str(FACTS / folder) for folder in written(text, "facts")]
    checked = check(read_plan(parse(text)), load_calls(own), today, submit=bool(written(text, "submit")))
    prefix = case.stem[:3]
    found = sorted(
        f"{finding.severity} {finding.code} {format_path(finding.where)}".strip()
        for finding in checked.findings
        if finding.code.startswith(prefix) or finding.severity == "error"
    )
    assert found == sorted(written(text, "expects"))


def test_every_rule_has_a_case_that_shows_its_fault() -> None:
    shown = {line.split()[1] for case in CASES for line in written(case.read_text(encoding="utf-8"), "expects")}
    assert {rule.code for rule in RULES} <= shown


def test_a_code_belongs_to_one_rule() -> None:
    codes = [rule.code for rule in (*FILE_RULES, *RULES)]
    assert len(codes) == len(set(codes))


def test_every_rule_that_a_module_defines_is_asked() -> None:
    modules = [import_module(found.name) for found in iter_modules(rules.__path__, "ka2plan.rules.")]
    defined = {value.code for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert defined == {rule.code for rule in RULES}
