"""The film in the README shows what the editor does."""

from __future__ import annotations

import os

from tests.benchmarks.film import FRAMES, PLAN, ROOT, TODAY, film
from tests.tui.pilot import TODAY as DAY
from tests.tui.pilot import opened

HEADING = "## The editor, as a film\n"
INTRODUCTION = (
    f"`samples/{PLAN}.toml` on {TODAY}, with the keys pressed; of each screen the lines that matter\n"
    "(`tests/benchmarks/film.py` plays it in a pseudo-terminal).\n\n"
)
README = ROOT / "README.md"


async def test_the_film_in_the_readme_is_what_the_editor_shows(tmp_path):
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
