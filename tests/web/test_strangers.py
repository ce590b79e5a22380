"""Whoever has no token: refused without a word, whatever is sent; no plan is shown and no editor is started."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ka2plan.web.gate import Caller, Gate, new_token
from tests.web.serving import served

TOKEN = "a-token-of-the-test"
HERE = "127.0.0.1:8000"


def caller(path=f"/{TOKEN}/", host=HERE, origin=None, method="GET"):
    return Caller(method, path, (host,), (origin,) if origin else ())


def test_the_gate_opens_for_the_token_at_a_name_of_the_server():
    gate = Gate(TOKEN, ["school.local"])
    assert gate.asked_for(caller()) == ""
    assert gate.asked_for(caller(f"/{TOKEN}/page.js")) == "page.js"
    for host in ("localhost:8000", "LOCALHOST", "[::1]:9000", "192.168.1.7:8000", "school.local:8000", "School.Local."):
        assert gate.asked_for(caller(host=host)) == "", host


@pytest.mark.parametrize(
    "path",
    ["", "/", f"/{TOKEN}x/", f"/{TOKEN[:-1]}/", f"//{TOKEN}/", f"/x/{TOKEN}/", f"{TOKEN}/", f"http://{HERE}/{TOKEN}/"],
)
def test_the_gate_stays_shut_without_the_token_in_its_place(path):
    assert Gate(TOKEN).asked_for(caller(path)) is None


@pytest.mark.parametrize("host", ["evil.example:8000", "localhost.evil.example", "", "127.0.0.1.evil.example", "a:b:c"])
def test_the_gate_stays_shut_for_a_name_that_was_made_to_point_here(host):
    assert Gate(TOKEN).asked_for(caller(host=host)) is None


def test_the_gate_stays_shut_for_pages_of_others_and_where_more_than_one_thing_is_said():
    gate = Gate(TOKEN)
    for origin in (
        "http://evil.example",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:8000",
        "null",
        "http://localhost",
    ):
        assert gate.asked_for(caller(origin=origin)) is None, origin
    assert gate.asked_for(caller(origin=f"http://{HERE}")) == ""
    assert gate.asked_for(Caller("GET", f"/{TOKEN}/", (HERE, HERE))) is None
    assert gate.asked_for(Caller("GET", f"/{TOKEN}/", ())) is None
    assert gate.asked_for(Caller("GET", f"/{TOKEN}/", (HERE,), (f"http://{HERE}", "http://evil.example"))) is None
    for method in ("POST", "PUT", "HEAD", "OPTIONS", "CONNECT"):
        assert gate.asked_for(caller(method=method)) is None


def test_a_socket_needs_a_page_that_says_it_is_of_this_server():
    gate = Gate(TOKEN)
    assert gate.is_own(caller(origin=f"http://{HERE}"))
    assert not gate.is_own(caller())
    assert not gate.is_own(caller(origin="http://localhost:8000"))


@given(st.text(), st.text(), st.text())
def test_the_gate_judges_whatever_it_is_told(path, host, origin):
    assert Gate(TOKEN).asked_for(Caller("GET", path, (host,), (origin,))) is None


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _time in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32


pytest.importorskip("textual_serve", reason="the extra `web` is not installed")

UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
CLOSE = "Connection: close\r\n"
PAGE = "0" * 48


def request(path, host, more=""):
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode()


async def answer(port, data, *, and_no_more=True):
    """All that the server says to these bytes, and that nothing follows them, until it closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    if and_no_more:
        writer.write_eof()
    async with asyncio.timeout(30):
        said = await reader.read()
    writer.close()
    return said


def says_nothing(said):
    """Whether an answer is a bare refusal: no contents, no word of the program, nothing of what was sent."""
    head, _blank, body = said.partition(b"\r\n\r\n")
    return not said or (head[:12] in (b"HTTP/1.1 404", b"HTTP/1.0 404") and not body and b"aiohttp" not in head.lower())


