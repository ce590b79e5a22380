"""Forty cases of co-editing: none is merged wrongly, and only contradictions are conflicts."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from ka2plan.merge.plain_values import same
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse
from tests.benchmarks.coediting_cases import (
    CASES,
    COMMAND,
    CONFLICT,
    RIGHT,
    TOLD,
    ka2plan_outcome,
    rows,
    sides_of,
    table,
)
from tests.merge.coediting import BASE, Case, changed

ROOT = Path(__file__).parents[2]


def named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_case_is_merged_as_it_should_be(case):
    assert ka2plan_outcome(case) == (CONFLICT if case.clashes else TOLD if case.told else RIGHT)


@pytest.mark.parametrize("case", [case for case in CASES if not case.clashes], ids=named)
def test_where_nothing_clashes_every_byte_is_somebodys(case):
    _base, ours, theirs = sides_of(case)
    assert merge_texts(BASE, ours, theirs).text == changed(BASE, case.right)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_other_way_round_it_is_the_same(case):
    base, ours, theirs = sides_of(case)
    one, other = merge_texts(base, ours, theirs), merge_texts(base, theirs, ours)
    assert {clash.where for clash in one.clashes} == {clash.where for clash in other.clashes}
    if not one.clashes:
        assert same(parse(one.text), parse(other.text))


def test_the_page_of_figures_has_the_table_that_the_benchmark_prints():
    readme = (ROOT / "tests" / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert table(rows()) in readme
    assert COMMAND in readme
    assert (ROOT / f"{shlex.split(COMMAND)[-1].replace('.', '/')}.py").is_file()
