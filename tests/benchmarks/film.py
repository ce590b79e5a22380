"""The film of this folder's README: an activity slips by a month, what follows from it is seen, mended and saved.

Run from the root of the repository: ``python tests/benchmarks/film.py`` plays it in a real pseudo-terminal.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ka2plan.resources import samples_folder
from ka2plan.tui.app.views import VIEWS
from tests.tui.in_terminal import in_terminal

ROOT = Path(__file__).resolve().parents[2]
PLAN = "ka220-school"
TODAY = "2027-03-15"
ROWS = ("A2.2", "A2.3", "A3.1", "MS3")
FINDINGS = str([view.name for view in VIEWS].index("findings") + 1)


class Frame(NamedTuple):
    """One picture of the film."""

    told: str
    keys: str
    """Keys that lead to it, a character each."""
    until: str
    """What the screen shows then."""
    lines: tuple[str, ...]
    """Words of the lines that matter; the first line always does."""


FRAMES = (
    Frame("The plan is opened: work packages and activities beside their months.", "", "ok", ("Id  ", "D J F", *ROWS)),
    Frame(
        "The training week slips by a month; the courses after it are too early now.",
        "jjjj>",
        "too early",
        (*ROWS, "too early"),
    ),
    Frame("P pushes what depends on it.", "P", "moved", (*ROWS, "moved")),
    Frame("Two schools have too much to do in month 11 now.", FINDINGS, "Code", ("Code", "WRK", "M11", "it to")),
    Frame("The courses begin a week later, and what comes after them follows.", "1jjjj.P", "ok", (*ROWS, "is now")),
    Frame("Saved.", "w", "saved", ("saved",)),
)


def cut(picture: str, lines: Iterable[str]) -> str:
    """The lines of a screen that matter."""
    shown = picture.rstrip("\n").split("\n")
    words = tuple(lines)
    return "\n".join([shown[0], *(line for line in shown[1:] if any(word in line for word in words))])


def film(pictures: Iterable[str]) -> str:
    """The text of the film, of a picture for each frame."""
    parts = []
    for frame, picture in zip(FRAMES, pictures, strict=True):
        keys = " ".join(frame.keys) or f"ka2plan {PLAN}.toml --today {TODAY}"
        parts.append(f"{frame.told}\n\n```text\n[ {keys} ]\n{cut(picture, frame.lines)}\n```\n")
    return "\n".join(parts)


def played(folder: Path) -> Iterator[str]:
    """The pictures of a terminal in which it is played."""
    shutil.copy(f"{samples_folder()}/{PLAN}.toml", folder)
    with in_terminal(folder, str(folder / f"{PLAN}.toml"), "--today", TODAY) as terminal:
        for frame in FRAMES:
            terminal.press(frame.keys)
            terminal.wait_for(frame.until)
            terminal.wait_quiet(0.3)
            yield terminal.picture


def main() -> None:
    """Plays it and prints it."""
    with tempfile.TemporaryDirectory() as folder:
        print(film(played(Path(folder))))


if __name__ == "__main__":
    main()
