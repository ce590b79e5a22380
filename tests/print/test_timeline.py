"""What the timeline keeps, whatever the plan: places of bars, filters, order, what is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.errors import UsageError
from ka2plan.plan import Plan
from ka2plan.print.timeline import timeline
from ka2plan.print.timeline_json import timeline_json
from tests.print.case_files import plan_of

TODAY = date(2026, 8, 1)

ONE_BAR = """
format = 1
[project]
title = "One bar"
start = {start}
months = {months}
[activities.A]
title = "A title that takes all the room that it can have"
start = {first}
end = {last}
lead = "C"
"""


def bar_of(text: str) -> tuple[int, int]:
    """First and last column of the bar of the only activity, counted from where the ruler begins."""
    lines = text.splitlines()
    row = next(line for line in lines if line[2:4] == "A ")
    ruler = next(line for line in lines if "M1" in line)
    start = ruler.index("M1")
    drawn = [column - start for column, character in enumerate(row) if character == "#"]
    return drawn[0], drawn[-1]


@given(st.integers(1, 24), st.integers(1, 24), st.sampled_from((date(2026, 9, 1), date(2027, 1, 31))))
def test_a_bar_lies_under_its_project_months(first: int, last: int, start: date) -> None:
    first, last = sorted((first, last))
    plan = plan_of(ONE_BAR.format(start=start, months=24, first=f'"M{first}"', last=f'"M{last}"'))
    drawn = bar_of(timeline(plan, None, today=TODAY, width=80, ascii=True))
    wide = 2
    assert drawn == ((first - 1) * wide, last * wide - 1)


@given(st.integers(0, 729), st.integers(0, 200), st.integers(40, 200))
def test_something_is_drawn_of_the_shortest_activity_and_nothing_out_of_order(
    offset: int, length: int, width: int
) -> None:
    start = date(2026, 11, 1)
    first = start + timedelta(offset)
    last = min(first + timedelta(length), date(2028, 10, 31))
    text = timeline(
        plan_of(ONE_BAR.format(start=start, months=24, first=first, last=last)),
        None,
        today=TODAY,
        width=width,
        ascii=True,
        by="month",
    )
    begin, end = bar_of(text)
    assert 0 <= begin <= end


def rows(plan: Plan, **options: Any) -> list[str]:
    """Ids of the rows of the timeline."""
    options.setdefault("today", TODAY)
    return [row["id"] for row in timeline_json(plan, None, **options)["rows"]]


def test_rows_stand_in_the_order_of_the_plan_each_under_its_work_package() -> None:
    shown = rows(plan_of("outclass"))
    assert shown[:6] == ["WP1", "A1.1", "D1.1", "WP2", "A2.1", "A2.2"]
    assert len(shown) == 16


def test_only_keeps_a_work_package_with_what_is_in_it() -> None:
    assert rows(plan_of("outclass"), only="WP3") == ["WP3", "A3.1", "A3.2", "MS3"]


def test_only_keeps_the_work_package_above_an_entry() -> None:
    assert rows(plan_of("outclass"), only="MS3") == ["WP3", "MS3"]


def test_partner_keeps_what_it_leads_takes_part_in_or_is_paid_for() -> None:
    shown = rows(plan_of("outclass"), partner="KIL")
    assert shown == ["WP1", "A1.1", "WP2", "A2.3", "WP3", "A3.1", "A3.2", "WP4", "A4.1"]


def test_since_and_until_keep_what_happens_in_between_by_its_stretches() -> None:
    between = rows(plan_of("outclass"), since=date(2027, 9, 1), until=date(2027, 11, 30))
    assert "A3.2" in between
    assert "A3.1" not in between
    assert "A2.2" not in between


def test_since_after_until_is_refused_with_a_sentence() -> None:
    with pytest.raises(UsageError, match="--since lies after --until"):
        timeline(plan_of("ka210"), None, today=TODAY, since=date(2027, 9, 1), until=date(2027, 3, 1))


def test_nothing_is_critical_where_nothing_depends_on_anything() -> None:
    plan = plan_of(ONE_BAR.format(start="2026-11-01", months=6, first='"M1"', last='"M6"'))
    assert not any(row["critical"] for row in timeline_json(plan, None, today=TODAY)["rows"])


STATES = """
format = 1
[project]
title = "States"
start = 2026-11-01
months = 12
[activities]
planned = { title = "", lead = "X", start = 2026-12-01, end = 2027-01-31 }
begun = { title = "", lead = "X", start = 2026-12-01, end = 2027-01-31, actual = { start = 2026-12-05 } }
ended = { title = "", lead = "X", start = 2026-12-01, end = 2027-01-31, actual = { end = 2027-01-10 } }
moving = { title = "", lead = "X", start = 2026-12-01, end = 2027-01-31, progress = 5 }
done = { title = "", lead = "X", start = 2026-12-01, end = 2027-01-31, status = "done" }
off = { title = "", lead = "X", start = 2026-12-01, end = 2027-01-31, status = "cancelled" }
[milestones]
open = { title = "", due = 2026-12-31 }
reached = { title = "", due = 2026-12-31, reached = 2027-01-04 }
"""


def states(today: date, key: str) -> dict[str, Any]:
    """One value of every row on a day."""
    return {row["id"]: row[key] for row in timeline_json(plan_of(STATES), None, today=today)["rows"]}


def test_what_the_status_leaves_out_actual_dates_and_progress_tell() -> None:
    assert states(TODAY, "status") == {
        "planned": "planned",
        "begun": "running",
        "ended": "done",
        "moving": "running",
        "done": "done",
        "off": "cancelled",
        "open": "planned",
        "reached": "done",
    }


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 12, 1), set()),
        (date(2026, 12, 2), {"planned"}),
        (date(2026, 12, 31), {"planned"}),
        (date(2027, 1, 1), {"planned", "open"}),
        (date(2027, 1, 31), {"planned", "open"}),
        (date(2027, 2, 1), {"planned", "begun", "moving", "open"}),
    ],
)
def test_late_is_what_should_have_begun_ended_or_been_reached_before_today(today: date, late: set[str]) -> None:
    assert {id for id, is_late in states(today, "late").items() if is_late} == late


def test_next_and_late_have_every_date_the_text_only_the_first_few() -> None:
    values = timeline_json(plan_of("outclass"), None, today=date(2027, 6, 20))
    assert values["late"] == [
        {"id": "MS1", "event": "due", "date": "2027-02-28"},
        {"id": "A2.1", "event": "end", "date": "2027-02-28"},
        {"id": "A2.2", "event": "start", "date": "2027-03-01"},
        {"id": "A3.1", "event": "start", "date": "2027-06-01"},
    ]
    assert values["next"][0] == {"id": "MS2", "event": "due", "date": "2027-08-31"}
    assert len(values["next"]) == 5


def test_json_has_the_project_its_columns_and_its_rows() -> None:
    values = timeline_json(plan_of("ka210"), {"error": 0, "warning": 1, "advice": 2}, today=TODAY)
    assert values["project"] == {
        "acronym": "VRT",
        "title": "Zeleni vrt: school gardens of two towns",
        "type": "KA210-SCH",
        "call": 2026,
        "round": 2,
        "start": "2027-02-01",
        "end": "2028-01-31",
        "months": 12,
        "lump_sum": 30000,
        "planned": 30000,
        "management_share": None,
        "coordinator": "VRT",
        "partners": 2,
        "countries": 2,
    }
    assert values["counts"] == {"error": 0, "warning": 1, "advice": 2}
    assert values["by"] == "month"
    assert len(values["columns"]) == 12
    assert values["columns"][0] == {"start": "2027-02-01", "end": "2027-02-28"}
    assert values["rows"][2] == {
        "id": "A3",
        "kind": "activity",
        "title": "Gardens are planted and watched over",
        "wp": None,
        "lead": "SCU",
        "partners": ["SCU", "VRT"],
        "start": "2027-03-01",
        "end": "2027-10-31",
        "stretches": [["2027-03-01", "2027-10-31"]],
        "status": "planned",
        "progress": None,
        "late": False,
        "critical": False,
        "forecast_start": None,
        "forecast_end": None,
        "granted": None,
    }


def test_quarters_of_the_calendar_cover_a_longer_project() -> None:
    values = timeline_json(plan_of("forty-months"), None, today=TODAY)
    assert values["by"] == "quarter"
    assert values["columns"][0] == {"start": "2026-01-01", "end": "2026-03-31"}
    assert values["columns"][-1] == {"start": "2029-04-01", "end": "2029-06-30"}


@pytest.mark.parametrize("months", [1, 2, 6, 24, 25, 48, 120, 600])
@pytest.mark.parametrize("by", ["auto", "month", "quarter"])
def test_a_project_of_any_length_fits_into_forty_cells(months: int, by: str) -> None:
    plan = plan_of(ONE_BAR.format(start="2026-11-01", months=months, first='"M1"', last='"M1"'))
    lines = timeline(plan, None, today=TODAY, width=40, by=by).splitlines()
    assert max(map(len, lines)) <= 40
    assert any("█" in line for line in lines)
