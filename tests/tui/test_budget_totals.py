"""Typing a total in the budget: the amounts follow, the totals of the other side stay, and what holds them is told."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ka2plan.plan import read_plan
from ka2plan.toml import parse
from ka2plan.tui.budget.matrix import matrix_of
from ka2plan.tui.editor.amounts.margins import ALL, COLUMN, PARTNER, Held, Total, spread_total
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_dialog import Spreading
from tests.cli.running import SAMPLES
from tests.tui.pilot import assert_picture, opened
from tests.tui.test_budget_view import SMALL

SCHOOL = SAMPLES / "ka220-school.toml"
AMOUNTS = st.decimals(0, 300_000, places=2)


def matrix_in(text: str):
    return matrix_of(read_plan(parse(text)).plan, by_activity=False)


SCHOOLS = matrix_in(SCHOOL.read_text(encoding="utf-8"))


def after(matrix, spread):
    amounts = {key: amount + spread.parts.get(key, 0) for key, amount in matrix.amounts.items()}
    return matrix._replace(amounts=amounts)


def totals(matrix):
    rows = {partner: matrix.total_of(partner) for partner in matrix.partners}
    return rows, {column.title: matrix.total_in(column) for column in matrix.columns}


@given(AMOUNTS, st.sampled_from(SCHOOLS.partners))
def test_a_total_of_an_organisation_leaves_those_of_the_work_packages(amount, partner):
    found = spread_total(SCHOOLS, Total(PARTNER, partner, amount))
    if isinstance(found, Held):
        assert not found.least <= amount <= found.most
        return
    then = after(SCHOOLS, found)
    assert then.total_of(partner) == amount
    assert totals(then)[1] == totals(SCHOOLS)[1]
    assert min(then.amounts.values()) >= 0


@given(AMOUNTS, st.sampled_from([column.title for column in SCHOOLS.columns]))
def test_a_total_of_a_work_package_leaves_those_of_the_organisations(amount, title):
    found = spread_total(SCHOOLS, Total(COLUMN, title, amount))
    if isinstance(found, Held):
        assert not found.least <= amount <= found.most
        return
    then = after(SCHOOLS, found)
    assert totals(then)[0] == totals(SCHOOLS)[0]
    assert totals(then)[1][title] == amount
    assert min(then.amounts.values()) >= 0


@given(AMOUNTS)
def test_a_total_of_all_leaves_the_shares_of_both_sides_to_the_cent(amount):
    found = spread_total(SCHOOLS, Total(ALL, "", amount))
    assert isinstance(found, Spread)
    then, before = after(SCHOOLS, found), totals(SCHOOLS)
    assert sum(then.amounts.values()) == amount
    for now, former in zip(totals(then), before, strict=True):
        for name, size in former.items():
            assert abs(now[name] - size * amount / 250_000) <= 1


@given(AMOUNTS, st.sets(st.sampled_from(sorted(SCHOOLS.amounts)), max_size=8))
def test_what_is_kept_stays(amount, kept):
    found = spread_total(SCHOOLS, Total(PARTNER, "OSL", amount), kept)
    if isinstance(found, Spread):
        assert not kept & found.parts.keys()
        assert totals(after(SCHOOLS, found))[1] == totals(SCHOOLS)[1]
    else:
        assert set(kept) <= set(found.keys)


def test_whole_amounts_stay_whole():
    found = spread_total(SCHOOLS, Total(PARTNER, "OSL", Decimal(80_001)))
    assert isinstance(found, Spread)
    assert all(part == part.to_integral_value() for part in found.parts.values())


def test_who_gets_more_takes_from_the_others_in_proportion():
    found = spread_total(SCHOOLS, Total(PARTNER, "OSL", Decimal(91_000)))
    then = totals(after(SCHOOLS, found))[0]
    lost = {id: 1 - then[id] / had for id, had in totals(SCHOOLS)[0].items() if id != "OSL"}
    assert min(lost.values()) > 0
    assert max(lost.values()) < 2 * min(lost.values())


async def test_a_total_is_typed_and_written_as_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        await editor.press("3", "t", "enter", *["backspace"] * 6, "8", "0", "k", "enter")
        assert isinstance(editor.app.screen, Spreading)
        assert_picture(editor, "budget-total-80x24")
        await editor.press("enter")
        assert editor.app.main.view.matrix.total_of("OSL") == 80_000
        assert editor.app.main.view.money.total == 250_000
        await editor.press("u")
        assert editor.session.snapshot.text == before


async def test_a_total_that_cannot_be_says_what_is_possible_and_what_holds_it(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    async with opened(tmp_path, path, size=(160, 30)) as editor:
        await editor.press("3", "t", "enter", *["backspace"] * 6, "1", "enter")
        assert "are possible while the totals of the columns stay; these stay as they are" in editor.picture
        assert "A in WP1 itself" in editor.picture


async def test_the_total_of_a_work_package_is_typed_over_its_head(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("3", "t", "down", "enter", *["backspace"] * 6, "4", "0", "k", "enter", "enter")
        matrix = editor.app.main.view.matrix
        assert matrix.total_in(matrix.columns[0]) == 40_000
        assert matrix.total_of("OSL") == 71_000


def in_box(editor) -> str:
    """What stands in the dialog, in one line."""
    return " ".join(" ".join(re.findall("\u2502(.*?)\u2502", editor.picture)).split())


async def test_that_what_was_typed_just_now_cannot_stay_is_told_before_anything_is_written(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("3", "enter", *"45000", "enter", "t", "down", "enter", *"40000", "enter")
        assert isinstance(editor.app.screen, Spreading)
        told = in_box(editor)
        assert "OSL in WP1 cannot stay as it is: 45,000 to 224,000 are possible while the totals of the" in told
        assert "these stay as they are: OSL in WP1" in told
        assert editor.session.snapshot.plan.work_packages["WP1"].budget["OSL"] == 45_000


async def test_a_whole_below_what_stays_names_the_cells_that_hold_it(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("3", "enter", *"45000", "enter", "t", "down", "down", "enter", *"40000", "enter")
        told = in_box(editor)
        assert "OSL in WP1 cannot stay as it is: at least 45,000, because these stay as they are: OSL in WP1" in told
