"""Every block of commands in the README and in the manual is pasted into a shell, in a folder where it belongs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCHOOL = ROOT / "samples" / "ka220-school.toml"
MANUAL = ROOT / "ka2plan" / "manual"

COMMANDS = ("ka2plan ", "git ", "cd ", "python", "pip ", "uv ", "pipx ", "KA2PLAN_")
"""Words that a block of commands begins with."""

STUBS = ("uv", "pipx", "pip", "python3", ".venv/bin/pip", ".venv/bin/python")
"""Programs that install or test: that they are called is enough."""

FOUND, LEFT_CLASHES = 1, 4
"""Exit codes of ours that are no failure of what was pasted."""

OURS = """#!/bin/sh
if [ "$#" = 1 ] && [ -f "$1" ]; then
    echo '# changed in the editor' >>"$1"
elif [ "$1" = serve ]; then
    {program} "$@" >address &
    until [ -s address ]; do sleep 0.1; kill -0 $! || exit 1; done
    kill -TERM $!
    wait $!
else
    exec {program} "$@"
fi
"""
"""ka2plan, whose editor makes one edit, and whose server ends once it has said where it is."""


def blocks_of(page: Path) -> list[str]:
    """The blocks of commands of a page: those fenced as of the shell, and those indented that begin like commands."""
    text = page.read_text(encoding="utf-8")
    fenced = re.findall(r"(?ms)^```sh\n(.*?)^```$", text)
    indented = re.findall(r"(?m)(?:^    .*\n)+", re.sub(r"(?ms)^```.*?^```$", "", text))
    plain = ["".join(line[4:] for line in block.splitlines(keepends=True)) for block in indented]
    return [*fenced, *(block for block in plain if block.startswith(COMMANDS))]


PAGES = [ROOT / "README.md", *sorted(page for page in MANUAL.glob("*.md") if page.stem not in ("consortium", "years"))]
"""All but the pages that are pasted whole by tests of their own."""

BLOCKS = [(page.stem, block) for page in PAGES for block in blocks_of(page)]


class Shell:
    """A folder to paste into, as one finds it at one's desk."""

    def __init__(self, folder: Path) -> None:
        self.root, self.folder = folder, folder / "desk"

    def paste(self, block: str, folder: Path) -> list[str]:
        """The commands that failed."""
        failed = self.root / "failed"
        failed.write_text("", encoding="utf-8")
        trap = f"trap 'echo \"$?: $BASH_COMMAND\" >>{failed}' ERR\n"
        ran = subprocess.run(
            ["bash", "-c", trap + block.replace("ADDRESS", str(self.root / "hub.git"))],
            cwd=folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        lines = failed.read_text(encoding="utf-8").splitlines()
        said = [line for line in lines if not is_no_failure(line, ran.stdout)]
        return said if not said else [*said, ran.stdout[-400:], ran.stderr[-400:]]

    def environment(self) -> dict[str, str]:
        """A user of one's own."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "KA2PLAN_"))},
            "HOME": str(self.root),
            "XDG_STATE_HOME": str(self.root / "state"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": str(self.root / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
        }


def is_no_failure(line: str, output: str) -> bool:
    """Whether one of ours only says what it found, or git that a merge has clashes."""
    code, _colon, command = line.partition(": ")
    if "git merge" in command and code == "1":
        return "CONFLICT" in output
    return "ka2plan " in command and int(code) in (FOUND, LEFT_CLASHES)


SET_UP = """
change() {
    ka2plan set plan.toml A2.1.start $1 && ka2plan set plan.toml project.lump_sum $2 &&
        ka2plan add plan.toml activity A3.2 "title=$3" wp=WP3 start=M14 end=M15 lead=IES && git commit -qam "$3"
}
git init -q --bare ../hub.git
git init -q && git remote add origin ../hub.git
ka2plan export xlsx plan.toml -o table.xlsx
ka2plan export csv plan.toml -o more.csv
ka2plan export docx plan.toml -o form.docx
ka2plan export fillin plan.toml --partner all -o sheets
ka2plan rename plan.toml A3.2 A3.8
for name in base ours theirs; do cp plan.toml $name.toml; done
ka2plan set ours.toml A2.1.title "Ours"
mkdir plans grant && cp ../samples/*.toml plans && cp plan.toml grant
git add -A && git commit -qm "The plan as granted" && git tag v1.0
git push -q -u origin HEAD
git checkout -q -b topic && change M2 240000 Pilots && git push -q origin topic
git checkout -q main && change M3 230000 Visits && git push -q
git init -q --bare plans.git && git push -q ./plans.git main topic
"""


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """A plan in git, with a remote, a branch that clashes, and what partners sent."""
    for library in ("openpyxl", "xlsxwriter", "docx", "typst", "icalendar", "textual_serve"):
        pytest.importorskip(library)
    made = Shell(tmp_path_factory.mktemp("pasted"))
    (made.root / "bin").mkdir()
    (made.root / "gitconfig").write_text(
        "[user]\nname = P\nemail = p@example.org\n[init]\ndefaultBranch = main\n[core]\nexcludesFile = /dev/null\n",
        encoding="utf-8",
    )
    shutil.copytree(ROOT / "samples", made.root / "samples")
    shutil.copytree(ROOT / "samples", made.folder / "samples")
    text = SCHOOL.read_text(encoding="utf-8").replace("\n[partners.", '\ngranted = "v1.0"\n\n[partners.', 1)
    (made.folder / "plan.toml").write_text(text, encoding="utf-8")
    (made.folder / "valley.toml").write_text(text, encoding="utf-8")
    scripts = {"ka2plan": OURS.format(program=shlex.join([sys.executable, "-m", "ka2plan"]))}
    for name in STUBS:
        scripts[name] = "#!/bin/sh\nexit 0\n"
    for name, script in scripts.items():
        path = (made.folder if "/" in name else made.root / "bin") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
    (made.folder / ".venv" / "bin" / "activate").write_text("", encoding="utf-8")
    assert made.paste(SET_UP, made.folder) == []
    return made


BEGUN = ("", "git merge topic", "ka2plan git install && git merge topic", "ka2plan git install", "rm *.toml")
"""What may have happened before something is pasted: nothing, a clash, git set up, no plan was there yet."""


def pasted(shell: Shell, block: str, number: int) -> list[str]:
    """What fails of a block in each state of the folder; nothing, where it does as it says in one of them."""
    failed: list[str] = []
    for state in BEGUN:
        folder = shell.root / f"desk-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(shell.folder, folder, symlinks=True)
        shell.paste(state, folder)
        failed = shell.paste(block, folder)
        if not failed:
            return []
    return failed


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=[f"{page}-{n}" for n, (page, _block) in enumerate(BLOCKS)])
def test_a_block_can_be_pasted_as_it_stands(shell, number):
    _page, block = BLOCKS[number]
    failed = pasted(shell, block, number)
    if failed:  # a list of what there is to choose from
        failed = [said for line in block.splitlines() for said in pasted(shell, line, number)]
    assert failed == []


def test_an_explanation_on_a_line_of_commands_is_found(shell):
    line = "ka2plan git install              once in every clone\n"
    assert pasted(shell, line, len(BLOCKS)) != []
    assert pasted(shell, line.replace("once", "# once"), len(BLOCKS)) == []


def test_every_page_has_its_blocks_looked_at():
    assert {"README", "first-steps", "coediting", "exports", "servers"} <= {page for page, _block in BLOCKS}
