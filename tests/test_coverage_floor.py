"""What the tests run is held against a floor by package."""

from __future__ import annotations

from typing import Any

from tests import coverage_floor
from tests.coverage_floor import faults, shares


def measured(statements: int, lines: int, branches: int, taken: int) -> dict[str, Any]:
    return {
        "summary": {
            "num_statements": statements,
            "covered_lines": lines,
            "num_branches": branches,
            "covered_branches": taken,
        }
    }


def test_lines_and_branches_of_all_files_of_a_package_count_together():
    files = {
        "ka2plan/rules/a.py": measured(10, 10, 10, 5),
        "ka2plan/rules/deep/b.py": measured(20, 15, 0, 0),
        "ka2plan/errors.py": measured(4, 4, 0, 0),
        "ka2plan/empty/__init__.py": measured(0, 0, 0, 0),
    }
    assert shares({"files": files}) == {"ka2plan": 100.0, "rules": 75.0}


def test_a_package_below_its_floor_or_without_one_or_not_measured_is_a_fault(monkeypatch):
    monkeypatch.setattr(coverage_floor, "FLOORS", {"rules": 90, "merge": 80, "toml": 70})
    assert faults({"rules": 90.0, "merge": 79.9, "new": 100.0}) == [
        "merge: 79.9 % run, the floor is 80 %",
        "new: has no floor",
        "toml: was not measured",
    ]
    assert faults({"rules": 90.0, "merge": 80.0, "toml": 100.0}) == []
