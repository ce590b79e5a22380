"""The text of the file: its colours, what changed since the last save, and the way from a line to its entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.toml import parse
from ka2plan.tui.editor.line_changes import ADDED, CHANGED, REMOVED, LineChange, line_changes
from ka2plan.tui.text.colours import coloured, lines_in_strings
from ka2plan.tui.text.places import Places
from tests.tui.pilot import assert_picture, opened

lines = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=12)
toml_like = st.text(st.sampled_from("ab.=\"'[]{}#\\ 1-\n\té"), max_size=120)


async def shown(editor):
    keymap = editor.app.editor.keymap
    await editor.press(keymap.keys_of(keymap.named("view.text"))[0])
    return editor.app.main.view


def styles(line, string_ends=None):
    return [(text, style) for text, style in coloured(line, string_ends) if text.strip()]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ('title = "A # b" # why', [("title", "key"), ("=", "base"), ('"A # b"', "string"), ("# why", "comment")]),
        ('[activities."A2.1"]', [('[activities."A2.1"]', "table")]),
        ("budget.OSL = 250_000", [("budget.OSL", "key"), ("=", "base"), ("250_000", "number")]),
        ("papers = { ok = true }", ["papers", "ok"]),
        ("# only a comment", [("# only a comment", "comment")]),
        ('title = "never closed', [("title", "key"), ("=", "base"), ('"never closed', "string")]),
    ],
)
def test_the_parts_of_a_line_have_their_styles(line, parts):
    found = [(text.strip(), style) for text, style in styles(line)]
    if all(isinstance(part, str) for part in parts):
        assert [text for text, style in found if style == "key"] == parts
    else:
        assert found == parts


def test_lines_inside_a_long_string_are_string_to_its_end():
    text = 'a = """one\ntwo = 2\nthree""" # end\nb = 1'
    inside = lines_in_strings(text)
    assert inside == {1: -1, 2: 8}
    assert styles("two = 2", inside[1]) == [("two = 2", "string")]
    assert styles('three""" # end', inside[2]) == [('three"""', "string"), ("# end", "comment")]


@given(toml_like)
def test_colouring_keeps_every_character_of_any_text(text):
    inside = lines_in_strings(text)
    for number, line in enumerate(text.split("\n")):
        assert "".join(part for part, _style in coloured(line, inside.get(number))) == line


@given(lines, lines)
def test_the_marked_lines_are_all_that_differs(old, new):
    changes = line_changes(old, new or [""])
    kept = [line for number, line in enumerate(new or [""]) if changes.get(number, LineChange(REMOVED)).what == REMOVED]
    iterator = iter(old)
    assert all(line in iterator for line in kept)  # what is not marked stood there before, in this order


def test_lines_are_added_changed_and_taken_out():
    old = ["a", "b", "c", "d", "e"]
    assert line_changes(old, ["a", "b", "x", "c", "d", "e"]) == {2: LineChange(ADDED)}
    assert line_changes(old, ["a", "B", "c", "d", "e"]) == {1: LineChange(CHANGED, ("b",))}
    assert line_changes(old, ["a", "d", "e"]) == {1: LineChange(REMOVED, ("b", "c"))}
    assert line_changes(old, ["a", "b"]) == {1: LineChange(REMOVED, ("c", "d", "e"))}
    assert line_changes(old, old) == {}


def test_a_line_knows_what_it_writes():
    text = '# head\nformat = 1\n\n[project]\ntitle = "X"\n[activities."A2.1"]\nbudget.OSL = 1\n# its\n'
    assert parse(text)
    places = Places(text)
    paths = [places.path_of(number) for number in range(text.count("\n"))]
    assert paths[4] == ("project", "title")
    assert paths[5] == ("activities", "A2.1")
    assert paths[6] == ("activities", "A2.1", "budget", "OSL")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["ka220-school", "ka210-small-scale"])
async def test_the_text_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor)
        assert_picture(editor, f"text-{plan}-{size[0]}x{size[1]}")


async def change_something(editor):
    """Slips an activity and empties a cell of the budget."""
    await editor.press("3", "d", "escape", "j", "j", ">")


async def test_what_changed_since_the_last_save_is_marked_and_gone_to(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        assert view.changes == {}
        await change_something(editor)
        await shown(editor)
        assert {change.what for change in view.changes.values()} == {REMOVED, CHANGED}
        await editor.press("g", "]")
        assert view.changes[view.cursor]
        assert_picture(editor, "text-changed-80x24")
        first = view.cursor
        await editor.press("]", "[")
        assert view.cursor == first
        await editor.press("w")
        assert view.changes == {}


async def test_the_changes_are_told_in_the_terms_of_the_plan_and_gone_to(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("C")
        assert "nothing changed since the last save" in editor.picture
        await change_something(editor)
        await editor.press("C")
        assert_picture(editor, "text-changes-told-80x24")
        await editor.press("enter")
        assert editor.app.main.view.NAME == "text"


async def test_enter_opens_the_entry_that_the_line_is_in(tmp_path):
    async with opened(tmp_path) as editor:
        view = await shown(editor)
        view.select(("activities", "A2.2", "lead"))
        await editor.press("enter")
        assert editor.app.main.view.NAME == "entry"
        assert editor.app.main.view.selected == ("activities", "A2.2", "lead")


async def test_long_lines_are_moved_sideways(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(f'format = 1\n[project]\ntitle = "{"long " * 40}end"\n', encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        assert "end" not in editor.picture.split("long", 1)[1].split("\n")[0]
        await editor.press(*["l"] * 9)
        assert 'long end"' in editor.picture
        await editor.press(*["h"] * 12)
        assert "title" in editor.picture


@pytest.mark.parametrize("size", [(80, 24), (30, 8), (2, 2)])
@pytest.mark.parametrize("text", ["", "format = 1\n", "nonsense [", 'a = """\nopen', "\x1b[31m = \x9b\n\u202e"])
async def test_any_text_on_any_screen_is_drawn(tmp_path, text, size):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path, size=size) as editor:
        await shown(editor)
        await editor.press("j", "l", "]", "C", "escape", "end", "enter")
        assert "\x1b" not in editor.picture
