"""The check before commits: it asks once, about what the commit brings, whatever it is called by now."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.merge.repositories import PLAN, ROOT, Clone, activity, clones

DANGLING = ('after = ["A2.1"]', 'after = ["A2.9"]')
"""An error in A2.2: SYN301."""

OTHER_ERROR = ('lead = "IES"\npartners', 'lead = "XYZ"\npartners')
MORE = ("budget.OSL = 30_000", "budget.OSL = 31_000")
ALSO_MORE = ("budget.OSL = 12_000", "budget.OSL = 13_000")
LESS = ("budget.IES = 20_000", "budget.IES = 19_000")

THIRD = '\n[partners.ZAV]\nname = "Zavod Brezje"\ncountry = "HR"\n'


def changed(*pairs: tuple[str, str]) -> str:
    """The plan with some texts in place of others."""
    text = PLAN
    for old, new in pairs:
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = clones(tmp_path)[0]
    made.ka2plan("git", "install")
    return made


def with_old_error(clone: Clone) -> None:
    clone.change(DANGLING)
    clone.commit("An error")


def test_a_merge_is_not_refused_for_what_a_parent_has(clone):
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(OTHER_ERROR, ('end = "M4"', 'end = "M5"'))
    clone.commit("Theirs")
    clone.git("checkout", "--quiet", "main")
    clone.change(DANGLING, ('end = "M4"', 'end = "M3"'))
    clone.commit("Ours")
    clone.git("merge", "topic", expect=1)
    settled = changed(DANGLING, OTHER_ERROR)
    one_more = settled.replace('lead = "OSL"\npartners', 'lead = "QQQ"\npartners')
    clone.plan.write_text(one_more, encoding="utf-8")
    said = clone.git("commit", "-a", "--no-edit", expect=1)
    assert said.count("error ") == 1
    assert "QQQ" in said
    clone.plan.write_text(settled, encoding="utf-8")
    clone.git("commit", "-a", "--quiet", "--no-edit")


def test_what_several_parents_have_is_known_of_each(clone):
    for name, pair in (("one", OTHER_ERROR), ("two", DANGLING)):
        clone.git("checkout", "--quiet", "-b", name, "main")
        clone.change(pair)
        clone.commit(name)
    clone.git("checkout", "--quiet", "main")
    clone.append(activity("A2.3", "Training week"))
    clone.commit("Ours")
    clone.git("merge", "--quiet", "-m", "All", "one", "two")
    assert len(clone.git("rev-list", "--parents", "-1", "HEAD").split()) == 4


def test_a_moved_file_brings_nothing_new(clone):
    with_old_error(clone)
    (clone.folder / "grant").mkdir()
    clone.git("mv", "plan.toml", "grant/x.plan.toml")
    clone.git("commit", "--quiet", "-m", "Moved")
    (clone.folder / "grant/y.plan.toml").write_text(changed(DANGLING), encoding="utf-8")
    clone.git("add", ".")
    assert "grant/y.plan.toml: error" in clone.git("commit", "-m", "A new one", expect=1)


def test_renamed_ids_and_places_in_lists_bring_nothing_new(clone):
    clone.change(('after = ["A2.1"]', 'after = ["A2.1", "A2.9"]'), OTHER_ERROR)
    clone.commit("Errors")
    clone.plan.write_text(
        clone.text.replace("A2.2", "A2.7")
        .replace("A2.1", "A2.6")
        .replace("OSL", "OS")
        .replace('["A2.6", "A2.9"]', '["A2.9", "A2.6"]'),
        encoding="utf-8",
    )
    clone.git("commit", "--quiet", "-am", "Renumbered")
    clone.change(('["A2.9", "A2.6"]', '["A2.9", "A2.6", "A2.8"]'))
    said = clone.git("commit", "-am", "One more", expect=1)
    assert said.count("error ") == 1
    assert "A2.8" in said


def test_sums_of_a_draft_are_told_once_and_not_refused(clone):
    clone.change(MORE)
    said = clone.git("commit", "-a", "-m", "One step")
    assert said.count("BUD101") == 1
    assert "committed: in a draft" in said
    clone.change(ALSO_MORE)
    assert "BUD101" not in clone.git("commit", "-a", "-m", "The next step")


def test_sums_are_refused_where_that_was_asked_for(clone):
    clone.ka2plan("git", "install", "--sums")
    clone.change(MORE)
    assert "error BUD101" in clone.git("commit", "-a", "-m", "x", expect=1)
    clone.ka2plan("git", "install")
    assert "error BUD101" in clone.git("commit", "-a", "-m", "x", expect=1)
    clone.ka2plan("git", "uninstall")
    clone.ka2plan("git", "install")
    clone.git("commit", "-a", "-m", "x")


def test_a_sum_that_the_merge_alone_breaks_stops_the_merge(clone):
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(LESS, ALSO_MORE)
    clone.commit("Theirs")
    clone.git("checkout", "--quiet", "main")
    clone.change(LESS, MORE)
    clone.commit("Ours")
    said = clone.git("merge", "--no-edit", "topic", expect=1)
    assert "plan.toml: error BUD101" in said
    assert "not committed" in said
    assert "error BUD101" in clone.git("commit", "--no-edit", expect=1)
    clone.git("commit", "--quiet", "--no-verify", "--no-edit")


@pytest.mark.parametrize("command", [("cherry-pick", "topic"), ("rebase", "--quiet", "main", "topic")])
def test_what_is_done_again_was_asked_about_when_it_was_done(command, clone):
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(OTHER_ERROR, ('end = "M4"', 'end = "M5"'))
    clone.commit("Theirs")
    clone.git("checkout", "--quiet", "main")
    clone.change(('end = "M4"', 'end = "M3"'))
    clone.commit("Ours")
    clone.git(*command, expect=1)
    clone.plan.write_text(changed(OTHER_ERROR), encoding="utf-8")
    clone.git("add", ".")
    clone.git("-c", "core.editor=true", command[0], "--continue")


def test_the_first_commit_of_all_is_checked(clone):
    clone.git("checkout", "--quiet", "--orphan", "fresh")
    clone.change(DANGLING)
    clone.git("add", ".")
    assert "error SYN301" in clone.git("commit", "-m", "x", expect=1)


def test_a_commit_of_some_files_from_a_subfolder_is_checked(clone):
    (clone.folder / "sub").mkdir()
    (clone.folder / "sub/plan.toml").write_text(PLAN, encoding="utf-8")
    clone.commit("Two")
    clone.change(DANGLING)
    (clone.folder / "sub/plan.toml").write_text(changed(OTHER_ERROR), encoding="utf-8")
    said = Clone(clone.folder / "sub", clone.folder.parent / "home").git("commit", "-m", "x", "plan.toml", expect=1)
    assert "sub/plan.toml: error" in said
    assert said.count("error ") == 1


def test_a_plan_that_is_taken_out_is_no_matter(clone):
    with_old_error(clone)
    clone.git("rm", "--quiet", "plan.toml")
    clone.git("commit", "--quiet", "-m", "Gone")


@pytest.fixture
def framework(clone: Clone) -> Clone:
    """A clone whose hooks pre-commit's own program runs, with the project's hook."""
    if shutil.which("pre-commit", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("pre-commit's own program is not there")
    clone.ka2plan("git", "uninstall")
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").replace("language: python", "language: system")
    program = f"{shlex.quote(sys.executable)} -m ka2plan"
    hook = hook.replace("entry: ka2plan", f"entry: {program}").replace("\n", "\n      ")
    head = "default_install_hook_types: [pre-commit, pre-merge-commit]\nrepos:\n  - repo: local\n    hooks:\n      "
    (clone.folder / ".pre-commit-config.yaml").write_text(f"{head}{hook}\n", encoding="utf-8")
    clone.environment["PRE_COMMIT_HOME"] = str(clone.folder.parent / "cache")
    clone.commit("With pre-commit")
    pre_commit(clone, "install")
    return clone


def pre_commit(clone: Clone, *words: str, expect: int | None = 0) -> str:
    return clone.run([str(Path(sys.executable).with_name("pre-commit")), *words], expect)


def test_under_pre_commits_own_program_the_check_is_the_same(framework):
    clone = framework
    clone.change(MORE)
    clone.git("commit", "--quiet", "-am", "A draft's sum")
    clone.change(DANGLING)
    assert "plan.toml: error SYN301" in clone.git("commit", "-am", "x", expect=1)
    clone.git("commit", "--quiet", "--no-verify", "-am", "x")
    clone.change(("months = 24", "months = 26"))
    clone.git("commit", "--quiet", "-am", "The error was there before")
    clone.git("mv", "plan.toml", "x.plan.toml")
    clone.git("commit", "--quiet", "-am", "Moved")
    assert "x.plan.toml: error SYN301" in pre_commit(clone, "run", "--all-files", expect=1)


def test_under_pre_commits_own_program_merges_are_checked_against_both(framework):
    clone = framework
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(LESS, ALSO_MORE, OTHER_ERROR)
    clone.git("commit", "--quiet", "--no-verify", "-am", "Theirs")
    clone.git("checkout", "--quiet", "main")
    clone.change(("months = 24", "months = 26"))
    clone.git("commit", "--quiet", "-am", "Ours")
    clone.git("merge", "--quiet", "--no-edit", "topic")
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    clone.ka2plan("git", "install")
    clone.change(LESS, MORE)
    clone.git("commit", "--quiet", "--no-verify", "-am", "Ours too")
    assert "plan.toml: error BUD101" in clone.git("merge", "--no-edit", "topic", expect=1)


def test_many_plans_are_one_line_under_pre_commits_own_program(framework):
    clone = framework
    for number in range(20):
        (clone.folder / f"{number}.plan.toml").write_text(PLAN + THIRD, encoding="utf-8")
    clone.git("rm", "--quiet", "plan.toml")
    clone.commit("Many")
    said = pre_commit(clone, "run", "--all-files", "--verbose")
    assert [line for line in said.splitlines() if "plans checked" in line] == ["20 plans checked"]
    assert ".toml" not in said
