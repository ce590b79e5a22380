"""What ``ka2plan git`` writes into a repository, that it can be repeated and taken out, and what it checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.repositories import PLAN, Clone, clones


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return clones(tmp_path)[0]


def settings(clone: Clone) -> dict[str, bytes]:
    """Every file of the repository that installing may touch."""
    git = clone.folder / ".git"
    paths = [git / "config", git / "info/attributes", *sorted((git / "hooks").iterdir())]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def test_installing_twice_is_installing_once(clone):
    said = clone.ka2plan("git", "install")
    once = settings(clone)
    assert "merge.ka2plan.driver\n    " in said
    assert "*.plan.toml merge=ka2plan diff=ka2plan\n" in said
    again = clone.ka2plan("git", "install")
    assert settings(clone) == once
    assert again.count("(as it was)") == 9


def test_what_installing_wrote_is_taken_out_to_the_byte(clone):
    hooks = clone.folder / ".git/hooks"
    (hooks / "pre-commit").write_text("#!/bin/bash\necho own hook\nexit 0")
    (clone.folder / ".git/info/attributes").write_text("*.pdf binary")
    before = settings(clone)
    clone.ka2plan("git", "install")
    assert settings(clone) != before
    clone.ka2plan("git", "uninstall")
    after = settings(clone)
    assert after.pop("attributes") == b"*.pdf binary\n"
    before.pop("attributes")
    assert after == before
    assert "nothing to delete" in clone.ka2plan("git", "uninstall")


def test_a_repository_without_anything_has_nothing_left_behind(clone):
    before = settings(clone)
    clone.ka2plan("git", "install")
    clone.ka2plan("git", "uninstall")
    assert settings(clone) == before


def test_a_dry_run_shows_all_and_writes_nothing(clone):
    before = settings(clone)
    shown = clone.ka2plan("git", "install", "--dry-run")
    assert settings(clone) == before
    assert shown == clone.ka2plan("git", "install")


def test_plans_by_other_names_are_found_or_named(clone):
    (clone.folder / "sub").mkdir()
    (clone.folder / "sub/our project.toml").write_text(PLAN)
    (clone.folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    clone.commit("More files")
    said = clone.ka2plan("git", "install")
    assert '"/sub/our project.toml" merge=ka2plan diff=ka2plan\n' in said
    assert "pyproject" not in said
    assert "merge: ka2plan" in clone.git("check-attr", "merge", "sub/our project.toml")
    assert "merge: unspecified" in clone.git("check-attr", "merge", "pyproject.toml")
    clone.ka2plan("git", "install", "pyproject.toml")
    assert "merge: ka2plan" in clone.git("check-attr", "merge", "pyproject.toml")


def test_status_says_what_is_missing(clone):
    assert "no merge driver" in clone.ka2plan("git", "status")
    clone.ka2plan("git", "install")
    assert "all is installed" in clone.ka2plan("git", "status")
    clone.git("config", "merge.ka2plan.driver", "other %A")
    assert "`ka2plan git install` renews it" in clone.ka2plan("git", "status")


@pytest.mark.parametrize(
    "first",
    ["#!/usr/bin/env python3", "#!/usr/bin/fish", "#!/bin/tcsh -f", "#!/usr/bin/env -S node --x", "no first line"],
)
def test_beside_a_hook_in_another_language_all_else_is_installed(first, clone):
    hook = clone.folder / ".git/hooks/pre-commit"
    hook.write_text(f"{first}\nprint('own hook')\n")
    hook.chmod(0o755)
    before = hook.read_bytes()
    said = clone.ka2plan("git", "install")
    assert "pre-commit is not a shell script and was not changed: let it run `ka2plan git pre-commit`" in said
    assert hook.read_bytes() == before
    assert "ka2plan" in clone.git("config", "merge.ka2plan.driver")
    assert "is not a shell script" in clone.ka2plan("git", "status")
    clone.ka2plan("git", "uninstall")
    assert hook.read_bytes() == before


@pytest.mark.parametrize("first", ["#!/bin/sh -e", "#!/usr/bin/env bash", "#! /bin/dash", "#!/usr/bin/env -S bash -eu"])
def test_a_hook_in_any_shell_gets_the_check(first, clone):
    hook = clone.folder / ".git/hooks/pre-commit"
    hook.write_text(f"{first}\necho own hook\n")
    hook.chmod(0o755)
    clone.ka2plan("git", "install")
    assert "all is installed" in clone.ka2plan("git", "status")
    assert hook.read_text().startswith(f"{first}\n# >>> ka2plan")
    clone.change(('after = ["A2.1"]', 'after = ["A2.9"]'))
    assert "error SYN301" in clone.git("commit", "-a", "-m", "x", expect=1)
    clone.ka2plan("git", "uninstall")
    assert hook.read_text() == f"{first}\necho own hook\n"


def test_a_hook_that_is_switched_off_stays_off(clone):
    hook = clone.folder / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n")
    assert "is switched off" in clone.ka2plan("git", "install")
    assert hook.stat().st_mode & 0o111 == 0
    assert hook.read_text() == "#!/bin/sh\nexit 1\n"


def test_outside_a_repository_it_says_so(clone):
    outside = Clone(clone.folder.parent / "home", clone.folder.parent / "home")
    assert "not a git repository" in outside.ka2plan("git", "install", expect=3)


def test_hunks_are_headed_by_the_table_with_the_id(clone):
    clone.ka2plan("git", "install")
    clone.change(("budget.OSL = 30_000", "budget.OSL = 29_000"))
    assert '@@ [activities."A2.2"]\n' in clone.git("diff")


def test_a_commit_that_brings_an_error_is_refused(clone):
    clone.ka2plan("git", "install")
    clone.change(('after = ["A2.1"]', 'after = ["A2.9"]'))
    clone.git("add", "plan.toml")
    clone.ka2plan("git", "pre-commit", expect=4)
    said = clone.git("commit", "-m", "x", expect=1)
    assert "plan.toml: error SYN301" in said
    assert "--no-verify" in said
    clone.git("commit", "-q", "--no-verify", "-m", "x")
    clone.change(('title = "Modules"', 'title = "Eight modules"'))
    clone.git("commit", "-q", "-a", "-m", "The error was there before")


def test_a_commit_is_checked_as_it_is_staged(clone):
    clone.ka2plan("git", "install")
    clone.change(('title = "Modules"', 'title = "Eight modules"'))
    clone.git("add", "plan.toml")
    clone.change(('after = ["A2.1"]', 'after = ["A2.9"]'))
    clone.git("commit", "-q", "-m", "The staged plan is sound")


def test_conflict_markers_are_not_committed(clone):
    clone.ka2plan("git", "install")
    clone.change(('end = "M4"\n', '<<<<<<< ours\nend = "M4"\n=======\nend = "M5"\n>>>>>>> theirs\n'))
    clone.git("add", "plan.toml")
    assert "merge conflict at line" in clone.git("commit", "-m", "x", expect=1)


def test_a_commit_goes_through_where_the_program_has_gone(clone):
    clone.ka2plan("git", "install")
    hook = clone.folder / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace("-m ka2plan", "-m ka2plan_gone"))
    clone.change(('after = ["A2.1"]', 'after = ["A2.9"]'))
    clone.git("add", "plan.toml")
    assert "is not checked" in clone.git("commit", "-m", "x")


def test_a_linked_work_tree_shares_what_is_installed(clone):
    clone.git("worktree", "add", "--quiet", "../linked", "-b", "linked")
    linked = Clone(clone.folder.parent / "linked", clone.folder.parent / "home")
    linked.ka2plan("git", "install")
    assert "all is installed" in clone.ka2plan("git", "status")
