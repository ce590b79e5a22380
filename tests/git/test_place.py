"""The repository that is meant: that of the ``.git`` above a plan or of ``GIT_DIR``, or the bare one one stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.merge.repositories import PLAN, Clone, clones


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    made = clones(tmp_path)[0]
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return made


def change(plan: Path) -> None:
    plan.write_text(PLAN.replace('title = "Modules"', 'title = "Eight modules"'), encoding="utf-8")


def assert_git_has(plan: Path | str) -> None:
    """Both what git's commits and what its index have of a changed plan is found."""
    assert "Eight modules" in run("diff", plan).out
    assert "Eight modules" in run("diff", "--unstaged", plan).out
    assert "The plan" in run("log", plan).out


def test_a_plan_in_a_folder_below_is_found(clone):
    (clone.folder / "a/b").mkdir(parents=True)
    (clone.folder / "a/b/plan.toml").write_text(PLAN, encoding="utf-8")
    clone.commit("The plan below")
    change(clone.folder / "a/b/plan.toml")
    assert_git_has(clone.folder / "a/b/plan.toml")


def test_a_plan_reached_through_a_linked_folder_is_found(clone, tmp_path):
    change(clone.plan)
    (tmp_path / "link").symlink_to(clone.folder)
    assert_git_has("link/plan.toml")


@pytest.mark.parametrize("name", ["[ab]*.toml", ":(top)plan.toml", "-x.toml", "a b\t.toml", "š.toml", "\udce9.toml"])
def test_the_name_of_a_plan_is_no_pattern(name, clone):
    plan = clone.folder / name
    plan.write_text(PLAN, encoding="utf-8")
    clone.commit("The plan by another name")
    change(plan)
    assert_git_has(plan)


def test_a_linked_work_tree_is_found(clone, tmp_path):
    clone.git("worktree", "add", "--quiet", "../linked", "-b", "linked")
    change(tmp_path / "linked/plan.toml")
    assert_git_has(tmp_path / "linked/plan.toml")


def test_a_commit_in_a_linked_work_tree_is_checked(clone, tmp_path):
    clone.git("worktree", "add", "--quiet", "../linked", "-b", "linked")
    linked = Clone(tmp_path / "linked", tmp_path / "home")
    linked.ka2plan("git", "install")
    linked.change(('after = ["A2.1"]', 'after = ["A2.9"]'))
    assert "error SYN301" in linked.git("commit", "-a", "-m", "x", expect=1)
    assert "error SYN301" in linked.git("commit", "-m", "x", "plan.toml", expect=1)


def test_a_submodule_is_found(clone, tmp_path):
    outer = Clone(tmp_path / "outer", tmp_path / "home")
    outer.folder.mkdir()
    outer.git("init", "--quiet")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(clone.folder), "inner")
    change(outer.folder / "inner/plan.toml")
    assert_git_has(outer.folder / "inner/plan.toml")


@pytest.mark.parametrize("what", ["folder", "file", "link to nothing"])
def test_what_is_called_git_and_is_no_repository_is_passed_over(what, clone):
    below = clone.folder / "below"
    below.mkdir()
    (below / "plan.toml").write_text(PLAN, encoding="utf-8")
    clone.commit("The plan below")
    change(below / "plan.toml")
    if what == "folder":
        (below / ".git").mkdir()
    elif what == "file":
        (below / ".git").write_text("nothing", encoding="utf-8")
    else:
        (below / ".git").symlink_to("gone")
    assert_git_has(below / "plan.toml")


def test_a_bare_repository_is_used_by_whoever_stands_in_it(clone, tmp_path, monkeypatch):
    assert clone.folder.exists()
    monkeypatch.chdir(tmp_path / "hub.git")
    assert "The plan" in run("log", "plan.toml").out
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.bareRepository")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "explicit")
    assert "The plan" in run("log", "plan.toml").out


def test_a_bare_repository_is_not_used_from_outside(clone, tmp_path):
    assert clone.folder.exists()
    ran = run("log", tmp_path / "hub.git/plan.toml")
    assert (ran.code, ran.out) == (3, "")
    assert "not a git repository" in ran.err


def test_the_environment_names_a_bare_repository(clone, tmp_path, monkeypatch):
    assert clone.folder.exists()
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setenv("GIT_DIR", "../hub.git")
    assert "The plan" in run("log", "plan.toml").out


def test_the_environment_names_a_repository_and_its_work_tree(clone, tmp_path, monkeypatch):
    (tmp_path / "tree/below").mkdir(parents=True)
    change(tmp_path / "tree/plan.toml")
    monkeypatch.setenv("GIT_DIR", str(clone.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "tree"))
    monkeypatch.chdir(tmp_path / "tree/below")
    assert_git_has("../plan.toml")


def test_a_repository_of_another_user_is_refused_as_git_refuses_it(clone, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ran = run("log", clone.plan)
    assert ran.code == 3
    assert "dubious ownership" in ran.err
