"""The view of dependencies: walking along links, changing them, and asking what a slip would lead to."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.document import SetValue
from ka2plan.plan import Lag, Month
from ka2plan.tui.dependencies.slip_dialog import lag_in_words, longer
from ka2plan.tui.dependencies.typed_slip import lag_meant
from tests.tui.pilot import assert_picture, opened


async def shown(editor, id=None):
    keymap = editor.app.editor.keymap
    await editor.press(keymap.keys_of(keymap.named("view.dependencies"))[0])
    view = editor.app.main.view
    if id:
        assert view.select((editor.session.snapshot.plan.kind_of(id), id))
        await editor.pilot.pause()
    return view


def written(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def after_of(editor, id):
    entry = editor.session.snapshot.plan.entry(id)
    return [(link.id, link.type, str(link.lag)) for link in entry.after]


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize(("plan", "id"), [("faults-to-learn-from", "A2.2"), ("ka220-school", "A2.2")])
async def test_the_dependencies_as_a_picture(tmp_path, plan, id, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor, id)
        await editor.press("right")
        assert_picture(editor, f"dependencies-{plan}-{size[0]}x{size[1]}")


async def test_the_arrows_walk_along_the_links_to_the_end_of_the_chain_and_back(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A2.1")
        await editor.press("right")
        assert (view.row.id, view.neighbour.id) == ("A2.1", "A2.2")
        assert view.selected == ("activities", "A2.2")
        await editor.press("right", "right")
        assert (view.row.id, view.neighbour.id) == ("A2.3", "A3.1")
        await editor.press("left", "left", "left", "left", "left")
        assert (view.row.id, view.side) == ("A2.1", 0)


async def test_up_and_down_choose_among_neighbours_and_enter_goes_there(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A2.2")
        await editor.press("right", "down", "j", "j", "j")
        assert view.neighbour.id == view.after[-1].id
        await editor.press("up", "enter")
        assert view.row.id == view.before[0].link.successor
        assert view.side == 0
        await editor.press("enter")
        assert editor.app.main.view.NAME == "entry"


async def test_a_link_is_added_to_either_side_and_one_that_closes_a_circle_is_refused(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A2.1")
        await editor.press("a", *"A3.1")
        assert "a circle: A3.1 > A2.1" in editor.picture or "a circle: A2.1" in editor.picture
        await editor.press("enter", "escape")
        assert not editor.session.snapshot.dirty
        await editor.press("A", *"A4.2", "enter")
        assert ("A2.1", "FS", "0d") in after_of(editor, "A4.2")
        assert view.row.id == "A2.1"
        assert "A4.2" in [found.id for found in view.after]
        await editor.press("u")
        assert not editor.session.snapshot.dirty


async def test_an_entry_that_is_waited_for_cannot_be_let_wait_for_its_own_followers(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "A3.1")
        await editor.press("A", *"A2.1")
        assert "a circle" in editor.picture
        await editor.press("enter", "escape")
        assert not editor.session.snapshot.dirty


async def test_a_link_is_taken_out_and_the_view_stays_where_it_was(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A2.2")
        await editor.press("left", "d")
        assert after_of(editor, "A2.2") == []
        assert (view.row.id, view.side, view.before) == ("A2.2", 0, ())
        await editor.press("u")
        assert after_of(editor, "A2.2") == [("A2.1", "FS", "0d")]
        await editor.press("d")
        assert "choose a link first" in editor.picture
        assert not editor.session.snapshot.dirty


async def test_type_and_lag_of_a_link_are_changed(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A2.1")
        await editor.press("right", "c", *"SS", "enter", *"2w", "enter")
        assert after_of(editor, "A2.2") == [("A2.1", "SS", "2w")]
        assert view.neighbour.manner == "SS +2w"
        assert "A2.2 starts 2 weeks or more after A2.1 starts" in editor.picture


async def test_only_the_critical_path_is_listed_in_its_order(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("F", *"critical", "enter")
        ids = [row.id for row in view.rows]
        snapshot = editor.session.snapshot
        assert ids == [id for id in snapshot.network.order if id in snapshot.forecast.critical]
        assert len(ids) > 2
        await editor.press("escape")
        assert len(view.rows) > len(ids)


async def test_a_circle_is_told_and_listed(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        assert "A circle, in which all wait for each other: A2.1 > A2.2 > A2.3 > A2.1" in editor.picture
        await editor.press("F", *"circle", "enter")
        assert {row.id for row in view.rows} == {"A2.1", "A2.2", "A2.3"}


async def test_redundant_and_broken_links_are_told(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A3.1")
        await editor.press("a", *"A2.1", "enter")
        assert "1 redundant" in editor.picture
        assert [found.redundant for found in view.before] == [False, True]
        view.select(("activities", "A2.1"))
        await editor.press("+")
        assert "2 links broken" in editor.picture
        assert view.after[0].told() == ("31 days too early", "error")


async def test_what_a_slip_leads_to_is_shown_and_nothing_done_on_escape(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "A2.2")
        await editor.press("v")
        assert_picture(editor, "slip-preview-80x24")
        await editor.press("escape")
        assert not editor.session.snapshot.dirty


async def test_a_slip_is_made_longer_and_done_as_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "A2.2")
        await editor.press("v", ">", "enter")
        plan = editor.session.snapshot.plan
        assert plan.activities["A2.2"].start == date(2027, 5, 1)
        assert plan.milestones["MS2"].due == date(2027, 9, 30)
        assert "follow" in editor.picture
        await editor.press("u")
        assert not editor.session.snapshot.dirty


async def test_without_pushing_only_the_entry_itself_moves(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "A2.2")
        await editor.press("v", "p", ".", "enter")
        changed = editor.session.snapshot.plan
        assert changed.activities["A2.2"].start > date(2027, 4, 1)
        assert changed.milestones["MS2"].due == date(2027, 7, 31)


async def test_how_much_it_slips_can_be_typed_also_as_a_month(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "A2.2")
        await editor.press("v", "t", *"M8", "enter")
        assert "by +3 months" in editor.picture
        await editor.press("t", *"2 weeks", "enter")
        assert "by +2 weeks" in editor.picture
        await editor.press("t", *"rubbish", "enter")
        assert "by +2 weeks" in editor.picture


async def test_a_slip_beyond_the_project_s_end_is_told(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "A4.2")
        await editor.press("v", ">", ">")
        assert "beyond the project's end" in editor.picture


async def test_in_a_circle_nothing_can_follow_but_the_entry_alone_can_move(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        await shown(editor, "A2.2")
        await editor.press("v")
        assert "wait for each other in a circle" in editor.picture
        await editor.press("enter")
        assert not editor.session.snapshot.dirty
        await editor.press("p", "enter")
        assert editor.session.snapshot.dirty


async def test_a_work_package_is_asked_what_waits_for_it(tmp_path):
    async with opened(tmp_path) as editor:
        await shown(editor, "WP2")
        await editor.press("a", *"MS5", "enter")
        assert ("WP2", "FS", "0d") in after_of(editor, "MS5")


@pytest.mark.parametrize("text", ["", "format = 1\n", "[project]\n", "x = ["])
async def test_a_plan_with_nothing_in_it_is_shown_all_the_same(tmp_path, text):
    async with opened(tmp_path, written(tmp_path, text)) as editor:
        await shown(editor)
        await editor.press("a", "A", "d", "c", "enter", "v", "right", "left", "j", "k", "F", "escape", "escape")
        assert not editor.session.snapshot.dirty


async def test_a_link_to_what_is_cancelled_is_told_to_have_no_effect(tmp_path):
    text = """format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "A"
