"""Every code is explained, offline and quickly, with the facts that it rests on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ka2plan
from ka2plan.calls import load_calls
from ka2plan.calls.vocabulary import BY_NAME
from ka2plan.cli.manual_pages import page_text
from ka2plan.errors import UsageError
from ka2plan.rules.explain import DATED, FACTS, all_codes, explain, list_codes
from ka2plan.rules.file_rules import FILE_RULES
from ka2plan.rules.rules import all_rules
from ka2plan.toml import parse

PACKAGE = Path(ka2plan.__file__).parent
DOCUMENTS = PACKAGE / "rules" / "docs"
HEADINGS = ["## What it finds", "## Why it matters", "## Example", "## How to fix"]
HEAVY = ("textual", "networkx", "tomlkit", "pendulum", "rich")


def codes_of_the_file() -> set[str]:
    """The SYN codes that are reported: the reader's, the loader's, those of `[ignored]`."""
    paths = (path for path in PACKAGE.rglob("*.py") if path.name != "file_rules.py")
    sources = (path.read_text(encoding="utf-8") for path in paths)
    return {code for source in sources for code in re.findall(r'"(SYN\d{3})"', source)}


def document(code: str) -> str:
    return (DOCUMENTS / f"{code}.md").read_text(encoding="utf-8")


def test_every_code_has_a_document_and_every_document_a_code() -> None:
    assert set(all_codes()) == set(all_rules())


def test_every_fault_that_the_reader_reports_has_its_record() -> None:
    assert {rule.code for rule in FILE_RULES} == codes_of_the_file()


@pytest.mark.parametrize("code", all_codes())
def test_a_document_has_its_four_headings_in_order_and_something_under_each(code: str) -> None:
    text = document(code)
    assert re.match(rf"# {code} \w", text)
    assert re.findall(r"^## .*$", text, re.MULTILINE) == HEADINGS
    for part in re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]:
        assert part.strip()


@pytest.mark.parametrize("code", [code for code in all_codes() if not code.startswith("SYN")])
def test_the_example_of_a_rule_is_toml(code: str) -> None:
    example = re.search(r"```toml\n(.*?)```", document(code), re.DOTALL)
    assert example
    parse(example[1])


@pytest.mark.parametrize("code", [code for code in all_codes() if FACTS in document(code)])
def test_the_facts_named_in_a_document_exist(code: str) -> None:
    book = load_calls()
    for key in document(code).partition(f"\n{FACTS}")[2].split(","):
        assert key.strip() in {*BY_NAME, *DATED} or book.rule(key.strip())


def test_where_a_reason_is_to_be_written_it_says_what_shows_how() -> None:
    how = "`ka2plan manual codes` shows how to write a reason under `[ignored]`."
    assert how in explain("CAL213", load_calls())
    assert how not in explain("BUD201", load_calls())
    assert '[ignored."' in page_text("codes")


def test_an_explanation_ends_with_values_sources_and_evidence() -> None:
    told = explain("CAL302", load_calls())
    assert FACTS not in told
    assert told.endswith(
        "## Source\n"
        "\n"
        "- `wp_max_recommended`, call 2026, KA220: 5 (WP1 included). Source: KA220-ADU application form, Call\n"
        "  2025 Round 2 (empty form, PDF); EC wiki: Project design and implementation in KA220 applications\n"
        "  (Call 2024 R1) (verified)\n"
    )


def test_a_fact_that_only_older_calls_have_is_shown_for_the_newest_of_them() -> None:
    assert "`grant_min`, call 2021, KA220: 100,000 EUR" in explain("CAL203", load_calls())


@pytest.mark.parametrize("code", all_codes())
def test_every_code_says_what_it_rests_on(code: str) -> None:
    assert len(explain(code, load_calls()).partition("## Source\n\n- ")[2]) > 20


def test_what_rests_on_no_source_says_why_it_needs_none() -> None:
    assert explain("BUD103", load_calls()).endswith("- None is needed: the plan contradicts itself.\n")
    assert "format of plan files" in explain("SYN203", load_calls())
    assert "ka2plan's own" in explain("WRK105", load_calls())


@pytest.mark.parametrize(("asked", "near"), [("BUD210", "BUD201"), ("BUD2", "BUD201"), ("CAL20", "CAL202")])
def test_an_unknown_code_is_refused_with_the_nearest_ones(asked: str, near: str) -> None:
    with pytest.raises(UsageError, match=near):
        explain(asked, load_calls())


@pytest.mark.parametrize("asked", ["", "../docs/BUD201", "\x1b[2J", "BUD201.md"])
def test_what_is_no_code_reaches_no_file(asked: str) -> None:
    with pytest.raises(UsageError):
        explain(asked, load_calls())


def test_the_list_names_every_code_once_with_its_fault() -> None:
    lines = list_codes().splitlines()
    assert [line.split()[0] for line in lines] == list(all_codes())
    assert "BUD201  management above its limit" in lines


def test_explaining_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from ka2plan.calls import load_calls\n"
        "from ka2plan.rules.explain import all_codes, explain\n"
        "explain('BUD201', load_calls())\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
