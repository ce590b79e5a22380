"""Reading a file for a report loads the standard library only, and none of the scanner."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from ka2plan.toml import Positions, decode, format_path, parse
parse(decode(b"a = 1"))
Positions("a = 1")
format_path(("a", "b"))
print(*sorted(sys.modules))
"""


def test_reading_loads_neither_scanner_nor_libraries():
    loaded = set(subprocess.check_output([sys.executable, "-c", CODE], text=True).split())
    assert "ka2plan.toml.tokens" not in loaded
    assert loaded.isdisjoint({"tomlkit", "decimal", "dataclasses", "json", "inspect", "pathlib"})
