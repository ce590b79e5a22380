"""How long the balance of the partners takes above importing networkx: bottleneck, least change, tried proposals.

    python -m tests.benchmarks.balance [RUNS]

Of the school sample with less capacity than it has, and of plans of 100 and 300 activities; processor time, the median
of the runs.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from datetime import date

import networkx as nx

from ka2plan.balance.balance import Balance
from ka2plan.balance.errors import errors_by
from ka2plan.calls import load_calls
from ka2plan.document import Document
from ka2plan.plan import read_plan
from tests.benchmarks.shell import SCHOOL, plan_text

TODAY = date(2026, 1, 15)

WORK = 'effort = { P1 = 6, P2 = 4, P3 = 3 }\npartners = ["P2", "P3"]\n'


def with_capacity(text: str, capacity: int) -> str:
    """The plan with that capacity of every partner."""
    bare = re.sub(r"(?m)^capacity = .*\n", "", text)
    return re.sub(r"(?m)^(\[partners\..*\]\n)", rf"\1capacity = {capacity}\n", bare)


def large(activities: int) -> str:
    """A plan with effort in every activity, a few months of it above capacity."""
    bare = re.sub(r"(?m)^(partners|effort).*\n", "", plan_text(activities, linked=True))
    text = re.sub(r"(?m)^(\[activities\..*\n)", r"\1" + WORK, bare)
    loads = [max(load.by_month) for load in _loads(text)]
    return with_capacity(text, int(max(loads) * 0.95))


def _loads(text: str) -> list:
    from ka2plan.figures import workload_of

    return list(workload_of(read_plan(Document(text).data).plan).partners.values())


def seconds(text: str) -> tuple[float, int, int]:
    """Processor time of everything but reading the file, overloads and proposals."""
    document = Document(text)
    errors = errors_by(load_calls(), TODAY)
    began = time.process_time()
    balance = Balance(document, TODAY, errors)
    count = (len(balance.bottlenecks), len(balance.proposals))
    return time.process_time() - began, len(balance.overloads), count[1]


def main() -> None:
    """Prints a line a plan."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    nx.DiGraph()  # importing is not counted
    plans = {
        "school sample, 2 months over": with_capacity(SCHOOL.read_text(encoding="utf-8"), 22),
        "school sample, much too little": with_capacity(SCHOOL.read_text(encoding="utf-8"), 14),
        "100 activities": large(100),
        "300 activities": large(300),
    }
    for name, text in plans.items():
        found = [seconds(text) for _run in range(runs)]
        middle = statistics.median(one[0] for one in found)
        print(f"{name:32} {1000 * middle:7.0f} ms  {found[0][1]} months over, {found[0][2]} proposals")


if __name__ == "__main__":
    main()
