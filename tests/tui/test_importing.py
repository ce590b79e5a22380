"""Tables taken into the plan from within the editor: seen before, one step of undo, nothing unread in silence."""

from __future__ import annotations

from ka2plan.tui.files.tables import Import, take
from tests.cli.running import run
from tests.tui.pilot import TODAY, opened

TABLE = "Id,Activity,Start,End,Lead\nA2.1,,M2,,\nA9.9,New one,M3,sometime,OSL\n"


async def asked(editor, path):
    """Types the name of a file and waits until what it would change is shown."""
    await editor.press("ctrl+o", "ctrl+u", *str(path), "enter")
    await editor.until(lambda: "import t" in editor.picture)


async def test_what_would_change_is_shown_and_then_made_as_one_step_that_the_command_line_makes_too(tmp_path):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    async with opened(tmp_path, size=(120, 40)) as editor:
        before = editor.session.snapshot.text
        await asked(editor, tmp_path / "t.csv")
        assert "A2.1 starts" in editor.picture
        assert "1 cell could not be read:" in editor.picture
        assert "sometime" in editor.picture
        assert editor.session.snapshot.text == before
        await editor.press("i")
        assert "imported t.csv; u takes it back" in editor.picture
        after = editor.session.snapshot.text
        assert "New one" in after
        await editor.press("u")
        assert editor.session.snapshot.text == before
    plan = str(tmp_path / "ka220-school.toml")
    assert run("import", plan, str(tmp_path / "t.csv"), "--today", str(TODAY)).code == 0
    assert (tmp_path / "ka220-school.toml").read_text(encoding="utf-8") == after


async def test_escape_leaves_the_plan_as_it_is(tmp_path):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        await asked(editor, tmp_path / "t.csv")
        assert "1 cell could not be read; it is named below" in editor.picture
        await editor.press("escape")
        assert "import t.csv" not in editor.picture
        assert "reading t.csv" not in editor.picture
        assert editor.session.snapshot.text == before


async def test_a_table_that_says_what_the_plan_says_changes_nothing(tmp_path):
    async with opened(tmp_path) as editor:
        plan = str(tmp_path / "ka220-school.toml")
        assert run("export", "csv", "--excel", plan, "-o", str(tmp_path / "t.csv")).code == 0
        await asked(editor, tmp_path / "t.csv")
        assert "the plan already has all of it" in editor.picture
        assert "import it" not in editor.picture
        await editor.press("enter")
        assert not editor.session.snapshot.dirty


async def test_what_cannot_be_read_is_said_with_its_reason(tmp_path):
    (tmp_path / "t.bin").write_bytes(b"PK\x03\x04 nothing")
    async with opened(tmp_path, size=(160, 24)) as editor:
        await editor.press("ctrl+o", "ctrl+u", *str(tmp_path / "t.bin"), "enter")
        await editor.until(lambda: "t.bin: " in editor.picture)
        assert "the file is damaged, or packed in an unknown way" in editor.picture


async def test_a_name_of_no_file_or_of_the_plan_is_refused_while_it_is_typed(tmp_path):
    async with opened(tmp_path, size=(160, 24)) as editor:
        await editor.press("ctrl+o", "ctrl+u", *str(tmp_path / "none.csv"))
        assert "there is no such file" in editor.picture
        await editor.press("ctrl+u", *str(tmp_path / "ka220-school.toml"))
        assert "this is the plan itself" in editor.picture
        await editor.press("ctrl+u", *str(tmp_path / "ka220-school.toml"), "enter")
        assert not editor.session.snapshot.dirty


async def test_a_plan_that_may_only_be_read_imports_nothing(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await editor.press("ctrl+o")
        assert "the plan is open read-only" in editor.picture


async def test_what_clashes_opens_the_view_of_conflicts(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        line = 'title = "Needs survey in twelve schools"\n'
        assert text.count(line) == 1
        marked = (
            f'<<<<<<< here\ntitle = "Survey of needs"\n||||||| sent\n{line}=======\ntitle = "Survey"\n>>>>>>> t.xlsx\n'
        )
        found = Import("t.xlsx", text, text.replace(line, marked), 0, (), ())
        take(editor.app.editor, found)
        await editor.press("j")
        assert "Survey" in editor.picture
        assert editor.app.main.view.NAME == "conflicts"


async def test_a_plan_that_changed_meanwhile_is_not_overwritten(tmp_path):
    async with opened(tmp_path) as editor:
        found = Import("t.csv", "older", "newer", 0, (), ())
        before = editor.session.snapshot.text
        take(editor.app.editor, found)
        await editor.press("j")
        assert editor.session.snapshot.text == before


async def test_it_says_what_can_be_imported_until_a_file_is_named(tmp_path):
    async with opened(tmp_path, size=(160, 24)) as editor:
        await editor.press("ctrl+o")
        assert "the name of a file: .csv, .xlsx, .ods, .gan, .xml" in editor.picture
        await editor.press(*str(tmp_path))
        assert "the name of a file: .csv" in editor.picture
        await editor.press("enter")
        assert not editor.session.snapshot.dirty


async def test_the_name_of_a_table_that_is_not_known_is_said_once(tmp_path):
    (tmp_path / "t.csv").write_text("foo;bar\n1;2\n", encoding="utf-8")
    async with opened(tmp_path, size=(160, 40)) as editor:
        await editor.press("ctrl+o", "ctrl+u", *str(tmp_path / "t.csv"), "enter")
        await editor.until(lambda: "no table that is known" in editor.picture)
        assert "t.csv: t.csv" not in editor.picture
