"""Headings under which the fields of an entry stand."""

from __future__ import annotations

from ka2plan.plan.schema import N_
from ka2plan.words.messages import _

_GROUPS = (
    (
        N_("What"),
        (
            "wp",
            "title",
            "acronym",
            "name",
            "country",
            "oid",
            "role",
            "kind",
            "dissemination",
            "target",
            "unit",
            "achieved",
        ),
    ),
    (N_("Call"), ("type", "call", "round")),
    (N_("When"), ("start", "months", "end", "periods", "due")),
    (N_("Who"), ("lead", "partners", "venue", "coordinator")),
    (N_("Money"), ("lump_sum", "budget", "amount", "items")),
    (N_("Effort"), ("effort", "effort_unit", "capacity", "rate")),
    (N_("Links"), ("after",)),
    (N_("Aims"), ("serves", "results", "priorities", "topics", "verification")),
    (N_("Progress"), ("status", "progress", "actual", "reached")),
    (N_("Papers"), ("papers",)),
    (N_("Where"), ("city", "region", "website")),
    (N_("Agency"), ("agency", "granted")),
    (N_("Notes"), ("note", "newcomer", "contact")),
)

GROUP_WIDTH = 11


def group_of(key: str) -> str:
    """The heading of a key."""
    return next((_(heading) for heading, keys in _GROUPS if key in keys), _("Other"))
