"""Under ``--lang sl`` no command says an English word, on any sample; titles of sources stay as they are."""

from __future__ import annotations

import re
import shutil
import tomllib

import pytest

from tests.cli.running import SAMPLES, run
from tests.english_words import english_words_in

TODAY = ("--today", "2027-05-15")
WITHOUT_TODAY = ("move", "dates", "rename", "set", "remove", "resolve", "import", "payment")

OF_A_PLAN = (
    "check PLAN",
    "check PLAN --format full",
    "check PLAN --submit --advice",
    "check PLAN --format concise",
    "check PLAN --plain",
    "timeline PLAN",
    "timeline PLAN --plain",
    "timeline PLAN --by quarter",
    *(
        f"show {table} PLAN"
        for table in (
            "partners",
            "budget",
            "workload",
            "dependencies",
            "milestones",
            "status",
            "eligibility",
        )
    ),
    "show budget PLAN --plain",
    "brief PLAN PARTNER",
    "brief PLAN PARTNER --markdown",
    "payment PLAN --score 50",
    "slip PLAN ENTRY 1m",
    "slip PLAN project 2m",
    "balance PLAN",
    "replace PLAN PARTNER OTHER --from M3",
    "export form PLAN",
    "export form PLAN --markdown",
    "export md PLAN",
    "export report PLAN",
    "set PLAN ENTRY.start M3 --diff",
    "set PLAN ENTRY.start nonsense",
    "set PLAN ENTRY.budget.PARTNER -3",
    "remove PLAN PARTNER",
    "rename PLAN PARTNER XYZ --diff",
    "move PLAN ENTRY --before ENTRY",
    "dates PLAN --to dates --diff",
    "resolve PLAN --list",
    "import PLAN PLAN --dry-run",
    "doctor PLAN",
    "portfolio PLAN",
)

BY_ITSELF = (
    "--help",
    "nonsense",
    "check",
    "check missing.toml",
    "types",
    "types KA220-SCH",
    "types KA210-ADU --call 2026",
    "types KA240-SCH",
    "types PEX-COVE",
    "types NONSENSE",
    "explain",
    "explain NONSENSE",
    "explain BUD201",
    "explain WRK203",
    "explain ORG117",
    "manual",
    "manual nonsense",
    "export nonsense missing.toml",
    *(
        f"{command} --help"
        for command in (
            "open",
            "new",
            "check",
            "timeline",
            "show",
            "set",
            "add",
            "remove",
            "rename",
            "move",
            "dates",
            "slip",
            "balance",
            "replace",
            "brief",
            "explain",
            "types",
            "manual",
            "diff",
            "log",
            "merge",
            "resolve",
            "git",
            "import",
            "export",
            "payment",
            "serve",
            "portfolio",
            "lsp",
            "doctor",
            "completion",
        )
    ),
)


@pytest.mark.parametrize("command", OF_A_PLAN)
@pytest.mark.parametrize("sample", sorted(path.stem for path in SAMPLES.glob("*.toml")))
def test_no_english_word_is_said_of_a_plan(tmp_path, monkeypatch, sample, command):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / f"{sample}.toml", "plan.toml")
    text = (tmp_path / "plan.toml").read_text("utf-8")
    partner, other, entry = ids_of(text)
    names = {"PARTNER": partner, "OTHER": other, "ENTRY": entry, "PLAN": "plan.toml"}
    words = re.sub("|".join(names), lambda found: names[found[0]], command).split()
    ran = run(*words, *(TODAY if words[0] not in WITHOUT_TODAY else ()), "--lang", "sl")
    assert english_words_in(ran.out + ran.err, plan=text) == []


def ids_of(text: str) -> tuple[str, str, str]:
    """Two partners of a plan, and an activity."""
    data = tomllib.loads(text)
    first, second = list(data["partners"])[:2]
    return first, second, next(iter(data["activities"]))


@pytest.mark.parametrize("command", BY_ITSELF)
def test_no_english_word_is_said(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    ran = run(*command.split(), "--lang", "sl")
    assert english_words_in(ran.out + ran.err) == []
