"""Sections of a plan that hold something else than their tables: every command says so, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ka2plan.export import FORMATS
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.plain_values import ABSENT, same, value_at
from ka2plan.toml import parse
from tests.benchmarks.hostile_files import ACTIVITY, PLAN, figure_everywhere
from tests.cli.running import TODAY, Ran, run

SECTIONS = {
    "format": "format = 1\n",
    "project": '[project]\ntitle = "T"\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\nmonths = 24\n'
    'lump_sum = 250_000\ncoordinator = "P1"\n',
    "partners": '[partners.P1]\nname = "One"\ncountry = "SI"\ncapacity = 10\n'
    '[partners.P2]\nname = "Two"\ncountry = "ES"\n',
    "objectives": '[objectives.O1]\ntitle = "Aim"\n',
    "work_packages": '[work_packages.WP1]\ntitle = "Management"\nlead = "P1"\nbudget.P1 = 20_000\n',
    "activities": '[activities.A1]\nwp = "WP1"\ntitle = "Kick-off"\nstart = "M1"\nend = "M2"\nlead = "P1"\n'
    'partners = ["P2"]\nbudget.P1 = 1_000\neffort.P1 = 3\nserves = ["O1"]\n'
    '[activities.A2]\nwp = "WP1"\ntitle = "Survey"\nstart = "M3"\nend = "M4"\nlead = "P2"\nafter = ["A1"]\n',
    "milestones": '[milestones.MS1]\ntitle = "Closed"\ndue = "M4"\nafter = ["A2"]\n',
    "deliverables": '[deliverables.D1]\ntitle = "Report"\ndue = "M4"\n',
    "indicators": '[indicators.I1]\ntitle = "Schools"\ntarget = 12\n',
    "texts": '[texts.WP1]\nobjectives = "Words"\n',
    "overrides": '[overrides.lump_sums]\nvalue = [1]\nreason = "told"\n',
    "ignored": '[ignored."WRK104 partners.P1"]\nreason = "known"\n',
}

ENTRIES = {"project": "title", "partners": "P1", "objectives": "O1", "work_packages": "WP1", "activities": "A1"} | {
    "milestones": "MS1",
    "deliverables": "D1",
    "indicators": "I1",
    "texts": "WP1",
    "overrides": "lump_sums",
    "ignored": "WRK104 partners.P1",
}

AT_THE_TOP = (
    "{section} = 1",
    '{section} = "x"',
    "{section} = {{}}",
    "{section} = []",
    '{section} = [1, "x", [2], {{ a = 1 }}]',
    '{section}."{entry}" = 3',
)

AT_THE_END = (
    '[[{section}]]\ntitle = "t"\n[[{section}]]',
    '[{section}]\n"{entry}" = []',
    '[{section}."{entry}"]\ntitle = []\nstart = {{}}\nafter = 1\nbudget = 3\neffort = []\nreason = 3\nperiods = 3',
    '[{section}.""]\nx = 1',
)

WHOLE = "".join(SECTIONS.values())
CHANGED = WHOLE.replace('"Kick-off"', '"Start"') + '[activities.A3]\ntitle = "New"\nstart = "M1"\nend = "M2"\n'


def wrong_plans(section: str) -> Iterator[tuple[str, str]]:
    """What stands in the section's place, and the plan with it."""
    rest = "".join(text for name, text in SECTIONS.items() if name != section)
    yield "", rest
    for shape in AT_THE_TOP:
        written = shape.format(section=section, entry=ENTRIES.get(section, "x"))
        yield written, f"{written}\n{rest}"
    for shape in AT_THE_END:
        written = shape.format(section=section, entry=ENTRIES.get(section, "x"))
        yield written, f"{rest}{written}\n"


def commands(plan: Path, other: Path) -> Iterator[tuple[object, ...]]:
    """Every command that reads a plan, with all that it asks of one."""
    yield from (("check", plan, *TODAY, *more) for more in (("--submit",), ("--format", "sarif")))
    yield ("check", plan, "--fix", "--diff")
    yield from ((plan,), ("timeline", plan, "--only", "WP1"), ("timeline", plan, "--partner", "P1", "--json"))
    for subject in ("partners", "budget", "workload", "dependencies", "milestones", "status", "eligibility"):
        yield ("show", subject, plan, *(("--json",) if subject in ("budget", "status") else ()))
    for path in ("A1.title", "project.title", "format", "texts.WP1.objectives", "overrides.lump_sums.value"):
        yield ("set", plan, path, "3", "--diff")
        yield ("set", plan, path, "--unset", "--diff")
    yield from (("add", plan, kind, "NEW", "--diff") for kind in ("partner", "work-package", "activity", "milestone"))
    for id in ("P1", "WP1", "A1", "ZZ"):
        yield ("remove", plan, id, "--unlink", "--diff")
        yield ("rename", plan, id, "NEW", "--diff")
        yield ("move", plan, id, "--before", "A2", "--diff")
    yield from (("dates", plan, "--to", form, "--diff") for form in ("months", "dates"))
    yield from (("slip", plan, id, "1m") for id in ("A1", "MS1", "WP1"))
    yield from (("balance", plan), ("brief", plan, "P1"), ("payment", plan, "--score", "50"), ("log", plan))
    yield from (("diff", plan, other), ("diff", other, plan, "--json"), ("diff", "--amendment", other, plan))
    yield from (("portfolio", plan, other, *TODAY), ("portfolio", plan, "--json", "--check"))
    yield from (
        ("export", known.name, plan, "-o", plan.with_suffix(".out")) for known in FORMATS if known.name != "png"
    )
    yield ("export", "report", "--markdown", plan)
    yield ("export", "fillin", plan, "--partner", "P1", "-o", plan.with_suffix(".xlsx"))
    yield from (("replace", plan, "P1", "P2", *more) for more in ((), ("--from", "M2", "--apply", "--diff")))
    yield ("balance", plan, "--apply", "1", "--diff")
    table = plan.with_suffix(".csv")
    table.write_text("Id;Title;Start;End;Lead;Budget P2\nA1;Other;M1;M2;P2;5\n", encoding="utf-8")
    yield ("import", plan, table, "--dry-run", *TODAY)
    yield from (("resolve", plan, "--list"), ("resolve", plan, "A1.title=ours"))
    yield from (("doctor", plan), ("complete", "--", "ka2plan", "set", plan, "A"), ("slip", plan, "project", "1m"))
    yield from (("timeline", plan, "--plain"), ("brief", plan, "P2", "--json"), ("diff", plan, other, "--plain"))


