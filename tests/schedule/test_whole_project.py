"""The whole project moves: what is written, what stays, and what the file says afterwards."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.document import Batch, Document, SetValue, Unset
from ka2plan.plan import Lag, Month, read_lag, read_plan
from ka2plan.schedule.slip import CannotMove
from ka2plan.schedule.whole_project import is_project, lag_of_project, slip_project
from tests.schedule.building import PROJECT, activity, milestone

HEAD = PROJECT.format(start="2026-11-01", months=24)


def moved(text: str, lag: str | Lag, head: str = HEAD):
    """What the move leads to, and the text afterwards."""
    whole = head + text
    data = tomllib.loads(whole, parse_float=Decimal)
    effect = slip_project(read_plan(data).plan, read_lag(lag) if isinstance(lag, str) else lag, data)
    edits = (*map(Unset, effect.taken_out), *(SetValue(path, value) for path, value in effect.values))
    return effect, Document(whole, data).apply(Batch(edits)).text


def lines_changed(before: str, after: str) -> list[str]:
    """The lines of the text afterwards that differ; no line comes or goes."""
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [line for was, line in zip(old, new, strict=True) if was != line]


def written(text: str, lag: str) -> list[str]:
    return lines_changed(HEAD + text, moved(text, lag)[1])


def test_of_a_plan_in_months_only_the_start_is_written():
    text = activity("A1", "M1", "M4") + activity("A2", "M5", "M8", "A1") + milestone("MS1", "M4", "A1")
    effect, after = moved(text, "2m")
    assert lines_changed(HEAD + text, after) == ["start = 2027-01-01"]
    assert [(move.id, move.values) for move in effect.moves][1:] == [("A1", ()), ("A2", ()), ("MS1", ())]
    assert effect.moves[1].after == (date(2027, 1, 1), date(2027, 4, 30))


def test_dates_due_dates_and_stretches_move_and_month_ends_stay_month_ends():
    stretches = 'periods = [{ start = 2027-03-01, end = 2027-03-31 }, { start = "M9", end = "M9" }] # two'
    text = (
        activity("A1", "2026-11-01", "2027-02-28")
        + f'[activities.A2]\ntitle = "A2"\nlead = "OSL"\n{stretches}\n'
        + milestone("MS1", "2027-02-28", "A1")
        + '[work_packages.WP1]\ntitle = "WP1"\nstart = 2026-11-15\nend = "M9"\n'
    )
    assert written(text, "2m") == [
        "start = 2027-01-01",
        "start = 2027-01-01",
        "end = 2027-04-30",
        stretches.replace("2027-03-01", "2027-05-01").replace("2027-03-31", "2027-05-31"),
        "due = 2027-04-30",
        "start = 2027-01-15",
    ]


def test_what_happened_and_what_an_organisation_is_stay():
    text = (
        activity(
            "A1",
            "2026-11-01",
            "2027-02-28",
            more="actual = { start = 2026-11-09 }\nevidence = { list = 2026-11-30 }",
        )
        + milestone("MS1", "2027-06-30", more="x_day = 2027-06-30")
        + '[partners.PHS]\nname = "PHS"\ncountry = "AT"\npapers = { mandate = 2026-02-01 }\n'
    )
    assert written(text, "1m") == ["start = 2026-12-01", "start = 2026-12-01", "end = 2027-03-31", "due = 2027-07-31"]


def test_what_is_done_keeps_its_days_also_where_it_stands_in_months_and_is_named():
    text = (
        activity("A1", "M1", "M2", more='status = "done"')
        + activity("A2", "2027-01-01", "2027-02-28", more="actual = { end = 2027-02-28 }")
        + milestone("MS1", "M2", more="reached = 2026-12-31")
    )
    effect, after = moved(text, "2m")
    assert lines_changed(HEAD + text, after) == [
        "start = 2027-01-01", "start = 2026-11-01", "end = 2026-12-31", "due = 2026-12-31",
    ]  # fmt: skip
    assert [(broken.kind, broken.id) for broken in effect.breaks] == [("done", "A1"), ("done", "A2"), ("done", "MS1")]


def test_what_is_done_stays_in_months_where_they_meet_its_days():
    text = activity("A1", "M1", "M2", more='status = "done"')
    assert written(text, "-1m") == ["start = 2026-10-01", 'start = "M2"', 'end = "M3"']


def test_a_partner_joins_and_leaves_as_much_later():
    text = '[partners.PHS]\nname = "PHS"\ncountry = "AT"\nsince = 2027-01-01\nuntil = "M9"\n'
    assert written(text, "1m") == ["start = 2026-12-01", "since = 2027-02-01"]


def test_capacity_by_month_stays_on_its_calendar_months():
    capacity = "capacity = { default = 20, M9 = 5, M10 = 0 } # holidays"
    text = f'[partners.PHS]\nname = "PHS"\ncountry = "AT"\n{capacity}\n'
    assert written(text, "2m")[1] == "capacity = { default = 20, M7 = 5, M8 = 0 } # holidays"
    assert written(text, "-1m")[1] == "capacity = { default = 20, M10 = 5, M11 = 0 } # holidays"
    assert len(written(text, "1w")) == 1


def test_capacity_of_a_month_that_falls_before_the_project_is_taken_out_and_told():
    text = '[partners.PHS]\nname = "PHS"\ncountry = "AT"\ncapacity = { default = 20, M1 = 3, M9 = 5 }\n'
    effect, after = moved(text, "2m")
    assert "capacity = { default = 20, M7 = 5 }" in after
    assert [(broken.kind, broken.id, broken.month) for broken in effect.breaks] == [("capacity", "PHS", 1)]


def test_effort_done_stays_in_its_calendar_months_and_effort_to_come_moves_along():
    text = (
        activity("A1", "M3", "M4", more='status = "done"\neffort.OSL = { M3 = 2, M4 = 3 }')
        + activity("A2", "M1", "M2", more='status = "done"\neffort.OSL = { M1 = 2, M2 = 3 }')
        + activity("A3", "M5", "M6", more="effort.OSL = { M5 = 2 }")
    )
    effort = [line for line in moved(text, "2m")[1].splitlines() if line.startswith("effort.")]
    assert effort == ["effort.OSL = { M1 = 2, M2 = 3 }", "effort.OSL = 5", "effort.OSL = { M5 = 2 }"]


def test_nothing_moves_by_nothing():
    effect, after = moved(activity("A1", "2026-11-01", "2027-02-28"), "0d")
    assert (effect.moves, effect.breaks) == ((), ())
    assert after.startswith(HEAD)


def test_an_entry_with_the_id_project_wins():
    assert is_project(read_plan(tomllib.loads(HEAD)).plan, "project")
    assert not is_project(read_plan(tomllib.loads(HEAD + activity("project", "M1", "M2"))).plan, "project")


@pytest.mark.parametrize(
    ("when", "lag"),
    [
        (date(2027, 1, 1), Lag(2, "m")), (date(2026, 9, 1), Lag(-2, "m")), (Month(3), Lag(2, "m")),
        (date(2026, 11, 1), Lag(0, "m")), (date(2026, 11, 16), Lag(15, "d")), (date(2026, 10, 31), Lag(-1, "d")),
    ],
)  # fmt: skip
def test_until_when_it_moves_is_counted_in_months_where_that_is_exact(when, lag):
    assert lag_of_project(read_plan(tomllib.loads(HEAD)).plan, when) == lag


def test_a_project_without_a_start_cannot_move():
    plan = read_plan(tomllib.loads(HEAD.replace("start = 2026-11-01\n", ""))).plan
    with pytest.raises(CannotMove, match="no start"):
        slip_project(plan, Lag(1, "m"), {})


def test_beyond_the_years_of_plans_nothing_moves():
    with pytest.raises(CannotMove, match="1990"):
        moved("", "-600m")


moments = st.integers(1, 24).map("M{}".format) | st.dates(date(2026, 11, 1), date(2028, 10, 31)).map(str)
lags = st.tuples(st.integers(-60, 60), st.sampled_from("dwm")).map(lambda parts: Lag(*parts))
statuses = st.sampled_from(["", 'status = "done"', 'status = "running"', 'status = "cancelled"'])

efforts = st.sampled_from(["", "effort.OSL = 5", "effort.OSL = { M2 = 3, M9 = 4 }"])


@st.composite
def texts(draw):
    parts = [
        activity(f"A{place}", draw(moments), draw(moments), more=f"{draw(statuses)}\n{draw(efforts)}")
        for place in range(draw(st.integers(1, 4)))
    ]
    by_month = draw(st.sampled_from(["", "capacity = { default = 20, M3 = 5, M9 = 0 }", "capacity = { M1 = 2 }"]))
    parts.append(f'[partners.PHS]\nname = "PHS"\ncountry = "AT"\n{by_month}\n')
    parts.append(milestone("MS1", draw(moments), more=draw(st.sampled_from(["", "reached = 2026-12-01"]))))
    return "".join(parts)


@given(texts(), lags, st.sampled_from(["2026-11-01", "2027-01-31", "2026-11-15"]))
def test_the_file_says_afterwards_what_was_told_before(text, lag, start):
    head = PROJECT.format(start=start, months=24)
    effect, after = moved(text, lag, head)
    assert read_plan(tomllib.loads(after)).plan == effect.plan


@given(texts(), st.integers(-400, 400))
def test_days_there_and_back_leave_every_byte_where_nothing_is_done(text, days):
    text = text.replace("done", "planned").replace("reached", "x_reached").replace("capacity", "x_capacity")
    there = moved(text, Lag(days, "d"))[1]
    back = moved("", Lag(-days, "d"), there)[1]
    assert back == HEAD + text


@given(texts(), lags)
def test_whatever_is_done_keeps_its_days(text, lag):
    before = read_plan(tomllib.loads(HEAD + text)).plan
    after = read_plan(tomllib.loads(moved(text, lag)[1])).plan
    for id, entry in before.activities.items():
        if entry.status == "done":
            assert (after.activities[id].start, after.activities[id].end) == (entry.start, entry.end)


def test_a_move_by_days_keeps_all_lengths():
    _effect, after = moved(activity("A1", "2026-11-03", "2027-02-07"), "17d")
    entry = read_plan(tomllib.loads(after)).plan.activities["A1"]
    assert entry.end - entry.start == timedelta(days=96)
