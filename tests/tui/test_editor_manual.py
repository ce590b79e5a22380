"""The manual's pages on the editor and its themes say what the program has."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import ka2plan
from ka2plan.cli.manual_pages import page_text
from ka2plan.resources import themes_folder
from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.app.dialog_actions import DIALOG_ACTIONS
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.tui.toolkit.theme import COLORS, STYLES, look_of

MANUAL = Path(ka2plan.__file__).parent / "manual"


def test_the_manual_lists_every_command_and_every_key_of_a_dialog_with_its_name():
    lines = page_text("keys").splitlines()
    for command in REPERTOIRE.commands:
        line = next(line for line in lines if f"({command.NAME})" in line or f"({command.NAME}; " in line)
        assert command.LABEL in line
        assert [key for key in command.KEYS if f"`{key_name(key)}`" not in line] == []
        assert [view for view in command.VIEWS if view not in line] == []
    for action in DIALOG_ACTIONS:
        keys = " ".join(f"`{key_name(key)}`" for key in action.keys)
        assert any(f"{keys} {action.label} ({action.name})" in line for line in lines)


def test_the_sample_of_a_file_of_keys_is_taken_without_a_fault():
    text = (MANUAL / "editor.md").read_text(encoding="utf-8")
    sample = next(block for block in text.split("```")[1::2] if "move.month-later" in block)
    keymap = Keymap(REPERTOIRE, tomllib.loads(sample))
    assert keymap.faults == ()
    assert keymap.keys_of(keymap.named("quit")) == ()


def test_the_sample_of_a_theme_can_be_drawn():
    text = (MANUAL / "themes.md").read_text(encoding="utf-8")
    assert look_of("own", tomllib.loads(text.split("```")[1])).title == "My own"


def test_the_page_on_themes_names_every_theme_style_and_colour():
    text = (MANUAL / "themes.md").read_text(encoding="utf-8")
    names = [name[:-5] for name in os.listdir(themes_folder()) if name.endswith(".toml")]
    written = set(re.findall(r"[\w.-]+", text))
    heat = {f"heat.{level}" for level in range(1, 5)}  # named by the first and the last
    assert sorted({*names, *STYLES, *COLORS} - written - heat) == []
