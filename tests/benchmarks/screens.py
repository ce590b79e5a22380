"""Pictures of the editor for who has not seen it: plan, budget, effort and workload, as Textual exports a screen.

Run from the root of the repository: ``python tests/benchmarks/screens.py`` writes them into ``.github/pictures``.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tui.pilot import opened

PICTURES = Path(__file__).resolve().parents[2] / ".github" / "pictures"
SIZE = (110, 24)
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


class Screen(NamedTuple):
    """One picture."""

    name: str
    plan: str
    """The sample that is shown."""
    keys: str
    """Keys that lead to it, a character each."""


SCREENS = (
    Screen("plan", "ka220-school", "jjj"),
    Screen("budget", "ka220-school", "3l*"),
    Screen("effort", "ka220-school", "#l*"),
    Screen("workload", "ka220-school", "jjjj>P4]"),
)


def without_fonts(svg: str) -> str:
    """The picture in a font of the reader's machine: nothing is fetched from elsewhere."""
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*@font-face\s*{.*?}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: (?:Fira Code|arial)[^;]*;", f"font-family: {FONT};", svg)


def texts_in(svg: str) -> list[str]:
    """What can be read in a picture, line by line, without blanks."""
    texts = (part.text or "" for part in ET.fromstring(svg).iter() if part.tag.endswith("text"))
    return [found for text in texts if (found := text.replace("\xa0", " ").strip())]


async def drawn(folder: Path) -> AsyncIterator[tuple[str, str]]:
    """The name and the text of every picture."""
    for screen in SCREENS:
        own = folder / screen.name
        own.mkdir()
        async with opened(own, screen.plan, size=SIZE) as editor:
            await editor.press(*screen.keys)
            yield screen.name, without_fonts(editor.app.export_screenshot(title="ka2plan"))


async def write() -> None:
    """Draws them anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async for name, svg in drawn(Path(folder)):
            path = PICTURES / f"{name}.svg"
            path.write_text(svg, encoding="utf-8")
            print(f"{path.relative_to(PICTURES.parents[1])}  {len(svg.encode()):,} bytes")


if __name__ == "__main__":
    asyncio.run(write())
