"""``show eligibility``: whether a consortium may apply, with the reason for each organisation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

SAMPLE = Path(__file__).parents[2] / "samples" / "ka220-school.toml"


@pytest.fixture
def shown(tmp_path):
    """Shows the sample after some replacements, as values."""

    def show(*changes: tuple[str, str], today: str = "2026-02-01") -> dict:
        text = SAMPLE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        plan = tmp_path / "plan.toml"
        plan.write_text(text, encoding="utf-8")
        ran = run("show", "eligibility", str(plan), "--json", "--today", today)
        assert ran.code == 0
        return json.loads(ran.out)

    return show


def test_a_sound_consortium_may_apply_and_each_organisation_says_why(shown):
    found = shown()
    assert found["may_apply"] is True
    assert {id: partner["why"] for id, partner in found["partners"].items()} == dict.fromkeys(
        ("OSL", "IES", "ZAV", "PHS"), "EU country"
    )
    assert found["agencies"] == ["SI01 CMEPIUS"]
    assert (found["deadline"], found["days_left"]) == ("2026-03-05T12:00:00", 32)


def test_an_associated_partner_does_not_count(shown):
    found = shown(('name = "IES Tavernes Blanques"', 'role = "associated"\nname = "IES Tavernes Blanques"'))
    assert found["partners"]["IES"]["counts"] is False
    assert found["partners"]["IES"]["why"] == "associated partner"
    assert found["organisations"] == 3
    assert found["may_apply"] is False


def test_what_is_announced_only_leaves_the_answer_open(shown):
    found = shown(("call = 2026", "call = 2027"), ('country = "AT"', 'country = "CH"'))
    assert found["may_apply"] is None
    assert found["unsure"] == ["PHS"]
    assert found["countries"] == ["SI", "ES"]
    assert "ORG116" in [finding["code"] for finding in found["findings"]]


def test_the_text_names_the_deadline_on_both_clocks(monkeypatch):
    monkeypatch.setenv("TZ", "Atlantic/Azores")
    text = run("show", "eligibility", str(SAMPLE), "--today", "2026-02-01").out
    assert "This consortium may apply, as far as the plan and the known rules say." in text
    assert "Deadline: 5 Mar 2026, 12:00 Brussels time, in 4 weeks" in text
