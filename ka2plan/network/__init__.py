"""Dependencies, workload and money of a plan as networks and sums.

What moves when something slips is in ``slip``, what networkx answers in ``graph``, the JSON forms in
``forms``.
"""

from ka2plan.network.broken import Violation
from ka2plan.network.money import Money, PackageMoney, money_of
from ka2plan.network.schedule import Dates, Network
from ka2plan.network.web import Dependency
from ka2plan.network.workload import Overload, PartnerLoad, Together, Workload, workload_of

__all__ = [
    "Dates",
    "Dependency",
    "Money",
    "Network",
    "Overload",
    "PackageMoney",
    "PartnerLoad",
    "Together",
    "Violation",
    "Workload",
    "money_of",
    "workload_of",
]
