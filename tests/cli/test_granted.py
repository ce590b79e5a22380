"""``--granted``: behind the bars, where they lay when the plan was granted; what was done and planned side by side."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, run

GRANTED = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8")
DAY = ("--today", "2027-05-10")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan whose grant is a file beside it; A2.2 was moved since, A2.3 has another id, A2.1 is done."""
    monkeypatch.chdir(tmp_path)
    Path("granted.toml").write_text(GRANTED, encoding="utf-8")
    path = tmp_path / "plan.toml"
    text = GRANTED.replace('coordinator = "OSL"', 'coordinator = "OSL"\ngranted = "granted.toml"', 1)
    path.write_text(text, encoding="utf-8")
    for words in (
        ("rename", "plan.toml", "A2.3", "A2.9"),
        ("set", "plan.toml", "A2.2.end", "M10"),
        ("set", "plan.toml", "A2.9.start", "2027-09-06"),
        ("set", "plan.toml", "A2.9.end", "2027-09-10"),
        ("set", "plan.toml", "A2.1.status", "done"),
        ("set", "plan.toml", "A2.1.actual.end", "2027-04-10"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
    return path


def rows_of(*options: str) -> dict[str, dict]:
    return {row["id"]: row for row in json.loads(run("timeline", "plan.toml", "--json", *DAY, *options).out)["rows"]}


@pytest.mark.usefixtures("plan")
def test_the_granted_days_are_told_by_the_ids_of_today():
    rows = rows_of("--granted")
    assert rows["A2.2"]["granted"] == [["2027-03-01", "2027-07-31"]]
    assert rows["A2.9"]["granted"] == [["2027-08-16", "2027-08-20"]]
    assert {row["granted"] for row in rows_of().values()} == {None}


@pytest.mark.usefixtures("plan")
def test_the_timeline_draws_them_behind_and_what_is_done_on_its_own_days():
    drawn = run("timeline", "plan.toml", "--granted", *DAY).out
    assert "▁ as granted" in drawn
    assert "▁" in next(line for line in drawn.splitlines() if "A2.9" in line)
    bare = run("timeline", "plan.toml", *DAY).out
    assert "as granted" not in bare
    done = next(line for line in bare.splitlines() if "A2.1" in line)
    assert done.count("░") == 11  # M1 to the tenth day of M6, two cells a month


@pytest.mark.parametrize(("name", "sign"), [("svg", b"as granted"), ("html", b"16 Aug 2027 - 20 Aug 2027")])
@pytest.mark.usefixtures("plan")
def test_exports_have_them_too(name, sign):
    assert run("export", name, "plan.toml", "--granted", *DAY, "-o", "out").code == 0
    assert sign in Path("out").read_bytes()
    assert run("export", name, "plan.toml", *DAY, "-o", "without").code == 0
    assert sign not in Path("without").read_bytes()


@pytest.mark.usefixtures("plan")
def test_the_pdf_tells_plan_actual_days_forecast_and_grant_side_by_side():
    pypdf = pytest.importorskip("pypdf")
    assert run("export", "pdf", "plan.toml", "--granted", *DAY, "-o", "plan.pdf").code == 0
    text = " ".join("".join(page.extract_text() for page in pypdf.PdfReader("plan.pdf").pages).split())
    for words in ("Actual end", "10 Apr 2027", "Forecast", "10 May 2027 - 9 Nov 2027", "As granted"):
        assert words in text


@pytest.mark.usefixtures("plan")
def test_other_formats_have_no_place_for_them():
    ran = run("export", "csv", "plan.toml", "--granted")
    assert (ran.code, ran.out) == (2, "")
    assert "--granted is for pdf, svg, png and html only" in ran.err


def test_a_plan_that_does_not_say_which_version_was_granted_is_told_how(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("plan.toml").write_text(GRANTED, encoding="utf-8")
    for words in (("timeline", "plan.toml"), ("export", "svg", "plan.toml")):
        ran = run(*words, "--granted")
        assert (ran.code, ran.out) == (2, "")
        assert 'project.granted = "v1.0"' in ran.err


def test_standard_input_has_no_revisions():
    text = GRANTED.replace('coordinator = "OSL"', 'coordinator = "OSL"\ngranted = "v1"', 1)
    ran = run("timeline", "-", "--granted", stdin=text.encode())
    assert ran.code == 2
    assert "git has no standard input" in ran.err


@pytest.mark.parametrize(
    ("path", "typed", "read"),
    [
        ("A2.2.status", "running", ("activities", "A2.2", "status", "running")),
        ("A2.2.progress", "40 %", ("activities", "A2.2", "progress", 40)),
        ("A2.2.actual.start", "5.3.2027", ("activities", "A2.2", "actual", {"start": date(2027, 3, 5)})),
        ("A2.1.actual.end", "31 Mar 2027", ("activities", "A2.1", "actual", {"end": date(2027, 3, 31)})),
        ("MS1.reached", "31/3/2027", ("milestones", "MS1", "reached", date(2027, 3, 31))),
        ("I1.achieved", "6", ("indicators", "I1", "achieved", 6)),
        ("A2.2.evidence.photos", "5.3.2027", ("activities", "A2.2", "evidence", {"photos": date(2027, 3, 5)})),
        ("A2.2.evidence.photos", "no", ("activities", "A2.2", "evidence", {"photos": False})),
    ],
)
def test_set_notes_what_happened(tmp_path, path, typed, read):
    file = tmp_path / "plan.toml"
    file.write_text(GRANTED, encoding="utf-8")
    assert run("set", file, path, typed).code == 0
    table, id, key, value = read
    found = tomllib.loads(file.read_text(encoding="utf-8"))[table][id][key]
    assert (value.items() <= found.items()) if isinstance(value, dict) else found == value
