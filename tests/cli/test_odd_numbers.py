"""Numbers that are none, or of thousands of digits, are refused in a sentence wherever one is told or set."""

from __future__ import annotations

import pytest

from tests.cli.running import SAMPLES, run

PLAN = SAMPLES / "ka220-school.toml"
NUMBERS = {
    "a figure that is no digit": "²",
    "digits of thousands": "9" * 5_000,
    "noughts of thousands": "0" * 5_000 + "5",
}

COMMANDS = (
    "show budget PLAN",
    "export ics PLAN",
    "payment PLAN --score NUMBER",
    "payment PLAN --score WP2=NUMBER",
    "balance PLAN --apply NUMBER",
    "timeline PLAN --width NUMBER",
    "timeline PLAN --since MNUMBER --until NUMBER",
    "log PLAN --limit NUMBER",
    "serve PLAN --port NUMBER",
    "types --call NUMBER",
    "types --draft NUMBER",
    "new - --type KA220-SCH --months NUMBER",
    "new - --type KA220-SCH --partners NUMBER",
    "new - --type KA220-SCH --lump-sum NUMBER",
    "new - --type KA220-SCH --round NUMBER",
    "set PLAN A2.1.budget.OSL NUMBER --diff",
    "set PLAN A2.1.effort.OSL NUMBER --diff",
    "set PLAN A2.1.start MNUMBER --diff",
    "set PLAN A2.1.progress NUMBER --diff",
    "set PLAN project.months NUMBER --diff",
    "set PLAN project.call NUMBER --diff",
    "slip PLAN A2.1 NUMBERm",
    "slip PLAN project NUMBERd",
    "replace PLAN OSL IES --from NUMBER",
    "import PLAN PLAN --days-per-month NUMBER",
    "check PLAN --select NUMBER",
    "check PLAN --today NUMBER",
    "explain NUMBER",
)


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_is_at_fault_for_a_number(command, number, monkeypatch):
    for name in ("COLUMNS", "LINES", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(name, number)
    words = [word.replace("NUMBER", number).replace("PLAN", str(PLAN)) for word in command.split()]
    ran = run(*words)
    assert ran.code in (0, 2, 3), ran.err
    assert "a fault of ka2plan itself" not in ran.err


@pytest.mark.parametrize("columns", NUMBERS.values(), ids=NUMBERS)
def test_a_width_that_is_none_is_as_if_it_were_not_set(columns, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    usual = run("timeline", str(PLAN), "--today", "2027-01-15")
    monkeypatch.setenv("COLUMNS", columns)
    assert run("timeline", str(PLAN), "--today", "2027-01-15") == usual
