"""How the cost of every command grows from 300 to 3,000 activities: promised is no more than 11 times.

    python -m tests.benchmarks.growth [RUNS [WORDS OF A COMMAND]]

The second figure is the cost at 3,000 in readings of the plan (``show dependencies``): promised are 3 for ``check``,
2.5 for ``set`` and ``timeline``, 4 for ``diff``, 6 for ``merge``. The last is the memory at 3,000.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.calls import calls
from tests.benchmarks.hostile import Cost, cost_of, load_libraries
from tests.benchmarks.shell import plan_text

SMALL, LARGE = 300, 3_000
MOST_GROWTH = 11
READING = ["show", "dependencies", "PLAN"]
READINGS = {"check PLAN": 3.0, "set": 2.5, "timeline PLAN": 2.5, "diff OTHER PLAN": 4.0, "merge PLAN PLAN OTHER": 6.0}


def best(words: list[str], text: str, folder: Path, runs: int) -> Cost:
    """The cheapest of several runs."""
    return min(cost_of(words, text, folder) for _run in range(runs))


def text_of(activities: int) -> str:
    """The plan, with ids and titles that the commands name."""
    text = plan_text(activities, linked=True).replace('"A2.0"', '"A1"').replace('"A2.1"', '"A2"')
    return text.replace("P1", "A").replace('title = "Activity number 7"', 'title = "t"')


def main() -> None:
    """Prints the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    wanted = " ".join(sys.argv[2:])
    load_libraries()
    small, large = text_of(SMALL), text_of(LARGE)
    print(f"{'':52} growth  readings")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reading = best(READING, large, folder, runs).seconds
        for words in (words for words in calls() if wanted in " ".join(words)):
            before, after = (best(words, text, folder, runs) for text in (small, large))
            growth, readings = after.seconds / before.seconds, after.seconds / reading
            most = next((most for begin, most in READINGS.items() if " ".join(words).startswith(begin)), None)
            over = growth > MOST_GROWTH or (most is not None and readings > most)
            promised = f"of {most}" if most else ""
            figures = f"{growth:5.1f}x  {readings:5.1f} {promised:7} {after.mebibytes:6.0f} MiB"
            print(f"{' '.join(words):52} {figures}  {'over' if over else ''}", flush=True)


if __name__ == "__main__":
    main()
