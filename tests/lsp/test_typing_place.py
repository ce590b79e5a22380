"""What somebody types is known by what stands before the cursor, though the text does not read."""

from __future__ import annotations

import pytest

from ka2plan.lsp import typing_place
from ka2plan.lsp.typing_place import typed_at
from ka2plan.toml.bounds import MAX_DEPTH

A = '[activities."A2.1"]\n'
PATH = ("activities", "A2.1")

CASES = [
    ("", "key", (), ""),
    ("for", "key", (), "for"),
    ("[", "header", (), ""),
    ("[act", "header", (), "act"),
    ("[activities.", "header", ("activities",), ""),
    ('[activities."A2', "header", ("activities",), "A2"),
    ("[[", "header", (), ""),
    ("[texts.WP", "header", ("texts",), "WP"),
    ('[activities."A2.1".bud', "header", PATH, "bud"),
    (A, "key", PATH, ""),
    (A + "le", "key", PATH, "le"),
    (A + "  le", "key", PATH, "le"),
    (A + 'title = "x"\nle', "key", PATH, "le"),
    (A + "lead =", "value", (*PATH, "lead"), ""),
    (A + "lead = ", "value", (*PATH, "lead"), ""),
    (A + 'lead = "O', "value", (*PATH, "lead"), "O"),
    (A + "lead = 'O", "value", (*PATH, "lead"), "O"),
    (A + "budget.", "key", (*PATH, "budget"), ""),
    (A + "budget.O", "key", (*PATH, "budget"), "O"),
    (A + 'budget."O', "key", (*PATH, "budget"), "O"),
    (A + "budget.OSL = ", "value", (*PATH, "budget", "OSL"), ""),
    (A + "budget = { ", "key", (*PATH, "budget"), ""),
    (A + "budget = { OSL = 1, I", "key", (*PATH, "budget"), "I"),
    (A + 'partners = ["', "value", (*PATH, "partners", 0), ""),
    (A + 'partners = ["OSL", ', "value", (*PATH, "partners", 1), ""),
    (A + 'partners = [\n  "OSL",  # the first\n  "I', "value", (*PATH, "partners", 1), "I"),
    (A + 'after = ["A1", { id = "', "value", (*PATH, "after", 1, "id"), ""),
    (A + 'after = ["A1", { id = "A2", ty', "key", (*PATH, "after", 1), "ty"),
    (A + 'note = """\n[partners.X]\nline\n"""\nle', "key", PATH, "le"),
    (A + '[activities."A2.1".effort]\nO', "key", (*PATH, "effort"), "O"),
    ('[texts.WP1]\naims = "open\n[project]\n', "key", ("project",), ""),
]


@pytest.mark.parametrize(("text", "part", "above", "word"), CASES, ids=[repr(case[0][-24:]) for case in CASES])
def test_a_table_a_key_or_a_value_is_being_typed(text, part, above, word):
    typed = typed_at(text, len(text))
    assert (typed.part, typed.above, typed.word) == (part, above, word)


NOTHING = [
    A + "# lead = ",
    A + 'lead = "OSL"',
    A + 'lead = "OSL" ',
    A + "lead ",
    A + 'note = """\nwords ',
    A + "partners = []",
    A + "budget = { OSL = 1 } ",
    A.rstrip("\n"),
]


@pytest.mark.parametrize("text", NOTHING, ids=repr)
def test_nothing_is_offered_where_no_word_can_stand(text):
    assert typed_at(text, len(text)) is None


def test_the_rest_of_the_word_behind_the_cursor_goes_with_it():
    text = A + 'lead = "OSL"\n'
    typed = typed_at(text, text.index("SL"))
    assert (typed.word, text[typed.start : typed.end], typed.closes) == ("O", "OSL", True)


def test_what_a_list_or_table_has_already_is_known():
    text = A + 'partners = ["OSL", "IES", "'
    assert typed_at(text, len(text)).siblings == {"OSL", "IES"}
    text = A + 'title = "x"\nlead = "OSL"\n'
    assert typed_at(text, len(text)).siblings == {"title", "lead"}


def test_nothing_is_offered_within_more_brackets_than_a_plan_may_have(monkeypatch):
    opened = []
    frame = typing_place._Frame
    monkeypatch.setattr(typing_place, "_Frame", lambda *told: opened.append(told) or frame(*told))
    text = A + "x_a = " + "[" * 90_000
    assert typed_at(text, len(text)) is None
    assert len(opened) <= MAX_DEPTH + 2
    inside = A + "x_a = " + "[" * (MAX_DEPTH - 10) + '"a'
    assert typed_at(inside, len(inside)).word == "a"
