"""The variable that settles clashes as git's ``-X`` does, which git does not hand on, or merges by lines once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.repositories import PLAN, Clone, activity, clones

BOTH = PLAN.replace('title = "Modules"', 'title = "Eight modules"')


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Two branches that clash in one field, and differ in another."""
    clone = clones(tmp_path)[0]
    clone.ka2plan("git", "install")
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(('end = "M4"', 'end = "M6"'), ('title = "Modules"', 'title = "Eight modules"'))
    clone.append(activity("A2.4", "Translation"))
    clone.commit("Longer survey")
    clone.git("checkout", "--quiet", "main")
    clone.change(('end = "M4"', 'end = "M5"'))
    clone.append(activity("A2.3", "Training week"))
    clone.commit("A week more")
    return clone


@pytest.mark.parametrize(("way", "end"), [("ours", "M5"), ("theirs", "M6")])
@pytest.mark.parametrize("command", [("merge", "--no-edit", "topic"), ("cherry-pick", "topic"), ("rebase", "topic")])
def test_what_clashes_is_settled_and_said_and_all_else_merged(command, way, end, clone):
    clone.environment["KA2PLAN_MERGE"] = way
    if command[0] == "rebase":
        end = {"M5": "M6", "M6": "M5"}[end]  # ours is what the branch is put onto
    said = clone.git(*command)
    assert f'end = "{end}"\n' in clone.text
    assert 'title = "Eight modules"' in clone.text
    assert "Training week" in clone.text
    assert "Translation" in clone.text
    assert f"1 conflict, resolved as {way} (" in said
    assert "A2.1 (end): " in said


def test_lines_are_merged_as_git_does_and_nothing_is_said_to_have_failed(clone):
    clone.environment["KA2PLAN_MERGE"] = "lines"
    said = clone.git("merge", "--no-edit", "topic", expect=1)
    assert "could not merge" not in said
    assert clone.text.count("<<<<<<<") == 2
    clone.git("merge", "--abort")
    del clone.environment["KA2PLAN_MERGE"]
    clone.git("merge", "--no-edit", "topic", expect=1)
    assert clone.text.count("<<<<<<<") == 1


def test_a_word_that_nobody_knows_is_told_and_marks_what_clashes(clone):
    clone.environment["KA2PLAN_MERGE"] = "mine\x1b"
    said = clone.git("merge", "--no-edit", "topic", expect=1)
    assert "KA2PLAN_MERGE can be ours, theirs, lines, and is mine␛" in said
    assert clone.text.count("<<<<<<<") == 1
