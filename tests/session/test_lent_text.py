"""A text that another editor has survives a failing disk and a kill at any call of the way there and back."""

from __future__ import annotations

import errno
import itertools
import os
from contextlib import suppress
from pathlib import Path

import pytest

from ka2plan.document import SetValue
from ka2plan.errors import Ka2planError
from ka2plan.session.journal_lines import encode
from ka2plan.session.recovery import again, discard, lent_texts_of, recoverable
from tests.session.plans import PLAN, session_on
from tests.session.test_journal import journalled, state_of
from tests.store.faulty_system import before_each_call, calls_of, fail_at, killed_at

TYPED = PLAN.replace("Kick-off", "Typed elsewhere")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "ENOENT")


def save(lent, text=TYPED):
    """Writes the file as an editor does that replaces it."""
    other = f"{lent.path}~new"
    with open(other, "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(other, lent.path)


def there_and_back(session, told=lambda _saved: None):
    """What the program does around an editor that saves one text."""
    lent = session.lend("being typed")
    try:
        edit_and_take(session, lent, told)
    finally:
        lent.let_go()  # as the end of the program does


def edit_and_take(session, lent, told):
    save(lent)
    told(True)
    for _look in range(3):
        text = lent.written()
        if text is not None:
            session.draft_text(text, "being typed")
    session.make_safe(5)
    session.replace_text(lent.read(), "edit the text")
    if session.safekeeping.is_safe():
        lent.remove()


@pytest.mark.parametrize("dirty", [False, True])
def test_killed_at_any_call_what_the_other_editor_saved_comes_back(tmp_path, dirty):
    outcomes = set()
    for number in itertools.count():
        folder = tmp_path / str(number)
        folder.mkdir()
        saved = folder / "saved"

        def act(folder=folder, saved=saved):
            session = journalled(folder)
            if dirty:
                session.do(SetValue(("activities", "A1", "end"), "M9"), "lengthen it")
                session.make_safe(5)
            there_and_back(session, lambda _saved: saved.touch())

        if not killed_at(number, act):
            break
        found = recoverable(str(folder / "plan.toml"), state_of(folder))
        texts = [left.text for left in found]
        assert len(texts) <= 1, number
        if saved.exists():
            assert texts == [TYPED], number
            assert found[0].base == PLAN
        outcomes.update(texts or [None])
        for left in found:
            discard(left)
        assert recoverable(str(folder / "plan.toml"), state_of(folder)) == ()
    assert TYPED in outcomes
    assert number > 40


@pytest.mark.parametrize("error", ERRORS)
def test_a_call_that_fails_on_the_way_loses_nothing_and_is_no_fault(tmp_path, error):
    (tmp_path / "dry").mkdir()
    session = journalled(tmp_path / "dry")
    count = len(calls_of(lambda: there_and_back(session)))
    session.close()
    assert count > 30
    for number in range(count):
        folder = tmp_path / str(number)
        folder.mkdir()
        session = journalled(folder)
        saved = []
        with before_each_call(fail_at(number, getattr(errno, error))), suppress(Ka2planError, OSError):
            there_and_back(session, saved.append)
        is_here = session.snapshot.text == TYPED
        session.close(keep_journal=True)
        found = [left.text for left in recoverable(session.snapshot.path, state_of(folder))]
        if saved:
            assert is_here or TYPED in found, number


def test_a_text_that_is_still_being_written_is_not_taken_for_one(tmp_path):
    session = journalled(tmp_path)
    lent = session.lend("being typed")
    assert lent.written() is None
    save(lent, TYPED[:40])
    assert lent.written() is None
    save(lent)
    assert lent.written() is None
    assert lent.written() == TYPED
    assert lent.written() is None
    lent.remove()
    session.close()


def test_an_emptied_or_broken_file_does_not_take_the_place_of_what_was_journalled(tmp_path):
    for number, broken in enumerate((b"", b"\xff\xfe\x00")):
        folder = tmp_path / str(number)
        folder.mkdir()
        session = journalled(folder)
        lent = session.lend("being typed")
        save(lent)
        session.draft_text(TYPED, "being typed")
        with open(lent.path, "wb") as file:
            file.write(broken)
        lent.let_go()
        session.close(keep_journal=True)
        (recovery,) = recoverable(session.snapshot.path, state_of(folder))
        assert recovery.text == TYPED


def test_a_text_brought_back_is_joined_with_what_the_file_has_by_then(tmp_path):
    session = journalled(tmp_path)
    lent = session.lend("being typed")
    save(lent)
    lent.let_go()
    session.close()
    changed = session_on(tmp_path, PLAN.replace('end = "M2"', 'end = "M3"'))
    (recovery,) = recoverable(changed.snapshot.path, state_of(tmp_path))
    changed.recover(recovery)
    assert changed.snapshot.text == TYPED.replace('end = "M2"', 'end = "M3"')
    assert lent_texts_of(changed.snapshot.path, state_of(tmp_path)) == []


def test_what_stands_beside_a_text_that_was_brought_back_is_asked_for_once_more(tmp_path):
    session = journalled(tmp_path)
    lent = session.lend("being typed")
    save(lent)
    with open(os.path.join(os.path.dirname(lent.path), ".swap"), "w", encoding="utf-8"):
        pass
    lent.let_go()
    session.close()
    reopened = journalled(tmp_path)
    (recovery,) = recoverable(reopened.snapshot.path, state_of(tmp_path))
    reopened.recover(recovery)
    reopened.save()
    reopened.close()
    (left,) = recoverable(reopened.snapshot.path, state_of(tmp_path))
    assert (left.text, left.base, left.lent.beside) == (TYPED, TYPED, (".swap",))
    save(left.lent, TYPED.replace("elsewhere", "there"))
    assert again(left).text == TYPED.replace("elsewhere", "there")
    discard(left)
    assert recoverable(reopened.snapshot.path, state_of(tmp_path)) == ()


@pytest.mark.parametrize("named", ["{folder}/other.toml", "other.toml", "\0", ""])
def test_no_other_file_goes_with_a_text_whatever_it_names_as_its_journal(tmp_path, named):
    other = tmp_path / "other.toml"
    other.write_text("", encoding="utf-8")
    session = journalled(tmp_path)
    lent = session.lend("being typed")
    save(lent)
    lent.let_go()
    session.close()
    origin = {**lent.origin._asdict(), "journal": named.format(folder=tmp_path), "owner": ""}
    (Path(lent.folder) / "began").write_bytes(encode(origin))
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    discard(recovery)
    assert other.exists()
    assert lent_texts_of(session.snapshot.path, state_of(tmp_path)) == []
