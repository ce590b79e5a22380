"""A running ``ka2plan serve`` on a plan of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.conftest import ROOT
from tests.tui.pilot import copied

PATIENCE = 60.0


class Served(NamedTuple):
    """A server, and the plan it serves."""

    address: str
    plan: Path
    process: asyncio.subprocess.Process

    @property
    def port(self) -> int:
        """Where it listens."""
        port = urlsplit(self.address).port
        assert port
        return port

    @property
    def token(self) -> str:
        """What lets one in."""
        return urlsplit(self.address).path.strip("/")

    async def ended_by(self, number: signal.Signals) -> tuple[int, str]:
        """Its exit code and what else it said, after a signal."""
        self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            _out, err = await self.process.communicate()
        return self.process.returncode or 0, err.decode()


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's own."""
    places = {name: str(folder / name) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    return {**os.environ, **places, "LC_ALL": "C.UTF-8"}


@asynccontextmanager
async def served(folder: Path, *options: str, plan: Path | None = None) -> AsyncIterator[Served]:
    """Serves a copy of a sample, or a file, until the test is over."""
    path = plan or copied(folder, "ka220-school")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "ka2plan", "serve", str(path), "--today", "2027-03-15", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=environment(folder),
    )
    assert process.stdout
    try:
        async with asyncio.timeout(PATIENCE):
            address = (await process.stdout.readline()).decode().strip()
        assert address.startswith("http://"), await process.stderr.read() if process.stderr else ""
        yield Served(address, path, process)
    finally:
        if process.returncode is None:
            process.terminate()
            async with asyncio.timeout(PATIENCE):
                await process.communicate()
