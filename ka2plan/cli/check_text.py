"""Findings in full: the gravest first, each with its line of the file, a caret, the next step and the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.finding_places import token_at
from ka2plan.cli.plan_files import position_of
from ka2plan.findings import ADVICE, ERROR, SEVERITIES, WARNING, Finding, Severity, counts, severity_word
from ka2plan.toml import Positions, format_path
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, cut, visible

if TYPE_CHECKING:
    from ka2plan.cli.check_paper import Paper
    from ka2plan.cli.checked_file import CheckedFile
    from ka2plan.cli.colour import Paint

MOST_OF_A_KIND = 20
"""Findings of one code that are told in full; a file may have thousands of them."""

COLOURS = {ERROR: "red", WARNING: "yellow", ADVICE: "cyan"}


def text_of(files: list[CheckedFile], paper: Paper, *, submit: bool = False) -> str:
    """All findings of all files, for a terminal or a pipe; with ``submit`` what each partner still owes, at the end."""
    return "\n".join(_file_text(file, paper, submit) for file in files)


def _file_text(file: CheckedFile, paper: Paper, submit: bool) -> str:
    positions = Positions(file.loaded.text)
    lines = file.loaded.text.splitlines()
    blocks = [
        block
        for alike in _by_code(file.findings)
        for block in (
            *(_block(finding, file, positions, lines, paper) for finding in alike[:MOST_OF_A_KIND]),
            *_not_told(alike),
        )
    ]
    owed = owed_by_partners(file, paper) if submit else ""
    return "\n".join([*blocks, *([owed] if owed else []), _summary(file, paper.paint)]) + "\n"


def _by_code(findings: tuple[Finding, ...]) -> list[list[Finding]]:
    """Findings of the same severity and code together, in the order of the first of each."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.severity, finding.code), []).append(finding)
    return list(found.values())


def _not_told(alike: list[Finding]) -> list[str]:
    more = len(alike) - MOST_OF_A_KIND
    if more <= 0:
        return []
    sentence = ngettext(
        "and {count} more finding of {code}; `--json` has all of them",
        "and {count} more findings of {code}; `--json` has all of them",
        more,
    )
    return [sentence.format(count=number(more), code=alike[0].code) + "\n"]


def _block(finding: Finding, file: CheckedFile, positions: Positions, lines: list[str], paper: Paper) -> str:
    head = f"{severity_word(finding.severity)} {finding.code}"
    line, column = position_of(finding, positions)
    place = f"{file.loaded.shown_path}:{line}:{column}"
    where = visible(format_path(finding.where))
    parts = [
        paper.wrapped(f"{paper.paint(COLOURS[finding.severity], head)}  ", len(head) + 2, visible(finding.message)),
        paper.place(f"{place}  {where}"),
    ]
    is_there = not finding.where or str(finding.where[0]) in file.loaded.data
    if finding.severity != ADVICE and is_there:
        parts.extend(excerpt(line, column, lines, paper))
    if finding.hint:
        parts.append(paper.hint(visible(finding.hint)))
    if finding.source:
        parts.append(paper.step(_("source: {source}").format(source=finding.source)))
    return "\n".join(parts) + "\n"


def excerpt(line: int, column: int, lines: list[str], paper: Paper) -> list[str]:
    """A line of the file with a caret under what is meant; of plain paper the line alone."""
    if not 1 <= line <= len(lines):
        return []
    number, source = str(line), lines[line - 1].lstrip("\ufeff")
    if paper.plain:
        return [paper.quoted(line, source)]
    paint, width = paper.paint, paper.width
    margin = " " * len(number)
    shown = visible(source[: column - 1]) + visible(source[column - 1 :])
    before = cells(visible(source[: column - 1]))
    room = width - len(number) - 5
    shift = max(0, before - room + 20)
    token = token_at(source, column)
    mark = "^" * max(1, min(cells(visible(token)), room - before + shift))
    bar = paint("blue", "|")
    return [
        f" {margin} {bar}",
        f" {paint('blue', number)} {bar} {cut(shown[shift:], room)}",
        f" {margin} {bar} {' ' * (before - shift)}{paint('yellow', mark)}",
    ]


def counted(severity: Severity, count: int) -> str:
    """``2 errors``, ``1 warning``, ``5 pieces of advice``."""
    forms = {
        ERROR: ngettext("{count} error", "{count} errors", count),
        WARNING: ngettext("{count} warning", "{count} warnings", count),
        ADVICE: ngettext("{count} piece of advice", "{count} pieces of advice", count),
    }
    return forms[severity].format(count=count)


def counted_up(file: CheckedFile, paint: Paint) -> str:
    """How many findings of each severity there are in a file, and how many it accepts."""
    found = counts(file.findings)
    said = [paint(COLOURS[severity], counted(severity, found[severity])) for severity in SEVERITIES if found[severity]]
    text = ", ".join(said) if said else paint("green", _("no problem found"))
    if file.ignored:
        text += ngettext(
            ", {count} finding accepted in [ignored]", ", {count} findings accepted in [ignored]", file.ignored
        ).format(count=file.ignored)
    return f"{file.loaded.shown_path}: {text}"


def _summary(file: CheckedFile, paint: Paint) -> str:
    line = counted_up(file, paint)
    codes = sorted({finding.code for finding in file.findings})
    if codes:
        line += "\n" + _("`ka2plan explain {code}` explains a code.").format(code=codes[0])
    return line


def owed_by_partners(file: CheckedFile, paper: Paper) -> str:
    """What is missing for the form, by partner."""
    from ka2plan.rules.rules import RULES

    asked = {rule.code for rule in RULES if rule.mandatory_on_submit or rule.is_owed}
    by_partner: dict[str, list[str]] = {}
    for finding in file.findings:
        if finding.code in asked and finding.where[:1] == ("partners",) and len(finding.where) > 1:
            by_partner.setdefault(str(finding.where[1]), []).append(visible(finding.message))
    if not by_partner:
        return ""
    lines = [paper.paint("bold", _("Still missing from each partner:"))]
    for missing in by_partner.values():
        lines += [paper.wrapped("  ", 4, told) for told in (missing if paper.plain else ["; ".join(missing)])]
    return "\n".join(lines) + "\n"
