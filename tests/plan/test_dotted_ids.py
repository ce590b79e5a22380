"""Ids with a dot that nobody quoted: read as they were meant, and each reported once."""

from __future__ import annotations

from ka2plan.toml import Positions
from tests.plan.plans import PARTNERS, PROJECT, lines_of, reading_of, said

ENTRY = 'title = "A"\nstart = "M1"\nend = "M4"\nlead = "OSL"\n'


def test_an_unquoted_dotted_id_is_read_as_one_id_and_reported():
    reading = reading_of(f'[activities.A2.1]\n{ENTRY}[activities.B]\n{ENTRY}after = ["A2.1"]\n')
    assert list(reading.plan.activities) == ["A2.1", "B"]
    assert said(reading) == ['the id A2.1 is not quoted: TOML reads it as "1" inside "A2" -> write [activities."A2.1"]']
    assert lines_of(reading) == ["error SYN207 activities.A2.1"]


def test_several_ids_below_the_same_name_are_told_apart():
    reading = reading_of(f"[activities.A2.1]\n{ENTRY}[activities.A2.1.1]\n{ENTRY}[activities.A2]\n{ENTRY}")
    assert list(reading.plan.activities) == ["A2", "A2.1", "A2.1.1"]
    assert lines_of(reading) == ["error SYN207 activities.A2.1", "error SYN207 activities.A2.1.1"]


def test_the_same_id_quoted_and_unquoted_is_an_id_used_twice():
    reading = reading_of(f'[activities.A2.1]\n{ENTRY}[activities."A2.1"]\n{ENTRY}')
    assert lines_of(reading) == ["error SYN207 activities.A2.1", "error SYN302 activities.A2.1"]


def test_tables_that_belong_to_an_entry_are_no_ids():
    reading = reading_of(
        f"[activities.A2]\n{ENTRY}[activities.A2.budget]\nOSL = 5\n"
        "[activities.A2.actual]\nstart = 2026-11-09\n[activities.A2.x_own]\ntitle = 5\n"
    )
    assert lines_of(reading) == []


def test_a_slip_in_the_name_of_such_a_table_is_an_unknown_key():
    reading = reading_of(f"[activities.A2]\n{ENTRY}[activities.A2.actul]\nstart = 2026-11-09\n")
    assert said(reading) == ["`actul` is not a key of A2 -> did you mean `actual`?"]


def test_texts_of_an_unquoted_id_are_read_and_reported():
    reading = reading_of(f'[activities."A2.1"]\n{ENTRY}[texts.A2.1]\ncontent = "Needs"\n')
    assert reading.plan.texts == {"A2.1": {"content": "Needs"}}
    assert lines_of(reading) == ["error SYN207 texts.A2.1"]


def test_what_is_found_inside_an_unquoted_id_has_its_own_line():
    text = f"[activities.A2.1]\n{ENTRY}progress = 140\n"
    finding = reading_of(text).findings[-1]
    assert finding.where == ("activities", "A2.1", "progress")
    line, column = Positions(PROJECT + PARTNERS + text).of(finding.where)
    assert (PROJECT + PARTNERS + text).splitlines()[line - 1] == "progress = 140"
    assert column == 1
