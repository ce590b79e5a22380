"""Running the command line inside the test's own process, as a shell would see it."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

from ka2plan.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = ("--today", "2026-11-24")


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stream that is no terminal and keeps what is written."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")

    def text(self) -> str:
        self.flush()
        raw = self.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue().decode()


def run(*words: str, stdin: bytes = b"") -> Ran:
    """Runs ``ka2plan words...``; what argparse raises counts as its exit code."""
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, out, err = Stream(stdin), Stream(), Stream()
    sys.stdout, sys.stderr = out, err
    try:
        code = main([str(word) for word in words])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    return Ran(code, out.text(), err.text())
