"""One open plan: edits, undo, saving, what others do to the file."""

from __future__ import annotations

import os

import pytest

from ka2plan.document import Batch, SetValue
from ka2plan.errors import CannotWrite, ChangedOnDisk, Clash, EditError
from tests.session.plans import PLAN, Clock, session_on, written

TITLE = ("activities", "A1", "title")


def test_an_edit_gives_a_new_snapshot_and_leaves_the_old_one_as_it_was(tmp_path):
    session = session_on(tmp_path)
    before = session.snapshot
    after = session.do(SetValue(TITLE, "First meeting"))
    assert before.plan.activities["A1"].title == "Kick-off"
    assert after.plan.activities["A1"].title == "First meeting"
    assert after is session.snapshot
    assert (before.dirty, after.dirty) == (False, True)
    assert after.generation == before.generation + 1


def test_two_snapshots_of_the_same_text_are_not_equal_so_that_showing_one_is_a_change(tmp_path):
    session = session_on(tmp_path)
    first = session.snapshot
    session.save()
    assert session.snapshot != first


def test_an_edit_writes_only_what_it_changes(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First meeting"))
    session.save()
    assert written_text(session) == PLAN.replace("Kick-off", "First meeting")


def test_undo_and_redo_walk_through_the_steps_and_name_them(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First meeting"), "rename the meeting")
    session.do(SetValue(("activities", "A1", "end"), "M3"), "lengthen A1")
    assert session.snapshot.undo_label == "lengthen A1"
    assert session.undo() == "lengthen A1"
    assert session.snapshot.redo_label == "lengthen A1"
    assert session.undo() == "rename the meeting"
    assert session.snapshot.text == PLAN
    assert not session.snapshot.dirty
    assert session.undo() is None
    assert session.redo() == "rename the meeting"
    assert session.redo() == "lengthen A1"
    assert session.redo() is None
    assert session.snapshot.plan.activities["A1"].end_written.number == 3


def test_an_edit_after_undo_forgets_what_was_undone(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.undo()
    session.do(SetValue(TITLE, "Second"))
    assert session.snapshot.redo_label is None


def test_equal_edits_of_a_field_within_two_seconds_are_one_step(tmp_path):
    clock = Clock()
    session = session_on(tmp_path, clock=clock)
    for month in (3, 4, 5):
        session.do(SetValue(("activities", "A1", "end"), f"M{month}"))
        clock.now += 1.9
    session.undo()
    assert session.snapshot.text == PLAN


def test_equal_edits_further_apart_are_steps_of_their_own(tmp_path):
    clock = Clock()
    session = session_on(tmp_path, clock=clock)
    session.do(SetValue(("activities", "A1", "end"), "M3"))
    clock.now += 2.1
    session.do(SetValue(("activities", "A1", "end"), "M4"))
    session.undo()
    assert session.snapshot.plan.activities["A1"].end_written.number == 3


def test_edits_of_different_fields_are_never_one_step(tmp_path):
    session = session_on(tmp_path, clock=Clock())
    session.do(SetValue(("activities", "A1", "end"), "M3"))
    session.do(SetValue(TITLE, "First"))
    session.undo()
    assert session.snapshot.plan.activities["A1"].end_written.number == 3


def test_moving_the_same_activities_twice_is_one_step_whatever_the_order_of_the_parts(tmp_path):
    session = session_on(tmp_path, clock=Clock())
    start, end = ("activities", "A1", "start"), ("activities", "A1", "end")
    session.do(Batch((SetValue(start, "M2"), SetValue(end, "M3"))))
    session.do(Batch((SetValue(end, "M4"), SetValue(start, "M3"))))
    session.undo()
    assert session.snapshot.text == PLAN


def test_after_undo_an_equal_edit_is_a_step_of_its_own(tmp_path):
    session = session_on(tmp_path, clock=Clock())
    session.do(SetValue(("activities", "A1", "end"), "M3"))
    session.undo()
    session.redo()
    session.do(SetValue(("activities", "A1", "end"), "M4"))
    session.undo()
    assert session.snapshot.plan.activities["A1"].end_written.number == 3


def test_an_edit_that_changes_nothing_is_no_step(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "Kick-off"))
    assert session.snapshot.undo_label is None


def test_an_edit_that_cannot_be_made_leaves_everything_as_it_was(tmp_path):
    session = session_on(tmp_path)
    before = session.snapshot
    with pytest.raises(EditError):
        session.do(SetValue((*TITLE, "deeper"), "x"))
    assert session.snapshot is before


def test_subscribers_get_every_new_snapshot_until_they_leave(tmp_path):
    session = session_on(tmp_path)
    seen = []
    leave = session.subscribe(seen.append)
    session.do(SetValue(TITLE, "First"))
    leave()
    session.undo()
    assert [snapshot.plan.activities["A1"].title for snapshot in seen] == ["First"]


def test_findings_come_when_they_are_asked_for_and_with_every_edit_from_then_on(tmp_path):
    session = session_on(tmp_path)
    assert not session.snapshot.examined
    assert session.examine().examined
    assert session.snapshot.book is not None
    after = session.do(SetValue(("activities", "A1", "lead"), "XYZ"))
    assert after.examined
    assert any("XYZ" in finding.message for finding in after.findings)
    assert after.findings_at(("activities", "A1", "lead"))


def test_saving_writes_the_file_and_ends_being_unsaved(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.save()
    assert not session.snapshot.dirty
    assert 'title = "First"' in written_text(session)
    session.undo()
    assert session.snapshot.dirty


def test_what_somebody_else_wrote_is_noticed_and_never_overwritten(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    theirs = PLAN + "# theirs\n"
    (tmp_path / "plan.toml").write_text(theirs, encoding="utf-8")
    assert session.poll()
    assert session.snapshot.changed_on_disk
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert written_text(session) == theirs


def test_a_file_that_was_only_touched_has_not_changed(tmp_path):
    session = session_on(tmp_path)
    os.utime(tmp_path / "plan.toml", (1, 1))
    assert not session.poll()
    session.do(SetValue(TITLE, "First"))
    session.save()


def test_a_file_that_is_gone_has_changed(tmp_path):
    session = session_on(tmp_path)
    (tmp_path / "plan.toml").unlink()
    assert session.poll()


def test_reading_again_takes_the_file_from_disk_and_undo_brings_the_own_text_back(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    mine = session.snapshot.text
    (tmp_path / "plan.toml").write_text(PLAN + "# theirs\n", encoding="utf-8")
    session.reload()
    assert session.snapshot.text.endswith("# theirs\n")
    assert not session.snapshot.dirty
    session.undo()
    assert session.snapshot.text == mine
    session.save()
    assert written_text(session) == mine


def test_merging_joins_both_and_saving_then_writes_both(tmp_path):
    def merge(base: str, ours: str, theirs: str) -> str:
        assert (base, theirs) == (PLAN, PLAN + "# theirs\n")
        return ours + "# theirs\n"

    session = session_on(tmp_path, merge=merge)
    session.do(SetValue(TITLE, "First"))
    (tmp_path / "plan.toml").write_text(PLAN + "# theirs\n", encoding="utf-8")
    session.poll()
    session.merge_from_disk()
    assert not session.snapshot.changed_on_disk
    session.save()
    assert written_text(session) == PLAN.replace("Kick-off", "First") + "# theirs\n"


def test_a_merge_that_clashes_changes_nothing(tmp_path):
    def merge(*_texts: str) -> str:
        raise Clash("both changed the title")

    session = session_on(tmp_path, merge=merge)
    session.do(SetValue(TITLE, "First"))
    (tmp_path / "plan.toml").write_text(PLAN + "# theirs\n", encoding="utf-8")
    before = session.snapshot
    with pytest.raises(Clash):
        session.merge_from_disk()
    assert session.snapshot is before
    with pytest.raises(ChangedOnDisk):
        session.save()


def test_saving_under_another_name_goes_on_with_that_file(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    other = tmp_path / "other.toml"
    session.save_as(str(other))
    session.do(SetValue(TITLE, "Second"))
    session.save()
    assert 'title = "Second"' in other.read_text(encoding="utf-8")
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == PLAN
    assert session.snapshot.path == str(other)


def test_saving_under_a_name_that_is_taken_is_refused(tmp_path):
    session = session_on(tmp_path)
    (tmp_path / "other.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(ChangedOnDisk):
        session.save_as(str(tmp_path / "other.toml"))
    assert (tmp_path / "other.toml").read_text(encoding="utf-8") == "mine"


def test_read_only_refuses_edits_and_saving(tmp_path):
    session = session_on(tmp_path, read_only=True)
    with pytest.raises(EditError):
        session.do(SetValue(TITLE, "First"))
    with pytest.raises(EditError):
        session.replace_text("", "nothing")
    with pytest.raises(CannotWrite):
        session.save()
    assert session.snapshot.read_only


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[project\n", "SYN101"),
        ("<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n", "SYN102"),
        ("a = 1\n", "SYN103"),
        ("format = 99\n[project]\n", "SYN104"),
    ],
)
def test_a_text_that_is_no_plan_opens_with_the_finding_that_says_why(tmp_path, text, code):
    session = session_on(tmp_path, text)
    assert not session.snapshot.readable
    assert session.snapshot.text == text
    assert code in [finding.code for finding in session.snapshot.findings]
    with pytest.raises(EditError):
        session.do(SetValue(TITLE, "First"))
    session.replace_text(PLAN, "mended by hand")
    assert session.snapshot.readable


def test_bytes_that_are_no_text_open_read_only_and_are_never_written_back(tmp_path):
    path = written(tmp_path)
    path.write_bytes(b"title = '\xff\xfe'\n")
    session = session_on_path(path)
    assert session.snapshot.read_only
    assert session.snapshot.findings[0].code == "SYN106"


def test_examining_a_plan_that_cannot_be_read_keeps_its_finding(tmp_path):
    session = session_on(tmp_path, "[project\n")
    assert [finding.code for finding in session.examine().findings] == ["SYN101"]


def session_on_path(path):
    from ka2plan.session import Session

    return Session.open(str(path))


def written_text(session):
    with open(session.snapshot.path, encoding="utf-8") as file:
        return file.read()
