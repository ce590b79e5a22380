"""The editor behind a page: what its server sends it, and what it draws."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import contextmanager

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.web.packets import DATA, GREETING, META, BadPacket, Packets, packed
from tests.conftest import ROOT
from tests.tui.pilot import copied
from tests.web.serving import environment

LONGEST = 60.0


class Behind:
    """An editor at the other end of two pipes."""

    def __init__(self, process):
        self.process = process
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self._packets = Packets()
        self.drawn = 0

    @property
    def shown(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, text):
        self.send(DATA, text if isinstance(text, bytes) else text.encode())

    def tell(self, **what):
        self.send(META, json.dumps(what).encode())

    def send(self, kind, contents):
        self.process.stdin.write(packed(kind, contents))
        self.process.stdin.flush()

    def until(self, words):
        while words not in self.shown:
            assert select.select([self.process.stdout], [], [], LONGEST)[0], self.shown
            data = os.read(self.process.stdout.fileno(), 65_536)
            assert data, self.shown
            for kind, contents in self._packets.feed(data):
                if kind == DATA:
                    self.drawn += len(contents)
                    self._stream.feed(contents)


@contextmanager
def behind(folder, *words):
    plan = copied(folder, "ka220-school")
    process = subprocess.Popen(
        [sys.executable, "-m", "ka2plan", "serve-page", str(plan), "--today", "2027-03-15", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**environment(folder), "TERM": "xterm-256color", "COLORTERM": "truecolor"},
    )
    try:
        line = process.stdout.readline()
        assert line == GREETING, process.stderr.read()
        yield Behind(process)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()


@given(st.lists(st.tuples(st.sampled_from([DATA, META]), st.binary(max_size=300))), st.data())
def test_packets_come_out_as_they_went_in_however_the_stream_is_cut(sent, data):
    stream = b"".join(packed(kind, contents) for kind, contents in sent)
    packets, found = Packets(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += packets.feed(stream[:size])
        stream = stream[size:]
    assert found == sent


@pytest.mark.parametrize("stream", [b"hello world", b"X\0\0\0\0", b"D\xff\xff\xff\xff"])
def test_what_is_no_packet_is_refused(stream):
    with pytest.raises(BadPacket):
        list(Packets().feed(stream))


def test_it_draws_what_a_terminal_would_get_and_little_for_a_key(tmp_path):
    with behind(tmp_path, "--edit") as editor:
        editor.until("Needs survey")
        editor.until("31 Oct 2028   OSL")
        first, editor.drawn = editor.drawn, 0
        editor.type("j")
        editor.until("M1-M10")
        assert editor.drawn < first / 4


def test_it_follows_the_size_of_its_page_and_draws_all_again_for_another_page(tmp_path):
    with behind(tmp_path) as editor:
        editor.until("help")
        editor.screen.resize(30, 120)
        editor.tell(type="resize", width=120, height=30)
        editor.until("!1")  # the findings, which come behind the first picture
        editor.until("220 person-days")
        picture = editor.shown
        editor.screen.reset()
        editor.tell(type="redraw")
        editor.until("220 person-days")
        editor.until("help")
        assert editor.shown == picture


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b"null", b'{"type": "resize", "width": "x"}', b'{"type": "run"}', b"[" * 5_000]
)
def test_what_it_is_told_and_does_not_understand_is_left_alone(told, tmp_path):
    with behind(tmp_path) as editor:
        editor.send(META, told)
        editor.type(b"\xff\xfe\x00\x9b")
        editor.tell(type="resize", width=10**9, height=-5)
        editor.tell(type="resize", width=80, height=24)
        editor.type("?")
        editor.until("Help: plan")


def test_without_a_server_it_ends_and_what_was_changed_is_saved(tmp_path):
    with behind(tmp_path, "--edit") as editor:
        editor.until("help")
        editor.type("jj>")
        editor.until("M2-M5")
        editor.process.stdin.close()
        assert editor.process.wait(LONGEST) == 129
        assert 'start = "M2"' in (tmp_path / "ka220-school.toml").read_text(encoding="utf-8")
