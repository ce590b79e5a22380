"""Findings for other programs: ka2plan's own JSON, and GitHub's workflow commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.cli.plan_files import position_of
from ka2plan.findings import ADVICE, ERROR, WARNING, counts
from ka2plan.toml import Positions, format_path
from ka2plan.words.visible import json_text, visible

if TYPE_CHECKING:
    from ka2plan.cli.checked_file import CheckedFile

GITHUB_LEVELS = {ERROR: "error", WARNING: "warning", ADVICE: "notice"}


def json_of(files: list[CheckedFile]) -> str:
    """The stable JSON form: ``{"version": 1, "files": [{"path", "type", "call", "findings", "counts"}]}``."""
    return json_text({"version": 1, "files": [_file(file) for file in files]})


def _file(file: CheckedFile) -> dict[str, Any]:
    project = file.loaded.plan.project
    positions = Positions(file.loaded.text)
    findings = []
    for finding in file.findings:
        line, column = position_of(finding, positions)
        findings.append(
            {
                "code": finding.code,
                "severity": finding.severity,
                "where": format_path(finding.where),
                "line": line,
                "column": column,
                "message": finding.message,
                "hint": finding.hint,
                "source": finding.source,
            }
        )
    return {
        "path": file.loaded.path,
        "type": project.type or None,
        "call": project.call,
        "findings": findings,
        "counts": counts(file.findings),
    }


def github_of(files: list[CheckedFile]) -> str:
    """One workflow command a finding, which GitHub shows beside the line."""
    return "".join(_github_lines(file) for file in files)


def _github_lines(file: CheckedFile) -> str:
    positions = Positions(file.loaded.text)
    path = _github_property(file.loaded.path)
    lines = []
    for finding in file.findings:
        line, column = position_of(finding, positions)
        message = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
        level = GITHUB_LEVELS[finding.severity]
        place = f"file={path},line={line},col={column},title={finding.code}"
        lines.append(f"::{level} {place}::{_github_text(message)}\n")
    return "".join(lines)


def _github_text(text: str) -> str:
    return visible(text).replace("%", "%25")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
