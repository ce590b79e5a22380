"""Whatever lies in the state folder, and whatever its file system lacks: the plan opens, and work is kept."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pytest

from ka2plan.document import SetValue
from ka2plan.session.folders import journal_folder
from ka2plan.session.journal import SUFFIX, journal_prefix
from ka2plan.session.journal_lines import encode, opening
from ka2plan.session.lent_text import SUFFIX as LENT
from ka2plan.session.locks import is_running, own_mark
from ka2plan.session.recovery import is_alive, journals_of, lent_texts_of, recoverable
from tests.session.plans import PLAN
from tests.session.test_journal import TITLE, journalled, left_behind, state_of

ROOT = str(Path(__file__).parents[2])
WITHOUT_LOCKS = ("ENOLCK", "ENOTSUP", "EOPNOTSUPP", "EINVAL", "ENOSYS", "EIO", "EPERM", "EACCES", "EBADF", "EINTR")


def without_locks(monkeypatch, error):
    def refuse(*_arguments):
        raise OSError(getattr(errno, error), os.strerror(getattr(errno, error)))

    monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.mark.parametrize("error", WITHOUT_LOCKS)
def test_without_locks_work_is_kept_all_the_same_and_the_plan_opens_again(tmp_path, monkeypatch, error):
    without_locks(monkeypatch, error)
    left_behind(tmp_path)
    pretend_its_process_is_gone(tmp_path)
    again = journalled(tmp_path)
    (recovery,) = recoverable(again.snapshot.path, state_of(tmp_path))
    assert 'title = "First"' in recovery.text
    again.recover(recovery)
    assert recoverable(again.snapshot.path, state_of(tmp_path)) == ()
    again.close()


def pretend_its_process_is_gone(tmp_path):
    """Lets the only journal say that a process wrote it that there is not."""
    (name,) = (tmp_path / "state" / "journals").iterdir()
    first, rest = name.read_bytes().split(b"\n", 1)
    record = json.loads(first.partition(b" ")[2])
    assert is_running(record["owner"])
    name.write_bytes(encode({**record, "owner": "elsewhere - 1 1"}) + rest)


def test_without_locks_it_is_said_once(tmp_path, monkeypatch):
    session = journalled(tmp_path)
    assert session.safekeeping.remark() == ""
    without_locks(monkeypatch, "ENOLCK")
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    assert session.safekeeping.trouble is None
    folder = journal_folder(state_of(tmp_path))
    words = f"files cannot be locked here; unsaved work is still kept, in {folder}"
    assert session.safekeeping.remark() == words
    assert session.safekeeping.remark() == ""
    session.close()


def test_without_locks_the_journal_of_a_living_editor_is_known_by_its_process(tmp_path, monkeypatch):
    without_locks(monkeypatch, "ENOLCK")
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    assert any(map(is_alive, journals_of(session.snapshot.path, state_of(tmp_path))))
    assert recoverable(session.snapshot.path, state_of(tmp_path)) == ()
    session.close()


def test_a_process_is_known_by_more_than_its_number(monkeypatch):
    node, boot, number, began = own_mark().split(" ")
    assert is_running(own_mark())
    assert not is_running(f"{node} {boot} {number} {int(began) + 1}")
    assert not is_running(f"another {boot} {number} {began}")
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    assert not is_running(f"{node} {boot} {int(gone.stdout)} -")
    for nonsense in ("", " ", "x", f"{node} {boot} 1{'0' * 30} 1", f"{node} {boot} -1 1", f"{node} {boot} ² 1"):
        assert not is_running(nonsense)
    monkeypatch.setattr("ka2plan.session.locks.PROCESSES", "/nonexistent")
    assert is_running(own_mark())


def test_a_lock_that_somebody_only_looks_at_is_waited_for(tmp_path, monkeypatch):
    real, refused = fcntl.flock, []

    def held_for_a_moment(file, operation):
        if operation & fcntl.LOCK_EX and len(refused) < 3:
            refused.append(file)
            raise BlockingIOError
        return real(file, operation)

    monkeypatch.setattr(fcntl, "flock", held_for_a_moment)
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    assert len(refused) == 3
    assert session.safekeeping.journal.is_locked
    session.close()


def nothing(path):
    path.write_bytes(b"")


def garbage(path):
    path.write_bytes(bytes(range(256)) * 40)


def no_text(path):
    path.write_bytes(encode({**opening("PLAN", "\ud800")}))


def nested(path):
    body = b"[" * 100_000
    path.write_bytes(b"%08x %s\n" % (crc32(body), body))


def one_endless_line(path):
    with path.open("wb") as file:
        file.truncate(1 << 33)


def a_folder(path):
    path.mkdir()


def a_full_folder(path):
    path.mkdir()
    (path / "inside").write_text("text", encoding="utf-8")


def a_pipe(path):
    os.mkfifo(path)


def a_link_to_nothing(path):
    path.symlink_to("nowhere")


def a_link_to_itself(path):
    path.symlink_to(path.name)


def a_device(path):
    path.symlink_to("/dev/zero")


def unreadable(path):
    path.write_bytes(b"text")
    path.chmod(0)


def from_before_time(path):
    path.write_bytes(encode(opening("PLAN", "x")) + encode({"label": "e", "delta": [0, 0, "y"]}))
    with suppress(OSError, OverflowError):  # not every file system goes that far
        os.utime(path, (1 << 60, 1 << 60))


LYING_THERE = (
    nothing, garbage, no_text, nested, one_endless_line, a_folder, a_full_folder, a_pipe, a_link_to_nothing,
    a_link_to_itself, a_device, unreadable, from_before_time,
)  # fmt: skip


@pytest.mark.parametrize("lies", LYING_THERE, ids=lambda lies: lies.__name__)
@pytest.mark.parametrize("suffix", [SUFFIX, LENT, f"{LENT}/began", f"{LENT}/text", f"{LENT}/text/plan.toml"])
def test_nothing_that_lies_there_keeps_a_plan_from_opening_or_work_from_being_kept(tmp_path, lies, suffix):
    path = tmp_path / "state" / "journals" / f"{journal_prefix(str(tmp_path / 'plan.toml'))}1-0{suffix}"
    path.parent.mkdir(parents=True)
    lies(path)
    session = journalled(tmp_path)
    assert all(not left.labels or left.at for left in recoverable(session.snapshot.path, state_of(tmp_path)))
    any(map(is_alive, journals_of(session.snapshot.path, state_of(tmp_path))))
    session.do(SetValue(TITLE, "First"))
    assert session.safekeeping.is_safe()
    session.close(keep_journal=True)
    found = recoverable(session.snapshot.path, state_of(tmp_path))
    assert [left.labels for left in found if left.base == PLAN] == [("set A1 title",)], found


WHOLE_FOLDERS = {
    "a file": lambda path: path.write_text("", encoding="utf-8"),
    "a link to nothing": lambda path: path.symlink_to("nowhere/at/all"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a pipe": os.mkfifo,
    "a file system that is no disk": lambda path: path.symlink_to("/proc/self"),
}


@pytest.mark.parametrize("name", WHOLE_FOLDERS)
@pytest.mark.parametrize("place", ["state", "state/journals"])
def test_where_no_folder_can_be_made_edits_and_saving_work_and_the_reason_is_told(tmp_path, name, place):
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    WHOLE_FOLDERS[name](path)
    session = journalled(tmp_path)
    assert recoverable(session.snapshot.path, state_of(tmp_path)) == ()
    session.do(SetValue(TITLE, "First"))
    assert not session.safekeeping.is_safe()
    assert session.safekeeping.trouble
    session.save()
    session.close()
    assert 'title = "First"' in (tmp_path / "plan.toml").read_text(encoding="utf-8")


def test_a_folder_that_is_cleared_meanwhile_is_made_anew_with_all_that_is_unsaved(tmp_path):
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "First"))
    session.make_safe(5)
    shutil.rmtree(tmp_path / "state")
    session.do(SetValue(("activities", "A1", "end"), "M9"))
    assert session.safekeeping.is_safe()
    text = session.snapshot.text
    session.close(keep_journal=True)
    (recovery,) = recoverable(session.snapshot.path, state_of(tmp_path))
    assert recovery.base == PLAN
    assert recovery.text == text
    shutil.rmtree(tmp_path / "state")
    session = journalled(tmp_path)
    session.do(SetValue(TITLE, "Second"))
    session.make_safe(5)
    shutil.rmtree(tmp_path / "state")
    session.save()
    session.close()
    assert not session.safekeeping.trouble
    assert journals_of(session.snapshot.path, state_of(tmp_path)) == []


def test_a_text_that_could_not_be_handed_over_leaves_nothing_behind(tmp_path, monkeypatch):
    session = journalled(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def full(_file):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("ka2plan.session.lent_text.os.fsync", full)
    with pytest.raises(Exception, match="the text cannot be passed on"):
        session.lend("being typed")
    assert lent_texts_of(session.snapshot.path, state_of(tmp_path)) == []
    session.close()
