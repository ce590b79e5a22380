"""The timeline loads nothing that takes long to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

PROGRAM = """
import sys
from datetime import date
from tests.print.case_files import plan_of
plan = plan_of("outclass")
before = set(sys.modules)
from ka2plan.print.timeline import timeline
timeline(plan, {}, today=date(2027, 1, 20), management_wp="WP1")
heavy = {"textual", "networkx", "tomlkit", "pendulum", "rich", "wcwidth", "dataclasses", "inspect"}
print(sorted(heavy & set(sys.modules)))
"""


def test_a_timeline_of_a_plan_with_dependencies_loads_no_heavy_module(
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = run_python(PROGRAM)
    assert done.stderr == ""
    assert done.stdout == "[]\n"