def assert_understood(words: tuple[object, ...], ran: Ran) -> None:
    """A command did its work, or said in a sentence why it cannot."""
    assert ran.code in ((0, 1, 3) if words[0] in ("check", "portfolio") else (0, 2, 3, 4)), (words, ran)
    assert "a fault of ka2plan itself" not in ran.err, (words, ran.err)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_command_bears_a_section_of_any_shape(section, tmp_path):
    plan, other = tmp_path / "plan.toml", tmp_path / "other.toml"
    other.write_text(CHANGED, encoding="utf-8")
    for _written, text in wrong_plans(section):
        plan.write_text(text, encoding="utf-8")
        for words in commands(plan, other):
            assert_understood(words, run(*words))
            assert plan.read_text(encoding="utf-8") == text, words


@pytest.mark.parametrize("figure", ["1e999999999", "1e-999999999", "0e-999999999"])
def test_every_command_bears_figures_that_nobody_can_write_out(figure, tmp_path):
    plan, other = tmp_path / "plan.toml", tmp_path / "other.toml"
    other.write_text(CHANGED, encoding="utf-8")
    plan.write_text(figure_everywhere(figure), encoding="utf-8")
    for words in commands(plan, other):
        ran = run(*words)
        assert_understood(words, ran)
        assert len(ran.out + ran.err) < 200_000, words


def test_every_command_bears_ids_whose_points_divide_tables(tmp_path):
    plan, other = tmp_path / "plan.toml", tmp_path / "other.toml"
    other.write_text(CHANGED, encoding="utf-8")
    text = WHOLE
    for id in ("A1", "A2", "WP1", "MS1"):
        text = text.replace(f".{id}]", f".{id}.1]").replace(f'"{id}"', f'"{id}.1"')
    plan.write_text(text, encoding="utf-8")
    for words in commands(plan, other):
        assert_understood(words, run(*words))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_merge_keeps_what_stands_in_a_sections_place(section, tmp_path):
    plan, base, other = (tmp_path / f"{name}.toml" for name in ("plan", "base", "other"))
    base.write_text(WHOLE, encoding="utf-8")
    other.write_text(CHANGED, encoding="utf-8")
    for written, text in wrong_plans(section):
        plan.write_text(text, encoding="utf-8")
        for sides in ((base, plan, other), (base, other, plan), (plan, base, other), ("/dev/null", plan, other)):
            ran = run("merge", *sides)
            assert_understood(("merge", *sides), ran)
            if ran.code == 3 and section in ("format", "project"):
                continue  # a text without them is no plan
            assert ran.code in (0, 4), (sides, written, ran)
            assert '"Start"' in ran.out and "A3" in ran.out, (sides, written)  # noqa: PT018
            assert_sides_come_back(ran.out, section, plan, sides)


def assert_sides_come_back(merged: str, section: str, plan: Path, sides: tuple[object, ...]) -> None:
    """The wrong section is what one side of the merged text has, where a side had it."""
    if plan not in sides[1:]:
        return
    conflicts = read_conflicts(merged)
    texts = (conflicts.ours, conflicts.theirs) if conflicts else (merged,)
    wanted = value_at(parse(plan.read_text(encoding="utf-8")), (section,))
    if wanted is not ABSENT and not isinstance(wanted, dict):
        assert any(same(value_at(parse(text), (section,)), wanted) for text in texts), (sides, merged)


def test_removing_from_a_section_that_is_no_table_says_that_there_is_no_such_entry(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text("objectives = 3\n" + WHOLE.replace(SECTIONS["objectives"], ""), encoding="utf-8")
    ran = run("remove", plan, "ZZ")
    assert (ran.code, ran.err) == (2, "ka2plan: the plan has no entry `ZZ`\n")


def test_a_section_that_is_a_number_on_one_side_is_one_clash(tmp_path):
    sides = [tmp_path / f"{name}.toml" for name in ("base", "ours", "theirs")]
    head = "".join(text for name, text in SECTIONS.items() if name not in ("activities", "milestones"))
    for path, text in zip(sides, (head, f"activities = 1\n{head}", head + SECTIONS["activities"]), strict=True):
        path.write_text(text, encoding="utf-8")
    ran = run("merge", *sides)
    assert ran.code == 4
    assert "1 conflict, marked in the text" in ran.err
    conflicts = read_conflicts(ran.out)
    assert parse(conflicts.ours)["activities"] == 1
    assert list(parse(conflicts.theirs)["activities"]) == ["A1", "A2"]


def test_a_project_moves_where_two_kinds_have_the_same_id(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN + ACTIVITY + '[milestones.A1]\ntitle = "m"\ndue = "M2"\n')
    assert run("slip", str(plan), "project", "2m").code == 0
