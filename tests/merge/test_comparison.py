"""Two versions of a plan held against each other, whatever was done between them."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.changes.comparison import Comparison
from ka2plan.changes.diff_forms import difference_json, difference_lines
from ka2plan.merge.plain_values import same
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.toml import parse
from tests.merge.three_way import three_ways

ANYTHING = st.recursive(
    st.one_of(
        st.integers(),
        st.booleans(),
        st.sampled_from(['"M4"', '"x\\u001b"', "2027-02-30", "2027-01-31", "1.50", "nan", "-inf", '"A1"', '"B2"']),
    ).map(lambda value: str(value).lower() if isinstance(value, bool) else str(value)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["id", "type", "A1", "start", "place"]), inner, max_size=3).map(
            lambda table: f"{{ {', '.join(f'{key} = {value}' for key, value in table.items())} }}"
        ),
    ),
    max_leaves=4,
)

KEYS = st.sampled_from(
    [key.name for keys in (PROJECT_KEYS, *(kind.keys for kind in KINDS)) for key in keys] + ["x_own", "strange"]
)

TABLES = st.sampled_from(
    [f"{kind.name}.{id}" for kind in KINDS for id in ("A1", "B2")]
    + ["project", "texts.B2", "overrides.lump_sums", "ignored.X", "partners", "activities", "strange"]
)


@st.composite
def wild_texts(draw):
    """TOML of a plan's tables in which anything may stand anywhere."""
    tables = draw(st.dictionaries(TABLES, st.dictionaries(KEYS, ANYTHING, max_size=4), max_size=5))
    text = "".join(
        f"[{table}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for table, keys in tables.items()
    )
    return text.replace("2027-02-30", "2027-02-28")


@settings(max_examples=200, deadline=None)
@given(three_ways(), st.sampled_from([None, "A2.1", "OSL", "WP2", "MS1"]))
def test_two_plans_are_told_apart_just_where_their_data_differ(case, about):
    _base, ours, theirs = case
    comparison = Comparison(ours.text, theirs.text)
    differ = not same(parse(ours.text), parse(theirs.text))
    assert bool(comparison.changes) == differ
    lines = difference_lines(comparison)
    assert lines
    assert set(difference_lines(comparison, about or "nobody")) <= set(lines) or differ
    json.dumps(difference_json(comparison), allow_nan=False)


@settings(max_examples=200, deadline=None)
@given(wild_texts(), wild_texts())
def test_whatever_stands_in_two_files_is_told_in_harmless_lines(old, new):
    comparison = Comparison(old, new)
    lines = difference_lines(comparison)
    assert lines
    assert not any(re.search("[\x00-\x1f\x7f-\x9f]", line) for line in lines)
    json.dumps(difference_json(comparison), allow_nan=False)
