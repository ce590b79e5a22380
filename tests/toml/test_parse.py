"""Reading is bounded, exact, and says what is wrong in a user's words, with line and column."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.toml import TomlFault, conflict_line, parse
from ka2plan.toml.fault import BOUNDS, CONFLICT, SYNTAX
from tests.toml.toml_texts import toml_texts


def fault(text: str) -> TomlFault:
    with pytest.raises(TomlFault) as caught:
        parse(text)
    return caught.value


def test_values_are_exact():
    data = parse("a = 0.1\nb = 250_000\nc = 2026-11-01\nd = true\ne = 1_000.50\n")
    assert data == {
        "a": Decimal("0.1"),
        "b": 250_000,
        "c": dt.date(2026, 11, 1),
        "d": True,
        "e": Decimal("1000.50"),
    }


def test_a_byte_order_mark_is_skipped():
    assert parse("\ufeffa = 1\r\n") == {"a": 1}


@settings(max_examples=200, deadline=None)
@given(toml_texts(), st.data())
def test_accepts_and_refuses_what_tomllib_does(text, data):
    """A text of the grammar, as it is and with one piece of it cut out."""
    begin = data.draw(st.integers(0, len(text)))
    damaged = text[:begin] + text[begin + data.draw(st.integers(0, 3)) :]
    for candidate in (text, damaged):
        try:
            expected = tomllib.loads(candidate.removeprefix("\ufeff"), parse_float=Decimal)
        except tomllib.TOMLDecodeError:
            assert fault(candidate).kind == SYNTAX
        else:
            assert repr(parse(candidate)) == repr(expected)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("format = 1\ntitle Outdoor\n", 2, 7, "“=” is missing"),
        ("a = 1 2\n", 1, 7, "after the value"),
        ("a = Outdoor\n", 1, 5, "a text needs quotes"),
        ('a = "Outdoor\nb = 1\n', 1, 13, "not closed on its line"),
        ("a = 'Outdoor\nb = 'x'\n", 1, 13, "not closed on its line"),
        ("a = 1\nb = 'Outdoor\nc = 1\n", 2, 5, "begins here"),
        ('a = 1\nb = "Outdoor', 2, 5, "begins here"),
        ('a = """\nOutdoor\n\n', 1, 5, "begins here"),
        ("a = '''\nOutdoor\n", 1, 5, "begins here"),
        ("a = ['x'\nb = 1\n", 2, 1, "list is not closed"),
        ("a = ['x',\n\n", 1, 10, "file ends"),
        ("a = { b = 1\n", 1, 12, "inline table is not closed"),
        ("a = 1\na = 2\n", 2, 6, "exists already"),
        ("[a]\n[b]\n[a]\n", 3, 3, "opened only once"),
        ("a = { b = 1 }\na.c = 2\n", 2, 8, "in one place"),
        ("a = 1\n[a.b]\n", 2, 5, "exists already"),
        ("a = { b = 1, b = 2 }\n", 1, 19, "exists already"),
        ("[Osnovna šola]\n", 1, 10, "quote it"),
        ("š = 1\n", 1, 1, "neither a key"),
        ("a.š = 1\n", 1, 3, "quote it"),
        ("[a\n", 1, 3, "“]”"),
        ("= 1\n", 1, 1, "neither a key"),
        ("a = 2027-02-30\n", 1, 5, "no such date"),
        ('a = "C:\\plans"\n', 1, 10, "backslash"),
        ('a = "\\u12"\n', 1, 8, "hexadecimal"),
        ('a = "\\ud800"\n', 1, 12, "Unicode"),
        ("a = '\x1b[31m'\n", 1, 6, "control character"),
        ('a = "\x07"\n', 1, 6, "control character"),
        ("a = 1 # \x00\n", 1, 9, "control character"),
    ],
)  # fmt: skip
def test_a_syntax_fault_is_said_in_words_at_its_place(text, line, column, words):
    found = fault(text)
    assert words in found.message
    assert (found.line, found.column, found.kind) == (line, column, SYNTAX)


def test_merge_markers_are_called_a_merge_conflict():
    text = "[a]\nx = 1\n<<<<<<< ours\ny = 1\n||||||| base\n=======\ny = 2\n>>>>>>> theirs\n"
    found = fault(text)
    assert (found.message, found.line, found.column, found.kind) == (
        "merge conflict at line 3",
        3,
        1,
        CONFLICT,
    )
    assert conflict_line(text) == 3
    assert conflict_line("<<<<<<< a\n>>>>>>> b\n") == 1
    assert conflict_line("x = 1\n<<<<<<< a text may begin so\n") is None


NUMBERS = ",".join(["1"] * 600_000)
HOSTILE = {
    "brackets that overflow the stack": "a = " + "[" * 900 + "]" * 900,
    "101 brackets": "a = " + "[" * 101 + "]" * 101,
    "brackets hidden behind brackets in strings": "a = " + '["]",' * 200 + "]" * 200,
    "brackets never closed": "a = " + "[" * 100_000,
    "inline tables in inline tables": "a = " + "{a=" * 900 + "1" + "}" * 900,
    "a dotted key of 10,000 parts": "a" + ".a" * 10_000 + " = 1",
    "a dotted key of quoted parts": '"a"' + ' . "a"' * 10_000 + " = 1",
    "a header of 50,000 parts": "[a" + ".a" * 50_000 + "]",
    "a long key in an inline table": "x = { a" + ".a" * 65 + " = 1 }",
    "many long headers": "".join(f"[k{number}{'.a' * 60}]\n" for number in range(6_000)),
    "an integer of 5,000 digits": "a = " + "1" * 5_000,
    "an integer of 401 digits": "a = -" + "1" * 401,
    "a hexadecimal integer of 100,000 digits": "a = 0x" + "f" * 100_000,
    "an exponent beyond decimal": "a = 1e99999999999999999999",
    "600,000 numbers": f"a = [{NUMBERS}]",
    "300,000 keys": "".join(f"k{number}=1\n" for number in range(300_000)),
    "30,000 indented tables": "".join(f"  [k{number}]\n" for number in range(30_000)),
    "more than five million characters": "#" * 5_000_001,
    "a million escapes": 'a = "' + "\\n" * 1_100_000 + '"',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_would_cost_too_much_is_refused_with_the_reason(text):
    found = fault(text)
    assert found.kind == BOUNDS
    assert found.message
    assert found.line >= 1


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 98 + "]" * 98,
        "a" + ".a" * 63 + " = 1",
        "a = " + "1" * 400,
        "# " + "a." * 200 + "1" * 500,
        "a = '" + "a." * 200 + "1" * 500 + "'",
        'a = """\n' + "[" * 30_000 + "=" * 300_000 + '"""',
        "a = 0001-01-01\nb = 9999-12-31\nc = 2028-02-29\n",
    ],
    ids=["deep", "many parts", "many digits", "comment", "string", "long string", "edge dates"],
)
def test_what_only_looks_costly_is_read(text):
    assert parse(text) is not None


def test_a_large_file_is_read_where_the_caller_insists():
    text = "#" * 5_000_001 + "\na = 1"
    assert parse(text, allow_large=True) == {"a": 1}


def test_a_bound_names_line_and_column_where_one_line_breaks_it():
    found = fault("a = 1\nb = '''\n\n''' # x\n  c = " + "1" * 500)
    assert (found.line, found.column) == (5, 7)
