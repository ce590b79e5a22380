"""How long every command takes on small hostile files, as ratios to a usual check.

    python -m tests.benchmarks.hostile [WORDS IN THE NAME OF A FILE]

Each run is a process of its own, forked when all libraries are loaded, so that the figures are the work alone;
processor time counts, which other programs on the machine do not change. Told are the runs over ``MUCH`` usual checks,
and those that end in a fault of ka2plan itself; 3 s of one core are about 100 usual checks.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ka2plan.cli import main as ka2plan
from tests.benchmarks.hostile_files import ACTIVITY, PLAN, hostile_files, hostile_tables
from tests.benchmarks.hostile_imports import import_files
from tests.benchmarks.shell import SCHOOL

MUCH = 40
MOST_SECONDS = 20
FAULT = "a fault of ka2plan itself"

COMMANDS = """
check PLAN|check --json PLAN|check --format sarif PLAN|check --format github PLAN|check --submit PLAN|check --fix PLAN
check --fix --diff PLAN|timeline PLAN|timeline --json PLAN|show partners PLAN|show budget PLAN|show workload PLAN
show dependencies PLAN|show milestones PLAN|show status PLAN|show workload --json PLAN|set PLAN A1.title X
add PLAN activity NEW title=X start=M1 end=M2 lead=A|remove PLAN A1 --unlink|rename PLAN A1 ZZZ|rename PLAN A ZZZ
move PLAN A1 --after A2|dates PLAN --to dates|dates PLAN --to months|slip PLAN A1 2w|slip PLAN A1 2w --apply
brief PLAN A|diff SCHOOL PLAN|diff OTHER PLAN|merge PLAN PLAN OTHER|merge SCHOOL PLAN OTHER|export form PLAN
export pdf PLAN -o OUT|export svg PLAN|export png PLAN -o OUT|export xlsx PLAN -o OUT|export ics PLAN|export csv PLAN
export md PLAN|export html PLAN|export mermaid PLAN|export tjp PLAN|export json PLAN|payment PLAN --score 50
portfolio PLAN|brief PLAN A --pdf -o OUT
"""

IMPORTS = (
    ["import", "PLAN", "FILE"],
    ["new", "-", "--from", "FILE", "--type", "KA220-SCH", "--acronym", "T", "--title", "T"],
)
"""How files of other programs are read: into a plan, or as a new one."""

IMPORT = ["new", "-", "--from", "TABLE", "--type", "KA220-SCH", "--acronym", "T", "--title", "T"]


SMALL = PLAN + ACTIVITY


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    mebibytes: float
    errors: str


def commands() -> list[list[str]]:
    """Every command as words, files by their part in capitals."""
    return [line.split() for line in COMMANDS.strip().replace("\n", "|").split("|")]


def load_libraries() -> None:
    """Imports once what the runs would import each."""
    from importlib import import_module

    for name in ("networkx", "tomli", "openpyxl", "xlsxwriter", "typst", "icalendar", "ka2plan.rules.rules"):
        import_module(name)


def cost_of(words: list[str], text: str, folder: Path) -> Cost:
    """Runs a command on a plan of that text."""
    files = {name: folder / name.lower() for name in ("PLAN", "OTHER", "OUT", "errors")}
    files["TABLE"] = folder / "table.csv"
    other = text.replace('title = "t"', 'title = "u"')
    for name, content in (("PLAN", text), ("OTHER", other), ("TABLE", text)):
        files[name].write_bytes(content.encode("utf-8", "surrogateescape"))
    shown = {**{name: str(path) for name, path in files.items()}, "SCHOOL": str(SCHOOL)}
    child = os.fork()
    if not child:
        _run([shown.get(word, word) for word in words], files["errors"])
    _child, _status, used = os.wait4(child, 0)
    errors = files["errors"].read_text(encoding="utf-8", errors="replace")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, errors)


def _run(words: list[str], errors: Path) -> None:
    """The child's part, without looking for garbage as the program itself: it never comes back."""
    gc.disable()
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    try:
        ka2plan(words)
    finally:
        sys.stdout.flush()
        os._exit(0)


def main() -> None:
    """Prints the table."""
    wanted = " ".join(sys.argv[1:])
    load_libraries()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        usual = min(cost_of(["check", "SCHOOL"], "", folder).seconds for _run in range(5))
        print(f"{usual:.3f} s for a usual check; told is what takes over {MUCH} of them")
        texts = {**hostile_files(), **hostile_tables()}
        runs = [(file, words) for file in hostile_files() if wanted in file for words in commands()]
        runs += [(file, IMPORT) for file in hostile_tables() if wanted in file]
        costs = ((file, words, cost_of(words, texts[file], folder)) for file, words in runs)
        for file, words, cost in chain(costs, _imports(wanted, folder)):
            if cost.seconds > MUCH * usual or FAULT in cost.errors:
                ratio = f"{cost.seconds / usual:5.0f}x {cost.mebibytes:6.0f} MiB"
                print(f"{ratio}  {' '.join(words):40}  {file}  {FAULT if FAULT in cost.errors else ''}", flush=True)
        print(f"{len(runs)} runs on plans and tables, {len(IMPORTS) * len(import_files())} of imports")


def _imports(wanted: str, folder: Path) -> Iterator[tuple[str, list[str], Cost]]:
    """What it costs to read the files of other programs."""
    for name, data in import_files().items():
        path = folder / name
        path.write_bytes(data)
        for words in IMPORTS if wanted in f"import: {name}" else ():
            yield (
                f"import: {name}",
                words,
                cost_of([str(path) if word == "FILE" else word for word in words], SMALL, folder),
            )


if __name__ == "__main__":
    main()
