"""Real repositories with real git, apart from the user's settings; the driver is this very interpreter's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

PLAN = """\
format = 1

[project]
title = "Outdoor classrooms"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "OSL"

[partners.OSL]
name = "Osnovna šola Ledina"
country = "SI"

[partners.IES]
name = "IES Sorolla"
country = "ES"

[work_packages.WP1]
title = "Project management"
lead = "OSL"
budget.OSL = 12_000
budget.IES = 8_000

[work_packages.WP2]
title = "Needs and modules"
lead = "IES"

[activities."A2.1"]
wp = "WP2"
title = "Needs survey"
start = "M1"
end = "M4"
lead = "IES"
partners = ["OSL"]
budget.IES = 30_000
budget.OSL = 20_000

[activities."A2.2"]
wp = "WP2"
title = "Modules"
start = "M5"
end = "M12"
lead = "OSL"
partners = ["IES"]
budget.IES = 20_000
budget.OSL = 30_000
after = ["A2.1"]

[milestones.MS1]
title = "Survey closed"
due = "M4"
wp = "WP2"
lead = "IES"
after = ["A2.1"]
"""


def activity(id: str, title: str, wp: str = "WP2") -> str:
    """A new activity, as somebody appends it."""
    return f'\n[activities."{id}"]\nwp = "{wp}"\ntitle = "{title}"\nstart = "M3"\nend = "M5"\nlead = "OSL"\n'


def environment(home: Path) -> dict[str, str]:
    """An environment in which git knows nothing of the user who runs the tests."""
    empty = home / "gitconfig"
    empty.touch()
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_GLOBAL": str(empty),
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Partner",
        "GIT_AUTHOR_EMAIL": "partner@example.org",
        "GIT_COMMITTER_NAME": "Partner",
        "GIT_COMMITTER_EMAIL": "partner@example.org",
        "GIT_EDITOR": "true",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }


class Clone:
    """One work tree with a plan in it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.environment = environment(home)

    @property
    def plan(self) -> Path:
        return self.folder / "plan.toml"

    @property
    def text(self) -> str:
        return self.plan.read_text(encoding="utf-8")

    def git(self, *words: str, expect: int | None = 0) -> str:
        """What git prints, on both streams."""
        return self.run(["git", *words], expect)

    def ka2plan(self, *words: str, expect: int | None = 0) -> str:
        """What ka2plan prints, on both streams."""
        return self.run([sys.executable, "-m", "ka2plan", *words], expect)

    def run(self, words: list[str], expect: int | None) -> str:
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert expect is None or done.returncode == expect, f"{words}: {done.returncode}\n{done.stdout}"
        return done.stdout

    def change(self, *pairs: tuple[str, str]) -> None:
        """Writes the plan with some texts in place of others, each of which it must have."""
        text = self.text
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        self.plan.write_text(text, encoding="utf-8")

    def append(self, text: str) -> None:
        self.plan.write_text(self.text + text, encoding="utf-8")

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "-m", message)


def clones(folder: Path, plan: str = PLAN) -> tuple[Clone, Clone]:
    """Two clones of one repository with a plan, as two partners have them."""
    home = folder / "home"
    home.mkdir()
    first = Clone(folder / "first", home)
    first.folder.mkdir()
    first.git("init", "--quiet", "--initial-branch=main")
    first.plan.write_text(plan, encoding="utf-8")
    first.commit("The plan")
    first.git("clone", "--quiet", "--bare", ".", str(folder / "hub.git"))
    first.git("remote", "add", "origin", str(folder / "hub.git"))
    first.git("fetch", "--quiet")
    first.git("branch", "--quiet", "--set-upstream-to=origin/main")
    first.git("clone", "--quiet", str(folder / "hub.git"), str(folder / "second"))
    return first, Clone(folder / "second", home)
