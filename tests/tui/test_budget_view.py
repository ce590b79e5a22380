"""The budget: what is typed into its cells, where that is written, and how what is left is spread."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from ka2plan.document import Document
from ka2plan.figures import money_of
from ka2plan.figures.apportion import apportioned
from ka2plan.plan import read_plan
from ka2plan.resources import samples_folder
from ka2plan.toml import parse
from ka2plan.tui.budget.amount_edits import edit_for
from ka2plan.tui.budget.matrix import matrix_of
from ka2plan.tui.budget.measure import MoneyMeasure
from ka2plan.tui.budget.spread import SpreadPlace, spreads
from ka2plan.tui.budget.typed_amounts import understand_amount
from ka2plan.tui.editor.amounts.apportion import step_for
from ka2plan.tui.editor.amounts.matrix import NOT_SPLIT
from ka2plan.tui.editor.amounts.ways import ways_to_set
from ka2plan.tui.toolkit.dialogs.in_place import InPlace
from ka2plan.tui.toolkit.dialogs.picker import Picker
from tests.tui.pilot import assert_picture, opened

LUMP_SUM = Decimal(250_000)

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
[activities."A2.1"]
wp = "WP2"
title = "First"
lead = "A"
start = "M1"
end = "M3"
budget.A = 20_000
budget.B = 10_000
effort.A = 30
effort.B = 10
[activities."A2.2"]
wp = "WP2"
title = "Second"
lead = "B"
partners = ["C"]
start = "M4"
end = "M6"
amount = 5_000
"""


def plan_of(text=SMALL):
    return read_plan(parse(text)).plan


def matrix(text=SMALL, **options):
    return matrix_of(plan_of(text), by_activity=False, **options)


def column(of, title):
    return next(column for column in of.columns if column.title == title)


async def shown(editor):
    await editor.press("3")
    return editor.app.main.view


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12000", "12000"),
        ("12,000", "12000"),
        ("12_000.50", "12000.50"),
        ("12k", "12000"),
        ("1.5k", "1500"),
        ("1200+300", "1500"),
        ("1200 + 300 - 50", "1450"),
        ("+500", "4500"),
        ("-500", "3500"),
        ("- 500 + 1k", "4500"),
        ("5%", "12500"),
        ("5% + 100", "12600"),
        ("0.5 %", "1250"),
        ("300 EUR", "300"),
        ("12.000", "12000"),
        ("12 000,50", "12000.50"),
        ("", "0"),
    ],
)
def test_amounts_are_typed_as_people_write_them(typed, amount):
    assert understand_amount(typed, Decimal(4000), LUMP_SUM).value == Decimal(amount)


@pytest.mark.parametrize("typed", ["x", "1200+", "12 apples", "%", "k", "--5", "nan", "inf", "1e999999", "-9k"])
def test_what_is_no_amount_is_refused_with_the_reason(typed):
    understood = understand_amount(typed, Decimal(4000), LUMP_SUM)
    assert understood.value is None
    assert understood.fault


def test_a_part_of_a_lump_sum_that_is_not_there_is_refused():
    assert "lump sum" in understand_amount("5%", Decimal(0), None).fault


@given(st.text(max_size=30), st.integers(0, 10**7))
def test_whatever_is_typed_gives_an_amount_or_a_reason(typed, present):
    understood = understand_amount(typed, Decimal(present), LUMP_SUM)
    assert understood.fault or understood.value >= 0


cents = st.decimals(Decimal(-100_000), Decimal(100_000), places=2)


@given(cents, st.dictionaries(st.text(max_size=2), st.decimals(0, 1000, places=2), min_size=1, max_size=30))
def test_the_parts_are_together_the_whole_to_the_cent(whole, weights):
    step = step_for(whole, len(weights))
    parts = apportioned(whole, weights, step)
    assert sum(parts.values()) == (whole if any(weights.values()) else 0)
    assert all(part % step == 0 and (part > 0) == (whole > 0) for part in parts.values())


def test_the_cells_add_up_what_stands_in_packages_and_activities():
    of = matrix()
    cells = {(partner, col.title): of.cell(partner, col) for partner in of.partners for col in of.columns}
    assert of.partners == ("A", "B", "C", NOT_SPLIT)
    assert {key: int(amount) for key, amount in cells.items() if amount} == {
        ("A", "WP1"): 10_000,
        ("A", "WP2"): 20_000,
        ("B", "WP2"): 10_000,
        (NOT_SPLIT, "WP2"): 5_000,
    }


def test_an_unfolded_package_shows_its_activities_without_counting_them_twice():
    of = matrix(unfolded={"WP2"})
    assert [col.title for col in of.columns] == ["WP1", "WP2", "A2.1", "A2.2"]
    assert of.total_of("A") == 30_000


