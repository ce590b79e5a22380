"""Forty cases of co-editing: git's merge of lines against ka2plan's merge of entries and fields.

    python -m tests.benchmarks.coediting_cases

Both merge the same texts, which are laid out as suits git's merge best. A merge is right where the result means what
both sides want; where they contradict each other, a conflict is right; and a fault that only both together make, such
as a sum that no longer closes, must be told.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ka2plan.calls import load_calls
from ka2plan.findings import ERROR, Finding
from ka2plan.merge.plain_values import same
from ka2plan.merge.three_way import Merged, merge_texts
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.toml import TomlFault, format_path, parse
from tests.merge.coediting import BASE, Case, changed
from tests.merge.renumbering_cases import RENUMBERINGS
from tests.merge.thirty_cases import CASES as THIRTY

CASES = (*THIRTY, *RENUMBERINGS)

COMMAND = "python -m tests.benchmarks.coediting_cases"

RIGHT, NEEDLESS, CONFLICT, WRONG = "clean and right", "needless conflict", "right conflict", "clean and wrong"
TOLD = "clean and right, fault told"
OUTCOMES = (RIGHT, NEEDLESS, CONFLICT, WRONG)


class Row(NamedTuple):
    """How the two merge one case."""

    case: Case
    by_git: str
    by_ka2plan: str


def sides_of(case: Case) -> tuple[str, str, str]:
    """Base, ours and theirs."""
    return BASE, changed(BASE, case.ours), changed(BASE, case.theirs)


def git_outcome(case: Case, folder: Path) -> str:
    """How ``git merge-file`` merges a case."""
    paths = [folder / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, sides_of(case), strict=True):
        path.write_bytes(text.encode())
    base, ours, theirs = map(str, paths)
    done = subprocess.run(["git", "merge-file", "-p", ours, base, theirs], capture_output=True, check=False)
    contradicts = bool(case.clashes or case.told)
    if done.returncode:
        return CONFLICT if contradicts else NEEDLESS
    return RIGHT if not contradicts and _means(done.stdout.decode(), case) else WRONG


def ka2plan_outcome(case: Case) -> str:
    """How ka2plan merges a case; clashes elsewhere, or lost changes beside one, count as wrong."""
    merged = merge_texts(*sides_of(case), check=_errors)
    found = {format_path(clash.where) for clash in merged.clashes}
    if found - case.clashes:
        return NEEDLESS
    if found != case.clashes or {finding.code for finding in merged.findings} != case.told:
        return WRONG
    if not _means(_with_ours(case, merged), case):
        return WRONG
    return CONFLICT if case.clashes else TOLD if case.told else RIGHT


def _with_ours(case: Case, merged: Merged) -> str:
    if not merged.clashes:
        return merged.text
    choices = {clash.where: "ours" for clash in merged.clashes}
    return merge_texts(*sides_of(case), choices=choices).text


def _means(text: str, case: Case) -> bool:
    try:
        return same(parse(text), parse(changed(BASE, case.right)))
    except TomlFault:
        return False


def _errors(data: dict[str, object]) -> tuple[Finding, ...]:
    """Errors of a plan, by the facts that come with ka2plan, on a day before its start."""
    findings = check(read_plan(data), load_calls(), date(2026, 10, 1)).findings
    return tuple(finding for finding in findings if finding.severity == ERROR)


def rows() -> tuple[Row, ...]:
    """Every case merged by both."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(Row(case, git_outcome(case, Path(folder)), ka2plan_outcome(case)) for case in CASES)


def table(merged: tuple[Row, ...]) -> str:
    """The cases and how often each outcome came, as Markdown."""
    lines = ["| what the two do | git | ka2plan |", "|---|---|---|"]
    lines += [f"| {row.case.name} | {row.by_git} | {row.by_ka2plan} |" for row in merged]
    for outcome in OUTCOMES:
        counts = [
            sum(by.startswith(outcome) for by in column) for column in zip(*(row[1:] for row in merged), strict=True)
        ]
        lines.append(f"| **{outcome}** | {counts[0]} | {counts[1]} |")
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    print(table(rows()), end="")
