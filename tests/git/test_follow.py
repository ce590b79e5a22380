"""History follows the file: through renames on every line of descent, through links, from wherever one stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.merge.repositories import PLAN, Clone, clones

SHORTER = ('end = "M4"', 'end = "M3"')
CALLED = ('title = "Modules"', 'title = "Eight modules"')
PROJECT = ("months = 24", "months = 22")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    made = clones(tmp_path)[0]
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(made.folder)
    return made


def change(path: Path | str, *pairs: tuple[str, str]) -> None:
    text = Path(path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    Path(path).write_text(text, encoding="utf-8")


def told(*words: str) -> list[str]:
    """What ``log`` prints, without ids and days."""
    ran = run("log", *words)
    assert (ran.code, ran.err) == (0, "")
    return [re.sub("^[0-9a-f]{8} [0-9-]{10} Partner: ", "* ", line) for line in ran.out.splitlines()]


def renamed_beside_a_change(clone: Clone, *besides: tuple[str, str]) -> None:
    """``side`` changes the plan, ``main`` calls it new.toml."""
    clone.git("checkout", "--quiet", "-b", "side")
    clone.change(SHORTER)
    clone.commit("Shorter")
    clone.git("checkout", "--quiet", "main")
    clone.git("mv", "plan.toml", "new.toml")
    change("new.toml", *besides)
    clone.commit("Renamed")


@pytest.mark.parametrize("besides", [(), (CALLED,)])
@pytest.mark.parametrize(("here", "there"), [("main", "side"), ("side", "main")])
def test_both_lines_of_descent_are_followed_by_their_own_names(here, there, besides, clone):
    clone.ka2plan("git", "install")
    renamed_beside_a_change(clone, *besides)
    clone.git("checkout", "--quiet", here)
    clone.git("merge", "--quiet", "-m", "Together", there)
    lines = told("new.toml")
    assert lines[:2] == ["* Together", "    only joins two sides"]
    shorter, renamed = (lines.index(subject) for subject in ("* Shorter", "* Renamed"))
    assert lines[shorter + 1] == "    A2.1 ends M3 instead of M4"
    assert lines[renamed + 1] == "    the file is called new.toml instead of plan.toml"
    assert lines[-2:] == ["* The plan", "    the plan begins, with 2 activities"]
    assert len([line for line in lines if line[0] == "*"]) == 4


def test_what_an_octopus_joins_is_told_by_its_parents(clone):
    clone.ka2plan("git", "install")
    for name, pair in (("one", SHORTER), ("two", CALLED), ("three", PROJECT)):
        clone.git("checkout", "--quiet", "-b", name, "main")
        clone.change(pair)
        clone.commit(name)
    clone.git("checkout", "--quiet", "one")
    clone.git("merge", "--quiet", "-m", "Together", "two", "three")
    lines = told("plan.toml")
    assert lines[:2] == ["* Together", "    only joins two sides"]
    assert len([line for line in lines if line[0] == "*"]) == 5


def test_an_older_version_is_found_by_the_name_it_had(clone):
    clone.git("tag", "v1.0")
    clone.git("branch", "old-name")
    (clone.folder / "grant").mkdir()
    clone.git("mv", "plan.toml", "grant/new.toml")
    clone.commit("Renamed")
    clone.git("mv", "grant/new.toml", "grant/newest.toml")
    change("grant/newest.toml", SHORTER, ("[project]\n", '[project]\ngranted = "v1.0"\n'))
    clone.commit("Renamed again")
    for words in (
        ("--git", "v1.0"),
        ("--git", "HEAD~1"),
        ("--base", "old-name"),
        ("--amendment",),
        ("--amendment", "v1.0"),
    ):
        ran = run("diff", *words, "grant/newest.toml")
        assert (ran.code, ran.err) == (0, ""), words
        assert "A2.1 ends M3 instead of M4" in ran.out


def test_a_version_beside_is_found_by_the_name_it_has_there(clone):
    renamed_beside_a_change(clone)
    assert "A2.1 ends M4 instead of M3" in run("diff", "--git", "side", "new.toml").out
    clone.git("checkout", "--quiet", "side")
    assert "A2.1 ends M3 instead of M4" in run("diff", "--git", "main", "plan.toml").out


def test_a_later_version_is_found_by_the_name_it_has_then(clone):
    clone.git("mv", "plan.toml", "new.toml")
    change("new.toml", SHORTER)
    clone.commit("Renamed")
    clone.git("checkout", "--quiet", "HEAD~1")
    assert "A2.1 ends M4 instead of M3" in run("diff", "--git", "main", "plan.toml").out


def test_a_file_that_was_moved_and_not_committed_yet_is_followed(clone):
    clone.git("mv", "plan.toml", "new.toml")
    change("new.toml", SHORTER)
    assert "A2.1 ends M3" in run("diff", "new.toml").out
    assert told("new.toml")[0] == "* The plan"


def test_names_that_changed_hands_are_not_mixed_up(clone):
    """What is called plan.toml now is not what was called so."""
    other = PLAN.replace("Outdoor classrooms", "Rivers").replace("Needs survey", "Measuring").replace("Modules", "Maps")
    (clone.folder / "rivers.toml").write_text(other.replace('"M12"', '"M10"'), encoding="utf-8")
    clone.commit("Two plans")
    clone.git("mv", "plan.toml", "old.toml")
    clone.commit("One aside")
    clone.git("mv", "rivers.toml", "plan.toml")
    clone.commit("The other in its place")
    change("plan.toml", ("Maps", "Atlas"))
    assert run("diff", "--git", "HEAD~2", "plan.toml").out == 'A2.2 is called "Atlas" instead of "Maps"\n'
    assert [line for line in told("plan.toml") if line[0] == "*"] == ["* The other in its place", "* Two plans"]


def test_a_copy_has_no_history_of_what_it_was_copied_from(clone):
    (clone.folder / "copy.toml").write_text(clone.text, encoding="utf-8")
    clone.commit("A copy")
    assert told("copy.toml") == ["* A copy", "    the plan begins, with 2 activities"]
    assert "does not have copy.toml" in run("diff", "--git", "HEAD~1", "copy.toml").err


def test_a_link_is_what_it_leads_to(clone, tmp_path):
    (clone.folder / "real").mkdir()
    clone.git("mv", "plan.toml", "real/v.toml")
    clone.plan.symlink_to("real/v.toml")
    clone.commit("Linked")
    change("real/v.toml", SHORTER)
    clone.commit("Shorter")
    outside = tmp_path / "mine.toml"
    outside.symlink_to(clone.plan)
    for name in ("plan.toml", "real/v.toml", str(outside)):
        assert told(name) == [
            "* Shorter",
            "    A2.1 ends M3 instead of M4",
            "* Linked",
            "    the file is called real/v.toml instead of plan.toml",
            "* The plan",
            "    the plan begins, with 2 activities",
        ]
        for revision in ("HEAD~1", "HEAD~2"):
            assert "A2.1 ends M3 instead of M4" in run("diff", "--git", revision, name).out
        assert "no difference" in run("diff", "--unstaged", name).out


def test_a_plan_that_once_was_a_link_is_read_through_it(clone):
    (clone.folder / "real").mkdir()
    clone.git("mv", "plan.toml", "real/v.toml")
    clone.plan.symlink_to("real/v.toml")
    clone.commit("Linked")
    clone.plan.unlink()
    clone.plan.write_text(PLAN.replace(*SHORTER), encoding="utf-8")
    clone.commit("A file again")
    assert "A2.1 ends M3 instead of M4" in run("diff", "--git", "HEAD~1", "plan.toml").out
    assert told("plan.toml")[:2] == ["* A file again", "    A2.1 ends M3 instead of M4"]


@pytest.mark.parametrize(
    ("repository", "tree"), [(None, None), ("../.git", None), (".git", None), ("../.git", ".."), ("{top}/.git", None)]
)
def test_a_subfolder_and_a_repository_named_from_there_are_no_hindrance(repository, tree, clone, monkeypatch):
    (clone.folder / "sub").mkdir()
    clone.git("mv", "plan.toml", "sub/plan.toml")
    clone.commit("Down")
    change("sub/plan.toml", SHORTER)
    monkeypatch.chdir(clone.folder / "sub")
    if repository:
        monkeypatch.setenv("GIT_DIR", repository.format(top=clone.folder))
    if tree:
        monkeypatch.setenv("GIT_WORK_TREE", tree)
    for words in ((), ("--git", "HEAD~1"), ("--unstaged",), ("--amendment", "HEAD~1")):
        assert "A2.1 ends M3 instead of M4" in run("diff", *words, "plan.toml").out, words
    assert told("plan.toml")[0] == "* Down"
    assert told("../sub/plan.toml")[-2] == "* The plan"


def test_a_link_to_what_is_not_in_the_repository_is_no_content(clone):
    clone.plan.unlink()
    clone.plan.symlink_to("../elsewhere.toml")
    clone.commit("Out of the repository")
    clone.plan.unlink()
    clone.plan.write_text(PLAN.replace(*SHORTER), encoding="utf-8")
    assert "HEAD does not have plan.toml" in run("diff", "plan.toml").err
    assert "    the file is deleted" in told("plan.toml")


def test_names_with_anything_in_them_are_followed(clone):
    clone.git("mv", "plan.toml", "a\nb \udce9 missing")
    clone.commit("Renamed")
    change("a\nb \udce9 missing", SHORTER)
    assert "A2.1 ends M3" in run("diff", "--git", "HEAD~1", "a\nb \udce9 missing").out
    assert told("a\nb \udce9 missing")[-1] == "    the plan begins, with 2 activities"