def test_a_cell_of_one_amount_changes_that_amount():
    of = matrix()
    [way] = ways_to_set(MoneyMeasure(plan_of()), of, "B", column(of, "WP2"), Decimal(12_000))
    assert way.amounts == {(("activities", "A2.1"), "B"): 12_000}


def test_a_cell_that_could_be_several_amounts_offers_each():
    of = matrix()
    ways = ways_to_set(MoneyMeasure(plan_of()), of, "C", column(of, "WP2"), Decimal(100))
    assert [way.label for way in ways] == ["A2.2", "WP2 itself", "A2.1"]  # where it takes part comes first


def test_money_of_a_package_itself_cannot_be_without_an_organisation():
    of = matrix()
    assert ways_to_set(MoneyMeasure(plan_of()), of, NOT_SPLIT, column(of, "WP1"), Decimal(100)) == []


def after(amounts, text=SMALL):
    edited = Document(text).apply(edit_for(plan_of(text), amounts, "test"))
    return edited.text, plan_of(edited.text)


def test_nothing_but_the_amount_is_written():
    text, _plan = after({(("activities", "A2.1"), "B"): Decimal(12_000)})
    assert text == SMALL.replace("budget.B = 10_000", "budget.B = 12_000")


def test_nought_takes_the_amount_out():
    text, plan = after({(("activities", "A2.1"), "B"): Decimal(0)})
    assert text == SMALL.replace("budget.B = 10_000\n", "")
    assert plan.activities["A2.1"].money == 20_000


def test_what_is_split_comes_out_of_what_was_not_split_yet():
    _text, plan = after({(("activities", "A2.2"), "B"): Decimal(2_000)})
    assert plan.activities["A2.2"].amount == 5_000
    _text, plan = after({(("activities", "A2.2"), "B"): Decimal(6_000)})
    assert plan.activities["A2.2"].amount == 6_000


def test_an_amount_that_is_split_whole_follows_its_parts():
    whole = SMALL.replace("budget.B = 10_000", "budget.B = 10_000\namount = 30_000")
    _text, plan = after({(("activities", "A2.1"), "B"): Decimal(11_000)}, whole)
    assert plan.activities["A2.1"].amount == 31_000


def test_money_that_nobody_has_is_the_amount_of_the_activity():
    _text, plan = after({(("activities", "A2.2"), NOT_SPLIT): Decimal(7_000)})
    assert plan.activities["A2.2"].amount == 7_000
    _text, plan = after({(("activities", "A2.2"), NOT_SPLIT): Decimal(0)})
    assert plan.activities["A2.2"].amount is None


def found_spreads(rest, partner="A", title="WP2", management="WP1"):
    of = matrix()
    return {
        spread.rule: spread
        for spread in spreads(plan_of(), of, Decimal(rest), SpreadPlace(partner, column(of, title), management))
    }


@pytest.mark.parametrize("rest", [75_000, 7, -7, -5_000])
def test_every_rule_spreads_the_whole_rest_and_goes_below_nought_nowhere(rest):
    of = matrix()
    for spread in found_spreads(rest).values():
        assert sum(spread.parts.values()) == rest
        assert all(of.amounts.get(key, 0) + part >= 0 for key, part in spread.parts.items())


def test_money_is_taken_back_from_somebody_and_first_from_management_where_that_has_too_much():
    of = matrix()
    place = SpreadPlace("A", column(of, "WP2"), "WP1", management_is_over=True)
    rules = [spread.rule for spread in spreads(plan_of(), of, Decimal(-7), place)]
    assert rules[0] == "from management, in proportion"
    assert "from A, in proportion" in rules
    assert not any(rule.startswith("to ") for rule in rules)
    assert "from management, in proportion" not in found_spreads(-7)


def test_associated_partners_get_nothing():
    keys = [key for spread in found_spreads(75_000).values() for key in spread.parts]
    assert all(partner != "C" for _entry, partner in keys)


def test_management_can_be_left_as_it_is():
    parts = found_spreads(75_000)["in proportion, management left as it is"].parts
    assert parts
    assert all(entry[1] != "WP1" for entry, _partner in parts)


def test_what_is_too_much_is_not_taken_from_where_there_is_less():
    assert "to A, in proportion" not in found_spreads(-40_000)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["ka220-school", "ka210-small-scale"])
async def test_the_budget_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor)
        assert_picture(editor, f"budget-{plan}-{size[0]}x{size[1]}")


