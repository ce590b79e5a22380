"""Many plans at once: exit codes, what is passed over, and the bar that shows only on a terminal."""

from __future__ import annotations

import io
import json
import re
import shutil

import pytest

from ka2plan.cli.progress import PATIENCE, Progress
from tests.cli.running import run
from tests.export.case_files import PLANS
from tests.export.making import SAMPLES, SOUND

TODAY = ("--today", "2026-01-20")
FOLDER = PLANS / "portfolio"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def drawn(stream, seconds_a_step):
    now = [0.0]

    def clock():
        now[0] += seconds_a_step
        return now[0]

    with Progress(20, stream, clock) as progress:
        for number in range(20):
            progress.at(f"plan \x1b{number}.toml")
    return stream.getvalue()


def test_a_bar_is_drawn_on_a_terminal_when_it_takes_long_and_taken_away_at_the_end():
    text = drawn(Terminal(), PATIENCE)
    frames = text.split("\r")
    assert "[########################]   20/20" in frames[-3]
    assert frames[-2].strip() == ""
    assert frames[-1] == ""
    assert len({len(frame) for frame in frames[:-1]}) <= 2
    assert "\x1b" not in text
    assert "\n" not in text


def test_no_bar_is_drawn_where_it_is_quick_or_where_there_is_no_terminal():
    assert drawn(Terminal(), PATIENCE / 1000) == ""
    assert drawn(io.StringIO(), PATIENCE) == ""


def test_a_pipe_gets_nothing_but_the_table():
    ran = run("portfolio", *SAMPLES, *TODAY)
    assert (ran.code, ran.err) == (0, "")


def test_a_broken_plan_is_a_row_and_makes_the_exit_code_and_all_others_are_there():
    ran = run("portfolio", FOLDER, "--json", *TODAY)
    plans = {plan["path"].rpartition("/")[2]: plan for plan in json.loads(ran.out)["plans"]}
    assert ran.code == 3
    assert {name for name, plan in plans.items() if plan["fault"]} == {"broken.toml", "conflict.toml"}
    assert len(plans) == 10
    assert "other.toml" not in plans
    assert "merge conflict" in plans["conflict.toml"]["fault"]


@pytest.mark.parametrize("what", ["missing.toml", "latin.toml"])
def test_what_cannot_be_read_is_a_row_too(tmp_path, what):
    shutil.copy(SOUND, tmp_path / "plan.toml")
    (tmp_path / "latin.toml").write_bytes(b'format = 1\n[project]\ntitle = "\xe9"\n')
    ran = run("portfolio", tmp_path / "plan.toml", tmp_path / what, "--json", *TODAY)
    assert ran.code == 3
    assert [bool(plan["fault"]) for plan in json.loads(ran.out)["plans"]] == [False, True]


def test_with_check_an_error_of_a_plan_or_of_an_organisation_is_an_exit_code():
    assert run("portfolio", SOUND, *TODAY).code == 0
    assert run("portfolio", SOUND, "--check", *TODAY).code == 0
    assert run("portfolio", FOLDER / "small-1.toml", *TODAY).code == 0
    assert run("portfolio", FOLDER / "small-1.toml", "--check", *TODAY).code == 1
    assert run("portfolio", FOLDER, "--check", *TODAY).code == 3


def test_the_same_file_named_twice_counts_once(tmp_path):
    (tmp_path / "link.toml").symlink_to(SOUND)
    ran = run("portfolio", SOUND, SOUND.parent, tmp_path / "link.toml", "--json", *TODAY)
    paths = [plan["path"] for plan in json.loads(ran.out)["plans"]]
    assert len(paths) == len(SAMPLES)


def test_hidden_folders_are_passed_over_and_a_folder_without_plans_is_told(tmp_path):
    (tmp_path / ".git").mkdir()
    shutil.copy(SOUND, tmp_path / ".git" / "plan.toml")
    ran = run("portfolio", tmp_path)
    assert ran.code == 3
    assert "there is no plan" in ran.err


def test_an_organisation_is_over_its_cap_from_the_first_application_too_many():
    small = [FOLDER / f"small-{number}.toml" for number in range(1, 7)]
    for count, severity in ((5, None), (6, "error")):
        form = json.loads(run("portfolio", *small[:count], "--json", *TODAY).out)
        busy = next(one for one in form["organisations"] if one["oid"] == "E10099001")
        (applications,) = busy["applications"]
        assert (len(applications["plans"]), applications["limit"]["value"]) == (count, 5)
        assert applications["severity"] == severity


def test_effort_of_all_plans_adds_up_month_by_month():
    form = json.loads(run("portfolio", FOLDER, "--json", *TODAY).out)
    busy = next(one for one in form["organisations"] if one["oid"] == "E10099001")
    (booked,) = busy["effort"]
    assert sum(booked["by_month"].values()) == pytest.approx(6 * 50 + 100 + 24, abs=1e-3)
    for overload in booked["overloads"]:
        assert overload["effort"] > booked["capacity"]
        assert sum(overload["plans"].values()) == pytest.approx(overload["effort"], abs=1e-5)


def test_the_same_partners_twice_in_a_round_are_told_and_an_error_for_check(tmp_path):
    text = re.sub(r"^(status|progress|actual).*\n", "", SOUND.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name in ("ONE", "TWO"):
        (tmp_path / f"{name}.toml").write_text(text.replace('"OUTCLASS"', f'"{name}"'), encoding="utf-8")
    third = text.replace('"OUTCLASS"', '"THREE"').replace("E10023456", "E10099999")
    (tmp_path / "THREE.toml").write_text(third, encoding="utf-8")
    ran = run("portfolio", tmp_path, *TODAY)
    assert "ONE and TWO, KA220 2026, round 1: The same partners apply once" in ran.out
    told = json.loads(run("portfolio", tmp_path, "--json", *TODAY).out)["same_partners"]
    assert [(one["type"], [path[-8:] for path in one["plans"]], one["severity"]) for one in told] == [
        ("KA220", ["ONE.toml", "TWO.toml"], "error")
    ]
    assert run("portfolio", tmp_path, "--check", *TODAY).code == 1
    (tmp_path / "TWO.toml").unlink()
    assert run("portfolio", tmp_path, "--check", *TODAY).code == 0
