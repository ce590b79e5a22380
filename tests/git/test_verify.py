"""``ka2plan git verify``: merges that a server made by lines, or that somebody changed by hand, do not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.repositories import PLAN, Clone, clones

LONGER = ('end = "M4"', 'end = "M6"')
LATER = ('end = "M4"', 'end = "M5"')
CALLED = ('title = "Modules"', 'title = "Eight modules"')
THIRD = '\n[partners.ZAV]\nname = "Zavod Brezje"\ncountry = "HR"\n'


def changed(*pairs: tuple[str, str]) -> str:
    text = PLAN + THIRD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Nobody has installed a driver here."""
    return clones(tmp_path, PLAN + THIRD)[0]


def merged(clone: Clone, theirs: str, ours: str, result: str | None, message: str = "Merged") -> None:
    """Commits a merge of two texts with whatever text somebody made of them; None for none."""
    clone.git("checkout", "--quiet", "-B", "topic", "main")
    clone.plan.write_text(theirs, encoding="utf-8")
    clone.commit("Theirs")
    clone.git("checkout", "--quiet", "main")
    clone.plan.write_text(ours, encoding="utf-8")
    clone.commit("Ours")
    clone.git("merge", "--quiet", "--no-commit", "-s", "ours", "topic")
    if result is None:
        clone.plan.unlink()
    else:
        clone.plan.write_text(result, encoding="utf-8")
    clone.commit(message)


def test_merges_that_are_what_merging_gives_pass(clone):
    merged(clone, changed(CALLED), changed(LONGER), changed(CALLED, LONGER))
    assert clone.ka2plan("git", "verify") == "1 merge looked at, 0 wrong\n"


def test_a_side_that_got_lost_is_told_in_the_plans_own_terms(clone):
    merged(clone, changed(CALLED), changed(LONGER), changed(LONGER), "Merged \x1b[31m")
    said = clone.ka2plan("git", "verify", expect=4)
    assert said.splitlines()[1:] == [
        "    plan.toml is not what merging its parents gives:",
        '      A2.2 is called "Modules" instead of "Eight modules"',
        "1 merge looked at, 1 wrong",
    ]
    assert "Partner: Merged ␛[31m\n" in said


def test_what_clashed_is_for_its_author_to_choose(clone):
    for end in ("M5", "M6", "M9"):
        merged(clone, changed(LONGER, CALLED), changed(LATER), changed(CALLED, ('end = "M4"', f'end = "{end}"')))
        assert "0 wrong" in clone.ka2plan("git", "verify", "HEAD^!")
        clone.git("reset", "--quiet", "--hard", "HEAD~2")
    merged(clone, changed(LONGER, CALLED), changed(LATER), changed(LATER))
    said = clone.ka2plan("git", "verify", expect=4)
    assert 'A2.2 is called "Modules"' in said
    assert "A2.1" not in said


def test_what_follows_from_a_choice_is_no_fault(clone):
    """Whoever takes an entry out takes out what names it too."""
    taken_out = PLAN[: PLAN.index('\n[activities."A2.2"]')] + PLAN[PLAN.index("\n[milestones") :] + THIRD
    merged(clone, taken_out, changed(('end = "M12"', 'end = "M11"')), taken_out)
    assert "0 wrong" in clone.ka2plan("git", "verify")


def test_a_fault_that_only_the_merge_makes_is_told(clone):
    more, less = ("budget.OSL = 30_000", "budget.OSL = 31_000"), ("budget.IES = 20_000", "budget.IES = 19_000")
    also = ("budget.OSL = 12_000", "budget.OSL = 13_000")
    merged(clone, changed(less, also), changed(less, more), changed(less, more, also))
    said = clone.ka2plan("git", "verify", expect=4)
    assert "plan.toml has what no parent has:\n      error BUD101" in said
    assert "not what merging" not in said


def test_errors_that_a_parent_has_are_none_of_the_merges(clone):
    old = ('after = ["A2.1"]', 'after = ["A2.9"]')
    merged(clone, changed(old), changed(LONGER), changed(old, LONGER))
    assert "0 wrong" in clone.ka2plan("git", "verify")


def test_markers_and_a_plan_that_no_longer_reads_are_told(clone):
    broken = changed(CALLED).replace('end = "M4"\n', '<<<<<<< x\nend = "M4"\n=======\nend = "M5"\n>>>>>>> y\n')
    merged(clone, changed(CALLED), changed(LONGER), broken)
    assert "merge conflict at line" in clone.ka2plan("git", "verify", expect=4)


