"""Findings as SARIF 2.1.0, with what ``explain`` knows of every code: GitHub shows it beside the line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ka2plan import __version__
from ka2plan.cli.finding_places import Placed, path_in_repository, placed
from ka2plan.findings import ADVICE, ERROR, WARNING
from ka2plan.rules.explain import Explanation, explained
from ka2plan.rules.rules import all_rules
from ka2plan.toml import format_path
from ka2plan.words.messages import _
from ka2plan.words.visible import json_text

if TYPE_CHECKING:
    from ka2plan.calls import CallBook
    from ka2plan.cli.checked_file import CheckedFile

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

LEVELS = {ERROR: "error", WARNING: "warning", ADVICE: "note"}
KINDS = {ERROR: "error", WARNING: "warning", ADVICE: "recommendation"}
"""GitHub's words for how grave the alerts of a rule are."""

TOP = "%SRCROOT%"
"""Stands for the top of the repository."""

LONGEST = 1024
"""Characters of a description that GitHub shows."""


def sarif_of(files: list[CheckedFile], book: CallBook) -> str:
    """A SARIF 2.1.0 log with one run."""
    codes = sorted({finding.code for file in files for finding in file.findings})
    driver = {"name": "ka2plan", "version": __version__, "semanticVersion": _semantic(__version__)}
    run = {
        "tool": {"driver": {**driver, "rules": [_rule(code, explained(code, book)) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {TOP: {"description": {"text": _("The top of the repository.")}}},
        "results": [_result(file, found, codes) for file in files for found in placed(file)],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _semantic(version: str) -> str:
    numbers = version.partition("+")[0].split(".")[:3]
    return ".".join((*numbers, "0", "0")[:3])


def _rule(code: str, told: Explanation) -> dict[str, Any]:
    severity = all_rules()[code].severity
    return {
        "id": code,
        "name": code,
        "shortDescription": {"text": _sentence(told.title)},
        "fullDescription": {"text": told.summary[:LONGEST]},
        "help": {"text": told.text, "markdown": told.text},
        **({"helpUri": told.address} if told.address else {}),
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {
            "tags": [code.rstrip("0123456789")],
            "precision": "very-high",
            "problem.severity": KINDS[severity],
        },
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:LONGEST]}"


def _result(file: CheckedFile, found: Placed, codes: list[str]) -> dict[str, Any]:
    finding = found.finding
    region = {"startLine": found.line, "startColumn": found.column, "endLine": found.line, "endColumn": found.end}
    place = {"artifactLocation": _artifact(file.loaded.path), "region": region}
    where = format_path(finding.where)
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": found.text},
        "locations": [
            {"physicalLocation": place, **({"logicalLocations": [{"fullyQualifiedName": where}]} if where else {})}
        ],
        "partialFingerprints": {"primaryLocationLineHash": found.mark},
    }


def _artifact(path: str) -> dict[str, str]:
    name, is_inside = path_in_repository(path)
    uri = quote(os.fsencode(name))
    if is_inside:
        return {"uri": uri, "uriBaseId": TOP}
    return {"uri": f"file://{uri}" if uri.startswith("/") else uri}
