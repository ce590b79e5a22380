"""The TaskJuggler project: its lines, and its dates as TaskJuggler itself schedules them where it is installed."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from datetime import date, timedelta
from random import Random

import pytest

from ka2plan.export.taskjuggler import identifiers
from ka2plan.plan.calendar import Lag
from ka2plan.schedule import Network
from ka2plan.schedule.slip import slip
from tests.export.making import ADVANCED, HOSTILE_IDS, SAMPLES, exported, hostile, plan_in, plan_of
from tests.work import lines_run

TJ3 = shutil.which("tj3")
NEEDS_TJ3 = pytest.mark.skipif(TJ3 is None, reason="TaskJuggler (tj3) is not installed")
HALF_MINUTE = 30

OURS = ("project_begin", "counted_from", "package_effort")

SETTING = re.compile(
    r"(project plan|resource \w+|task \w+) \"(?:[^\"\\]|\\\"|\\)*\"( \d{4}-\d\d-\d\d - \d{4}-\d\d-\d\d)?( \{)?"
    r"|timezone \"UTC\"|timeformat \"%Y-%m-%d\"|currency \"EUR\"|dailyworkinghours 8|note \"late\""
    r"|workinghours mon - fri 9:00 - 17:00|workinghours sat, sun off"
    r"|(now|start|end) \d{4}-\d\d-\d\d|responsible \w+|complete \d+|milestone|\}|"
    r"|depends [\w.]+( \{ (onstart)? ?(gapduration \d+d)? \})?(  # \d{4}-\d\d-\d\d)?|duration \d+d"
    r"|allocate \w+(, \w+)*|limits \{|maximum [\d.]+[dm] \{ resources \w+ \}"
    r"|taskreport \"timeline\" \{|formats csv|columns id, name, start, end"
)
"""All that a line of the file may be, besides a comment."""


def scheduled(plan, folder, moved=lambda text: text):
    """First and last day by the last part of TaskJuggler's own ids, out of its own report."""
    source = folder / "plan.tjp"
    source.write_text(moved(exported("tjp", plan).decode()), encoding="utf-8")
    ran = subprocess.run(
        [TJ3, "--silent", source.name], cwd=folder, capture_output=True, text=True, timeout=HALF_MINUTE, check=False
    )
    assert ran.returncode == 0, ran.stderr
    with (folder / "timeline.csv").open(encoding="utf-8", newline="") as report:
        rows = list(csv.DictReader(report, delimiter=";"))
    return {
        row["Id"]: (date.fromisoformat(row["Start"]), date.fromisoformat(row["End"]) - timedelta(1))
        for row in rows
        if not row["Id"].startswith(OURS)
    }


def names_of(plan):
    return identifiers([*plan.partners, *plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables])


def assert_same_dates(plan, folder, exporting=None, moved=lambda text: text):
    """TaskJuggler's dates are the plan's: of every activity and each of its stretches, and of everything due.

    Where another plan is exported, they are so after what was moved in its file.
    """
    found, names = scheduled(exporting or plan, folder, moved), names_of(plan)
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


LENGTHS = range(1, 90)
LAGS = ("0d", "5d", "-3d", "2w", "-1w", "20d", "-40d")


def random_plan(random):
    """A plan whose links, of every type and with lags of either sign, are all kept, some without a day to spare."""
    text = HEAD.replace("months = 24", "months = 36") + "[work_packages.WP1]\ntitle = 'w'\n"
    ids = ["A", "MS"]
    for number in range(random.randrange(3, 10)):
        is_inside = number < 3
        waits = [(id, random.choice(("FS", "SS", "FF", "SF"))) for id in random.sample(ids, random.randrange(3))]
        if not is_inside and random.random() < 0.3:
            waits.append(("WP1", random.choice(("FS", "FF"))))
        links = ", ".join(f'{{ id = "{id}", type = "{type}", lag = "{random.choice(LAGS)}" }}' for id, type in waits)
        head = f"after = [{links}]\n" + ('wp = "WP1"\n' if is_inside else "") + 'title = "e"\n'
        first = date(2026, 11, 1) + timedelta(random.randrange(200))
        length = random.choice((0, *LENGTHS))
        table = "activities" if length else "milestones"

        def block(day, length=length, head=f"[{table}.E{number}]\n{head}"):
            last = day + timedelta(length - 1)
            return head + (f'lead = "P"\nstart = {day}\nend = {last}\n' if length else f"due = {last}\n")

        short = max((each.days for each in Network(plan_of(text + block(first))).violations), default=0)
        text += block(first + timedelta(short + random.choice((0, 0, 1, 30))))
        ids.append(f"E{number}")
    return plan_of(text)


