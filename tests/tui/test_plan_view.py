"""The plan view: what is drawn, and what keys do to it."""

from __future__ import annotations

import re

import pytest

from ka2plan.document import SetValue
from tests.conftest import ROOT
from tests.tui.pilot import assert_picture, copied, opened


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["ka220-school", "ka220-advanced", "ka210-small-scale", "pcoop-sport-eacea"])
async def test_the_plan_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await editor.press("j", "j")
        assert_picture(editor, f"plan-{plan}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_plan_in_ascii(tmp_path, size):
    async with opened(tmp_path, "ka220-advanced", size=size, ascii_only=True) as editor:
        await editor.press("j", "j")
        assert editor.picture.isascii()
        assert_picture(editor, f"plan-ascii-{size[0]}x{size[1]}")


async def test_the_plan_of_a_school_in_ascii(tmp_path):
    async with opened(tmp_path, ascii_only=True) as editor:
        await editor.press("j", "j")
        assert_picture(editor, "plan-ascii-ka220-school-80x24")


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (20, 5), (30, 3), (39, 10), (40, 2), (59, 12), (149, 9), (400, 100)])
async def test_no_size_makes_it_fail(tmp_path, size):
    async with opened(tmp_path, "ka220-advanced", size=size) as editor:
        await editor.press("j", "G", "?", "q", ":", "escape", "2", "1", ">", "u")
        assert editor.app.is_running


async def test_a_storm_of_sizes_ends_in_the_picture_of_the_last(tmp_path):
    async with opened(tmp_path, size=(80, 24)) as editor:
        await editor.press("j", "j")
        before = editor.picture
        for width in (200, 20, 150, 3, 81):
            await editor.pilot.resize_terminal(width, 30)
        await editor.pilot.resize_terminal(80, 24)
        await editor.pilot.pause()
        assert editor.picture == before


async def test_one_key_moves_an_activity_by_a_month_and_another_by_a_week(tmp_path):
    async with opened(tmp_path) as editor:
        activity = editor.session.snapshot.plan.activities["A2.2"]
        await editor.press("j", "j", "j", ">")
        moved = editor.session.snapshot.plan.activities["A2.2"]
        assert moved.start_written.number == activity.start_written.number + 1
        assert moved.end_written.number == activity.end_written.number + 1
        await editor.press("u", ".")
        moved = editor.session.snapshot.plan.activities["A2.2"]
        assert (moved.start - activity.start).days == 7


