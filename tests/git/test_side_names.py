"""Who is who: the sides of a merge are called by their branches and commits, and never by what they are not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.merge.repositories import PLAN, Clone, clones


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Two branches that give A2.1 different ends; the driver is installed."""
    clone = clones(tmp_path)[0]
    clone.ka2plan("git", "install")
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(('end = "M4"', 'end = "M6"'))
    clone.commit("Longer survey")
    clone.git("checkout", "--quiet", "main")
    clone.change(('end = "M4"', 'end = "M5"'))
    clone.commit("A week more")
    return clone


def short(clone: Clone, revision: str) -> str:
    return clone.git("rev-parse", revision)[:7]


def marks(clone: Clone) -> list[str]:
    """What stands behind the markers."""
    return re.findall(r"(?m)^[<|>]{7} (.*)$", clone.text)


def clash_of(ours: str, theirs: str, before: str = "M4", our_end: str = "M5", their_end: str = "M6") -> str:
    return f'A2.1 (end): "{our_end}" in ours ({ours}), "{their_end}" in theirs ({theirs}), "{before}" before'


def test_a_merge_names_its_branches(clone):
    said = clone.git("merge", "topic", expect=1)
    assert clash_of("main", "topic") in said
    assert marks(clone) == ["ours (main)", f"base ({short(clone, 'main~1')})", "theirs (topic)"]


def test_a_pull_names_the_branch_it_brings(clone):
    clone.git("push", "--quiet", "origin", "topic:main")
    said = clone.git("pull", "--no-rebase", expect=1)
    assert clash_of("main", "topic") in said
    clone.git("merge", "--abort")
    clone.git("branch", "-D", "topic")
    assert clash_of("main", "origin/main") in clone.git("pull", "--no-rebase", expect=1)


def test_a_rebase_names_the_commit_that_is_done_again(clone):
    topic = f"{short(clone, 'topic')} Longer survey"
    clone.git("checkout", "--quiet", "topic")
    for how in ("--merge", "--apply"):
        said = clone.git("rebase", how, "main", expect=1)
        assert clash_of("main", topic) in said
        assert marks(clone) == ["ours (main)", f"base (before {topic})", f"theirs ({topic})"]
        clone.git("rebase", "--abort")


def test_what_a_rebase_has_done_already_is_called_by_its_commit(clone):
    clone.git("checkout", "--quiet", "topic")
    clone.change(("months = 24", "months = 26"))
    clone.commit("Longer project")
    clone.change(('end = "M6"', 'end = "M7"'))
    clone.commit("Still longer survey")
    clone.git("rebase", "main", expect=1)
    clone.plan.write_text(PLAN.replace('end = "M4"', 'end = "M5"'), encoding="utf-8")
    clone.git("add", ".")
    said = clone.git("rebase", "--continue", expect=1)
    ours, theirs = f"{short(clone, 'HEAD')} Longer project", f"{short(clone, 'topic')} Still longer survey"
    assert clash_of(ours, theirs, "M6", "M5", "M7") in said


def test_a_cherry_pick_and_a_revert_name_the_commit(clone):
    topic = f"{short(clone, 'topic')} Longer survey"
    assert clash_of("main", topic) in clone.git("cherry-pick", "topic", expect=1)
    clone.git("cherry-pick", "--abort")
    said = clone.git("revert", "topic", expect=1)
    assert clash_of("main", f"before {topic}", "M6", "M5", "M4") in said
    assert marks(clone) == ["ours (main)", f"base ({topic})", f"theirs (before {topic})"]


def test_a_merge_that_is_picked_is_named(clone):
    clone.git("checkout", "--quiet", "-b", "side", "main~1")
    clone.change(("months = 24", "months = 26"))
    clone.commit("Longer project")
    clone.git("merge", "--quiet", "-m", "Both", "topic")
    both = f"{short(clone, 'side')} Both"
    clone.git("checkout", "--quiet", "main")
    assert clash_of("main", both) in clone.git("cherry-pick", "-m", "1", "side", expect=1)


def test_a_stash_is_called_one(clone):
    clone.change(('end = "M5"', 'end = "M6"'))
    clone.git("stash", "--quiet")
    clone.change(('end = "M5"', 'end = "M8"'))
    clone.commit("Later")
    said = clone.git("stash", "pop", expect=1)
    assert clash_of("main", "stashed changes", "M5", "M8") in said


@pytest.mark.parametrize("command", ["merge", "rebase"])
def test_a_stash_that_git_put_away_for_a_while_is_called_one(command, clone):
    clone.git("checkout", "--quiet", "topic~1")
    clone.change(('end = "M4"', 'end = "M8"'))
    clone.git(command, "--autostash", "main")
    assert [mark.partition(" (")[2] for mark in marks(clone)][::2] == ["main)", "stashed changes)"]


