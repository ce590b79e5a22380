"""Plans for the tests of the network: written as a partner would, or drawn by hypothesis."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ka2plan.plan import Activity, Lag, Link, Milestone, Plan, Project, read_plan

PROJECT = """
format = 1
[project]
title = "Outdoor classrooms"
type = "KA220-SCH"
call = 2026
start = {start}
months = {months}
lump_sum = 250_000
coordinator = "OSL"

[partners]
OSL = {{ name = "Osnovna šola Ledina", country = "SI" }}
IES = {{ name = "IES Sorolla", country = "ES" }}
ZAV = {{ name = "Zavod Modri", country = "SI" }}
"""

FIRST_DAY = date(2026, 11, 1)


def data_of(text: str, start: str = "2026-11-01", months: int = 24) -> dict[str, Any]:
    """The data of a sound project with three partners and what is added to it."""
    return tomllib.loads(PROJECT.format(start=start, months=months) + text, parse_float=Decimal)


def plan_of(text: str, start: str = "2026-11-01", months: int = 24) -> Plan:
    """The plan of a sound project with three partners and what is added to it, which must be sound."""
    reading = read_plan(data_of(text, start, months))
    assert reading.findings == ()
    return reading.plan


def activity(id: str, start: str, end: str, *after: str, more: str = "") -> str:
    """An activity in TOML; project months and dates as they stand, links in their written form."""
    links = ", ".join(link if link.startswith("{") else f'"{link}"' for link in after)
    keys = f'[activities."{id}"]\ntitle = "{id}"\nlead = "OSL"\n'
    return f"{keys}start = {_moment(start)}\nend = {_moment(end)}\nafter = [{links}]\n{more}\n"


def milestone(id: str, due: str, *after: str, more: str = "") -> str:
    """A milestone in TOML."""
    links = ", ".join(link if link.startswith("{") else f'"{link}"' for link in after)
    return f'[milestones."{id}"]\ntitle = "{id}"\ndue = {_moment(due)}\nafter = [{links}]\n{more}\n'


def link(id: str, relation: str = "FS", lag: str = "0d") -> str:
    """A link in its long form."""
    return f'{{ id = "{id}", type = "{relation}", lag = "{lag}" }}'


def _moment(text: str) -> str:
    return f'"{text}"' if text.startswith("M") else text


def day(text: str) -> date:
    """A date from its ISO form."""
    return date.fromisoformat(text)


RELATIONS = st.sampled_from(("FS", "SS", "FF", "SF"))
DAY_LAGS = st.builds(Lag, st.integers(-40, 40), st.just("d")) | st.builds(Lag, st.integers(-6, 6), st.just("w"))
LAGS = DAY_LAGS | st.builds(Lag, st.integers(-3, 3), st.just("m"))


@st.composite
def plans(draw: st.DrawFn, lags: st.SearchStrategy[Lag] = LAGS, most: int = 8) -> Plan:
    """A plan of activities and milestones anywhere in four years, linked without cycles."""
    activities, milestones, ids = {}, {}, []
    for place in range(draw(st.integers(1, most))):
        after = _drawn_links(draw, lags, ids)
        id = f"E{place}"
        start = FIRST_DAY + timedelta(draw(st.integers(0, 1200)))
        if draw(st.integers(0, 4)):
            end = start + timedelta(draw(st.integers(0, 200)))
            activities[id] = Activity(
                id, start=start, end=end, start_written=start, end_written=end, lead="OSL", after=after
            )
        else:
            milestones[id] = Milestone(id, due=start, due_written=start, after=after)
        ids.append(id)
    return Plan(Project(start=FIRST_DAY, months=24), activities=activities, milestones=milestones)


def _drawn_links(draw: st.DrawFn, lags: st.SearchStrategy[Lag], ids: list[str]) -> tuple[Link, ...]:
    if not ids:
        return ()
    names = draw(st.lists(st.sampled_from(ids), max_size=3))
    return tuple(Link(name, draw(RELATIONS), draw(lags), place) for place, name in enumerate(names))
