"""The first line keeps what matters most at every width, and says which view is shown."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.print.show import show_json
from ka2plan.print.timeline import timeline
from ka2plan.print.timeline_json import timeline_json
from ka2plan.tui.app.views import VIEWS
from tests.tui.pilot import copied, opened

KEYS = "123456789!#"


def top(editor):
    return editor.picture.splitlines()[0]


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
async def test_errors_and_warnings_are_told_at_every_width(tmp_path, width):
    async with opened(tmp_path, "faults-to-learn-from", size=(width, 24)) as editor:
        assert "x10 !2" in top(editor)


@pytest.mark.parametrize("number", range(11))
async def test_at_80_columns_it_ends_with_the_view_and_its_key(tmp_path, number):
    async with opened(tmp_path) as editor:
        await editor.press(KEYS[number])
        assert top(editor).endswith(f"{KEYS[number]} {VIEWS[number].short}")
        assert "250,000 of 250,000  mgmt 20 %  !1 3 late" in top(editor)


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
async def test_what_is_late_is_told_at_every_width(tmp_path, width):
    async with opened(tmp_path, size=(width, 24)) as editor:
        assert "3 late" in top(editor)
        assert len(editor.session.snapshot.late) == 3


@pytest.mark.parametrize("today", [date(2026, 11, 2), date(2027, 6, 15), date(2027, 12, 15), date(2029, 1, 1)], ids=str)
async def test_it_counts_what_the_timeline_the_status_and_their_json_say_is_late(tmp_path, today):
    async with opened(tmp_path, size=(120, 24), today=today) as editor:
        plan = editor.session.snapshot.plan
        rows = timeline_json(plan, None, today=today)["rows"]
        late = {row["id"] for row in rows if row["late"]}
        assert {one["id"] for one in show_json(plan, "status", today=today)["late"]} == late
        assert {id for id, _line in _behind(timeline(plan, None, width=120, today=today))} == late
        assert (f" {len(late)} late" in top(editor)) if late else ("late" not in top(editor))


def _behind(drawn):
    """The lines of a timeline that are marked as late, each with its id."""
    return [
        (line.split()[1], line) for line in drawn.splitlines() if line.startswith("« ") and line.split()[1] != "late"
    ]


async def test_without_anything_late_and_without_findings_all_is_well(tmp_path):
    path = copied(tmp_path, "ka220-school")
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-01", "2027-11-01"), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        assert "late" not in top(editor)


async def test_a_wide_screen_has_all_views_and_the_name_of_the_file(tmp_path):
    async with opened(tmp_path, size=(230, 50)) as editor:
        assert all(f"{key} {view.short}" in top(editor) for key, view in zip(KEYS, VIEWS, strict=True))
        assert "ka220-school.toml" in top(editor)


async def test_the_name_of_the_file_is_told_wherever_there_is_room_for_it(tmp_path):
    async with opened(tmp_path, size=(120, 40)) as editor:
        assert "3 late   ka220-school.toml" in top(editor)
        assert top(editor).endswith("1 plan")


async def test_a_click_on_a_view_shows_it(tmp_path):
    async with opened(tmp_path, size=(220, 50)) as editor:
        await editor.pilot.click(offset=(top(editor).index("3 budget"), 0))
        assert editor.app.main.view.NAME == "budget"
        await editor.pilot.click(offset=(3, 0))
        assert editor.app.main.view.NAME == "budget"


async def test_pushing_is_told_as_long_as_it_is_on(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("p", "j")
        assert "push on" in top(editor)
        await editor.press("6")
        assert "push on" in top(editor)
        await editor.press("p")
        assert "push on" not in top(editor)


@pytest.mark.parametrize("number", range(11))
async def test_the_footer_always_says_how_to_get_to_the_views_and_how_to_save(tmp_path, number):
    async with opened(tmp_path) as editor:
        await editor.press(KEYS[number])
        last = editor.picture.splitlines()[-1]
        sign = " !" if KEYS[number] in "16!" else " #" if KEYS[number] in "34#" else ""
        assert f"1-9{sign} views" in last
        assert "w save" in last


async def test_a_tiny_screen_shows_a_row_of_the_plan(tmp_path):
    async with opened(tmp_path, size=(20, 5)) as editor:
        assert "WP1" in editor.picture


async def test_the_project_s_fields_and_saving_name_the_file(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("S")
        assert "in ka220-school.toml" in editor.picture
        await editor.press("escape", "1", "j", "j", ">", "w")
        assert "saved ka220-school.toml" in editor.picture
