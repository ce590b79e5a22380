"""Partners who renumber and edit in real clones: pulls, rebases and picks carry each change to its thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ka2plan.toml import parse
from tests.merge.repositories import Clone, clones

NOTE = ('title = "Modules"', 'title = "Modules"\nnote = "eight subjects"')


def swapped(text: str) -> str:
    """The two activities with each other's number, wherever it stands."""
    return re.sub(r"A2\.[12]", lambda found: {"A2.1": "A2.2", "A2.2": "A2.1"}[found[0]], text)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Clone, Clone]:
    """Two clones with the driver: in the hub the numbers are swapped, and the first has a note that is not pushed."""
    first, second = clones(tmp_path)
    for clone in (first, second):
        clone.ka2plan("git", "install")
    second.plan.write_text(swapped(second.text), encoding="utf-8")
    second.commit("Numbers swapped")
    second.git("push", "--quiet")
    first.change(NOTE)
    return first, second


def noted(text: str) -> str:
    (entry,) = [entry for entry in parse(text)["activities"].values() if "note" in entry]
    return str(entry["title"])


def test_a_pull_brings_the_note_to_the_activity_it_was_made_of(pair):
    first, _second = pair
    first.commit("A note")
    told = first.git("pull", "--no-rebase", "--no-edit")
    assert noted(first.text) == "Modules"
    assert parse(first.text)["activities"]["A2.1"]["title"] == "Modules"
    assert "2 ids are other ones now, in the other side's changes as well: A2.1 -> A2.2, A2.2 -> A2.1" in told


def test_a_rebase_brings_it_there_as_well(pair):
    first, _second = pair
    first.commit("A note")
    first.git("pull", "--quiet", "--rebase")
    assert noted(first.text) == "Modules"
    assert parse(first.text)["activities"]["A2.1"]["title"] == "Modules"


def test_a_stash_brings_it_there_as_well(pair):
    first, _second = pair
    first.git("stash", "--quiet")
    first.git("pull", "--quiet")
    first.git("stash", "pop", "--quiet")
    assert noted(first.text) == "Modules"


def test_the_log_tells_the_renumbering_in_one_line(pair):
    first, _second = pair
    first.commit("A note")
    first.git("pull", "--quiet", "--no-rebase", "--no-edit")
    assert "    other numbers: A2.1 is A2.2, A2.2 is A2.1\n" in first.ka2plan("log", "plan.toml")


def test_another_thing_under_a_number_stops_the_merge_and_is_settled_in_the_shell(pair):
    first, second = pair
    old = first.text[first.text.index('title = "Modules"') : first.text.index("[milestones")]
    second.git("reset", "--quiet", "--hard", "HEAD~1")
    second.change((old.replace(NOTE[1], NOTE[0]), 'title = "Radio play"\nstart = "M2"\nend = "M2"\nlead = "IES"\n\n'))
    second.commit("Another activity")
    second.git("push", "--quiet", "--force")
    first.commit("A note")
    told = first.git("pull", "--no-rebase", "--no-edit", expect=1)
    assert re.search(r"A2\.2 is another activity in theirs \(.+\): Radio play; ours \(main\) changed Modules", told)
    assert "A2.2" in first.ka2plan("resolve", "plan.toml", "--list", expect=4)
    first.ka2plan("resolve", "plan.toml", "A2.2=both")
    first.git("commit", "--quiet", "--no-verify", "--all", "--no-edit")
    titles = {id: entry["title"] for id, entry in parse(first.text)["activities"].items()}
    assert titles == {"A2.1": "Needs survey", "A2.2": "Modules", "A2.3": "Radio play"}
