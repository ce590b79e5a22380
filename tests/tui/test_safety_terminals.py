"""Terminals of all kinds, for real: what is drawn can be read, and nothing is sent that they do not know."""

from __future__ import annotations

import os
import re

import pytest

from ka2plan.tui.toolkit.terminal.environment import as_inherited, needs_ascii
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import PICTURES, copied

SIXTEEN = re.compile(rb"\x1b\[[\d;]*(?:38|48);[25];")
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")

TERMINALS = {
    "xterm-256color": {"TERM": "xterm-256color"},
    "xterm": {"TERM": "xterm"},
    "true colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "console": {"TERM": "linux"},
    "screen": {"TERM": "screen", "STY": "1.pts-0"},
    "tmux": {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"},
    "vt100": {"TERM": "vt100"},
    "no colour": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "no Unicode": {"TERM": "xterm", "LANG": "C", "LC_ALL": "C"},
}
IN_ASCII = ("vt100", "no Unicode")


@pytest.mark.parametrize("name", TERMINALS)
def test_the_plan_is_shown_as_in_the_picture_edited_and_left_in_any_terminal(tmp_path, name):
    environment = TERMINALS[name]
    plan = copied(tmp_path, "ka220-school")
    with in_terminal(tmp_path, str(plan), "--today", "2027-03-15", **environment) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("jj")
        golden = "plan-ascii-ka220-school-80x24" if name in IN_ASCII else "plan-ka220-school-80x24"
        picture = (PICTURES / f"{golden}.txt").read_text(encoding="utf-8")
        terminal.wait_for(lambda: terminal.picture.rstrip("\n") == picture.rstrip("\n"))
        terminal.press(">")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
        terminal.press("?")
        terminal.wait_for("open the entry")
        terminal.press("q")
        terminal.wait_for("A4.2")
        terminal.press("w")
        terminal.wait_for("saved ka220")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.modes_are_restored
        if name in ("console", "vt100"):
            assert not SIXTEEN.search(terminal.written)
            assert b"\x1b[>" not in terminal.written
        if name == "no colour":
            assert not COLOUR.search(terminal.written)
        if name == "no Unicode":
            assert terminal.written.isascii()


LOCALES = {
    "C": ({"LANG": "C"}, True),
    "POSIX": ({"LANG": "POSIX"}, True),
    "none": ({"LANG": ""}, True),
    "not UTF-8, not installed": ({"LANG": "de_DE.ISO-8859-1"}, True),
    "UTF-8, not installed": ({"LANG": "xx_YY.UTF-8"}, False),
    "UTF-8 for characters alone": ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
    "all of it C": ({"LANG": "C.UTF-8", "LC_ALL": "C"}, True),
}


@pytest.mark.parametrize("name", LOCALES)
def test_a_locale_that_is_not_utf_8_is_drawn_in_ascii_whatever_python_makes_of_it(tmp_path, name):
    environment, is_ascii = LOCALES[name]
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school")), **environment) as terminal:
        terminal.wait_for("A4.2")
        terminal.wait_for(lambda: "###" in terminal.picture or "███" in terminal.picture)
        assert terminal.written.isascii() == is_ascii


def test_characters_can_be_asked_for_against_the_locale(tmp_path):
    plan = str(copied(tmp_path, "ka220-school"))
    with in_terminal(tmp_path, plan, "--unicode", LANG="C") as terminal:
        terminal.wait_for("███")
    with in_terminal(tmp_path, plan, "--ascii", LANG="C.UTF-8") as terminal:
        terminal.wait_for("###")


def test_a_locale_of_ones_own_is_kept_apart_from_the_one_that_python_sets(tmp_path):
    started_with = tmp_path / "environ"
    coerced = {"LANG": "C", "LC_CTYPE": "C.UTF-8"}
    assert needs_ascii(as_inherited(coerced, str(tmp_path / "none")))
    started_with.write_bytes(b"LANG=C\0TERM=xterm\0")
    assert needs_ascii(as_inherited(coerced, str(started_with)))
    started_with.write_bytes(b"LANG=C\0LC_CTYPE=C.UTF-8\0")
    assert not needs_ascii(as_inherited(coerced, str(started_with)))


DIALOGS = (":", "?", "/x", "t", "jjd", "3s", "jj>q")
"""Keys that open dialogs of several sorts."""


def test_without_colours_no_dialog_sends_one_and_the_cursor_in_it_is_seen(tmp_path):
    plan = copied(tmp_path, "faults-to-learn-from")
    with in_terminal(tmp_path, str(plan), "--today", "2027-03-15", NO_COLOR="1") as terminal:
        terminal.wait_for("A2.1")
        for keys in DIALOGS:
            before = terminal.picture
            terminal.press(keys)
            terminal.wait_for(lambda before=before: terminal.picture != before)
            terminal.wait_quiet(0.15)
            assert not COLOUR.search(terminal.written), keys
            if keys == "/x":
                assert terminal.screen.buffer[23][3].reverse
            for _dialog_and_view in range(2):
                terminal.press("\x1b")
                terminal.wait_quiet(0.15)
            terminal.press("1g")
            terminal.wait_for("Id   Title")


def test_a_theme_is_remembered_for_the_kind_of_terminal_it_was_chosen_in(tmp_path):
    plan = str(copied(tmp_path, "ka220-school"))
    with in_terminal(tmp_path, plan, TERM="linux") as terminal:
        terminal.wait_for("A4.2")
        assert COLOUR.search(terminal.written)
        terminal.press("T")
        terminal.wait_for("Colours")
        terminal.press("mono\r")
        terminal.wait_for(lambda: "Colours" not in terminal.picture)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    for term, has_colours in (("linux", False), ("screen", False), ("xterm-256color", True)):
        with in_terminal(tmp_path, plan, TERM=term) as terminal:
            terminal.wait_for("A4.2")
            terminal.press("q")
            assert terminal.wait_for_end() == 0
            assert bool(COLOUR.search(terminal.written)) == has_colours, term


def test_a_theme_with_colours_is_not_remembered_where_none_are_wanted(tmp_path):
    plan = str(copied(tmp_path, "ka220-school"))
    with in_terminal(tmp_path, plan, NO_COLOR="1") as terminal:
        terminal.wait_for("A4.2")
        terminal.press("T")
        terminal.wait_for("Colours")
        terminal.press("light\r")
        terminal.wait_for(lambda: "Colours" not in terminal.picture)
        terminal.wait_for(lambda: bool(COLOUR.search(terminal.written)))
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with in_terminal(tmp_path, plan, NO_COLOR="1") as terminal:
        terminal.wait_for("A4.2")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert not COLOUR.search(terminal.written)


def test_a_terminal_that_can_show_nothing_is_refused_with_a_reason(tmp_path):
    plan = copied(tmp_path, "ka220-school")
    with in_terminal(tmp_path, str(plan), TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 2
        assert "cannot show the editor" in terminal.errors


@pytest.mark.parametrize("works", [True, False])
def test_in_tmux_what_is_copied_is_given_to_tmux_itself_and_where_that_fails_it_is_said_once(tmp_path, works):
    plan = copied(tmp_path, "ka220-school")
    folder, taken = tmp_path / "bin", tmp_path / "taken"
    folder.mkdir()
    tmux = folder / "tmux"
    tmux.write_text(f'#!/bin/sh\necho "$@" >> {taken}.called\n{f"cat > {taken}" if works else "exit 1"}\n')
    tmux.chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    with in_terminal(tmp_path, str(plan), PATH=path, TMUX="/tmp/tmux,1,0", TERM="tmux-256color") as terminal:
        terminal.wait_for("A4.2")
        terminal.press("y")
        terminal.wait_for("copied")
        assert ("in tmux this needs `set -g set-clipboard on`" in terminal.picture) is not works
        if works:
            assert taken.read_text(encoding="utf-8").startswith("WP1   Project management")
            assert (tmp_path / "taken.called").read_text() == "load-buffer -w -\n"
        terminal.press("j")
        terminal.wait_for(lambda: "copied" not in terminal.picture)
        terminal.press("y")
        terminal.wait_for("copied")
        assert "set-clipboard" not in terminal.picture
