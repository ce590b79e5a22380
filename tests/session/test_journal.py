"""Unsaved work comes back, whatever ended the editor."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.document import SetValue
from ka2plan.errors import Clash
from ka2plan.session.folders import journal_folder
from ka2plan.session.journal_lines import Delta, delta, edited, encode, opening, replay
from ka2plan.session.recovery import discard, is_alive, journals_of, recoverable
from tests.session.plans import PLAN, session_on

TITLE = ("activities", "A1", "title")
ROOT = str(Path(__file__).parents[2])


@given(st.text(), st.text())
def test_a_delta_turns_the_old_text_into_the_new_one(old, new):
    assert delta(old, new).applied_to(old) == new


@given(st.text(), st.text(), st.text(), st.text(min_size=1))
def test_a_delta_holds_no_more_than_what_differs(head, tail, old, new):
    assert len(delta(head + old + tail, head + new + tail).middle) <= len(new)


@given(st.lists(st.text(alphabet="ab\n\u0161", max_size=12), min_size=1, max_size=6))
def test_a_journal_torn_at_any_byte_gives_the_last_edit_that_is_whole(texts):
    lines = [encode(opening("plan.toml", texts[0]))]
    lines += [encode(edited("edit", old, new)) for old, new in pairwise(texts)]
    whole = b"".join(lines)
    for length in range(len(whole) + 1):
        held = replay(whole[:length].splitlines(keepends=True))
        complete = sum(length >= end for end in ends_of(lines))
        if complete == 0:
            assert held is None
        else:
            assert held is not None
            assert held.text == texts[complete - 1]


def ends_of(lines):
    return [sum(map(len, lines[: number + 1])) for number in range(len(lines))]


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_a_journal_fail(data):
    assert replay(data.splitlines(keepends=True)) is None


def test_a_line_whose_checksum_is_right_but_that_says_nonsense_ends_the_journal():
    lines = [encode(opening("p", "abc")), encode({"label": "x", "delta": [1]}), encode(edited("y", "abc", "abd"))]
    held = replay(lines)
    assert held is not None
    assert held.text == "abc"


def test_delta_of_equal_texts_is_empty():
    assert delta("same", "same") == Delta(4, 0, "")


def state_of(tmp_path):
    return str(tmp_path / "state")


def journalled(tmp_path, **options):
    return session_on(tmp_path, journal_in=journal_folder(state_of(tmp_path)), **options)


def test_unsaved_edits_are_offered_after_the_editor_died(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"), "rename it")
    session.do(SetValue(("activities", "A1", "end"), "M9"), "lengthen it")
    text = session.snapshot.text
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert recovery.text == text
    assert recovery.base == PLAN
    assert recovery.labels == ("rename it", "lengthen it")


def test_recovered_work_is_one_step_of_undo_and_its_journal_goes(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.close(keep_journal=True)
    again = journalled(tmp_path)
    (recovery,) = recoverable(again.snapshot.path, state_of(tmp_path))
    again.recover(recovery)
    assert again.snapshot.plan.activities["A1"].title == "First"
    assert again.snapshot.dirty
    assert not os.path.exists(recovery.journal)
    again.undo()
    assert again.snapshot.text == PLAN
    again.close()


def left_behind(tmp_path):
    """Unsaved work on the title."""
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.close(keep_journal=True)


def drafting(tmp_path):
    """A session that has an edit, and a title that is being typed."""
    session = journalled(tmp_path)
    session.do(SetValue(("activities", "A1", "end"), "M9"), "lengthen it")
    session.draft(SetValue(TITLE, "Fir"), "being typed: A1 title")
    session.draft(SetValue(TITLE, "First"), "being typed: A1 title")
    return session


def test_what_was_being_typed_comes_back_as_an_edit_of_its_field(tmp_path):
    session = drafting(tmp_path)
    edited = session.snapshot.text
    session.close(keep_journal=True)
    again = journalled(tmp_path)
    (recovery,) = recoverable(again.snapshot.path, state_of(tmp_path))
    assert recovery.labels == ("lengthen it", "being typed: A1 title")
    assert recovery.draft == "being typed: A1 title"
    again.recover(recovery)
    assert again.snapshot.text == edited.replace("Kick-off", "First")
    again.close()


def test_an_edit_takes_the_place_of_what_was_being_typed(tmp_path):
    session = drafting(tmp_path)
    session.do(SetValue(TITLE, "First of all"), "rename it")
    text = session.snapshot.text
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert (recovery.text, recovery.draft) == (text, "")
    assert recovery.labels == ("lengthen it", "rename it")


def test_saving_keeps_what_is_being_typed_meanwhile(tmp_path):
    session = drafting(tmp_path)
    edited = session.save().text
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert (recovery.base, recovery.labels) == (edited, ("being typed: A1 title",))
    assert recovery.text == edited.replace("Kick-off", "First")


def test_what_was_dropped_while_it_was_typed_does_not_come_back(tmp_path):
    session = drafting(tmp_path)
    session.drop_draft()
    text = session.snapshot.text
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert (recovery.text, recovery.labels, recovery.draft) == (text, ("lengthen it",), "")


def test_a_draft_without_any_edit_is_offered_and_dropped_leaves_no_journal(tmp_path):
    session = journalled(tmp_path)
    session.draft(SetValue(TITLE, "First"), "being typed")
    session.make_safe(5)
    (name,) = os.listdir(journal_folder(state_of(tmp_path)))
    with open(os.path.join(journal_folder(state_of(tmp_path)), name), "rb") as lines:
        assert replay(lines).text == PLAN.replace("Kick-off", "First")
    session.drop_draft()
    session.make_safe(5)
    assert os.listdir(journal_folder(state_of(tmp_path))) == []
    session.close()


def test_recovering_after_the_file_changed_joins_both(tmp_path):
    left_behind(tmp_path)
    again = session_on(tmp_path, PLAN.replace('end = "M2"', 'end = "M3"'))
    (recovery,) = recoverable(again.snapshot.path, state_of(tmp_path))
    again.recover(recovery)
    assert again.snapshot.text == PLAN.replace('end = "M2"', 'end = "M3"').replace("Kick-off", "First")


def test_a_recovery_that_clashes_is_kept_until_something_is_chosen(tmp_path):
    left_behind(tmp_path)
    again = session_on(tmp_path, PLAN.replace("Kick-off", "Start"))
    (recovery,) = recoverable(again.snapshot.path, state_of(tmp_path))
    with pytest.raises(Clash):
        again.recover(recovery)
    assert recoverable(again.snapshot.path, state_of(tmp_path)) == (recovery,)
    again.recover(recovery, {TITLE: "ours"})
    assert again.snapshot.plan.activities["A1"].title == "First"
    assert recoverable(again.snapshot.path, state_of(tmp_path)) == ()


def test_what_came_in_is_in_the_journal_with_the_unsaved_work(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    (tmp_path / "plan.toml").write_text(PLAN.replace('end = "M2"', 'end = "M3"'), encoding="utf-8")
    session.take_in(session.arrival())
    text = session.snapshot.text
    session.close(keep_journal=True)
    again = session_on(tmp_path, PLAN.replace('end = "M2"', 'end = "M3"'))
    (recovery,) = recoverable(again.snapshot.path, state_of(tmp_path))
    again.recover(recovery)
    assert again.snapshot.text == text


def test_the_journal_of_a_living_editor_is_no_recovery(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    assert recoverable(session.snapshot.path, state_of(tmp_path)) == ()
    assert any(map(is_alive, journals_of(session.snapshot.path, state_of(tmp_path))))
    session.close()
    assert not any(map(is_alive, journals_of(session.snapshot.path, state_of(tmp_path))))


def test_saving_and_leaving_leave_no_journal(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.save()
    session.make_safe(5)
    folder = journal_folder(state_of(tmp_path))
    assert os.listdir(folder) == []
    session.do(SetValue(TITLE, "Second"))
    session.close()
    assert os.listdir(folder) == []


def test_looking_at_a_plan_writes_no_journal(tmp_path):
    session = journalled(tmp_path)
    session.make_safe(5)
    assert not os.path.exists(journal_folder(state_of(tmp_path)))
    session.close()


def test_the_journal_is_the_users_alone(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    folder = journal_folder(state_of(tmp_path))
    (name,) = os.listdir(folder)
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o600
    session.close()


def test_a_folder_that_cannot_be_written_is_told_and_stops_no_edit(tmp_path):
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    assert session.snapshot.plan.activities["A1"].title == "First"
    assert session.safekeeping.journal.trouble
    session.close()


def test_journals_without_unsaved_work_are_cleared_away(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.undo()
    session.close(keep_journal=True)
    assert recoverable(session.snapshot.path, state_of(tmp_path)) == ()
    assert os.listdir(journal_folder(state_of(tmp_path))) == []


def test_a_discarded_recovery_does_not_come_back(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    discard(recovery)
    assert recoverable(session.snapshot.path, state_of(tmp_path)) == ()


def test_edits_of_a_process_that_is_killed_come_back(tmp_path):
    """Every edit that was told to be safe is there, though nothing ran at the end."""
    session = session_on(tmp_path)
    program = (
        "import os, sys\n"
        "from ka2plan.document import SetValue\n"
        "from ka2plan.session import Session\n"
        "from ka2plan.session.folders import journal_folder\n"
        "session = Session.open(sys.argv[1], journal_in=journal_folder(sys.argv[2]))\n"
        "for number in range(20):\n"
        "    session.do(SetValue(('activities', 'A1', 'title'), f'Title {number}'))\n"
        "session.make_safe(10)\n"
        "print('safe', flush=True)\n"
        "session.do(SetValue(('activities', 'A1', 'title'), 'Title 20'))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, session.snapshot.path, state_of(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "safe\n", done.stderr
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert "Title 19" in recovery.text or "Title 20" in recovery.text


def test_after_a_disk_that_was_full_the_next_edit_is_safe_again(tmp_path, monkeypatch):
    session = journalled(tmp_path)
    real, refused = os.fsync, []

    def refuse_once(file):
        if not refused:
            refused.append(file)
            raise OSError(28, "No space left on device")
        real(file)

    monkeypatch.setattr(os, "fsync", refuse_once)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    assert session.safekeeping.journal.trouble == "No space left on device"
    session.do(SetValue(TITLE, "Second"))
    session.make_safe(5)
    assert session.safekeeping.journal.trouble is None
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert "Second" in recovery.text
