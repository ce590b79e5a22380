"""Markdown as a parser of GitHub's dialect reads it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ka2plan.export.markdown import escaped
from ka2plan.words.visible import in_file
from tests.export.making import FORMULAS, MARKUP, SAMPLES, exported, hostile, plan_in

READER = MarkdownIt("gfm-like")

TEXT_ONLY = {"text", "text_special"}

DIALECTS = (
    "==marked== ++added++ --- -- :skull: :+1: ~sub~ ^sup^ [^1]: note",
    "HTTP://X.EXAMPLE Www.x.example ftp://x.example mailto:me@x.example",
    "12.5 % 12. 12) 1.",
    "+ plus",
    "=",
    ": term",
    "a  \tb",
    "| a | b |",
    "&amp; &#65; &copy",
    "\\* \\\\",
    "*a",
    "Term\n: meaning",
)


def shown(text):
    return " ".join(in_file(text, multiline=True).split())


def inline(tokens):
    """What a line says, and the kinds of what is in it."""
    return "".join(token.content for token in tokens), {token.type for token in tokens}


def assert_is_text(text):
    tokens = READER.parse(escaped(text))
    if not shown(text):
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    said, kinds = inline(tokens[1].children)
    assert kinds <= TEXT_ONLY
    assert said == shown(text)


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP, *DIALECTS])
def test_what_looks_like_markdown_is_text(text):
    assert_is_text(text)


@given(st.text(alphabet="*_`#+-.!|~&:$^=@'\"/<>[](){}\\1w.ah t\n%;", max_size=30) | st.text(max_size=40))
def test_any_text_is_text(text):
    assert_is_text(text)


@pytest.mark.parametrize("text", ["6.5", "-", "SS+2m", "a = b", "Title: part", "1 Nov 2026 – 31 Oct 2027", "20 %, (x)"])
def test_figures_and_plain_words_stay_readable(text):
    assert escaped(f"a {text}") == f"a {text}"


def cells(tokens):
    found = []
    for before, token in pairwise(tokens):
        if before.type in ("td_open", "th_open"):
            said, kinds = inline([child for child in token.children if child.content or child.type in TEXT_ONLY])
            assert kinds <= TEXT_ONLY
            found.append(said)
    return found


@pytest.mark.parametrize("plan", [*map(plan_in, SAMPLES), hostile()], ids=[*(path.stem for path in SAMPLES), "hostile"])
def test_every_title_is_the_text_of_a_cell_and_nothing_else_is_made_of_it(plan):
    tokens = READER.parse(exported("md", plan).decode())
    said = cells(tokens)
    for entry in (*plan.work_packages.values(), *plan.activities.values(), *plan.milestones.values()):
        assert shown(entry.title) in said
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"heading", "inline", "bullet_list", "list_item", "paragraph", "fence"} | {
        *("table", "thead", "tbody", "tr", "th", "td")
    }
    assert [token.info for token in tokens if token.type == "fence"] == ["mermaid"]
