"""Text of other people in forms: loaded, typed, pasted; it shows as harmless text and stays what it is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual import events

from ka2plan.plan.schema import KINDS
from ka2plan.tui.entry.open import open_entry
from ka2plan.tui.entry.view import EntryView
from ka2plan.words.visible import in_one_line, without_unseen
from tests.tui.pilot import Opened, opened

ESCAPES = "\x1b[31mred\x1b]52;c;AAAA\x07\x9b2J"
MISCHIEF = {
    "escape sequences": ESCAPES,
    "markup": "[red]x[/red] [@click=app.quit]quit[/] [",
    "bidirectional controls": "abc \u202edef\u202c \u2066g\u2069 \u200b\u200f.",
    "five thousand characters": "ä[b]漢\u0301" * 1_000,
    "TOML": '"""\n[project]\ntitle = \\u0041 = # x',
}

HOSTILE = r"""
format = 1

[project]
title = "\u001b[31mred\u001b[0m [red]x[/red] \u202Ertl\u202C \u200B"
acronym = "H[b]"
type = "KA220-SCH\u0007"
call = "2026"
start = "2026-11-01"
months = 0
lump_sum = -5
coordinator = ["x"]
priorities = "inclusion"
topics = [1, {a = 1}]
x_more = { deep = [1, 2] }
strat = 5

[partners."P[red]"]
name = "x"
country = "SI"

[partners.P1]
name = 5
country = "Slovenia"
papers = "all"
capacity = "many"

[partners.P2]
name = "LONG"
country = "\u001b]52;c;AAAA\u0007"

[objectives.O1]
title = "\u009b2J"

[work_packages.WP1]
title = { a = 1 }
budget = "lots"
effort = [1]

[activities.A1]
wp = "WP9"
title = "LONG"
start = "M99999"
end = "M0"
lead = "nobody\u009b2J"
partners = "P1"
venue = "Here"
amount = "1e3"
items = { "\u001b[2Jtravel" = "x", y = 5 }
periods = [{ start = "M1" }, "M2", 5]
after = ["A1", { id = "A1", type = "XX" }, 7, { lag = "1d" }]
serves = [5]
status = "maybe"
progress = 400
actual = { start = "x", end = 5 }
results = "line\r\nline\ttab\u0000\u2028x"

[activities.A2]
title = 1979-05-27T07:32:00
budget = { P1 = nan, "\u001b[1m" = inf }
effort = { P1 = "x" }
after = "A1"
periods = 5

[milestones]
MS1 = 5

[deliverables.D1]
title = "d"
due = true

[indicators.I1]
title = "LONG"
target = "\u001b"

[texts]
A1 = "not a table"

[texts.project]
"\u001b[1mkey" = "\u001b[1m"
objectives = 5

[ignored]
x = 5

[ignored."\u001b[1m"]
reason = 5

[overrides]
lump_sums = 7
"""


def assert_harmless(editor: Opened) -> None:
    """Nothing on the screen is a control character of any sort."""
    bad = {character for character in editor.picture if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl")}
    assert not bad - {"\n"}


def hostile(folder: Path) -> Path:
    """A plan that is wrong and mean wherever it can be."""
    path = folder / "hostile.toml"
    path.write_text(HOSTILE.replace("LONG", MISCHIEF["five thousand characters"]), encoding="utf-8")
    return path


def form(editor: Opened) -> EntryView:
    """The form that is shown."""
    view = editor.app.editor.view
    assert isinstance(view, EntryView)
    return view


async def leave_dialogs(editor: Opened) -> None:
    """Presses Escape until the main screen has the keys."""
    while len(editor.app.screen_stack) > 1:
        await editor.press("escape")


async def test_all_that_is_in_a_hostile_plan_can_be_seen_and_opened(tmp_path):
    empty: set[str] = set()
    async with opened(tmp_path, hostile(tmp_path)) as editor:
        ids = [(kind.name, id) for kind in KINDS for id in editor.session.data[kind.name]]
        text = editor.session.snapshot.text
        for owner in (("project",), *ids):
            open_entry(editor.app.editor, owner)
            await editor.pilot.pause()
            assert_harmless(editor)
            for row in range(form(editor).row_count):
                field = form(editor).fields[row]
                if field.type == "entry" or (field.value is None and field.type in empty):
                    continue
                empty |= {field.type} if field.value is None else set()
                form(editor).cursor = row
                await editor.press("enter")
                assert_harmless(editor)
                await leave_dialogs(editor)
        assert editor.session.snapshot.text == text


@pytest.mark.parametrize("mischief", MISCHIEF.values(), ids=list(MISCHIEF))
async def test_what_is_pasted_into_a_title_is_kept_and_shown_harmlessly(tmp_path, mischief):
    line = in_one_line(mischief)
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "t")
        editor.app.post_message(events.Paste(mischief))
        await editor.pilot.pause()
        assert_harmless(editor)
        await editor.press("enter")
        assert editor.session.snapshot.plan.activities["A2.1"].title == line
        assert_harmless(editor)
        await editor.press("enter")
        assert_harmless(editor)


@pytest.mark.parametrize("mischief", MISCHIEF.values(), ids=list(MISCHIEF))
async def test_what_is_pasted_into_a_long_text_is_kept_and_shown_harmlessly(tmp_path, mischief):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "enter", "end", "enter")
        editor.app.post_message(events.Paste(mischief))
        await editor.pilot.pause()
        assert_harmless(editor)
        await editor.press("up", "down", "ctrl+s")
        assert editor.session.snapshot.plan.activities["A2.1"].note == without_unseen(mischief)
        assert_harmless(editor)


@pytest.mark.parametrize("mischief", MISCHIEF.values(), ids=list(MISCHIEF))
async def test_an_id_of_that_sort_is_refused(tmp_path, mischief):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("j", "j", "r")
        editor.app.post_message(events.Paste(mischief))
        await editor.press("enter")
        assert len(editor.app.screen_stack) == 2
        assert "an id has letters" in editor.picture
        assert_harmless(editor)
        assert editor.session.snapshot.text == text
