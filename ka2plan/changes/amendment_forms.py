"""What changes to a granted plan need, for people and as a JSON form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ka2plan.changes import amendments
from ka2plan.changes.amendments import CONTENT, Need
from ka2plan.changes.change_words import ChangeWords
from ka2plan.changes.changes import REMOVED
from ka2plan.changes.comparison import Comparison
from ka2plan.changes.effect_words import signed
from ka2plan.rules.fact_words import evidence_text
from ka2plan.schedule.forms import number
from ka2plan.toml import format_path
from ka2plan.words.figures import figure, listed
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.calls.reference import GuideRule

Title = Callable[[str], str]
"""The title of a source by its id."""

WIDTH = 88


def need_blocks(
    comparison: Comparison, needs: tuple[Need, ...], title: Title
) -> list[tuple[str, list[tuple[list[str], list[str]]]]]:
    """Headings, each with the changes under it and, beside them, the rules in words."""
    words = ChangeWords(comparison)
    return [
        (heading, [_block(list(alike), words, title) for _rules, alike in groupby(group, lambda need: need.rules)])
        for heading, group in groupby(needs, _heading)
    ]


def _block(needs: list[Need], words: ChangeWords, title: Title) -> tuple[list[str], list[str]]:
    """Changes of several kinds to which the same rules apply."""
    sentences = [sentence for need in needs for sentence in need_sentences(need, words)]
    return sentences, [rule_text(rule, title) for rule in needs[0].rules]


def _heading(need: Need) -> str:
    if need.about == CONTENT and need.needs == amendments.AMENDMENT:
        return _("Needs an amendment if it changes the work significantly; you have to judge this")
    return {
        amendments.IMPOSSIBLE: _("Cannot be changed while the project runs"),
        amendments.AMENDMENT: _("Needs an amendment of the grant"),
        amendments.AGREEMENT: _("Needs the agency's agreement"),
        amendments.LOSS: _("Reduces the final grant by its amount, unless an equivalent activity replaces it"),
        amendments.UNKNOWN: _("Not known: we found no rule about this; ask the agency"),
        amendments.NONE: _("Needs neither amendment nor agreement"),
        amendments.FILE_ONLY: _("Only in this file; not a part of the application"),
    }[need.needs]


def need_sentences(need: Need, words: ChangeWords) -> list[str]:
    """What was changed, in sentences."""
    lines = [f"{visible(id)} {signed(amount)}" for id, amount in need.by_wp.items()]
    sentences = [", ".join(lines)] if lines else []
    sentences += words.sentences_on(need.changes)
    taken_out = {change.where[-1] for change in need.changes if change.what == REMOVED and not change.key}
    sentences += [
        words.comparison.in_words(_("{id} is cancelled: {amount} EUR").format(id=visible(id), amount=figure(amount)))
        for id, amount in need.dropped.items()
        if id not in taken_out
    ]
    if need.in_place:
        names = listed(map(visible, need.in_place))
        sentences.append(_("new in the same work packages, perhaps equivalent: {names}").format(names=names))
    return sentences


def rule_text(rule: GuideRule, title: Title) -> str:
    """A rule with its number, its note, its sources and how far it was verified."""
    titles = "; ".join(visible(title(id)) for id in rule.source_ids)
    evidence = evidence_text(rule.evidence)
    if rule.borrowed:
        evidence = _("{evidence}, found for other calls").format(evidence=evidence)
    held = _(rule.text).rstrip(".") + (f" ({_(rule.note)})" if rule.note else "")
    return _("rule {id}: {text}. Source: {titles} ({evidence})").format(
        id=rule.id, text=held, titles=titles, evidence=evidence
    )


def needs_text(comparison: Comparison, needs: tuple[Need, ...], title: Title) -> str:
    """All of it in lines, each with a line end."""
    return "".join(f"{line}\n" for line in _lines(comparison, needs, title))


def _lines(comparison: Comparison, needs: tuple[Need, ...], title: Title) -> Iterator[str]:
    if not needs:
        yield _("nothing was changed since the grant")
    for place, (heading, blocks) in enumerate(need_blocks(comparison, needs, title)):
        if place:
            yield ""
        yield _("{heading}:").format(heading=heading)
        for sentences, rules in blocks:
            yield from (f"  {sentence}" for sentence in sentences)
            for rule in rules:
                yield from wrap(rule, WIDTH, initial_indent="    = ", subsequent_indent="      ")


def needs_json(comparison: Comparison, needs: tuple[Need, ...], title: Title) -> list[dict[str, Any]]:
    """The list ``amendment`` of ``diff --amendment --json``, as the manual's page on JSON gives it."""
    words = ChangeWords(comparison)
    return [
        {
            "needs": need.needs,
            "about": need.about,
            "where": [format_path(comparison.versions.told_path(change.where)) for change in need.changes],
            "by_wp": {id: number(amount) for id, amount in need.by_wp.items()},
            "dropped": {id: number(amount) for id, amount in need.dropped.items()},
            "sentences": need_sentences(need, words),
            "rules": [_rule_json(rule, title) for rule in need.rules],
        }
        for need in needs
    ]


def _rule_json(rule: GuideRule, title: Title) -> dict[str, Any]:
    return {
        "id": rule.id,
        "needs": rule.needs,
        "text": rule.text,
        "note": rule.note or None,
        "sources": [title(id) for id in rule.source_ids],
        "evidence": rule.evidence,
        "borrowed": rule.borrowed,
    }
