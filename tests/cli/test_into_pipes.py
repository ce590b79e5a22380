"""An output may go into a pipe by its name: /dev/stdout, or what a shell makes of ``>(program)``."""

from __future__ import annotations

import os
import threading

import pytest

from tests.cli.running import SAMPLES, run

PLAN = SAMPLES / "ka220-school.toml"
COMMANDS = (
    ("export", "csv", PLAN, "-o"),
    ("export", "xlsx", PLAN, "-o"),
    ("export", "fillin", PLAN, "--partner", "OSL", "-o"),
    ("merge", PLAN, PLAN, PLAN, "-o"),
    ("portfolio", PLAN, "--xlsx"),
)


def through(path, words):
    """What comes out of a pipe into which a command writes, and how the command ended."""
    read: list[bytes] = []

    def reading() -> None:
        with open(path, "rb") as pipe:
            read.append(pipe.read())

    reader = threading.Thread(target=reading)
    reader.start()
    ran = run(*words, path)
    reader.join(timeout=20)
    return ran, b"".join(read)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]) if words[0] == "export" else words[0])
def test_what_is_made_goes_through_a_pipe_as_into_a_file(words, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    ran, read = through(pipe, words)
    assert ran.code == run(*words, file).code == 0
    assert read == file.read_bytes() != b""
    assert pipe.is_fifo()
