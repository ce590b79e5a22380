"""Sums of a plan: money, effort and workload, and how they spread over the months.

What spreads over the months is loaded when it is first asked for: whoever only reads states and dates needs none of it.
"""

from typing import TYPE_CHECKING

from ka2plan.figures.money import Money, PackageMoney, money_of

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    if name in __all__:
        from ka2plan.figures import workload

        return getattr(workload, name)
    raise AttributeError(name)