[activities.A1]
title = "One"
start = "M1"
end = "M2"
lead = "A"
status = "cancelled"
[activities.A2]
title = "Two"
start = "M1"
end = "M2"
lead = "A"
after = ["A9", "A1"]
"""
    async with opened(tmp_path, written(tmp_path, text)) as editor:
        view = await shown(editor, "A2")
        assert [found.told()[0] for found in view.before] == ["no effect"]
        await editor.press("left", "d")
        assert after_of(editor, "A2") == []
        assert 'after = ["A9"]' in editor.session.snapshot.text


async def test_a_small_terminal_shows_what_fits(tmp_path):
    async with opened(tmp_path, size=(24, 6)) as editor:
        await shown(editor)
        await editor.press("j", "right", "right", "left", "v", ">", "escape")
        assert not editor.session.snapshot.dirty


@pytest.mark.parametrize(
    ("lag", "step", "longer_lag"),
    [((1, "m"), (1, "m"), (2, "m")), ((1, "m"), (1, "w"), (5, "w")), ((2, "w"), (-1, "m"), (-1, "m"))],
)
def test_a_slip_in_another_unit_goes_on_from_the_nearest_there_is(lag, step, longer_lag):
    assert longer(Lag(*lag), *step) == Lag(*longer_lag)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+2 weeks", Lag(2, "w")),
        ("1 month", Lag(1, "m")),
        ("-10d", Lag(-10, "d")),
        ("M7", Lag(2, "m")),
        ("15 3 2027", Lag(14, "d")),
        ("soon", None),
        ("", None),
    ],
)
async def test_a_slip_is_typed_as_people_say_it(tmp_path, typed, meant):
    async with opened(tmp_path) as editor:
        assert lag_meant(editor.session.snapshot, "A2.2", typed) == meant


def test_a_lag_is_told_with_its_sign():
    assert [lag_in_words(Lag(number, unit)) for number, unit in ((1, "m"), (-2, "w"), (1, "d"))] == [
        "+1 month",
        "-2 weeks",
        "+1 day",
    ]


async def test_a_list_with_nothing_in_it_says_so(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor, "A2.2")
        view.list_only("broken")
        await editor.pilot.pause()
        assert "only broken links: none" in editor.picture


async def test_what_moving_the_whole_project_leads_to_is_shown_and_done_as_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("@", ">")
        assert_picture(editor, "move-project-80x24")
        await editor.press("enter")
        plan = editor.session.snapshot.plan
        assert plan.project.start == date(2027, 1, 1)
        assert plan.activities["A2.3"].start == date(2027, 10, 16)
        assert plan.activities["A2.1"].start_written == Month(1)
        assert "the project is now 1 Jan 2027 - 31 Dec 2028" in editor.picture
        await editor.press("u")
        assert not editor.session.snapshot.dirty


async def test_when_the_project_starts_can_be_typed(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("@", "t", *"1 12 2026", "enter")
        assert "by +1 month" in editor.picture
        await editor.press("t", *"rubbish", "enter")
        assert "by +1 month" in editor.picture


async def test_what_is_done_is_named_before_the_whole_project_moves(tmp_path):
    async with opened(tmp_path) as editor:
        editor.session.do(SetValue(("activities", "A2.1", "status"), "done"))
        await editor.press("@")
        assert "A2.1 is done and does not move" in editor.picture
        await editor.press("enter")
        assert editor.session.snapshot.plan.activities["A2.1"].start == date(2026, 11, 1)
