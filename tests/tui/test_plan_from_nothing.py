"""A whole plan from nothing by keys alone: every key that a coordinator presses is counted, a paste as one."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from textual import events

from ka2plan.rules import check
from ka2plan.tui.entry.view import EntryView
from tests.tui.pilot import Opened, opened

MOST_KEYS = 1_400
"""Keys that a coordinator's whole plan may take."""

DAY = date(2026, 1, 15)
"""Before the deadline of the call."""

PARTNERS = (
    ("Osnovna šola Čebelica", "slovenia", "E10310001", "18", "230"),
    ("Liceo Monte Verde", "italy", "E10310002", "20", "270"),
    ("Tiroler Imkerschule", "austria", "E10310003", "16", "310"),
    ("Udruga Medni put", "croatia", "E10310004", "12", "170"),
    ("IES Colmenar Norte", "spain", "E10310005", "18", "200"),
)
"""Name, country, OID, days in a month, EUR a day."""

PACKAGES = ("Hives and lessons", "Teachers", "A year with bees", "Handing on")
"""Titles of the work packages behind project management."""

ACTIVITIES = (
    ("Survey of school roofs", "M1", "M3", "lmv", "", "online"),
    ("Lessons in five languages", "M4", "M8", "lmv", "a2.1", "online"),
    ("Hive for a roof", "M4", "M8", "tir", "a2.1", "Innsbruck"),
    ("Building forty hives", "M9", "M10", "tir", "a2.2", "Innsbruck"),
    ("Week for 20 teachers", "M11", "M11", "ies", "a3.1", "Valencia"),
    ("Course online", "M10", "M14", "ump", "a2.2", "online"),
    ("Lessons in autumn", "M12", "M15", "oc", "a3.1", "schools"),
    ("Lessons in spring", "M16", "M20", "ies", "a4.1", "schools"),
    ("What pupils learned", "M18", "M21", "lmv", "a4.1", "online"),
    ("Handbook and data", "M14", "M22", "ump", "a2.2", "online"),
    ("Honey days", "M22", "M23", "oc", "a4.2", "five towns"),
    ("Last meeting", "M24", "M24", "tir", "a5.2", "Ljubljana"),
)
"""Title, start, end, some letters of the lead, what it waits for, where."""

MONEY = (
    ((12_000,), (10_000,), (9_000,), (6_000,), (8_000,)),
    ((2_800, 2_800, 1_400), (9_100, 13_500, 3_000), (3_900, 4_800, 8_100), (1_700, 1_400, 900), (2_500, 2_500, 1_600)),
    (
        (3_600, 2_800, 1_600),
        (3_800, 5_300, 5_000),
        (12_100, 4_700, 2_200),
        (1_700, 1_200, 4_800),
        (3_800, 6_000, 1_400),
    ),
    ((5_300, 5_200, 1_700), (2_700, 2_600, 8_400), (6_600, 6_400, 2_400), (800, 800, 1_000), (4_600, 5_000, 1_500)),
    ((2_060, 1_800, 1_220), (3_140, 1_720, 1_560), (2_800, 1_840, 2_780), (5_230, 980, 890), (1_770, 1_160, 1_050)),
)
"""EUR by work package: a row a partner, a column an activity; of management itself one column."""

DAYS = (
    ((10, 12, 6), (25, 45, 10), (10, 15, 25), (8, 8, 5), (10, 12, 8)),
    ((12, 8, 6), (10, 12, 15), (30, 10, 6), (8, 5, 25), (15, 20, 6)),
    ((20, 20, 8), (8, 8, 30), (18, 18, 8), (4, 4, 6), (20, 22, 8)),
    ((10, 8, 6), (12, 6, 6), (10, 6, 10), (35, 6, 6), (10, 6, 6)),
)
"""Person-days, by work package from the second on."""

MILESTONES = (
    ("title", "Roofs are known", "Hives stand", "Lessons are tried"),
    ("due", "M3", "M10", "M20"),
    ("after", "a2.1", "a3.1", "a4.2"),
    ("verif", "Minutes of March", "Photos of hives", "Pupils' reports"),
)
"""Some letters of a field, and what it holds in each of the three milestones."""

ENDS = {"verif": "ctrl+s"}
"""What takes a text of several lines."""

TEXTS = ("Pupils of five schools keep bees on their roofs and learn what the town gives them. " * 4).strip()


class Played(NamedTuple):
    """What was pressed or pasted at once."""

    step: str
    keys: tuple[str, ...] = ()
    pasted: str = ""


