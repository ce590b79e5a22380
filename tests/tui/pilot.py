"""An editor on a plan without a terminal, and its screen as plain text."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from time import monotonic, process_time
from typing import NamedTuple

from textual import app as textual_app
from textual.pilot import Pilot

from ka2plan.charts.signs import ASCII, UNICODE
from ka2plan.resources import samples_folder
from ka2plan.session import Session
from ka2plan.tui.app.application import EditorApp, Surroundings
from ka2plan.tui.app.commands import REPERTOIRE, within_plan
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.editor.state import Remember
from ka2plan.tui.toolkit.theme import load_look

BETWEEN_KEYS = 1 / 200
"""Seconds for which it is looked whether a key was dealt with. Textual's pilot looks twice behind each of them, for as
long as it takes to draw, which is most of the time of these tests; here it does so behind the last of a row.
"""

TODAY = date(2027, 3, 15)
PICTURES = Path(__file__).parent / "pictures"


class Opened(NamedTuple):
    """An editor that runs in a test."""

    app: EditorApp
    pilot: Pilot[int]
    session: Session

    async def press(self, *keys: str) -> None:
        """Types keys, named as Textual names them or as characters, and waits until all is drawn."""
        await self.pilot.press(*(NAMES.get(key, key) for key in keys))
        await self.pilot.pause()

    async def until(self, wanted: Callable[[], bool]) -> None:
        """Waits for what a thread behind the interface leads to."""
        async with asyncio.timeout(60):
            while not wanted():
                await self.pilot.pause(0.01)

    @property
    def picture(self) -> str:
        """The screen as plain text, without blanks at the ends of lines."""
        # The compositor is the one thing of Textual's that knows the screen as text.
        strips = self.app.screen._compositor.render_strips()
        shown = "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
        return shown.rstrip("\n") + "\n"


NAMES = {
    ">": "greater_than_sign",
    "<": "less_than_sign",
    "+": "plus",
    "-": "minus",
    ",": "comma",
    ".": "full_stop",
    ":": "colon",
    "/": "slash",
    "?": "question_mark",
    "*": "asterisk",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    " ": "space",
    "!": "exclamation_mark",
    "#": "number_sign",
    "=": "equals_sign",
    ";": "semicolon",
    "%": "percent_sign",
    "&": "ampersand",
    "'": "apostrophe",
    '"': "quotation_mark",
}


def copied(folder: Path, plan: str) -> Path:
    """A sample plan, to write to."""
    path = folder / f"{plan}.toml"
    shutil.copy(os.path.join(samples_folder(), f"{plan}.toml"), path)
    return path


def is_loading() -> bool:
    """Whether an editor is still loading behind its first picture."""
    return any(thread.name == "loading" for thread in threading.enumerate())


async def rest_between_keys(_least: float = 0, most: float = 1) -> None:
    """Waits until a key was dealt with: until the process works for less than a twentieth of the time."""
    end = monotonic() + most
    worked = BETWEEN_KEYS
    while worked >= BETWEEN_KEYS / 20 and monotonic() < end:
        before = process_time()
        await asyncio.sleep(BETWEEN_KEYS)
        worked = process_time() - before


textual_app.wait_for_idle = rest_between_keys  # type: ignore[attr-defined]


@asynccontextmanager
async def opened(
    folder: Path,
    plan: str | Path = "ka220-school",
    *,
    size: tuple[int, int] = (80, 24),
    theme: str = "dark",
    ascii_only: bool = False,
    keys: dict[str, object] | None = None,
    today: date = TODAY,
    is_served: bool = False,
    **session: object,
) -> AsyncIterator[Opened]:
    """Opens a copy of a sample, or a file, in an editor that has its findings already; as for a browser if served."""
    path = plan if isinstance(plan, Path) else copied(folder, plan)
    one = Session.open(str(path), today=today, journal_in=str(folder / "journals"), **session)  # type: ignore[arg-type]
    look = load_look(theme, str(folder / "config"), ASCII if ascii_only else UNICODE)
    keymap = Keymap(within_plan(REPERTOIRE) if is_served else REPERTOIRE, keys)
    remember = Remember(str(folder / "state"), str(path))
    app = EditorApp(one, Surroundings(str(folder / "config"), look, remember, keymap, is_served=is_served))
    try:
        async with app.run_test(size=size) as pilot:
            editor = Opened(app, pilot, one)
            await editor.until(lambda: not is_loading())
            one.examine()
            await pilot.pause()
            yield editor
    finally:
        one.close()


def assert_picture(editor: Opened, name: str) -> None:
    """The screen is as in ``pictures/NAME.txt``; with KA2PLAN_NEW_PICTURES=1 it is written there, to be looked at."""
    path = PICTURES / f"{name}.txt"
    if os.environ.get("KA2PLAN_NEW_PICTURES"):
        path.write_text(editor.picture, encoding="utf-8")
    assert editor.picture == path.read_text(encoding="utf-8"), name
