"""Cases of rules: tiny plans with what is found in them, word for word, in comments at their beginning.

A case is ``cases/CODE-what-it-shows.toml``, or in ``unreadable`` where it is no plan. Its first lines are comments::

    # expects: warning CAL104 project.start
    #   says: the message
    #   hint: the next step
    # today: 2026-09-01
    # submit: yes
    # facts: draft
    # instead: nowhere.toml

``facts`` names a folder of year files beside the cases; ``instead`` a file that is read in place of the case. With
KA2PLAN_NEW_WORDS=1 the sentences are written anew, to be read.
"""

from __future__ import annotations

import os
from contextlib import chdir
from datetime import date
from pathlib import Path

from ka2plan.calls import load_calls
from ka2plan.cli.plan_files import load_lenient
from ka2plan.findings import Finding
from ka2plan.rules import check
from ka2plan.toml import format_path

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.toml"))

UNREADABLE = sorted((HERE / "unreadable").glob("*.toml"))
"""Cases of what cannot be read as a plan at all."""

WORDS = ("#   says:", "#   hint:")


def text_of(case: Path) -> str:
    """The text of a case; one of them is not UTF-8."""
    return case.read_text(encoding="utf-8", errors="replace")


def written(text: str, word: str) -> list[str]:
    """The values of all ``# word: value`` lines."""
    prefix = f"# {word}:"
    return [line.removeprefix(prefix).strip() for line in text.splitlines() if line.startswith(prefix)]


def findings_of(case: Path) -> list[Finding]:
    """What is found in a case, as its comments ask for; paths are told as from its folder."""
    with chdir(case.parent):
        return _findings(case)


def _findings(case: Path) -> list[Finding]:
    text = text_of(case)
    today = date.fromisoformat(next(iter(written(text, "today")), "2026-08-01"))
    book = load_calls([os.path.join("..", "facts", folder) for folder in written(text, "facts")])
    reading = load_lenient(next(iter(written(text, "instead")), str(case))).reading
    return list(check(reading, book, today, bool(written(text, "submit"))).findings)


def concerns(case: Path, finding: Finding) -> bool:
    """Whether a finding has to be expected in a case: it is of the same family, or an error."""
    return finding.code.startswith(case.stem[:3]) or finding.severity == "error"


def told(finding: Finding) -> tuple[str, ...]:
    """A finding as a case expects it: its severity, code and place; its message; its hint, if any."""
    place = f"# expects: {finding.severity} {finding.code} {format_path(finding.where)}".strip()
    sentences = zip(WORDS, (finding.message, finding.hint), strict=True)
    return place, *(f"{word} {sentence}" for word, sentence in sentences if sentence)


def expected(text: str) -> list[tuple[str, ...]]:
    """What a case expects, as ``told`` tells it."""
    found: list[tuple[str, ...]] = []
    for line in text.splitlines():
        if line.startswith("# expects:"):
            found.append((line,))
        elif line.startswith(WORDS):
            found[-1] = (*found[-1], line)
    return found


def with_words(text: bytes, found: list[tuple[str, ...]]) -> bytes:
    """The bytes of a case with other sentences in the place of its own, below what it expects."""
    lines = text.split(b"\n")
    marks = (b"# expects:", *(word.encode() for word in WORDS))
    first = next((place for place, line in enumerate(lines) if line.startswith(marks)), 0)
    rest = [line for line in lines[first:] if not line.startswith(marks)]
    return b"\n".join([*lines[:first], *(line.encode() for lines in found for line in lines), *rest])
