"""An editor as the server sees it: opens a plan, types, asks."""

from __future__ import annotations

import os
import sys

from lsprotocol import types as lsp

from tests.conftest import ROOT

URI = "file:///somewhere/plan.toml"

COMMAND = [sys.executable, "-m", "ka2plan", "lsp", "--today", "2026-09-01"]

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(ROOT),
    "NO_COLOR": "1",
    "LC_ALL": "C.UTF-8",
    "HOME": os.environ.get("HOME", "/"),
}

PLAN = """\
format = 1

[project]
title = "Outdoor classrooms"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "OSL"
priorities = ["inclusion", "digital"]

[partners.OSL]
name = "Osnovna šola 🌲 Ledina"
country = "SI"

[partners.IES]
name = "IES Tavernes"
country = "ES"

[partners.ZAV]
name = "Zavod"
country = "AT"

[work_packages.WP1]
title = "Management"
lead = "OSL"
budget.OSL = 100_000

[activities."A1.1"]
wp = "WP1"
title = "Meeting 🌲"
start = "M1"
end = "M4"
lead = "IES"
partners = ["OSL", "ZAV"]
budget.IES = 150_000

[activities."A1.2"]
wp = "WP1"
title = "Survey"
start = "M3"
end = "M6"
lead = "ZAV"
partners = ["OSL"]
after = ["A1.1"]
"""


def place(text: str, word: str, behind: int = 0, nth: int = 0) -> lsp.Position:
    """The position so many characters behind where a word begins, columns in UTF-16."""
    offset = -1
    for _number in range(nth + 1):
        offset = text.index(word, offset + 1)
    return position(text, offset + behind)


def position(text: str, offset: int) -> lsp.Position:
    """The position of an offset, counted by the text's bytes in UTF-16: no code of the server's."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line = before.rpartition("\n")[2]
    return lsp.Position(before.count("\n"), len(line.encode("utf-16-le", "surrogatepass")) // 2)


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    """A text after edits, found by bytes in UTF-16."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(where: lsp.Position) -> int:
        raw = lines[where.line].encode("utf-16-le", "surrogatepass")[: where.character * 2]
        return starts[where.line] + len(raw.decode("utf-16-le", "surrogatepass"))

    spans = sorted(((offset(edit.range.start), offset(edit.range.end), edit.new_text) for edit in edits), reverse=True)
    for start, end, new in spans:
        text = text[:start] + new + text[end:]
    return text
