"""How long a merge takes, as ratios to reading the three texts once each and parsing one of them with tomlkit.

    python -m tests.benchmarks.merge_times [RUNS]

Both sides change a field in every tenth activity, neighbouring ones, and append an activity each. The medians are of
runs in turn, in one process that has imported all it needs.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable

import tomlkit

from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse
from tests.benchmarks.shell import plan_text

SIZES = (30, 300, 3_000)


def three_texts(activities: int) -> tuple[str, str, str]:
    """A base and what two partners made of it."""
    base = plan_text(activities, linked=True)
    ours = _every_tenth(base, r'title = "Activity number (\d*0)"', r'title = "Our activity \1"')
    theirs = _every_tenth(base, r'results = "Result (\d*0)"', r'results = "Their result \1"')
    return base, ours + _added("A2.ours"), theirs + _added("A2.theirs")


def _every_tenth(text: str, old: str, new: str) -> str:
    changed, count = re.subn(old, new, text)
    assert count
    return changed


def _added(id: str) -> str:
    return f'[activities."{id}"]\nwp = "WP2"\ntitle = "New"\nstart = "M1"\nend = "M2"\nlead = "P1"\n'


def seconds(work: Callable[[], object]) -> float:
    """The wall time of some work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured(activities: int, runs: int) -> tuple[float, float]:
    """Medians of a merge and of the yardstick, in seconds."""
    base, ours, theirs = texts = three_texts(activities)

    def yardstick() -> None:
        for text in texts:
            parse(text)
        tomlkit.parse(base)

    assert not merge_texts(base, ours, theirs).clashes
    taken = [(seconds(lambda: merge_texts(base, ours, theirs)), seconds(yardstick)) for _run in range(runs)]
    return statistics.median(merge for merge, _read in taken), statistics.median(read for _merge, read in taken)


def main() -> None:
    """Prints the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print("| activities | merge | three reads and one tomlkit pass | ratio |")
    print("|---|---|---|---|")
    for activities in SIZES:
        merge, read = measured(activities, runs if activities < SIZES[-1] else max(3, runs // 3))
        print(f"| {activities:,} | {merge * 1000:,.0f} ms | {read * 1000:,.0f} ms | {merge / read:.2f} |")


if __name__ == "__main__":
    main()
