"""The application form in the editor: read, copied field by field, and filled in where it is missing."""

from __future__ import annotations

import pytest

from ka2plan.document import SetValue
from ka2plan.export.form_parts import form_parts
from ka2plan.export.material import Material
from tests.tui.pilot import assert_picture, copied, opened


async def shown(editor):
    keymap = editor.app.editor.keymap
    await editor.press(keymap.keys_of(keymap.named("view.form"))[0])
    return editor.app.main.view


def written(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def go_to(view, label, owner=""):
    view.cursor = next(
        row for row, field in enumerate(view._fields) if field and (field.label, field.owner) == (label, owner)
    )


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["faults-to-learn-from", "ka220-school", "ka210-small-scale", "pcoop-sport-eacea"])
async def test_the_form_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor)
        await editor.press("y")
        assert_picture(editor, f"form-{plan}-{size[0]}x{size[1]}")


async def test_it_lists_every_field_of_the_form_in_its_order(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        snapshot = editor.session.snapshot
        wanted = [field for part in form_parts(Material(snapshot.plan, snapshot.book)) for field in part.fields]
        assert [field for field in view._fields if field] == wanted


async def test_one_key_copies_field_after_field(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        go_to(view, "Title of the project")
        await editor.press("y")
        assert editor.app.clipboard == "Outdoor classrooms for rural schools"
        assert view.field.label == "Start"
        await editor.press("y", "y")
        assert editor.app.clipboard == "24"
        assert "3 copied" in editor.picture


def without_texts(tmp_path):
    """The sound sample before anything was written in words."""
    path = copied(tmp_path, "ka220-school")
    path.write_text(path.read_text(encoding="utf-8").partition("\n[texts.")[0] + "\n", encoding="utf-8")
    return path


async def test_what_is_empty_copies_nothing_and_says_so(tmp_path):
    async with opened(tmp_path, without_texts(tmp_path)) as editor:
        view = await shown(editor)
        go_to(view, "Objectives")
        await editor.press("y")
        assert editor.app.clipboard == ""
        assert "Objectives is empty: nothing was copied" in editor.picture
        assert view.field.label == "Implementation"


async def test_a_missing_answer_is_written_where_it_is_missing_and_then_counted(tmp_path):
    async with opened(tmp_path, without_texts(tmp_path)) as editor:
        view = await shown(editor)
        await editor.press("]")
        assert view.field.missing
        path = view.field.where
        assert path[0] == "texts"
        await editor.press("enter", *"Schools teach outdoors", "ctrl+s")
        assert editor.app.main.view is view
        assert editor.session.snapshot.plan.texts["project"][path[2]] == "Schools teach outdoors"
        assert view.field.where == path
        assert view.field.text == "Schools teach outdoors"
        assert "22 of 500" in editor.picture


async def test_a_field_that_changed_since_it_was_copied_is_marked(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        go_to(view, "Title of the project")
        await editor.press("y", "k", "enter", "ctrl+u", *"Other title", "enter")
        assert editor.session.snapshot.plan.project.title == "Other title"
        assert "changed since it was copied" in editor.picture
        await editor.press("y")
        assert editor.app.clipboard == "Other title"
        assert "1 copied" in editor.picture


async def test_a_text_over_its_limit_is_marked_and_still_copied(tmp_path):
    path = without_texts(tmp_path)
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[texts.project]\nsummary_objectives = "' + "x" * 512 + '"\n')
    async with opened(tmp_path, path) as editor:
        view = await shown(editor)
        field = next(field for field in view._fields if field and field.over)
        assert field.over == 12
        assert "1 too long" in editor.picture
        go_to(view, field.label)
        await editor.press("y")
        assert editor.app.clipboard == "x" * 512
        assert "12 characters too many" in editor.picture


async def test_what_is_missing_is_gone_to_in_both_directions(tmp_path):
    async with opened(tmp_path, without_texts(tmp_path)) as editor:
        view = await shown(editor)
        await editor.press("]")
        first = view.cursor
        await editor.press("]", "[")
        assert view.cursor == first
        await editor.press("[")
        assert view.cursor > first
        assert view.field.missing


async def test_only_what_is_missing_or_not_copied_is_listed(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        everything = view.row_count
        await editor.press("y", "F", *"missing", "enter")
        assert all(field.missing or field.over for field in view._fields if field)
        await editor.press("F", *"not copied", "enter")
        left = [field for field in view._fields if field]
        assert "Field" not in [field.label for field in left]
        assert all(field.text for field in left)
        await editor.press("escape")
        assert view.row_count == everything


async def test_tab_goes_from_part_to_part(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        await editor.press("tab")
        assert view.field.section == "Project summary"
        await editor.press("tab", "shift+tab", "shift+tab")
        assert view.field.section == "Context"


async def test_an_amount_of_the_budget_is_changed_in_the_budget_and_a_list_in_its_entry(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        go_to(view, "WP1", "OSL")
        await editor.press("enter")
        assert editor.app.main.view.NAME == "budget"
        await shown(editor)
        view.select(("activities", "A2.1", "partners"))
        await editor.press("escape")
        assert not editor.session.snapshot.dirty


async def test_what_was_copied_is_remembered_and_can_be_forgotten(tmp_path):
    path = copied(tmp_path, "ka220-school")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        await editor.press("y", "y", "q")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        assert "2 copied" in editor.picture
        await editor.press(":", *"forget what was copied", "enter")
        assert "copied" not in editor.picture


async def test_where_no_form_is_known_it_says_so(tmp_path):
    path = copied(tmp_path, "ka220-school")
    path.write_text(path.read_text(encoding="utf-8").replace('"KA220-SCH"', '"KA999"'), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        assert "No application form is known for KA999, call 2026" in editor.picture
        await editor.press("y", "enter", "]", "tab", "F", "escape")


@pytest.mark.parametrize("text", ["", "format = 1\n", "[project]\n", "x = ["])
async def test_a_plan_with_nothing_in_it_is_shown_all_the_same(tmp_path, text):
    async with opened(tmp_path, written(tmp_path, text)) as editor:
        await shown(editor)
        await editor.press("y", "enter", "escape", "]", "tab", "F", "escape", "j", "G")
        assert not editor.session.snapshot.dirty


async def test_a_read_only_plan_can_be_copied_but_not_changed(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await shown(editor)
        await editor.press("y")
        assert editor.app.clipboard
        await editor.press("enter")
        assert "read-only" in editor.picture


async def test_a_small_terminal_shows_what_fits(tmp_path):
    async with opened(tmp_path, size=(20, 5)) as editor:
        await shown(editor)
        await editor.press("j", "y", "]", "tab")
        assert not editor.session.snapshot.dirty


async def test_a_text_with_control_characters_is_shown_and_copied_without_its_orders_to_a_terminal(tmp_path):
    path = copied(tmp_path, "ka220-school")
    text = path.read_text(encoding="utf-8").replace(
        "Outdoor classrooms for rural schools", "a\\u001b]52;c;eA==\\u0007b"
    )
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        view = await shown(editor)
        go_to(view, "Title of the project")
        await editor.pilot.pause()
        assert "\x1b" not in editor.picture
        await editor.press("y")
        assert "\x1b" not in editor.picture
        assert editor.app.clipboard == "a␛]52;c;eA==␇b"


async def test_another_form_with_fewer_fields_is_shown_wherever_the_cursor_was(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("8")
        view = editor.app.main.view
        view.cursor = max(row for row, field in enumerate(view._fields) if field is None)  # the last heading
        count = view.row_count
        await editor.press("alt+1")
        editor.session.do(SetValue(("project", "type"), "KA210-SCH"))
        await editor.press("8")
        assert 0 < view.cursor < view.row_count < count
