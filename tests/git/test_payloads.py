"""Whatever a repository's settings name as a command: ka2plan runs none of it, and does its work all the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ka2plan.cli.tracked_plans import tracked_plans
from ka2plan.git import GitRefused, place_of
from ka2plan.git.repository import content_at
from ka2plan.tui.conflicts.in_git import stages_in_git
from tests.cli.running import Ran, run
from tests.git.hostile import PAYLOADS, VARIABLES, Hostile, Payload, bury

PLAN = "plan.toml"

COMMANDS = (
    ("diff", PLAN),
    ("diff", "--unstaged", PLAN),
    ("diff", "--staged", PLAN),
    ("diff", "--git", "HEAD~1", PLAN),
    ("diff", "--base", "HEAD~1", PLAN),
    ("diff", "--amendment", "HEAD~2", PLAN),
    ("log", PLAN),
    ("log", PLAN, "--json"),
    ("git", "status"),
    ("git", "pre-commit"),
    ("git", "install"),
    ("git", "uninstall"),
    ("git", "verify"),
    ("git", "verify", "HEAD"),
)

ALSO_WITHOUT_GIT = (
    ("export", "ics", PLAN),
    ("export", "report", PLAN),
    ("export", "html", PLAN),
    ("resolve", PLAN, "--list"),
    ("doctor", PLAN),
)
"""What asks git only where there is one."""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hostile:
    made = Hostile(tmp_path)
    stand_in(made.clone.folder, made, monkeypatch)
    return made


def stand_in(folder: Path, hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a user does who has gone into a folder."""
    monkeypatch.chdir(folder)
    for name, value in hostile.clone.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GIT_EDITOR", raising=False)
    monkeypatch.delenv("GIT_TERMINAL_PROMPT", raising=False)


def every_command(
    plan: str = PLAN, commands: tuple[tuple[str, ...], ...] = COMMANDS
) -> Iterator[tuple[tuple[str, ...], Ran]]:
    """What each command that asks git leaves; what the editor asks it comes first."""
    stages_in_git(plan)
    for words in commands:
        named = tuple(plan if word == PLAN else word for word in words)
        yield named, run(*named)


def assert_nothing_is_run(hostile: Hostile, plan: str = PLAN) -> None:
    hostile.mark.unlink(missing_ok=True)
    for words, ran in every_command(plan, (*COMMANDS, *ALSO_WITHOUT_GIT)):
        assert not hostile.ran, (words, hostile.ran)
        assert ran.code == 0 or "index does not have" in ran.err, (words, ran)


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_command_of_a_repositorys_settings_is_run(name, hostile):
    payload = PAYLOADS[name]
    with (hostile.clone.folder / ".git/config").open("a", encoding="utf-8") as file:
        file.write(hostile.config(payload.settings))
    hostile.careless_git(payload)
    assert hostile.ran, "git by itself runs it"
    assert_nothing_is_run(hostile)


@pytest.mark.parametrize("name", VARIABLES)
def test_no_command_of_gits_own_variables_is_run(name, hostile, monkeypatch):
    hostile.careless_git(Payload("", VARIABLES[name]), **{name: str(hostile.program)})
    assert hostile.ran, "git by itself runs it"
    monkeypatch.setenv(name, str(hostile.program))
    assert_nothing_is_run(hostile)


def all_settings(hostile: Hostile) -> Path:
    """A file with every payload."""
    path = hostile.clone.folder.parent / "settings"
    path.write_text("".join(hostile.config(payload.settings) for payload in PAYLOADS.values()), encoding="utf-8")
    return path


def included(hostile: Hostile, _monkeypatch: pytest.MonkeyPatch) -> None:
    with (hostile.clone.folder / ".git/config").open("a", encoding="utf-8") as file:
        file.write(f'[include]\npath = "{all_settings(hostile)}"\n')


def of_the_user(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(all_settings(hostile)))


def counted_variables(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = hostile.clone.git("config", "--file", str(all_settings(hostile)), "--list", "-z").split("\0")[:-1]
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(listed)))
    for number, (key, _newline, value) in enumerate(entry.partition("\n") for entry in listed):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)


