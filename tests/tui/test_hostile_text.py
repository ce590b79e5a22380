"""Text of anybody's in plans: whatever it is, every view and dialog draws it as harmless text of the right width."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ka2plan.plan import read_plan
from ka2plan.toml import parse
from ka2plan.tui.app.views import CONFLICTS, FORM, VIEWS
from ka2plan.tui.editor.told_changes import ToldChange
from ka2plan.tui.text.changes_since_save import ToldChanges
from ka2plan.tui.toolkit import inputs
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Understood
from ka2plan.tui.toolkit.dialogs.long_text import LongText
from ka2plan.tui.toolkit.dialogs.multiple_choice import Marks
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.dialogs.prompt import Prompt
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.dialogs.text_box import TextBox
from ka2plan.words.visible import cells, visible
from tests.tui.pilot import Opened, opened

NASTY = (
    "\x1b[31m",
    "\x1b]52;c;AAAA\x07",
    "\x9b2J",
    "\x00",
    "\x08",
    "\x7f",
    "\r",
    "\n",
    "\t",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufeff",
    "[red]",
    "[/]",
    "[@click=app.quit]",
    "\\[",
    "{x}",
    "%s",
    "漢字",
    "e\u0301" * 9,
    "👩\u200d👩\u200d👧",
    "🇸🇮",
    "\u0300" * 40,
    "﷽",
    "\U000e0041",
    "x" * 300,
)

texts = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=("Cs",)), max_size=8)),
    min_size=1,
    max_size=5,
).map("".join)

SCALED = os.environ.get("KA2PLAN_HOSTILE_TEXTS")
"""How many texts are tried where more than the usual few are wanted: then other ones every time."""

EXAMPLES = int(SCALED or "4")

few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=SCALED is None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)

PLAN = """
format = 1
[project]
title = {text}
acronym = {text}
type = {text}
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = {id}
priorities = [{text}]
topics = [{text}]
[partners.{id}]
name = {text}
country = {text}
city = {text}
capacity = 1
papers = {{ {text} = true }}
[partners.P2]
name = {text}
country = "SI"
[objectives.O1]
title = {text}
[work_packages.WP1]
title = {text}
lead = {id}
note = {text}
budget.{id} = 20_000
effort.{id} = 90
[activities."A1.1"]
wp = "WP1"
title = {text}
start = "M1"
end = "M4"
lead = {id}
partners = ["P2", {text}]
after = [{text}]
results = {text}
venue = {{ place = {text}, country = {text} }}
budget = {{ {id} = 100, {other} = 200 }}
effort = {{ {id} = 30, {other} = 2 }}
items = {{ {text} = 30 }}
[activities.{id}]
title = {text}
start = {text}
end = "M2"
[milestones.MS1]
title = {text}
due = "M4"
verification = {text}
[deliverables.D1]
title = {text}
due = "M5"
kind = {text}
[indicators.I1]
title = {text}
unit = {text}
[texts.WP1]
objectives = {text}
{other} = {text}
[ignored.{id}]
reason = {text}
[{other}]
{other} = {text}
"""


def toml(text: str) -> str:
    """A TOML string of nothing but ASCII."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def plan_with(text: str) -> str:
    return PLAN.format(text=toml(text), id=toml(text), other=toml(f"other {text}"))


def assert_harmless(editor: Opened, width: int) -> None:
    """What is drawn has no control of any sort in it, and every line is as wide as the screen."""
    for strip in editor.app.screen._compositor.render_strips():
        for segment in strip:
            assert segment.control is None
            assert visible(segment.text) == segment.text
        assert sum(cells(segment.text) for segment in strip) == width


async def all_views(text: str, *, ascii_only: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.toml"
        path.write_text(plan_with(text), encoding="utf-8")
        async with opened(Path(folder), path, ascii_only=ascii_only) as editor:
            for entry in (*VIEWS, FORM, CONFLICTS):
                editor.app.main.show_view(entry.name)
                await editor.pilot.pause()
                for key in ("j", "j", "l", "end"):
                    await editor.press(key)
                    assert_harmless(editor, 80)
                if ascii_only:
                    assert editor.picture.isascii()


@few
@given(texts)
def test_every_view_draws_it_as_harmless_text(text):
    asyncio.run(all_views(text, ascii_only=False))


@settings(few, max_examples=max(2, EXAMPLES // 2))
@given(texts)
def test_in_ascii_everything_is_ascii(text):
    asyncio.run(all_views(text, ascii_only=True))


KEYS = (":", "?", "S", "escape", "e", "i", "b", "t", "r", "m", "d", "C", "F", "/")


async def what_keys_open(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.toml"
        path.write_text(plan_with(text), encoding="utf-8")
        async with opened(Path(folder), path) as editor:
            await editor.press("j")
            for key in KEYS:
                await editor.press(key)
                assert_harmless(editor, 80)
                await editor.press("escape")
                await editor.press("escape")


@few
@given(texts)
def test_what_keys_open_draws_it_as_harmless_text(text):
    asyncio.run(what_keys_open(text))


def dialogs(editor: Opened, text: str):
    look = editor.app.editor.look
    place = editor.app.main.view.region.grow((0, 0, -20, -70))
    choices = [Choice(text, text, text), Choice("", "other", text, text)]
    yield Picker(look, text, choices)
    yield Marks(look, text, choices, [text])
    yield Prompt(look, text, text)
    yield Question(look, text, [Answer("one", text, "o")], [[(text, "base")]])
    yield InPlace(look, place, text, lambda typed: Understood(typed, typed, ""), label=text)
    yield InPlace(look, place, text, lambda typed: Understood(fault=typed), label=text)
    yield LongText(look, text, text, 10, text)
    yield TextBox(look, text, lambda _width: [[(text, "base")]], lambda _text: None)
    yield ToldChanges(look, [ToldChange(text, None)])


async def all_dialogs(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as editor:
            for dialog in dialogs(editor, text):
                editor.app.push_screen(dialog)
                await editor.pilot.pause()
                assert_harmless(editor, 80)
                editor.app.pop_screen()
                await editor.pilot.pause()
            for severity in ("good", "warning", "error", "bar.value"):
                editor.app.editor.say(text, severity)
                await editor.pilot.pause()
                assert_harmless(editor, 80)


@few
@given(texts)
def test_every_dialog_draws_it_as_harmless_text(text):
    asyncio.run(all_dialogs(text))


@pytest.mark.parametrize("first", range(0, len(NASTY), 7))
def test_what_is_nasty_on_purpose_is_drawn_in_every_dialog(first):
    asyncio.run(all_dialogs("a".join(NASTY[first : first + 7])))


def test_the_plan_around_it_is_read():
    assert read_plan(parse(plan_with("[b]\x1b"))).plan.activities["A1.1"].title == "[b]\x1b"


async def test_markup_is_shown_and_not_obeyed(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(plan_with("[b]x[/b]"), encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await editor.press("j")
        assert editor.picture.count("[b]x[/b]") > 3


def test_each_character_of_a_long_field_is_made_harmless_once(monkeypatch):
    asked = []
    monkeypatch.setattr(inputs, "visible", lambda text: asked.append(text) or visible(text))
    text = "wo\u202erd\u00ad \u0301" * 1_000
    assert inputs.one_for_one(text) == "wo\ufffdrd\ufffd \ufffd" * 1_000
    assert len(asked) < 12
