"""Streams that are closed, full or read by nobody: the work is done, a sentence says what is lost, the code is ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest

from ka2plan.export import FORMATS
from tests.cli.running import SAMPLES, TODAY
from tests.merge.repositories import environment
from tests.tui.in_terminal import OWN_TERMINAL, in_terminal

SUBJECTS = ("partners", "budget", "workload", "dependencies", "milestones", "status", "eligibility")

COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("--help",),
    ("--version",),
    ("check", "--help"),
    ("nothing-like-it",),
    ("plan.toml",),
    ("new", "new.toml"),
    ("new",),
    ("new", "new.toml", "--from", "table.csv"),
    ("check", "plan.toml", *TODAY),
    ("check", "broken.toml", *TODAY),
    ("check", "wrong.toml", "--json", *TODAY),
    ("check", "no.toml"),
    ("check", "wrong.toml", "--fix"),
    ("check", "wrong.toml", "--fix", "--diff"),
    ("timeline", "plan.toml", *TODAY),
    ("timeline", "-"),
    *(("show", subject, "plan.toml") for subject in SUBJECTS),
    ("set", "plan.toml", "A2.1.title", "Other"),
    ("set", "plan.toml", "A2.1.titel", "Other"),
    ("set", "plan.toml", "A2.1.title", "Other", "--diff"),
    ("add", "plan.toml", "activity", "A9", "title=x", "start=M1", "end=M2", "lead=OSL"),
    ("remove", "plan.toml", "A2.1", "--unlink"),
    ("rename", "plan.toml", "A2.1", "A9"),
    ("move", "plan.toml", "A2.1", "--after", "A2.2"),
    ("dates", "plan.toml", "--to", "dates"),
    ("slip", "plan.toml", "A2.1", "1m"),
    ("slip", "plan.toml", "A2.1", "1m", "--apply"),
    ("brief", "plan.toml", "OSL"),
    ("explain", "DEP203"),
    ("types",),
    ("manual",),
    ("manual", "editor"),
    ("diff", "plan.toml", "other.toml"),
    ("diff", "plan.toml"),
    ("log", "plan.toml"),
    ("merge", "plan.toml", "other.toml", "third.toml"),
    ("merge", "plan.toml", "other.toml", "third.toml", "-o", "merged.toml"),
    ("merge-driver", "plan.toml", "other.toml", "third.toml"),
    *(("git", action) for action in ("install", "uninstall", "status", "pre-commit", "verify")),
    *(("export", known.name, "plan.toml") for known in FORMATS if not known.extra),
    ("export", "csv", "plan.toml", "-o", "plan.csv"),
    ("export", "csv", "plan.toml", "-o", "no/folder/plan.csv"),
    *(("export", known.name, "plan.toml", "-o", f"made.{known.name}") for known in FORMATS if known.extra),
    ("export", "report", "plan.toml", "-o", "report.docx"),
    ("export", "fillin", "plan.toml", "--partner", "all", "-o", "sheets"),
    ("export", "fillin", "plan.toml", "--partner", "IES"),
    ("balance", "plan.toml", *TODAY),
    ("balance", "plan.toml", "--json", *TODAY),
    ("balance", "tight.toml", "--apply", "1", *TODAY),
    ("replace", "plan.toml", "IES", "ZAV", *TODAY),
    ("replace", "plan.toml", "IES", "ZAV", "--apply", *TODAY),
    ("import", "plan.toml", "table.csv", *TODAY),
    ("import", "plan.toml", "table.csv", "--dry-run", "--json", *TODAY),
    ("import", "plan.toml", "no.csv"),
    ("resolve", "clash.toml", "--list"),
    ("resolve", "clash.toml", "A2.1.title=theirs"),
    ("resolve", "clash.toml"),
    ("doctor",),
    ("doctor", "plan.toml", "--json"),
    ("completion", "bash"),
    ("complete", "--", "ka2plan", "set", "plan.toml", "A2"),
    ("lsp",),
    ("types", "--draft", "2027"),
    ("manual", "--man"),
    ("check", "plan.toml", "--format", "sarif", *TODAY),
    ("check", "plan.toml", "--submit", *TODAY),
    ("diff", "--amendment", "plan.toml", "other.toml", *TODAY),
    ("brief", "plan.toml", "OSL", "--pdf", "-o", "brief.pdf", *TODAY),
    ("set", "plan.toml", "A2.1.title", "Other", "--json"),
    ("timeline", "plan.toml", "--plain", *TODAY),
    ("payment", "plan.toml", "--score", "50"),
    ("portfolio", "plan.toml", "other.toml", *TODAY),
    ("portfolio", "plan.toml", "wrong.toml", "--check", "--json", *TODAY),
)

LOSSES = (
    "",
    "closed:stdin",
    "closed:stdout",
    "closed:stderr",
    "closed:stdin closed:stdout closed:stderr",
    "full:stdout",
    "full:stderr",
    "broken:stdout",
)

READS_INPUT = frozenset(("-", "lsp"))

REASONS = {"closed:stdout": "it is closed", "full:stdout": "the disk is full"}


SURVEY = 'title = "Needs survey in twelve schools"'


class Left(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str
    files: dict[str, str]


def lay_out(folder: Path) -> Path:
    """A repository with a plan and its like."""
    home = folder / "home"
    home.mkdir()
    made = folder / "made"
    made.mkdir()
    text = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8")
    (made / "plan.toml").write_text(text, encoding="utf-8")
    (made / "other.toml").write_text(text.replace("Needs survey", "Survey"), encoding="utf-8")
    (made / "third.toml").write_text(text.replace("Needs survey", "Question round"), encoding="utf-8")
    clash = f'<<<<<<< ours\ntitle = "One"\n||||||| base\n{SURVEY}\n=======\ntitle = "Two"\n>>>>>>> theirs'
    (made / "clash.toml").write_text(text.replace(SURVEY, clash), encoding="utf-8")
    (made / "tight.toml").write_text(text.replace("capacity = 26", "capacity = 25"), encoding="utf-8")
    (made / "broken.toml").write_text("format = \n", encoding="utf-8")
    (made / "wrong.toml").write_text(text.replace('lead = "', 'leed = "'), encoding="utf-8")
    (made / "table.csv").write_text("Title,Start,End,Lead\nKick-off,M1,M2,OSL\n", encoding="utf-8")
    for words in (("init", "--quiet", "--template="), ("add", "--all"), ("commit", "--quiet", "-m", "The plan")):
        subprocess.run(["git", *words], cwd=made, env=environment(home), check=True)
    return made


@cache
def all_left() -> dict[tuple[str, tuple[str, ...]], Left]:
    """What every command left with every loss."""
    folder = Path(mkdtemp(prefix="ka2plan-streams-"))
    try:
        made = lay_out(folder)
        cases = {}
        for loss in LOSSES:
            for words in COMMANDS:
                cases[loss, words] = shutil.copytree(made, folder / str(len(cases)))
        listed = folder / "cases.json"
        listed.write_text(json.dumps([[os.fspath(at), *case[:1], *case[1]] for case, at in cases.items()]))
        program = [sys.executable, os.fspath(Path(__file__).with_name("forked.py"))]
        subprocess.run([*program, os.fspath(listed)], env=environment(folder / "home"), check=True, timeout=600)
        return {case: left_in(at) for case, at in cases.items()}
    finally:
        shutil.rmtree(folder)


def left_in(folder: Path) -> Left:
    """What stands in the folder of a case; its own path is no difference."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode(errors="replace").replace(str(folder), "HERE")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    code, out, err = (texts.pop(name) for name in ("code", "stdout", "stderr"))
    return Left(int(code), out, err, texts)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("loss", LOSSES)
