"""The server: whoever the gate lets in gets the page and its few files, and an editor at the end of a websocket."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from http import HTTPStatus
from typing import Any

from aiohttp import WSMsgType, web

from ka2plan.errors import CannotWrite
from ka2plan.named_tuples import NamedTuple
from ka2plan.web.editor_process import EditorProcess, Size
from ka2plan.web.editors import Editors
from ka2plan.web.gate import Caller, Gate, new_token
from ka2plan.web.page import HEADERS, files, page
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

ENDED, TAKEN, FULL = 4000, 4001, 4002
"""Codes with which a socket is closed for good, as the page knows them."""

LARGEST_MESSAGE = 2_000_000
"""Bytes of one message, such as a paste."""

IDLE_SECONDS = 20.0
"""How long a connection may be open and ask for nothing."""

NAME = re.compile(r"[0-9a-f]{32,64}")

LARGEST = 500
"""Columns or lines."""


class Wanted(NamedTuple):
    """What is to be served, and where."""

    path: str
    host: str
    port: int | None
    """None for any that is free."""
    words: tuple[str, ...]
    """Words for each editor, besides the plan."""

    @property
    def can_edit(self) -> bool:
        """Whether the plan may be changed."""
        return "--edit" in self.words


QUIET = logging.getLogger("ka2plan.web")
"""Takes what aiohttp has to say of strangers, and says it nowhere."""
QUIET.addHandler(logging.NullHandler())
QUIET.setLevel(logging.CRITICAL + 1)
QUIET.propagate = False


class Silent(web.RequestHandler):
    """Says nothing of what strangers send, neither to them nor on the server's own terminal."""

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Refuses; a fault of this program's own is said where it runs: a stranger never comes as far as one."""
        if status == HTTPStatus.INTERNAL_SERVER_ERROR and exc is not None:
            fault = _("a fault of ka2plan itself: {error}")
            told = visible(fault.format(error=f"{type(exc).__name__}: {exc}"), 500)
            sys.stderr.write(f"ka2plan: {told}\n")
            sys.stderr.flush()
        return refused()


class SilentServer(web.Server):
    """Makes a silent handler for each connection."""

    def __call__(self) -> web.RequestHandler:
        """A handler; one that asks for nothing is closed before long."""
        return Silent(
            self,
            loop=asyncio.get_running_loop(),
            logger=QUIET,
            access_log=QUIET,
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=1,
        )


def refused() -> web.Response:
    """What everybody gets who is not let in: nothing."""
    response = web.Response(status=404, headers={"Server": "-"})
    response.force_close()
    return response


class Site:
    """Answers what the gate lets through."""

    def __init__(self, wanted: Wanted, gate: Gate) -> None:
        self._wanted = wanted
        self._gate = gate
        self._closing: set[asyncio.Task[object]] = set()
        self.editors = Editors((wanted.path, *wanted.words), self._ended)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Refuses, or hands out the page, one of its files, or a socket."""
        caller = Caller(
            request.method,
            request.raw_path.partition("?")[0],
            tuple(request.headers.getall("Host", ())),
            tuple(request.headers.getall("Origin", ())),
        )
        wanted = self._gate.asked_for(caller)
        if wanted == "":
            text = page(self._wanted.path, can_edit=self._wanted.can_edit)
            return web.Response(text=text, content_type="text/html", headers=HEADERS)
        if wanted == "ws" and self._gate.is_own(caller):
            return await self._talk(request)
        if wanted in self._files:
            data, kind = self._files[wanted]
            return web.Response(body=data, content_type=kind, headers=HEADERS)
        return refused()

    @cached_property
    def _files(self) -> dict[str, tuple[bytes, str]]:
        return dict(_read_files())

    async def _talk(self, request: web.BaseRequest) -> web.StreamResponse:
        """Joins a page with its editor until one of them is gone."""
        name, size = request.query.get("page", ""), _size_of(request.query)
        if not NAME.fullmatch(name) or "websocket" not in request.headers.get("Upgrade", "").lower():
            return refused()
        line = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST_MESSAGE)
        await line.prepare(request)
        theme = "light" if request.query.get("scheme") == "light" else "dark"
        found = await self.editors.of_page(name, size, ("--theme", theme))
        if found is None:
            await line.close(code=FULL)
            return line
        editor, was_there = found
        if isinstance(editor.page, web.WebSocketResponse):
            self._close_soon(editor.page, TAKEN)
        await line.send_json(["hello", {"heard": editor.heard, "resumed": was_there}])
        await editor.show_on(line, size)
        try:
            async for message in line:
                if message.type == WSMsgType.TEXT:
                    await _hand_on(message.data, editor, line)
        finally:
            self.editors.page_left(name, line)
        return line

    def _ended(self, line: object) -> None:
        if isinstance(line, web.WebSocketResponse):
            self._close_soon(line, ENDED)

    def _close_soon(self, line: web.WebSocketResponse, code: int) -> None:
        task: asyncio.Task[object] = asyncio.create_task(line.close(code=code))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


async def _hand_on(data: str, editor: EditorProcess, line: web.WebSocketResponse) -> None:
    """Does what a page tells; what is not understood is left alone."""
    try:
        told: Any = json.loads(data)
    except (ValueError, RecursionError):
        return
    match told:
        case ["stdin", str(text), int(number)]:
            if number > editor.heard:  # what a page is not sure of it sends again
                editor.heard = number
                await editor.type(text)
            await line.send_json(["heard", editor.heard])
        case ["resize", {"width": int(width), "height": int(height)}]:
            width, height = _within(width), _within(height)
            await editor.tell({"type": "resize", "width": width, "height": height})
        case ["ping", *_rest]:
            await line.send_json(["pong"])
        case ["focus" | "blur" as what]:
            await editor.tell({"type": what})


def _size_of(query: Any) -> Size:
    """Columns and lines that a page asks for; those of a usual terminal where it says none."""
    try:
        return _within(int(query["width"])), _within(int(query["height"]))
    except (KeyError, ValueError):
        return 80, 24


def _within(cells: int) -> int:
    return max(1, min(cells, LARGEST))


def _read_files() -> Iterator[tuple[str, tuple[bytes, str]]]:
    for name, (path, kind) in files().items():
        with suppress(OSError), open(path, "rb") as file:  # without its font the page takes another one
            yield name, (file.read(), kind)


def serve(wanted: Wanted, tell: Callable[[str], object]) -> None:
    """Serves until a signal ends it; ``tell`` gets the address once somebody can come.

    :raises CannotWrite: the port is somebody else's, or there is no such host.
    """
    asyncio.run(_serve(wanted, tell))


async def _serve(wanted: Wanted, tell: Callable[[str], object]) -> None:
    token = new_token()
    site = Site(wanted, Gate(token, {wanted.host, socket.gethostname(), socket.getfqdn()}))
    runner = web.ServerRunner(SilentServer(site.answer), shutdown_timeout=1.0)
    await runner.setup()
    over = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    try:
        await web.TCPSite(runner, wanted.host, wanted.port or 0).start()
    except OSError as error:
        await runner.cleanup()
        where = f"{wanted.host}:{wanted.port or 0}"
        reason = _("{where} cannot be listened on: {reason}").format(where=where, reason=error.strerror)
        raise CannotWrite(reason) from None
    name = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    tell(f"http://{name}:{runner.addresses[0][1]}/{token}/")
    try:
        await over.wait()
    finally:
        await site.editors.end_all()
        await runner.cleanup()
