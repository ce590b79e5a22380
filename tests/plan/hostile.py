"""Data that no plan should have: everything of the schema, in and out of its place, with values of all kinds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Kind

IDS = ["OSL", "WP1", "A1", "A2.1", "MS1", "O1", "x_own", "", "Š 1", "1", "id"]

scalars = st.one_of(
    st.booleans(),
    st.integers(-3, 700),
    st.integers(),
    st.integers(0, 1).map(lambda number: 16**5000 + number),  # its digits are never written
    st.decimals(),
    st.sampled_from([Decimal("inf"), Decimal("nan"), Decimal("1e999999"), Decimal("1e-999999"), Decimal("2.50")]),
    st.text(max_size=5),
    st.sampled_from(IDS),
    st.sampled_from(["M1", "M24", "M600", "M0", "2026-11-01", "2027-02-29", "1m", "-36500d", "si", "FS", "Done"]),
    st.dates(),
    st.sampled_from([date(2028, 2, 29), date.min, date.max, date(2199, 12, 31), date(1990, 1, 1)]),
    st.just(datetime(2026, 11, 1, 9, tzinfo=UTC)),
    st.just(time(9)),
)
inner_keys = st.sampled_from([*IDS, "start", "end", "type", "lag", "place", "country", "title", "reason", "value"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(inner_keys, inner, max_size=3),
    max_leaves=6,
)


def _table(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from([*names, "x_own", "strat"]), values, max_size=len(names))


project = _table([key.name for key in PROJECT_KEYS])
plans = st.fixed_dictionaries(
    {},
    optional={
        "project": project | values,
        **{
            kind.name: values
            | st.dictionaries(st.sampled_from(IDS), _table([key.name for key in kind.keys]) | values, max_size=3)
            for kind in KINDS
        },
        **dict.fromkeys(("format", "texts", "overrides", "ignored", "x_own", "strat"), values),
    },
)


ids = st.sampled_from(["A", "B", "WP1", "WP2", "A1", "A2", "A3", "MS1", "D1", "O1"])
numbers = st.sampled_from([0, 1, 5, 12_000, Decimal("0.5"), -3])
moments = st.sampled_from(["M1", "M2", "M7", "M24", "M600", date(2027, 1, 31), date(1990, 1, 1), date(2199, 12, 31)])
by_month = st.dictionaries(st.sampled_from(["M1", "m2", "M3", "M30", "M601", "default", "x_own"]), numbers, max_size=3)
by_partner = st.dictionaries(st.sampled_from(["A", "B", "C"]), numbers, max_size=3)
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["", "T", "[x]", "\u001b[2J"]),
    "texts": st.lists(st.sampled_from(["inclusion", "digital"]), max_size=2),
    "integer": st.integers(0, 40),
    "number": numbers,
    "percent": st.sampled_from([0, 40, 100]),
    "boolean": st.booleans(),
    "money": numbers,
    "date": st.sampled_from([date(2026, 11, 9), date(2199, 12, 31), date(1990, 1, 1)]),
    "moment": moments,
    "country": st.sampled_from(["SI", "ES", "BY", "US", "XX", "si"]),
    "choice": st.sampled_from(["planned", "running", "done", "cancelled", "associated"]),
    "reference": ids,
    "references": st.lists(ids | st.just("inclusion"), max_size=3),
    "money_by_partner": by_partner,
    "effort_by_partner": st.dictionaries(st.sampled_from(["A", "B", "C"]), numbers | by_month, max_size=3),
    "capacity": numbers | by_month,
    "links": st.lists(
        ids
        | st.fixed_dictionaries(
            {"id": ids},
            optional={
                "type": st.sampled_from(["FS", "SS", "FF", "SF"]),
                "lag": st.sampled_from(["1m", "-1m", "36500d", "-36500d", "1200m", "2w"]),
            },
        ),
        max_size=3,
    ),
    "periods": st.lists(st.fixed_dictionaries({"start": moments, "end": moments}), min_size=1, max_size=3),
    "venue": st.fixed_dictionaries({}, optional={"place": st.just("Ptuj"), "country": st.sampled_from(["SI", "US"])}),
    "actual": st.dictionaries(
        st.sampled_from(["start", "end"]), st.sampled_from([date(2026, 11, 9), date(2027, 1, 1)])
    ),
    "papers": st.dictionaries(st.sampled_from(["mandate", "declaration"]), st.booleans()),
    "evidence": st.dictionaries(st.sampled_from(["attendance list", "materials"]), st.booleans() | st.dates()),
    "items": st.dictionaries(st.sampled_from(["travel", "subcontracting"]), numbers),
}
"""Values that a key of each type will often take."""


def entries_like(kind: Kind) -> st.SearchStrategy[dict[str, Any]]:
    """Entries of a kind, nearly all of whose values can be read: what the rules get to see."""
    required = {key.name: LIKELY[key.type] for key in kind.keys if key.required}
    optional = {key.name: LIKELY[key.type] for key in kind.keys if not key.required}
    return st.dictionaries(ids, st.fixed_dictionaries(required, optional=optional), max_size=3)
