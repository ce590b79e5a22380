"""No plan that can be read makes weighing its balance fail."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ka2plan.balance.balance import Balance
from ka2plan.balance.errors import errors_by
from ka2plan.calls import load_calls
from ka2plan.document import Document
from ka2plan.document.value_text import render
from ka2plan.plan.schema import KINDS
from ka2plan.print.balance import balance_json, balance_lines
from ka2plan.print.style import Pen
from ka2plan.toml.paths import format_path
from tests.plan.hostile import entries_like
from tests.rules.test_hostile_plans import heads

BOOK = load_calls()


def text_of(data):
    """The data as a file: an entry a table, its values inline."""
    lines = ["format = 1", "[project]", *(f"{key} = {render(value)}" for key, value in data["project"].items())]
    for kind, entries in data.items():
        for id, entry in entries.items() if kind != "project" else ():
            lines += [f"[{format_path((kind, id))}]", *(f"{key} = {render(value)}" for key, value in entry.items())]
    return "\n".join(lines) + "\n"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    heads,
    st.fixed_dictionaries({}, optional={kind.name: entries_like(kind) for kind in KINDS}),
    st.sampled_from([date(2026, 8, 1), date(2027, 3, 1), date(1990, 1, 1), date(2199, 12, 31)]),
)
def test_any_plan_has_a_balance_and_its_proposals_keep_their_promise(head, entries, today):
    text = text_of({"project": head, **entries})
    balance = Balance(Document(text), today, errors_by(BOOK, today))
    form = balance_json(balance)
    assert form["possible"] == (form["bottleneck"] is None)
    assert balance_lines(balance, Pen(80, ascii=False, colour=False))
    for proposal in balance.proposals:
        after = Balance(balance.document.apply(proposal.idea.edit), today, errors_by(BOOK, today))
        assert after.overloads == proposal.left
