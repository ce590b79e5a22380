"""The status view, and the keys that note what happened, here and in the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.tui.pilot import assert_picture, copied, opened

MONTH_14 = date(2027, 12, 15)

EVIDENCE = """
[activities."A2.1".evidence]
"attendance list" = 2027-02-03
materials = false
"""


def with_evidence(folder):
    path = copied(folder, "ka220-school")
    path.write_text(path.read_text(encoding="utf-8") + EVIDENCE, encoding="utf-8")
    return path


async def shown(editor, *path):
    await editor.press("!")
    view = editor.app.main.view
    if path:
        assert view.select(path)
    return view


def plan_of(editor):
    return editor.session.snapshot.plan


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_status_as_a_picture(tmp_path, size):
    async with opened(tmp_path, with_evidence(tmp_path), size=size, today=MONTH_14) as editor:
        await shown(editor)
        assert_picture(editor, f"status-{size[0]}x{size[1]}")


async def test_it_lists_what_the_shell_lists(tmp_path):
    from ka2plan.print.show import show_json

    async with opened(tmp_path, with_evidence(tmp_path), today=MONTH_14) as editor:
        view = await shown(editor)
        told = show_json(plan_of(editor), "status", today=MONTH_14)
        paths = [row.path for row in view.rows if row.path]
        late = len(told["late"])
        assert [path[1] for path in paths[:late]] == [one["id"] for one in told["late"]]
        assert [path[1] for path in paths if path[0] == "partners"] == list(told["owed"])
        assert [path[1] for path in paths if path[0] == "indicators"] == list(told["indicators"])
        proofs = [(path[1], path[3]) for path in paths if path[2:3] == ("evidence",)]
        assert proofs == [(one["activity"], one["evidence"]) for one in told["evidence"]]


async def test_done_asks_for_the_day_and_is_one_step(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        text = editor.session.snapshot.text
        await shown(editor, "activities", "A2.1")
        await editor.press("x")
        assert "A2.1 done on" in editor.picture
        await editor.press("enter")
        assert (plan_of(editor).activities["A2.1"].status, plan_of(editor).activities["A2.1"].actual.end) == (
            "done",
            MONTH_14,
        )
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_the_day_is_typed_as_everywhere(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        await shown(editor, "milestones", "MS1")
        await editor.press("x", *"31.3.2027", "enter")
        assert plan_of(editor).milestones["MS1"].reached == date(2027, 3, 31)


async def test_what_cannot_be_a_day_is_not_taken(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        await shown(editor, "milestones", "MS1")
        await editor.press("x", *"soon", "enter")
        assert not editor.session.snapshot.dirty
        await editor.press("escape")
        assert plan_of(editor).milestones["MS1"].reached is None


async def test_done_once_more_takes_it_back(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        editor.app.main.view.select(("activities", "A2.1"))
        text = editor.session.snapshot.text
        await editor.press("x", "enter", "x")
        assert plan_of(editor).activities["A2.1"].status == "running"
        assert plan_of(editor).activities["A2.1"].actual.end is None
        editor.app.main.view.select(("milestones", "MS1"))
        await editor.press("x", "enter", "x", "u", "u", "u", "u")
        assert editor.session.snapshot.text == text


async def test_several_that_are_marked_are_done_on_one_day_as_one_step(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        text = editor.session.snapshot.text
        for path in (("activities", "A2.1"), ("milestones", "MS1")):
            editor.app.main.view.select(path)
            await editor.press("space")
        await editor.press("x", *"1.3.2027", "enter")
        plan = plan_of(editor)
        assert (plan.activities["A2.1"].actual.end, plan.milestones["MS1"].reached) == (date(2027, 3, 1),) * 2
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_progress_is_typed_in_digits_and_lets_it_run(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        await shown(editor, "activities", "A2.2")
        await editor.press("%", *"40", "enter")
        assert (plan_of(editor).activities["A2.2"].progress, plan_of(editor).activities["A2.2"].status) == (
            40,
            "running",
        )
        await editor.press("x", "enter")
        assert plan_of(editor).activities["A2.2"].progress == 100


async def test_began_asks_for_the_day(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        editor.app.main.view.select(("activities", "A2.2"))
        await editor.press("B", *"5.3.2027", "enter")
        activity = plan_of(editor).activities["A2.2"]
        assert (activity.status, activity.actual.start) == ("running", date(2027, 3, 5))


async def test_what_an_indicator_achieved_is_typed_on_its_row(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        await shown(editor, "indicators", "I1")
        await editor.press("x", *"6", "enter")
        assert plan_of(editor).indicators["I1"].achieved == Decimal(6)
        assert "6 of 8 modules, 75 %" in editor.picture


async def test_evidence_is_got_on_its_row(tmp_path):
    async with opened(tmp_path, with_evidence(tmp_path), today=MONTH_14) as editor:
        await shown(editor, "activities", "A2.1", "evidence", "materials")
        await editor.press("x", "enter")
        assert plan_of(editor).activities["A2.1"].evidence["materials"] == MONTH_14


async def test_evidence_is_chosen_or_named_from_the_plan(tmp_path):
    async with opened(tmp_path, with_evidence(tmp_path), today=MONTH_14) as editor:
        editor.app.main.view.select(("activities", "A2.1"))
        await editor.press("V", "enter", "enter")
        assert plan_of(editor).activities["A2.1"].evidence["materials"] == MONTH_14
        editor.app.main.view.select(("activities", "A2.2"))
        await editor.press("V", *"photos", "enter", "enter")
        assert plan_of(editor).activities["A2.2"].evidence == {"photos": MONTH_14}


async def test_only_what_one_partner_leads_or_owes_is_listed(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        view = await shown(editor)
        await editor.press("F", *"ZAV", "enter")
        assert {row.cells[3][0] for row in view.rows if row.path} == {"ZAV"}
        await editor.press("escape")
        assert {row.cells[3][0] for row in view.rows if row.path} > {"ZAV"}


async def test_keys_go_from_one_late_entry_to_the_next_and_back_unfolding_what_is_folded(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        await editor.press("tab")
        seen = []
        for _ in range(3):
            await editor.press("'")
            seen.append(editor.app.main.view.selected[1])
        assert seen == ["A2.1", "A2.2", "A2.3"]
        await editor.press('"')
        assert editor.app.main.view.selected[1] == "A2.2"
        await editor.press('"', '"')
        assert editor.app.main.view.selected[1] == "A4.1"


async def test_where_nothing_is_late_that_is_said(tmp_path):
    async with opened(tmp_path, today=date(2026, 11, 1)) as editor:
        await editor.press("'")
        assert "nothing is late" in editor.picture


async def test_only_what_is_late_is_shown_in_the_plan(tmp_path):
    async with opened(tmp_path, today=MONTH_14) as editor:
        await editor.press("F", *"what is late", "enter")
        view = editor.app.main.view
        assert {row.id for row in view.rows if row.kind != "work_packages"} == {
            item.id for item in editor.session.snapshot.late
        }
        assert "only late" in editor.picture


@pytest.mark.parametrize("text", ["", "format = 1\n", "[project]\n", "x = ["])
async def test_a_plan_with_nothing_in_it_is_shown_all_the_same(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        await editor.press("x", "B", "%", "V", "enter", "F", "escape", "j", "k", "G", "'")
        assert not editor.session.snapshot.dirty


def granted(folder):
    """A plan whose grant is a file beside it, and of which one activity was moved since."""
    path = copied(folder, "ka220-school")
    text = path.read_text(encoding="utf-8")
    (folder / "granted.toml").write_text(text, encoding="utf-8")
    named = text.replace('coordinator = "OSL"', f'coordinator = "OSL"\ngranted = "{folder / "granted.toml"}"', 1)
    path.write_text(named, encoding="utf-8")
    return path


async def test_what_was_granted_is_drawn_behind_the_bars_and_taken_away_again(tmp_path):
    async with opened(tmp_path, granted(tmp_path)) as editor:
        editor.app.main.view.select(("activities", "A4.1"))
        await editor.press(">", "&")
        assert "as granted behind" in editor.picture
        row = next(row for row in editor.app.main.view.rows if row.id == "A4.1")
        assert row.bar.granted == ((date(2027, 11, 1), date(2028, 8, 31)),)
        assert "▁" in next(line for line in editor.picture.splitlines() if "A4.1" in line)
        await editor.press("&")
        assert "▁" not in editor.picture


async def test_what_changed_since_the_grant_is_told_with_what_it_needs(tmp_path):
    async with opened(tmp_path, granted(tmp_path), size=(100, 40)) as editor:
        editor.app.main.view.select(("activities", "A4.1"))
        await editor.press(">", "Y")
        assert "Needs neither amendment nor agreement" in editor.picture
        assert "A4.1" in editor.picture
        await editor.press("escape")


@pytest.mark.parametrize("key", ["&", "Y"])
async def test_without_a_grant_it_is_said_how_to_name_it(tmp_path, key):
    async with opened(tmp_path) as editor:
        await editor.press(key)
        assert "the plan does not say which version was granted" in editor.picture