def children(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()


async def test_strangers_bytes_are_refused_without_a_word_and_start_nothing(tmp_path):
    async with served(tmp_path, "--edit") as server:
        here, own = f"127.0.0.1:{server.port}", f"/{server.token}"
        socket = f"{own}/ws?page={PAGE}"
        strangers = [
            b"",
            b"\x00\xff" * 5_000,
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET / HTTP/9.9\r\n\r\n",
            b"<script>alert(1)</script>\r\n\r\n",
            b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
            b"GET / HTTP/1.1\r\nHost: \x1b]0;pwned\x07\r\n\r\n",
            b"GET /\x1b[2J HTTP/1.1\r\nHost: x\r\n\r\n",
            request("/", here),
            request("/ws", here, UPGRADE),
            request("/page.js", here),
            request("/%2e%2e/%2e%2e/etc/passwd", here),
            request(f"/{server.token[:-1]}/", here),
            request(f"{own}/", "evil.example"),
            request(f"{own}/", here, "Origin: http://evil.example\r\n"),
            request(f"{own}/../../etc/passwd", here),
            request(f"{own}/%2e%2e/page.py", here),
            request(socket, here, UPGRADE),
            request(socket, here, UPGRADE + "Origin: http://evil.example\r\n"),
            request(socket, "evil.example", UPGRADE + "Origin: http://evil.example\r\n"),
            request(f"{own}/ws?page=../../etc", here, UPGRADE + f"Origin: http://{here}\r\n"),
        ]
        for data in strangers:
            assert says_nothing(await answer(server.port, data)), data[:60]
        assert children(server.process) == []
        let_in = await answer(server.port, request(f"{own}/", here, CLOSE), and_no_more=False)
        assert b"<title>OUTCLASS</title>" in let_in
        code, said = await server.ended_by(15)
    assert code == 0
    assert said.count("\n") == 1
    assert "Ctrl+C ends it" in said


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=2_000), min_size=1, max_size=20))
def test_any_bytes_are_refused_without_a_word(tmp_path, sent):
    async def all_refused():
        async with served(tmp_path) as server:
            for data in sent:
                assert says_nothing(await answer(server.port, data))
            assert children(server.process) == []

    asyncio.run(all_refused())


async def test_a_hostile_title_is_text_in_the_page(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text('format = 1\n[project]\ntitle = "</title><script>alert(1)</script>\\u001b[2J"\n', encoding="utf-8")
    async with served(tmp_path, plan=plan) as server:
        here = f"127.0.0.1:{server.port}"
        page = (await answer(server.port, request(f"/{server.token}/", here, CLOSE), and_no_more=False)).decode()
    assert "<script>alert" not in page
    assert "&lt;/title&gt;&lt;script&gt;" in page
    assert "\x1b" not in page
    assert "default-src 'none'; script-src 'self';" in page


async def test_a_connection_that_asks_for_nothing_is_closed(tmp_path, monkeypatch):
    async with served(tmp_path) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        async with asyncio.timeout(60):
            assert await reader.read() == b""
        writer.close()


async def test_a_fault_of_our_own_is_said_where_the_server_runs_and_not_to_the_page(capsys):
    from aiohttp import web

    from ka2plan.web.server import SilentServer

    async def broken(request):
        raise RuntimeError("\x1b[2J")

    runner = web.ServerRunner(SilentServer(broken))
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        assert says_nothing(await answer(port, request("/", f"127.0.0.1:{port}", CLOSE), and_no_more=False))
    finally:
        await runner.cleanup()
    assert "RuntimeError: ␛[2J" in capsys.readouterr().err


async def test_a_plan_that_is_gone_is_called_by_the_name_of_its_file(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text("format = 1\n", encoding="utf-8")
    async with served(tmp_path, plan=plan) as server:
        plan.unlink()
        here = f"127.0.0.1:{server.port}"
        page = await answer(server.port, request(f"/{server.token}/", here, CLOSE), and_no_more=False)
    assert b"<title>plan.toml (read-only)</title>" in page
