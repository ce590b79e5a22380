"""The samples of both core types in Slovenian: the same plans, sound, with Slovenian words."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.cli.running import SAMPLES, run

SLOVENIAN = sorted(path.name for path in (SAMPLES / "sl").glob("*.toml"))


def test_there_is_one_of_each_core_type():
    assert SLOVENIAN == ["ka210-small-scale.toml", "ka220-school.toml"]


@pytest.mark.parametrize("name", SLOVENIAN)
def test_it_is_the_english_plan_in_other_words(name):
    ours, theirs = (tomllib.loads((folder / name).read_text("utf-8")) for folder in (SAMPLES / "sl", SAMPLES))
    for plan in (ours, theirs):
        plan["project"].pop("acronym")
        for kept in (plan["partners"], plan["indicators"]):
            for entry in kept.values():
                entry.pop("kind", None)
                entry.pop("unit", None)
    assert ours.keys() == theirs.keys()
    for table in set(ours) - {"texts"}:
        assert keys_and_numbers(ours[table]) == keys_and_numbers(theirs[table]), table
    assert {id: sorted(texts) for id, texts in ours["texts"].items()} == {
        id: sorted(texts) for id, texts in theirs["texts"].items()
    }


def keys_and_numbers(value: Any) -> Any:
    """Keys, with all that is no text of several words."""
    if isinstance(value, dict):
        return {key: keys_and_numbers(item) for key, item in value.items() if key not in WORDS}
    return value


WORDS = ("title", "results", "verification", "name")
"""Keys of what is written in the language of the plan."""


@pytest.mark.parametrize("name", SLOVENIAN)
def test_nothing_is_wrong_in_it(name):
    ran = run("check", str(SAMPLES / "sl" / name), "--today", "2026-11-29", "--lang", "sl")
    assert ran.code == 0
    assert ran.out.endswith(f"{name}: ni težav\n")
