"""The TaskJuggler project: its lines, and its dates as TaskJuggler itself schedules them where it is installed."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from datetime import date, timedelta

import pytest

from ka2plan.export.taskjuggler import identifiers
from tests.export.making import ADVANCED, HOSTILE_IDS, SAMPLES, exported, hostile, plan_in, plan_of

TJ3 = shutil.which("tj3")
NEEDS_TJ3 = pytest.mark.skipif(TJ3 is None, reason="TaskJuggler (tj3) is not installed")
HALF_MINUTE = 30

SETTING = re.compile(
    r"(project plan|resource \w+|task \w+) \"(?:[^\"\\]|\\\"|\\)*\"( \d{4}-\d\d-\d\d - \d{4}-\d\d-\d\d)?( \{)?"
    r"|timeformat \"%Y-%m-%d\"|currency \"EUR\"|dailyworkinghours 24|workinghours mon - sun 0:00 - 24:00"
    r"|(now|start|end) \d{4}-\d\d-\d\d|responsible \w+|depends [\w.]+|complete \d+|milestone|\}|"
    r"|taskreport \"timeline\" \{|formats csv|columns id, name, start, end"
)
"""All that a line of the file may be, besides a comment."""


def scheduled(plan, folder):
    """First and last day by the last part of TaskJuggler's own ids, out of its own report."""
    source = folder / "plan.tjp"
    source.write_bytes(exported("tjp", plan))
    ran = subprocess.run(
        [TJ3, "--silent", source.name], cwd=folder, capture_output=True, text=True, timeout=HALF_MINUTE, check=False
    )
    assert ran.returncode == 0, ran.stderr
    with (folder / "timeline.csv").open(encoding="utf-8", newline="") as report:
        rows = list(csv.DictReader(report, delimiter=";"))
    return {
        row["Id"]: (date.fromisoformat(row["Start"]), date.fromisoformat(row["End"]) - timedelta(1)) for row in rows
    }


def names_of(plan):
    return identifiers([*plan.partners, *plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables])


def assert_same_dates(plan, folder):
    """TaskJuggler's dates are the plan's: of every activity and each of its stretches, and of everything due."""
    found, names = scheduled(plan, folder), names_of(plan)
    by_name = {id.rpartition(".")[2]: days for id, days in found.items() if ".part" not in id}
    for activity in plan.activities.values():
        if activity.cancelled or not activity.stretches:
            assert names[activity.id] not in by_name
            continue
        assert by_name[names[activity.id]] == (activity.start, activity.end)
        if len(activity.stretches) > 1:
            parts = [days for id, days in found.items() if f"{names[activity.id]}.part" in id]
            assert parts == list(activity.stretches)
    for event in (*plan.milestones.values(), *plan.deliverables.values()):
        if not event.cancelled and event.due:
            assert by_name[names[event.id]][1] == event.due


@NEEDS_TJ3
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_taskjuggler_schedules_the_same_dates(sample, tmp_path):
    assert_same_dates(plan_in(sample), tmp_path)


@NEEDS_TJ3
def test_taskjuggler_takes_a_plan_whose_texts_are_out_for_mischief(tmp_path):
    assert_same_dates(hostile(), tmp_path)


LINKS = (
    'after = ["A"]',
    'after = [{ id = "A", lag = "2m" }]',
    'after = [{ id = "A", type = "SS", lag = "-1w" }]',
    'after = [{ id = "A", type = "FF" }, { id = "A", type = "SF", lag = "10d" }]',
    'after = ["MS", "A"]',
)
HEAD = """
format = 1
[project]
title = "t"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "P"
[partners.P]
name = "p"
country = "SI"
[milestones.MS]
title = "m"
due = "M3"
[activities.A]
title = "a"
lead = "P"
start = "M2"
end = "M3"
"""


@NEEDS_TJ3
def test_links_that_hold_and_links_that_do_not_change_no_date(tmp_path):
    text = HEAD
    for number, link in enumerate(LINKS):
        for start in ("M3", "M4", "M9"):
            text += (
                f'[activities."B{number}-{start}"]\ntitle = "b"\nlead = "P"\nstart = "{start}"\nend = "M10"\n{link}\n'
            )
    assert_same_dates(plan_of(text), tmp_path)


def test_every_line_is_one_that_we_write_whatever_the_texts():
    for plan in (hostile(), plan_in(ADVANCED)):
        for line in exported("tjp", plan).decode().splitlines():
            assert line.lstrip().startswith("#") or SETTING.fullmatch(line.strip()), line


def test_no_text_calls_a_macro_or_reads_the_environment():
    text = exported("tjp", hostile()).decode()
    assert "${" not in text
    assert "$(" not in text


def test_every_id_gets_a_name_of_its_own_that_taskjuggler_takes():
    ids = [*HOSTILE_IDS, "a.b", "a_b", "a-b", "1", "_", "."]
    names = identifiers(ids)
    assert len(set(names.values())) == len(ids)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) for name in names.values())


def test_what_has_no_dates_or_is_cancelled_is_named_in_a_comment():
    text = exported("tjp", plan_in(ADVANCED)).decode()
    assert "# A3.3 Printed handbook" in text
    assert "task A3_3" not in text
