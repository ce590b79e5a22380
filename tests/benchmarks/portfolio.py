"""How long a portfolio of 200 plans takes and how much memory, against 200 single checks.

Run ``python tests/benchmarks/portfolio.py [PLANS]``. The plans are of 10 to 39 activities, their partners in several
of them. The single checks are whole processes, of which a part is run and the rest reckoned from it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from shell import PROGRAM, environment, plan_text

SINGLE_CHECKS = 20
"""How many are run."""

RUNS = 3


def used(command: list[str]) -> tuple[float, float]:
    """Seconds and mebibytes at most of one run."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, _status, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def written(folder: Path, count: int) -> list[Path]:
    """Plans in a folder, each with an OID that several others have too."""
    plans = []
    for number in range(count):
        text = plan_text(10 + number % 30, linked=number % 2 == 0).replace('"BENCH"', f'"BENCH{number}"')
        for partner in range(1, 5):
            oid = f"E1{(number * 3 + partner) % 90:07}"
            text = text.replace(f'name = "Partner {partner}"', f'name = "Organisation {oid}"\noid = "{oid}"')
        plans.append(folder / f"plan{number:03}.toml")
        plans[-1].write_text(text, encoding="utf-8")
    return plans


def main() -> None:
    """Prints the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        plans = written(Path(folder), count)
        whole = [used([*PROGRAM, "portfolio", folder]) for _run in range(RUNS)]
        alone = [used([*PROGRAM, "portfolio", str(plans[0])]) for _run in range(RUNS)]
        checks = [used([*PROGRAM, "check", str(plan)])[0] for plan in plans[:: max(1, count // SINGLE_CHECKS)]]
    seconds, memory = min(whole)[0], max(mebibytes for _seconds, mebibytes in whole)
    single = sum(checks) / len(checks)
    print(f"portfolio of {count} plans   {seconds:7.2f} s  {1000 * seconds / count:5.1f} ms a plan  {memory:5.0f} MiB")
    print(f"portfolio of one plan     {min(alone)[0]:7.2f} s  {max(alone, key=lambda run: run[1])[1]:25.0f} MiB")
    print(f"one check               {single:9.2f} s  {count} of them {single * count:.0f} s")
    print(f"ratio                     {seconds / (single * count):7.2f}")


if __name__ == "__main__":
    main()
