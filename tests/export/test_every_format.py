"""What holds for every format: the same bytes twice, no plan that breaks one, a sentence where a library is missing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ka2plan.errors import UsageError
from ka2plan.export import FORMATS, ExtraMissing, export
from ka2plan.plan import Plan
from tests.cli.running import run
from tests.export.making import CASES, ROOT, SAMPLES, SOUND, exported, hostile, material, plan_in

NAMES = [known.name for known in FORMATS]
TEXTS = [known.name for known in FORMATS if not known.binary]
EXTRAS = [known for known in FORMATS if known.extra]

AT_LEAST = {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK", "docx": b"PK", "ics": b"BEGIN:VCALENDAR"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_two_exports_of_a_sample_are_the_same_bytes(name, sample):
    first = exported(name, plan_in(sample))
    assert first == exported(name, plan_in(sample))
    assert first.startswith(AT_LEAST.get(name, b""))


DAY = "2027-03-15"
"""Given, since it can be tomorrow already in one of the two processes' zones."""


@pytest.mark.parametrize("name", NAMES)
def test_two_processes_write_the_same_bytes_whatever_their_hash_seed(name, tmp_path):
    written = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.out"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "UTC" if seed == "1" else "Europe/Athens"}
        words = [sys.executable, "-m", "ka2plan", "export", name, str(SOUND), "--today", DAY, "-o", str(target)]
        subprocess.run(words, env=environment, cwd=ROOT, check=True, capture_output=True)
        written.append(target.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_faulty_plan_is_exported_as_far_as_it_goes(name, case):
    plan = plan_in_bounds(case)
    try:
        exported(name, plan).decode()
    except UsageError:
        if name != "form":
            raise


def plan_in_bounds(case):
    try:
        return plan_in(case)
    except ValueError:
        return Plan()


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_plan_is_exported_as_one(name):
    if name == "form":
        with pytest.raises(UsageError, match="no application form is known"):
            exported(name, Plan())
    else:
        assert exported(name, Plan())


@pytest.mark.parametrize("name", TEXTS)
def test_no_control_character_of_a_partner_gets_into_a_text(name):
    text = exported(name, hostile()).decode()
    allowed = {"\n", "\t", "\r"} if name == "csv" else {"\n", "\t"}
    hidden = "\u202e\u2066\u200b\ufeff"
    assert {
        letter for letter in text if ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 or letter in hidden
    } <= allowed


@pytest.mark.parametrize("known", EXTRAS, ids=lambda known: known.name)
def test_without_its_library_a_format_says_what_to_install(known, monkeypatch):
    for library in ("typst", "xlsxwriter", "icalendar", "docx"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExtraMissing) as missing:
        export(known, material(plan_in(SOUND)))
    assert f'pip install "ka2plan[{known.extra}]"' in str(missing.value)
    assert missing.value.exit_code == 3


def test_svg_and_the_texts_need_no_library_at_all(monkeypatch):
    for library in ("typst", "xlsxwriter", "icalendar", "openpyxl", "docx"):
        monkeypatch.setitem(sys.modules, library, None)
    for name in TEXTS:
        assert exported(name, plan_in(SOUND))


def test_export_writes_a_file_and_never_over_the_plan_itself(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_bytes(SOUND.read_bytes())
    assert run("export", "csv", plan, "-o", tmp_path / "plan.csv").code == 0
    assert (tmp_path / "plan.csv").read_bytes() == exported("csv", plan_in(SOUND))
    refused = run("export", "csv", plan, "-o", plan)
    assert refused.code == 2
    assert "is one of the plans that were read" in refused.err
    assert plan.read_bytes() == SOUND.read_bytes()


def test_options_of_one_format_are_refused_with_another():
    assert run("export", "csv", SOUND, "--only", "gantt").code == 2
    assert run("export", "pdf", SOUND, "--markdown", "-o", "x.pdf").code == 2
    assert run("export", "ics", SOUND, "--partner", "NOBODY").code == 2
    assert run("export", "odt", SOUND).code == 2


def test_the_moment_of_creation_comes_from_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert "DTSTAMP:20270115T080000Z" in run("export", "ics", SOUND).out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")
    assert run("export", "ics", SOUND).code == 2
