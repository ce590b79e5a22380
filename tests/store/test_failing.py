"""A system call that fails is reported; the file is the old text or the new one, never a piece of either."""

from __future__ import annotations

import errno
import os

import pytest

from ka2plan import store
from ka2plan.errors import CannotRead, CannotWrite, Ka2planError
from tests.store.faulty_system import before_each_call, calls_of, fail_at
from tests.store.test_killed import OLD, PLACES, hard_link, names_below, plain, saving

NEW = b"new = 'text of the plan after'\n" * 900
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES", "EINTR")


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_failing_call_is_never_taken_for_a_save(place, error, tmp_path):
    (tmp_path / "dry").mkdir()
    for number, name in enumerate(calls_of(saving(place(tmp_path / "dry"), NEW))):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = place(folder)
        was_new = not path.exists()
        save = saving(path, NEW)
        said = None
        with before_each_call(fail_at(number, getattr(errno, error))):
            try:
                save()
            except Ka2planError as failure:
                said = failure
        found = path.read_bytes() if path.exists() else None
        where = f"{name}, call {number}: {said}"
        assert found in (None if was_new else OLD, NEW), where
        if said is None or isinstance(said, store.DurabilityUnknown):
            assert found == NEW, where
        else:
            assert found == (None if was_new else OLD), where
        if said is not None:
            assert path.name in str(said), where
            assert said.exit_code in (3, 4), where
        store.remove_leftovers(str(path))
        assert [name for name in names_below(folder) if "ka2plan" in name] == [], where


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_save_that_failed_works_when_tried_again(place, tmp_path):
    (tmp_path / "dry").mkdir()
    for number in range(len(calls_of(saving(place(tmp_path / "dry"), NEW)))):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = place(folder)
        save = saving(path, NEW)
        try:
            with before_each_call(fail_at(number, errno.EIO)):
                save()
        except store.DurabilityUnknown as unsure:
            saved = unsure.saved
        except CannotWrite:
            saved = save()
        else:
            continue
        assert path.read_bytes() == NEW
        assert saved.data == NEW
        assert store.write(str(path), b"and on", saved.fingerprint).data == b"and on"


def test_a_full_disk_is_said_with_the_path_and_leaves_nothing_behind(tmp_path):
    path = plain(tmp_path)
    save = saving(path, NEW)
    write = calls_of(saving(path, OLD)).index("write")
    with before_each_call(fail_at(write, errno.ENOSPC)), pytest.raises(CannotWrite) as refused:
        save()
    assert str(refused.value) == f"{path} cannot be saved: the disk is full"
    assert os.listdir(tmp_path) == ["plan.toml"]


def test_a_folder_that_the_disk_does_not_confirm_is_reported_as_saved_but_unsure(tmp_path):
    path = plain(tmp_path)
    made = calls_of(saving(path, OLD))
    last_fsync = len(made) - 1 - made[::-1].index("fsync")
    save = saving(path, NEW)
    with before_each_call(fail_at(last_fsync, errno.EIO)), pytest.raises(store.DurabilityUnknown) as unsure:
        save()
    assert path.read_bytes() == NEW
    assert unsure.value.saved.fingerprint == store.read(str(path)).fingerprint
    assert str(unsure.value) == (
        f"{path} is saved, but the disk did not confirm that it will last: the disk reports an error"
    )


def test_a_system_that_takes_one_byte_at_a_time_gets_the_whole_text(tmp_path, monkeypatch):
    path = plain(tmp_path)
    save = saving(path, NEW[:3000])
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:1]))
    save()
    assert path.read_bytes() == NEW[:3000]


def test_a_save_in_place_that_fails_half_way_puts_the_old_text_back(tmp_path, monkeypatch):
    path = hard_link(tmp_path)
    save = saving(path, NEW)
    write, target = os.write, os.stat(path).st_ino

    def fills_up(file, data):
        if os.fstat(file).st_ino == target and bytes(data).startswith(b"new"):
            write(file, data[:4096])
            raise OSError(errno.ENOSPC, "full")
        return write(file, data)

    monkeypatch.setattr(os, "write", fills_up)
    with pytest.raises(CannotWrite):
        save()
    assert path.read_bytes() == OLD
    assert sorted(os.listdir(tmp_path)) == ["other name.toml", "plan.toml"]


def test_a_disk_that_fails_while_reading_is_reported(tmp_path):
    path = plain(tmp_path)
    calls = calls_of(lambda: store.read(str(path)))
    for number, name in enumerate(calls):
        if name not in ("close", "lstat"):  # lstat: a look for what a killed save left, which there mostly is not
            with before_each_call(fail_at(number, errno.EIO)), pytest.raises(CannotRead) as refused:
                store.read(str(path))
            assert str(refused.value) == f"{path} cannot be read: the disk reports an error"
