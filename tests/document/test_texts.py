"""Texts of several lines: whatever one says and whatever it stands in place of, it reads back as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.document import AddEntry, Batch, Document, ListInsert, SetValue, Unset
from ka2plan.document.value_text import render
from ka2plan.toml import parse
from ka2plan.toml.encoding import BOM

OLD = ('"""\nOne.\n"""', '"""One.\n"""', "'''\nOne.\n'''", "'''One.'''", '"One."', "'One.'", '""', '"""\n\n\nOne.\n"""')
"""What the new text stands in place of."""

PIECES = ["\n", "\n", "\r\n", "\r", "\t", *" '\"\\#č€\u00ad\ufeff\x1b", '""', "''", "One aim."]

texts = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
line_ends = st.sampled_from(["\n", "\r\n"])
marks = st.sampled_from(["", BOM])


def plan(old: str, eol: str, mark: str) -> str:
    text = f'format = 1\n\n[texts.WP1]\naims = {old} # kept\nplace = "Graz"\n\n[project]\npriorities = [\n    "a",\n]\n'
    return mark + text.replace("\n", eol)


@settings(max_examples=400)
@given(texts, st.sampled_from(["", *OLD]), line_ends, st.booleans())
def test_a_text_reads_as_it_was_meant_whatever_it_takes_its_quotes_from(text, like, eol, inside):
    written = render(text, like=like.replace("\n", eol), eol=eol, inside=inside)
    assert parse(f"text = {written}{eol}") == {"text": text}
    assert not inside or "\n" not in written


@settings(max_examples=200)
@given(texts, texts, st.sampled_from(OLD), line_ends, marks)
def test_texts_are_set_put_in_and_put_into_lists_in_files_of_every_kind(text, other, old, eol, mark):
    document = Document(plan(old, eol, mark))
    wheres = {
        SetValue(("texts", "WP1", "aims"), text): ("texts", "WP1", "aims"),
        SetValue(("texts", "WP1", "needs"), text): ("texts", "WP1", "needs"),
        SetValue(("texts", "WP2", "aims"), text): ("texts", "WP2", "aims"),
        ListInsert(("project", "priorities"), text): ("project", "priorities", 1),
    }
    for edit, where in wheres.items():
        for edits in (edit, Batch((edit, SetValue(("texts", "WP1", "place"), other)))):
            changed = document.apply(edits)
            value = changed.data
            for part in where:
                value = value[part]
            assert value == text
            assert changed.text.startswith(mark)
            assert "\n" not in changed.text.replace("\r\n", "") or eol == "\n"
    added = document.apply(AddEntry("activities", "A1.1", {"title": other, "note": text}))
    assert added.data["activities"]["A1.1"] == {"title": other, "note": text}
    assert parse(added.apply(Unset(("activities", "A1.1"))).text) == document.data


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", BOM], ids=["no mark", "mark"])
def test_an_empty_line_at_the_beginning_of_a_text_costs_one_line_of_the_file(eol, mark):
    """TOML drops the line end right behind the opening quotes: one more than the text has is written, and not two."""
    document = Document(plan('"""\nOne.\n"""', eol, mark))
    changed = document.apply(SetValue(("texts", "WP1", "aims"), "\n\nOne aim.\n"))
    assert changed.text == plan('"""\n\n\nOne aim.\n"""', eol, mark)
