"""Several writers of ka2plan on one file lose nothing of each other."""

from __future__ import annotations

import fcntl
import os
import re
import signal

import pytest

from ka2plan import store
from ka2plan.errors import CannotWrite, ChangedOnDisk
from ka2plan.store import folder_lock

SAVES = 150


def count_up(path, times):
    """Adds one to the number in the file, again wherever somebody else was quicker."""
    done = 0
    while done < times:
        state = store.read(path)
        number = int(state.data.split()[0])
        try:
            store.write(path, text_of(number + 1), state.fingerprint)
        except ChangedOnDisk:
            continue
        done += 1


def text_of(number):
    return b"%d\n" % number * 2000


def in_process(action):
    process = os.fork()
    if process == 0:
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return process


@pytest.mark.parametrize("names", [1, 2], ids=["one name", "hard link"])
def test_no_update_of_two_writers_is_lost_and_no_reader_sees_half_a_text(names, tmp_path):
    path = str(tmp_path / "plan.toml")
    store.write(path, text_of(0), None)
    if names == 2:
        os.link(path, tmp_path / "other name")
    writers = {in_process(lambda: count_up(path, SAVES)) for _ in range(2)}
    running = set(writers)
    while running:
        assert re.fullmatch(rb"(\d+\n)\1{1999}", store.read(path).data)
        ended, status = os.waitpid(-1, os.WNOHANG)
        if ended in running:
            running.remove(ended)
            assert status == 0
    assert store.read(path).data == text_of(2 * SAVES)
    assert [name for name in os.listdir(tmp_path) if "ka2plan" in name] == []


def test_a_writer_that_was_killed_holds_no_lock(tmp_path):
    reading, writing = os.pipe()

    def hold():
        folder_lock.lock_folder(str(tmp_path))
        os.write(writing, b"locked")
        signal.pause()

    process = in_process(hold)
    os.read(reading, 6)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(reading)
    os.close(writing)
    store.write(str(tmp_path / "plan.toml"), b"new", None)
    assert os.listdir(tmp_path) == ["plan.toml"]


def test_a_folder_that_stays_locked_is_said_and_nothing_written(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_lock, "PATIENCE", 0)
    lock = folder_lock.lock_folder(str(tmp_path))
    with pytest.raises(CannotWrite) as refused:
        store.write(str(tmp_path / "plan.toml"), b"new", None)
    folder_lock.unlock(lock)
    assert str(refused.value) == (f"another program keeps the folder {tmp_path} locked; nothing was written")
    assert os.listdir(tmp_path) == []


def test_where_folders_cannot_be_locked_contents_still_tell_what_others_wrote(tmp_path, monkeypatch):
    def unsupported(*_):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    path = tmp_path / "plan.toml"
    state = store.write(str(path), b"first", None)
    state = store.write(str(path), b"second", state.fingerprint)
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk):
        store.write(str(path), b"third", state.fingerprint)
    assert path.read_bytes() == b"theirs"


def test_without_a_lock_only_old_leftovers_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_lock.time, "sleep", lambda _: None)
    path = tmp_path / "plan.toml"
    path.write_bytes(b"text")
    fresh, old = tmp_path / ".plan.toml.ka2plan-temporary-1-a", tmp_path / ".plan.toml.ka2plan-temporary-2-b"
    for leftover in (fresh, old):
        leftover.write_bytes(b"")
    os.utime(old, (1, 1))
    with monkeypatch.context() as network_file_system:
        network_file_system.setattr("ka2plan.store.saver.lock_folder", lambda _: None)
        store.remove_leftovers(str(path))
        assert sorted(os.listdir(tmp_path)) == [fresh.name, path.name]
    store.remove_leftovers(str(path))
    assert os.listdir(tmp_path) == [path.name]


def test_only_the_files_own_leftovers_are_removed(tmp_path):
    names = [
        ".plan.toml.ka2plan-temporary-1-a",
        ".other.toml.ka2plan-temporary-1-a",
        ".plan.toml.swp",
        "plan.toml",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    store.remove_leftovers(str(tmp_path / "plan.toml"))
    assert sorted(os.listdir(tmp_path)) == sorted(names[1:])