async def test_digits_are_typed_over_the_cell_and_tab_goes_on(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press(*"21k", "tab", "enter", *"+500", "enter")
        plan = editor.session.snapshot.plan
        assert plan.work_packages["WP1"].budget["OSL"] == 21_000
        assert isinstance(editor.app.screen, Picker)  # 17,000 in WP2 are three amounts
        await editor.press("enter")
        assert view.matrix.cell("OSL", view.matrix.columns[1]) == 17_500
        await editor.press("u", "u")
        assert editor.session.snapshot.dirty is False


async def test_an_amount_that_is_being_typed_says_what_it_means(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        await editor.press(*"5%")
        assert isinstance(editor.app.screen, InPlace)
        assert_picture(editor, "budget-typing-80x24")
        await editor.press("x", "enter")
        assert isinstance(editor.app.screen, InPlace)  # what is no amount is not taken
        await editor.press("escape")
        assert editor.session.snapshot.dirty is False


async def test_keys_that_come_at_once_are_dealt_with_one_by_one(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        for key in (*"1500", "tab", *"7", "enter", "enter"):
            editor.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await editor.pilot.pause()
        await editor.press("enter")
        plan = editor.session.snapshot.plan
        assert plan.work_packages["WP1"].budget["OSL"] == 1_500
        view = editor.app.main.view
        assert view.matrix.cell("OSL", view.matrix.columns[1]) == 7


async def test_arrows_tab_and_the_mouse_go_from_cell_to_cell(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("right", "l", "down", "j")
        assert (view.cursor, view.column) == (2, 2)
        await editor.press("end", "tab")
        assert (view.cursor, view.column) == (3, 0)
        await editor.press("shift+tab", "home")
        assert (view.cursor, view.column) == (2, 0)
        x = dict(view.seen_columns())[3] + 3
        await editor.pilot.click(view, offset=(x, view.HEAD + 1))
        assert (view.cursor, view.column) == (1, 3)
        await editor.pilot.click(view, offset=(x, view.HEAD + 1))
        await editor.pilot.pause()
        assert isinstance(editor.app.screen, InPlace)


async def test_space_unfolds_a_package_and_the_columns_scroll_with_the_cursor(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("*", "end")
        assert view.left > 0
        assert view.shown_column.title == "A4.2"
        assert_picture(editor, "budget-unfolded-80x24")
        await editor.press("space")
        assert view.shown_column.title == "WP4"
        assert "A4.2" not in [column.title for column in view.matrix.columns]


async def test_the_rest_is_spread_by_the_rule_that_was_shown_as_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("d", "s")
        assert view.rest == 20_000
        assert_picture(editor, "budget-spreading-80x24")
        await editor.press("j", "enter")
        assert view.rest == 0
        assert editor.session.snapshot.plan.work_packages["WP1"].budget.get("OSL") is None
        await editor.press("u")
        assert view.rest == 20_000


async def test_escape_leaves_the_rest_where_it_is(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("d", "s", "escape")
        assert view.rest == 20_000
        await editor.press("escape")
        assert editor.app.main.view.NAME == "plan"


async def test_a_budget_that_closes_has_nothing_to_spread(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        await editor.press("s")
        assert "nothing is left" in editor.picture


async def test_the_key_of_a_view_is_no_amount_before_it_is_asked(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        before = editor.session.snapshot.text
        await editor.press("7")
        assert "enter writes it   esc leaves 20,000 EUR   alt+1 to alt+0: other views" in editor.picture
        await editor.press("enter")
        assert "7 EUR? the same key once more writes it; alt+7: findings" in editor.picture
        await editor.press("escape")
        assert editor.session.snapshot.text == before
        await editor.press("7", "tab")
        assert editor.session.snapshot.text == before
        await editor.press("alt+7")
        assert editor.session.snapshot.text == before
        assert editor.app.main.view.NAME == "findings"
        editor.app.main.show_view("budget")
        await editor.press("7", "enter", "enter")
        assert view.matrix.cell("OSL", view.matrix.columns[0]) == 7
        await editor.press("8", "enter")
        assert view.matrix.cell("OSL", view.matrix.columns[0]) == 8
        await editor.press("7", "backspace", "9", "0", "enter")
        assert view.matrix.cell("OSL", view.matrix.columns[0]) == 90


async def test_alt_with_a_digit_leads_on_to_another_view(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        await editor.press("alt+2")
        assert editor.app.main.view.NAME == "partners"


async def test_management_above_its_limit_is_said_in_the_first_line(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        await editor.press(*"+1", "enter")
        assert "management 20.0004 %, at most 20 %" in editor.picture


async def test_a_read_only_plan_is_not_typed_into(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await shown(editor)
        await editor.press("5")
        assert editor.app.screen is editor.app.main
        assert "read-only" in editor.picture


@pytest.mark.parametrize("size", [(80, 24), (30, 8), (12, 4), (2, 2)])
@pytest.mark.parametrize("text", ["format = 1\n", SMALL, "nonsense [", SMALL.replace("10_000", '"much"')])
async def test_any_plan_on_any_screen_is_drawn(tmp_path, text, size):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path, size=size) as editor:
        await shown(editor)
        await editor.press("j", "l", "end", "space", "*", "5", "escape", "s", "escape", "d")


def test_every_sample_adds_up_as_show_budget_does():
    for name in (one for one in os.listdir(samples_folder()) if one.endswith(".toml")):
        with open(os.path.join(samples_folder(), name), encoding="utf-8") as file:
            plan = plan_of(file.read())
        for by_activity in (True, False):
            of = matrix_of(plan, by_activity=by_activity, unfolded=tuple(plan.work_packages))
            assert sum(of.total_of(partner) for partner in of.partners) == money_of(plan).total


async def test_what_was_typed_just_now_is_left_as_it_is_and_a_key_leaves_other_amounts(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor)
        await editor.press(*"26k", "enter", "s")
        assert "Take back 6,000 EUR that are too much" in editor.picture
        assert "left as it is: OSL in WP1" in editor.picture
        await editor.press("o")
        assert "left as it is: nothing" in editor.picture
        await editor.press("o", "j", "enter")
        assert editor.session.snapshot.plan.work_packages["WP1"].budget["OSL"] == 26_000
        assert "took back 6,000 EUR" in editor.picture
        assert not editor.app.main.view.rest


async def test_an_amount_for_all_is_split_between_those_who_take_part(tmp_path):
    async with opened(tmp_path, "ka210-small-scale") as editor:
        text = editor.session.snapshot.text
        view = await shown(editor)
        assert "  = split  " in editor.picture.splitlines()[-1]
        await editor.press("s")
        assert "the sums agree: nothing is left; = splits what has no organisation yet" in editor.picture
        await editor.press("=")
        assert "Split 4,500 EUR that no organisation has yet" in editor.picture
        assert_picture(editor, "budget-splitting-80x24")
        await editor.press("enter")
        activity = editor.session.snapshot.plan.activities["A1"]
        assert (dict(activity.budget), activity.amount) == ({"KNJ": 2_900, "CIT": 1_600}, None)
        await editor.press("=")
        assert "everything is split here" in editor.picture
        await editor.press("u")
        assert editor.session.snapshot.text == text
        assert view.rest == 0


async def test_who_has_a_part_already_gets_no_more_when_the_rest_is_split(tmp_path):
    async with opened(tmp_path, "ka210-small-scale") as editor:
        await shown(editor)
        await editor.press(*"2000", "enter", "=", "enter")
        activity = editor.session.snapshot.plan.activities["A1"]
        assert dict(activity.budget) == {"KNJ": 2_000, "CIT": 2_500}
        assert activity.amount is None


@pytest.mark.parametrize("view", ["budget", "effort"])
@pytest.mark.parametrize("plan", ["ka220-school", "ka220-advanced"])
@pytest.mark.parametrize(("size", "least_whole"), [((160, 45), 0.5), ((200, 60), 0.9)])
async def test_on_a_large_screen_the_names_of_all_columns_stand_below_their_ids(
    tmp_path, size, least_whole, plan, view
):
    async with opened(tmp_path, plan, size=size) as editor:
        editor.app.main.show_view(view)
        await editor.pilot.pause()
        shown, head = editor.app.main.view, editor.picture.split("\n")[3 : editor.app.main.view.HEAD]
        parts = {
            shown.matrix.columns[column].title: [line[x : x + shown.column_width(column)].strip() for line in head]
            for column, x in shown.seen_columns()
        }
        assert len(parts) == shown.column_count
        found = {id: "".join(lines).replace("-", "").replace(" ", "") for id, lines in parts.items()}
        titles = {id: editor.session.snapshot.plan.entry(id).title.replace("-", "").replace(" ", "") for id in parts}
        assert all(titles[id].startswith(text.removesuffix("…")) and len(text) > 4 for id, text in found.items())
        assert sum(titles[id] == text for id, text in found.items()) >= least_whole * len(found)


async def test_with_names_in_the_head_totals_and_clicks_are_where_they_are_seen(tmp_path):
    async with opened(tmp_path, size=(200, 60)) as editor:
        await editor.press("3")
        view, lines = editor.app.main.view, editor.picture.split("\n")
        totals = next(number for number, line in enumerate(lines) if line.startswith("  Total"))
        assert view.total_place("column").y == view.total_place("all").y == totals
        await editor.pilot.click("#budget", offset=(view.seen_columns().__next__()[1] + 3, view.HEAD + 1))
        assert view.cursor == 1
