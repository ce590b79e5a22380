"""The types of value in a plan file: what each reads, understands of what people type, and writes."""

from ka2plan.plan.types.agency import AGENCY
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.by_month import CAPACITY, EFFORT_BY_MONTH
from ka2plan.plan.types.by_partner import EFFORT_BY_PARTNER, ITEMS, MONEY_BY_PARTNER
from ka2plan.plan.types.choice import CHOICE
from ka2plan.plan.types.country import COUNTRY
from ka2plan.plan.types.effort import EFFORT
from ka2plan.plan.types.flag import FLAG
from ka2plan.plan.types.lag import LAG
from ka2plan.plan.types.link import LINK, LINKS
from ka2plan.plan.types.moment import DATE, MOMENT
from ka2plan.plan.types.money import MONEY
from ka2plan.plan.types.number import INTEGER, NUMBER
from ka2plan.plan.types.papers import EVIDENCE, PAPER, PAPERS
from ka2plan.plan.types.parts import ACTUAL, VENUE
from ka2plan.plan.types.percent import PERCENT
from ka2plan.plan.types.period import PERIOD, PERIODS
from ka2plan.plan.types.reference import REFERENCE, REFERENCES
from ka2plan.plan.types.text import TEXT, TEXTS
from ka2plan.plan.types.value_type import ValueType

_EVERY: tuple[ValueType, ...] = (
    *(TEXT, TEXTS, INTEGER, NUMBER, PERCENT, FLAG, MONEY, DATE, MOMENT, COUNTRY, CHOICE, REFERENCE, REFERENCES),
    *(MONEY_BY_PARTNER, EFFORT_BY_PARTNER, EFFORT, EFFORT_BY_MONTH, CAPACITY, LINK, LINKS, LAG, PERIOD, PERIODS),
    *(VENUE, ACTUAL, PAPER, PAPERS, EVIDENCE, ITEMS, AGENCY),
)

TYPES = {type_.name: type_ for type_ in _EVERY}
"""Every type by its name: those of the schema's keys, and those of the values within them."""

__all__ = ["NOWHERE", "TYPES", "Around", "ValueType"]
