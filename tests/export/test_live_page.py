"""The page in a browser: what its script adds, and that all is there without it."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

import pytest

from tests.export.making import SOUND, exported, hostile, plan_in
from tests.web.chromium import chromium

SHOWN = """[...document.querySelectorAll('tr[id]')].filter((row) => row.getClientRects().length)
    .map((row) => row.id.slice(2))"""
"""The ids of entries whose rows are seen."""

DRAWN = """[...document.querySelectorAll('g.row')].filter((row) => row.getClientRects().length)
    .map((row) => row.dataset.id)"""

CHOOSE = """(() => {
  const choice = document.querySelector('[name=NAME]');
  choice.value = 'VALUE';
  choice.dispatchEvent(new Event('change'));
})()"""

OTHER_SCRIPT = """(() => {
  const one = document.createElement('script');
  one.textContent = 'window.pwned = 1';
  document.body.append(one);
  return window.pwned;
})()"""
"""What would run if somebody's text became a script."""


@asynccontextmanager
async def shown(folder, plan, *, scripts=True):
    """The page of a plan in a browser."""
    path = folder / "plan.html"
    path.write_bytes(exported("html", plan))
    async with chromium(folder) as browser:
        tab = await browser.tab()
        if not scripts:
            await tab.ask("Emulation.setScriptExecutionDisabled", value=True)
        await tab.open(path.as_uri())
        await tab.until(lambda: any(event["method"] == "Page.loadEventFired" for event in tab.told))
        yield tab


async def choose(tab, name, value):
    await tab.value(CHOOSE.replace("NAME", name).replace("VALUE", value))


async def press(tab, selector):
    await tab.value(f"document.querySelector({selector!r}).click()")


async def test_a_partner_and_a_work_package_are_chosen_and_the_chart_and_the_tables_show_theirs(tmp_path):
    plan = plan_in(SOUND)
    async with shown(tmp_path, plan) as tab:
        every = await tab.value(SHOWN)
        assert set(every) == {*plan.work_packages, *plan.activities, *plan.milestones, *plan.deliverables}
        tall = await tab.value("document.querySelector('figure svg').getBoundingClientRect().height")
        await choose(tab, "partner", "IES")
        mine = {one.id for one in plan.activities.values() if "IES" in (one.lead, *one.partners)}
        seen = set(await tab.value(SHOWN))
        assert seen & set(plan.activities) == mine
        assert set(await tab.value(DRAWN)) == seen
        assert await tab.value("document.querySelector('figure svg').getBoundingClientRect().height") < tall
        await choose(tab, "wp", "WP3")
        assert set(await tab.value(SHOWN)) & set(plan.activities) == {
            id for id in mine if plan.activities[id].wp == "WP3"
        }
        told = await tab.value("document.querySelector('output').textContent")
        count = len([id for id in await tab.value(SHOWN) if id not in plan.work_packages])
        assert re.findall(r"\d+", told) == [
            str(count),
            str(len(every) - len(plan.work_packages) + len(plan.indicators)),
        ]
        await choose(tab, "wp", "")
        await choose(tab, "partner", "")
        assert await tab.value(SHOWN) == every
        assert tab.faults() == []


async def test_a_work_package_folds_with_its_bars_and_all_of_them_do(tmp_path):
    plan = plan_in(SOUND)
    async with shown(tmp_path, plan) as tab:
        await press(tab, "button[data-wp=WP3]")
        left = set(await tab.value(SHOWN))
        assert "WP3" in left
        assert not left & {one.id for one in plan.activities.values() if one.wp == "WP3"}
        assert set(await tab.value(DRAWN)) == left
        assert await tab.value("document.querySelector('button[data-wp=WP3]').ariaExpanded") == "false"
        await press(tab, "#tools button")
        assert len(await tab.value(SHOWN)) > len(left)
        await press(tab, "#tools button")
        assert set(await tab.value(SHOWN)) == set(plan.work_packages)