def test_names_that_git_itself_gives_are_taken(clone, tmp_path):
    """As git does from 2.44 on."""
    files = []
    for name, end in (("base", "M4"), ("ours", "M5"), ("theirs", "M6")):
        file = tmp_path / name
        file.write_text(PLAN.replace('end = "M4"', f'end = "{end}"'), encoding="utf-8")
        files.append(file)
    id, commit = clone.git("rev-parse", "topic").strip(), f"{short(clone, 'topic')} Longer survey"
    for given, expected in (
        (("1234567", "HEAD", "offer"), ("main", "1234567", "offer")),
        (("merged common ancestors", "HEAD", id), ("main", "merged common ancestors", "topic")),
        (("", "", ""), ("main", f"before {commit}", commit)),
        (("%S", "%X", "%Y"), ("main", f"before {commit}", commit)),
        (("Stash base", "Upstream", "\x1b[31mX\u2028Y"), ("Upstream", "Stash base", "␛[31mX Y")),
    ):
        ours = tmp_path / "result"
        shutil.copy(files[1], ours)
        words = [str(files[0]), str(ours), str(files[2]), "7", "plan.toml", *given]
        clone.ka2plan("merge-driver", "--", *words, expect=4)
        found = re.findall(r"(?m)^[<|>]{7} (?:ours|base|theirs) \((.*)\)$", ours.read_text(encoding="utf-8"))
        assert tuple(found) == expected, given


def test_a_name_is_given_only_to_what_has_the_content(clone):
    """Traces of an older rebase or merge stay about."""
    clone.git("branch", "other", "main~1")
    clone.environment["GITHEAD_" + clone.git("rev-parse", "other").strip()] = "other"
    said = clone.git("merge", "topic", expect=1)
    assert clash_of("main", "topic") in said
    assert "other" not in said


def test_where_nothing_tells_the_sides_are_only_ours_and_theirs(clone, tmp_path):
    words = []
    for name, end in (("base", "M7"), ("ours", "M8"), ("theirs", "M9")):
        (tmp_path / name).write_text(PLAN.replace('end = "M4"', f'end = "{end}"'), encoding="utf-8")
        words.append(str(tmp_path / name))
    said = clone.ka2plan("merge-driver", *words, "7", "plan.toml", expect=4)
    assert 'A2.1 (end): "M8" in ours, "M9" in theirs, "M7" before' in said
    assert "<<<<<<< ours\n" in (tmp_path / "ours").read_text(encoding="utf-8")


def test_a_base_that_never_was_is_not_spoken_of(tmp_path):
    clone = clones(tmp_path)[0]
    clone.ka2plan("git", "install")
    clone.git("checkout", "--quiet", "--orphan", "other")
    clone.change(('end = "M4"', 'end = "M6"'))
    clone.commit("Begun again")
    clone.git("checkout", "--quiet", "main")
    said = clone.git("merge", "--allow-unrelated-histories", "other", expect=1)
    assert 'A2.1 (end): "M4" in ours (main), "M6" in theirs (other)\n' in said
    assert "before" not in said
    assert marks(clone) == ["ours (main)", "base (there was none)", "theirs (other)"]


def criss_cross(clone: Clone) -> None:
    """Both branches merge the other, and settle a clash differently."""
    clone.git("branch", "old-main", "main")
    for here, there, end in (("main", "topic", "M5"), ("topic", "old-main", "M6")):
        clone.git("checkout", "--quiet", here)
        clone.git("merge", there, expect=1)
        clone.plan.write_text(PLAN.replace('end = "M4"', f'end = "{end}"'), encoding="utf-8")
        clone.commit(f"Settled in {here}")
    clone.git("checkout", "--quiet", "main")


def test_of_the_bases_that_git_merges_with_each_other_nothing_is_said(clone):
    criss_cross(clone)
    said = clone.git("merge", "topic", expect=1)
    assert said.count("1 conflict,") == 1, said
    assert "Temporary" not in clone.text
    assert marks(clone) == ["ours (main)", "base (merged common ancestors)", "theirs (topic)"]


def test_what_rerere_does_is_not_called_a_merge_that_failed(clone):
    clone.git("config", "rerere.enabled", "true")
    clone.git("merge", "topic", expect=1)
    settled = PLAN.replace('end = "M4"', 'end = "M7"')
    clone.plan.write_text(settled, encoding="utf-8")
    clone.commit("Settled")
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    said = clone.git("merge", "topic", expect=1)
    assert "Resolved 'plan.toml' using previous resolution" in said
    assert "could not merge" not in said
    assert clone.text == settled


@pytest.mark.parametrize(
    ("size", "given", "is_inner"),
    [
        ("9", (), True),
        ("7", ("", "Temporary merge branch 1", "Temporary merge branch 2"), True),
        ("8", (), False),
        ("12", (), False),
    ],
)
def test_an_inner_merge_is_known_by_its_markers_or_its_names(size, given, is_inner, clone, tmp_path):
    if size == "12":
        (clone.folder / ".git/info/attributes").write_text("plan.toml conflict-marker-size=12\n", encoding="utf-8")
    words = []
    for name, end in (("base", "M7"), ("ours", "M8"), ("theirs", "M9")):
        (tmp_path / name).write_text(PLAN.replace('end = "M4"', f'end = "{end}"'), encoding="utf-8")
        words.append(str(tmp_path / name))
    clone.environment["KA2PLAN_MERGE"] = "theirs" if is_inner else ""
    said = clone.ka2plan("merge-driver", *words, size, "plan.toml", *given, expect=4)
    assert (said == "") == is_inner
    assert f"{'<' * int(size)} ours\n" in (tmp_path / "ours").read_text(encoding="utf-8")
