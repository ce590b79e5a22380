"""``types`` as text and as JSON."""

from __future__ import annotations

import json
import os

import pytest

from ka2plan.calls import load_calls
from ka2plan.errors import UsageError
from ka2plan.print.type_facts import types_json
from ka2plan.print.types import types_text, wrapped

BOOK = load_calls()
EXPECTED = os.path.join(os.path.dirname(__file__), "expected")


@pytest.mark.parametrize(
    ("name", "type_id", "year"),
    [("types", None, None), ("KA220-SCH-2026", "KA220-SCH", 2026), ("KA210-YOU-2025", "KA210-YOU", 2025),
     ("CBHE", "CBHE", None)],
)  # fmt: skip
def test_the_whole_text(name, type_id, year):
    """To renew a text that changed on purpose: ``ka2plan types ... > tests/calls/expected/NAME.txt``."""
    with open(os.path.join(EXPECTED, f"{name}.txt"), encoding="utf-8") as file:
        assert types_text(BOOK, type_id, year) == file.read()


@pytest.mark.parametrize("type_", BOOK.types(), ids=lambda type_: type_.id)
def test_only_addresses_are_longer_than_eighty_columns(type_):
    for year in BOOK.years_of(type_.code):
        lines = types_text(BOOK, type_.id, year).splitlines()
        assert [line for line in lines if len(line) > 80 and "://" not in line] == []
    assert all(len(line) <= 80 for line in types_text(BOOK, None, None).splitlines())


def test_types_of_a_year_are_those_that_it_knows():
    text = types_text(BOOK, None, 2024)
    assert "KA220-SCH" in text
    assert "KA240" not in text


@pytest.mark.parametrize(
    ("type_id", "year", "message"),
    [
        ("KA229-SCH", None, "there is no type “KA229-SCH”; did you mean KA220-SCH? `ka2plan types` lists them"),
        ("x\x1b", None, "there is no type “x␛”; `ka2plan types` lists them"),
        ("KA240-SCH", 2024, "nothing is known of KA240-SCH in the call of 2024; known years: 2026"),
        ("PI-FORWARD", 2027, "nothing is known of PI-FORWARD in the call of 2027; known years: 2023, 2025"),
        (None, 2027, "nothing is known of the call of 2027; known years: 2021, 2022, 2023, 2024, 2025, 2026"),
    ],
)
@pytest.mark.parametrize("say", [types_text, types_json])
def test_what_is_not_known_is_said_not_guessed(say, type_id, year, message):
    with pytest.raises(UsageError) as raised:
        say(BOOK, type_id, year)
    assert str(raised.value) == message


@pytest.mark.parametrize("type_", BOOK.types(), ids=lambda type_: type_.id)
def test_json_of_a_type_has_facts_dates_scale_and_their_sources(type_):
    for year in BOOK.years_of(type_.code):
        told = json.loads(json.dumps(types_json(BOOK, type_.id, year)))
        assert (told["version"], told["type"], told["call"]) == (1, type_.id, year)
        named = {id for fact in told["facts"].values() for id in fact["sources"]}
        assert named <= set(told["sources"])


def test_json_of_all_types():
    told = types_json(BOOK, None, None)
    assert [entry["id"] for entry in told["types"]] == [type_.id for type_ in BOOK.types()]
    assert told["types"][0]["calls"] == [2021, 2022, 2023, 2024, 2025, 2026]
    later = types_json(BOOK, None, 2021)["types"]
    assert {entry["code"] for entry in later} == {"KA220", "KA210", "PCOOP", "SSCP"}


def test_json_tells_dates_in_iso_form():
    rounds = types_json(BOOK, "KA210-SCH", 2024)["rounds"]
    assert rounds["2"]["deadline"]["value"] == "2024-10-08T12:00:00"
    assert rounds["2"]["deadline"]["published"] == "2024-10-01T12:00:00"
    assert rounds["2"]["start"] is None
    assert rounds["1"]["start"]["value"] == ["2024-09-01", "2024-12-31"]


def test_texts_of_a_users_file_cannot_act_on_the_terminal(tmp_path):
    fact = '{ value = ["\\u001b[2J"], source = "\\u001b]0;x\\u0007", evidence = "memory", note = "\\u202e" }'
    (tmp_path / "2027.toml").write_text(f"[facts.KA220]\nper_country_needs = {fact}\n")
    text = types_text(load_calls([str(tmp_path)]), "KA220-SCH", 2027)
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_word_longer_than_the_line_stays_whole():
    assert wrapped("a " + "b" * 20 + " c", 10) == ["a", "b" * 20, "c"]
    assert wrapped("", 10) == [""]
