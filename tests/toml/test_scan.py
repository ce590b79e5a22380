"""The scan loses nothing, reads as tomllib does, and gives each comment to its owner."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ka2plan.toml import parse
from ka2plan.toml.layout import layout_of
from ka2plan.toml.scan import LOOSE, ROOT, scan
from tests.toml.toml_texts import SCALARS, data_by_spans, toml_texts


def spelled(data: object) -> str:
    """Data with their types, comparable even where nan is among them."""
    if isinstance(data, dict):
        return "{" + ",".join(f"{key!r}:{spelled(data[key])}" for key in sorted(data)) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(spelled, data)) + "]"
    return repr(data)


@settings(max_examples=400, deadline=None)
@given(toml_texts())
def test_any_valid_text_comes_back_whole_and_means_what_tomllib_reads(text):
    layout = layout_of(text)
    assert layout.text == text
    assert spelled(data_by_spans(layout)) == spelled(parse(text))


@settings(max_examples=100, deadline=None)
@given(toml_texts())
def test_a_block_scans_the_same_when_it_stands_alone(text):
    for block in scan(text)[1:]:
        alone = scan(block.text)
        if block.kind == LOOSE:
            continue
        assert [alone[0].text, alone[1].text] == ["", block.text]
        assert alone[1].names == block.names
        assert alone[1].members == block.members


@pytest.mark.parametrize("value", SCALARS)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_value_is_spanned_exactly(value, eol):
    value = value.replace("\n", eol)
    text = f"key = {value} # note{eol}after = 1{eol}"
    first, second = scan(text)[0].members
    assert text[first.value.start : first.value.end] == value
    assert text[second.start : second.end] == f"after = 1{eol}"


def test_comments_go_to_their_owners():
    text = (
        "# about the file\n\nformat = 1\n\n# directly above\n[project] # behind\n# above a key\ntitle = 1\n"
        "# directly below\n\n# == banner ==\n# of two lines\n\n# another\n\n[partners.A]\n\n# at the end\n"
    )
    assert [(block.kind, block.text) for block in scan(text)] == [
        (ROOT, "# about the file\n\nformat = 1\n\n"),
        (
            "table",
            "# directly above\n[project] # behind\n# above a key\ntitle = 1\n# directly below\n\n",
        ),
        (LOOSE, "# == banner ==\n# of two lines\n\n"),
        (LOOSE, "# another\n\n"),
        ("table", "[partners.A]\n\n"),
        (LOOSE, "# at the end\n"),
    ]
    project = scan(text)[1]
    assert project.text[: project.header] == "# directly above\n"
    assert project.text[project.end :] == "\n"
    (title,) = project.members
    assert project.text[title.lead : title.end] == "# above a key\ntitle = 1\n"


def test_comments_in_an_array_go_to_the_element_below_or_beside():
    text = 'a = [ # of the array\n  "x", # of x\n\n  # loose\n\n  # of y\n  "y",\n]\n'
    x, y = scan(text)[0].members[0].value.members
    assert text[x.lead : x.comma + 1] == '  "x",'
    assert text[y.lead : y.comma + 1] == '  # of y\n  "y",'


def test_arrays_of_tables_get_their_indices():
    text = "[[a]]\n[[a.b]]\n[[a.b]]\n[a.b.c]\nx = 1\n[[a]]\n[[a.b]]\n"
    assert layout_of(text).paths == [
        (),
        ("a", 0),
        ("a", 0, "b", 0),
        ("a", 0, "b", 1),
        ("a", 0, "b", 1, "c"),
        ("a", 1),
        ("a", 1, "b", 0),
    ]


def test_a_path_is_found_wherever_it_is_written():
    text = "a.b.c = 1\n[d]\ne = { f.g = [ { h = 1 } ] }\n[a.x]\n"
    layout = layout_of(text)
    assert [(found.block, found.exact) for found in layout.mentions(("a",))] == [(0, False), (2, False)]
    found = layout.find(("d", "e", "f", "g", 0, "h"))
    assert found is not None
    assert found.key is not None
    assert layout.blocks[found.block].text[found.start :] == "h = 1 } ] }\n"
    assert layout.find(("d", "e", "f", "nothing")) is None
    assert layout.blocks_under(("a",)) == [2]


def test_a_long_key_line_is_scanned_in_linear_time():
    assert scan("k" * 200_000 + " = [1]\n")[0].members[0].value.kind == "array"


def test_deep_nesting_on_one_line_is_one_statement():
    text = "a = " + "[" * 60 + "'#'" + "]" * 60 + "\n[b]\n"
    assert [block.names for block in scan(text)] == [(), ("b",)]
