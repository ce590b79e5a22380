"""Findings in full: the gravest first, each with its line of the file, a caret, the next step and the source."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ka2plan.cli.colour import paint_for, screen_width
from ka2plan.cli.finding_places import token_at
from ka2plan.cli.plan_files import position_of
from ka2plan.findings import ADVICE, ERROR, SEVERITIES, WARNING, Finding, Severity, counts
from ka2plan.toml import Positions, format_path
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, cut, visible

if TYPE_CHECKING:
    from ka2plan.cli.checked_file import CheckedFile
    from ka2plan.cli.colour import Paint

MOST_OF_A_KIND = 20
"""Findings of one code that are told in full; a file may have thousands of them."""

COLOURS = {ERROR: "red", WARNING: "yellow", ADVICE: "cyan"}


def text_of(files: list[CheckedFile], *, submit: bool = False) -> str:
    """All findings of all files, for a terminal or a pipe; with ``submit`` what each partner still owes, at the end."""
    paint, width = paint_for("stdout"), min(screen_width(), 120)
    return "\n".join(_file_text(file, paint, width, submit) for file in files)


def _file_text(file: CheckedFile, paint: Paint, width: int, submit: bool) -> str:
    positions = Positions(file.loaded.text)
    lines = file.loaded.text.splitlines()
    blocks = [
        block
        for alike in _by_code(file.findings)
        for block in (
            *(_block(finding, file, positions, lines, paint, width) for finding in alike[:MOST_OF_A_KIND]),
            *_not_told(alike),
        )
    ]
    owed = owed_by_partners(file, paint, width) if submit else ""
    return "\n".join([*blocks, *([owed] if owed else []), _summary(file, paint)]) + "\n"


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


def _block(
    finding: Finding, file: CheckedFile, positions: Positions, lines: list[str], paint: Paint, width: int
) -> str:
    head = f"{severity_word(finding.severity)} {finding.code}"
    line, column = position_of(finding, positions)
    place = f"{file.loaded.shown_path}:{line}:{column}"
    where = visible(format_path(finding.where))
    parts = [
        wrapped(f"{paint(COLOURS[finding.severity], head)}  ", len(head) + 2, visible(finding.message), width),
        f"  {paint('blue', '-->')} {place}  {where}".rstrip(),
    ]
    is_there = not finding.where or str(finding.where[0]) in file.loaded.data
    if finding.severity != ADVICE and is_there:
        parts.extend(excerpt(line, column, lines, paint, width))
    if finding.hint:
        parts.append(wrapped(paint("blue", "  = "), 4, visible(finding.hint), width))
    if finding.source:
        parts.append(wrapped(paint("blue", "  = "), 4, _("source: {source}").format(source=finding.source), width))
    return "\n".join(parts) + "\n"


def wrapped(first: str, indent: int, text: str, width: int) -> str:
    """A text in lines of that width, behind what the first line begins with."""
    room = max(20, width - indent)
    lines = [text] if len(text) <= room else textwrap.wrap(text, room, break_on_hyphens=False)
    return first + f"\n{' ' * indent}".join(lines)


def excerpt(line: int, column: int, lines: list[str], paint: Paint, width: int) -> list[str]:
    """A line of the file with a caret under what is meant."""
    if not 1 <= line <= len(lines):
        return []
    number, source = str(line), lines[line - 1].lstrip("\ufeff")
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


def severity_word(severity: Severity) -> str:
    """What a severity is called."""
    return {ERROR: _("error"), WARNING: _("warning"), ADVICE: _("advice")}[severity]


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
    text = ", ".join(said) if said else paint("green", _("nothing to find fault with"))
    if file.ignored:
        text += ngettext(
            ", {count} finding accepted in [ignored]", ", {count} findings accepted in [ignored]", file.ignored
        ).format(count=file.ignored)
    return f"{file.loaded.shown_path}: {text}"


def _summary(file: CheckedFile, paint: Paint) -> str:
    line = counted_up(file, paint)
    codes = sorted({finding.code for finding in file.findings})
    if codes:
        line += "\n" + _("`ka2plan explain {code}` tells more about a code.").format(code=codes[0])
    return line


def owed_by_partners(file: CheckedFile, paint: Paint, width: int) -> str:
    """What is missing for the form, by partner."""
    from ka2plan.rules.rules import RULES

    asked = {rule.code for rule in RULES if rule.mandatory_on_submit or rule.is_owed}
    by_partner: dict[str, list[str]] = {}
    for finding in file.findings:
        if finding.code in asked and finding.where[:1] == ("partners",) and len(finding.where) > 1:
            by_partner.setdefault(str(finding.where[1]), []).append(visible(finding.message))
    if not by_partner:
        return ""
    lines = [paint("bold", _("Still to get from each partner:"))]
    lines += [wrapped("  ", 4, "; ".join(missing), width) for missing in by_partner.values()]
    return "\n".join(lines) + "\n"
