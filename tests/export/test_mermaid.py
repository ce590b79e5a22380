"""The Gantt chart as Mermaid itself understands it, where node and its package are installed."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from ka2plan.export.mermaid import name, plain
from ka2plan.figures.status import is_late
from ka2plan.plan import WorkPackage
from tests.export.making import SAMPLES, TODAY, exported, hostile, material, plan_in, plan_of
from tests.export.node_packages import node_packages

READER = Path(__file__).with_name("mermaid_reader.mjs")

TASK = re.compile(r"    [^:]+ :((active|done|crit|milestone), )*\d{4}-\d\d-\d\d, (\d{4}-\d\d-\d\d|0d)")
OTHER = re.compile(r"gantt|    (title|section) .*|    dateFormat YYYY-MM-DD|    axisFormat %b %Y|    %% .*")


def understood(*texts):
    folder, missing = node_packages("mermaid", "jsdom")
    if missing:
        pytest.skip(missing)
    words = ["node", str(READER), folder]
    environment = {**os.environ, "TZ": "UTC"}
    ran = subprocess.run(words, input=json.dumps(texts), capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def tasks_of(plan):
    """What the chart is to show of a plan: name, first day, day after the last."""
    bare = [package for package in plan.live_work_packages() if not inside(plan, package.id)]
    spans = [(package, material(plan).span(package)) for package in bare]
    spans += [(activity, stretch) for activity in plan.live_activities() for stretch in activity.stretches]
    shown = [(entry, span[0], span[1] + timedelta(1)) for entry, span in spans if span]
    results = (*plan.milestones.values(), *plan.deliverables.values())
    shown += [(entry, entry.due, entry.due) for entry in results if entry.due and not entry.cancelled]
    return sorted((name_of(entry), first, after) for entry, first, after in shown)


def name_of(entry):
    """What a task is called: Mermaid has no look for what is late."""
    late = " (late)" if not isinstance(entry, WorkPackage) and is_late(entry, TODAY) else ""
    return name(f"{entry.id} {entry.title}").strip() + late


def inside(plan, package):
    entries = (*plan.activities.values(), *plan.milestones.values(), *plan.deliverables.values())
    return [entry for entry in entries if entry.wp == package]


def test_mermaid_shows_every_stretch_milestone_and_deliverable_on_its_days():
    plans = [*map(plan_in, SAMPLES), hostile()]
    charts = understood(*(exported("mermaid", plan).decode() for plan in plans))
    for plan, chart in zip(plans, charts, strict=True):
        shown = sorted(
            (task["name"].removeprefix("· "), date.fromisoformat(task["start"]), date.fromisoformat(task["end"]))
            for task in chart["tasks"]
        )
        assert shown == tasks_of(plan)
        assert chart["title"] == plain(material(plan).title).strip()


SIGNS = ("a: b", "a, b", "50 %", "a # b", "a; b", "#35; #lt;", "%%{init: {}}%%", "%%%", "a:b;c#d,e%f", "C# & F#; x")


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_that_mermaid_takes_stand_as_they_were_written(sign):
    text = f'format = 1\n[project]\ntitle = "T {sign}"\nstart = 2028-11-01\nmonths = 12\n'
    text += f'[work_packages.W]\ntitle = "{sign}"\n'
    text += f'[activities.A]\nwp = "W"\ntitle = "{sign}"\nstart = "M1"\nend = "M2"\nlead = "P"\n'
    written = exported("mermaid", plan_of(text)).decode()
    kept = sign if "%%" not in sign and "#35;" not in sign else plain(sign)
    assert f"    title T {kept}\n" in written
    assert f"    section W {kept}\n" in written
    assert f"    A {kept.replace(':', '：')} :" in written
    (chart,) = understood(written)
    assert chart["title"] == f"T {kept}"
    assert [(task["section"], task["name"]) for task in chart["tasks"]] == [
        (f"W {kept}", f"A {kept.replace(':', '：')}")
    ]


def test_mermaid_puts_every_task_into_its_work_package():
    plan = plan_in(SAMPLES[2])
    (chart,) = understood(exported("mermaid", plan).decode())
    sections = {task["name"].split(" ")[0]: task["section"].split(" ")[0] for task in chart["tasks"]}
    assert sections == {
        **{package.id: package.id for package in plan.live_work_packages() if package.id in sections},
        **{
            entry.id: entry.wp
            for entry in (*plan.live_activities(), *plan.milestones.values(), *plan.deliverables.values())
            if not entry.cancelled
        },
    }


def test_mermaid_reads_an_empty_plan_and_one_of_which_nothing_has_a_date():
    texts = (
        "",
        'title = " "',
        '[work_packages.W]\ntitle = ""',
        '[activities.A]\ntitle = "x"',
        '[milestones.M]\ntitle = ""',
    )
    charts = [exported("mermaid", plan_of(f"format = 1\n[project]\n{text}\n")).decode() for text in texts]
    assert [chart["tasks"] for chart in understood(*charts)] == [[]] * len(texts)


@pytest.mark.parametrize("plan", [*map(plan_in, SAMPLES), hostile()], ids=[*(path.stem for path in SAMPLES), "hostile"])
def test_every_line_is_one_that_we_write_whatever_the_texts(plan):
    for line in exported("mermaid", plan).decode().splitlines():
        assert TASK.fullmatch(line) or OTHER.fullmatch(line), line
