"""What the shell waits for: dates, workload and money need nothing but the standard library."""

from __future__ import annotations

PROGRAM = """
import sys
from decimal import Decimal
from tests.schedule.building import activity, plan_of
plan = plan_of(activity("A", "M1", "M2") + activity("B", "M3", "M4", "A", "A"))
before = set(sys.modules)
for name in ("networkx", "dataclasses", "inspect", "json"):
    sys.modules[name] = None  # importing it fails
for name in [name for name in sys.modules if name.startswith("ka2plan.schedule")]:
    del sys.modules[name]
from ka2plan.figures import money_of, workload_of
from ka2plan.schedule import Network
network = Network(plan)
assert network.schedule and network.violations == () and network.redundant
assert workload_of(plan).partners and money_of(plan).total == 0
print("done")
"""


def test_neither_networkx_nor_anything_heavy_is_loaded_for_reports(run_python):
    result = run_python(PROGRAM)
    assert (result.stdout, result.stderr) == ("done\n", "")