class Walk:
    """Counts keys, step by step."""

    def __init__(self) -> None:
        self.steps: dict[str, int] = {}
        self.played: list[Played] = []
        """All of it, in order."""
        self.step = ""
        self.editor: Opened

    @property
    def keys(self) -> int:
        """All keys so far."""
        return sum(self.steps.values())

    def begin(self, step: str) -> None:
        """What comes now is counted under this name."""
        self.step = step
        self.steps.setdefault(step, 0)

    async def press(self, *keys: str) -> None:
        """Presses keys; a text that begins with ``=`` is typed letter by letter."""
        for key in keys:
            typed = list(key[1:]) if key.startswith("=") and len(key) > 1 else [key]
            self.steps[self.step] += len(typed)
            self.played.append(Played(self.step, tuple(typed)))
            await self.editor.press(*typed)

    async def paste(self, text: str) -> None:
        """Pastes a text: one key."""
        self.steps[self.step] += 1
        self.played.append(Played(self.step, pasted=text))
        self.editor.app.post_message(events.Paste(text))
        await self.editor.pilot.pause()


@asynccontextmanager
async def walking(walk: Walk, folder: Path, plan: str | Path) -> AsyncIterator[None]:
    """An editor in which the walk goes on."""
    async with opened(folder, plan, size=(120, 40), today=DAY) as walk.editor:
        yield


async def new_plan(walk: Walk, folder: Path) -> Path:
    """Writes the plan from which the walk goes on, from within another one."""
    walk.begin("new plan")
    async with walking(walk, folder, "ka210-small-scale"):
        await walk.press(":", "=a new plan", "enter", "=220-sch", "enter")
        await walk.press("ctrl+u", "=BEES", "enter", "=Bees on school roofs", "enter", "=sloveni", "enter")
        await walk.press("ctrl+u", "5", "ctrl+s", "enter")
        path = walk.editor.app.next_plan
    return Path(path)


async def describe_partners(walk: Walk) -> None:
    """Names, countries, ids, capacities: column by column, through the forms."""
    walk.begin("partners")
    await walk.press("2", "enter")
    for place, (name, *_others) in enumerate(PARTNERS):
        await walk.press(f"={name}", "enter" if place == len(PARTNERS) - 1 else "ctrl+down")
    for label, column in (("country", 1), ("OID", 2), ("capacity", 3), ("rate", 4)):
        await walk.press(*"<<<<", "/", f"={label}", "enter")
        for place, values in enumerate(PARTNERS):
            value = values[column][:5] if label == "country" else values[column]
            await walk.press(f"={value}", "enter" if place == len(PARTNERS) - 1 else "ctrl+down")
    await walk.press("escape", "g")
    for place in range(len(PARTNERS)):
        await walk.press("r", "enter", *(["j"] if place < len(PARTNERS) - 1 else []))


async def name_packages(walk: Walk) -> None:
    """The titles of the packages there are, and one more."""
    walk.begin("work packages")
    await walk.press("1", "g", "j", "enter")
    for title in PACKAGES[:3]:
        await walk.press(f"={title}", "ctrl+down" if title != PACKAGES[2] else "enter")
    await walk.press("escape", "A", "=work p", "enter", f"={PACKAGES[3]}", "enter", "enter")


async def make_activities(walk: Walk) -> None:
    """Twelve activities with dates, leads, links and venues, in place of the four of the template."""
    walk.begin("activities")
    await walk.press("/", "=A2.1", "enter", " ", " ", "/", "=A3.1", "enter", " ", "/", "=A4.1", "enter", " ", "d", "d")
    for number, (title, start, end, lead, after, venue) in enumerate(ACTIVITIES):
        package, first = 2 + number // 3, number % 3 == 0
        if first:
            await walk.press("/", f"=WP{package}", "enter")
        await walk.press("a", f"={title}", "enter", f"={start}", "enter", f"={end}", "enter", f"={lead}", "enter")
        everyone = [] if number else ["=all"]  # offered from the second on, for that is usual then
        await walk.press(*everyone, "enter", *([f"={after}"] if after else []), "enter", f"={venue}", "enter")


async def fill_matrix(walk: Walk, view: str, blocks: tuple[tuple[tuple[int, ...], ...], ...], first: int) -> None:
    """Pastes a block a work package, from its first activity on."""
    await walk.press(view, "*", "home", *"g")
    await walk.press(*["l"] * first)
    for place, block in enumerate(blocks):
        await walk.paste("\n".join("\t".join(map(str, row)) for row in block))
        await walk.press("p")
        if place < len(blocks) - 1:
            await walk.press(*["l"] * (2 if len(block[0]) == 1 else 4))


