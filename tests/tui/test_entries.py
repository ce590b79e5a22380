"""Adding, copying, deleting, renaming, moving and reordering entries, and changing several at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ka2plan.tui.entry.proposals import short_id
from ka2plan.tui.toolkit.line_list import LineList
from tests.tui.pilot import assert_picture, copied, opened
from tests.tui.test_entry import every_field


async def test_a_new_activity_goes_on_with_its_package(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a")
        assert_picture(editor, "add-activity-80x24")
        await editor.press(*"Pilot [x]", "enter", "enter", "enter", *"zav", "ctrl+s")
        plan = editor.session.snapshot.plan
        added = plan.activities["A2.4"]
        assert (added.title, added.wp, added.lead) == ("Pilot [x]", "WP2", "ZAV")
        assert set(added.participants) == set(plan.partners)
        assert list(plan.activities).index("A2.4") == list(plan.activities).index("A2.3") + 1
        assert editor.app.editor.selected == ("activities", "A2.4")
        await editor.press("u")
        assert "A2.4" not in editor.session.snapshot.plan.activities


async def test_the_end_of_a_new_activity_follows_its_start_and_is_counted_from_there(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a", *"Pilot", "enter", *"15 3 2027", "enter")
        assert "end                   2027-06-14" in editor.picture
        await editor.press(*"2 weeks")
        assert "= 28 Mar 2027, Sun, M5; 2 weeks from the start on" in editor.picture
        await editor.press("up", *"M9", "down")
        assert "end                   2 weeks" in editor.picture
        assert "= 14 Jul 2027, Wed, M9; 2 weeks from the start on" in editor.picture
        await editor.press("home", "shift+end", *"M7")
        assert "it would end before it starts" in editor.picture
        await editor.press("home", "shift+end", *"2 weeks", "f2")
        activity = editor.session.snapshot.plan.activities["A2.4"]
        assert (activity.start, activity.end) == (date(2027, 7, 1), date(2027, 7, 14))


async def test_a_partner_is_added_with_a_country_by_its_name(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2", "a", *"Instituto", "enter", *"spa")
        assert_picture(editor, "add-partner-80x24")
        await editor.press("enter")
        partners = editor.session.snapshot.plan.partners
        assert list(partners)[-1] == "INS"
        assert (partners["INS"].name, partners["INS"].country) == ("Instituto", "ES")


async def test_a_choice_is_also_taken_with_the_arrows(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2", "a", *"Instituto", "enter", "down", "down", "up", "enter")
        assert editor.session.snapshot.plan.partners["INS"].country == "BE"


async def test_a_new_activity_is_made_in_one_go_with_partners_link_and_venue(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a", *"Training week", "enter", *"M9", "enter", "enter", *"ies", "enter")
        await editor.press("ctrl+u", *"osl, zav", "enter", *"a2.2", "enter", *"Valencia", "enter")
        added = editor.session.data["activities"]["A2.4"]
        assert (added["lead"], added["partners"], added["after"]) == ("IES", ["OSL", "ZAV"], ["A2.2"])
        assert added["venue"] == {"place": "Valencia"}
        assert (added["start"], added["end"]) == ("M9", "M11")


async def test_everyone_takes_part_besides_the_lead(tmp_path):
    async with opened(tmp_path) as editor:
        every = list(editor.session.snapshot.plan.partners)
        await editor.press("j", "j", "a", *"Meeting", "enter", "enter", "enter", *"zav", "tab", "ctrl+u", *"every")
        assert "everyone" in editor.picture
        await editor.press("ctrl+s")
        added = editor.session.data["activities"]["A2.4"]
        assert (added["lead"], added["partners"]) == ("ZAV", [id for id in every if id != "ZAV"])


SHORT = (
    ("Osnovna šola Kresnice", ("UNE",), "OSK"),
    ("Università di Nordest", ("OSK",), "UNI"),
    ("Gymnasium Donautal", ("UNE",), "GYM"),
    ("Udruga Rijeka živi", (), "URZ"),
    ("IES Ribera Alta", (), "IES"),
    ("IES Another Place", ("IES",), "IAP"),
    ("Čebelarska zveza", ("CEB",), "CZV"),
    ("Ž", (), ""),
    ("学校", (), ""),
)
"""Name, ids that are used, the id that is proposed."""


@pytest.mark.parametrize(("name", "used", "id"), SHORT)
def test_the_id_of_an_organisation_comes_from_its_name(name, used, id):
    assert short_id(name, used) == id


async def test_a_partner_that_is_only_counted_is_offered_an_id_of_its_name(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("2", "r", *"P7", "enter", "r", "enter")
        assert "P7" not in editor.session.data["partners"]
        assert "OSL" in editor.session.data["partners"]


async def test_a_field_of_all_that_are_marked_is_changed_in_one_step(tmp_path):
    async with opened(tmp_path) as editor:
        text, before = editor.session.snapshot.text, editor.session.snapshot.plan
        ids = ("A3.1", "A3.2")
        await editor.press("/", *"A3.1", "enter", " ", " ", "i")
        assert "2 entries" in editor.picture
        await editor.press(*"venue: place", "enter", *"online", "enter")
        activities = editor.session.data["activities"]
        assert [activities[id]["venue"]["place"] for id in ids] == ["online", "online"]
        await editor.press("u")
        assert editor.session.snapshot.text == text
        await editor.press("i", *"taking part", "enter", "ctrl+a", "enter")
        activities = editor.session.snapshot.plan.activities
        assert all(set(activities[id].participants) == set(before.partners) for id in ids)
        assert all(activities[id].lead not in activities[id].partners for id in ids)
        await editor.press("u", "i", *"end", "enter", *"+2 weeks", "enter")
        activities = editor.session.snapshot.plan.activities
        assert [activities[id].end - before.activities[id].end for id in ids] == [timedelta(14), timedelta(14)]
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_what_marked_entries_serve_is_added_to_what_each_serves(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.plan.activities
        await editor.press("/", *"A3.1", "enter", " ", " ", "i", *"serves", "enter", *"O3", "enter")
        after = editor.session.snapshot.plan.activities
        for id in ("A3.1", "A3.2"):
            assert set(after[id].serves) == {*before[id].serves, "O3"}


async def test_nothing_is_chosen_for_somebody_who_only_presses_enter(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("2", "a", "enter", "enter", "enter", "enter")
        assert len(editor.app.screen_stack) == 2
        assert "! needed" in editor.picture
        await editor.press("escape")
        assert editor.session.snapshot.text == text


@pytest.mark.parametrize(
    ("kind", "keys", "id"),
    [
        ("work_packages", ("w", "o", "r", "k", "enter", *"More", "enter", "enter"), "WP5"),
        ("milestones", ("m", "i", "l", "enter", *"More", "enter", "enter", "enter", "enter"), "MS6"),
        ("deliverables", ("d", "e", "l", "enter", *"More", "enter", "enter", "enter", "enter"), "D1.1"),
        ("objectives", ("o", "b", "j", "enter", *"More", "enter"), "O4"),
        ("indicators", ("i", "n", "d", "enter", *"More", "enter", *"12", "enter", *"schools", "enter"), "I4"),
        ("activities", ("a", "c", "t", "enter", *"More", *["enter"] * 7), "A1.1"),
    ],
)
async def test_every_kind_can_be_added_from_the_plan(tmp_path, kind, keys, id):
    async with opened(tmp_path) as editor:
        ids = set(editor.session.data.get(kind, {}))
        await editor.press("A", *keys)
        (added,) = set(editor.session.data[kind]) - ids
        assert added == id
        assert editor.session.data[kind][id]["title"] == "More"


async def test_an_id_that_is_taken_is_refused_as_it_is_typed(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a", "tab", "home", "shift+end", *"A2.1")
        assert '"A2.1" is used already' in editor.picture


async def test_without_work_packages_activities_are_added_alone(tmp_path):
    async with opened(tmp_path, "ka210-small-scale") as editor:
        ids = set(editor.session.data["activities"])
        await editor.press("j", "a", *"Another", "ctrl+s")
        (added,) = set(editor.session.data["activities"]) - ids
        assert "wp" not in editor.session.data["activities"][added]


@pytest.mark.parametrize("key", ["c", "D"])
async def test_a_copy_has_all_but_what_happened_already(tmp_path, key):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", key)
        first, copy = (editor.session.data["activities"][id] for id in ("A2.1", "A2.3"))
        assert copy["title"] == "Needs survey (copy)"
        assert set(first) - set(copy) == {"status", "progress", "actual"}
        assert copy["budget"] == first["budget"]
        assert list(editor.session.data["activities"]) == ["A2.1", "A2.3", "A2.2"]


async def test_what_nothing_names_is_deleted_at_once(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        text = editor.session.snapshot.text
        await editor.press("G", "d")
        assert "D2.1 deleted" in editor.picture
        assert "D2.1" not in editor.session.snapshot.text
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_deleting_says_first_what_names_it(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("j", "j", "d")
        assert_picture(editor, "delete-80x24")
        await editor.press("escape")
        assert editor.session.snapshot.text == text
        await editor.press("d", "d")
        assert "A2.1" not in editor.session.data["activities"]
        assert not [found for found in editor.session.snapshot.findings if found.code == "SYN301"]
        assert "A2.1" not in str(editor.session.data["milestones"])


async def test_deleting_a_package_asks_about_what_is_in_it(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "d")
        assert_picture(editor, "delete-package-80x24")
        await editor.press("a")
        plan = editor.session.snapshot.plan
        assert "WP2" not in plan.work_packages
        assert not [id for id, activity in plan.activities.items() if activity.wp == "WP2" or id.startswith("A2.")]
        await editor.press("u", "d", "d")
        plan = editor.session.snapshot.plan
        assert "WP2" not in plan.work_packages
        assert plan.activities["A2.1"].wp is None


async def test_what_carries_money_is_not_deleted_without_a_question_and_enter_leaves_it(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("d")
        assert "Deleting WP1 also deletes 50,000 EUR and" in editor.picture
        await editor.press("enter")
        assert editor.session.snapshot.text == text
        await editor.press("d", "d")
        assert "WP1" not in editor.session.data["work_packages"]
        await editor.press("u", "j", "d", "enter")
        assert editor.session.snapshot.text == text


async def test_after_undo_the_cursor_is_on_what_came_back(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "d", "a")
        assert editor.app.editor.selected != ("work_packages", "WP2")
        await editor.press("G", "u")
        assert editor.app.editor.selected == ("work_packages", "WP2")
        await editor.press("ctrl+r")
        assert "WP2" not in editor.session.data["work_packages"]
        await editor.press("u", "2", "j", "j", "d", "d", *"osl", "enter", "g", "u")
        assert editor.app.editor.selected == ("partners", "ZAV")


async def test_after_undo_and_redo_the_cursor_is_on_what_changed_in_every_view(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">", "G", "u")
        assert editor.app.editor.selected[:2] == ("activities", "A2.1")
        await editor.press("g", "ctrl+r")
        assert editor.app.editor.selected[:2] == ("activities", "A2.1")
        await editor.press("u", "3", "l", "down", *"99k", "enter", "enter")
        assert editor.session.snapshot.dirty
        view = editor.app.main.view
        changed = (view.cursor, view.column)
        await editor.press("home", "up", "u")
        assert not editor.session.snapshot.dirty
        assert (view.cursor, view.column) == changed


async def test_deleting_a_partner_says_what_money_it_has(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("2", "j", "d")
        assert "IES has 62,000 EUR and" in editor.picture
        assert_picture(editor, "delete-partner-80x24")


async def test_somebody_takes_over_all_that_a_deleted_partner_has_after_a_preview(tmp_path):
    async with opened(tmp_path) as editor:
        text, before = editor.session.snapshot.text, editor.session.snapshot.plan
        await editor.press("2", "d", "d", *"zav", "enter")
        assert_picture(editor, "delete-partner-takeover-80x24")
        assert editor.session.snapshot.text == text
        await editor.press("c")
        plan = editor.session.snapshot.plan
        assert "OSL" not in plan.partners
        assert plan.project.coordinator == "ZAV"
        assert plan.activities["A3.2"].lead == "ZAV"
        assert plan.work_packages["WP1"].lead == "ZAV"
        sums = {id: sum(activity.budget.values()) for id, activity in plan.activities.items()}
        assert sums == {id: sum(activity.budget.values()) for id, activity in before.activities.items()}
        assert plan.work_packages["WP1"].own_money == before.work_packages["WP1"].own_money
        assert not [found for found in editor.session.snapshot.findings if found.code.startswith("SYN")]
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_marked_entries_are_deleted_together(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", " ", " ", "d", "d")
        activities = editor.session.data["activities"]
        assert "A2.1" not in activities
        assert "A2.2" not in activities
        await editor.press("u")
        assert {"A2.1", "A2.2"} <= set(editor.session.data["activities"])


async def test_renaming_takes_all_references_along(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", "r", *"A9", "enter")
        data = editor.session.data
        assert list(data["activities"]) == ["A9", "A2.2"]
        assert data["activities"]["A2.2"]["after"] == ["A9", {"id": "A9", "type": "SS", "lag": "2w"}]
        assert data["milestones"]["MS1"]["after"] == ["A9"]
        assert editor.app.editor.selected == ("activities", "A9")


async def test_renaming_says_how_many_references_follow(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("2", "r", *"LED")
        assert "references follow" in editor.picture
        await editor.press("enter")
        assert editor.session.data["project"]["coordinator"] == "LED"
        assert "LED" in editor.session.data["activities"]["A2.1"]["budget"]
        assert "OSL" not in editor.session.snapshot.text.replace("OUTCLASS", "")


async def test_renaming_in_the_form_stays_in_the_form(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", "enter", "f2", *"A9", "enter")
        assert "A9  Needs survey   activity" in editor.picture


async def test_an_activity_moves_to_another_package(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "m", *"handing", "enter")
        plan = editor.session.snapshot.plan
        assert plan.activities["A2.1"].wp == "WP4"
        behind = [id for id, activity in plan.activities.items() if activity.wp == "WP4"]
        assert behind[-1] == "A2.1"
        assert editor.app.editor.selected == ("activities", "A2.1")


async def test_marked_activities_move_to_another_package_together(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", " ", " ", "m", *"WP4", "enter")
        plan = editor.session.snapshot.plan
        assert [plan.activities[id].wp for id in ("A2.1", "A2.2")] == ["WP4", "WP4"]
        order = [id for id, activity in plan.activities.items() if activity.wp == "WP4"]
        assert order[-2:] == ["A2.1", "A2.2"]


async def test_entries_change_places_with_their_neighbours(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        before = list(editor.session.data["activities"])
        await editor.press("j", "j", "J")
        after = list(editor.session.data["activities"])
        first = before.index("A2.1")
        assert after[first : first + 2] == ["A2.2", "A2.1"]
        assert editor.app.editor.selected == ("activities", "A2.1")
        await editor.press("K")
        assert list(editor.session.data["activities"]) == before
        await editor.press("K")
        assert "A2.1 cannot move further in this direction" in editor.picture
        assert editor.session.snapshot.text == text


async def test_partners_and_packages_change_places_too(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "J", "2", "J")
        assert list(editor.session.data["work_packages"])[:3] == ["WP1", "WP3", "WP2"]
        assert list(editor.session.data["partners"])[:2] == ["IES", "OSL"]


async def test_several_are_shifted_led_and_given_a_status_in_one_step_each(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        starts = {id: editor.session.snapshot.plan.activities[id].start_written.number for id in ("A3.1", "A3.2")}
        await editor.press("/", *"A3.1", "enter", " ", " ")
        await editor.press(">")
        plan = editor.session.snapshot.plan
        assert {id: plan.activities[id].start_written.number - 1 for id in starts} == starts
        await editor.press("e", *"zav", "enter", "s", *"canc", "enter")
        plan = editor.session.snapshot.plan
        assert {(plan.activities[id].lead, plan.activities[id].status) for id in starts} == {("ZAV", "cancelled")}
        await editor.press("u", "u", "u")
        assert editor.session.snapshot.text == text


async def test_one_field_is_found_by_its_name_and_changed_in_the_plan(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", "i", *"progress", "enter", *"80", "enter")
        assert editor.session.data["activities"]["A2.1"]["progress"] == 80
        assert editor.app.editor.view.NAME == "plan"


async def test_the_title_is_changed_with_one_key(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", "t", *"New title", "enter")
        assert editor.session.data["activities"]["A2.1"]["title"] == "New title"


async def test_a_link_is_made_in_the_plan_and_a_circle_refused(tmp_path):
    async with opened(tmp_path, every_field(tmp_path)) as editor:
        await editor.press("j", "j", "j", "b", *"MS1", "enter")
        assert editor.session.data["activities"]["A2.2"]["after"][-1] == "MS1"
        await editor.press("k", "b", *"A2.2", "enter")
        assert "a circle" in editor.picture
        await editor.press("escape")


async def test_a_read_only_plan_stays_as_it_is(tmp_path):
    path = every_field(tmp_path)
    async with opened(tmp_path, path, read_only=True) as editor:
        text = editor.session.snapshot.text
        for key in ("a", "A", "c", "d", "r", "m", "J", "K", "b", "t", "i", "s", "e", ">", "+"):
            await editor.press("g", "j", "j", key)
            assert len(editor.app.screen_stack) == 1
            assert "read-only" in editor.picture
        await editor.press("enter", "enter")
        assert len(editor.app.screen_stack) == 1
        assert editor.session.snapshot.text == text


async def test_who_led_stays_a_partner_where_money_or_effort_is_theirs(tmp_path):
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot
        await editor.press("j", "j", "e", *"osl", "enter")
        activity = editor.session.snapshot.plan.activities["A2.1"]
        assert (activity.lead, activity.partners.count("PHS")) == ("OSL", 1)
        assert "OSL leads A2.1; PHS stays a partner (9,000 EUR, 32 person-days)" in editor.picture
        codes = {finding.code for finding in editor.session.snapshot.findings}
        assert codes == {finding.code for finding in before.findings}
        await editor.press("C")
        assert "A2.1 is led by OSL instead of PHS; PHS stays" in editor.picture


async def test_who_led_leaves_where_nothing_is_theirs(tmp_path):
    path = copied(tmp_path, "ka220-school")
    text = path.read_text(encoding="utf-8")
    activity = text[text.index('[activities."A2.1"]') :].partition("\n\n")[0]
    lines = [line for line in activity.splitlines() if not line.startswith(("budget.PHS", "effort.PHS"))]
    path.write_text(text.replace(activity, "\n".join(lines)), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await editor.press("j", "j", "e", *"osl", "enter")
        assert "PHS" not in editor.session.snapshot.plan.activities["A2.1"].participants
        assert "OSL leads A2.1; PHS leaves" in editor.picture


async def test_who_leads_is_not_named_among_the_partners_any_more(tmp_path):
    async with opened(tmp_path) as editor:
        assert "ZAV" in editor.session.snapshot.plan.activities["A2.1"].partners
        await editor.press("j", "j", "e", *"zav", "enter")
        activity = editor.session.snapshot.plan.activities["A2.1"]
        assert activity.lead == "ZAV"
        assert "ZAV" not in activity.partners
        await editor.press("u", "i", *"lead", "enter", *"ies", "enter")
        activity = editor.session.snapshot.plan.activities["A2.1"]
        assert activity.lead == "IES"
        assert "IES" not in activity.partners


async def test_a_value_that_cannot_be_taken_is_marked_on_its_row_when_it_is_left(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a", *"Title", "enter", *"someday")
        assert "x start" not in editor.picture
        await editor.press("enter")
        assert "x start                 someday" in editor.picture
        await editor.press("shift+tab", *"M6")
        assert "x start" not in editor.picture


async def test_choices_are_listed_only_in_the_field_that_they_are_for(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a")
        assert "IES Tavernes Blanques" not in editor.picture
        await editor.press("enter", "enter", "enter")
        assert "IES Tavernes Blanques" in editor.picture
        await editor.press("shift+tab")
        assert "IES Tavernes Blanques" not in editor.picture


async def test_on_a_small_screen_one_sees_why_a_value_cannot_be_taken(tmp_path):
    async with opened(tmp_path, size=(40, 10)) as editor:
        await editor.press("j", "j", "a", "tab", *"A2.1")
        assert '"A2.1" is used already' in editor.picture
        await editor.press("tab", "tab", "tab")
        assert "PHS  Päd" in editor.picture


async def test_what_one_partner_has_is_offered_for_several_entries_with_what_it_is_of(tmp_path):
    async with opened(tmp_path, size=(80, 40)) as editor:
        await editor.press("j", "j", "space", "space", "i")
        labels = [choice.label for choice in editor.app.screen.query_one(LineList).items]
        assert {"budget: OSL", "effort: OSL", "venue: place", "lead"} <= set(labels)


async def test_a_relative_value_says_what_it_comes_to_for_each_that_is_marked(tmp_path):
    async with opened(tmp_path, size=(160, 40)) as editor:
        await editor.press("j", "j", " ", " ", "i", *"budget: PHS", "enter", *"+500")
        assert "= A2.1: 9,500 EUR   A2.2: 17,500 EUR" in editor.picture
        await editor.press("ctrl+u", *"700")
        assert "= 700 EUR" in editor.picture


async def test_what_is_doubtful_for_one_of_those_that_are_marked_is_said_with_its_id(tmp_path):
    async with opened(tmp_path, size=(120, 40)) as editor:
        await editor.press("j", "j", " ", "j", " ", "i", *"end", "enter", *"M6")
        assert "A2.3: it would end before it starts" in editor.picture


async def test_on_a_small_screen_the_doubt_is_seen_before_what_a_value_comes_to_in_each(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", " ", " ", "i", *"start", "enter", *"+9 months")
        assert "! it would end before it starts" in editor.picture


async def test_a_value_that_one_of_those_that_are_marked_cannot_take_is_written_to_none(tmp_path):
    path = copied(tmp_path, "ka220-school")
    text = path.read_text(encoding="utf-8").replace("budget.PHS = 17_000", "budget.PHS = 100", 1)
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path, size=(160, 40)) as editor:
        await editor.press("j", "j", " ", " ", "i", *"budget: PHS", "enter", *"-500")
        assert "x A2.2: " in editor.picture
        await editor.press("enter")
        assert editor.session.snapshot.text == text
        assert len(editor.app.screen_stack) == 2  # it asks still


async def test_who_leads_one_of_those_that_are_marked_can_take_part_in_the_others(tmp_path):
    async with opened(tmp_path, size=(120, 40)) as editor:
        before = editor.session.snapshot.plan
        await editor.press("/", *"A2.1", "enter", " ", "/", *"A3.1", "enter", " ")
        await editor.press("i", *"taking part", "enter", "ctrl+a", "enter")
        after = editor.session.snapshot.plan.activities
        for id in ("A2.1", "A3.1"):
            assert set(after[id].participants) == set(before.partners)
            assert after[id].lead not in after[id].partners
        await editor.press("i", *"taking part", "enter", *"phs", " ", "enter")
        after = editor.session.snapshot.plan.activities
        assert "PHS" not in after["A3.1"].participants
        assert after["A2.1"].lead == "PHS"


async def test_one_entry_that_is_marked_is_meant_wherever_the_cursor_is(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", " ", "i", *"venue: place", "enter", *"Celje", "enter")
        activities = editor.session.data["activities"]
        assert activities["A2.1"]["venue"]["place"] == "Celje"
        assert activities["A2.2"].get("venue", {}).get("place") != "Celje"


async def test_it_is_said_how_many_that_are_marked_are_hidden_and_stay_as_they_are(tmp_path):
    async with opened(tmp_path, size=(120, 40)) as editor:
        await editor.press("j", "j", " ", "/", *"A3.1", "enter", " ", " ", "/", *"A2.2", "enter", "left", "i")
        assert "Change which field of 2 entries; 1 that is marked is hidden" in editor.picture
        await editor.press(*"venue: place", "enter", *"Celje", "enter")
        activities = editor.session.data["activities"]
        assert activities["A2.1"]["venue"]["place"] == "Graz"


async def test_of_many_that_are_changed_at_once_the_first_are_named(tmp_path):
    async with opened(tmp_path, size=(120, 40)) as editor:
        await editor.press("*", "i", *"lead", "enter", "enter")
        await editor.press("i", *"status", "enter", "enter")
        assert "and 10 more: status changed; u brings it back" in editor.picture


async def test_who_was_chosen_in_the_box_of_a_new_entry_stands_there_when_the_field_is_left(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a", *"Pilot", "enter", "enter", "enter", *"pädag", "enter")
        assert "lead                  PHS" in editor.picture
        await editor.press("shift+tab", "home", "shift+end", "delete", "down", "enter")
        assert "lead                  IES" in editor.picture


async def test_of_a_partner_no_id_is_counted_where_the_ids_of_the_others_come_from_names(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("A")
        details = {choice.value: choice.detail for choice in editor.app.screen.query_one(LineList).items}
        assert (details["partners"], details["milestones"]) == ("", "MS6")
