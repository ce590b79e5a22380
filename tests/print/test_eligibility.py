"""``show eligibility``: whether a consortium may apply, with the reason for each organisation."""

from __future__ import annotations

import json
import time
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


@pytest.fixture
def draft(tmp_path):
    """The sample before anything of it has begun."""
    plan = tmp_path / "draft.toml"
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    plan.write_text("".join(line for line in lines if not line.startswith(("status", "actual"))), encoding="utf-8")
    return plan


@pytest.fixture
def clock_of():
    """Sets the clock of the user's machine to a time zone."""
    with pytest.MonkeyPatch.context() as inner:

        def in_zone(zone: str) -> None:
            inner.setenv("TZ", zone)
            time.tzset()

        yield in_zone
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Ljubljana", "5 Mar 2026, 12:00 Brussels time, 32 days left"),
        ("Europe/Athens", "5 Mar 2026, 12:00 Brussels time (13:00 on your clock), 32 days left"),
        ("Pacific/Auckland", "5 Mar 2026, 12:00 Brussels time (6 Mar 2026, 00:00 on your clock), 32 days left"),
    ],
)
def test_every_place_names_the_deadline_on_both_clocks_with_the_days_left(zone, told, clock_of, draft):
    clock_of(zone)
    words = ("--today", "2026-02-01", "--plain")
    assert f"Deadline: {told}" in run("show", "eligibility", draft, *words).out.splitlines()
    assert f"{told}: KA220 2026, round 1: OUTCLASS" in run("portfolio", draft, *words).out.splitlines()


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-03-04", ""),
        ("2026-03-05", "is today: 5 Mar 2026, 12:00 Brussels time (13:00 on your clock)"),
        ("2026-03-06", "was 5 Mar 2026, 12:00 Brussels time (13:00 on your clock)"),
    ],
)
def test_from_the_day_of_the_deadline_on_check_names_its_hour(today, told, clock_of, draft):
    clock_of("Europe/Athens")
    found = run("check", draft, "--select", "CAL212", "--today", today, "--plain").out
    assert told in found
    assert ("CAL212" in found) == bool(told)


def test_that_no_start_of_a_project_is_known_is_said(shown):
    found = shown(("KA220-SCH", "KA240-SCH"), ('status = "running"\n', ""), ("actual = { start = 2026-11-03 }\n", ""))
    assert [finding["where"] for finding in found["findings"] if finding["code"] == "CAL215"] == ["project.start"]
    assert "start of the project: not known" in run("types", "KA240-SCH").out
