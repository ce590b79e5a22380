"""The manual's pages on the editor and its themes say what the program has."""

from __future__ import annotations

import os
import re
import tomllib
from itertools import groupby
from pathlib import Path

import ka2plan
from ka2plan.resources import themes_folder
from ka2plan.tui.app.commands import COMMANDS, REPERTOIRE
from ka2plan.tui.app.dialog_actions import DIALOG_ACTIONS
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.toolkit.key_names import key_name
from ka2plan.tui.toolkit.theme import COLORS, STYLES, look_of

MANUAL = Path(ka2plan.__file__).parent / "manual"
HEADING = "\n## Keys\n"


def key_lists() -> str:
    """Every command under its group, with its keys, the views it works in and the name for the file of keys."""
    order = list(dict.fromkeys(command.GROUP for command in COMMANDS))
    sections = []
    for group, members in groupby(sorted(COMMANDS, key=lambda one: order.index(one.GROUP)), lambda one: one.GROUP):
        lines = "".join(f"{line_of(command)}\n" for command in members)
        sections.append(f"\n### {group}\n\n{lines}")
    for group, actions in groupby(DIALOG_ACTIONS, lambda one: one.group):
        lines = "".join(f"- {shown(action.keys)} {action.label} ({action.name})\n" for action in actions)
        sections.append(f"\n### {group}\n\n{lines}")
    return "".join(sections)


def shown(keys) -> str:
    return " ".join(f"`{key_name(key)}`" for key in keys) or "no key"


def line_of(command) -> str:
    views = f", in {' and '.join(command.VIEWS)}" if len(command.VIEWS) in (1, 2) else ""
    views = views or (f", in {', '.join(command.VIEWS)}" if command.VIEWS else "")
    return f"- {shown(command.KEYS)} {command.LABEL} ({command.NAME}{views})"


def test_the_manual_lists_every_command_with_its_keys_and_no_others():
    """With KA2PLAN_NEW_PICTURES=1 the lists are written anew."""
    page = MANUAL / "editor.md"
    text, found, lists = page.read_text(encoding="utf-8").partition(HEADING)
    assert found
    if os.environ.get("KA2PLAN_NEW_PICTURES"):
        page.write_text(text + HEADING + key_lists(), encoding="utf-8")
        lists = key_lists()
    assert lists == key_lists()


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
