"""Saving under another name: what is typed is understood, refused with the reason, and remembered."""

from __future__ import annotations

import pytest

from ka2plan.errors import CannotWrite
from ka2plan.session import Session
from ka2plan.tui.editor.state import Remember
from tests.tui.pilot import opened


async def save_as(editor, name):
    await editor.press("W", "ctrl+u", *name, "enter")


async def test_a_tilde_is_the_users_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    async with opened(tmp_path) as editor:
        await save_as(editor, "~/x.toml")
        assert "saved " in editor.picture
        assert editor.session.snapshot.path == str(tmp_path / "x.toml")
        assert (tmp_path / "x.toml").read_text(encoding="utf-8") == editor.session.snapshot.text


async def test_where_it_would_be_is_told_while_it_is_typed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path, size=(160, 24)) as editor:
        await editor.press("W")
        assert "save as  = its name now" in editor.picture
        await editor.press("ctrl+u", *"y.toml")
        assert f"save as  = {tmp_path}/y.toml" in editor.picture


@pytest.mark.parametrize(
    ("name", "why"), [("there.toml", "this file exists already"), ("no/x.toml", "there is no folder")]
)
async def test_what_cannot_be_is_refused_and_stays_to_be_mended(tmp_path, monkeypatch, name, why):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.toml").write_text("", encoding="utf-8")
    async with opened(tmp_path) as editor:
        await save_as(editor, name)
        assert why in editor.picture
        assert name in editor.picture.split("\n")[-3]
        await editor.press("home", "z", "enter", "escape")
        assert (editor.session.snapshot.path == str(tmp_path / "zthere.toml")) == (name == "there.toml")
        assert (tmp_path / "there.toml").read_text(encoding="utf-8") == ""


async def test_a_name_that_the_disk_refuses_stays_with_the_reason(tmp_path, monkeypatch):
    def refuse(_session, _path):
        raise CannotWrite("the disk is full")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Session, "save_as", refuse)
    async with opened(tmp_path) as editor:
        await save_as(editor, "x.toml")
        assert editor.picture.split("\n")[-3] == "x.toml"
        assert "save as  x the disk is full" in editor.picture
        await editor.press("end", "y")
        assert "the disk is full" not in editor.picture


async def test_view_and_folds_are_remembered_for_the_new_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path) as editor:
        await save_as(editor, "new.toml")
        await editor.press("2", "q")
    assert Remember(str(tmp_path / "state"), "new.toml").view == "partners"
    assert Remember(str(tmp_path / "state"), "ka220-school.toml").view == ""


async def test_a_link_to_nothing_is_a_file_that_is_there_already(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.toml").symlink_to(tmp_path / "nothing")
    async with opened(tmp_path) as editor:
        await save_as(editor, "link.toml")
        assert "this file exists already" in editor.picture
    assert not (tmp_path / "nothing").exists()
