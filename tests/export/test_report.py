"""The final report: what was done, changed and dropped, with what came of it, in the order of the application."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, run
from tests.export.making import SMALL

DAY = ("--today", "2027-11-20")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of which something was done, moved, cancelled and taken out since the grant, which is a file beside it."""
    monkeypatch.chdir(tmp_path)
    granted = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8")
    Path("granted.toml").write_text(granted, encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(granted.replace('coordinator = "OSL"', 'coordinator = "OSL"\ngranted = "granted.toml"', 1), "utf-8")
    for words in (
        ("set", "plan.toml", "A2.1.status", "done"),
        ("set", "plan.toml", "A2.1.actual.end", "2027-03-12"),
        ("set", "plan.toml", "A2.1.evidence", '{ "attendance list" = 2027-02-03, materials = false }'),
        ("set", "plan.toml", "A2.1.note", "Two schools more took part"),
        ("set", "plan.toml", "A2.2.status", "running"),
        ("set", "plan.toml", "A3.3.status", "cancelled"),
        ("set", "plan.toml", "A3.2.status", "cancelled"),
        ("set", "plan.toml", "A3.2.note", "The school burnt down"),
        ("slip", "plan.toml", "A4.1", "1m", "--apply"),
        ("remove", "plan.toml", "A4.2", "--unlink"),
        ("set", "plan.toml", "MS1.reached", "2027-03-12"),
        ("set", "plan.toml", "I1.achieved", "6"),
        ("set", "plan.toml", "title", "Outdoor classrooms"),
    ):
        assert run(*words).code == 0, words
    return path


def report(*words: str) -> str:
    ran = run("export", "report", "plan.toml", *DAY, *words)
    assert (ran.code, ran.err.replace("wrote report.docx\n", "")) == (0, "")
    return ran.out


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next that is not below it."""
    level = heading.partition(" ")[0]
    _before, found, after = text.partition(f"\n{heading}\n")
    assert found, heading
    ends = [after.find(f"\n{'#' * number} ") for number in range(1, len(level) + 1)]
    return after[: min((end for end in ends if end >= 0), default=len(after))]


@pytest.mark.usefixtures("plan")
def test_what_was_carried_out_has_its_days_results_evidence_and_note():
    assert part(report(), "#### A2.1 Needs survey in twelve schools").strip().splitlines() == [
        "- **Lead:** Pädagogische Hochschule Steiermark",
        "- **With:** Osnovna šola Ledina, IES Tavernes Blanques and Zavod za gozdno pedagogiko",
        "- **Planned:** 1 Nov 2026 - 28 Feb 2027",
        "- **Took place:** 3 Nov 2026 - 12 Mar 2027",
        "- **Where:** Graz, AT",
        "- **Results:** Report on what twelve rural schools need to teach outdoors, in three languages",
        "- **Amount:** 20,000 EUR",
        "- **Evidence:** attendance list: 3 Feb 2027; materials: missing",
        "- **Note:** Two schools more took part",
    ]


@pytest.mark.usefixtures("plan")
def test_what_was_changed_since_the_grant_is_told_where_it_belongs_and_what_was_done_is_no_change():
    text = report()
    assert "- **Compared with:** the plan as granted, granted.toml" in text
    assert '- the project is called "Outdoor classrooms"' in text.replace("\\", "")
    assert "since the grant: A4.1 starts M14 instead of M13; ends M23 instead of M22" in text
    assert "Changed since the grant" not in part(text, "#### A2.1 Needs survey in twelve schools")


@pytest.mark.usefixtures("plan")
def test_what_was_dropped_has_its_amount_and_reason_or_that_none_is_noted():
    text = report()
    dropped = part(part(text, "## WP3 Pilot year in twelve schools"), "### Activities that were cancelled or deleted")
    assert dropped.strip().splitlines() == [
        "- A3.2 Pilot courses, spring (32,000 EUR): The school burnt down",
        "- A3.3 Evaluation and revision of the modules (15,000 EUR): no reason is given",
    ]
    taken = part(part(text, "## WP4 Handing on"), "### Activities that were cancelled or deleted")
    assert "A4.2 Closing conference and seminars for other schools (14,500 EUR): deleted from the plan" in taken


@pytest.mark.usefixtures("plan")
def test_indicators_milestones_and_objectives_tell_what_was_achieved():
    text = report()
    package = part(text, "## WP2 Needs and modules")
    assert "| I1 | Modules written | 6 | 8 | modules | 75 % |" in package
    assert "| reached 12 Mar 2027 |" in package
    assert "Done for it:** A2.1" in part(text, "## Objectives")


@pytest.mark.usefixtures("plan")
def test_what_is_still_missing_closes_the_report():
    missing = part(report(), "## Still missing").strip().splitlines()
    assert "- cancelled without a reason (note): A3.3" in missing
    assert missing[-1] == "- evidence of A2.1: materials"


def test_without_a_granted_version_it_says_so_and_one_that_is_gone_is_told(plan):
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace('granted = "granted.toml"\n', ""), encoding="utf-8")
    assert "Compared with:** nothing: the plan as granted is not known" in report()
    plan.write_text(text.replace('"granted.toml"', '"v9"'), encoding="utf-8")
    ran = run("export", "report", "plan.toml", *DAY)
    assert ran.code == 0
    assert "changes since the grant are not shown" in ran.err


def test_a_partnership_without_work_packages_is_told_activity_by_activity():
    text = run("export", "report", SMALL, *DAY).out
    assert "\n## Activities and results\n" in text
    assert "## WP" not in text


def test_titles_are_never_markup(plan):
    ran = run("set", plan, "A2.1.title", "**bold** | # <b>")
    assert ran.code == 0
    assert "#### A2.1 \\*\\*bold\\*\\* \\| \\# \\<b\\>" in report()


@pytest.mark.usefixtures("plan")
def test_the_same_report_is_written_for_word_where_the_file_is_one():
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    report("-o", "report.docx")
    document = docx.Document("report.docx")
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert "WP2 Needs and modules" in headings
    assert "A2.1 Needs survey in twelve schools" in headings
    written = "\n".join(one.text for one in document.paragraphs)
    assert "Note: Two schools more took part" in written
    assert "A3.2 Pilot courses, spring (32,000 EUR): The school burnt down" in written
    first = Path("report.docx").read_bytes()
    report("-o", "report.docx")
    assert Path("report.docx").read_bytes() == first
