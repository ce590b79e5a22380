"""Tables as other programs and people of many countries write them, each with what is right beside it.

A case is a file: the table, the options, the plan in lines, and all that was said of the table.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from ka2plan.plan import read_plan
from tests.cli.running import run
from tests.imports.summary import summary

CASES = sorted((Path(__file__).parent / "layouts").glob("*.txt"))
TODAY = ("--today", "2026-01-15")


def parts_of(case: Path) -> dict[str, str]:
    """The sections of a case by their names."""
    pieces = case.read_bytes().decode().split("==== ")[1:]
    return {name: text for name, _line_end, text in (piece.partition("\n") for piece in pieces)}


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request, tmp_path, monkeypatch):
    """What ``new --from`` makes of one case, beside the case."""
    parts = parts_of(request.param)
    (tmp_path / "table").write_bytes(parts["table"].encode())
    monkeypatch.chdir(tmp_path)
    return parts, run("new", "--from", "table", *parts["words"].split("\n")[0].split(), *TODAY)


def test_every_layout_becomes_the_plan_that_is_meant(case):
    parts, ran = case
    assert ran.code == 0, ran.err
    plan = read_plan(tomllib.loads(ran.out, parse_float=Decimal)).plan
    project = plan.project
    head = f"{project.start}, {project.months} months, {project.lump_sum} EUR, {project.effort_unit}"
    assert "\n".join([head, *summary(plan), ""]) == parts["plan"]


def test_what_is_said_of_every_layout_is_all_that_was_concluded(case):
    parts, ran = case
    said = ran.err.partition("`ka2plan check` finds")[0]
    assert said == parts["told"]


def test_no_layout_makes_a_plan_that_cannot_be_read_in_full(case):
    _parts, ran = case
    assert read_plan(tomllib.loads(ran.out, parse_float=Decimal)).findings == ()
