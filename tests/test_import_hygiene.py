"""A command loads what it needs: a fresh interpreter proves what imports inside functions only promise."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT

SCHOOL = str(ROOT / "samples" / "ka220-school.toml")
SMALL = str(ROOT / "samples" / "ka210-small-scale.toml")

HEAVY = ("textual", "rich", "networkx", "tomlkit", "pendulum", "wcwidth", "babel")
"""Libraries that each take longer to load than a plan takes to read."""

SLOW = ("dataclasses", "inspect", "pathlib", "json", "tempfile", "subprocess", "hashlib", "string")
"""Parts of the standard library that reading a plan and drawing it does without."""

QUICK = [
    ("--help",),
    ("--version",),
    ("timeline", "--help"),
    ("timeline", SCHOOL),
    ("timeline", SMALL, "--ascii", "--by", "quarter"),
    ("explain", "BUD201"),
]

LIGHT = [
    *QUICK,
    (SCHOOL,),
    ("check", SCHOOL),
    ("show", "partners", SCHOOL),
    ("show", "budget", SCHOOL),
    ("show", "status", SCHOOL),
    ("show", "milestones", SCHOOL),
    ("show", "dependencies", SCHOOL),
    ("show", "workload", SCHOOL),
    ("types",),
    ("types", "KA220-SCH"),
    ("manual",),
]

PROGRAM = """
import sys
from ka2plan.cli import main
try:
    code = main(sys.argv[2:])
except SystemExit as leaving:
    code = leaving.code
loaded = [name for name in sys.argv[1].split() if name in sys.modules]
print("exit", code or 0, "loaded", *loaded, file=sys.stderr)
"""


def last_line(text):
    return text.strip().rpartition("\n")[2]


def name(arguments):
    return " ".join(argument.rpartition("/")[2] for argument in arguments)


@pytest.mark.parametrize("arguments", QUICK, ids=name)
def test_the_quick_commands_load_nothing_heavy_and_nothing_slow(arguments, run_python):
    ran = run_python(PROGRAM, " ".join(HEAVY + SLOW), *arguments)
    assert ran.stdout
    assert last_line(ran.stderr) == "exit 0 loaded"


@pytest.mark.parametrize("arguments", LIGHT, ids=name)
def test_reading_commands_load_neither_the_editor_nor_what_edits(arguments, run_python):
    ran = run_python(PROGRAM, "textual rich tomlkit pendulum babel", *arguments)
    assert last_line(ran.stderr) == "exit 0 loaded"


def test_importing_the_package_loads_nothing_of_it(run_python):
    program = "import sys, ka2plan; print([name for name in sys.modules if name.startswith('ka2plan.')])"
    assert run_python(program).stdout == "[]\n"
