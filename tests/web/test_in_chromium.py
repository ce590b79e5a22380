"""The editor in real browsers: people work on one plan, and nothing is lost on the way."""

from __future__ import annotations

import os
import signal
import tomllib
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from tests.web.bad_line import bad_line
from tests.web.chromium import chromium
from tests.web.serving import served

pytest.importorskip("textual_serve", reason="the extra `web` is not installed")

CTRL, SHIFT = 2, 8
PROMISED = 2.0
"""Seconds within which others see a change."""


JOIN = """new Promise((done) => {
  const line = new WebSocket("ADDRESS");
  line.onopen = () => done("in");
  line.onerror = () => done("out");
})"""
"""What another page would do."""


def activity(plan, id):
    return tomllib.loads(plan.read_text(encoding="utf-8"))["activities"][id]


def journals(folder):
    """What unsaved work is kept; an editor may save and forget it at any moment."""
    found = ""
    for path in (folder / "XDG_STATE_HOME").rglob("*"):
        with suppress(OSError):
            found += path.read_text(encoding="utf-8")
    return found


def note(picture, name):
    """Keeps a picture to be looked at, where a folder for that is named."""
    if folder := os.environ.get("KA2PLAN_BROWSER_PICTURES"):
        (Path(folder) / f"{name}.png").write_bytes(picture)


async def opened(browser, address):
    tab = await browser.tab(address)
    await tab.until(lambda: "Needs survey in twelve schools" in tab.shown and "help" in tab.shown)
    return tab


async def retitle(tab, downs, title):
    """Gives the entry so many rows below the cursor another title."""
    for _row in range(downs):
        await tab.key("ArrowDown")
    await tab.type("t")
    await tab.until(lambda: "Title" in tab.shown)
    await tab.key("u", code=85, modifiers=CTRL)
    await tab.type(title)
    await tab.key("Enter", text="\r")
    await tab.until(lambda: title in tab.shown)


async def test_two_pages_change_one_plan_and_each_sees_both_within_two_seconds_and_the_file_has_both(tmp_path):
    async with served(tmp_path, "--edit") as server, chromium(tmp_path) as browser:
        one, two = await opened(browser, server.address), await opened(browser, server.address)
        await retitle(one, 2, "Asked by the first")
        began = monotonic()
        await two.until(lambda: "Asked by the first" in two.shown)
        seen_by_two = monotonic() - began
        await retitle(two, 3, "Written by the second")
        began = monotonic()
        await one.until(lambda: "Written by the second" in one.shown)
        seen_by_one = monotonic() - began
        assert min(seen_by_one, seen_by_two) < PROMISED
        assert activity(server.plan, "A2.1")["title"] == "Asked by the first"
        assert activity(server.plan, "A2.2")["title"] == "Written by the second"
        assert "Asked by the first" in two.shown
        note(await one.picture(), "one")
        note(await two.picture(), "two")
        assert one.faults() == two.faults() == []
        assert {address.split("/")[2] for address in one.addresses()} == {f"127.0.0.1:{server.port}"}


async def test_who_has_no_token_gets_nothing_and_no_editor(tmp_path):
    async with served(tmp_path) as server, chromium(tmp_path) as browser:
        stranger = await browser.tab(f"http://127.0.0.1:{server.port}/")
        await stranger.until(lambda: any(event["method"] == "Page.loadEventFired" for event in stranger.told))
        assert await stranger.value("document.body.innerText.includes('OUTCLASS')") is False
        answers = [event["params"] for event in stranger.told if event["method"] == "Network.responseReceived"]
        of_server = [answer["response"] for answer in answers if answer["response"]["url"].startswith("http://127")]
        assert [answer["status"] for answer in of_server] == [404]
        assert not any(event["method"] == "Network.webSocketCreated" for event in stranger.told)


