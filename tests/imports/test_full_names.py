"""Columns called after organisations by their full names, in place of short ids."""

from __future__ import annotations

import pytest

from tests.cli.running import run
from tests.export.making import plan_of

NAMES = ("Osnovna šola Zeleni breg", "IES Sorolla", "Zavod za razvoj")


def read(table, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(table, encoding="utf-8", newline="")
    ran = run("new", "--from", path, "--type", "KA220-SCH", "--today", "2026-01-15")
    assert ran.code == 0, ran.err
    return ran, plan_of(ran.out)


def money(plan):
    return {
        id: {plan.partners[partner].name: int(amount) for partner, amount in package.budget.items()}
        for id, package in plan.work_packages.items()
    }


def test_packages_beside_names_with_their_sums(tmp_path):
    rows = "WP1 Management,20000,15000,15000,50000\nWP2 Needs,30000,20000,10000,60000\n"
    ran, plan = read(f"Work package,{','.join(NAMES)},Total\n{rows}Total,50000,35000,25000,110000\n", tmp_path)
    assert money(plan) == {
        "WP1": dict(zip(NAMES, (20000, 15000, 15000), strict=True)),
        "WP2": dict(zip(NAMES, (30000, 20000, 10000), strict=True)),
    }
    assert "it agrees with the rows" in ran.err


@pytest.mark.parametrize("corner", ["Person-months", "PM", "Person months"])
def test_what_the_figures_are_may_stand_in_the_corner(corner, tmp_path):
    _ran, plan = read(f"{corner},{','.join(NAMES)}\nWP1,1.5,0.5,0.5\nWP2,3,2,1\n", tmp_path)
    assert plan.project.effort_unit == "months"
    assert [float(sum(package.effort.values())) for package in plan.work_packages.values()] == [2.5, 6]


def test_activities_beside_names(tmp_path):
    head = "Activity,Start,End,Lead,University of Graz,Liceo Galilei"
    _ran, plan = read(
        f"{head}\nSurvey,M1,M4,University of Graz,3000,2000\nPilot,M5,M9,Liceo Galilei,4000,2500\n", tmp_path
    )
    assert [partner.name for partner in plan.partners.values()] == ["University of Graz", "Liceo Galilei"]
    assert [int(activity.money) for activity in plan.activities.values()] == [5000, 6500]


@pytest.mark.parametrize("heading", ["Budget of the University of Graz in EUR", "University of Graz (EUR)"])
def test_small_words_inside_a_name_belong_to_it(heading, tmp_path):
    _ran, plan = read(
        f"Activity,Start,End,{heading},Liceo Galilei (EUR),Lead\nSurvey,M1,M4,3000,2000,Liceo Galilei\n", tmp_path
    )
    assert "University of Graz" in {partner.name for partner in plan.partners.values()}


@pytest.mark.parametrize("others", ["Number of schools,Number of participants", "Travel Costs,Staff Costs"])
def test_counts_and_kinds_of_cost_are_no_organisations(others, tmp_path):
    _ran, plan = read(f"Activity,Start,End,Lead,{others}\nSurvey,M1,M4,OSL,12,300\nPilot,M5,M9,OSL,7,200\n", tmp_path)
    assert list(plan.partners) == ["OSL"]