def test_what_cannot_be_held_against_its_parents_is_said(clone):
    merged(clone, changed(CALLED) + "broken", changed(LONGER), changed(LONGER))
    said = clone.ka2plan("git", "verify")
    assert "plan.toml cannot be compared with its parents: " in said
    assert said.endswith("1 merge looked at, 0 wrong\n")


def test_a_plan_that_the_merge_alone_takes_out_is_told(clone):
    merged(clone, changed(CALLED), changed(LONGER), None)
    assert "plan.toml is deleted, but no parent deleted it" in clone.ka2plan("git", "verify", expect=4)


def test_renamed_files_are_followed_and_others_left_alone(clone):
    (clone.folder / "notes.toml").write_text("format = 2\nx = 1\n", encoding="utf-8")
    clone.commit("Notes")
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(LONGER)
    clone.commit("Theirs")
    clone.git("checkout", "--quiet", "main")
    clone.git("mv", "plan.toml", "new.toml")
    clone.commit("Moved")
    clone.git("merge", "--quiet", "-m", "Both", "topic")
    assert "0 wrong" in clone.ka2plan("git", "verify")
    (clone.folder / "new.toml").write_text(PLAN + THIRD, encoding="utf-8")
    (clone.folder / "notes.toml").write_text("format = 2\nx = 2\n", encoding="utf-8")
    clone.git("commit", "--quiet", "--amend", "--no-edit", "-a")
    said = clone.ka2plan("git", "verify", expect=4)
    assert "new.toml is not what merging its parents gives:\n      A2.1 ends M4 instead of M6" in said
    assert "notes" not in said


def test_an_octopus_and_a_criss_cross_pass(clone):
    clone.ka2plan("git", "install")
    for name, pair in (("one", LONGER), ("two", CALLED), ("three", ("months = 24", "months = 26"))):
        clone.git("checkout", "--quiet", "-b", name, "main")
        clone.change(pair)
        clone.commit(name)
    clone.git("checkout", "--quiet", "one")
    clone.git("merge", "--quiet", "--no-edit", "two", "three")
    clone.git("checkout", "--quiet", "-b", "left", "two")
    clone.git("merge", "--quiet", "--no-edit", "three")
    clone.git("checkout", "--quiet", "-b", "right", "three")
    clone.git("merge", "--quiet", "--no-edit", "two")
    clone.change(('title = "Survey closed"', 'title = "Survey done"'))
    clone.commit("Other title")
    clone.git("checkout", "--quiet", "left")
    clone.change(('due = "M4"', 'due = "M5"'))
    clone.commit("Due later")
    clone.git("merge", "--quiet", "--no-edit", "right")
    clone.git("merge", "--quiet", "--no-edit", "one")
    assert clone.ka2plan("git", "verify").endswith(" 0 wrong\n")


def test_without_a_range_what_is_not_pushed_is_verified_and_else_all(clone):
    merged(clone, changed(CALLED), changed(LONGER), changed(LONGER))
    clone.git("push", "--quiet", "origin", "main")
    assert clone.ka2plan("git", "verify") == "0 merges looked at, 0 wrong\n"
    assert "1 wrong" in clone.ka2plan("git", "verify", "HEAD", expect=4)
    assert "1 wrong" in clone.ka2plan("git", "verify", "main~1..main", expect=4)
    clone.git("branch", "--unset-upstream")
    assert "1 wrong" in clone.ka2plan("git", "verify", expect=4)


def test_what_is_no_range_is_refused(clone):
    assert "git: " in clone.ka2plan("git", "verify", "nothing..HEAD", expect=3)
    assert "name one range" in clone.ka2plan("git", "verify", "HEAD", "main", expect=2)
    assert "is not a range" in clone.ka2plan("git", "verify", "--", "--all", expect=2)


def test_a_clone_without_the_history_is_not_taken_for_a_sound_one(clone, tmp_path):
    merged(clone, changed(CALLED), changed(LONGER), changed(LONGER))
    clone.git("clone", "--quiet", "--depth", "1", f"file://{clone.folder}", str(tmp_path / "shallow"))
    shallow = Clone(tmp_path / "shallow", tmp_path / "home")
    assert "fetch-depth: 0" in shallow.ka2plan("git", "verify", "HEAD", expect=3)


def test_a_bare_repository_can_be_verified(clone, tmp_path):
    merged(clone, changed(CALLED), changed(LONGER), changed(LONGER))
    clone.git("push", "--quiet", "origin", "main")
    hub = Clone(tmp_path / "hub.git", tmp_path / "home")
    assert "1 wrong" in hub.ka2plan("git", "verify", "main", expect=4)
