"""Links and spans in words."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.calendar import read_lag
from ka2plan.plan.schema import LINK_TYPES
from ka2plan.plan.types.link import link_parts
from ka2plan.words.figures import months
from ka2plan.words.messages import _, ngettext


def link_meaning(value: Any) -> str:
    """``starts 2 weeks after A2.1 ends``."""
    parts = link_parts(value)
    lag = read_lag(parts[2]) if parts else None
    if parts is None or lag is None or parts[1] not in LINK_TYPES:
        return ""
    id, type, _lag = parts
    after = {
        "FS": _("starts after {id} ends"),
        "SS": _("starts with {id} or later"),
        "FF": _("ends with {id} or later"),
        "SF": _("ends after {id} starts"),
    }
    later = {
        "FS": _("starts {lag} or more after {id} ends"),
        "SS": _("starts {lag} or more after {id} starts"),
        "FF": _("ends {lag} or more after {id} ends"),
        "SF": _("ends {lag} or more after {id} starts"),
    }
    earlier = {
        "FS": _("starts at most {lag} before {id} ends"),
        "SS": _("starts at most {lag} before {id} starts"),
        "FF": _("ends at most {lag} before {id} ends"),
        "SF": _("ends at most {lag} before {id} starts"),
    }
    sentences = later if lag.number > 0 else earlier if lag.number < 0 else after
    return sentences[type].format(id=id, lag=span_in_words(abs(lag.number), lag.unit))


def span_in_words(number: int, unit: str) -> str:
    """``2 weeks`` for 2 and ``w``."""
    if unit == "m":
        return months(number)
    if unit == "w":
        return ngettext("{count} week", "{count} weeks", number).format(count=number)
    return ngettext("{count} day", "{count} days", number).format(count=number)
