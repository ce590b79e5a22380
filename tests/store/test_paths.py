"""Whatever a path leads to: links, owners and modes are kept, what is no file is refused by its name."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile

import pytest

from ka2plan import store
from ka2plan.errors import CannotRead, CannotWrite, ChangedOnDisk

IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="needs to be root: gives files to other users, mounts a disk")
NOBODY = 65534


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(b"old")
    return path


def save(path, data=b"new"):
    return store.write(str(path), data, store.read(str(path)).fingerprint)


def test_a_chain_of_links_is_followed_and_kept(path, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "c").symlink_to(path)
    (tmp_path / "folder" / "b").symlink_to("../c")
    (tmp_path / "a").symlink_to(tmp_path / "folder" / "b")
    save(tmp_path / "a")
    assert path.read_bytes() == b"new"
    assert [(tmp_path / name).is_symlink() for name in ("a", "folder/b", "c")] == [True] * 3
    assert sorted(os.listdir(tmp_path / "folder")) == ["b"]


def test_a_relative_link_is_followed_from_its_own_folder(path, tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to("../plan.toml")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    save(os.path.join("..", "folder", "link"))
    assert path.read_bytes() == b"new"
    assert os.readlink(tmp_path / "folder" / "link") == "../plan.toml"


def test_a_file_in_the_working_folder_needs_no_folder_in_its_name(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    save("plan.toml")
    assert path.read_bytes() == b"new"


def test_a_link_that_leads_nowhere_is_filled(tmp_path):
    (tmp_path / "link").symlink_to("plan.toml")
    with pytest.raises(CannotRead, match="there is no such file"):
        store.read(str(tmp_path / "link"))
    store.write(str(tmp_path / "link"), b"new", None)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "plan.toml").read_bytes() == b"new"


def test_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    reason = "its symbolic links lead to each other in a circle"
    with pytest.raises(CannotRead, match=reason):
        store.read(str(tmp_path / "a"))
    with pytest.raises(CannotWrite, match=reason):
        store.write(str(tmp_path / "a"), b"new", None)


def test_a_hard_link_keeps_both_names_on_one_file(path, tmp_path):
    os.link(path, tmp_path / "other")
    inode = path.stat().st_ino
    for text in (b"a longer text", b"short"):
        save(path, text)
        assert (tmp_path / "other").read_bytes() == path.read_bytes() == text
    assert path.stat().st_ino == (tmp_path / "other").stat().st_ino == inode
    assert sorted(os.listdir(tmp_path)) == ["other", "plan.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(mode, path):
    path.chmod(mode)
    save(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_the_mode_that_the_user_gives_new_files(tmp_path):
    store.write(str(tmp_path / "plan.toml"), b"new", None)
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "plan.toml").stat().st_mode == (tmp_path / "other").stat().st_mode


@needs_root
@pytest.mark.parametrize("linked", [False, True], ids=["one name", "two names"])
def test_owner_and_group_are_kept(linked, path, tmp_path):
    if linked:
        os.link(path, tmp_path / "other")
    os.chown(path, NOBODY, 12345)
    path.chmod(0o640)
    save(path)
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (NOBODY, 12345, 0o640)


@needs_root
def test_a_file_in_a_folder_that_hands_down_its_group_keeps_its_own(tmp_path):
    os.chown(tmp_path, 0, 12345)
    tmp_path.chmod(0o2775)
    store.write(str(tmp_path / "plan.toml"), b"old", None)
    assert (tmp_path / "plan.toml").stat().st_gid == 12345
    os.chown(tmp_path / "plan.toml", 0, 0)
    save(tmp_path / "plan.toml")
    assert (tmp_path / "plan.toml").stat().st_gid == 0


def test_extended_attributes_are_kept(path):
    try:
        os.setxattr(path, "user.note", b"kept")
    except (AttributeError, OSError) as error:
        pytest.skip(f"the file system of the test folder has no extended attributes: {error}")
    save(path)
    assert os.getxattr(path, "user.note") == b"kept"


def test_access_lists_are_kept(path):
    if not shutil.which("setfacl"):
        pytest.skip("setfacl is not installed")
    if subprocess.run(["setfacl", "-m", f"u:{NOBODY}:r", path], capture_output=True, check=False).returncode:
        pytest.skip("the file system of the test folder has no access lists")
    lists = [subprocess.check_output(["getfacl", "-cn", path])]
    save(path)
    lists.append(subprocess.check_output(["getfacl", "-cn", path]))
    assert lists[0] == lists[1]


def test_a_read_only_file_stays_as_it_is(path):
    state = store.read(str(path))
    path.chmod(0o444)
    assert store.obstacle(str(path)) == f"{path} cannot be saved: it is read-only"
    with pytest.raises(CannotWrite, match="it is read-only"):
        store.write(str(path), b"new", state.fingerprint)
    assert path.read_bytes() == b"old"


def as_nobody(action):
    """What an action says when a user without rights does it."""
    if not IS_ROOT:
        return action()
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        os.write(writing, action().encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(process, 0)
    with os.fdopen(reading) as said:
        return said.read()


@pytest.fixture
def open_folder():
    """A folder that every user reaches, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield folder


def said(action):
    try:
        action()
    except (CannotRead, CannotWrite) as failure:
        return str(failure)
    return "done"


def test_a_file_in_a_read_only_folder_is_refused_and_says_why(open_folder):
    path = os.path.join(open_folder, "plan.toml")
    store.write(path, b"old", None)
    state = store.read(path)
    os.chmod(path, 0o666)
    os.chmod(open_folder, 0o555)
    answer = as_nobody(lambda: said(lambda: store.write(path, b"new", state.fingerprint)))
    os.chmod(open_folder, 0o755)
    assert answer == (f"{path} cannot be saved: the folder {open_folder} is read-only, and files are replaced whole")
    assert store.read(path).data == b"old"