async def test_another_page_in_the_same_browser_cannot_join_even_where_it_knows_the_address(tmp_path):
    async with served(tmp_path) as server, chromium(tmp_path) as browser:
        other = await browser.tab("data:text/html,<title>another page</title>")
        await other.until(lambda: any(event["method"] == "Page.loadEventFired" for event in other.told))
        address = f"ws://127.0.0.1:{server.port}/{server.token}/ws?page={'0' * 48}"
        assert await other.value(JOIN.replace("ADDRESS", address)) == "out"


async def test_a_page_that_is_loaded_again_or_lost_its_line_goes_on_where_it_was(tmp_path):
    async with served(tmp_path, "--edit") as server, chromium(tmp_path) as browser:
        tab = await opened(browser, server.address)
        await tab.type("t")
        await tab.until(lambda: "Title" in tab.shown)
        await tab.type(" half typed")
        await tab.until(lambda: "half typed" in tab.shown)
        tab.told.clear()
        await tab.ask("Page.reload")
        await tab.until(lambda: any(event["method"] == "Network.webSocketCreated" for event in tab.told))
        await tab.until(lambda: "half typed" in tab.shown)
        await tab.key("Enter", text="\r")
        await tab.until(lambda: "half typed" in server.plan.read_text(encoding="utf-8"))


async def test_what_was_typed_into_a_line_that_broke_arrives_once_when_it_is_back(tmp_path):
    async with (
        served(tmp_path, "--edit") as server,
        bad_line(server.port) as (line, port),
        chromium(tmp_path) as browser,
    ):
        tab = await opened(browser, f"http://127.0.0.1:{port}/{server.token}/")
        await tab.type("t")
        await tab.until(lambda: "Title" in tab.shown)
        await tab.key("u", code=85, modifiers=CTRL)
        await tab.type("Before ")
        await tab.until(lambda: "Before" in tab.shown)
        line.swallows = True
        await tab.type("between ")
        line.cut()
        await tab.until(lambda: line.tries > 1)
        assert await tab.value("document.querySelector('#lost').hidden") is False
        note(await tab.picture(), "lost")
        await tab.type("unseen")
        line.mend()
        await tab.until(lambda: "Before between" in tab.shown)
        await tab.type("after")
        await tab.until(lambda: "Before between after" in tab.shown)
        assert await tab.value("document.querySelector('#lost').hidden") is True
        await tab.key("Enter", text="\r")
        await tab.until(lambda: "Before between after" in server.plan.read_text(encoding="utf-8"))


async def test_what_a_killed_server_leaves_is_saved_or_offered_to_the_next_page(tmp_path):
    async with chromium(tmp_path) as browser:
        async with served(tmp_path, "--edit") as server:
            tab = await opened(browser, server.address)
            await retitle(tab, 2, "Made before the end")
            await tab.type("t")
            await tab.until(lambda: "Title" in tab.shown)
            await tab.ask("Input.insertText", text=" half typed")
            await tab.until(lambda: "half typed" in tab.shown)
            await tab.until(lambda: "half typ" in journals(tmp_path))
            server.process.kill()
            await server.process.wait()
        assert activity(server.plan, "A2.1")["title"] == "Made before the end"
        async with served(tmp_path, "--edit", plan=server.plan) as again:
            tab = await browser.tab(again.address)
            await tab.until(lambda: "half typ" in tab.shown)
            note(await tab.picture(), "offered")
            await tab.type("r")
            await tab.until(lambda: "half typ" in server.plan.read_text(encoding="utf-8"))


async def test_where_two_change_the_same_the_second_is_asked_and_the_first_gets_the_answer(tmp_path):
    async with served(tmp_path, "--edit") as server, chromium(tmp_path) as browser:
        one, two = await opened(browser, server.address), await opened(browser, server.address)
        for tab, title in ((one, "As the first says"), (two, "As the second says")):
            await tab.type("t")
            await tab.until(lambda tab=tab: "Title" in tab.shown)
            await tab.key("u", code=85, modifiers=CTRL)
            await tab.type(title)
            await tab.until(lambda tab=tab, title=title: title in tab.shown)
        await one.key("Enter", text="\r")
        await one.until(lambda: "As the first says" in server.plan.read_text(encoding="utf-8"))
        await two.key("Enter", text="\r")
        await two.until(lambda: "As the first says" in two.shown and "As the second says" in two.shown)
        note(await two.picture(), "clash")
        await two.type("o")
        await one.until(lambda: "As the second says" in one.shown)
        assert "As the second says" in server.plan.read_text(encoding="utf-8")


