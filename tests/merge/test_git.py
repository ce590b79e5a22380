"""Partners who pull, rebase, stash and pick from real clones, with the driver installed as users install it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from ka2plan.git.setup import driver_line
from ka2plan.toml import parse
from tests.merge.repositories import PLAN, Clone, activity, clones

OURS_NEW = activity("A2.3", "Training week")
THEIRS_NEW = activity("A2.4", "Translation")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Clone, Clone]:
    """Two clones, the driver installed in both."""
    first, second = clones(tmp_path)
    for clone in (first, second):
        clone.ka2plan("git", "install")
    return first, second


def diverged(first: Clone, second: Clone) -> None:
    """Both append an activity and change neighbouring lines: one conflict after the other for git alone."""
    second.change(('end = "M4"', 'end = "M6"'), ('title = "Modules"', 'title = "Eight modules"'))
    second.append(THEIRS_NEW)
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('start = "M1"', 'start = "M2"'), ('end = "M12"', 'end = "M11"'))
    first.append(OURS_NEW)


MERGED = (
    PLAN.replace('start = "M1"\nend = "M4"', 'start = "M2"\nend = "M6"').replace(
        'title = "Modules"\nstart = "M5"\nend = "M12"', 'title = "Eight modules"\nstart = "M5"\nend = "M11"'
    )
    + OURS_NEW
    + THEIRS_NEW
)


def test_a_pull_merges_by_ids_and_fields(pair):
    first, second = pair
    diverged(first, second)
    first.commit("Ours")
    first.git("pull", "--quiet", "--no-rebase", "--no-edit")
    assert first.text == MERGED
    assert first.git("status", "--porcelain") == ""


def test_a_rebase_merges_by_ids_and_fields(pair):
    first, second = pair
    diverged(first, second)
    first.commit("Ours")
    first.git("pull", "--quiet", "--rebase")
    assert first.text == MERGED
    assert first.git("log", "--format=%s").split("\n")[:2] == ["Ours", "Theirs"]


def test_a_cherry_pick_merges_by_ids_and_fields(pair):
    first, second = pair
    diverged(first, second)
    first.commit("Ours")
    first.git("fetch", "--quiet")
    first.git("cherry-pick", "origin/main")
    assert first.text == MERGED


def test_a_stash_comes_back_merged_by_ids_and_fields(pair):
    first, second = pair
    diverged(first, second)
    first.git("stash", "--quiet")
    first.git("pull", "--quiet")
    first.git("stash", "pop")
    assert first.text == MERGED
    assert first.git("stash", "list") == ""


def test_a_revert_keeps_what_came_after(pair):
    first, _second = pair
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Longer")
    first.change(('lead = "IES"\npartners', 'lead = "OSL"\npartners'))
    first.commit("Led by OSL")
    first.git("revert", "--no-edit", "HEAD~1")
    assert first.text == PLAN.replace('lead = "IES"\npartners', 'lead = "OSL"\npartners')


def test_a_clash_stops_the_merge_with_markers_round_its_line_only(pair):
    first, second = pair
    second.change(('end = "M4"', 'end = "M6"'), ('title = "Modules"', 'title = "Eight modules"'))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    said = first.git("pull", "--quiet", "--no-rebase", expect=1)
    assert 'A2.1 (end): "M5" in ours (main), "M6" in theirs (origin/main), "M4" before' in said
    marked = (
        f'<<<<<<< ours (main)\nend = "M5"\n||||||| base ({first.git("rev-parse", "main~1")[:7]})\nend = "M4"\n'
        '=======\nend = "M6"\n>>>>>>> theirs (origin/main)\n'
    )
    assert first.text == PLAN.replace('end = "M4"\n', marked).replace('"Modules"', '"Eight modules"')
    assert first.git("status", "--porcelain") == "UU plan.toml\n"
    assert "merge conflict at line" in first.ka2plan("check", "plan.toml", expect=3)


def test_faults_that_only_both_together_make_are_told(pair):
    first, second = pair
    first.change(("budget.IES = 30_000", "budget.IES = 28_000"))
    first.commit("2,000 EUR short")
    first.git("push", "--quiet")
    second.git("pull", "--quiet")
    second.change(("budget.IES = 8_000", "budget.IES = 10_000"))
    second.commit("Closed in WP1")
    second.git("push", "--quiet")
    first.change(("budget.IES = 20_000", "budget.IES = 22_000"))
    first.commit("Closed in A2.2")
    said = first.git("pull", "--quiet", "--no-rebase", "--no-edit", expect=1)
    assert "Not committing merge" in said
    assert "neither ours (main) nor theirs (origin/main) has:" in said
    assert "BUD101" in said
    amounts = parse(first.text)
    assert amounts["activities"]["A2.2"]["budget"]["IES"] == 22_000
    assert amounts["work_packages"]["WP1"]["budget"]["IES"] == 10_000


BROKEN_DRIVERS = {
    "missing": ["/nowhere/ka2plan"],
    "crashing": [sys.executable, "-c", "raise SystemExit(1)"],
    "refusing": [sys.executable, "-c", "raise SystemExit(3)"],
    "killed": ["sh", "-c", "kill -9 $$"],
    "terminated": ["sh", "-c", "kill -TERM $$"],
}


@pytest.mark.parametrize("how", sorted(BROKEN_DRIVERS))
def test_a_driver_that_does_not_work_leaves_the_merge_to_git(pair, how):
    first, second = pair
    first.git("config", "merge.ka2plan.driver", driver_line(BROKEN_DRIVERS[how]))
    second.change(('title = "Modules"', 'title = "Eight modules"'), ('end = "M4"', 'end = "M6"'))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    first.git("pull", "--quiet", "--no-rebase", expect=1)
    assert 'title = "Eight modules"' in first.text
    assert '<<<<<<< ours\nend = "M5"\n||||||| base\nend = "M4"\n=======\nend = "M6"\n>>>>>>> theirs\n' in first.text


@pytest.mark.parametrize("how", sorted(BROKEN_DRIVERS))
def test_without_a_driver_that_works_what_git_can_merge_is_merged(pair, how):
    first, second = pair
    first.git("config", "merge.ka2plan.driver", driver_line(BROKEN_DRIVERS[how]))
    second.change(('title = "Modules"', 'title = "Eight modules"'))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    first.git("pull", "--quiet", "--no-rebase", "--no-edit")
    assert first.text == PLAN.replace('end = "M4"', 'end = "M5"').replace('"Modules"', '"Eight modules"')


@pytest.mark.parametrize("how", ["missing", "killed"])
def test_stash_rebase_and_pick_lose_nothing_without_a_driver_that_works(pair, how):
    first, second = pair
    first.git("config", "merge.ka2plan.driver", driver_line(BROKEN_DRIVERS[how]))
    second.change(('title = "Modules"', 'title = "Eight modules"'), ('end = "M4"', 'end = "M6"'))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    conflict = re.compile("<{7} .*\n.*\n[|]{7} .*\n.*\n={7}\n.*\n>{7} .*\n")
    first.git("stash", "--quiet")
    first.git("pull", "--quiet")
    first.git("stash", "pop", expect=1)
    assert len(conflict.findall(first.text)) == 1
    assert 'title = "Eight modules"' in first.text
    assert first.git("stash", "list") != ""
    first.git("checkout", "--quiet", "--force", "HEAD~1")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    for command, undo in ((("rebase", "main"), ("rebase", "--abort")), (("cherry-pick", "main"), None)):
        first.git(*command, expect=1)
        assert len(conflict.findall(first.text)) == 1
        assert 'title = "Eight modules"' in first.text
        if undo:
            first.git(*undo)


def test_a_clone_where_nobody_installed_the_driver_has_gits_markers(tmp_path):
    first, second = clones(tmp_path)
    (first.folder / ".gitattributes").write_text("plan.toml merge=ka2plan\n", encoding="utf-8")
    first.commit("Attributes")
    first.git("push", "--quiet")
    second.git("pull", "--quiet")
    second.change(('end = "M4"', 'end = "M6"'))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    first.git("pull", "--quiet", "--no-rebase", expect=1)
    assert 'end = "M5"\n=======\nend = "M6"\n>>>>>>> ' in first.text


def test_a_side_that_is_no_toml_is_merged_by_git_line_by_line(pair):
    first, second = pair
    second.change(('title = "Modules"', 'title = "Modules'))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    said = first.git("pull", "--no-rebase", "--no-edit")
    assert "git merges its lines" in said
    assert first.text == PLAN.replace('end = "M4"', 'end = "M5"').replace('"Modules"', '"Modules')


def test_two_histories_that_each_began_the_plan_are_merged(tmp_path):
    first, second = clones(tmp_path)
    first.ka2plan("git", "install")
    second.git("checkout", "--quiet", "--orphan", "other")
    second.change(('title = "Modules"', 'title = "Eight modules"'))
    second.append(THEIRS_NEW)
    second.commit("Begun again")
    second.git("push", "--quiet", "origin", "other")
    first.append(OURS_NEW)
    first.commit("Ours")
    first.git("fetch", "--quiet")
    first.git("merge", "--quiet", "--allow-unrelated-histories", "origin/other", expect=1)
    assert first.text.count("<<<<<<<") == 1
    assert OURS_NEW + THEIRS_NEW in first.text


def test_criss_cross_histories_merge_without_markers_out_of_nowhere(pair):
    first, second = pair
    diverged(first, second)
    first.commit("Ours")
    first.git("fetch", "--quiet")
    first.git("branch", "side", "origin/main")
    first.git("merge", "--quiet", "--no-edit", "side")
    first.git("checkout", "--quiet", "side")
    first.git("merge", "--quiet", "--no-edit", "main~1")
    first.change(('due = "M4"', 'due = "M6"'))
    first.commit("Due later")
    first.git("checkout", "--quiet", "main")
    first.change(('title = "Survey closed"', 'title = "Survey done"'))
    first.commit("Other title")
    first.git("merge", "--quiet", "--no-edit", "side")
    assert first.text == MERGED.replace('due = "M4"', 'due = "M6"').replace("Survey closed", "Survey done")
