"""Fails where less of a package is run by the tests than its floor says.

`pytest --cov --cov-report=json` writes what `python tests/coverage_floor.py coverage.json` reads. Lines and branches
count alike. A floor is what was reached, less one for what random tests happen to run: it is raised when tests come,
and lowered by nobody. What runs in programs that tests start is not counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

FLOORS = {
    "balance": 96,
    "calls": 98,
    "changes": 92,
    "charts": 97,
    "cli": 83,
    "document": 94,
    "export": 97,
    "figures": 98,
    "git": 65,
    "imports": 93,
    "ka2plan": 93,
    "lsp": 83,
    "merge": 93,
    "plan": 98,
    "print": 96,
    "rules": 97,
    "schedule": 97,
    "session": 95,
    "store": 91,
    "toml": 97,
    "tui": 91,
    "web": 69,
    "words": 97,
}
"""The least that is run, in per cent."""


def package_of(file: str) -> str:
    """The package of ka2plan that a file belongs to; modules beside the packages go together."""
    parts = Path(file).parts
    return parts[1] if len(parts) > 2 else "ka2plan"


def shares(report: dict[str, Any]) -> dict[str, float]:
    """The share of lines and branches that ran, in per cent, by package."""
    there: Counter[str] = Counter()
    run: Counter[str] = Counter()
    for file, found in report["files"].items():
        package, summary = package_of(file), found["summary"]
        there[package] += summary["num_statements"] + summary["num_branches"]
        run[package] += summary["covered_lines"] + summary["covered_branches"]
    return {package: 100 * run[package] / there[package] for package in sorted(there) if there[package]}


def faults(measured: dict[str, float]) -> list[str]:
    """A sentence for each package that is below its floor, has none, or is gone."""
    below = [
        f"{package}: {share:.1f} % run, the floor is {FLOORS[package]} %"
        for package, share in measured.items()
        if package in FLOORS and share < FLOORS[package]
    ]
    return [
        *below,
        *(f"{package}: has no floor" for package in measured if package not in FLOORS),
        *(f"{package}: was not measured" for package in FLOORS if package not in measured),
    ]


def main() -> int:
    """Prints what was measured by package, then the faults."""
    measured = shares(json.loads(Path(sys.argv[1]).read_bytes()))
    for package, share in measured.items():
        print(f"{package:<12}{share:6.1f} %  floor {FLOORS.get(package, 0)} %")
    found = faults(measured)
    for fault in found:
        print(fault)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
