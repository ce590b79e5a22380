"""``ka2plan resolve``: every clash is settled without the editor, and what is left is told."""

from __future__ import annotations

import pytest

from ka2plan.merge.named_sides import NamedSides
from ka2plan.merge.pieces import Labels
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse
from tests.cli.running import run
from tests.merge.test_identity import PLAN, REUSED, changed

OURS = changed(
    PLAN, ('end = "M9"', 'end = "M8"'), ("lump_sum = 120_000", "lump_sum = 250_000"), ('"Survey"', '"Needs"')
)
THEIRS = changed(
    PLAN, ('end = "M9"', 'end = "M7"'), ("lump_sum = 120_000", "lump_sum = 400_000"), ("objectives = ", "results = ")
)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(merge_texts(PLAN, OURS, THEIRS).text, encoding="utf-8")
    return path


def test_what_clashes_is_listed_by_the_place_that_is_typed(plan):
    before = plan.read_bytes()
    ran = run("resolve", plan, "--list")
    assert ran.code == 4
    assert ran.out == (
        "project.lump_sum  the project (lump_sum): 250000 in ours, 400000 in theirs, 120000 before\n"
        'A2.2.end  A2.2 (end): "M8" in ours, "M7" in theirs, "M9" before\n'
    )
    assert plan.read_bytes() == before


def test_a_choice_for_each_place_leaves_no_marker(plan):
    ran = run("resolve", plan, "project.lump_sum=theirs", 'activities."A2.2".end=ours')
    assert ran.code == 0
    wanted = changed(OURS, ("lump_sum = 250_000", "lump_sum = 400_000"), ("objectives = ", "results = "))
    assert plan.read_text(encoding="utf-8") == wanted


def test_what_was_not_chosen_stays_between_markers_and_is_told(plan):
    ran = run("resolve", plan, "A2.2.end=M6")
    assert ran.code == 4
    assert ran.out == "project.lump_sum  the project (lump_sum): 250000 in ours, 400000 in theirs, 120000 before\n"
    assert ran.err == "ka2plan: 1 conflict is left\n"
    assert plan.read_text(encoding="utf-8").count("<<<<<<<") == 1
    assert run("resolve", plan, "project.lump_sum=250.000").code == 0
    data = parse(plan.read_text(encoding="utf-8"))
    assert data["activities"]["A2.2"]["end"] == "M6"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("A2.2.end", "write PLACE=ours"),
        ("A2.1.end=ours", "conflicts are at: project.lump_sum, A2.2.end"),
        ("A2.2.end=both", "there can be only one value here"),
        ("A2.2.end=whenever", "A2.2.end:"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_the_reason_and_nothing_written(plan, word, told):
    before = plan.read_bytes()
    ran = run("resolve", plan, "project.lump_sum=ours", word)
    assert ran.code == 2
    assert told in ran.err
    assert plan.read_bytes() == before


def test_a_word_in_quotes_is_a_text(tmp_path):
    ours, theirs = changed(PLAN, ('"Survey"', '"One"')), changed(PLAN, ('"Survey"', '"Two"'))
    path = tmp_path / "plan.toml"
    path.write_text(merge_texts(PLAN, ours, theirs).text, encoding="utf-8")
    assert run("resolve", path, 'A2.1.title="ours"').code == 0
    assert parse(path.read_text(encoding="utf-8"))["activities"]["A2.1"]["title"] == "ours"


NAMED = PLAN + '\n[milestones.MS2]\ntitle = "Films shown"\ndue = "M12"\nafter = ["A2.1", "A2.3"]\n'
WITHOUT = changed(
    PLAN,
    (PLAN[PLAN.index('[activities."A2.3"]') : PLAN.index("[milestones")], ""),
    (PLAN[PLAN.index("[milestones.MS1]") : PLAN.index("[texts")], ""),
)


def test_an_entry_taken_out_and_named_by_the_other_goes_with_what_names_it(tmp_path):
    path = tmp_path / "plan.toml"
    marked = merge_texts(PLAN, WITHOUT, NAMED)
    path.write_text(marked.text, encoding="utf-8")
    assert len(marked.clashes) == 1
    ran = run("resolve", path, "A2.3=ours")
    assert (ran.code, ran.err) == (0, "ka2plan: no conflict is left\n")
    data = parse(path.read_text(encoding="utf-8"))
    assert "A2.3" not in data["activities"]
    assert data["milestones"]["MS2"]["after"] == ["A2.1"]


def test_an_entry_taken_out_and_named_by_the_other_is_kept_where_that_is_chosen(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(merge_texts(PLAN, WITHOUT, NAMED).text, encoding="utf-8")
    assert run("resolve", path, "A2.3=theirs").code == 0
    data = parse(path.read_text(encoding="utf-8"))
    assert data["activities"]["A2.3"]["title"] == "Layout"
    assert data["milestones"]["MS2"]["after"] == ["A2.1", "A2.3"]


@pytest.mark.parametrize(("word", "id"), [("A2.3=both", "A2.4"), ("A2.3=A9", "A9")])
def test_two_things_with_one_id_are_both_kept(tmp_path, word, id):
    path = tmp_path / "plan.toml"
    theirs = changed(PLAN, ('title = "Layout"', 'title = "Layout"\nnote = "in two colours"'))
    path.write_text(merge_texts(PLAN, REUSED, theirs).text, encoding="utf-8")
    assert run("resolve", path, word).code == 0
    data = parse(path.read_text(encoding="utf-8"))
    assert (data["activities"]["A2.3"]["title"], data["activities"][id]["title"]) == ("Radio play", "Layout")


def test_markers_keep_the_names_they_have(tmp_path):
    path = tmp_path / "plan.toml"
    labels = Labels("HEAD", "merged common ancestors", "ana/budget")
    path.write_text(merge_texts(PLAN, OURS, THEIRS, labels=labels).text, encoding="utf-8")
    assert run("resolve", path, "A2.2.end=ours").code == 4
    text = path.read_text(encoding="utf-8")
    assert "<<<<<<< HEAD\n" in text
    assert "||||||| merged common ancestors\n" in text
    assert ">>>>>>> ana/budget\n" in text


@pytest.mark.parametrize(
    ("labels", "us", "them"),
    [
        (Labels("HEAD", "abc1234", "ana/budget"), "ours (HEAD)", "theirs (ana/budget)"),
        (NamedSides("main", "abc1234", "b (old)").labels(7), "ours (main)", "theirs (b (old))"),
        (NamedSides("", "", "4f2a1b9 Courses").labels(7), "ours", "theirs (4f2a1b9 Courses)"),
        (Labels("Updated upstream", "base", "Stashed changes"), "ours (Updated upstream)", "theirs (Stashed changes)"),
    ],
)
def test_sentences_name_the_sides_as_the_markers_do(labels, us, them, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(merge_texts(PLAN, OURS, THEIRS, labels=labels).text, encoding="utf-8")
    told = f'A2.2.end  A2.2 (end): "M8" in {us}, "M7" in {them}, "M9" before\n'
    assert run("resolve", path, "--list").out.endswith(told)
    assert run("resolve", path, "project.lump_sum=ours").out == told


def test_a_file_without_markers_is_left_alone(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    ran = run("resolve", path)
    assert (ran.code, ran.err) == (0, "there is no conflict: the file has no conflict markers\n")
    assert run("resolve", path, "A2.1=ours").code == 2
