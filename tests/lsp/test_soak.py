"""Random typing through the protocol: after every change the findings are those of a fresh check, at the same places.

A few hundred changes in every run; ``KA2PLAN_SOAK=10000`` makes as many.
"""

from __future__ import annotations

import asyncio
import os
import random
from datetime import date
from pathlib import Path

from lsprotocol import types as lsp

from ka2plan.calls import load_calls
from ka2plan.cli.plan_files import position_of
from ka2plan.plan.unreadable import of_fault
from ka2plan.rules import check
from ka2plan.session.parse import read_text
from ka2plan.toml import Positions, TomlFault, decode
from tests.conftest import ROOT
from tests.lsp.client import position
from tests.lsp.editing import editing

CHANGES = int(os.environ.get("KA2PLAN_SOAK", "300"))

TODAY = date(2026, 9, 1)

SNIPPETS = [
    *('"', "\n", "[", "]", "=", "🌲", "č", "\u0301", "\u2028", "\r\n", "#", '"""', "M7", "OSL", ".", ",", " "),
    '\n[activities."A9.9"]\ntitle = "🌲"\nlead = "IES"\nstart = "M2"\nend = "M1"\n',
    "\nbudget.OSL = 12_000\n",
    'after = ["A2.1"]\n',
    "<<<<<<< ours\n",
    "months = 99\n",
]


def expected(text: str, book):
    """What ``check`` finds in a text, and where, by its own code of places."""
    try:
        text = decode(text.encode("utf-8", "surrogatepass"))
    except TomlFault as fault:
        reading = of_fault(fault)
        return {(finding.code, finding.message.partition("\n")[0], *finding.position) for finding in reading.findings}
    reading, readable = read_text(text)
    found = check(reading, book, TODAY).findings if readable else reading.findings
    places = Positions(text)
    return {(finding.code, finding.message.partition("\n")[0], *position_of(finding, places)) for finding in found}


def told(text: str, diagnostics):
    """The findings that the server told, their places counted as ``check`` counts."""
    found = set()
    for one in diagnostics:
        if one.code != "clash":
            found.add((one.code, one.message.partition("\n")[0], *place_of(text, one.range.start)))
    return found


def place_of(text: str, where: lsp.Position):
    """Line and column from 1 of a position, lines parted at line feeds alone."""
    for offset in range(len(text) + 1):
        if position(text, offset) == where and text[offset - 1 : offset + 1] != "\r\n":
            return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
    raise AssertionError(where)


def changed(text: str, chance: random.Random):
    """One change as an editor tells it, and the text after it."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 0, 0, 1, 1, 3, 40)))
    while any(text[cut - 1 : cut + 1] == "\r\n" for cut in (start, end)):
        start, end = max(0, start - 1), max(0, end - 1)
    new = chance.choice(SNIPPETS) if chance.random() < 0.6 else ""
    where = lsp.Range(position(text, start), position(text, end))
    return lsp.TextDocumentContentChangePartial(where, new), text[:start] + new + text[end:]


def test_findings_and_places_agree_with_a_fresh_check_after_every_change():
    chance = random.Random(int(os.environ.get("KA2PLAN_SEED", "17")))
    whole = (ROOT / "samples" / "faults-to-learn-from.toml").read_text(encoding="utf-8")
    book = load_calls()

    async def soak():
        async with editing() as editor:
            text = whole
            found = await editor.open(text)
            sizes = []
            for number in range(CHANGES):
                assert told(text, found) == expected(text, book), text
                if number % 25 == 24:
                    sizes.append(memory_of(editor))
                    text = whole
                    found = await editor.replace(text)
                    continue
                change, text = changed(text, chance)
                found = await editor.type([change])
            return sizes

    sizes = asyncio.run(soak())
    settled = sizes[len(sizes) // 3 :]
    assert max(settled) - min(settled) < 30 * 1024, sizes


def memory_of(editor) -> int:
    """The resident memory of the server in KiB; 0 where the system does not tell."""
    status = Path(f"/proc/{editor.client._server.pid}/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])
