"""What goes to the terminal: fewer bytes than Textual writes, and the same screen."""

from __future__ import annotations

import fcntl
import os

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.tui.toolkit.terminal.driver import through_multiplexer
from ka2plan.tui.toolkit.terminal.output import Output
from ka2plan.tui.toolkit.terminal.screen import ShownScreen, is_picture

WIDTH, HEIGHT = 24, 6

styles = st.sampled_from(
    ["", "1", "2", "7", "9", "31", "97", "44", "104", "38;5;252", "48;5;23", "38;2;135;175;215", "1;38;5;9;48;5;234"]
)
letters = st.sampled_from([*" abcA█━│┆…ščñ", "中", "e\u0301"])
texts = st.lists(letters, min_size=1, max_size=12).map("".join)
pieces = st.lists(st.tuples(styles, texts), min_size=1, max_size=4)


@st.composite
def pictures(draw):
    """A picture as Textual writes it: pieces placed on rows, each with its own style, then the cursor."""
    out = ""
    for _piece in range(draw(st.integers(1, 5))):
        row, column = draw(st.integers(1, HEIGHT)), draw(st.integers(1, WIDTH - 3))
        room = WIDTH - column + 1
        out += f"\x1b[{row};{column}H"
        for codes, text in draw(pieces):
            shown = fitting(text, room)
            room -= sum(width_of(character) for character in shown)
            out += f"\x1b[{codes}m{shown}\x1b[0m" if codes else shown
        out += "\n" if row < HEIGHT else ""
    return f"{out}\x1b[{draw(st.integers(1, HEIGHT))};{draw(st.integers(1, WIDTH))}H"


def width_of(character):
    return {"中": 2, "́": 0}.get(character, 1)


def fitting(text, room):
    kept = ""
    for character in text:
        room -= width_of(character)
        if room < 0:
            return kept
        kept += character
    return kept


def shown(*writes):
    """The characters and their looks that a terminal shows after these writes."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    screen.reset_mode(pyte.modes.DECAWM)
    screen.set_mode(pyte.modes.LNM)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    return [[seen(screen.buffer[row][column]) for column in range(WIDTH)] for row in range(HEIGHT)], (
        screen.cursor.y,
        screen.cursor.x,
    )


def seen(cell):
    """What is to be seen of a cell: of a blank only the ground, unless lines run through it."""
    if cell.data == " " and not (cell.reverse or cell.strikethrough or cell.underscore):
        return (" ", cell.bg)
    return cell


@given(st.lists(pictures(), min_size=1, max_size=6))
def test_what_is_sent_leaves_the_terminal_as_what_textual_wrote_would(drawn):
    known = ShownScreen()
    assert shown(*(known.news(picture) for picture in drawn)) == shown(*drawn)


@given(st.lists(pictures(), min_size=1, max_size=4))
def test_after_forgetting_the_whole_picture_is_sent_again(drawn):
    known = ShownScreen()
    for picture in drawn[:-1]:
        known.news(picture)
    known.forget()
    assert shown(known.news(drawn[-1])) == shown(drawn[-1])


@given(pictures())
def test_the_same_picture_again_sends_no_more_than_the_place_of_the_cursor(picture):
    known = ShownScreen()
    known.news(picture)
    again = known.news(picture)
    # Where a picture writes over itself its last word is what counts, and is found to be there.
    assert shown(picture, again) == shown(picture)


def test_a_cell_that_changes_is_sent_and_its_neighbours_are_not():
    known = ShownScreen()
    known.news("\x1b[2;1H\x1b[31mone two three\x1b[0m\x1b[1;1H")
    assert known.news("\x1b[2;1H\x1b[31mone tWo three\x1b[0m\x1b[1;1H") == "\x1b[2;6H\x1b[31mW\x1b[0m\x1b[1;1H"


def test_a_colour_of_24_bits_that_all_terminals_share_is_sent_short():
    sent = ShownScreen().news("\x1b[1;1H\x1b[38;2;135;175;215;48;2;28;28;28mx\x1b[0m\x1b[1;1H")
    assert sent == "\x1b[1;1H\x1b[38;5;110;48;5;234mx\x1b[0m\x1b[1;1H"
    sent = ShownScreen().news("\x1b[1;1H\x1b[38;2;1;2;3mx\x1b[0m\x1b[1;1H")
    assert "38;2;1;2;3" in sent


def test_a_picture_with_anything_else_in_it_is_sent_as_it_is():
    picture = "\x1b[1;1H\x1b]8;;x\x1b\\link\x1b[1;1H"
    assert ShownScreen().news(picture) == picture


@pytest.mark.parametrize("order", ["\x1b[?1049h", "\x1b[>25u", "\x1b]52;c;eA==\a", "\x1b[?2026h", "", "x"])
def test_orders_to_the_terminal_are_no_pictures(order):
    assert not is_picture(order)


def test_a_line_that_takes_nothing_makes_nobody_wait_and_gets_the_last_picture_when_it_is_free():
    reading, writing = narrow_pipe()
    asked = []
    output = Output(writing, lambda: asked.append(True))
    output.start()
    for number in range(3_000):
        output.write(f"\x1b[1;1H{chr(97 + number % 26) * 200}\x1b[1;1H")
    before = len(asked)
    drained = drain(reading, lambda: len(asked) > before)
    assert len(drained) < 300_000
    output.stop(2.0)
    os.close(writing)
    os.close(reading)


def narrow_pipe():
    """A line that takes few bytes: full long before all has been written to it."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(reading, False)
    return reading, writing


def drain(file, until):
    """Everything that is to be read until something is the case."""
    data = b""
    while not until():
        try:
            data += os.read(file, 65_536)
        except BlockingIOError:
            os.sched_yield()
    return data


def test_orders_are_never_left_out_however_slow_the_line():
    reading, writing = narrow_pipe()
    output = Output(writing, lambda: None)
    output.start()
    for number in range(2_000):
        output.write(f"\x1b[1;1H{chr(97 + number % 26) * 200}\x1b[1;1H")
    output.write("\x1b[?1049l")
    assert b"\x1b[?1049l" in drain_to_the_end(output, reading)
    os.close(writing)
    os.close(reading)


def drain_to_the_end(output, file):
    from threading import Thread

    ending = Thread(target=output.stop, args=(10.0,))
    ending.start()
    data = drain(file, lambda: not ending.is_alive())
    try:
        return data + os.read(file, 1 << 20)
    except BlockingIOError:
        return data


def test_a_terminal_that_is_gone_ends_writing_quietly():
    reading, writing = os.pipe()
    os.close(reading)
    output = Output(writing, lambda: None)
    output.start()
    output.write("\x1b[1;1Hx\x1b[1;1H")
    output.stop(2.0)
    assert not output.is_alive()
    os.close(writing)


def test_the_clipboard_is_reached_through_tmux_and_screen():
    assert through_multiplexer("\x1b]52;c;eA==\a", {"TMUX": "x"}) == "\x1bPtmux;\x1b\x1b]52;c;eA==\a\x1b\\"
    assert through_multiplexer("\x1b]52;c;eA==\a", {"STY": "x"}) == "\x1bP\x1b]52;c;eA==\a\x1b\\"
    assert through_multiplexer("\x1b]52;c;eA==\a", {}) == ""


def test_screen_gets_a_long_text_in_pieces_that_it_takes_each():
    sequence = f"\x1b]52;c;{'eA==' * 5000}\a"
    written = through_multiplexer(sequence, {"STY": "x"})
    pieces = written.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert "".join(pieces) == sequence
    assert max(map(len, pieces)) <= 240
