"""Terminals of all kinds, for real: what is drawn can be read, and nothing is sent that they do not know."""

from __future__ import annotations

import re

import pytest

from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import copied

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


@pytest.mark.parametrize("name", TERMINALS)
def test_the_plan_is_shown_edited_and_left_in_any_terminal(tmp_path, name):
    environment = TERMINALS[name]
    plan = copied(tmp_path, "ka220-school")
    with in_terminal(tmp_path, str(plan), "--today", "2027-03-15", **environment) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
        terminal.press("?")
        terminal.wait_for("duplicate the entry")
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


def test_a_terminal_that_can_show_nothing_is_refused_with_a_reason(tmp_path):
    plan = copied(tmp_path, "ka220-school")
    with in_terminal(tmp_path, str(plan), TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 2
        assert "cannot show the editor" in terminal.errors
