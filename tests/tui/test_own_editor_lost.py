"""However ka2plan ends while the user's own editor has the text: what was saved there comes back."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ka2plan.session.recovery import lent_texts_of, recoverable
from tests.tui.in_terminal import EDITOR, Terminal, in_terminal, wait_until
from tests.tui.pilot import copied
from tests.tui.test_safety import ALL_ON_THE_LINE, IGNORING, edit, held_in_journal, opened, script

INDOORS = 'sed -i "s/Outdoor classrooms/Indoor classrooms/" "$1"'
ENDS: dict[str, tuple[Callable[[Terminal], None], int, str]] = {
    "SIGHUP": (lambda terminal: terminal.send(signal.SIGHUP), 129, EDITOR),
    "SIGTERM": (lambda terminal: terminal.send(signal.SIGTERM), 143, EDITOR),
    "kill -9": (lambda terminal: terminal.send(signal.SIGKILL), -9, EDITOR),
    "the line is closed": (Terminal.hang_up, 129, EDITOR),
    "the line is closed and SIGHUP ignored": (Terminal.hang_up, 129, IGNORING),
    "the line is closed and takes no last word": (Terminal.hang_up, 129, ALL_ON_THE_LINE),
    "all that run in the terminal are ended": (lambda terminal: os.killpg(terminal.pid, signal.SIGTERM), 143, EDITOR),
}
"""What ends the program, with which exit code, in which program."""


@pytest.fixture
def plan(tmp_path):
    return copied(tmp_path, "ka220-school")


def state_of(folder: Path) -> str:
    return str(folder / "state" / "ka2plan")


def lent(folder: Path, plan: Path) -> list[str]:
    return lent_texts_of(str(plan), state_of(folder))


@contextmanager
def an_editor_that_stays(folder: Path, *lines: str) -> Iterator[str]:
    """A program in place of an editor that does something and then stays until the end of the test or of its line."""
    alive = folder / "alive"
    alive.touch()
    wait = f"[ -t 0 ] && while [ -e {alive} ]; do read -r -t 0.05 key; [ $? -eq 1 ] && exit 1; done"
    own = folder / "own-editor"
    own.write_text("\n".join(("#!/bin/bash", *lines, f"touch {folder / 'begun'}", wait, "")), encoding="utf-8")
    own.chmod(0o755)
    try:
        yield str(own)
    finally:
        alive.unlink()


@pytest.mark.parametrize("unsaved_before", [False, True])
@pytest.mark.parametrize("name", ENDS)
def test_what_the_own_editor_saved_comes_back_however_the_program_ends(tmp_path, plan, name, unsaved_before):
    end, code, program = ENDS[name]
    before = plan.read_bytes()
    with an_editor_that_stays(tmp_path, INDOORS) as own:
        with opened(tmp_path, plan, program, EDITOR=own) as terminal:
            terminal.wait_for("A4.2")
            if unsaved_before:
                edit(terminal, tmp_path, plan)
            terminal.press("E")
            terminal.wait_for((tmp_path / "begun").exists)
            end(terminal)
            assert terminal.wait_for_end() == code
        assert plan.read_bytes() == before
        with opened(tmp_path, plan) as terminal:
            terminal.wait_for("The last change was still being typed in own-editor")
            terminal.press("r")
            terminal.wait_for("restored; undo takes it back")
            terminal.press("w")
            terminal.wait_for("saved ka220")
            terminal.press("q")
            assert terminal.wait_for_end() == 0
    text = plan.read_text(encoding="utf-8")
    assert "Indoor classrooms" in text
    assert ('start = "M2"' in text.partition('[activities."A2.1"]')[2].partition("\n[")[0]) is unsaved_before
    assert recoverable(str(plan), state_of(tmp_path)) == ()
    assert lent(tmp_path, plan) == []


def test_what_the_own_editor_saves_is_in_the_journal_while_it_still_runs(tmp_path, plan):
    with (
        an_editor_that_stays(tmp_path, INDOORS) as own,
        opened(tmp_path, plan, EDITOR=own) as terminal,
    ):
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for(lambda: "Indoor classrooms" in held_in_journal(tmp_path, plan))


def test_the_text_that_the_own_editor_has_is_the_users_alone(tmp_path, plan):
    with (
        an_editor_that_stays(tmp_path) as own,
        opened(tmp_path, plan, EDITOR=own) as terminal,
    ):
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for((tmp_path / "begun").exists)
        (folder,) = lent(tmp_path, plan)
        kept = [Path(folder), *Path(folder).rglob("*")]
        assert {path.name for path in kept} >= {"began", plan.name}
        modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in kept}
        assert modes == {True: 0o700, False: 0o600}


def test_a_text_that_is_in_the_own_editor_of_a_living_program_is_offered_to_no_other(tmp_path, plan):
    with (
        an_editor_that_stays(tmp_path, INDOORS) as own,
        opened(tmp_path, plan, EDITOR=own) as terminal,
    ):
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for(lambda: "Indoor classrooms" in held_in_journal(tmp_path, plan))
        assert recoverable(str(plan), state_of(tmp_path)) == ()
        assert len(lent(tmp_path, plan)) == 1


def test_nothing_is_left_of_a_text_that_came_back_as_it_was_or_was_taken(tmp_path, plan):
    for lines, told in (((), "nothing changed"), ((INDOORS,), "ended: 1 changed line")):
        with opened(tmp_path, plan, EDITOR=script(tmp_path, *lines)) as terminal:
            terminal.wait_for("A4.2")
            terminal.press("E")
            terminal.wait_for(told)
            terminal.wait_for(lambda: lent(tmp_path, plan) == [])
            terminal.send(signal.SIGKILL)
            terminal.wait_for_end()
    (recovery,) = recoverable(str(plan), state_of(tmp_path))
    assert "Indoor classrooms" in recovery.text


def test_a_text_nobody_has_decided_about_is_offered_when_the_plan_is_opened_again(tmp_path, plan):
    with opened(tmp_path, plan, EDITOR=script(tmp_path, INDOORS, "exit 3")) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("decide when the plan is opened again")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "decide when" not in terminal.picture)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("The last change was still being typed in own-editor")
        terminal.press("d")
        terminal.wait_for(lambda: lent(tmp_path, plan) == [])


def test_what_another_editor_keeps_to_bring_back_what_was_typed_is_kept_and_leads_back_into_it(tmp_path, plan):
    leaving_a_swap = script(tmp_path, 'echo unsaved > "$(dirname "$1")/.swap"', "kill -9 $$")
    with opened(tmp_path, plan, EDITOR=leaving_a_swap) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("saved nothing and left .swap")
        terminal.press("\x1b")
        terminal.wait_for(lambda: ".swap" not in terminal.picture)
        terminal.send(signal.SIGKILL)
        terminal.wait_for_end()
    bringing_back = script(tmp_path, '[ -e "$(dirname "$1")/.swap" ] || exit 1', INDOORS, 'rm "$(dirname "$1")/.swap"')
    with opened(tmp_path, plan, EDITOR=bringing_back) as terminal:
        terminal.wait_for("left .swap")
        terminal.press("g")
        terminal.wait_for("being typed")
        terminal.press("r")
        terminal.wait_for("restored; undo takes it back")
        terminal.press("w")
        terminal.wait_for("saved ka220")
    assert "Indoor classrooms" in plan.read_text(encoding="utf-8")
    assert lent(tmp_path, plan) == []


@contextmanager
def an_editor_deaf_to_its_end(folder: Path, *ending: str) -> Iterator[str]:
    """A program in place of an editor that saves once it is told to, whatever becomes of its line, and lives on."""
    own, save, goes_on = folder / "own-editor", folder / "save", folder / "goes-on"
    goes_on.touch()
    wait = f"while [ -e {goes_on} ] && [ ! -e {save} ]; do read -r -t 0.05 <> <(:); done"
    lines = (f"[ -e {save} ] && {INDOORS} && touch {folder / 'saved'}", f"rm -f {save}")
    loop = f"while [ -e {goes_on} ]; do {wait}; {'; '.join(lines)}; done"
    text = ("#!/bin/bash", "trap '' HUP TERM", f"( {loop} ) </dev/null >/dev/null 2>&1 &", f"touch {folder / 'begun'}")
    own.write_text("\n".join((*text, *ending, "")), encoding="utf-8")
    own.chmod(0o755)
    try:
        yield str(own)
    finally:
        goes_on.unlink()


def save_and_find_it_offered(folder: Path, plan: Path) -> None:
    """Has the editor save, and brings back what it saved."""
    (folder / "save").touch()
    wait_until((folder / "saved").exists)
    with opened(folder, plan) as terminal:
        terminal.wait_for("The last change was still being typed in own-editor")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "own-editor" not in terminal.picture)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with opened(folder, plan) as terminal:
        terminal.wait_for("The last change was still being typed in own-editor")
        terminal.press("r")
        terminal.wait_for("restored; undo takes it back")
        terminal.press("w")
        terminal.wait_for("saved ka220")
    assert "Indoor classrooms" in plan.read_text(encoding="utf-8")


def test_an_editor_that_goes_on_behind_the_one_that_was_called_has_its_text_offered_later(tmp_path, plan):
    with an_editor_deaf_to_its_end(tmp_path) as own:
        with opened(tmp_path, plan, EDITOR=own) as terminal:
            terminal.wait_for("A4.2")
            terminal.press("E")
            terminal.wait_for("own-editor is still open: what it saves is offered")
            terminal.press("q")
            assert terminal.wait_for_end() == 0
        with opened(tmp_path, plan) as terminal:
            terminal.wait_for("A4.2")
            assert len(lent(tmp_path, plan)) == 1
        save_and_find_it_offered(tmp_path, plan)
    with opened(tmp_path, plan) as terminal:
        terminal.wait_for("A4.2")
        terminal.wait_for(lambda: lent(tmp_path, plan) == [])


def test_an_editor_that_outlives_the_program_and_a_look_at_the_plan_saves_to_where_it_is_offered(tmp_path, plan):
    with an_editor_deaf_to_its_end(tmp_path, "wait") as own:
        with opened(tmp_path, plan, EDITOR=own) as terminal:
            terminal.wait_for("A4.2")
            terminal.press("E")
            terminal.wait_for((tmp_path / "begun").exists)
            terminal.send(signal.SIGKILL)
            terminal.wait_for_end()
        with opened(tmp_path, plan) as terminal:
            terminal.wait_for("A4.2")
            assert len(lent(tmp_path, plan)) == 1
        save_and_find_it_offered(tmp_path, plan)


def test_an_editor_that_is_interrupted_from_the_keyboard_ends_alone(tmp_path, plan):
    with (
        an_editor_that_stays(tmp_path, "trap 'exit 7' INT") as own,
        opened(tmp_path, plan, EDITOR=own) as terminal,
    ):
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for((tmp_path / "begun").exists)
        terminal.press("\x03")
        terminal.wait_for("own-editor ended with error 7: nothing changed")
        terminal.press("jj>")
        terminal.wait_for("1 Dec 2026 - 31 Mar 2027")


def test_without_a_state_folder_the_own_editor_works_all_the_same(tmp_path, plan):
    (tmp_path / "state").write_text("", encoding="utf-8")
    with in_terminal(tmp_path, str(plan), EDITOR=script(tmp_path, INDOORS), TMPDIR=str(tmp_path)) as terminal:
        terminal.wait_for("A4.2")
        terminal.press("E")
        terminal.wait_for("ended: 1 changed line")
        terminal.press("w")
        terminal.wait_for("saved ka220")
    assert "Indoor classrooms" in plan.read_text(encoding="utf-8")
