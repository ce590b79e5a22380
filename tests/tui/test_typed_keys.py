"""Keys as they come from a terminal: Escape alone and before other keys, and keys that come all at once."""

from __future__ import annotations

import re

import pytest

from ka2plan.tui.toolkit.terminal.typed_keys import TypedKeys
from tests.tui.in_terminal import in_terminal
from tests.tui.pilot import copied


def keys_of(*reads):
    """Names of the keys of what came in several reads, nothing having followed them for a while at the end."""
    parser = TypedKeys()
    found = [event for read in reads for event in parser.feed(read)]
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
    return [event.key for event in [*found, *parser.tick()]]


@pytest.mark.parametrize(
    ("reads", "keys"),
    [
        (("\x1b", "w"), ["escape", "w"]),
        (("\x1bw",), ["alt+w"]),
        (("\x1b3",), ["alt+3"]),
        (("\x1b", "\x1b"), ["escape", "escape"]),
        (("\x1b", "\x1b3"), ["escape", "alt+3"]),
        (("\x1b", "[A"), ["up"]),
        (("\x1b", "[", "A"), ["up"]),
        (("\x1b[", "A"), ["up"]),
        (("\x1b", "OP"), ["f1"]),
        (("\x1b", "["), ["escape", "left_square_bracket"]),
        (("j\x1b", "k"), ["j", "escape", "k"]),
    ],
)
def test_escape_and_the_next_key_are_one_key_only_where_they_came_together(reads, keys):
    assert keys_of(*reads) == keys


def test_a_key_right_behind_escape_is_not_lost(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school")), ESCDELAY="30000") as terminal:
        terminal.wait_for("? help")
        terminal.press("/")
        terminal.wait_for(lambda: "? help" not in terminal.picture)
        terminal.press("\x1b")
        terminal.wait_quiet(0.3)
        terminal.press(":")
        terminal.wait_for("All commands")


def test_alt_with_a_digit_shows_a_view(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("? help")
        terminal.press("\x1b3")
        terminal.wait_for("the sums agree")


def test_a_name_typed_at_once_with_the_key_that_adds_is_the_name(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("? help")
        terminal.press("2aInstituto Nuevo")
        terminal.wait_for("Instituto Nuevo")
        row = next(line for line in terminal.picture.splitlines() if "Instituto Nuevo" in line)
        assert "name" in row
        assert "id" not in row.split()


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("abc\x7fd", "/abd"),
        ("abc\x1b[D\x1b[DX", "/aXbc"),
        ("abc\x15X", "/X"),
        ("abc\r/d", "/d"),
    ],
)
def test_keys_that_come_at_once_do_in_a_field_what_they_do_one_by_one(tmp_path, typed, stands):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("? help")
        terminal.press(f"/{typed}")
        terminal.wait_for(lambda: terminal.picture.splitlines()[-1].strip().partition("  ")[0] == stands)


def test_keys_that_come_at_once_go_to_the_field_that_the_tab_before_them_leads_to(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("? help")
        terminal.press("jjaA title\tA9.9\t\x15M6")
        for name, value in (("title", "A title"), ("id", "A9.9"), ("start", "M6")):
            terminal.wait_for(lambda row=rf"│ +{name} +{value} +│": re.search(row, terminal.picture) is not None)


def test_keys_that_come_at_once_with_a_click_go_where_the_click_leads(tmp_path):
    with in_terminal(tmp_path, str(copied(tmp_path, "ka220-school"))) as terminal:
        terminal.wait_for("? help")
        terminal.press("jj")
        y = next(number for number, line in enumerate(terminal.picture.splitlines(), 1) if "A2.1" in line)
        terminal.press(f"\x1b[<0;10;{y}M\x1b[<0;10;{y}m" + "\x1b[B" * 3)  # on what is selected: it opens
        terminal.wait_for("4/31")