async def test_of_a_work_package_that_is_made_longer_it_is_said_when_it_is_now(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("+")
        assert "WP1 is now 1 Nov 2026 - 30 Nov 2028" in editor.picture.splitlines()[-1]


@pytest.mark.parametrize(
    "keys", [(".", ","), (",", "."), (".", ".", "<", ",", ",", ">"), (")", "("), (".", ")", "(", ",")]
)
@pytest.mark.parametrize("id", ["A2.2", "A3.1", "MS2", "WP2"])
async def test_a_way_there_and_back_leaves_whole_months_and_a_clean_plan(tmp_path, id, keys):
    async with opened(tmp_path) as editor:
        editor.app.editor.go_to((editor.session.snapshot.plan.kind_of(id), id))
        await editor.press(*keys)
        assert not editor.session.snapshot.dirty


async def test_a_date_that_was_no_month_stays_a_date_where_a_month_begins(tmp_path):
    path = copied(tmp_path, "ka220-school")
    path.write_text(path.read_text(encoding="utf-8").replace('start = "M5"', "start = 2027-03-25"), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await editor.press("j", "j", "j", ".")
        assert "start = 2027-04-01" in editor.session.snapshot.text


async def test_what_comes_too_early_then_is_told_and_can_be_pushed(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "j", ">")
        assert_picture(editor, "plan-moved-80x24")
        assert editor.session.snapshot.counts["error"]
        await editor.press("P")
        assert not editor.session.snapshot.counts["error"]
        assert_picture(editor, "plan-pushed-80x24")


async def test_with_pushing_on_what_depends_on_it_follows_in_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("j", "j", "p", ">")
        assert not editor.session.snapshot.counts["error"]
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_plus_and_minus_change_the_length(tmp_path):
    async with opened(tmp_path) as editor:
        end = editor.session.snapshot.plan.activities["A2.1"].end_written.number
        await editor.press("j", "j", "+")
        assert editor.session.snapshot.plan.activities["A2.1"].end_written.number == end + 1
        await editor.press("-", "-")
        assert editor.session.snapshot.plan.activities["A2.1"].end_written.number == end - 1


async def test_the_cursor_stays_on_its_entry_whatever_happens_to_the_rows(tmp_path):
    async with opened(tmp_path) as editor:
        view = editor.app.main.view
        await editor.press("j", "j", "j")
        for keys in ("o", "z", "tab", "tab", "0"):
            await editor.press(keys)
        assert view.selected in (("activities", "A2.2"), ("work_packages", "WP2"))
        await editor.press("home", "j", "left")
        assert view.selected == ("work_packages", "WP2")
        assert "A2.2" not in editor.picture
        await editor.press("right")
        assert "A2.2" in editor.picture


async def test_folded_packages_as_a_picture(tmp_path):
    async with opened(tmp_path, "ka220-advanced") as editor:
        await editor.press("tab")
        assert_picture(editor, "plan-folded-80x24")


async def test_marked_entries_move_together_as_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot
        await editor.press("j", "j", "space", "space")
        assert editor.app.main.view.marked == (("activities", "A2.1"), ("activities", "A2.2"))
        await editor.press(">")
        for id in ("A2.1", "A2.2"):
            start = editor.session.snapshot.plan.activities[id].start_written.number
            assert start == before.plan.activities[id].start_written.number + 1
        assert_picture(editor, "plan-marked-80x24")
        await editor.press("u")
        assert editor.session.snapshot.text == before.text


async def test_marked_entries_get_a_lead_and_a_status_together(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "space", "space", "e", "z", "a", "v", "enter")
        activities = editor.session.snapshot.plan.activities
        assert [activities[id].lead for id in ("A2.1", "A2.2")] == ["ZAV", "ZAV"]
        await editor.press("s", *"run", "enter")
        activities = editor.session.snapshot.plan.activities
        assert [activities[id].status for id in ("A2.1", "A2.2")] == ["running", "running"]


async def test_a_filter_is_said_and_escape_drops_it(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("F", *"ies", "enter")
        assert_picture(editor, "plan-filtered-80x24")
        await editor.press("escape")
        assert "A4.1" in editor.picture


async def test_search_finds_the_next_and_the_previous_row_and_goes_round(tmp_path):
    async with opened(tmp_path) as editor:
        view = editor.app.main.view
        found = []
        await editor.press("/", *"pilot", "enter")
        found.append(view.selected[1])
        for key in ("n", "n", "n", "n", "N"):
            await editor.press(key)
            found.append(view.selected[1])
        assert found[:3] == ["A2.3", "MS2", "WP3"]
        assert found[5] == found[3]


async def test_search_says_when_it_goes_on_from_the_other_side(tmp_path):
    async with opened(tmp_path) as editor:
        said = []
        for keys in (("/", *"handed on", "enter"), ("n",), ("N",), ("g", "/", *"wp1", "enter")):
            await editor.press(*keys)
            said.append("found after starting again from the other end" in editor.picture)
        assert said == [False, True, True, True]


async def test_search_finds_what_is_folded_away_and_unfolds_no_more_than_that(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("tab")
        assert "MS2" not in editor.picture
        await editor.press("/", *"modules ready", "enter")
        assert editor.app.main.view.selected == ("milestones", "MS2")
        assert "A2.1" in editor.picture
        assert "A3.1" not in editor.picture
        await editor.press("/", *"closing", "enter", "N")
        assert editor.app.main.view.selected == ("activities", "A4.2")


def marked_as_found(editor):
    """Texts on the ground, or with the line, that the theme gives to what was found."""
    found = editor.app.look["found"]
    shown = [segment for strip in editor.app.main._compositor.render_strips() for segment in strip if segment.style]
    return [
        one.text
        for one in shown
        if (one.style.underline if found.underline else one.style.bgcolor == found.bgcolor) and one.text.strip()
    ]


@pytest.mark.parametrize("theme", ["dark", "monochrome"])
async def test_what_was_found_is_marked_in_its_row_until_another_row_is_selected(tmp_path, theme):
    async with opened(tmp_path, theme=theme) as editor:
        await editor.press("/", *"PILOT", "enter", "n", "n")
        assert marked_as_found(editor) == ["Pilot"]
        await editor.press("j")
        assert marked_as_found(editor) == []


@pytest.mark.parametrize(
    ("view", "text"), [*((view, "uni") for view in "234"), ("5", "a2.2"), ("7", "bud"), *((v, "l") for v in "689")]
)
async def test_every_view_marks_what_was_found(tmp_path, view, text):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        await editor.press(view, "/", *text, "enter")
        assert {found.lower() for found in marked_as_found(editor)} == {text}


async def test_what_is_nowhere_is_said(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("/", *"xyzzy", "enter")
        assert "'xyzzy' is not in this view" in editor.picture


async def test_zooming_and_panning_as_pictures(tmp_path):
    async with opened(tmp_path, "ka220-advanced") as editor:
        await editor.press("z", "z")
        assert_picture(editor, "plan-zoomed-80x24")
        await editor.press("L")
        assert_picture(editor, "plan-panned-80x24")
        await editor.press("0", "Z")
        assert_picture(editor, "plan-quarters-80x24")
        await editor.press("Z", "Z")
        assert "Lead 4123412341" in editor.picture
        await editor.press("z", "z")
        assert "Lead ONDJFMAM" in editor.picture


async def test_a_narrow_screen_shows_quarters_where_it_has_no_room_for_months(tmp_path):
    async with opened(tmp_path, "ka220-advanced", size=(62, 24)) as editor:
        assert_picture(editor, "plan-quarters-62x24")
        await editor.pilot.resize_terminal(80, 24)
        await editor.until(lambda: "Lead ONDJFMAM" in editor.picture)


async def test_the_zoom_is_remembered(tmp_path):
    async with opened(tmp_path, "ka220-advanced") as editor:
        await editor.press("Z", "q")
    async with opened(tmp_path, tmp_path / "ka220-advanced.toml") as editor:
        assert "Lead 4 1 2 3 4" in editor.picture


async def test_at_the_edge_it_scrolls_by_half_a_screen(tmp_path):
    async with opened(tmp_path, "ka220-advanced", size=(80, 16)) as editor:
        view = editor.app.main.view
        tops = set()
        for _key in range(view.row_count):
            await editor.press("j")
            tops.add(view.top)
            assert view.top <= view.cursor < view.top + view.page
        assert len(tops) <= 2 + 2 * view.row_count // view.page


async def test_the_mouse_selects_and_scrolls(tmp_path):
    async with opened(tmp_path, "ka220-advanced", size=(80, 16)) as editor:
        view = editor.app.main.view
        await editor.pilot.click(view, offset=(6, 5))
        assert view.cursor == 3


async def test_brackets_go_from_finding_to_finding(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        first = editor.app.main.view.selected
        await editor.press("]")
        here = editor.app.main.view.selected
        assert editor.session.snapshot.findings_at(here)
        await editor.press("]", "[")
        assert editor.app.main.view.selected == here
        assert here != first


async def test_a_command_applies_to_the_marked_entries_that_are_shown_and_says_how_many_are_not(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "space", "space")
        assert "2 marked" in editor.picture
        before = editor.session.data["activities"]["A2.1"]["status"]
        await editor.press("escape", "g", "j", "j", "space", *"jjjjj", "space", "g", "j", "left")
        assert "2 marked, 1 hidden" in editor.picture
        await editor.press("s")
        assert "Status of A3.1; 1 that is marked is hidden" in editor.picture
        await editor.press("c", "a", "n", "enter")
        assert "A3.1: status cancelled" in editor.picture
        activities = editor.session.data["activities"]
        assert activities["A3.1"]["status"] == "cancelled"
        assert activities["A2.1"]["status"] == before


async def test_where_all_that_is_marked_is_hidden_a_command_applies_to_the_selected_entry(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "space", "left", "left")
        assert "1 marked, 1 hidden" in editor.picture
        assert editor.app.editor.targets == (("work_packages", "WP2"),)


async def test_the_boxes_for_status_and_lead_say_for_how_many(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "s")
        assert "Status of A2.1" in editor.picture
        await editor.press("escape", "space", "space", "e")
        assert "Lead of 2 entries" in editor.picture


async def test_another_order_stays_in_sight_and_moving_in_the_file_is_refused_in_it(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("o", "j", "j")
        assert "by start" in editor.picture.splitlines()[1]
        await editor.press("J")
        assert "the rows are sorted by start" in editor.picture
        assert editor.session.snapshot.text == text
        await editor.press("o", "o", "o", "o")
        assert "by" not in editor.picture.splitlines()[1]
        await editor.press("J")
        assert editor.session.snapshot.text != text


async def test_a_list_longer_than_the_screen_tells_where_one_is(tmp_path):
    async with opened(tmp_path, "ka220-advanced") as editor:
        await editor.press("G")
        assert "Title 25/25" in editor.picture
    async with opened(tmp_path, "ka220-advanced", size=(200, 50)) as editor:
        assert "/25" not in editor.picture


async def test_months_outside_are_hinted_at_on_the_side_where_they_are(tmp_path):
    async with opened(tmp_path, "ka220-advanced") as editor:
        ends = [ends_of_ruler(editor)]
        for keys in (("z", "z"), ("L",), ("L",) * 8):
            await editor.press(*keys)
            ends.append(ends_of_ruler(editor))
        assert ends == [(False, False), (False, True), (True, True), (True, False)]


def ends_of_ruler(editor):
    ruler = editor.picture.splitlines()[2]
    return "‹" in ruler, ruler.endswith("›")


@pytest.mark.parametrize("plan", ["ka220-school", "ka220-advanced", "pcoop-sport-eacea", "ka210-small-scale"])
@pytest.mark.parametrize("keys", [(), ("z",), ("z", "L"), ("z", "z", "z", "L", "L")])
async def test_the_ruler_names_project_months_over_their_columns_and_none_in_part(tmp_path, plan, keys):
    async with opened(tmp_path, plan) as editor:
        await editor.press(*keys)
        view = editor.app.main.view
        scale, first = view._gantt.scale, view.first_column - view._columns.outline
        labels = list(re.finditer(r"M(\d+)", editor.picture.splitlines()[1]))
        assert labels
        for label in labels:
            assert label.start() + first == (int(label[1]) - 1) * scale.wide


async def test_a_click_on_the_sign_of_a_work_package_folds_it(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.pilot.click(offset=(2, 4))
        assert "▸WP2" in editor.picture
        assert "A2.1" not in editor.picture
        await editor.pilot.click(offset=(2, 4))
        assert "A2.1" in editor.picture


async def test_a_long_title_stands_whole_above_dates_lead_and_amount(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.main.view.select(("activities", "A2.1"))
        await editor.pilot.pause()
        below = (
            " A2.1  Needs survey in twelve schools\n M1-M4   1 Nov 2026 - 28 Feb 2027   PHS   20,000   83 person-days"
        )
        assert below in editor.picture


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("id", ["WP4", "A4.1", "MS5"])
async def test_every_status_can_be_told_from_the_others_without_colours(tmp_path, id, ascii_only):
    drawn = {}
    for status in ("planned", "running", "done", "cancelled"):
        async with opened(tmp_path, theme="monochrome", ascii_only=ascii_only) as editor:
            kind = {"W": "work_packages", "A": "activities", "M": "milestones"}[id[0]]
            editor.session.do(SetValue((kind, id, "status"), status))
            await editor.press("G")
            drawn[status] = next(line for line in editor.picture.split("\n") if f"{id} " in line[:8])
    assert len(set(drawn.values())) == 4
    if id != "WP4":
        assert len({line[:3] for line in drawn.values()}) == 4


async def test_a_cancelled_milestone_does_not_look_like_one_that_is_due(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.picture.count("◆")
        editor.session.do(SetValue(("milestones", "MS1", "status"), "cancelled"))
        await editor.pilot.pause()
        assert editor.picture.count("◆") == before - 1
        assert "╌MS1" in editor.picture


async def test_what_lies_behind_the_projects_end_is_told_at_the_edge(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        rows = {line.split()[1]: line for line in editor.picture.splitlines() if " A2.3 " in line or " MS1 " in line}
        assert all(line.endswith("›") for line in rows.values())
        assert len(rows) == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("plan", ["stretches", "no-package"])
async def test_stretches_what_is_late_and_what_is_in_no_package_as_a_picture(tmp_path, plan, size):
    path = tmp_path / f"{plan}.toml"
    path.write_bytes((ROOT / "tests" / "export" / "plans" / f"{plan}.toml").read_bytes())
    async with opened(tmp_path, path, size=size) as editor:
        assert_picture(editor, f"plan-{plan}-{size[0]}x{size[1]}")


async def test_what_one_line_of_the_details_cannot_hold_stands_on_the_next(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.main.view.select(("activities", "A2.3"))
        await editor.pilot.pause()
        shown = editor.picture.split("\n")[-5:-1]
        assert shown[1].rstrip().endswith("17,000")
        assert shown[2].startswith(" 58 person-days   after A2.2")


async def test_where_another_line_says_what_is_late_only_the_lead_is_named_so_that_nothing_is_cut(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.main.view.select(("activities", "A2.1"))
        await editor.pilot.pause()
        assert "…" not in "\n".join(editor.picture.split("\n")[-5:])
        assert "83 person-days" in editor.picture
