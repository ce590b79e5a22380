"""How long every command takes on small hostile files, as ratios to a usual check.

    python -m tests.benchmarks.hostile [WORDS IN THE NAME OF A FILE [WORDS OF A COMMAND ...]]

Each run is a process of its own, forked when all libraries are loaded, so that the figures are the work alone;
processor time counts, which other programs on the machine do not change. Told are the runs over ``MUCH`` usual checks,
and those that end in a fault of ka2plan itself; 3 s of one core are about 100 usual checks.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ka2plan.cli import main as ka2plan
from tests.benchmarks.hostile_files import ACTIVITY, PLAN, hostile_files, hostile_tables
from tests.benchmarks.hostile_imports import import_files
from tests.benchmarks.shell import SCHOOL

MUCH = 40
MOST_SECONDS = 20
FILES = ("PLAN", "OTHER", "OUT", "OUT.xlsx", "SHEET.xlsx", "FORM.docx", "GRANTED", "errors")
SENT_OUT = {"SHEET.xlsx": ["export", "fillin", "--partner", "A"], "FORM.docx": ["export", "docx"]}
GIT = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "gc.auto=0")
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
balance PLAN|balance PLAN --json|balance PLAN --apply 1 --diff|replace PLAN A B|replace PLAN A B --apply
slip PLAN project 2m|slip PLAN project 2m --apply|show eligibility PLAN|check --format gitlab PLAN
check --format junit PLAN|export csv --excel PLAN|export docx PLAN -o OUT|export report PLAN -o OUT
export fillin PLAN --partner A -o OUT.xlsx|import OTHER SHEET.xlsx|import OTHER FORM.docx
timeline --granted GRANTED|export svg --granted GRANTED|resolve PLAN --list
"""
"""Words in capitals are files: PLAN and OTHER, in which titles differ; what was sent out of PLAN, as SHEET and FORM;
and GRANTED, a plan in git that was granted as OTHER."""

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
    files = {name: folder / name.lower() for name in FILES}
    files["TABLE"] = folder / "table.csv"
    other = text.replace('title = "t"', 'title = "u"')
    for name, content in (("PLAN", text), ("OTHER", other), ("TABLE", text)):
        files[name].write_bytes(content.encode("utf-8", "surrogateescape"))
    shown = {**{name: str(path) for name, path in files.items()}, "SCHOOL": str(SCHOOL)}
    _prepare(words, text, folder)
    files["errors"].unlink(missing_ok=True)
    used = _forked([shown.get(word, word) for word in words], files["errors"])
    errors = files["errors"].read_text(encoding="utf-8", errors="replace")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, errors)


def _prepare(words: list[str], text: str, folder: Path) -> None:
    """Makes the files that a command needs besides the plan."""
    for name, export in SENT_OUT.items():
        path = folder / name.lower()
        path.unlink(missing_ok=True)
        if name in words:
            _forked([*export, "-o", str(path), str(folder / "plan")], folder / "errors")
    if "GRANTED" in words:
        path = folder / "granted"
        path.write_bytes(text.replace('title = "t"', 'title = "u"').encode("utf-8", "surrogateescape"))
        for git in (["init", "-q"], ["add", "granted"], ["commit", "-q", "-m", "granted"]):
            subprocess.run([*GIT, *git], cwd=folder, check=False, capture_output=True)
        granted = text.replace("months =", 'granted = "HEAD"\nmonths =', 1)
        path.write_bytes(granted.encode("utf-8", "surrogateescape"))


def _forked(words: list[str], errors: Path) -> resource.struct_rusage:
    child = os.fork()
    if not child:
        _run(words, errors)
    return os.wait4(child, 0)[2]


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
    wanted, *named = sys.argv[1:] or [""]
    named = named or [""]
    load_libraries()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        usual = min(cost_of(["check", "SCHOOL"], "", folder).seconds for _run in range(5))
        print(f"{usual:.3f} s for a usual check; told is what takes over {MUCH} of them", flush=True)
        counts = [0, 0]
        for file, words, text in _runs(wanted, folder):
            if any(command in " ".join(words) for command in named):
                cost = cost_of(words, text, folder)
                is_fault = FAULT in cost.errors
                counts[0] += 1
                if cost.seconds > MUCH * usual or is_fault:
                    counts[1] += 1
                    ratio = f"{cost.seconds / usual:5.0f}x {cost.mebibytes:6.0f} MiB"
                    print(f"{ratio}  {' '.join(words):40}  {file}  {FAULT if is_fault else ''}", flush=True)
        print("{} runs, told {}".format(*counts))


def _runs(wanted: str, folder: Path) -> Iterator[tuple[str, list[str], str]]:
    """Files with commands and the plan that each is run on."""
    yield from ((file, words, text) for file, text in hostile_files().items() if wanted in file for words in commands())
    yield from ((file, IMPORT, text) for file, text in hostile_tables().items() if wanted in file)
    for name, data in import_files().items():
        path = folder / name
        path.write_bytes(data)
        for words in IMPORTS if wanted in f"import: {name}" else ():
            yield f"import: {name}", [str(path) if word == "FILE" else word for word in words], SMALL


if __name__ == "__main__":
    main()
