"""Findings to be read to their end: one block for what has one remedy, advice counted, at last what to do first."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ka2plan.cli.check_groups import MOST_NAMES, Group, grouped
from ka2plan.cli.check_paper import Paper
from ka2plan.cli.check_text import COLOURS, counted, counted_up, excerpt, owed_by_partners
from ka2plan.cli.plan_files import position_of
from ka2plan.findings import ADVICE, ERROR, SEVERITIES, Finding, counts, rank, severity_word
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.rules import RULES, all_rules
from ka2plan.toml import Positions, format_path
from ka2plan.words.figures import listed, number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import cells, cut, visible

if TYPE_CHECKING:
    from ka2plan.cli.checked_file import CheckedFile

MOST_SENTENCES = 6
"""Sentences of one block; a file may have thousands of findings of a kind."""

FEW_SENTENCES = 10
"""Sentences of advice that may take ``LINES_IN_SHORT`` lines each; of more each has one, so that a screen has all."""

FEW_NAMES = 2
"""Lines and entries that are named where a sentence has one line, so that there is room to say what is wrong."""

LINES_IN_SHORT = 2
"""Lines of a piece of advice where nothing worse is left."""

SLACK_OF_WRAPPING = 6
"""Cells of a line that stay empty before a longer word."""


def grouped_text(files: list[CheckedFile], paper: Paper, *, submit: bool = False, advice: bool = False) -> str:
    """The findings of all files; with ``submit`` what each partner still owes, with ``advice`` advice as the rest."""
    texts = [_Page(file, Positions(file.loaded.text), paper).text(submit, advice) for file in files]
    return "\n".join([*texts, *([_total(files, paper)] if len(files) > 1 else [])])


def _total(files: list[CheckedFile], paper: Paper) -> str:
    """What was found in all plans together, and which have errors."""
    found = counts([finding for file in files for finding in file.findings])
    said = ", ".join(counted(severity, found[severity]) for severity in SEVERITIES if found[severity])
    faulty = [file.loaded.shown_path for file in files if counts(file.findings)[ERROR]]
    told = ngettext("All {count} plan: {found}.", "All {count} plans: {found}.", len(files))
    lines = [told.format(count=len(files), found=said or _("no problem found"))]
    if faulty:
        told = ngettext("{count} plan has errors: {plans}.", "{count} plans have errors: {plans}.", len(faulty))
        lines.append(told.format(count=len(faulty), plans=listed(faulty, MOST_NAMES)))
    return "".join(paper.wrapped("", 0, line) + "\n" for line in lines)


class _Page(NamedTuple):
    """One file with its findings, and how it is written."""

    file: CheckedFile
    positions: Positions
    paper: Paper

    def text(self, submit: bool, advice: bool) -> str:
        grave = grouped(finding for finding in self.file.findings if advice or finding.severity != ADVICE)
        mild = [] if grave else grouped(self.file.findings)
        parts = [self._block(group) for group in grave]
        if mild:
            lines = LINES_IN_SHORT if sum(len(group.sentences) for group in mild) <= FEW_SENTENCES else 1
            parts.append("".join(f"{line}\n" for group in mild for line in self._sentences(group, in_short=lines)))
        owed = owed_by_partners(self.file, self.paper) if submit else ""
        parts += [owed] if owed else []
        return "\n".join([*parts, self._end(grave or mild)])

    def _block(self, group: Group) -> str:
        lines = [*self._sentences(group), *self._place(group)]
        lines += self._steps(group.hint(), self._rule_source(group.sentences[0].first.source))
        return "".join(f"{line}\n" for line in lines)

    def _steps(self, hint: str, source: str = "") -> list[str]:
        """What to do, and the source of the rule, each behind a mark."""
        told = [self.paper.hint(visible(hint))] if hint else []
        return [*told, self.paper.step(visible(source))] if source else told

    def _sentences(self, group: Group, *, in_short: int = 0) -> Iterator[str]:
        """What is wrong, sentence by sentence, behind severity and code; lines of the file where they differ.

        ``in_short`` is how many lines a sentence may take; 0 for as many as it has.
        """
        plain = f"{severity_word(group.severity)} {group.code}"
        head, indent = self.paper.paint(COLOURS[group.severity], plain), cells(plain) + 2
        with_lines = in_short or len(group.sentences) > 1
        slack = SLACK_OF_WRAPPING if in_short > 1 else 0
        room = in_short * (self.paper.width - indent - slack) if in_short else sys.maxsize
        most = FEW_NAMES if in_short == 1 else MOST_NAMES
        for alike in group.sentences[:MOST_SENTENCES]:
            said = visible(alike.message(all_rules(), most))
            if with_lines:
                said = _("{lines}: {message}").format(message=said, lines=self._lines(alike.findings, most))
            yield self.paper.wrapped(f"{head}  ", indent, cut(said, room))
            head = plain if self.paper.plain else " " * (indent - 2)
        more = sum(len(alike.findings) for alike in group.sentences[MOST_SENTENCES:])
        if more:
            told = ngettext(
                "and {count} more finding of {code}; `--json` has all of them",
                "and {count} more findings of {code}; `--json` has all of them",
                more,
            )
            yield self.paper.wrapped(" " * indent, indent, told.format(count=number(more), code=group.code))

    def _place(self, group: Group) -> Iterator[str]:
        """The place of one finding with its line of the file; of several the lines."""
        path = self.file.loaded.shown_path
        if len(group.findings) > 1:
            yield self.paper.place(_("{path}, {lines}").format(path=path, lines=self._lines(group.findings)))
            return
        (finding,) = group.findings
        line, column = position_of(finding, self.positions)
        yield self.paper.place(f"{path}:{line}:{column}  {visible(format_path(finding.where))}")
        is_there = not finding.where or str(finding.where[0]) in self.file.loaded.data
        if finding.severity != ADVICE and is_there:
            drawn = excerpt(line, column, self.file.loaded.text.splitlines(), self.paper)
            yield from drawn if self.paper.plain else drawn[1:]

    def _lines(self, findings: Iterable[Finding], most: int = MOST_NAMES) -> str:
        """``line 7``, ``lines 7, 12 and 31``."""
        numbers = sorted({position_of(finding, self.positions)[0] for finding in findings})
        told = ngettext("line {lines}", "lines {lines}", len(numbers))
        return told.format(lines=listed(map(str, numbers), most))

    def _rule_source(self, source: str) -> str:
        """Where a rule stands, in one line that keeps how far it was verified; ``explain`` has all of it."""
        if not source:
            return ""
        titles, bracket, evidence = visible(source).rpartition(" (")
        if not bracket:
            titles, evidence = visible(source), ""
        told = _("source: {source}")
        room = self.paper.width - 4 - cells(told.format(source="")) - cells(bracket + evidence)
        return told.format(source=cut(titles, max(20, room)) + bracket + evidence)

    def _end(self, groups: list[Group]) -> str:
        """How much was found, what to do first, and where there is more."""
        lines = [counted_up(self.file, self.paper.paint)]
        first = min(groups, key=_urgency, default=None)
        if first is None:
            return f"{lines[0]}\n"
        if len(self.file.findings) > 1:
            told = _("Do this first ({code}, {lines}): {message}").format(
                code=first.code,
                lines=self._lines(first.findings),
                message=visible(first.sentences[0].message(all_rules())),
            )
            lines.append(self.paper.wrapped("", 0, told))
            lines += self._steps(first.hint())
        lines.append(self.paper.wrapped("", 0, self._more(first, groups)))
        return "".join(f"{line}\n" for line in lines)

    def _more(self, first: Group, groups: list[Group]) -> str:
        has_advice = any(finding.severity == ADVICE for finding in self.file.findings)
        if has_advice and all(group.severity != ADVICE for group in groups):
            told = _(
                "`--advice` shows the advice, `--format full` everything with sources, `ka2plan "
                "explain {code}` the reason."
            )
        elif has_advice and all(group.severity == ADVICE for group in groups):
            told = _("`--advice` shows what to do about each, `ka2plan explain {code}` the reason.")
        else:
            told = _("`--format full` shows everything with sources, `ka2plan explain {code}` the reason.")
        return told.format(code=first.code)


def _urgency(group: Group) -> tuple[int, int]:
    """The gravest first; of these the file itself, then in the order in which the rules rest on one another."""
    order = {rule.code: place for place, rule in enumerate(RULES)}
    return rank(group.severity), order.get(group.code, -1)


def concise_text(files: list[CheckedFile]) -> str:
    """One line a finding: ``path:line:column: severity CODE message``."""
    return "".join(line for file in files for line in _concise_lines(file))


def _concise_lines(file: CheckedFile) -> Iterator[str]:
    positions = Positions(file.loaded.text)
    for finding in file.findings:
        line, column = position_of(finding, positions)
        severity, message = severity_word(finding.severity), visible(finding.message)
        yield f"{file.loaded.shown_path}:{line}:{column}: {severity} {finding.code} {message}\n"
