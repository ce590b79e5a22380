"""A plan's own values in place of a call's, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.calls.call import Call
from ka2plan.calls.model import OVERRIDE, Deadline, Fact, FactFault, frozen
from ka2plan.calls.shapes import fits
from ka2plan.calls.vocabulary import BY_NAME, nearest_key
from ka2plan.calls.year_file import window_of

MAX_SEARCHES = 100
"""So many names that are no facts are compared with the known ones: beyond that, they are no slips of the pen."""


def with_overrides(call: Call, overrides: Mapping[str, tuple[Any, str]]) -> Call:
    """The call with a plan's own values; what is no fact or does not fit becomes a fault of the call."""
    for key, (value, reason) in overrides.items():
        call = _with_override(call, key, frozen(value), reason)
    return call


def _with_override(call: Call, name: str, value: Any, reason: str) -> Call:
    key = BY_NAME.get(name)
    if key is None:
        like = nearest_key(name) if len(call.faults) < MAX_SEARCHES else None
        return _with_fault(call, FactFault("", ("overrides", name), "no-fact", like or ""))
    if not fits(key, value):
        where = ("overrides", name, "value")
        return _with_fault(call, FactFault("", where, "shape", shape=key.shape, choices=key.choices))
    fact = Fact(name, value, (), OVERRIDE, note=reason)
    if name == "deadline":
        deadline = Deadline(call.round, value, None, agency_decides=False, fact=fact)
        return call._replace(deadlines=(deadline, *call.deadlines))
    if name == "start_window":
        return call._replace(windows=(window_of(fact, call.round, agency_decides=False), *call.windows))
    return call._replace(facts={**call.facts, name: fact})


def _with_fault(call: Call, fault: FactFault) -> Call:
    return call._replace(faults=(*call.faults, fault))
