"""Findings as build servers show them: GitLab's Code Quality, and JUnit's test results."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ka2plan.cli.finding_places import Placed, path_in_repository, placed
from ka2plan.findings import ADVICE, ERROR, WARNING, counts, severity_word
from ka2plan.toml import format_path
from ka2plan.words.messages import _
from ka2plan.words.visible import json_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ka2plan.cli.checked_file import CheckedFile

GITLAB_SEVERITIES = {ERROR: "major", WARNING: "minor", ADVICE: "info"}


def gitlab_of(files: list[CheckedFile]) -> str:
    """GitLab's report of code quality: a list with one object a finding."""
    return json_text([_issue(file, found) for file in files for found in placed(file)])


def _issue(file: CheckedFile, found: Placed) -> dict[str, Any]:
    path, _is_inside = path_in_repository(file.loaded.path)
    mark = sha256(f"{path} {found.mark}".encode(errors="surrogateescape")).hexdigest()[:32]
    return {
        "description": f"{found.finding.code}: {found.text}",
        "check_name": found.finding.code,
        "fingerprint": mark,
        "severity": GITLAB_SEVERITIES[found.finding.severity],
        "location": {"path": path, "lines": {"begin": found.line}},
    }


def junit_of(files: list[CheckedFile]) -> str:
    """JUnit's XML: a suite for every file, a case for every finding, of which errors fail; a passed one for none."""
    from xml.etree.ElementTree import Element, indent, tostring

    suites = Element("testsuites", name="ka2plan check")
    for file in files:
        suites.append(_suite(file))
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _suite(file: CheckedFile) -> Any:
    from xml.etree.ElementTree import Element, SubElement

    path, _is_inside = path_in_repository(file.loaded.path)
    name, found = visible(path), counts(file.findings)
    cases = list(placed(file))
    counted_up = {"tests": len(cases) or 1, "failures": found[ERROR], "errors": 0, "skipped": 0}
    suite = Element("testsuite", {"name": name, **{key: str(number) for key, number in counted_up.items()}})
    for each in cases:
        finding, where = each.finding, visible(format_path(each.finding.where))
        title = f"{finding.code} {where}" if where else finding.code
        case = SubElement(suite, "testcase", classname=name, name=title, file=name, line=str(each.line))
        told = visible("\n".join(_told(name, each)), multiline=True)
        if finding.severity == ERROR:
            SubElement(case, "failure", type=finding.code, message=visible(finding.message)).text = told
        else:
            SubElement(case, "system-out").text = told
    if not cases:
        SubElement(suite, "testcase", classname=name, name=_("no problem found"), file=name)
    return suite


def _told(path: str, found: Placed) -> Iterator[str]:
    finding = found.finding
    yield f"{path}:{found.line}:{found.column}: {severity_word(finding.severity)} {finding.code}"
    yield from filter(None, (finding.message, finding.hint))
    if finding.source:
        yield _("source: {source}").format(source=finding.source)
