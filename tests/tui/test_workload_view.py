"""The workload: a map of partners and months, its shades, and what is behind a cell."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from ka2plan.tui.toolkit.dialogs.picker import Picker
from ka2plan.tui.workload.proposals_dialog import Proposals
from tests.cli.running import SAMPLES, run
from tests.tui.pilot import TODAY, assert_picture, opened

MONTHS = """
format = 1
[project]
title = "In months"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 12
lump_sum = 120_000
coordinator = "A"
effort_unit = "months"
[partners.A]
name = "Ada"
country = "SI"
[work_packages.WP1]
title = "Management"
effort.A = 6
"""


async def shown(editor):
    await editor.press("4")
    return editor.app.main.view


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["ka220-school", "ka210-small-scale", "faults-to-learn-from"])
async def test_the_workload_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor)
        assert_picture(editor, f"workload-{plan}-{size[0]}x{size[1]}")


async def test_in_ascii_the_shades_are_signs_too(tmp_path):
    async with opened(tmp_path, ascii_only=True) as editor:
        await shown(editor)
        assert editor.picture.isascii()
        assert_picture(editor, "workload-ascii-80x24")


async def test_shades_grow_with_the_part_of_what_a_partner_can_do(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        shades = [view.shade(Decimal(20), value) for value in (0, 1, 4.9, 5, 9, 10, 15, 19.9, 20, 20.1)]
        assert shades == [0, 1, 1, 2, 2, 3, 4, 4, 4, 5]


async def test_what_is_above_capacity_has_a_sign_and_is_counted(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        assert "2 months above capacity" in editor.picture, "M1 to M4 are over"
        await editor.press("]")
        assert (view.partner.partner, view.month) == ("LJU", 5)
        await editor.press("[")
        assert view.month == 6  # round from the first to the last


async def test_months_of_effort_have_a_decimal(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(MONTHS, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        view = await shown(editor)
        assert view.short(0.5) == "0.5"
        assert "6 person-months" in editor.picture
        assert "no partner has a capacity in the plan" in editor.picture


async def test_enter_asks_which_entry_behind_the_cell_and_goes_there(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("l", "l")
        assert len(view.behind) > 1
        await editor.press("enter")
        assert isinstance(editor.app.screen, Picker)
        await editor.press("enter")
        assert editor.app.main.view.NAME == "plan"
        assert editor.app.main.view.selected[1] == view.behind[0][0]


async def test_the_last_row_adds_up_all_partners(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("G")
        assert view.partner is None
        assert sum(booked for _id, booked in view.behind) == pytest.approx(view._totals[0])
        await editor.press("o")  # the sum of all has no fields
        assert editor.app.main.view is view


async def test_the_cell_stays_where_it_is_when_the_plan_changes(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("j", "l", "l", "l", "2", "4")
        assert (view.cursor, view.column) == (1, 3)


@pytest.mark.parametrize("size", [(80, 24), (30, 8), (12, 4), (2, 2)])
@pytest.mark.parametrize("text", ["format = 1\n", MONTHS, "nonsense [", MONTHS.replace("months = 12", "months = 0")])
async def test_any_plan_on_any_screen_is_drawn(tmp_path, text, size):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path, size=size) as editor:
        await shown(editor)
        await editor.press("j", "l", "end", "]", "enter", "escape", "o")


async def test_what_a_partner_can_do_in_a_month_is_typed_over_its_cell(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        view = await shown(editor)
        await editor.press("right", "right", "c", *["backspace"] * 3, "5", "enter")
        assert "capacity = { default = 26, M3 = 5 }" in editor.session.snapshot.text
        assert view.partner.capacity_by_month[:4] == (26, 26, 5, 26)
        await editor.press("c", *["backspace"] * 3, "enter")
        assert "capacity = 26\n" in editor.session.snapshot.text
        await editor.press("u", "u")
        assert editor.session.snapshot.text == before


async def test_a_partner_whose_months_differ_has_a_row_that_tells_them(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(
        MONTHS.replace('country = "SI"', 'country = "SI"\ncapacity = { M3 = 0.2, M4 = 0 }'), encoding="utf-8"
    )
    async with opened(tmp_path, path) as editor:
        view = await shown(editor)
        assert "1 month above capacity" not in editor.picture
        await editor.press("]")
        assert (view.partner.partner, view.month, view.cursor) == ("A", 3, 0)
        await editor.press("down")
        assert view.partner.partner == "A"
        assert_picture(editor, "workload-months-that-differ")


async def test_what_is_no_amount_of_work_is_refused_while_it_is_typed(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        await shown(editor)
        await editor.press("c", *["backspace"] * 3, "m", "u", "c", "h")
        assert "not a number" in editor.picture
        await editor.press("enter", "escape")
        assert editor.session.snapshot.text == before


async def proposing(editor):
    await shown(editor)
    await editor.press("]", "b")
    return editor.app.screen


TIGHT = (SAMPLES / "ka220-school.toml").read_text(encoding="utf-8").replace("capacity = 26", "capacity = 22")


@pytest.fixture
def tight(tmp_path):
    path = tmp_path / "tight.toml"
    path.write_text(TIGHT, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_proposals_against_too_much_as_a_picture(tmp_path, tight, size):
    async with opened(tmp_path, tight, size=size) as editor:
        assert isinstance(await proposing(editor), Proposals)
        assert_picture(editor, f"workload-proposals-{size[0]}x{size[1]}")


async def test_one_key_takes_a_proposal_and_one_undo_takes_it_back(tmp_path, tight):
    async with opened(tmp_path, tight) as editor:
        view = await shown(editor)
        assert view.load.overloads
        await editor.press("]", "b", "enter")
        assert not view.load.overloads
        assert "nobody above capacity" in editor.picture
        await editor.press("u")
        assert editor.session.snapshot.text == TIGHT


async def test_what_a_proposal_changes_and_leaves_is_shown_before_it_is_taken(tmp_path, tight):
    async with opened(tmp_path, tight) as editor:
        await proposing(editor)
        await editor.press("j")
        assert "A3.2 takes 1 month longer" in editor.picture
        assert "- M19" in editor.picture
        assert "+ M20" in editor.picture
        await editor.press("escape")
        assert editor.session.snapshot.text == TIGHT


async def test_without_too_much_there_is_nothing_to_propose(tmp_path):
    async with opened(tmp_path, today=date(2026, 11, 20)) as editor:
        await shown(editor)
        await editor.press("b")
        assert "no partner has more work than it can do" in editor.picture


async def test_the_numbers_of_proposals_are_those_of_the_command(tmp_path, tight):
    proposals = json.loads(run("balance", tight, "--json", "--today", TODAY.isoformat()).out)["proposals"]
    async with opened(tmp_path, tight) as editor:
        dialog = await proposing(editor)
        for number, proposal in dialog._proposals.items:
            assert proposal.what == proposals[number - 1]["what"]
            assert len(proposal.left) == proposals[number - 1]["overloads_after"]
