"""Whatever the user's own files and folders are, the editor opens and says what it could not read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ka2plan.own_files import config_folder, state_folder
from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.editor.state import Remember
from ka2plan.tui.toolkit.theme import BadTheme, load_look, theme_names
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import copied

DEEP = 400
NESTED = {
    "lists": "k = " + "[" * DEEP + "]" * DEEP,
    "tables": "k = " + "{a = " * DEEP + "1" + "}" * DEEP,
    "dots": ".".join("a" * DEEP) + " = 1",
    "headers": "[" + ".".join("a" * 60) + "]\n" + ".".join("b" * 60) + " = 1",
    "far too deep": "k = " + "[" * 100_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_keys_nested_beyond_all_bounds_are_a_fault_that_is_told(tmp_path, name):
    (tmp_path / "keys.toml").write_text(NESTED[name], encoding="utf-8")
    keymap = Keymap.load(REPERTOIRE, str(tmp_path))
    assert keymap.faults
    assert keymap.keys_named("file.save") == ("w", "ctrl+s")


@pytest.mark.parametrize("name", NESTED)
def test_a_theme_nested_beyond_all_bounds_is_refused_with_its_reason(tmp_path, name):
    (tmp_path / "mine.toml").write_text(NESTED[name], encoding="utf-8")
    with pytest.raises(BadTheme, match="theme 'mine': "):
        load_look("mine", str(tmp_path))


NO_FILES = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "no text": lambda path: path.write_bytes(bytes(range(128, 256))),
    "endless": lambda path: path.write_bytes(b"#" * 1_000_001),
}


@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_of_keys_or_colours_is_told_and_not_waited_for(tmp_path, name):
    for file in ("keys.toml", "mine.toml"):
        NO_FILES[name](tmp_path / file)
    (fault,) = Keymap.load(REPERTOIRE, str(tmp_path)).faults
    assert "cannot be read" in fault
    with pytest.raises(BadTheme, match="theme 'mine': "):
        load_look("mine", str(tmp_path))


@pytest.mark.parametrize("name", [*NO_FILES, "nested"])
def test_what_cannot_be_remembered_is_forgotten(tmp_path, name):
    (tmp_path / "views").mkdir()
    place = Path(str(Remember(str(tmp_path), "plan.toml")._plan_file))  # there is no other way to its name
    for path in (place, tmp_path / "editor.json"):
        if name == "nested":
            path.write_text("[" * 100_000, encoding="utf-8")
        else:
            NO_FILES[name](path)
    remember = Remember(str(tmp_path), "plan.toml")
    assert (remember.view, remember.theme) == ("", "")
    remember.note_theme("light")


def test_themes_that_cannot_be_listed_are_none(tmp_path):
    (tmp_path / "themes").write_text("", encoding="utf-8")
    assert "dark" in theme_names(str(tmp_path / "themes"))


@pytest.mark.parametrize("value", ["", "relative", "./here", "../there", "~"])
def test_a_folder_that_is_not_named_from_the_root_on_is_not_taken(value):
    environment = {"HOME": "/home/me", "XDG_CONFIG_HOME": value, "XDG_STATE_HOME": value}
    assert config_folder(environment) == "/home/me/.config/ka2plan"
    assert state_folder(environment) == "/home/me/.local/state/ka2plan"


@pytest.mark.parametrize("home", [{}, {"HOME": ""}, {"HOME": "relative"}])
def test_a_home_that_is_not_named_from_the_root_on_is_looked_up(home):
    assert os.path.isabs(config_folder(home))
    assert os.path.isabs(state_folder(home))


def test_the_editor_opens_whatever_lies_in_its_folders(tmp_path):
    plan = copied(tmp_path, "ka220-school")
    config = tmp_path / "config" / "ka2plan"
    (config / "themes").mkdir(parents=True)
    (config / "calls").mkdir()
    (config / "keys.toml").write_text(NESTED["lists"], encoding="utf-8")
    (config / "themes" / "mine.toml").write_text(NESTED["tables"], encoding="utf-8")
    os.mkfifo(config / "calls" / "2027.toml")
    (config / "calls" / "2028.toml").write_text(NESTED["far too deep"], encoding="utf-8")
    with in_terminal(tmp_path, str(plan)) as terminal:
        terminal.wait_for("keys.toml cannot be read: line 1: lists or tables are nested more than 100")
        terminal.press("T")
        terminal.wait_for("Colours")
        terminal.press("mine")
        terminal.wait_for("mine")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "Colours" not in terminal.picture)
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")


def test_relative_folders_in_the_environment_end_nothing_and_make_no_folders(tmp_path):
    plan = copied(tmp_path, "ka220-school")
    relative = {"XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "HOME": str(tmp_path / "home")}
    with in_terminal(tmp_path, str(plan), **relative) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("jj>")
        terminal.wait_for((tmp_path / "home" / ".local" / "state" / "ka2plan" / "journals").exists)


def test_sizes_in_the_environment_do_not_hold_the_editor_to_them(tmp_path):
    plan = copied(tmp_path, "ka220-school")
    with in_terminal(tmp_path, str(plan), COLUMNS="40", LINES="10") as terminal:
        terminal.wait_for("A4.2")
        terminal.resize(120, 40)
        terminal.wait_for(lambda: "Closing conference" in terminal.picture and terminal.screen.columns == 120)
        terminal.wait_for(lambda: any(len(line) > 110 for line in terminal.picture.splitlines()))
