"""Exports from within the editor: what is on the screen, in the bytes that the command line would write."""

from __future__ import annotations

import sys
from threading import Event

import pytest

from ka2plan.errors import CannotWrite
from ka2plan.tui.files import exports
from ka2plan.tui.files.exports import everything_to_export, part_for
from tests.cli.running import run
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import TODAY, assert_picture, copied, opened


async def exported(editor, *keys):
    """Chooses a format by what is typed of it, and waits until something was said of the file."""
    await editor.press("ctrl+e", *keys)
    await editor.until(lambda: any(word in editor.picture for word in ("wrote", "needs", "disk is full")))


async def test_the_formats_as_a_picture(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("ctrl+e")
        assert_picture(editor, "export-80x24")


@pytest.mark.parametrize("number", range(len(list(everything_to_export()))))
async def test_a_format_has_the_bytes_of_the_command_line_of_the_plan_as_it_is_on_the_screen(
    tmp_path, number, monkeypatch
):
    wanted = list(everything_to_export())[number]
    if wanted.format.is_dated:  # it tells when the text was saved, which here is after the export
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">")
        further = ["enter"] if wanted.format.name == "ics" else []
        await exported(editor, *["down"] * number, "enter", *further, "enter")
        name = tmp_path / f"ka220-school{wanted.part}.{wanted.format.ending}"
        written = name.read_bytes()
        assert editor.session.snapshot.dirty
        await editor.press("w")
    plan, again = str(tmp_path / "ka220-school.toml"), tmp_path / f"again.{wanted.format.ending}"
    ran = run("export", *wanted.label.split(), plan, "--today", str(TODAY), "-o", str(again))
    assert ran.code == 0
    assert again.read_bytes() == written


async def test_a_calendar_can_be_one_partners(tmp_path):
    async with opened(tmp_path) as editor:
        await exported(editor, *"ics", "enter", "down", "down", "enter", "enter")
    plan = str(tmp_path / "ka220-school.toml")
    assert run("export", "ics", "--partner", "IES", plan, "-o", str(tmp_path / "again")).code == 0
    assert (tmp_path / "ka220-school-IES.ics").read_bytes() == (tmp_path / "again").read_bytes()


async def test_a_file_that_exists_is_asked_about_before_it_is_replaced(tmp_path):
    there = tmp_path / "ka220-school.csv"
    there.write_text("mine", encoding="utf-8")
    async with opened(tmp_path) as editor:
        await editor.press("ctrl+e", *"csv", "enter", "enter")
        assert "this file exists already: enter replaces it" in editor.picture
        await editor.press("escape")
        assert there.read_text(encoding="utf-8") == "mine"
        await exported(editor, *"csv", "enter", "enter", "enter")
        assert there.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("name", "why"),
    [("ka220-school.toml", "this is the plan itself"), ("no/x.csv", "there is no folder"), (".", "this is a folder")],
)
async def test_a_name_that_cannot_be_is_refused_and_stays_to_be_mended(tmp_path, monkeypatch, name, why):
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path) as editor:
        before = editor.session.snapshot.text
        await editor.press("ctrl+e", *"csv", "enter", "ctrl+u", *name, "enter")
        assert why in editor.picture
        assert name in editor.picture
        assert (tmp_path / "ka220-school.toml").read_text(encoding="utf-8") == before


async def test_a_plan_that_is_open_read_only_can_be_exported(tmp_path):
    async with opened(tmp_path, read_only=True) as editor:
        await exported(editor, *"csv", "enter", "enter")
        assert (tmp_path / "ka220-school.csv").exists()


async def test_a_library_that_is_not_installed_is_named_with_what_to_install(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "ka2plan.export.pdf", raising=False)
    monkeypatch.delitem(sys.modules, "ka2plan.export.typeset", raising=False)
    monkeypatch.setitem(sys.modules, "typst", None)
    async with opened(tmp_path, size=(120, 24)) as editor:
        await exported(editor, "p", "d", "f", "enter", "enter")
        assert 'pip install "ka2plan[pdf]"' in editor.picture


async def test_what_the_disk_refuses_is_said(tmp_path, monkeypatch):
    def refuse(_path, _data, _expected):
        raise CannotWrite("the disk is full")

    monkeypatch.setattr(exports, "write", refuse)
    async with opened(tmp_path) as editor:
        await exported(editor, *"csv", "enter", "enter")
        assert "the disk is full" in editor.picture


async def test_a_fault_in_an_export_is_told_like_any_other(tmp_path, monkeypatch):
    def fail(_format, _material):
        raise ZeroDivisionError

    async def export_to_csv():
        async with opened(tmp_path) as editor:
            await editor.press("ctrl+e", *"csv", "enter", "enter")
            await editor.until(lambda: editor.app.fault is not None)

    monkeypatch.setattr(exports, "export", fail)
    with pytest.raises(ZeroDivisionError):
        await export_to_csv()


async def test_a_file_that_is_no_plan_has_nothing_to_export(tmp_path):
    plan = tmp_path / "no.toml"
    plan.write_text("no plan", encoding="utf-8")
    async with opened(tmp_path, plan) as editor:
        await editor.press("ctrl+e")
        assert "there is nothing to export" in editor.picture


async def test_a_path_with_a_link_in_it_is_the_file_that_the_system_takes_it_for(tmp_path, monkeypatch):
    (tmp_path / "real" / "inside").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link").symlink_to(tmp_path / "real" / "inside")
    monkeypatch.chdir(tmp_path / "elsewhere")
    async with opened(tmp_path / "real") as editor:
        await editor.press("ctrl+e", *"csv", "enter", "ctrl+u", *"link/../ka220-school.toml", "enter")
        assert "this is the plan itself" in editor.picture


async def test_a_file_that_came_into_being_meanwhile_is_not_replaced(tmp_path, monkeypatch):
    go, export = Event(), exports.export

    def export_when_told(wanted, material):
        go.wait(60)
        return export(wanted, material)

    monkeypatch.setattr(exports, "export", export_when_told)
    async with opened(tmp_path) as editor:
        await editor.press("ctrl+e", *"csv", "enter", "enter")
        (tmp_path / "ka220-school.csv").write_text("mine", encoding="utf-8")
        go.set()
        await editor.until(lambda: not editor.app.editor.behind[0].is_alive())
        await editor.pilot.pause()
        assert "wrote" not in editor.picture
        assert (tmp_path / "ka220-school.csv").read_text(encoding="utf-8") == "mine"


async def test_a_folder_that_is_gone_is_said(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    async with opened(tmp_path) as editor:
        for keys in (("ctrl+e", *"csv", "enter"), ("W",)):
            await editor.press(*keys, "ctrl+u", *"x.csv", "enter")
            assert "the folder in which ka2plan was started no longer exists" in editor.picture
            await editor.press("escape")


def test_leaving_at_once_waits_for_the_export_and_tells_it(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("? help")
        terminal.press("\x05pdf\r\rq")
        assert terminal.wait_for_end() == 0
        assert terminal.errors in ("", "ka2plan: wrote ka220-school.pdf\n")
    assert (tmp_path / "ka220-school.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("id", "part"), [("OSL", "-OSL"), ("../x", "-partner-1"), ("a b", "-partner-1")])
def test_an_id_is_in_the_name_of_a_file_only_where_it_is_letters_and_digits(id, part):
    assert part_for(id, 1) == part
