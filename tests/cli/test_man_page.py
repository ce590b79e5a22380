"""The man page has every command and option, and is read by man without a complaint."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from ka2plan.cli.commands import COMMANDS
from tests.cli.running import run

PAGE = run("manual", "--man").out


def formatted(tmp_path, *command: str) -> str:
    """What a formatter makes of the page, without a complaint."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"no {command[0]} here")
    (tmp_path / "ka2plan.1").write_text(PAGE, encoding="utf-8")
    words = [program, *command[1:], str(tmp_path / "ka2plan.1")]
    environment = {"MANWIDTH": "100", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "MANROFFOPT": "-ww"}
    ran = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0
    assert ran.stderr == ""
    return re.sub(r".\x08|\x1b\[[0-9;]*m", "", ran.stdout)


@pytest.mark.parametrize(
    "command", [("man", "-l"), ("groff", "-man", "-ww", "-Tutf8"), ("mandoc", "-Tutf8")], ids=" ".join
)
def test_a_formatter_shows_every_command_with_its_options(tmp_path, command):
    text = formatted(tmp_path, *command)
    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "ENVIRONMENT", "SEE ALSO"):
        assert re.search(rf"(?m)^{heading}$", text)
    for one in COMMANDS:
        name = "ka2plan" if one.name == "open" else f"ka2plan {one.name}"
        assert re.search(rf"(?m)^ +{re.escape(f'{name} {one.usage}'.rstrip())}$", text)
        for action in one.parser()._actions:
            assert all(re.search(rf"(?m)^ +.*{re.escape(option)}\b", text) for option in action.option_strings[-1:]
                       if option != "--help")  # fmt: skip


def test_no_text_begins_a_request_and_no_dash_is_a_hyphen():
    for line in PAGE.splitlines():
        assert not line.startswith((".", "'")) or re.match(r"\.(TH|SH|SS|TP|PP|B|I|br)\b", line)
        assert not re.search(
            r"(?<!\\)-", line.partition(".TH")[2] if line.startswith(".TH") else line.replace('""', "")
        )
