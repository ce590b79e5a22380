"""The pictures for the README show the editor as it is."""

from __future__ import annotations

import os

from tests.benchmarks.screens import PICTURES, SCREENS, drawn, texts_in, write


async def test_the_pictures_of_the_editor_show_what_it_shows(tmp_path):
    if os.environ.get("KA2PLAN_NEW_PICTURES"):
        await write()
    async for name, svg in drawn(tmp_path):
        shown = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        assert texts_in(shown) == texts_in(svg), name


def test_the_pictures_fetch_nothing_and_are_small():
    for screen in SCREENS:
        svg = (PICTURES / f"{screen.name}.svg").read_text(encoding="utf-8")
        links = svg.replace("http://www.w3.org/2000/svg", "")
        assert "http" not in links
        assert "url(" not in links.replace("url(#", "")
        assert len(svg) < 200_000
