"""However the editor ends, in a real terminal: what was typed comes back, and the terminal is as it was."""

from __future__ import annotations

import os
import re
import signal
import stat
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from ka2plan.session.journal_lines import replay
from ka2plan.session.recovery import Recovery, journals_of, recoverable
from tests.tui.in_terminal import EDITOR, OWN_TERMINAL, Terminal, in_terminal, wait_until
from tests.tui.pilot import copied

CRASHING = OWN_TERMINAL + (
    "import sys\n"
    "from ka2plan.cli import main\n"
    "from ka2plan.tui.app.program_commands import Help\n"
    "def run(self, editor):\n"
    "    raise ZeroDivisionError('[red]inside')\n"
    "Help.run = run\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
IGNORING = OWN_TERMINAL + (
    "import signal, sys\n"
    "from ka2plan.cli import main\n"
    "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
ALL_ON_THE_LINE = OWN_TERMINAL + (
    "import os, sys\n"
    "from ka2plan.cli import main\n"
    "os.dup2(1, 2)\n"
    "sys.stderr = os.fdopen(2, 'w', buffering=1)\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
RANDOM_INPUTS = int(os.environ.get("KA2PLAN_RANDOM_INPUTS", "240"))
RANDOM_SEED = int(os.environ.get("KA2PLAN_RANDOM_SEED", "20261124"))
A_MONTH_LATER = "jj>"
"""Keys that move A2.1 by a month."""


@pytest.fixture
def plan(tmp_path):
    return copied(tmp_path, "ka220-school")


def opened(folder: Path, plan: Path, program: str = EDITOR, **env: str):
    return in_terminal(folder, str(plan), "--today", "2027-03-15", program=program, **env)


def journalled(folder: Path, plan: Path) -> bool:
    """Whether a journal holds an edit."""
    for name in journals_of(str(plan), str(folder / "state" / "ka2plan")):
        with open(name, "rb") as lines:
            held = replay(lines)
        if held and held.labels:
            return True
    return False


def left_behind(folder: Path, plan: Path) -> Recovery:
    (recovery,) = recoverable(str(plan), str(folder / "state" / "ka2plan"))
    return recovery


def edit(terminal: Terminal, folder: Path, plan: Path) -> None:
    """Makes an edit and waits until it is safe."""
    terminal.wait_for("A4.2")
    terminal.press(A_MONTH_LATER)
    terminal.wait_for(lambda: journalled(folder, plan))


def of_signal(number: int) -> Callable[[Terminal], None]:
    return lambda terminal: terminal.send(number)


ENDS: dict[str, tuple[Callable[[Terminal], None], int, str, bool]] = {
    "SIGHUP": (of_signal(signal.SIGHUP), 129, EDITOR, True),
    "SIGTERM": (of_signal(signal.SIGTERM), 143, EDITOR, True),
    "the line is closed": (Terminal.hang_up, 129, EDITOR, False),
    "the line is closed and SIGHUP ignored": (Terminal.hang_up, 129, IGNORING, False),
    "the line is closed and takes no last word": (Terminal.hang_up, 129, ALL_ON_THE_LINE, False),
    "kill -9": (of_signal(signal.SIGKILL), -9, EDITOR, False),
    "a crash": (lambda terminal: terminal.press("?"), 3, CRASHING, True),
}
"""What ends the editor, with which exit code, in which program, and whether the terminal can be given back."""


@pytest.mark.parametrize("name", ENDS)
def test_however_it_ends_what_was_typed_is_left_for_the_next_opening(tmp_path, plan, name):
    end, code, program, restores = ENDS[name]
    before = plan.read_bytes()
    with opened(tmp_path, plan, program) as terminal:
        edit(terminal, tmp_path, plan)
        end(terminal)
        assert terminal.wait_for_end() == code
        if restores:
            assert terminal.is_restored
    assert plan.read_bytes() == before
    assert left_behind(tmp_path, plan).labels == ("move A2.1",)


def test_what_was_left_is_offered_with_what_differs_and_taken_as_one_step_of_undo(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        edit(terminal, tmp_path, plan)
        terminal.send(signal.SIGKILL)
        terminal.wait_for_end()
    mine = left_behind(tmp_path, plan).text
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("with 1 edit of this plan that")
        terminal.wait_for("A2.1 starts M2 instead of M1")
        terminal.press("r")
        terminal.wait_for("restored; undo takes it back")
        terminal.press("w")
        terminal.wait_for("saved ka220")
        assert plan.read_text(encoding="utf-8") == mine
        terminal.press("u")
        terminal.wait_for(lambda: journalled(tmp_path, plan))
        terminal.press("qd")
        assert terminal.wait_for_end() == 0
    assert recoverable(str(plan), str(tmp_path / "state" / "ka2plan")) == ()


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_block_that_is_pasted_when_it_is_killed_is_there_whole_or_not_at_all(tmp_path, plan, is_taken):
    before = plan.read_bytes()
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("3")
        terminal.wait_for("3 budget")
        terminal.press("\x1b[200~1000\t2000\r3000\t\x1b[201~")
        terminal.wait_for("Paste 3 cells")
        if is_taken:
            terminal.press("p")
            terminal.wait_for(lambda: journalled(tmp_path, plan))
        terminal.send(signal.SIGKILL)
        terminal.wait_for_end()
    assert plan.read_bytes() == before
    if not is_taken:
        assert recoverable(str(plan), str(tmp_path / "state" / "ka2plan")) == ()
        return
    left = left_behind(tmp_path, plan)
    assert left.labels == ("Paste 3 cells",)
    assert "budget.OSL = 1000\n" in left.text.replace("1_000", "1000")


LONG = "\r".join(f"Sentence {number} of what the coordinator wrote." for number in range(3))


def write_a_long_text(terminal: Terminal, folder: Path, plan: Path) -> None:
    """Types into the first empty answer of the form and waits until that is safe, without taking it."""
    terminal.wait_for("A4.2")
    terminal.press("8")
    terminal.wait_for("70 missing")
    terminal.press("]")
    terminal.wait_for("missing; the form asks for it")
    terminal.press("\r")
    terminal.wait_for("^s takes it")
    terminal.press(LONG)
    terminal.wait_for(lambda: "Sentence 2 of what the coordinator wrote" in held_in_journal(folder, plan))


def held_in_journal(folder: Path, plan: Path) -> str:
    """What a journal says the plan was in the end."""
    for name in journals_of(str(plan), str(folder / "state" / "ka2plan")):
        with open(name, "rb") as lines:
            held = replay(lines)
        return held.text if held else ""
    return ""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_text_that_was_still_being_written_comes_back(tmp_path, plan, number):
    plan.write_text(plan.read_text(encoding="utf-8").partition("\n[texts.")[0] + "\n", encoding="utf-8")
    with opened(tmp_path, plan) as terminal:
        write_a_long_text(terminal, tmp_path, plan)
        terminal.send(number)
        terminal.wait_for_end()
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("The last change was still being typed")
        terminal.press("r")
        terminal.wait_for("restored; undo takes it back")
        terminal.press("w")
        terminal.wait_for("saved ka220")
    assert "Sentence 2 of what the coordinator wrote" in plan.read_text(encoding="utf-8")


def test_what_was_left_can_be_put_off_and_thrown_away(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        edit(terminal, tmp_path, plan)
        terminal.send(signal.SIGKILL)
        terminal.wait_for_end()
    for key, left in (("\x1b", 1), ("d", 0)):
        with opened(tmp_path, plan) as terminal:
            terminal.wait_for("decide next time")
            terminal.press(key)
            terminal.wait_for(lambda: "decide next time" not in terminal.picture)
            terminal.press("q")
            assert terminal.wait_for_end() == 0
        assert len(recoverable(str(plan), str(tmp_path / "state" / "ka2plan"))) == left


def test_what_is_kept_is_the_users_alone(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        edit(terminal, tmp_path, plan)
        terminal.press("q")
        terminal.wait_for("not saved")
        terminal.press("s")
        assert terminal.wait_for_end() == 0
    with opened(tmp_path, plan) as terminal:
        edit(terminal, tmp_path, plan)
        kept = [path for path in (tmp_path / "state").rglob("*") if path.name != "state"]
        modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in kept}
        assert modes == {True: 0o700, False: 0o600}


def test_a_crash_tells_its_reason_in_a_sentence_and_that_nothing_is_lost(tmp_path, plan):
    with opened(tmp_path, plan, CRASHING) as terminal:
        edit(terminal, tmp_path, plan)
        terminal.press("?")
        terminal.wait_for_end()
        assert terminal.errors == (
            "ka2plan: what was not saved is kept, and offered when the plan is opened again\n"
            "ka2plan: a fault of ka2plan itself: ZeroDivisionError: [red]inside. KA2PLAN_DEBUG=1 shows where\n"
        )


IN_THE_APPLICATION = CRASHING.replace("program_commands import Help", "application import EditorApp as Help")
BEHIND = IN_THE_APPLICATION.replace("run", "examine")


def test_a_fault_in_what_is_done_behind_the_first_picture_is_told_too(tmp_path, plan):
    program = BEHIND.replace("(self, editor)", "(self)")
    with opened(tmp_path, plan, program) as terminal:
        assert terminal.wait_for_end() == 3
        assert terminal.is_restored
        assert terminal.errors == (
            "ka2plan: a fault of ka2plan itself: ZeroDivisionError: [red]inside. KA2PLAN_DEBUG=1 shows where\n"
        )


NO_KEYS = (b"\xff", b"\xc3", b"\xe2\x82", b"\x1b[M\x20\xe0\x21", b"\x1b[<nan;1M", b"\x1b[<1;2", b"\x00", b"\x1b[999~")


@pytest.mark.parametrize("data", NO_KEYS)
def test_bytes_that_are_no_keys_end_nothing(tmp_path, plan, data):
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        terminal.press(data)
        terminal.press("\x1b")
        terminal.press(A_MONTH_LATER)
        terminal.wait_for(lambda: journalled(tmp_path, plan))
        assert terminal.errors == ""


NEVER = ("quit", "palette", "file.own-editor", "file.save", "file.save-as", "file.export")
"""Commands that random bytes must not give, since they may end the editor in order or write files."""


TO_VIEWS = (*"123456789!#", "jj\r")
"""Keys that lead from the plan to every view, and to the form of an activity."""


def back_to_the_plan(terminal: Terminal) -> None:
    """Leaves whatever is open, a dialog at a time."""
    for _times in range(12):
        for _asked_again_then_dialog_then_view in range(3):
            terminal.press("\x1b")
            terminal.wait_quiet(0.15)
        terminal.press("1")
        terminal.wait_quiet(0.15)
        if re.search("Id +Title", terminal.picture):
            return
    raise AssertionError(terminal.picture)


@contextmanager
def told_on_failure(sent: list[bytes]) -> Iterator[None]:
    """Tells with a failure what was typed before it."""
    try:
        yield
    except BaseException as failure:
        failure.add_note(f"seed {RANDOM_SEED}, input {len(sent)}; the last ones: {sent[-20:]}")
        raise


def test_random_bytes_end_nothing_and_the_next_key_works(tmp_path, plan):
    config = tmp_path / "config" / "ka2plan"
    config.mkdir(parents=True)
    (config / "keys.toml").write_text("".join(f'"{name}" = []\n' for name in NEVER), encoding="utf-8")
    random, sent = Random(RANDOM_SEED), []
    with opened(tmp_path, plan) as terminal, told_on_failure(sent):
        terminal.wait_for("A4.2")
        for number in range(RANDOM_INPUTS):
            if number % 20 == 0:
                terminal.press(TO_VIEWS[number // 20 % len(TO_VIEWS)])
                terminal.wait_quiet(0.15)
            sent.append(random.randbytes(random.randint(1, 64)))
            terminal.press(sent[-1])
            if number % 20 == 19:
                terminal.press("\x1b[201~")  # what was begun as a paste would go on to the end
                back_to_the_plan(terminal)
                assert terminal.errors == ""


def test_a_terminal_that_nobody_reads_blocks_neither_keys_nor_the_journal_nor_the_end(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("jj")
        for _times in range(150):  # pictures for which the line has no room
            terminal.press("12")
        terminal.press("1>")
        wait_until(lambda: journalled(tmp_path, plan))
        terminal.send(signal.SIGTERM)
        wait_until(lambda: terminal.has_ended)
        assert terminal.wait_for_end() == 143
        assert terminal.modes_are_restored
    assert left_behind(tmp_path, plan).labels == ("move A2.1",)


def test_a_line_that_listens_again_shows_where_the_keys_have_led(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        for _times in range(150):
            terminal.press("12")
        terminal.press("1jj>")
        wait_until(lambda: journalled(tmp_path, plan))
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")


def test_stopped_and_gone_on_with_it_shows_the_plan_again_and_takes_keys(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        edit(terminal, tmp_path, plan)
        terminal.send(signal.SIGTSTP)
        terminal.wait_for_state("T")
        terminal.wait_for(lambda: terminal.is_restored)
        terminal.screen.reset()
        terminal.send(signal.SIGCONT)
        terminal.wait_for("A4.2")
        assert not terminal.modes_are_restored
        terminal.press("u")
        terminal.wait_for("1 Nov 2026 - 28 Feb 2027")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.is_restored


def test_the_users_own_editor_gets_the_terminal_and_gives_it_back(tmp_path, plan):
    own = tmp_path / "own-editor"
    own.write_text('#!/bin/sh\nsed -i "s/Outdoor classrooms/Indoor classrooms/" "$1"\n', encoding="utf-8")
    own.chmod(0o755)
    with opened(tmp_path, plan, EDITOR=str(own)) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("own-editor ended: 1 changed line")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
        terminal.press("w")
        terminal.wait_for("saved ka220")
    assert "Indoor classrooms" in plan.read_text(encoding="utf-8")


def script(folder: Path, *lines: str) -> str:
    """A program in place of an editor."""
    own = folder / "own-editor"
    own.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    own.chmod(0o755)
    return str(own)


def test_keys_typed_while_the_own_editor_has_the_terminal_do_nothing_when_it_is_back(tmp_path, plan):
    go, begun = tmp_path / "go", tmp_path / "begun"
    own = script(tmp_path, f"touch {begun}", f"while [ ! -e {go} ]; do sleep 0.05; done")
    with opened(tmp_path, plan, EDITOR=own) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E37\r")
        terminal.wait_for(begun.exists)
        terminal.press("37\r")
        go.touch()
        terminal.wait_for("own-editor: nothing changed")
        assert "Title" in terminal.picture
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")
        assert left_over(tmp_path, plan) == ("move A2.1",)


def left_over(folder: Path, plan: Path) -> tuple[str, ...]:
    """The edits that the journal of a living editor holds."""
    (name,) = journals_of(str(plan), str(folder / "state" / "ka2plan"))
    with open(name, "rb") as lines:
        held = replay(lines)
    return held.labels if held else ()


@pytest.mark.parametrize("named", ["nonexisting --wait", "/nonexisting/editor", 'vi "'])
def test_an_own_editor_that_does_not_exist_is_said_and_the_plan_goes_on(tmp_path, plan, named):
    with opened(tmp_path, plan, EDITOR=named) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("No closing quotation" if '"' in named else "no such program")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")


def test_an_own_editor_that_cannot_be_started_gives_the_terminal_back(tmp_path, plan):
    own = tmp_path / "own-editor"
    own.write_bytes(b"\x7fELF no program")
    own.chmod(0o755)
    with opened(tmp_path, plan, EDITOR=str(own)) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("own-editor: Exec format error")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")


def test_an_own_editor_that_ends_with_an_error_asks_what_its_text_is_worth(tmp_path, plan):
    own = script(tmp_path, 'sed -i "s/Outdoor classrooms/Indoor classrooms/" "$1"', "exit 3")
    with opened(tmp_path, plan, EDITOR=own) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("own-editor ended with error 3, and with 1 changed line")
        terminal.press("t")
        terminal.wait_for("own-editor ended: 1 changed line")
        terminal.press("E")
        terminal.wait_for("own-editor ended with error 3: nothing changed")


def test_without_a_named_editor_it_is_asked_before_vi_opens(tmp_path, plan):
    folder = tmp_path / "bin"
    folder.mkdir()
    script(folder, 'sed -i "s/Outdoor classrooms/Indoor classrooms/" "$1"')
    (folder / "own-editor").rename(folder / "vi")
    with opened(tmp_path, plan, PATH=f"{folder}:{os.environ['PATH']}") as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("VISUAL and EDITOR are not set")
        terminal.press("\r")
        terminal.wait_for(lambda: "VISUAL and EDITOR" not in terminal.picture)
        terminal.press("Eo")
        terminal.wait_for("vi ended: 1 changed line")


def test_a_size_that_changes_all_the_time_and_goes_down_to_nothing_ends_nothing(tmp_path, plan):
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        for size in [(20, 5), (200, 50), (1, 1), (80, 2), (3, 40), (81, 25), (80, 24)] * 3:
            terminal.resize(*size)
        terminal.press(A_MONTH_LATER)
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")


KNOWN_ORDER = re.compile(
    rb"\x1b\[[\d;]*[Hm]|\x1b\[\d+[CDAB]|\x1b\[\?[\d;]+(?:[hl]|\$p)|\x1b\[[<>=]\d*u|\x1b\]22;[\w+/=]*(?:\a|\x1b\\)|[\r\n]"
)
CLIPBOARD_ORDER = re.compile(rb"\x1b\]52;c;([\w+/=]*)(?:\a|\x1b\\)")
HARM = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def test_texts_out_for_mischief_reach_the_terminal_as_harmless_characters(tmp_path, plan):
    mischief = (
        r"\u001b]0;PWNED\u0007\u001b[2J\u001b]52;c;eA==\u0007\u009b31m\u202etxt\u2066\u200b\u0000[red][/x]"
        "[@click=app.exit]:skull:" + "x\u0301" * 40
    )
    titles = re.compile(r'^(title|name|note|city) = "', re.MULTILINE)
    text = titles.sub(lambda found: found[0] + mischief, plan.read_text(encoding="utf-8"))
    plan.write_text(text.replace('"OSL"', f'"O{mischief}"').replace(".OSL", f'."O{mischief}"'), encoding="utf-8")
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        everywhere = "".join(f"\x1b{number}" for number in range(2, 10))
        for keys, back in (
            (everywhere, "\x1b1"),
            ("\r", "\x1b1"),
            ("?", "q"),
            (":", "\x1b"),
            ("T", "\x1b"),
            ("y/x", "\r"),
        ):
            terminal.press(keys)
            terminal.wait_quiet(0.2)
            terminal.press(back)
            terminal.wait_quiet(0.2)  # an escape counts as one only if nothing follows at once
            terminal.wait_for("NDJFMAM")
        terminal.press("1jj>")
        terminal.wait_for(lambda: journalled(tmp_path, plan))
        terminal.press("q")
        terminal.wait_for("not saved")
        terminal.press("d")
        assert terminal.wait_for_end() == 0
        assert terminal.screen.title == ""
    (copied_by_key,) = CLIPBOARD_ORDER.finditer(terminal.written)
    copied_text = b64decode(copied_by_key[1]).decode()
    assert "Project management" in copied_text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", copied_text)
    rest = KNOWN_ORDER.sub(b"", terminal.written.replace(copied_by_key[0], b"")).decode()
    assert HARM.findall(rest) == []


def test_the_state_folder_being_in_the_way_is_said_and_stops_nothing(tmp_path, plan):
    (tmp_path / "state").write_text("", encoding="utf-8")
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        terminal.press(A_MONTH_LATER)
        terminal.wait_for("unsaved work is not safe")
        terminal.press("w")
        terminal.wait_for("saved ka220")
        assert os.path.getsize(plan)
