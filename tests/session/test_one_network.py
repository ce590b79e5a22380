"""The dependencies of a plan are worked out once for each state of it, for its checks and for who shows them."""

from __future__ import annotations

from datetime import date

from ka2plan.document import SetValue
from ka2plan.schedule import schedule
from ka2plan.session import Session

PLAN = """format = 1
[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "A"
[partners.A]
name = "A"
country = "SI"
[activities.A1]
title = "a"
start = "M1"
end = "M2"
lead = "A"
[activities.A2]
title = "b"
start = "M1"
end = "M2"
lead = "A"
after = ["A1"]
"""


def test_an_edit_and_its_checks_and_its_picture_share_one_network(tmp_path, monkeypatch):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    session = Session.open(str(path), today=date(2027, 3, 15))
    session.examine()
    made = []
    graph_of = schedule.graph_of
    monkeypatch.setattr(schedule, "graph_of", lambda plan: made.append(plan) or graph_of(plan))
    session.do(SetValue(("activities", "A1", "title"), "Another"))
    session.examine()
    assert [one.link.predecessor for one in session.snapshot.network.violations] == ["A1"]
    assert made == [session.snapshot.plan]
    session.close()
