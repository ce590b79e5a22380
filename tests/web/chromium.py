"""Chromium without a window, told what to do over its DevTools protocol: pages, keys, pictures of them."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyte
import pytest

LONGEST = 60.0
"""Seconds after which nobody waits any more."""

LOOK = 0.2
"""Seconds between two looks at what no browser tells of, such as a file."""

LISTENS = "DevTools listening on "


class Tab:
    """One page of the browser."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Event()
        self.screen = pyte.Screen(200, 60)
        self._stream = pyte.ByteStream(self.screen)
        self.told: list[dict[str, Any]] = []
        """Events that the browser told, such as what was loaded and what was written to the console."""
        self._reader = asyncio.create_task(self._read())

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Has the browser do something; its answer."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(LONGEST):
            return await self._answers[number]

    async def value(self, script: str) -> Any:
        """What a script comes to, in the page."""
        found = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def open(self, address: str) -> None:
        """Loads a page."""
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.ask(f"{domain}.enable")
        await self.ask("Page.navigate", url=address)

    async def size(self, width: int, height: int) -> None:
        """Gives the page a size in pixels."""
        await self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    async def scheme(self, name: str) -> None:
        """Makes the browser prefer light or dark."""
        await self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    async def type(self, text: str) -> None:
        """Types characters as a keyboard does."""
        for character in text:
            await self.key(character, text=character)

    async def key(self, name: str, *, text: str = "", code: int = 0, modifiers: int = 0) -> None:
        """Presses a key: 1 is alt, 2 ctrl, 4 meta, 8 shift."""
        code = code or CODES.get(name, ord(name.upper()[0]))
        more = {"text": text} if text else {}
        down = {"type": "keyDown" if text else "rawKeyDown", "key": name, "windowsVirtualKeyCode": code}
        await self.ask("Input.dispatchKeyEvent", **down, modifiers=modifiers, **more)
        up = {"type": "keyUp", "key": name, "windowsVirtualKeyCode": code}
        await self.ask("Input.dispatchKeyEvent", **up, modifiers=modifiers)

    async def picture(self) -> bytes:
        """A picture of the page, as PNG."""
        await self.ask("Page.bringToFront")
        found = await self.ask("Page.captureScreenshot", format="png")
        return base64.b64decode(found["data"])

    @property
    def shown(self) -> str:
        """What the page's terminal was given to show."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    async def until(self, wanted: Callable[[], object]) -> None:
        """Waits until something is so, looking whenever the browser tells anything, and else from time to time."""
        async with asyncio.timeout(LONGEST):
            while not wanted():
                self._news.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), LOOK)

    def addresses(self) -> set[str]:
        """All that the page asked for."""
        sent = [event for event in self.told if event["method"] == "Network.requestWillBeSent"]
        return {event["params"]["request"]["url"] for event in sent}

    def faults(self) -> list[str]:
        """What went wrong in the page: exceptions, and what the browser refused."""
        found = []
        for event in self.told:
            if event["method"] == "Runtime.exceptionThrown":
                found.append(event["params"]["exceptionDetails"].get("text", ""))
            if event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error":
                found.append(event["params"]["entry"]["text"])
        return found

    async def close(self) -> None:
        """Leaves the page."""
        self._reader.cancel()
        with suppress(asyncio.CancelledError):
            await self._reader
        await self._socket.close()

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" not in told:
                self._take(told)
                self._news.set()
            elif waiting := self._answers.get(told["id"]):
                if "error" in told:
                    waiting.set_exception(AssertionError(told["error"]))
                else:
                    waiting.set_result(told["result"])

    def _take(self, told: dict[str, Any]) -> None:
        self.told.append(told)
        if told["method"] == "Network.webSocketCreated":
            self.screen.reset()
        if told["method"] == "Network.webSocketFrameReceived" and told["params"]["response"]["opcode"] == BINARY:
            self._stream.feed(base64.b64decode(told["params"]["response"]["payloadData"]))


BINARY = 2
"""The kind of a frame with what a terminal gets."""

CODES = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowRight": 39, "ArrowLeft": 37, "F1": 112}


class Browser:
    """A running Chromium."""

    def __init__(self, session: Any, port: int) -> None:
        self._session = session
        self._port = port
        self._tabs: list[Tab] = []

    async def tab(self, address: str = "") -> Tab:
        """A new page, in a profile of its own as another person's browser has it."""
        async with self._session.put(f"http://127.0.0.1:{self._port}/json/new?about:blank") as answer:
            found = await answer.json()
        socket = await self._session.ws_connect(found["webSocketDebuggerUrl"], max_msg_size=0)
        tab = Tab(socket)
        self._tabs.append(tab)
        await tab.size(1200, 700)
        if address:
            await tab.open(address)
        return tab

    async def close(self) -> None:
        """Leaves all pages."""
        for tab in self._tabs:
            await tab.close()


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Browser]:
    """A browser with an empty profile; the test is skipped where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed")
    aiohttp = pytest.importorskip("aiohttp")
    process = await asyncio.create_subprocess_exec(
        program,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder / 'profile'}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST):
            while not (said := (await process.stderr.readline()).decode(errors="replace")).startswith(LISTENS):
                assert said, "the browser ended"
        port = urlsplit(said.removeprefix(LISTENS)).port
        async with aiohttp.ClientSession() as session:
            browser = Browser(session, port)
            yield browser
            await browser.close()
    finally:
        process.terminate()
        await process.wait()
