"""How quick ka2plan is at the shell: whole processes as ratios to ``python -c pass`` and to ``import networkx``.

    python tests/benchmarks/shell.py [RUNS]

The commands run in turn, so that a machine whose speed drifts is as fair to one as to the other; the figure is the
median of the ratios run by run. The interpreter writes bytecode first, as an installed program has it. Where ``tj3``
(TaskJuggler 3) is installed it schedules the large plan as well.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "samples" / "ka220-school.toml"

PYTHON = [sys.executable]
PROGRAM = [sys.executable, "-c", "import sys; from ka2plan.cli import main; sys.exit(main())"]


def environment() -> dict[str, str]:
    """The surroundings of every run: bytecode is written and used, no colour, English."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    began = time.perf_counter()
    subprocess.run(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def ratios(commands: dict[str, list[str]], base: list[str], runs: int) -> dict[str, float]:
    """For every command the median ratio of its time to that of the base, run beside it."""
    for command in (base, *commands.values()):
        seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _run in range(runs):
        whole = seconds(base)
        for name, command in commands.items():
            taken[name].append(seconds(command) / whole)
    return {name: statistics.median(values) for name, values in taken.items()}


def plan_text(activities: int, *, linked: bool) -> str:
    """A plan with that many activities over 24 months, ten a work package, each after the one before where linked."""
    lines = [
        'format = 1\n[project]\ntitle = "Benchmark"\nacronym = "BENCH"\ntype = "KA220-SCH"\ncall = 2026',
        'start = 2026-11-01\nmonths = 24\nlump_sum = 250_000\ncoordinator = "P1"',
    ]
    countries = ("SI", "ES", "AT", "PT")
    for number, country in enumerate(countries, 1):
        lines.append(f'[partners.P{number}]\nname = "Partner {number}"\ncountry = "{country}"\ncapacity = 20')
    packages = max(2, activities // 10)
    lines += [
        f'[work_packages.WP{number}]\ntitle = "Work package {number}"\nlead = "P{number % 4 + 1}"'
        for number in range(1, packages + 1)
    ]
    for place in range(activities):
        package = 2 + place * (packages - 1) // activities
        month = 1 + place % 10 * 2
        lines.append(
            f'[activities."A{package}.{place}"]\nwp = "WP{package}"\ntitle = "Activity number {place}"\n'
            f'start = "M{month}"\nend = "M{month + 1}"\nlead = "P{place % 4 + 1}"\n'
            f'partners = ["P{(place + 1) % 4 + 1}"]\n'
            f'venue = {{ place = "Here", country = "SI" }}\nresults = "Result {place}"\n'
            f"budget.P{place % 4 + 1} = {200_000 // activities}\n"
            f"effort.P{place % 4 + 1} = 0.1\neffort.P{(place + 1) % 4 + 1} = 0.1"
        )
        if linked and place % 10:
            previous = 2 + (place - 1) * (packages - 1) // activities
            lines.append(f'after = ["A{previous}.{place - 1}"]')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        plans = {}
        for name, activities, linked in (
            ("30", 30, False),
            ("30l", 30, True),
            ("300", 300, True),
            ("3000", 3_000, True),
        ):
            plans[name] = Path(folder) / f"plan{name}.toml"
            plans[name].write_text(plan_text(activities, linked=linked), encoding="utf-8")
        shell(plans, runs)
        large(plans["3000"], Path(folder), max(3, runs // 5))


def shell(plans: dict[str, Path], runs: int) -> None:
    """The commands of everyday against bare Python, and ``check`` against importing networkx."""
    commands = {
        "--help": [*PROGRAM, "--help"],
        "timeline, 30 activities": [*PROGRAM, "timeline", str(plans["30l"])],
        "timeline, school sample": [*PROGRAM, "timeline", str(SCHOOL)],
        "check, 30 activities, no dependencies": [*PROGRAM, "check", str(plans["30"])],
        "check, 30 activities, dependencies": [*PROGRAM, "check", str(plans["30l"])],
        "timeline, 300 activities": [*PROGRAM, "timeline", str(plans["300"])],
        "check, 300 activities": [*PROGRAM, "check", str(plans["300"])],
        "import networkx": [*PYTHON, "-c", "import networkx"],
    }
    promised = {"--help": 4, "timeline, 30 activities": 6, "check, 30 activities, no dependencies": 7}
    print(f"{'':40}  over python -c pass  promised")
    for name, ratio in ratios(commands, [*PYTHON, "-c", "pass"], runs).items():
        print(f"{name:40}  {ratio:18.1f}x  {promised.get(name, ''):>8}")
    against = ratios({"check": commands["check, 30 activities, dependencies"]}, commands["import networkx"], runs)
    print(f"{'check with dependencies':40}  {against['check']:18.2f}x       1.4  (over import networkx)")


def large(plan: Path, folder: Path, runs: int) -> None:
    """3,000 activities: our check, and in turn with it TaskJuggler where it is installed."""
    check = [*PROGRAM, "check", str(plan)]
    seconds(check)
    if not shutil.which("tj3"):
        print(f"{'check, 3,000 activities':40}  {statistics.median(seconds(check) for _run in range(runs)):18.2f} s")
        print("TaskJuggler (tj3) is not installed here; its schedule was not timed")
        return
    tjp = folder / "plan.tjp"
    subprocess.run([*PROGRAM, "export", "tjp", str(plan), "-o", str(tjp)], env=environment(), check=True)
    schedule = ["tj3", "--silent", "-o", str(folder), str(tjp)]
    taken = [(seconds(check), seconds(schedule)) for _run in range(runs)]
    print(f"{'check, 3,000 activities':40}  {statistics.median(ours for ours, _theirs in taken):18.2f} s")
    times = statistics.median(theirs / ours for ours, theirs in taken)
    whole = statistics.median(theirs for _ours, theirs in taken)
    print(f"{'tj3 schedules the same plan':40}  {whole:18.2f} s  {times:.1f} times as long, promised 10")


if __name__ == "__main__":
    main()