def test_a_file_without_permission_is_refused_with_its_name(open_folder):
    path = os.path.join(open_folder, "plan.toml")
    store.write(path, b"old", None)
    os.chmod(path, 0)
    assert as_nobody(lambda: said(lambda: store.read(path))) == f"{path} cannot be read: no permission"


@needs_root
@pytest.mark.parametrize("text", [b"a new text that is longer", b"new"])
@pytest.mark.parametrize("owner", [(12345, 12345), (0, 12345), (12345, NOBODY), (NOBODY, 12345)])
def test_a_file_of_another_owner_or_group_stays_theirs(open_folder, owner, text):
    path = os.path.join(open_folder, "plan.toml")
    store.write(path, b"the old text", None)
    state = store.read(path)
    os.chown(open_folder, NOBODY, NOBODY)
    os.chown(path, *owner)
    os.chmod(path, 0o676)
    assert as_nobody(lambda: said(lambda: store.write(path, text, state.fingerprint))) == "done"
    status = os.stat(path)
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (*owner, 0o676)
    assert store.read(path).data == text
    assert os.listdir(open_folder) == ["plan.toml"]


def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead, match="it is a named pipe"):
        store.read(str(tmp_path / "pipe"))
    with pytest.raises(CannotWrite, match="it is a named pipe"):
        store.overwrite(str(tmp_path / "pipe"), b"new")


def test_a_device_is_refused():
    with pytest.raises(CannotRead, match="/dev/null cannot be read: it is a device or socket"):
        store.read("/dev/null")
    with pytest.raises(CannotWrite, match="/dev/null cannot be saved: it is a device or socket"):
        store.overwrite("/dev/null", b"new")


def test_an_absent_file_and_an_absent_folder_are_said(tmp_path):
    absent = tmp_path / "no folder" / "plan.toml"
    with pytest.raises(CannotRead, match="cannot be read: there is no such file or folder"):
        store.read(str(absent))
    with pytest.raises(CannotWrite, match=f"there is no folder {absent.parent}"):
        store.write(str(absent), b"new", None)
    assert store.stamp(str(absent)) is None


def test_a_file_as_a_folder_is_refused(path):
    with pytest.raises(CannotRead, match="part of its path is not a folder"):
        store.read(str(path / "plan.toml"))
    with pytest.raises(CannotWrite, match="cannot be saved"):
        store.write(str(path / "plan.toml"), b"new", None)


@pytest.mark.parametrize("name", ["a\nb", "\x1b]0;PWNED\x07.toml", "učilnica.toml", "a b", "-", "ü" * 127])
def test_any_name_is_written_and_shown_harmlessly(name, tmp_path):
    path = tmp_path / name
    store.write(str(path), b"old", None)
    save(path)
    assert os.listdir(tmp_path) == [name]
    with pytest.raises(ChangedOnDisk) as refused:
        store.write(str(path), b"new", None)
    assert str(refused.value).isprintable()


def test_a_name_that_is_no_utf_8_is_written_and_shown(tmp_path):
    path = os.fsencode(tmp_path) + b"/plan\xff.toml"
    store.write(os.fsdecode(path), b"old", None)
    save(os.fsdecode(path))
    assert os.listdir(os.fsencode(tmp_path)) == [b"plan\xff.toml"]


def test_names_of_255_bytes_have_room_for_what_stands_beside(tmp_path):
    for path in (tmp_path / ("x" * 255), tmp_path / ("š" * 127)):
        store.write(str(path), b"old", None)
        os.link(path, tmp_path / "other")
        save(path)
        os.unlink(tmp_path / "other")
        save(path, b"newer")
        assert path.read_bytes() == b"newer"
        assert os.listdir(tmp_path) == [path.name]
        path.unlink()


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    for name, reason in (("x" * 256, "the name is too long"), ("a\0b", "null byte")):
        with pytest.raises(CannotRead, match=reason):
            store.read(str(tmp_path / name))
        with pytest.raises(CannotWrite, match=reason):
            store.write(str(tmp_path / name), b"new", None)


def test_a_file_too_large_for_a_plan_is_not_read(tmp_path):
    path = tmp_path / "plan.toml"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(CannotRead, match="it has 1000000 MB, and no plan is that large"):
        store.read(str(path))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 128 kB."""
    if not IS_ROOT:
        pytest.skip("needs to be root: mounts a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("size", [70_000, 120_000, 200_000])
@pytest.mark.parametrize("linked", [False, True], ids=["one name", "two names"])
def test_a_disk_that_is_really_full_keeps_the_old_text_and_nothing_else(linked, size, small_disk):
    path = small_disk / "plan.toml"
    path.write_bytes(b"o" * 60_000)
    names = ["plan.toml"]
    if linked:
        os.link(path, small_disk / "other")
        names.insert(0, "other")
    with pytest.raises(CannotWrite, match="the disk is full"):
        save(path, b"n" * size)
    assert path.read_bytes() == b"o" * 60_000
    assert sorted(os.listdir(small_disk)) == names


def test_where_the_owner_cannot_be_kept_the_file_itself_is_written(path, monkeypatch):
    monkeypatch.setattr("ka2plan.store.beside._give", lambda *_files: False)
    inode = path.stat().st_ino
    save(path, b"x")
    assert path.read_bytes() == b"x"
    assert path.stat().st_ino == inode
    assert os.listdir(path.parent) == ["plan.toml"]
