"""Facts of the calls of Erasmus+ Key Action 2: limits, dates, countries, payment scales, forms.

``load_calls()`` gives a book; ``book.call("KA220-SCH", 2026)`` what a plan is checked against. No number of a
call stands in code: all are in the TOML files beside this one, with source and evidence of each.
What few commands need is imported when it is first asked for.
"""

from __future__ import annotations

from ka2plan.calls.book import CallBook, load_calls
from ka2plan.calls.call import Call
from ka2plan.calls.model import Deadline, Fact, FactFault, PartnershipType, Source, Window

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.calls.countries import Countries, Standing
    from ka2plan.calls.forms import Field, Form, Section
    from ka2plan.calls.payment import PaymentScale
    from ka2plan.calls.reference import Agency, GuideRule, Priority

_LATER = {
    "Agency": "reference",
    "Countries": "countries",
    "Field": "forms",
    "Form": "forms",
    "PaymentScale": "payment",
    "Priority": "reference",
    "GuideRule": "reference",
    "Section": "forms",
    "Standing": "countries",
}

__all__ = [
    "Agency",
    "Call",
    "CallBook",
    "Countries",
    "Deadline",
    "Fact",
    "FactFault",
    "Field",
    "Form",
    "GuideRule",
    "PartnershipType",
    "PaymentScale",
    "Priority",
    "Section",
    "Source",
    "Standing",
    "Window",
    "load_calls",
]


def __getattr__(name: str) -> object:
    """Imports what is not imported at once, such as ``Countries``."""
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
