"""Case files: a plan, a report of it and the whole text that is expected.

A case is ``cases/WHAT-it-shows.txt`` in three sections::

    ==== report
    timeline width=80 today=2027-01-20 ascii=yes
    ==== plan
    outclass
    ==== shown
    OUTCLASS  Outdoor classrooms for rural schools
    ...

The plan is the name of a file in ``plans/`` or TOML text. Escape characters stand as ``␛``.
``KA2PLAN_UPDATE_CASES=1 python -m pytest tests/print`` writes what is shown now into every case: read the
difference before you commit it.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ka2plan.plan import Plan, read_plan
from ka2plan.print.show import show
from ka2plan.print.timeline import timeline

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.txt"))

COUNTS = {"error": 1, "warning": 2, "advice": 3}


class Case(NamedTuple):
    """One case file, read."""

    report: str
    plan: str
    shown: str

    def text(self) -> str:
        """The case as its file has it."""
        return f"==== report\n{self.report}\n==== plan\n{self.plan}\n==== shown\n{self.shown}"


def read_case(path: Path) -> Case:
    """The sections of a case file; what is shown may still be missing."""
    _, report, rest = path.read_text(encoding="utf-8").partition("==== report\n")
    report, _, rest = rest.partition("\n==== plan\n")
    plan, _, shown = rest.partition("\n==== shown\n")
    return Case(report.strip(), plan.strip(), shown)


def plan_text(name_or_text: str) -> str:
    """The TOML text of a plan in ``plans/``, or the text itself."""
    named = HERE / "plans" / f"{name_or_text}.toml"
    return named.read_text(encoding="utf-8") if "\n" not in name_or_text else name_or_text


def plan_of(name_or_text: str) -> Plan:
    """The plan of that name, or of that text."""
    return read_plan(tomllib.loads(plan_text(name_or_text), parse_float=Decimal)).plan


def shown_by(case: Case) -> str:
    """What the report of a case shows now."""
    report, *words = case.report.split()
    options: dict[str, Any] = {"today": date(2027, 1, 20), "width": 80, "management_wp": "WP1"}
    options.update(_option(word) for word in words)
    plan = plan_of(case.plan)
    text = timeline(plan, COUNTS, **options) if report == "timeline" else show(plan, report, **options)
    return text.replace("\x1b", "␛")


def _option(word: str) -> tuple[str, Any]:
    name, _, value = word.partition("=")
    if value in ("yes", "none"):
        return name, True if value == "yes" else None
    if value.isdigit():
        return name, int(value)
    return name, date.fromisoformat(value) if name in ("today", "since", "until") else value
