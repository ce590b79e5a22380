"""``ka2plan log``: the history of a plan from git, in the plan's own terms."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.merge.repositories import Clone, activity, clones


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A clone whose partners change the plan on two branches, one of which renames it."""
    clone = clones(tmp_path)[0]
    clone.change(('end = "M4"', 'end = "M3"'))
    clone.commit("Shorter survey")
    clone.git("checkout", "--quiet", "-b", "theirs")
    clone.change(("budget.OSL = 30_000", "budget.OSL = 29_000"), ('title = "Modules"', 'title = "Eight modules"'))
    clone.commit("Eight of them")
    clone.git("checkout", "--quiet", "main")
    clone.append(activity("A2.3", "Training week"))
    clone.commit("Training")
    return clone


def told(*words: str | Path) -> str:
    """What ``log`` prints, without the ids and days of commits."""
    ran = run("log", *words)
    assert ran.code == 0, ran.err
    return re.sub("^[0-9a-f]{8} [0-9-]{10} ", "* ", ran.out, flags=re.MULTILINE)


def test_each_commit_is_told_in_the_plans_own_terms(clone):
    assert told(clone.plan) == (
        "* Partner: Training\n"
        '    A2.3 is new: "Training week", M3 - M5, led by OSL\n'
        "* Partner: Shorter survey\n"
        "    A2.1 ends M3 instead of M4\n"
        "* Partner: The plan\n"
        "    the plan begins, with 2 activities\n"
    )


def test_a_merge_tells_only_what_it_changed_besides(clone):
    clone.git("merge", "--quiet", "--no-commit", "theirs", expect=None)
    clone.plan.write_text(
        clone.git("show", "HEAD:plan.toml")
        .replace('title = "Modules"', 'title = "Eight modules"')
        .replace("budget.OSL = 30_000", "budget.OSL = 29_000")
        .replace('due = "M4"', 'due = "M3"'),
        encoding="utf-8",
    )
    clone.commit("Together")
    assert told(clone.plan).startswith("* Partner: Together\n    MS1 is due M3 instead of M4\n")
    assert "* Partner: Eight of them\n    A2.2 is called" in told(clone.plan)


def test_a_merge_that_only_joins_says_so(clone):
    clone.git("merge", "--quiet", "--no-edit", "theirs")
    assert "    only joins two sides\n" in told(clone.plan)
    assert "Merge" not in told(clone.plan, "A2.2")


def test_an_activity_or_a_partner_has_a_history_of_its_own(clone):
    clone.git("merge", "--quiet", "--no-edit", "theirs")
    assert told(clone.plan, "A2.2") == (
        "* Partner: Eight of them\n"
        '    A2.2 is called "Eight modules" instead of "Modules"; '
        "gives OSL 29,000 EUR instead of 30,000 (-1,000)\n"
        "* Partner: The plan\n"
        '    A2.2 is new: "Modules", M5 - M12, led by OSL, 50,000 EUR\n'
    )
    assert "    OSL -1,000\n" in told(clone.plan, "OSL")


def test_an_id_is_followed_to_what_it_was_before(clone):
    clone.plan.write_text(clone.text.replace("A2.1", "A2.9"), encoding="utf-8")
    clone.commit("Other number")
    assert told(clone.plan, "A2.9") == (
        "* Partner: Other number\n"
        "    A2.9 was A2.1 before\n"
        "* Partner: Shorter survey\n"
        "    A2.1 ends M3 instead of M4\n"
        "* Partner: The plan\n"
        '    A2.1 is new: "Needs survey", M1 - M4, led by IES, 50,000 EUR\n'
        '    A2.2 is new: "Modules", M5 - M12, led by OSL, 50,000 EUR\n'
        '    MS1 is new: "Survey closed", due M4\n'
    )


def test_a_renamed_file_keeps_its_history(clone):
    clone.git("mv", "plan.toml", "outdoor plan\t1.toml")
    clone.git("commit", "--quiet", "-m", "Renamed")
    lines = told(clone.folder / "outdoor plan\t1.toml").splitlines()
    assert lines[:3] == [
        "* Partner: Renamed",
        "    the file is called outdoor plan␉1.toml instead of plan.toml",
        "* Partner: Training",
    ]
    assert lines[-1] == "    the plan begins, with 2 activities"


def test_a_version_that_cannot_be_read_is_said_to_be(clone):
    good = clone.text
    clone.change(('title = "Modules"', 'title = "Modules'))
    clone.commit("Broken")
    clone.plan.write_text(good, encoding="utf-8")
    clone.commit("Mended")
    assert re.match(
        r"\* Partner: Mended\n    the file can be read as a plan again\n"
        r"\* Partner: Broken\n    the file cannot be read as a plan from here to the next commit: line 42, .*\n",
        told(clone.plan),
    )


def test_hostile_commits_reach_no_terminal(clone):
    clone.change(('title = "Modules"', 'title = "\\u001b]0;x\\u0007"'))
    clone.git("commit", "--quiet", "-am", "\x1b]0;x\x07 \x1e \x1f \u202e", "--author", "\x1b[31mX\x1f <a@b>")
    for words in ((clone.plan,), (clone.plan, "\x1b[31m"), (clone.plan, "--json")):
        ran = run("log", *words)
        assert ran.code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.out + ran.err)


def test_json_has_the_documented_form(clone):
    form = json.loads(run("log", clone.plan, "--json", "--limit", "1").out)
    commit = clone.git("rev-parse", "HEAD").strip()
    parent = clone.git("rev-parse", "HEAD~1").strip()
    day = clone.git("log", "-1", "--format=%as").strip()
    assert form == {
        "version": 1,
        "commits": [
            {
                "commit": commit,
                "parents": [parent],
                "day": day,
                "author": "Partner",
                "subject": "Training",
                "path": "plan.toml",
                "sentences": ['A2.3 is new: "Training week", M3 - M5, led by OSL'],
            }
        ],
    }


def test_nothing_found_is_said_and_no_repository_refused(clone, tmp_path):
    ran = run("log", clone.plan, "A7.7")
    assert (ran.code, ran.out) == (0, "")
    assert "no commit of" in ran.err
    assert run("log", tmp_path / "plan.toml").code == 3
    assert run("log", "-").code == 2
    assert run("log", clone.plan, "--limit", "0").code == 2
