"""A line between browser and server that can be cut, and that can swallow what goes into it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class BadLine:
    """Hands bytes on in both directions, as ``ssh -L`` does, until it is told otherwise."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: set[asyncio.StreamWriter] = set()
        self.is_cut = False
        """Whether nobody comes through."""
        self.swallows = False
        """Whether what a browser sends is lost."""
        self.tries = 0
        """How often a browser tried to come through while it was cut."""

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Joins a browser with the server."""
        if self.is_cut:
            self.tries += 1
            writer.close()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._ends |= {writer, there_writer}
        await asyncio.gather(
            self._hand_on(reader, there_writer, from_browser=True),
            self._hand_on(there_reader, writer, from_browser=False),
        )

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, from_browser: bool) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                if not (from_browser and self.swallows):
                    writer.write(data)
                    await writer.drain()
        writer.close()

    def cut(self) -> None:
        """Breaks all connections; nobody comes through until it is mended."""
        self.is_cut = True
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    def mend(self) -> None:
        """Lets everybody through again."""
        self.is_cut = self.swallows = False


@asynccontextmanager
async def bad_line(port: int) -> AsyncIterator[tuple[BadLine, int]]:
    """A line to the server on a port, and the port at its own end."""
    line = BadLine(port)
    server = await asyncio.start_server(line.take, "127.0.0.1", 0)
    try:
        yield line, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        line.cut()
        await server.wait_closed()
