"""What is sent from one style to the next: the fewest bytes, and the terminal in the style that was meant."""

from __future__ import annotations

from itertools import product

import pytest

from ka2plan.tui.toolkit.terminal.sgr import PLAIN, change, styled

GREY, DARK = "38;5;244", "48;5;234"

SWITCHED_OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4", "21"}, "27": {"7"}, "29": {"9"}, "55": {"53"}}
"""ECMA-48: what each of these codes switches off."""

ATTRIBUTES = [frozenset(codes) for codes in ((), ("1",), ("2",), ("1", "2"), ("3", "4"), ("4", "21"), ("7", "9"))]
STYLES = [
    (foreground, background, attributes)
    for foreground, background, attributes in product(("39", GREY), ("49", DARK), ATTRIBUTES)
]


def as_a_terminal_does(style, sequence):
    for code in sequence.removeprefix("\x1b[").removesuffix("m").replace(GREY, "grey").replace(DARK, "dark").split(";"):
        if code in SWITCHED_OFF:
            style = (*style[:2], style[2] - SWITCHED_OFF[code])
        else:
            style = styled(style, code.replace("grey", GREY).replace("dark", DARK))
    return style


@pytest.mark.parametrize(("old", "new"), list(product(STYLES, STYLES)))
def test_every_change_leads_to_the_style_that_was_meant(old, new):
    assert old == new or as_a_terminal_does(old, change(old, new)) == new


def test_bold_ends_without_the_colours_being_said_again():
    assert change((GREY, DARK, frozenset("1")), (GREY, DARK, frozenset())) == "\x1b[22m"


def test_all_ends_by_a_reset():
    assert change((GREY, DARK, frozenset("1")), PLAIN) == "\x1b[0m"


def test_what_cannot_be_switched_off_alone_is_reset():
    assert change((GREY, DARK, frozenset({"5"})), (GREY, DARK, frozenset())) == f"\x1b[0;{GREY};{DARK}m"
