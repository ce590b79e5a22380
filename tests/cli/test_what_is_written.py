"""What commands write and what they never write: inputs stay, ``-`` is a stream, a value may begin with a minus."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.running import SAMPLES, run


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.toml"
    shutil.copy(SAMPLES / "ka220-school.toml", path)
    return path


@pytest.mark.parametrize("target", range(3))
def test_a_merge_never_writes_over_what_it_merges(plan, tmp_path, target):
    sides = [plan, tmp_path / "ours.toml", tmp_path / "theirs.toml"]
    for side in sides[1:]:
        shutil.copy(plan, side)
    before = plan.read_bytes()
    ran = run("merge", *sides, "-o", sides[target])
    assert (ran.code, ran.out) == (2, "")
    assert "is one of the plans that were read" in ran.err
    assert [side.read_bytes() for side in sides] == [before] * 3


@pytest.mark.parametrize(
    "words",
    [("export", "md", "PLAN"), ("merge", "PLAN", "PLAN", "PLAN"), ("brief", "PLAN", "OSL")],
    ids=lambda words: words[0],
)
def test_a_minus_is_standard_output(plan, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    words = [plan if word == "PLAN" else word for word in words]
    assert run(*words, "-o", "-").out == run(*words).out != ""
    assert not (tmp_path / "-").exists()


def test_a_new_plan_goes_to_standard_output_for_a_minus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "-").out.endswith(run("new").out) is True
    assert not (tmp_path / "-").exists()


def test_a_slip_of_standard_input_is_shown_and_not_applied(plan):
    assert "A2.1" in run("slip", "-", "A2.1", "1m", stdin=plan.read_bytes()).out
    ran = run("slip", "-", "A2.1", "1m", "--apply", stdin=plan.read_bytes())
    assert (ran.code, ran.out) == (2, "")
    assert "standard input cannot be written back" in ran.err


def test_a_value_may_begin_with_a_minus(plan):
    assert run("set", plan, "A2.1.title", "-x").code == 0
    assert 'title = "-x"' in plan.read_text(encoding="utf-8")


def test_the_format_is_a_value_like_others(plan):
    assert run("set", plan, "format", "1").code == 0


@pytest.mark.parametrize("words", [("rename", "A2.1", "x_1"), ("rename", "OSL", "x_osl"), ("add", "activity", "x_1")])
def test_no_entry_gets_an_id_that_would_make_it_the_users_own(plan, words):
    before = plan.read_bytes()
    ran = run(words[0], plan, *words[1:])
    assert ran.code == 2
    assert "x_" in ran.err
    assert plan.read_bytes() == before


def test_a_fault_that_one_side_has_is_not_said_to_be_new_because_its_place_in_a_list_moved(plan, tmp_path):
    text = plan.read_text(encoding="utf-8")
    partners = 'partners = ["OSL", "IES", "ZAV"]'
    assert partners in text
    ours, theirs = tmp_path / "ours.toml", tmp_path / "theirs.toml"
    ours.write_text(text.replace(partners, 'partners = ["OSL", "IES", "ZAV", "P4"]', 1), encoding="utf-8")
    theirs.write_text(text.replace(partners, 'partners = ["IES", "ZAV"]', 1), encoding="utf-8")
    ran = run("merge", plan, ours, theirs)
    assert ran.code == 0
    assert "a problem that neither" not in ran.err