async def say_what_for(walk: Walk) -> None:
    """Objective, results, milestones, indicator, and what the form asks of the project in words."""
    walk.begin("aims")
    await walk.press("alt+p", "S", "/", "=O1", "enter", "=Pupils of 50 classes care for a hive", "enter")
    await walk.press("/", "=prior", "enter", "=inclu", " ", "=envir", "enter")
    await walk.press("/", "=agency", "enter", "=si01", "enter")
    await walk.press("/", "=topics", "enter", "=Environment", "enter", "escape")
    walk.begin("milestones")
    await walk.press("/", "=MS1", "enter", "enter")
    for place, (label, *values) in enumerate(MILESTONES):
        if place:
            await walk.press("<", "<", "/", f"={label}", "enter")
        for value in values:
            await walk.press(f"={value}", "ctrl+down" if value != values[-1] else ENDS.get(label, "enter"))
    await walk.press("escape")
    walk.begin("indicator")
    await walk.press("S", "/", "=I1", "enter", "enter", "=Pupils who tend a hive", "enter")
    await walk.press("/", "=target", "enter", "=1200", "enter", "escape", "escape")
    walk.begin("texts")
    await walk.press("alt+a", "]")
    for _text in range(3):
        await walk.press("enter")
        await walk.paste(TEXTS)
        await walk.press("ctrl+s", "]")
    await walk.press("ctrl+s")


async def whole_walk(walk: Walk, folder: Path) -> tuple[Path, list[str]]:
    """From a folder to a whole plan in it: its file, and what errors are left."""
    path = await new_plan(walk, folder)
    async with walking(walk, folder, path):
        await describe_partners(walk)
        await name_packages(walk)
        await make_activities(walk)
        walk.begin("money")
        await fill_matrix(walk, "3", MONEY, 0)
        walk.begin("effort")
        await fill_matrix(walk, "alt+e", DAYS, 2)
        await say_what_for(walk)
        assert not isinstance(walk.editor.app.main.view, EntryView)
        assert not walk.editor.session.snapshot.dirty
        snapshot = walk.editor.session.snapshot
        found = check(snapshot.reading, walk.editor.session.load_calls(), DAY).findings
    return path, [finding.message for finding in found if finding.severity == "error"]


async def test_a_whole_plan_takes_no_more_keys_than_promised(tmp_path, record_property):
    walk = Walk()
    path, errors = await whole_walk(walk, tmp_path)
    record_property("keys", f"{walk.keys}: {walk.steps}")
    assert_is_whole(tomllib.loads(path.read_text(encoding="utf-8")))
    assert errors == []
    assert walk.keys <= MOST_KEYS, walk.steps


def assert_is_whole(plan: dict) -> None:
    """What the keys were meant to write, held against the tables above."""
    assert [partner["name"] for partner in plan["partners"].values()] == [name for name, *_others in PARTNERS]
    assert [partner["oid"] for partner in plan["partners"].values()] == [oid for _n, _c, oid, *_others in PARTNERS]
    assert {partner["country"] for partner in plan["partners"].values()} == {"SI", "IT", "AT", "HR", "ES"}
    assert [package["title"] for package in plan["work_packages"].values()][1:] == list(PACKAGES)
    activities = list(plan["activities"].values())
    assert [(one["title"], one["start"], one["end"]) for one in activities] == [one[:3] for one in ACTIVITIES]
    assert [one.get("after", [""])[0].lower() for one in activities] == [one[4] for one in ACTIVITIES]
    assert [one["venue"]["place"] for one in activities] == [one[5] for one in ACTIVITIES]
    assert all(len({one["lead"], *one["partners"]}) == len(PARTNERS) for one in activities)
    days = sum(Decimal(str(part)) for one in activities for part in one["effort"].values())
    assert days == sum(value for block in DAYS for row in block for value in row) == 742
    own = [part for package in plan["work_packages"].values() for part in package.get("budget", {}).values()]
    money = sum((part for one in activities for part in one["budget"].values()), sum(own))
    assert money == plan["project"]["lump_sum"] == 250_000
    milestones = list(plan["milestones"].values())
    keys = ("title", "due", "after", "verification")
    written = [[one[key] for one in milestones] for key in keys]
    wanted = [values for _label, *values in MILESTONES]
    assert written == [*wanted[:2], [[id.upper()] for id in wanted[2]], wanted[3]]
    assert plan["project"]["priorities"] == ["inclusion", "environment"]
    assert plan["project"]["agency"] == "SI01"
    assert len([text for texts in plan["texts"].values() for text in texts.values()]) == 3
