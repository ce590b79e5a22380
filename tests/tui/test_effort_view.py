"""The effort as a matrix: what is typed, shared out and spread, what names its months, what is too much."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.document import Document
from ka2plan.plan import read_plan
from ka2plan.plan.types import Around
from ka2plan.plan.types.by_month import EFFORT_BY_MONTH
from ka2plan.plan.types.effort import EFFORT
from ka2plan.plan.values import Bad
from ka2plan.toml import parse
from ka2plan.tui.editor.amounts.margins import PARTNER, Total, spread_total
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_dialog import Spreading
from ka2plan.tui.editor.amounts.ways import ways_to_set
from ka2plan.tui.effort.measure import EffortMeasure
from ka2plan.tui.effort.rules import shares, spreads
from ka2plan.tui.toolkit.dialogs.in_place import InPlace
from ka2plan.tui.toolkit.dialogs.picker import Picker
from tests.tui.pilot import assert_picture, opened

SMALL = """
format = 1
[project]
title = "Small"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "A"
[partners.A]
name = "Ada"
country = "SI"
capacity = 5
[partners.B]
name = "Ben"
country = "DE"
[partners.C]
name = "Cy"
country = "FR"
role = "associated"
[work_packages.WP1]
title = "Management"
budget.A = 10_000
[work_packages.WP2]
title = "Work"
budget.B = 8_000
[activities."A2.1"]
wp = "WP2"
title = "First"
lead = "A"
partners = ["B"]
start = "M1"
end = "M3"
budget.A = 20_000
effort.A = 30
effort.B = { M1 = 4, M2 = 6 }
[activities."A2.2"]
wp = "WP2"
title = "Second"
lead = "B"
partners = ["C"]
start = "M4"
end = "M9"
"""

FIRST, SECOND = ("activities", "A2.1"), ("activities", "A2.2")


def measure(text=SMALL):
    return EffortMeasure(read_plan(parse(text)).plan)


def column(matrix, title):
    return next(one for one in matrix.columns if one.title == title)


def after(amounts, **options):
    edited = Document(SMALL).apply(measure().edit(amounts, "test", **options))
    return edited.text, read_plan(parse(edited.text)).plan


async def shown(editor):
    await editor.press("#")
    return editor.app.main.view


def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("12+5", "17"),
        ("12 + 5 - 3", "14"),
        ("+5", "25"),
        ("-5", "15"),
        ("- 5 + 2.5", "17.5"),
        ("12 person-days", "12"),
        ("+2 days", "22"),
    ],
)
def test_effort_is_typed_as_people_write_it(typed, amount):
    assert Decimal(EFFORT.from_text(typed, Around(present=20, least=0))) == Decimal(amount)


@pytest.mark.parametrize("typed", ["20-25", "-30", "12+", "12 person-months+", "+x", "2026-11-01", "5 - 3"])
def test_what_is_no_effort_is_refused(typed):
    assert isinstance(EFFORT.from_text(typed, Around(present=20, least=0)), Bad)


def test_more_than_amounts_of_months_is_refused_with_how_to_write_it():
    bad = EFFORT_BY_MONTH.from_text("+5", Around(present={"M1": 4}, least=0))
    assert isinstance(bad, Bad)
    assert "M11 = 4" in bad.hint


def test_the_cells_add_up_activities_and_what_a_package_has_on_top():
    text = SMALL.replace('title = "Work"\n', 'title = "Work"\neffort.A = 2.5\n')
    matrix = measure(text).matrix({"WP2"})
    assert [one.title for one in matrix.columns] == ["WP1", "WP2", "itself", "A2.1", "A2.2"]
    assert matrix.cell("A", column(matrix, "WP2")) == Decimal("32.5")
    assert matrix.total_of("B") == 10
    assert matrix.total == Decimal("42.5")


def test_nothing_but_the_effort_is_written():
    text, _plan = after({(FIRST, "A"): Decimal("31.5")})
    assert text == SMALL.replace("effort.A = 30", "effort.A = 31.5")
    text, _plan = after({(FIRST, "A"): Decimal(0)})
    assert text == SMALL.replace("effort.A = 30\n", "")


def test_what_names_its_months_is_changed_in_them_or_made_even_and_never_without_being_asked():
    own = measure()
    matrix = own.matrix()
    ways = ways_to_set(own, matrix, "B", column(matrix, "WP2"), Decimal(15))
    assert [way.evenly for way in ways] == [False, True]
    _text, plan = after(ways[0].amounts)
    assert dict(plan.activities["A2.1"].effort_by_month["B"]) == {1: 6, 2: 9}
    _text, plan = after(ways[1].amounts, evenly=True)
    assert not plan.activities["A2.1"].effort_by_month
    assert plan.activities["A2.1"].effort["B"] == 15


AMOUNTS = st.decimals(0, 400, places=3)


@given(AMOUNTS)
def test_every_rule_of_a_column_comes_to_the_total_and_leaves_named_months(amount):
    own = measure()
    matrix = own.matrix()
    for title in ("WP1", "WP2"):
        for found in shares(own.plan, matrix, amount, column(matrix, title), own.fixed):
            assert not own.fixed & found.parts.keys()
            assert matrix.total_in(column(matrix, title)) + sum(found.parts.values()) == amount
            assert all(matrix.amounts.get(key, 0) + part >= 0 for key, part in found.parts.items())


@given(st.decimals(-30, 400, places=3).filter(bool))
def test_every_rule_spreads_all_of_it_and_goes_below_nought_nowhere(more):
    own = measure()
    matrix = own.matrix()
    for found in spreads(own.plan, matrix, more, ("A", column(matrix, "WP2")), own.fixed):
        assert sum(found.parts.values()) == more
        assert not own.fixed & found.parts.keys()
        assert all(matrix.amounts.get(key, 0) + part >= 0 for key, part in found.parts.items())


def test_who_leads_can_get_twice_as_much_and_money_weighs_where_it_is():
    own = measure(SMALL.replace("effort.B = { M1 = 4, M2 = 6 }\n", "").replace("effort.A = 30\n", ""))
    matrix = own.matrix({"WP2"})
    found = {one.rule: one.parts for one in shares(own.plan, matrix, Decimal(30), column(matrix, "A2.1"), ())}
    assert found["evenly between those who take part"] == {(FIRST, "A"): 15, (FIRST, "B"): 15}
    assert found["twice as much to who leads"] == {(FIRST, "A"): 20, (FIRST, "B"): 10}
    assert found["by the money planned"] == {(FIRST, "A"): 25, (FIRST, "B"): 5}


def test_a_total_of_effort_finer_than_a_hundredth_loses_nothing():
    own = measure(SMALL.replace("effort.A = 30", "effort.A = 30.125").replace("{ M1 = 4, M2 = 6 }", "10.875"))
    matrix = own.matrix({"WP2"})
    found = spread_total(matrix, Total(PARTNER, "A", Decimal("30.125")))
    assert isinstance(found, Spread)
    assert found.parts == {}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_effort_as_a_picture(tmp_path, size):
    async with opened(tmp_path, size=size) as editor:
        await shown(editor)
        await editor.press("*")
        assert_picture(editor, f"effort-{size[0]}x{size[1]}")


async def test_too_much_and_named_months_are_seen_at_once(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        view = await shown(editor)
        await editor.press("*")
        assert_picture(editor, "effort-too-much-80x24")
        a, b = (view.cell(partner, column(view.matrix, "A2.1")) for partner in ("A", "B"))
        assert a == ("30!", "warning")
        assert b[0] == "10*"


async def test_digits_are_typed_over_the_cell_and_tab_goes_on(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        view = await shown(editor)
        await editor.press("4", "tab")
        assert view.matrix.cell("A", view.matrix.columns[0]) == 4
        assert (view.cursor, view.column) == (0, 1)
        await editor.press("+", "5")
        assert "A 39 in all then" in editor.picture
        await editor.press("enter")
        assert view.matrix.cell("A", view.matrix.columns[1]) == 35
        await editor.press("u", "u")
        assert editor.session.snapshot.text == SMALL


async def test_typing_over_named_months_asks_first(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        await shown(editor)
        await editor.press("j", "l", *"20", "enter")
        assert isinstance(editor.app.screen, Picker)
        await editor.press("escape")
        assert editor.session.snapshot.text == SMALL


async def test_a_column_is_shared_out_as_one_step(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        view = await shown(editor)
        await editor.press("*", "end", "=")
        assert isinstance(editor.app.screen, InPlace)
        await editor.press(*"40", "enter")
        assert isinstance(editor.app.screen, Spreading)
        assert_picture(editor, "effort-sharing-80x24")
        await editor.press("enter")
        assert dict(editor.session.snapshot.plan.activities["A2.2"].effort) == {"B": 20, "C": 20}
        assert view.matrix.total == 80
        await editor.press("u")
        assert editor.session.snapshot.text == SMALL


async def test_a_new_total_of_all_is_spread_and_leaves_what_names_its_months(tmp_path):
    async with opened(tmp_path, small(tmp_path)) as editor:
        view = await shown(editor)
        await editor.press("s", *["backspace"] * 3, *"100", "enter")
        assert isinstance(editor.app.screen, Spreading)
        await editor.press("j", "enter")
        assert view.matrix.total == 100
        assert dict(editor.session.snapshot.plan.activities["A2.1"].effort_by_month["B"]) == {1: 4, 2: 6}
        await editor.press("u")
        assert editor.session.snapshot.text == SMALL


async def test_a_total_that_named_months_hold_says_so(tmp_path):
    async with opened(tmp_path, small(tmp_path), size=(160, 30)) as editor:
        await shown(editor)
        await editor.press("t", "enter", *["backspace"] * 3, "9", "enter")
        assert "these stay as they are" in editor.picture


async def test_the_unit_is_the_plans(tmp_path):
    path = tmp_path / "months.toml"
    path.write_text(SMALL.replace("months = 24", 'months = 24\neffort_unit = "months"'), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        assert "40 person-months" in editor.picture
        await editor.press(*"3 days", "enter")
        assert "person-months" in editor.picture
        assert isinstance(editor.app.screen, InPlace)


@pytest.mark.parametrize("size", [(80, 24), (30, 8), (12, 4), (2, 2)])
@pytest.mark.parametrize("text", ["format = 1\n", SMALL, "nonsense [", SMALL.replace("= 30", '= "much"')])
async def test_any_plan_on_any_screen_is_drawn(tmp_path, text, size):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path, size=size) as editor:
        await shown(editor)
        await editor.press("j", "l", "end", "space", "*", "5", "escape")
        for key in ("s", "=", "t", "d"):
            await editor.press("#", key, "escape")
        await editor.press("#")
        assert editor.app.main.view.NAME == "effort"


async def test_a_read_only_plan_is_not_typed_into(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await shown(editor)
        await editor.press("5")
        assert editor.app.screen is editor.app.main
        assert "read-only" in editor.picture