@NEEDS_TJ3
@pytest.mark.parametrize("seed", range(12))
def test_taskjuggler_moves_what_waits_as_a_slip_does(seed, tmp_path):
    random = Random(seed)
    plan = random_plan(random)
    assert_same_dates(plan, tmp_path)
    id, days = random.choice(["A", *(id for id in plan.activities if id != "A")]), random.randrange(1, 120)
    task = identifiers([id])[id]

    def later(text):
        """The file with one day as planned that lies later: of the task, or of the point that counts for it."""
        name = f'task {task} "{id} -' if f'task {task} "{id} -' in text else f'task {task} "'
        before, task_on = text.split(name)
        wait = re.search(r"depends project_begin(?: \{ gapduration (\d+)d \})?", task_on)
        moved = f"depends project_begin {{ gapduration {int(wait[1] or 0) + days}d }}"
        return before + name + task_on.replace(wait[0], moved, 1)

    after = slip(plan, id, Lag(days, "d")).plan
    assert_same_dates(after, tmp_path, plan, later)


EFFORTS = (
    HEAD.replace("[partners.P]", '[partners.Q]\nname = "q"\ncountry = "SI"\n[partners.P]')
    + """
[work_packages.WP1]
title = "w"
effort.P = 12.5
[activities.B]
wp = "WP1"
title = "b"
lead = "P"
start = "M4"
end = "M9"
after = ["A"]
effort.P = 10.25
effort.Q = 3
[activities.C]
title = "c"
lead = "P"
periods = [{ start = "M10", end = "M11" }, { start = "M14", end = "M14" }]
effort.Q = 30
"""
)


@NEEDS_TJ3
def test_partners_are_booked_for_their_effort_while_the_days_stay(tmp_path):
    report = 'resourcereport "people" {\n  formats csv\n  columns id, effort\n}\n'
    plan = plan_of(EFFORTS)
    assert_same_dates(plan, tmp_path, moved=lambda text: text + report)
    with (tmp_path / "people.csv").open(encoding="utf-8", newline="") as people:
        found = {row["Id"]: float(row["Effort"]) for row in csv.DictReader(people, delimiter=";")}
    assert found == pytest.approx({"P": 22.75, "Q": 33}, abs=0.2)


def test_what_is_done_stays_on_its_days_and_broken_links_stand_as_remarks():
    text = EFFORTS.replace('title = "b"', 'title = "b"\nstatus = "done"').replace(
        'title = "c"', 'title = "c"\nafter = ["B"]'
    )
    text = text.replace('start = "M10", end = "M11"', 'start = "M5", end = "M6"')
    lines = [line.strip() for line in exported("tjp", plan_of(text)).decode().splitlines()]
    done = lines[lines.index('task B "B b" {') :][:4]
    assert done == ['task B "B b" {', "responsible P", "start 2027-02-01", "end 2027-08-01"]
    assert "# left out: after B FS +0d" in lines


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


def test_an_activity_in_twice_as_many_stretches_takes_twice_the_work():
    def work(count):
        periods = ", ".join('{ start = "M1", end = "M2" }' for _stretch in range(count))
        plan = plan_of(
            'format = 1\n[project]\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\nmonths = 24\n'
            f'[activities.A1]\ntitle = "a"\nperiods = [{periods}]\n'
        )
        return lines_run(lambda: exported("tjp", plan))

    assert work(200) < 2.5 * work(100)