def test_with_a_stream_lost_the_work_is_done_and_the_code_is_ours(loss, words):
    usual, left = all_left()["", words], all_left()[loss, words]
    assert left.files == usual.files
    assert "Traceback" not in left.err
    assert "Exception ignored" not in left.err
    assert "a fault of ka2plan itself" not in left.err
    assert left.code == code_for(loss, words, usual), left.err
    if "stdout" not in loss and not READS_INPUT.intersection(words):
        assert left.out == usual.out
    if "stderr" not in loss and usual.out:
        for lost, reason in REASONS.items():
            assert lost not in loss or left.err.endswith(f"standard output cannot be written: {reason}\n")


def code_for(loss: str, words: tuple[str, ...], usual: Left) -> int:
    """The code of the work, unless its output is lost."""
    if "closed:stdin" in loss and READS_INPUT.intersection(words):
        return 3
    if "stdout" in loss and usual.out:
        return 141 if loss == "broken:stdout" else 3
    return usual.code


def test_findings_alone_make_the_code_1():
    ones = {words for (_loss, words), left in all_left().items() if left.code == 1}
    assert ones
    assert {words[0] for words in ones} == {"check", "portfolio"}


def test_standard_input_that_is_closed_is_said():
    assert "standard input cannot be read: it is closed" in all_left()["closed:stdin", ("timeline", "-")].err


@pytest.mark.parametrize("loss", ["os.close(2)", "os.dup2(os.open('/dev/full', os.O_WRONLY), 2)"])
def test_the_editor_opens_with_standard_error_lost(loss, tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text((SAMPLES / "ka220-school.toml").read_text(encoding="utf-8"), encoding="utf-8")
    losing = f"{OWN_TERMINAL}import os, sys\n{loss}\n"
    program = f"{losing}os.execv(sys.executable, [sys.executable, '-m', 'ka2plan', *sys.argv[1:]])\n"
    with in_terminal(tmp_path, str(plan), program=program) as terminal:
        terminal.wait_for("OUTCLASS")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.is_restored


def test_a_pipe_that_is_full_and_does_not_wait_is_waited_for():
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    words = [sys.executable, "-m", "ka2plan", "manual", "editor"]
    with subprocess.Popen(words, stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        with open(reading, "rb") as pipe:
            read = pipe.read()
        assert running.wait() == 0
    assert len(read) > 10_000
