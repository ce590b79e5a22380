"""One open plan: edits, undo, saving, what others do to the file."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.document import Batch, SetValue
from ka2plan.errors import CannotWrite, ChangedOnDisk, EditError
from ka2plan.merge.clash import Own
from ka2plan.session.join import CannotJoin
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


THEIR_TITLE = PLAN.replace("Kick-off", "Start")
THEIR_END = PLAN.replace('end = "M2"', 'end = "M3"')


def arrived(tmp_path, session, theirs):
    (tmp_path / "plan.toml").write_text(theirs, encoding="utf-8")
    assert session.poll()
    return session.arrival()


def test_what_somebody_else_saved_joins_what_is_not_saved_here(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    arrival = arrived(tmp_path, session, THEIR_END)
    assert arrival.joining.came_in() == ("A1 ends M3 instead of M2",)
    session.take_in(arrival)
    assert not session.snapshot.changed_on_disk
    assert session.snapshot.dirty
    session.save()
    assert written_text(session) == THEIR_END.replace("Kick-off", "First")


def test_what_somebody_else_saved_is_read_where_everything_here_is_saved(tmp_path):
    session = session_on(tmp_path)
    session.take_in(arrived(tmp_path, session, THEIR_END))
    assert session.snapshot.text == THEIR_END
    assert not session.snapshot.dirty
    assert session.snapshot.undo_label is None


def test_undo_and_redo_never_take_back_what_came_in(tmp_path):
    session = session_on(tmp_path, clock=Clock())
    session.do(SetValue(TITLE, "First"))
    session.save()
    session.do(SetValue(("activities", "A1", "lead"), "XYZ"))
    session.take_in(arrived(tmp_path, session, written_text(session).replace('end = "M2"', 'end = "M3"')))
    session.undo()
    assert session.snapshot.text == THEIR_END.replace("Kick-off", "First")
    session.undo()
    assert session.snapshot.text == THEIR_END
    session.redo()
    session.redo()
    assert session.data["activities"]["A1"] | {"lead": "XYZ", "end": "M3"} == session.data["activities"]["A1"]


def test_undo_leaves_a_field_alone_that_somebody_else_wrote_since(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.save()
    session.take_in(arrived(tmp_path, session, THEIR_TITLE))
    session.undo()
    assert session.snapshot.text == THEIR_TITLE


def test_what_came_in_twice_is_under_every_step_of_undo(tmp_path):
    session = session_on(tmp_path)
    session.do(SetValue(("activities", "A1", "lead"), "XYZ"))
    session.take_in(arrived(tmp_path, session, THEIR_END))
    session.take_in(arrived(tmp_path, session, THEIR_END.replace("Kick-off", "Start")))
    session.undo()
    assert session.snapshot.text == THEIR_END.replace("Kick-off", "Start")


def test_an_older_text_that_nothing_can_be_joined_to_is_not_gone_back_to(tmp_path):
    session = session_on(tmp_path, "[project\n")
    session.replace_text(PLAN, "mended by hand")
    session.save()
    session.take_in(arrived(tmp_path, session, THEIR_END))
    before = session.snapshot
    with pytest.raises(CannotJoin):
        session.undo()
    assert session.snapshot is before
    assert session.snapshot.undo_label == "mended by hand"


@pytest.mark.parametrize(("choice", "title"), [("ours", "First"), ("theirs", "Start"), (Own("Third"), "Third")])
def test_where_both_changed_the_same_field_a_choice_decides_and_undo_takes_it_back(tmp_path, choice, title):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    arrival = arrived(tmp_path, session, THEIR_TITLE.replace('end = "M2"', 'end = "M3"'))
    before = session.snapshot
    assert [clash.where for clash in arrival.joining.clashes] == [TITLE]
    with pytest.raises(CannotJoin):
        session.take_in(arrival)
    assert session.snapshot is before
    session.take_in(arrival, {TITLE: choice})
    assert session.snapshot.text == THEIR_END.replace("Kick-off", title)
    if choice != "ours":
        session.undo()
        assert session.snapshot.text == THEIR_END.replace("Kick-off", "First")
    session.undo()
    assert session.snapshot.text == THEIR_END.replace("Kick-off", "Start")


def test_an_arrival_that_was_looked_at_before_the_last_edit_is_not_taken_in(tmp_path):
    session = session_on(tmp_path)
    arrival = arrived(tmp_path, session, THEIR_END)
    session.do(SetValue(TITLE, "First"))
    with pytest.raises(EditError):
        session.take_in(arrival)


@pytest.mark.parametrize("theirs", ["", "[project\n", "<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n"])
def test_what_is_no_plan_any_more_is_never_taken_in(tmp_path, theirs):
    session = session_on(tmp_path)
    session.do(SetValue(TITLE, "First"))
    before = session.snapshot.text
    (tmp_path / "plan.toml").write_text(theirs, encoding="utf-8")
    with pytest.raises(CannotJoin):
        session.arrival()
    assert session.snapshot.text == before
    with pytest.raises(ChangedOnDisk):
        session.save()


def test_a_file_is_at_rest_once_two_looks_at_it_find_the_same(tmp_path):
    session = session_on(tmp_path)
    assert not session.poll()
    assert session.is_at_rest
    (tmp_path / "plan.toml").write_text(THEIR_END, encoding="utf-8")
    assert session.poll()
    assert not session.is_at_rest
    assert session.poll()
    assert session.is_at_rest


two_edits = st.lists(
    st.tuples(
        st.sampled_from(["ours", "theirs"]),
        st.sampled_from([("title", "X"), ("title", "Y"), ("end", "M3"), ("end", "M4"), ("lead", "XYZ"), ("undo", "")]),
    ),
    max_size=12,
)


@given(two_edits)
def test_whatever_the_order_of_edits_and_saves_the_last_word_of_each_on_a_field_of_its_own_is_in_the_file(
    tmp_path_factory, edits
):
    """Ours writes and undoes in fields of A1, theirs in the same fields of A2, and both save after each edit."""
    folder = tmp_path_factory.mktemp("two")
    second = PLAN[PLAN.index("[activities.A1]") :].replace("A1", "A2")
    sessions = {"ours": session_on(folder, PLAN + second), "theirs": session_on(folder, PLAN + second)}
    for who, (key, value) in edits:
        session = sessions[who]
        if session.poll():
            session.take_in(session.arrival())
        if key == "undo":
            session.undo()
        else:
            session.do(SetValue(("activities", "A1" if who == "ours" else "A2", key), value))
        wanted = entry_of(session, who)
        session.save()
        other = sessions["theirs" if who == "ours" else "ours"]
        untouched = entry_of(other, "theirs" if who == "ours" else "ours")
        other.poll() and other.take_in(other.arrival())
        assert entry_of(session, who) == entry_of(other, who) == wanted
        assert entry_of(other, "theirs" if who == "ours" else "ours") == untouched


def entry_of(session, who):
    return session.data["activities"]["A1" if who == "ours" else "A2"]


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
