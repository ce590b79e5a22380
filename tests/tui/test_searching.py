"""Search goes along with what is typed, counts, marks, and goes back where it is given up."""

from __future__ import annotations

from tests.tui.pilot import assert_picture, opened


async def test_it_goes_to_the_first_match_while_one_types_and_says_how_many_there_are(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("/", *"pilot")
        assert editor.app.editor.selected == ("activities", "A2.3")
        assert "1 of 6" in editor.picture
        await editor.press(*" courses")
        assert "1 of 2" in editor.picture
        assert editor.app.editor.selected == ("activities", "A3.1")
        await editor.press(*" nobody")
        assert "not in this view" in editor.picture
        assert editor.app.editor.selected == ("work_packages", "WP1")


async def test_all_matches_are_marked_while_one_types(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("/", *"pilot")
        view = editor.app.main.view
        found = view.look["found"]
        lines = [view.draw_line(y) for y in range(view.HEAD, view.size.height)]
        marked = [line for line in lines if any(part.style and part.style.bgcolor == found.bgcolor for part in line)]
        assert marked == [line for line in lines if "pilot" in line.text.casefold()]
        assert len(marked) > 2
        assert_picture(editor, "searching-80x24")


async def test_letters_are_found_by_what_a_keyboard_without_their_marks_types(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(*"/", *"solski")
        assert "not in this view" in editor.picture
        await editor.press(
            "escape", "enter", "c", *"Šolski vrtovi in Łódź", "enter", "escape", "/", *"solski vrtovi in lodz"
        )
        assert "1 of 1" in editor.picture


async def test_escape_goes_back_to_where_one_began(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "/", *"closing", "escape")
        assert editor.app.editor.selected == ("activities", "A2.1")
        await editor.press("n")
        assert "nothing was searched for yet" in editor.picture


async def test_enter_stays_and_says_which_match_it_is(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("/", *"pilot", "enter")
        assert "1 of 6" in editor.picture
        await editor.press("n")
        assert "2 of 6" in editor.picture
        await editor.press("N", "N")
        assert "6 of 6, found after starting again from the other end" in editor.picture
