"""How long findings take behind a key in another editor: from the change sent to the findings come, beside the check.

Run: ``python -m tests.benchmarks.typing_with_lsp [PLAN] [KEYS]``; prints medians in milliseconds.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from lsprotocol import types as lsp

from ka2plan.calls import load_calls
from ka2plan.rules import check
from ka2plan.session.parse import read_text
from tests.conftest import ROOT
from tests.lsp.client import place
from tests.lsp.editing import editing

TODAY = date(2026, 9, 1)


def check_alone(text: str, times: int) -> float:
    """Milliseconds to read and check a text."""
    book, took = load_calls(), []
    for _number in range(times):
        began = time.perf_counter()
        reading, _readable = read_text(text)
        check(reading, book, TODAY)
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


async def typing(text: str, keys: int) -> list[float]:
    """Milliseconds from each key to its findings."""
    took = []
    async with editing() as editor:
        await editor.open(text)
        where = place(text, "title = ", 9)
        for number in range(keys):
            change = lsp.TextDocumentContentChangePartial(lsp.Range(where, where), "abc"[number % 3])
            began = time.perf_counter()
            await editor.type([change])
            took.append((time.perf_counter() - began) * 1000)
    return took


def main() -> None:
    """Prints both, and what typing takes beyond the check."""
    plan = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples" / "ka220-school.toml"
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    text = plan.read_text(encoding="utf-8")
    alone = check_alone(text, keys)
    took = asyncio.run(typing(text, keys))[5:]
    middle = statistics.median(took)
    print(f"check alone {alone:.1f} ms; key to findings {middle:.1f} ms (longest {max(took):.1f})")
    print(f"beyond the check: {middle - alone:.1f} ms, of which 20 wait for the next key")


if __name__ == "__main__":
    main()
