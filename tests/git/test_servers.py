"""The manual's page on servers: its workflows are sound, its hook refuses what it says, and two partners push."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.merge.repositories import PLAN, ROOT, Clone, activity, clones

PAGE = (ROOT / "ka2plan/manual/servers.md").read_text(encoding="utf-8")
CALLED = ('title = "Modules"', 'title = "Eight modules"')


def block(heading: str, beginning: str) -> str:
    """The lines to paste from a section of the page."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    pieces = re.findall(r"(?m)(?:^    .*\n|^\n(?=    ))+", section)
    [text] = [piece for piece in pieces if beginning in piece]
    return "".join(line[4:] or "\n" for line in text.strip("\n").splitlines(keepends=True)) + "\n"


def test_the_page_is_in_the_manual():
    assert run("manual", "servers").out.split() == PAGE.split()
    assert "servers" in run("manual").out


@pytest.mark.parametrize(("heading", "beginning"), [("GitHub Actions", "name: plan"), ("GitLab CI", "plan:\n")])
def test_workflows_are_yaml_and_call_what_there_is(heading, beginning):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    text = block(heading, beginning)
    read = yaml.safe_load(text)
    assert "plan" in read.get("jobs", read)
    calls = re.findall(r"ka2plan (git verify|check|diff)((?: --[a-z]+)*)", text)
    assert {command for command, _options in calls} == {"git verify", "check", "diff"}
    for command, options in calls:
        shown = run(*command.split(), "--help").out
        assert [option for option in options.split() if option not in shown] == []


@pytest.fixture
def server(tmp_path: Path) -> tuple[Clone, Clone, Clone]:
    """Two clones and their bare server, which has the page's hook."""
    first, second = clones(tmp_path)
    hub = Clone(tmp_path / "hub.git", tmp_path / "home")
    program = shlex.join([sys.executable, "-m", "ka2plan"])
    hook = hub.folder / "hooks/pre-receive"
    hook.write_text(
        block("A server of your own", "while read").replace("ka2plan git", f"{program} git"), encoding="utf-8"
    )
    hook.chmod(0o755)
    return first, second, hub


def test_the_hook_of_a_server_lets_sound_merges_pass(server):
    first, second, hub = server
    for clone in (first, second):
        clone.ka2plan("git", "install")
    second.change(CALLED)
    second.append(activity("A2.4", "Translation"))
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.append(activity("A2.3", "Training week"))
    first.commit("Ours")
    first.git("pull", "--quiet", "--no-rebase", "--no-edit")
    first.git("push", "--quiet")
    second.git("pull", "--quiet", "--ff-only")
    assert second.text == first.text
    second.git("push", "--quiet", "origin", "HEAD:topic")
    second.git("push", "--quiet", "origin", ":topic")
    assert hub.git("branch") == "* main\n"


def test_the_hook_of_a_server_refuses_merges_that_lost_something(server):
    first, second, _hub = server
    second.change(CALLED)
    second.commit("Theirs")
    second.git("push", "--quiet")
    first.change(('end = "M4"', 'end = "M5"'))
    first.commit("Ours")
    first.git("fetch", "--quiet")
    first.git("merge", "--quiet", "--no-edit", "-s", "ours", "origin/main")
    for target in ("main", "new-branch"):
        said = first.git("push", "origin", f"HEAD:{target}", expect=1)
        assert 'A2.2 is called "Modules" instead of "Eight modules"' in said


def test_what_a_review_is_told_is_markdown(server):
    first, _second, _hub = server
    first.git("checkout", "--quiet", "-b", "topic")
    first.change(('title = "Modules"', 'title = "Eight *modules* <b>"'))
    first.commit("Theirs")
    said = first.ka2plan("diff", "--markdown", "--base", "origin/main", "plan.toml")
    assert said.startswith("## ")
    assert "- A2\\.2 is called" in said or "- A2.2 is called" in said
    assert "<b>" not in said.replace("\\<b>", "")


def test_a_plan_is_merged_in_the_repository_of_a_server(server):
    first, _second, hub = server
    first.git("checkout", "--quiet", "-b", "topic")
    first.change(CALLED)
    first.append(activity("A2.4", "Translation"))
    first.commit("Theirs")
    first.git("checkout", "--quiet", "main")
    first.append(activity("A2.3", "Training week"))
    first.commit("Ours")
    first.git("push", "--quiet", "origin", "main", "topic")
    hub.ka2plan("git", "install")
    said = hub.git("merge-tree", "--write-tree", "main", "topic", expect=None)
    if "usage:" in said:
        pytest.skip("this git's merge-tree writes no trees")
    merged = hub.git("show", f"{said.split()[0]}:plan.toml")
    assert merged == PLAN.replace(*CALLED) + activity("A2.3", "Training week") + activity("A2.4", "Translation")
