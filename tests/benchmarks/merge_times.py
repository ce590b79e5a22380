"""How long a merge and a diff take, in readings of the plan: what ``show dependencies`` of it takes.

    python -m tests.benchmarks.merge_times [RUNS]

Both sides change a field in every tenth activity, neighbouring ones, and append an activity each; in the second table
one side puts an activity in front and gives every other one the next number. Seconds of the processor, the least of a
few runs, start of the program included.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.shell import plan_text

SIZES = (30, 300, 3_000)


def three_texts(activities: int) -> tuple[str, str, str]:
    """A base and what two partners made of it."""
    base = plan_text(activities, linked=True)
    ours = _every_tenth(base, r'title = "Activity number (\d*0)"', r'title = "Our activity \1"')
    theirs = _every_tenth(base, r'results = "Result (\d*0)"', r'results = "Their result \1"')
    return base, ours + _added("A2.ours"), theirs + _added("A2.theirs")


def renumbered(text: str) -> str:
    """The plan with every activity one number higher, and a new one in front."""
    higher = re.sub(r"A(\d+)\.(\d+)(?!\d)", lambda found: f"A{found[1]}.{int(found[2]) + 1}", text)
    return higher + _added("A2.0")


def _every_tenth(text: str, old: str, new: str) -> str:
    changed, count = re.subn(old, new, text)
    assert count
    return changed


def _added(id: str) -> str:
    return f'[activities."{id}"]\nwp = "WP2"\ntitle = "New"\nstart = "M1"\nend = "M2"\nlead = "P1"\n'


def seconds(folder: Path, runs: int, *words: str) -> float:
    """The time of the processor that a command takes."""
    least = float("inf")
    for _run in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "ka2plan", *words], cwd=folder, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def row(activities: int, texts: tuple[str, str, str], runs: int) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, text in zip(("base", "ours", "theirs"), texts, strict=True):
            (folder / f"{side}.toml").write_text(text, encoding="utf-8")
        reading = seconds(folder, runs, "show", "dependencies", "base.toml")
        merge = seconds(folder, runs, "merge", "base.toml", "ours.toml", "theirs.toml")
        diff = seconds(folder, runs, "diff", "base.toml", "ours.toml")
    cells = (f"{activities:,}", *(f"{time:.2f} s" for time in (reading, merge, diff)))
    return f"| {' | '.join(cells)} | {merge / reading:.1f} | {diff / reading:.1f} |"


def main() -> None:
    """Prints the tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for numbers in (False, True):
        print("| activities | reading | merge | diff | merge in readings | diff in readings |")
        print("|---|---|---|---|---|---|")
        for activities in SIZES:
            base, ours, theirs = three_texts(activities)
            print(row(activities, (base, renumbered(base) if numbers else ours, theirs), runs))
        print()


if __name__ == "__main__":
    main()
