"""Whatever place of a plan is asked about: every answer comes, and every range in it lies within the text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from lsprotocol import types as lsp

from ka2plan.calls import load_calls
from ka2plan.lsp.actions import actions_at
from ka2plan.lsp.completion import completions_at
from ka2plan.lsp.diagnostics import diagnostics_of
from ka2plan.lsp.hover import hover_at
from ka2plan.lsp.inlays import inlays_of
from ka2plan.lsp.names import definition_at, references_at, renamable_at, renamed_at
from ka2plan.lsp.outline import folds_of, symbols_of
from ka2plan.lsp.plan_text import Facts, PlanText
from tests.conftest import ROOT
from tests.lsp.client import PLAN, URI, applied
from tests.lsp.test_features import MARKED

FACTS = Facts(load_calls(), date(2026, 9, 1))

TEXTS = {
    "faults": (ROOT / "samples" / "faults-to-learn-from.toml").read_text(encoding="utf-8"),
    "school": (ROOT / "samples" / "ka220-school.toml").read_text(encoding="utf-8"),
    "marked": MARKED,
    "lines of Windows": PLAN.replace("\n", "\r\n"),
}

EVERYTHING = lsp.Range(lsp.Position(0, 0), lsp.Position(9999, 0))


def opened(text: str, before: PlanText | None = None) -> PlanText:
    return PlanText(URI, text, 1, FACTS, before=before)


def places(text: PlanText, step: int):
    """Positions within words, every so many."""
    for number, word in enumerate(re.finditer(r"[\w.]+", text.text)):
        if number % step == 0:
            yield text.lines.position(word.start() + 1)


def is_within(text: PlanText, where: lsp.Range) -> bool:
    start, end = text.lines.offset(where.start), text.lines.offset(where.end)
    return start <= end and (text.lines.position(start), text.lines.position(end)) == (where.start, where.end)


@pytest.mark.parametrize("name", TEXTS)
def test_every_word_of_a_plan_is_answered_within_the_text(name):
    text = opened(TEXTS[name])
    assert all(is_within(text, found.range) for found in diagnostics_of(text, FACTS.book))
    assert all(is_within(text, symbol.range) and is_within(text, symbol.selection_range) for symbol in symbols_of(text))
    assert all(fold.start_line < fold.end_line for fold in folds_of(text))
    assert all(hint.label for hint in inlays_of(text, EVERYTHING))
    for where in places(text, 5):
        hover = hover_at(text, where)
        assert hover is None or hover.contents.value
        declared = definition_at(text, where)
        named = references_at(text, where, with_declaration=True)
        assert all(is_within(text, one.range) for one in ([declared] if declared else []) + named)
        for item in completions_at(text, where, has_snippets=True):
            assert is_within(text, item.text_edit.range)


def test_every_remedy_that_is_offered_changes_the_text_into_one_that_reads():
    text = opened(TEXTS["faults"])
    titles = set()
    for found in diagnostics_of(text, FACTS.book):
        for action in actions_at(text, lsp.Range(found.range.start, found.range.start)):
            titles.add(action.title)
            assert opened(applied(text.text, action.edit.changes[URI])).sense is not None
    assert len(titles) > 10


def test_a_rename_wherever_it_is_asked_for_leads_to_the_same_text():
    text = opened(PLAN)
    found = {}
    for where in places(text, 1):
        renamable = renamable_at(text, where)
        if renamable:
            edits = renamed_at(text, where, "NEW1")
            found.setdefault(renamable[1], set()).add(applied(PLAN, edits))
    assert {id: len(texts) for id, texts in found.items()} == dict.fromkeys(
        ("OSL", "IES", "ZAV", "WP1", "A1.1", "A1.2"), 1
    )


def test_what_was_known_is_told_around_what_is_being_typed():
    before = opened(PLAN)
    text = opened(PLAN.replace('title = "Survey"', 'title = "Survey'), before)
    assert text.sense is None
    assert [symbol.name for symbol in symbols_of(text)][:4] == ["project", "OSL", "IES", "ZAV"]
    assert all(is_within(text, symbol.range) for symbol in symbols_of(text))
    assert len(inlays_of(text, EVERYTHING)) >= 3
