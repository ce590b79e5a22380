"""Holds each room of the program to the branches that tests ran before: ``python -m tests.coverage_floor FILE``.

FILE is what ``pytest --cov --cov-report=json:FILE`` writes. A floor may be raised, and is never lowered to let a change
pass. What runs in processes of their own (most of ``cli``, the terminal) is not counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

FLOORS: dict[str, int] = {}
"""Room -> per cent of its lines and branches; all of the program under ``ka2plan``."""


def measured(report: dict) -> dict[str, float]:
    """Per cent of the lines and branches of every room that ran."""
    ran, there = Counter(), Counter()
    for path, file in report["files"].items():
        summary = file["summary"]
        for room in ("ka2plan", room_of(path)):
            ran[room] += summary["covered_lines"] + summary["covered_branches"]
            there[room] += summary["num_statements"] + summary["num_branches"]
    return {room: 100 * ran[room] / there[room] for room in there if there[room]}


def room_of(path: str) -> str:
    """The folder below ``ka2plan`` that a module lies in."""
    parts = Path(path).parts
    inside = parts[parts.index("ka2plan") + 1 :]
    return inside[0] if len(inside) > 1 else "beside the rooms"


def main(path: str) -> int:
    """Prints every room beside its floor; 1 where one is below it, or has none."""
    found = measured(json.loads(Path(path).read_text(encoding="utf-8")))
    for room, share in sorted(found.items()):
        floor = FLOORS.get(room)
        print(f"{room:18}{share:6.1f} %   floor {floor if floor is not None else 'missing'}")
    print("a room is below its floor" if fallen(found) else "every room is above its floor")
    return 1 if fallen(found) else 0


def fallen(found: dict[str, float]) -> list[str]:
    """The rooms whose share is below their floor, or that have none."""
    return [room for room, share in found.items() if share < FLOORS.get(room, 101)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
