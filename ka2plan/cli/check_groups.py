"""Findings of one kind with one remedy, put together: entries with the same sentence, sentences with the same hint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ka2plan.findings import Finding, Severity
from ka2plan.named_tuples import NamedTuple
from ka2plan.rules.rule import Rule
from ka2plan.words.figures import listed
from ka2plan.words.messages import _

ENTRY = "\x00"
"""Stands in a text for the id of the entry it is about."""

MOST_NAMES = 12


class Alike(NamedTuple):
    """Findings that say the same of several entries."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The first of them, whose words speak for all."""
        return self.findings[0]

    @property
    def _others(self) -> str:
        return listed(map(entry_of, self.findings[1:]), MOST_NAMES)

    def message(self, rules: Mapping[str, Rule], most: int = MOST_NAMES) -> str:
        """What is wrong with all of them, in one sentence that names so many entries at most."""
        if len(self.findings) == 1:
            return self.first.message
        rule = rules.get(self.first.code)
        of_several = rule.of_several if rule else None
        if of_several and of_several(1).format(names=entry_of(self.first)) == self.first.message:
            entries = tuple(dict.fromkeys(map(entry_of, self.findings)))
            return of_several(len(entries)).format(names=listed(entries, most))
        id = entry_of(self.first)
        also = _("{name} (also {others})").format(name=id, others=self._others)
        return _whole(id).sub(lambda _found: also, self.first.message, count=1)

    def hint(self) -> str:
        """The next step for all of them."""
        if all(finding.hint == self.first.hint for finding in self.findings):
            return self.first.hint
        return _("{hint} (the same for {others})").format(hint=self.first.hint, others=self._others)


class Group(NamedTuple):
    """Findings of one severity and code with the same next step, by what they say."""

    sentences: tuple[Alike, ...]

    @property
    def severity(self) -> Severity:
        """How grave they are."""
        return self.sentences[0].first.severity

    @property
    def code(self) -> str:
        """The rule that found them."""
        return self.sentences[0].first.code

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return tuple(finding for alike in self.sentences for finding in alike.findings)

    def hint(self) -> str:
        """The next step; told of one sentence, it names the entries it holds for."""
        if len(self.sentences) == 1:
            return self.sentences[0].hint()
        return Alike(self.findings).hint()


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """The findings by severity, code and next step, in the order of the first of each."""
    groups: dict[tuple[str, str, str], dict[str, list[Finding]]] = {}
    for finding in findings:
        key = (finding.severity, finding.code, _of_any_entry(finding.hint, finding))
        said = _of_any_entry(finding.message, finding)
        groups.setdefault(key, {}).setdefault(said, []).append(finding)
    return [Group(tuple(Alike(tuple(alike)) for alike in sentences.values())) for sentences in groups.values()]


def entry_of(finding: Finding) -> str:
    """The id of the entry that a finding is about; empty where it is about none.

    Ids without a letter count as none: they cannot be told from the figures of a sentence.
    """
    if len(finding.where) < 2 or finding.where[0] == "project":
        return ""
    id = str(finding.where[1])
    return id if any(letter.isalpha() for letter in id) else ""


def _of_any_entry(text: str, finding: Finding) -> str:
    id = entry_of(finding)
    return _whole(id).sub(ENTRY, text) if id else text


def _whole(id: str) -> re.Pattern[str]:
    """Finds an id where it is not a part of a longer one."""
    return re.compile(rf"(?<![\w.-]){re.escape(id)}(?![\w-]|\.\w)")
