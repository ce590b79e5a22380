"""What somebody else wrote is never overwritten, whenever they wrote it."""

from __future__ import annotations

import contextlib
import itertools
import os

import pytest

from ka2plan import store
from ka2plan.errors import CannotRead, CannotWrite, ChangedOnDisk
from ka2plan.store import replace
from tests.store.faulty_system import before_each_call

MINE = b"[project]\ntitle = 'as I want it'\n"
READ = b"[project]\ntitle = 'as I read it'\n"
THEIRS = b"[project]\ntitle = 'as they want'\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(READ)
    return path


def replaced(path):
    (path.parent / "new").write_bytes(THEIRS)
    os.replace(path.parent / "new", path)


def written_in_place(path):
    path.write_bytes(THEIRS)


def same_size_and_time(path):
    status = path.stat()
    path.write_bytes(THEIRS)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def truncated(path):
    path.write_bytes(b"")


def marked_by_git(path):
    path.write_bytes(b"<<<<<<< HEAD\n" + READ + b"=======\n" + THEIRS + b">>>>>>> partner\n")


FOREIGN = [written_in_place, replaced, same_size_and_time, truncated, marked_by_git]


@pytest.mark.parametrize("change", FOREIGN, ids=lambda change: change.__name__)
def test_a_file_that_changed_since_it_was_read_is_left_as_it_is(change, path):
    expected = store.read(str(path)).fingerprint
    change(path)
    theirs = path.read_bytes()
    with pytest.raises(ChangedOnDisk) as refused:
        store.write(str(path), MINE, expected)
    assert str(refused.value) == (f"{path} was changed by another program since it was read; nothing was written")
    assert refused.value.exit_code == 4
    assert path.read_bytes() == theirs
    assert os.listdir(path.parent) == ["plan.toml"]


def test_a_file_that_was_only_touched_is_saved(path):
    expected = store.read(str(path)).fingerprint
    os.utime(path, (1, 1))
    assert store.stamp(str(path)) != expected.stamp
    store.write(str(path), MINE, expected)
    assert path.read_bytes() == MINE


def test_a_file_replaced_by_the_same_text_is_saved(path):
    expected = store.read(str(path)).fingerprint
    (path.parent / "new").write_bytes(READ)
    os.replace(path.parent / "new", path)
    store.write(str(path), MINE, expected)
    assert path.read_bytes() == MINE


def test_a_file_that_was_deleted_is_not_made_again_unasked(path):
    expected = store.read(str(path)).fingerprint
    path.unlink()
    with pytest.raises(ChangedOnDisk, match="was deleted meanwhile"):
        store.write(str(path), MINE, expected)
    assert not path.exists()
    store.write(str(path), MINE, None)
    assert path.read_bytes() == MINE


def test_a_file_that_became_a_folder_is_left_alone(path):
    expected = store.read(str(path)).fingerprint
    path.unlink()
    path.mkdir()
    with pytest.raises(ChangedOnDisk, match="is now a folder"):
        store.write(str(path), MINE, expected)
    assert path.is_dir()
    with pytest.raises(CannotRead, match="cannot be read: it is a folder"):
        store.read(str(path))


def test_a_new_file_is_not_written_over_one_that_exists(path):
    with pytest.raises(ChangedOnDisk, match="exists already; it was not touched"):
        store.write(str(path), MINE, None)
    assert path.read_bytes() == READ


def test_an_output_is_written_over_whatever_is_there(path, tmp_path):
    store.overwrite(str(path), MINE)
    assert path.read_bytes() == MINE
    store.overwrite(str(tmp_path / "new.toml"), MINE)
    assert (tmp_path / "new.toml").read_bytes() == MINE
    with pytest.raises(CannotWrite, match="it is a folder"):
        store.overwrite(str(tmp_path), MINE)


def without_exchange(monkeypatch):
    monkeypatch.setattr(replace, "rename", lambda *_: False)


def with_everything(monkeypatch):
    """Nothing is taken away from the system."""


SYSTEMS = [with_everything, without_exchange]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.__name__)
@pytest.mark.parametrize("change", [written_in_place, replaced], ids=lambda change: change.__name__)
def test_what_others_write_at_any_moment_of_a_save_is_kept(change, system, tmp_path, monkeypatch):
    system(monkeypatch)
    lost = []
    for number in itertools.count():
        path = tmp_path / str(number) / "plan.toml"
        path.parent.mkdir()
        path.write_bytes(READ)
        expected = store.read(str(path)).fingerprint
        moment = Moment(number, lambda path=path: change(path))
        with before_each_call(moment.count), contextlib.suppress(ChangedOnDisk):
            store.write(str(path), MINE, expected)
        if moment.name is None:
            break
        if path.read_bytes() != THEIRS:
            lost.append(moment.name)
    assert lost == (["replace"] if (change, system) == (replaced, without_exchange) else [])


class Moment:
    """Lets another program act right before the call of a number."""

    def __init__(self, number, act):
        self.left = number
        self.act = act
        self.name = None

    def count(self, name):
        self.left -= 1
        if self.left == -1:
            self.name = name
            self.act()


def test_a_writer_between_the_last_look_and_the_replacement_is_found_and_put_back(path, monkeypatch):
    expected = store.read(str(path)).fingerprint
    rename = replace.rename
    acted = []

    def slow(old, new, flags):
        if not acted:
            acted.append(replaced(path))
        return rename(old, new, flags)

    monkeypatch.setattr(replace, "rename", slow)
    with pytest.raises(ChangedOnDisk):
        store.write(str(path), MINE, expected)
    assert path.read_bytes() == THEIRS
    assert os.listdir(path.parent) == ["plan.toml"]


def test_a_third_writer_while_the_second_one_is_put_back_is_kept_beside_and_named(path, monkeypatch):
    expected = store.read(str(path)).fingerprint
    rename = replace.rename
    texts = [b"second writer", b"third writer"]

    def slow(old, new, flags):
        path.write_bytes(texts.pop(0))
        return rename(old, new, flags)

    monkeypatch.setattr(replace, "rename", slow)
    with pytest.raises(ChangedOnDisk, match="the later text is in ") as refused:
        store.write(str(path), MINE, expected)
    assert path.read_bytes() == b"second writer"
    kept = str(refused.value).partition(" is in ")[2]
    assert store.read(kept).data == b"third writer"