async def test_a_table_is_sorted_by_figures_days_and_words_and_back(tmp_path):
    plan = plan_in(SOUND)
    async with shown(tmp_path, plan) as tab:
        before = [id for id in await tab.value(SHOWN) if id in plan.activities]
        heads = await tab.value(
            """[...document.querySelector('#r-A2\\\\.1').closest('table').tHead.rows[0].cells]
            .map((one) => one.innerText)"""
        )
        money = next(place for place, head in enumerate(heads) if "EUR" in head)
        button = f"#t4 ~ div thead th:nth-child({money + 1}) button"
        table = await tab.value("document.querySelector('#r-A2\\\\.1').closest('section').querySelector('h2').id")
        button = button.replace("t4", table)
        amounts = {one.id: float(one.amount or 0) for one in plan.activities.values()}
        await press(tab, button)
        rising = [id for id in await tab.value(SHOWN) if id in plan.activities]
        assert [amounts[id] for id in rising] == sorted(amounts.values())
        await press(tab, button)
        falling = [id for id in await tab.value(SHOWN) if id in plan.activities]
        assert [amounts[id] for id in falling] == sorted(amounts.values(), reverse=True)
        assert await tab.value("document.querySelector('[aria-sort]').ariaSort") == "descending"
        await press(tab, button)
        assert [id for id in await tab.value(SHOWN) if id in plan.activities] == before
        start = next(place for place, head in enumerate(heads) if head.startswith("Start"))
        await press(tab, f"#{table} ~ div thead th:nth-child({start + 1}) button")
        by_day = [id for id in await tab.value(SHOWN) if id in plan.activities]
        assert [plan.activities[id].start for id in by_day] == sorted(one.start for one in plan.activities.values())


async def test_a_bar_leads_to_its_row_without_a_script_too(tmp_path):
    async with shown(tmp_path, plan_in(SOUND), scripts=False) as tab:
        assert await tab.value("document.querySelector('#tools').getClientRects().length") == 0
        rows = await tab.value(SHOWN)
        assert set(await tab.value(DRAWN)) == set(rows)
        place = await tab.value(
            """(() => {
              const bar = document.querySelector("g.row[data-id='A3.1'] rect").getBoundingClientRect();
              return [bar.x + bar.width / 2, bar.y + bar.height / 2];
            })()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            await tab.ask("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)
        assert await tab.value("document.querySelector(':target').id") == "r-A3.1"


async def test_light_and_dark_follow_the_system_until_one_is_chosen_and_paper_stays_white(tmp_path):
    async with shown(tmp_path, plan_in(SOUND)) as tab:
        ground = "getComputedStyle(document.querySelector('figure .wide')).backgroundColor"
        white = "rgb(255, 255, 255)"
        await tab.scheme("light")
        assert await tab.value(ground) == white
        await tab.scheme("dark")
        assert await tab.value(ground) != white
        await choose(tab, "theme", "light")
        assert await tab.value(ground) == white
        await choose(tab, "theme", "dark")
        await tab.scheme("light")
        assert await tab.value(ground) != white
        await tab.ask("Emulation.setEmulatedMedia", media="print")
        assert await tab.value(ground) == white
        assert await tab.value("document.querySelector('#tools').getClientRects().length") == 0


async def test_nothing_of_a_hostile_plan_runs_in_the_page(tmp_path):
    async with shown(tmp_path, hostile()) as tab:
        assert tab.faults() == []
        assert {address.partition(":")[0] for address in tab.addresses()} == {"file"}
        for value in await tab.value("[...document.querySelectorAll('[name=partner] option')].map((one) => one.value)"):
            await tab.value(
                f"""(() => {{
                  const choice = document.querySelector('[name=partner]');
                  choice.selectedIndex = [...choice.options].findIndex((one) => one.value === {value!r});
                  choice.dispatchEvent(new Event('change'));
                }})()"""
            )
        assert tab.faults() == []
        assert await tab.value(OTHER_SCRIPT) is None


@pytest.mark.parametrize("width", [400, 1200])
async def test_the_page_is_no_wider_than_its_window(width, tmp_path):
    async with shown(tmp_path, plan_in(SOUND)) as tab:
        await tab.size(width, 900)
        assert await tab.value("document.documentElement.scrollWidth") <= width
