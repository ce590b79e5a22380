"""Sums of a plan: money, effort and workload, and how they spread over the months."""

from ka2plan.figures.money import Money, PackageMoney, money_of
from ka2plan.figures.workload import Overload, PartnerLoad, Together, Workload, workload_of

__all__ = [
    "Money",
    "Overload",
    "PackageMoney",
    "PartnerLoad",
    "Together",
    "Workload",
    "money_of",
    "workload_of",
]