async def test_what_is_pasted_comes_in_and_ctrl_backspace_deletes_a_word(tmp_path):
    async with served(tmp_path, "--edit") as server, chromium(tmp_path) as browser:
        tab = await opened(browser, server.address)
        await tab.type("t")
        await tab.until(lambda: "Title" in tab.shown)
        await tab.key("u", code=85, modifiers=CTRL)
        await tab.ask("Input.insertText", text="Učenje zunaj danes")
        await tab.until(lambda: "Učenje zunaj danes" in tab.shown)
        await tab.key("Backspace", code=8, modifiers=CTRL)
        await tab.until(lambda: "Učenje zunaj" in tab.shown and "danes" not in tab.shown)


async def test_the_page_follows_its_window_and_says_when_the_editor_has_ended(tmp_path):
    async with served(tmp_path) as server, chromium(tmp_path) as browser:
        tab = await opened(browser, server.address)
        await tab.size(420, 800)
        await tab.until(lambda: "quarters" in tab.shown)
        note(await tab.picture(), "narrow")
        await tab.type("q")
        await tab.until(lambda: any(event["method"] == "Network.webSocketClosed" for event in tab.told))
        assert await tab.value("document.querySelector('#ended').hidden") is False
        note(await tab.picture(), "ended")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_the_server_and_its_editors_and_what_was_changed_is_saved(number, tmp_path):
    async with served(tmp_path, "--edit") as server, chromium(tmp_path) as browser:
        tab = await opened(browser, server.address)
        await retitle(tab, 2, "Changed at the end")
        code, said = await server.ended_by(number)
        assert code == 0
        assert "Traceback" not in said
        assert activity(server.plan, "A2.1")["title"] == "Changed at the end"
        assert not list((tmp_path / "XDG_STATE_HOME").rglob("*.journal"))


DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""What is done once the page has dealt with what came, and shows it."""


async def pasted(tab, words):
    """Pastes what the browser's clipboard has into the search of the editor, which shows it, and leaves that again."""
    await tab.value(DRAWN)
    await tab.type("/")
    await tab.until(lambda: tab.shown.splitlines()[-1].startswith(" /") or "\n /" in tab.shown)
    down = {"type": "rawKeyDown", "key": "v", "windowsVirtualKeyCode": 86, "commands": ["paste"]}
    await tab.ask("Input.dispatchKeyEvent", **down, modifiers=CTRL)
    await tab.until(lambda: words in tab.shown)
    await tab.key("Escape")
    await tab.until(lambda: words not in tab.shown)


async def test_an_entry_and_what_is_selected_with_the_mouse_are_copied_and_can_be_pasted(tmp_path):
    async with served(tmp_path) as server, chromium(tmp_path) as browser:
        tab = await opened(browser, server.address)
        await tab.ask("Page.bringToFront")
        await tab.type("y")
        await tab.until(lambda: "copied" in tab.shown)
        await pasted(tab, "/WP1   Project management")
        await tab.key("ArrowDown")
        await tab.until(lambda: "copied" not in tab.shown)
        await tab.key("c", code=67, modifiers=CTRL)
        await tab.until(lambda: "copied" in tab.shown)
        await pasted(tab, "/WP2   Needs and modules")
        for kind, x in (("mousePressed", 80), ("mouseMoved", 200), ("mouseReleased", 200)):
            await tab.ask(
                "Input.dispatchMouseEvent", type=kind, x=x, y=110, button="left", clickCount=1, modifiers=SHIFT
            )
        await tab.key("c", code=67, modifiers=CTRL)
        await pasted(tab, "/eeds survey")
