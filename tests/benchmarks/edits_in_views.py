"""What an edit costs in each view beyond its checks, on small files with many things: promised are at most 100 ms.

    python -m tests.benchmarks.edits_in_views [WORDS IN THE NAME OF A FILE OR VIEW]

Processor time of an edit until all is drawn, its findings too, without a terminal at 80x24, less the time of the same
edit and its checks without a view, measured in turns; the least of several edits each. The last figure is that time of
edit and checks.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import monotonic, process_time

from ka2plan.document import SetValue
from ka2plan.session import Session
from ka2plan.tui.app.garbage import wait_for_quiet
from ka2plan.tui.app.views import VIEWS
from tests.benchmarks.hostile_files import HEAD, MOST_BYTES, PACKAGE, PARTNERS, PLAN, activity
from tests.tui.pilot import TODAY, Opened, opened

MOST_MILLISECONDS = 100
RUNS = 5
TITLE = ("activities", "A1", "title")


def small_files() -> dict[str, str]:
    """Plans of under 100 kB by their names."""
    partners = "".join(f'[partners.P{i}]\nname = "Partner {i}"\ncountry = "SI"\n' for i in range(900))
    dense = "".join(activity(f"A{i}", _after(range(max(0, i - 24), i))) for i in range(300))
    each = "".join(f"budget.P{i} = 20\neffort.P{i} = 20\n" for i in range(900))
    milestones = "".join(
        f'[milestones.MS{i}]\ntitle = "m {i}"\ndue = "M{i % 24 + 1}"\nwp = "WP1"\nafter = ["A1"]\n'
        for i in range(1_100)
    )
    texts = "[texts.WP1]\n" + "".join(f'o{i} = "o"\n' for i in range(6_000))
    files = {
        "900 activities": PLAN + "".join(activity(f"A{i}") for i in range(900)),
        "900 partners": HEAD + PARTNERS + partners + PACKAGE + activity("A1"),
        "900 partners in one activity": HEAD + PARTNERS + partners + PACKAGE + activity("A1", each),
        "300 activities densely linked": PLAN + dense,
        "1,100 milestones": PLAN + activity("A1") + milestones,
        "6,000 texts": PLAN + activity("A1") + texts,
        "a title of 80,000 letters": PLAN + activity("A1").replace('"t"', f'"{"ab " * 27_000}"'),
    }
    assert all(len(text) <= MOST_BYTES for text in files.values())
    return files


def _after(places: range) -> str:
    ids = ", ".join(f'"A{place}"' for place in places)
    return f"after = [{ids}]\n"


def edits() -> Iterator[SetValue]:
    """Another title each time."""
    return (SetValue(TITLE, f"Title {number}") for number in count())


class WithoutViews:
    """The same plan, edited and checked without the editor."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._session = Session.open(str(path), today=TODAY, journal_in=str(folder / "without"))
        self._session.examine()

    def seconds(self, edit: SetValue) -> float:
        """The seconds of an edit with all checks."""
        begin = process_time()
        self._session.do(edit)
        self._session.examine()
        return process_time() - begin

    def close(self) -> None:
        """Ends the session."""
        self._session.close()


async def in_view(editor: Opened, name: str, without: WithoutViews) -> tuple[float, float]:
    """The seconds of an edit with all checks in a view, until all is drawn, and those without one, in turns."""
    if name == "entry":
        editor.app.main.show_view("plan")
        await editor.pilot.pause()
        editor.app.editor.view.select(TITLE[:2])
        await editor.press("enter")
    else:
        editor.app.main.show_view(name)
    await editor.pilot.pause()

    async def once(edit: SetValue) -> float:
        editor.app._last_typed = monotonic()  # an edit comes of a key
        begin = process_time()
        editor.app.editor.do(edit)
        await editor.pilot.pause()
        editor.session.examine()
        await editor.pilot.pause()
        return process_time() - begin

    both = [(await once(edit), without.seconds(edit)) for _run, edit in zip(range(RUNS), edits(), strict=False)]
    seen, checked = zip(*both, strict=True)
    return min(seen), min(checked)


async def measure(name: str, text: str, wanted: str) -> None:
    """Prints a line for each view."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "plan.toml"
        path.write_text(text, encoding="utf-8")
        without = WithoutViews(path, folder)
        async with opened(folder, path) as editor:
            for view in [*(one.name for one in VIEWS), "entry"]:
                if wanted not in f"{name} {view}":
                    continue
                seen, checks = await in_view(editor, view, without)
                more = (seen - checks) * 1000
                over = "over" if more > MOST_MILLISECONDS else ""
                print(f"{name:32} {view:14} {more:6.0f} ms  ({checks * 1000:.0f} ms of checks)  {over}", flush=True)
        without.close()


def main() -> None:
    """Prints the table."""
    wanted = " ".join(sys.argv[1:])
    wait_for_quiet()  # as the editor does when it starts
    for name, text in small_files().items():
        asyncio.run(measure(name, text, wanted))


if __name__ == "__main__":
    main()
