"""The film beside the benchmarks shows what the editor does."""

from __future__ import annotations

import os

from tests.benchmarks.film import FRAMES, PLAN, ROOT, TODAY, film
from tests.tui.pilot import TODAY as DAY
from tests.tui.pilot import opened

HEADING = "## The editor, as a film\n"
INTRODUCTION = (
    f"A copy of `samples/{PLAN}.toml` (`w` saves), opened with `--today {TODAY}`, with the keys pressed; of each\n"
    "screen the lines that matter, cut to those (`tests/benchmarks/film.py` plays it in a pseudo-terminal).\n\n"
)
README = ROOT / "tests" / "benchmarks" / "README.md"


async def test_the_film_is_what_the_editor_shows(tmp_path):
    assert str(DAY) == TODAY
    pictures = []
    async with opened(tmp_path, PLAN) as editor:
        for frame in FRAMES:
            await editor.press(*frame.keys)
            pictures.append(editor.picture)
    before, heading, rest = README.read_text(encoding="utf-8").partition(HEADING)
    shown, following, after = rest.partition("\n## ")
    wanted = f"\n{INTRODUCTION}{film(pictures)}"
    if os.environ.get("KA2PLAN_NEW_PICTURES"):
        README.write_text(before + heading + wanted + following + after, encoding="utf-8")
        return
    assert shown == wanted