def of_a_work_tree(hostile: Hostile, _monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.clone.git("config", "extensions.worktreeConfig", "true")
    (hostile.clone.folder / ".git/config.worktree").write_bytes(all_settings(hostile).read_bytes())


@pytest.mark.parametrize("way", [included, of_the_user, counted_variables, of_a_work_tree])
def test_no_command_is_run_wherever_the_settings_stand(
    way: Callable[[Hostile, pytest.MonkeyPatch], None], hostile, monkeypatch
):
    way(hostile, monkeypatch)
    assert_nothing_is_run(hostile)


def test_hooks_that_lie_in_the_repository_are_not_run(hostile):
    folder = hostile.clone.folder / ".git/hooks"
    for hook in hostile.hooks.iterdir():
        (folder / hook.name).write_bytes(hook.read_bytes())
        (folder / hook.name).chmod(0o755)
    assert_nothing_is_run(hostile)


@pytest.mark.parametrize("folder", ["node_modules/.bin", ".", ""])
def test_a_git_that_lies_in_the_repository_is_not_run(folder, hostile, monkeypatch):
    at = hostile.clone.folder / folder
    at.mkdir(parents=True, exist_ok=True)
    (at / "git").write_bytes(hostile.program.read_bytes())
    (at / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(hostile.clone.folder.parent)
    monkeypatch.setattr("tests.git.test_payloads.COMMANDS", [words for words in COMMANDS if PLAN in words])
    assert_nothing_is_run(hostile, str(hostile.clone.plan))


PRINTED_OTHERWISE = {"color.ui": "always", "color.grep": "always", "i18n.logOutputEncoding": "UTF-16"}
"""Settings that change what git prints."""


@pytest.mark.parametrize("name", PRINTED_OTHERWISE)
def test_what_git_prints_is_understood_however_somebody_likes_to_see_it(name, hostile):
    place = place_of(str(hostile.clone.folder))
    as_usual = tracked_plans(place), list(every_command())
    hostile.clone.git("config", name, PRINTED_OTHERWISE[name])
    assert (tracked_plans(place), list(every_command())) == as_usual
    assert as_usual[0] == [PLAN]


@pytest.mark.parametrize("stands", ["clone", "sub"])
def test_a_repository_that_lies_beside_a_plan_is_never_used(stands, hostile, monkeypatch):
    clone = hostile.clone
    sub = clone.folder / "sub"
    bury(clone.folder, sub)
    (sub / PLAN).write_text(clone.text, encoding="utf-8")
    clone.commit("A partner's plan")
    (sub / PLAN).write_text(clone.text.replace('title = "Needs survey"', 'title = "Survey"'), encoding="utf-8")
    with (sub / "config").open("a", encoding="utf-8") as file:
        file.write(f"[core]\nbare = false\nworktree = .\n{all_settings(hostile).read_text(encoding='utf-8')}")
    monkeypatch.chdir(clone.folder if stands == "clone" else sub)
    plan = "sub/plan.toml" if stands == "clone" else PLAN
    hostile.mark.unlink(missing_ok=True)
    said = dict(every_command(plan))
    assert not hostile.ran
    assert "Survey" in said["diff", "--unstaged", plan].out
    assert "A partner's plan" in said["log", plan].out
    assert "HEAD~1 does not have" in said["diff", "--git", "HEAD~1", plan].err.replace("`", "")
    assert (clone.folder / ".git/info/attributes").exists()
    assert not (sub / "info").exists()


def test_without_a_repository_above_one_beside_a_plan_is_no_repository(hostile, monkeypatch):
    outside = hostile.clone.folder.parent / "unpacked"
    bury(hostile.clone.folder, outside)
    (outside / "config").write_text(f"[core]\nbare = true\n{all_settings(hostile).read_text()}", encoding="utf-8")
    (outside / PLAN).write_text(hostile.clone.text, encoding="utf-8")
    monkeypatch.chdir(outside)
    hostile.mark.unlink(missing_ok=True)
    for words, ran in every_command():
        assert ran.code == 3, (words, ran)
        assert "not a git repository" in ran.err
    assert not hostile.ran


def test_what_was_never_fetched_is_said_and_not_fetched(hostile, monkeypatch):
    clone = hostile.clone
    with (clone.folder / ".git/config").open("a", encoding="utf-8") as file:
        file.write(hostile.config(PAYLOADS["lazy fetch"].settings))
    with pytest.raises(GitRefused, match="has not fetched"):
        content_at("lost", str(clone.folder / "lost.toml"))
    monkeypatch.setattr("ka2plan.git.command.ENVIRONMENT", {"GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C.UTF-8"})
    with pytest.raises(GitRefused, match="has not fetched"):  # as with a git that knows no GIT_NO_LAZY_FETCH
        content_at("lost", str(clone.folder / "lost.toml"))
    assert not hostile.ran


def test_one_module_starts_git():
    package = Path(__file__).parents[2] / "ka2plan"
    starting = [path for path in package.rglob("*.py") if "import subprocess" in path.read_text(encoding="utf-8")]
    named = sorted(path.relative_to(package).as_posix() for path in starting)
    assert named == [
        "cli/pager.py",
        "git/command.py",
        "tui/toolkit/clipboard.py",
        "tui/toolkit/terminal/other_program.py",
    ]
