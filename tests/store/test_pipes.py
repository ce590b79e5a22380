"""What comes through a pipe is read where it is only read; nothing waits for a pipe that nobody writes to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from threading import Thread

import pytest

from ka2plan import store
from ka2plan.errors import CannotRead
from tests.cli.running import SAMPLES, run

SAMPLE = SAMPLES / "ka220-school.toml"


@contextmanager
def through_a_pipe(data):
    """The path of a pipe that these bytes come through."""
    end, begin = os.pipe()

    def write():
        with os.fdopen(begin, "wb") as file:
            file.write(data)

    writing = Thread(target=write)
    writing.start()
    try:
        yield f"/dev/fd/{end}"
    finally:
        os.close(end)
        writing.join()


needs_dev_fd = pytest.mark.skipif(not os.path.exists("/dev/fd/0"), reason="the system does not name open files")


@needs_dev_fd
def test_what_is_longer_than_a_pipe_holds_is_read_whole():
    data = b"x" * 300_000
    with through_a_pipe(data) as path:
        assert store.read_input(path) == data


@needs_dev_fd
@pytest.mark.parametrize("words", [("check",), ("timeline",), ("export", "json"), ("show", "budget")])
def test_commands_that_only_read_take_a_plan_through_a_pipe(words):
    with through_a_pipe(SAMPLE.read_bytes()) as path:
        ran = run(*words, path)
    assert (ran.code, ran.out.replace(path, "")) == (0, run(*words, str(SAMPLE)).out.replace(str(SAMPLE), ""))


@needs_dev_fd
def test_two_versions_are_compared_that_come_through_pipes():
    old = SAMPLE.read_bytes()
    with through_a_pipe(old) as one, through_a_pipe(old.replace(b"Outdoor", b"Indoor")) as other:
        ran = run("diff", one, other)
    assert ran.code == 0
    assert "Indoor" in ran.out


@needs_dev_fd
def test_the_plan_as_granted_comes_through_a_pipe():
    old = SAMPLE.read_bytes()
    with through_a_pipe(old) as one, through_a_pipe(old.replace(b"months = 24", b"months = 23")) as other:
        ran = run("diff", "--amendment", one, other)
    assert ran.code == 0
    assert "23" in ran.out


@needs_dev_fd
def test_conflicts_of_what_comes_through_a_pipe_are_listed():
    clash = b"<<<<<<< ours\nmonths = 24\n||||||| base\nmonths = 23\n=======\nmonths = 22\n>>>>>>> theirs"
    with through_a_pipe(SAMPLE.read_bytes().replace(b"months = 24", clash)) as path:
        ran = run("resolve", path, "--list")
    assert ran.code == 4
    assert "project.months" in ran.out


def test_a_shell_hands_over_what_another_command_prints():
    shell = shutil.which("bash")
    if not shell:
        pytest.skip("bash is not installed")
    command = f'"$0" -c "import sys; from ka2plan.cli import main; sys.exit(main())" diff <(cat {SAMPLE}) {SAMPLE}'
    ran = subprocess.run([shell, "-c", command, sys.executable], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead, match="cannot be read: the input is empty"):
        store.read_input(str(tmp_path / "pipe"))


@needs_dev_fd
def test_a_pipe_without_end_is_left(monkeypatch):
    monkeypatch.setattr("ka2plan.store.contents.MAX_BYTES", 1000)
    with (
        through_a_pipe(b"x" * 60_000) as path,
        pytest.raises(CannotRead, match="the input is longer than any plan"),
    ):
        store.read_input(path)


@needs_dev_fd
def test_a_plan_that_came_through_a_pipe_is_not_written_back():
    with through_a_pipe(SAMPLE.read_bytes()) as path:
        ran = run("set", path, "project.title", "New")
    assert ran.code == 3
    assert "it is a named pipe" in ran.err
