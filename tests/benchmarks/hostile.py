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
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ka2plan.cli import main as ka2plan
from tests.benchmarks.calls import WITHOUT_A_PLAN, calls
from tests.benchmarks.hostile_files import ACTIVITY, PLAN, hostile_files, hostile_tables
from tests.benchmarks.hostile_imports import import_files
from tests.benchmarks.shell import SCHOOL

MUCH = 40
MOST_SECONDS = 20
FILES = ("PLAN", "OTHER", "FOREIGN.csv", "OUT", "OUT.xlsx", "TABLE.csv", "SHEET.xlsx", "FORM.docx", "MARKED")
MADE = {
    "SHEET.xlsx": ["export", "fillin", "--partner", "A", "PLAN"],
    "FORM.docx": ["export", "docx", "PLAN"],
    "TABLE.csv": ["export", "csv", "PLAN"],
    "MARKED": ["merge", "BASE", "PLAN", "OTHER"],
}
"""How ka2plan makes a file of the plan."""
GIT = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "gc.auto=0", "-c", "init.defaultBranch=main")
TITLE = 'title = "t"'
FAULT = "a fault of ka2plan itself"

IMPORTS = (
    ["import", "PLAN", "FILE"],
    ["new", "-", "--from", "FILE", "--type", "KA220-SCH", "--acronym", "T", "--title", "T"],
)
"""How files of other programs are read: into a plan, or as a new one."""

IMPORT = ["new", "-", "--from", "FOREIGN.csv", "--type", "KA220-SCH", "--acronym", "T", "--title", "T"]


SMALL = PLAN + ACTIVITY


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    mebibytes: float
    errors: str


def load_libraries() -> None:
    """Imports once what the runs would import each."""
    from importlib import import_module

    for name in ("networkx", "tomli", "openpyxl", "xlsxwriter", "typst", "icalendar", "ka2plan.rules.rules"):
        import_module(name)


def cost_of(words: list[str], text: str, folder: Path) -> Cost:
    """Runs a command on a plan of that text."""
    place = folder / "tracked" if words[0] == "git" or "TRACKED" in words else folder
    shown = _prepared(words, text, folder)
    errors = folder / "errors"
    errors.unlink(missing_ok=True)
    used = _forked([shown.get(word, word) for word in words], errors, place)
    said = errors.read_text(encoding="utf-8", errors="replace")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def _prepared(words: list[str], text: str, folder: Path) -> dict[str, str]:
    """Makes the files that a command needs, and tells the path of each."""
    shown = {name: str(folder / name.lower()) for name in (*FILES, "BASE")}
    shown |= {"SCHOOL": str(SCHOOL), "OUTS": str(folder / "outs"), "FOLDER": str(folder / "folder")}
    shown |= {name: str(folder / name.lower() / "plan.toml") for name in ("TRACKED", "GRANTED")}
    for name, title in {"PLAN": "t", "OTHER": "u", "BASE": "s", "FOREIGN.csv": "t"}.items():
        _write(folder / name.lower(), text, title)
    shutil.rmtree(shown["OUTS"], ignore_errors=True)  # sheets of another plan there would be read, too
    for name, making in MADE.items():
        Path(shown[name]).unlink(missing_ok=True)
        if name in words:
            _forked([*(shown.get(word, word) for word in making), "-o", shown[name]], folder / "errors", folder)
    for name, make in {"TRACKED": _tracked, "GRANTED": _granted, "FOLDER": _folder}.items():
        if name in words or (name == "TRACKED" and words[0] == "git"):
            shutil.rmtree(folder / name.lower(), ignore_errors=True)
            (folder / name.lower()).mkdir()
            make(folder / name.lower(), text)
    return shown


def _write(path: Path, text: str, title: str, more: str = "") -> None:
    changed = text.replace(TITLE, f'title = "{title}"').replace("months =", f"{more}months =", 1)
    path.write_bytes(changed.encode("utf-8", "surrogateescape"))


def _git(folder: Path, *words: str) -> None:
    subprocess.run([*GIT, *words], cwd=folder, check=False, capture_output=True)


def _tracked(folder: Path, text: str) -> None:
    """Two branches that were merged, and changes that are staged and not yet."""
    plan = folder / "plan.toml"
    for branch, title in (("main", "s"), ("other", "u")):
        _git(folder, *(("init", "-q") if branch == "main" else ("switch", "-qc", branch)))
        _write(plan, text, title)
        _git(folder, "add", ".")
        _git(folder, "commit", "-q", "-m", title)
    _git(folder, "switch", "-q", "main")
    _write(plan, text, "s", 'agency = "SI01"\n')
    _git(folder, "commit", "-q", "-a", "-m", "agency")
    _git(folder, "merge", "-q", "-s", "ours", "-m", "merged", "other")
    _write(plan, text, "v")
    _git(folder, "add", ".")
    _write(plan, text, "t")


def _granted(folder: Path, text: str) -> None:
    _write(folder / "plan.toml", text, "u")
    for words in (("init", "-q"), ("add", "plan.toml"), ("commit", "-q", "-m", "granted")):
        _git(folder, *words)
    _write(folder / "plan.toml", text, "t", 'granted = "HEAD"\n')


def _folder(folder: Path, text: str) -> None:
    for title in ("t", "u"):
        _write(folder / f"{title}.toml", text, title)


def _forked(words: list[str], errors: Path, place: Path) -> resource.struct_rusage:
    child = os.fork()
    if not child:
        os.chdir(place)
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
    yield from (("no plan", words, SMALL) for words in calls(WITHOUT_A_PLAN) if wanted in "no plan")
    yield from ((file, words, text) for file, text in hostile_files().items() if wanted in file for words in calls())
    yield from ((file, IMPORT, text) for file, text in hostile_tables().items() if wanted in file)
    for name, data in import_files().items():
        path = folder / name
        path.write_bytes(data)
        for words in IMPORTS if wanted in f"import: {name}" else ():
            yield f"import: {name}", [str(path) if word == "FILE" else word for word in words], SMALL


if __name__ == "__main__":
    main()
