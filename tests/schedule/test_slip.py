"""Slips: what moves, by how much, how it is written, and what breaks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ka2plan.errors import EditError
from ka2plan.plan import Lag, Month, Plan, read_lag, read_plan
from ka2plan.schedule import Network
from ka2plan.schedule.slip import CannotMove, consequences, lag_to, slip, stretch
from tests.schedule import naive
from tests.schedule.building import DAY_LAGS, LAGS, activity, data_of, day, link, milestone, plan_of, plans


def moves_of(text: str, id: str, lag: str, **how) -> dict[str, tuple]:
    """What each entry that moves is to be written with."""
    return written(slip(plan_of(text), id, read_lag(lag), **how))


def written(result) -> dict[str, tuple]:
    return {move.id: tuple(str(value) for _, value in move.values) for move in result.moves}


def breaks_of(text: str, id: str, lag: str, **how) -> list[tuple]:
    return [found[:5] for found in slip(plan_of(text), id, read_lag(lag), **how).breaks]


CHAIN = (
    activity("A2.1", "M1", "M4")
    + activity("A2.2", "M5", "M12", "A2.1")
    + milestone("MS1", "M4", "A2.1")
    + milestone("MS2", "M14", "A2.2")
)


def test_successors_and_due_dates_follow_in_whole_months():
    assert moves_of(CHAIN, "A2.1", "1m") == {"A2.1": ("M2", "M5"), "A2.2": ("M6", "M13"), "MS1": ("M5",)}


def test_slack_is_used_before_anything_moves():
    assert moves_of(CHAIN, "A2.2", "2m") == {"A2.2": ("M7", "M14")}
    assert moves_of(CHAIN, "A2.2", "3m") == {"A2.2": ("M8", "M15"), "MS2": ("M15",)}


def test_months_become_dates_where_they_are_not_exact():
    assert moves_of(CHAIN, "A2.1", "1w") == {
        "A2.1": ("2026-11-08", "2027-03-07"),
        "A2.2": ("2027-03-08", "2027-11-07"),
        "MS1": ("2027-03-07",),
    }


def test_a_slip_in_days_that_meets_a_month_stays_a_month():
    text = activity("A", "M2", "M3") + activity("B", "M4", "M4", "A")
    assert moves_of(text, "A", "31d") == {"A": ("M3", "2027-03-03"), "B": ("2027-03-04", "M5")}


def test_dates_stay_dates_and_keep_their_length():
    text = activity("A", "2027-01-01", "2027-01-31") + activity("B", "2027-02-01", "2027-02-28", "A")
    assert moves_of(text, "A", "1m") == {
        "A": ("2027-02-01", "2027-02-28"),
        "B": ("2027-03-01", "2027-03-28"),
    }


def test_links_of_other_types_push_only_as_far_as_they_force():
    text = (
        activity("A", "M1", "M4")
        + activity("B", "M3", "M5", link("A", "SS", "1m"))
        + activity("C", "M2", "M5", link("A", "FF"))
    )
    assert moves_of(text, "A", "1m") == {"A": ("M2", "M5")}
    assert moves_of(text, "A", "2m") == {"A": ("M3", "M6"), "B": ("M4", "M6"), "C": ("M3", "M6")}


def test_several_links_push_as_far_as_the_farthest():
    text = (
        activity("A", "M1", "M2")
        + activity("B", "M3", "M3", "A")
        + activity("C", "M4", "M5", "B", link("A", "FS", "2m"))
    )
    result = slip(plan_of(text), "A", read_lag("1m"))
    assert written(result) == {"A": ("M2", "M3"), "B": ("M4", "M4"), "C": ("M6", "M7")}
    assert result.moves[-1].because.predecessor == "A"


def test_a_move_tells_where_from_where_to_why_and_what_to_write():
    first, second, *_ = slip(plan_of(CHAIN), "A2.1", read_lag("1m")).moves
    assert (first.id, first.table, first.because, first.days) == ("A2.1", "activities", None, 31)
    assert second.before == (day("2027-03-01"), day("2027-10-31"))
    assert second.after == (day("2027-04-01"), day("2027-11-30"))
    assert (second.because.predecessor, second.because.type) == ("A2.1", "FS")
    assert second.values == (
        (("activities", "A2.2", "start"), "M6"),
        (("activities", "A2.2", "end"), "M13"),
    )


def test_moving_to_earlier_pulls_nothing_and_breaks_what_it_waits_for():
    assert moves_of(CHAIN, "A2.2", "-1m") == {"A2.2": ("M4", "M11")}
    assert breaks_of(CHAIN, "A2.2", "-1m") == [("link", "A2.2", "A2.1", 28, day("2027-03-01"))]


def test_without_push_only_what_was_asked_moves_and_the_links_break():
    assert moves_of(CHAIN, "A2.1", "1m", push=False) == {"A2.1": ("M2", "M5")}
    assert breaks_of(CHAIN, "A2.1", "1m", push=False) == [
        ("link", "A2.2", "A2.1", 31, day("2027-04-01")),
        ("link", "MS1", "A2.1", 31, day("2027-03-31")),
    ]


def test_what_is_done_never_moves_and_nothing_moves_for_it():
    text = (
        activity("A", "M1", "M4")
        + activity("B", "M5", "M6", "A", more='status = "done"')
        + activity("C", "M7", "M8", "B")
        + milestone("MS1", "M4", "A", more="reached = 2027-02-20")
    )
    assert moves_of(text, "A", "1m") == {"A": ("M2", "M5")}
    assert breaks_of(text, "A", "1m") == [
        ("done", "B", "A", 31, day("2027-04-01")),
        ("done", "MS1", "A", 31, day("2027-03-31")),
    ]
    assert moves_of(text, "B", "1m") == {}
    assert breaks_of(text, "B", "1m") == [("done", "B", "", 0, None)]


def test_what_goes_past_the_project_is_told():
    text = activity("A", "M22", "M23") + activity("B", "M24", "M24", "A")
    assert breaks_of(text, "A", "1m") == [("project_end", "B", "", 30, day("2028-10-31"))]
    assert breaks_of(text, "A", "-22m") == [("project_start", "A", "", 31, day("2026-11-01"))]
    outside = activity("A", "M22", "M25")
    assert breaks_of(outside, "A", "-1m") == []
    assert breaks_of(outside, "A", "1d") == [("project_end", "A", "", 31, day("2028-10-31"))]


PACKAGE = (
    '[work_packages.WP2]\ntitle = "Modules"\nstart = "M1"\nend = "M6"\n'
    + activity("A", "M1", "M4", more='wp = "WP2"')
    + activity("B", "M5", "M6", "A", more='wp = "WP2"')
    + '[deliverables.D1]\ntitle = "Report"\ndue = "M6"\nwp = "WP2"\nafter = ["B"]\n'
    + activity("C", "M7", "M8", "WP2")
)


def test_what_goes_out_of_its_work_package_is_told():
    assert breaks_of(PACKAGE, "A", "1m") == [
        ("work_package", "B", "WP2", 31, day("2027-04-30")),
        ("work_package", "D1", "WP2", 31, day("2027-04-30")),
    ]
    assert moves_of(PACKAGE, "A", "1m")["C"] == ("M8", "M9")


def test_a_work_package_slips_with_all_that_is_in_it_and_its_own_dates():
    assert moves_of(PACKAGE, "WP2", "1m") == {
        "WP2": ("M2", "M7"),
        "A": ("M2", "M5"),
        "B": ("M6", "M7"),
        "D1": ("M7",),
        "C": ("M8", "M9"),
    }
    assert breaks_of(PACKAGE, "WP2", "1m") == []


def test_what_ended_by_its_dates_never_moves_either():
    text = activity("A", "M1", "M1", more="actual = { start = 2026-11-02, end = 2026-11-20 }")
    assert breaks_of(text, "A", "1m") == [("done", "A", "", 0, None)]


def test_what_is_done_in_a_work_package_stays_when_it_slips():
    text = PACKAGE + activity("Z", "M1", "M1", more='wp = "WP2"\nstatus = "done"')
    assert "Z" not in moves_of(text, "WP2", "1m")
    assert ("done", "Z", "", 0, None) in breaks_of(text, "WP2", "1m")


def test_an_empty_work_package_that_slips_pushes_what_waits_for_it():
    text = '[work_packages.WP2]\ntitle = "Modules"\nstart = "M1"\nend = "M6"\n' + activity("C", "M7", "M8", "WP2")
    assert moves_of(text, "WP2", "1m") == {"WP2": ("M2", "M7"), "C": ("M8", "M9")}


def test_periods_slip_as_a_whole():
    text = (
        activity("A", "M1", "M1")
        + '[activities.B]\ntitle = "B"\nlead = "OSL"\nafter = ["A"]\n'
        + 'periods = [{ start = "M2", end = "M3" }, { start = "M10", end = 2027-08-15 }]\n'
    )
    result = slip(plan_of(text), "B", read_lag("1m"))
    assert result.values == (
        (("activities", "B", "periods", 0, "start"), "M3"),
        (("activities", "B", "periods", 0, "end"), "M4"),
        (("activities", "B", "periods", 1, "start"), "M11"),
        (("activities", "B", "periods", 1, "end"), day("2027-09-15")),
    )
    pushed = slip(plan_of(text), "A", read_lag("2w")).moves[1]
    assert pushed.after == (day("2026-12-15"), day("2027-08-29"))


def test_the_place_of_a_period_counts_those_that_could_not_be_read():
    text = (
        '[activities.B]\ntitle = "B"\nlead = "OSL"\n'
        'periods = [{ start = "M9", end = "M8" }, { start = "M10" }, { start = "M11", end = "M12" }]\n'
    )
    plan = read_plan(data_of(text)).plan
    assert [path[3] for path, _ in slip(plan, "B", read_lag("1m")).values] == [2, 2]


CAPACITY = (
    activity("A", "M1", "M1", more="effort.OSL = 10")
    + activity("B", "M2", "M2", more="effort.OSL = 10")
    + activity("C", "M3", "M3", more="effort.OSL = 20")
)


def test_overloads_that_appear_are_told_with_what_is_behind_them():
    plan = plan_of(CAPACITY)
    busy = plan._replace(partners={"OSL": plan.partners["OSL"]._replace(capacity=15)})
    (found,) = slip(busy, "A", read_lag("1m")).breaks
    assert (found.kind, found.id, found.month, found.booked, found.capacity) == (
        "overload",
        "OSL",
        2,
        20.0,
        15,
    )
    assert found.behind == (("A", 10.0), ("B", 10.0))


def test_an_end_can_be_moved_alone():
    plan = plan_of(CHAIN)
    longer = stretch(plan, "A2.1", read_lag("1m"))
    assert written(longer) == {"A2.1": ("M5",), "A2.2": ("M6", "M13"), "MS1": ("M5",)}
    alone = stretch(plan, "A2.1", read_lag("1w"), push=False)
    assert written(alone) == {"A2.1": ("2027-03-07",)}
    assert [found.kind for found in alone.breaks] == ["link", "link"]
    shorter = stretch(plan, "A2.2", read_lag("-1m"))
    assert written(shorter) == {"A2.2": ("M11",)}
    assert shorter.breaks == ()


def test_the_end_of_the_last_period_and_of_a_work_package_can_be_moved():
    text = (
        PACKAGE + '[activities.P]\ntitle = "P"\nlead = "OSL"\n'
        'periods = [{ start = "M10", end = "M11" }, { start = "M2", end = "M3" }]\n'
    )
    longer = stretch(plan_of(text), "P", read_lag("1m"))
    assert longer.values == ((("activities", "P", "periods", 0, "end"), "M12"),)
    shorter = stretch(plan_of(text), "WP2", read_lag("-1m"))
    assert shorter.values == ((("work_packages", "WP2", "end"), "M5"),)
    assert [(found.kind, found.id, found.days) for found in shorter.breaks] == [
        ("work_package", "B", 30),
        ("work_package", "D1", 30),
    ]


def test_what_is_done_is_not_stretched():
    result = stretch(plan_of(activity("A", "M1", "M1", more='status = "done"')), "A", read_lag("1m"))
    assert (result.moves, [found.kind for found in result.breaks]) == ((), ["done"])


def test_several_entries_slip_together():
    result = slip(plan_of(CHAIN), ("A2.2", "MS1"), read_lag("1m"))
    assert written(result) == {"A2.2": ("M6", "M13"), "MS1": ("M5",)}


def test_dates_set_by_hand_push_like_a_slip():
    plan = plan_of(CHAIN)
    end = day("2027-03-15")
    longer = plan.activities["A2.1"]._replace(end=end, end_written=end)
    assert written(consequences(plan, {"A2.1": longer})) == {
        "A2.1": ("2027-03-15",),
        "A2.2": ("2027-03-16", "2027-11-15"),
        "MS1": ("2027-03-15",),
    }


@pytest.mark.parametrize(
    ("id", "when", "lag"),
    [
        ("A2.1", Month(7), "6m"),
        ("A2.1", day("2026-11-08"), "7d"),
        ("MS1", Month(3), "-1m"),
        ("MS1", day("2027-03-01"), "1d"),
        ("D", Month(3), "47d"),
        ("DM", Month(2), "16d"),
    ],
)
def test_the_lag_to_a_moment_is_in_months_where_both_are(id, when, lag):
    plan = plan_of(CHAIN + activity("D", "2026-11-15", "M9") + milestone("DM", "2026-12-15"))
    assert lag_to(plan, id, when) == read_lag(lag)


CYCLE = activity("A", "M1", "M1", "C") + activity("B", "M1", "M1", "A") + activity("C", "M1", "M1", "B")


def test_with_a_cycle_a_slip_is_refused_and_the_cycle_named():
    with pytest.raises(CannotMove) as refusal:
        slip(plan_of(CYCLE), "A", read_lag("1m"))
    assert str(refusal.value) == (
        "some activities wait for each other in a circle, so nothing can be moved along the links: A -> B -> C -> A"
    )
    assert isinstance(refusal.value, EditError)
    assert refusal.value.exit_code == 2


def test_with_a_cycle_an_entry_can_still_be_moved_alone():
    assert moves_of(CYCLE, "A", "1m", push=False) == {"A": ("M2", "M2")}


@pytest.mark.parametrize(
    ("id", "lag", "reason"),
    [
        ("A9", "1m", "there is no activity, milestone, deliverable or work package A9"),
        ("OSL", "1m", "there is no activity, milestone, deliverable or work package OSL"),
        ("X", "1m", "X is cancelled: it does not move"),
        ("WP2", "1m", "WP2 has no dates to move"),
        ("A", "1200m", "the dates would be outside the years 1990 to 2199"),
        ("B", "-36500d", "the dates would be outside the years 1990 to 2199"),
    ],
)
def test_what_cannot_slip_is_refused_with_the_reason(id, lag, reason):
    text = (
        '[work_packages.WP2]\ntitle = "Modules"\n'
        + activity("A", "2127-01-01", "2127-01-02")
        + activity("B", "M1", "M2")
        + activity("X", "M1", "M2", more='status = "cancelled"')
    )
    with pytest.raises(CannotMove) as refusal:
        slip(plan_of(text), id, read_lag(lag))
    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    ("id", "lag", "reason"),
    [
        ("A", "-2m", "A would end before it starts"),
        ("P", "-2m", "P would end before it starts"),
        ("MS1", "1m", "MS1 is due on a day and has no length"),
        ("WP2", "1m", "WP2 has no end of its own: it ends with what is in it"),
    ],
)
def test_what_cannot_be_stretched_is_refused_with_the_reason(id, lag, reason):
    text = (
        '[work_packages.WP2]\ntitle = "Modules"\n'
        + activity("A", "M1", "M2")
        + milestone("MS1", "M3")
        + '[activities.P]\ntitle = "P"\nlead = "OSL"\nperiods = [{ start = "M1", end = "M1" }]\n'
    )
    with pytest.raises(CannotMove) as refusal:
        stretch(plan_of(text), id, read_lag(lag))
    assert str(refusal.value) == reason


def test_a_link_broken_before_is_mended_only_when_what_it_waits_for_moves_on():
    text = activity("A", "M1", "M4") + activity("B", "M3", "M4", "A") + activity("C", "M5", "M5", "B")
    assert moves_of(text, "A", "-1m") == {"A": ("2026-10-01", "M3")}
    assert moves_of(text, "A", "1m") == {"A": ("M2", "M5"), "B": ("M6", "M7"), "C": ("M8", "M8")}
    assert moves_of(text, ("A", "B"), "-1m")["B"] == ("M2", "M3")
    assert moves_of(text, ("A", "B"), "1m")["B"] == ("M4", "M5")


def kept_plan(plan: Plan) -> Plan:
    """The plan with every entry as late as drawn, or later where a link asks: all links hold."""
    dates: naive.Dates = {}
    for id, entry in naive.entries_in_link_order(plan):
        start, end = naive.planned(plan)[id]
        while not all(naive.keeps(found, dates[found.id], (start, end)) for found in entry.after):
            start, end = start + naive.DAY, end + naive.DAY
        dates[id] = (start, end)
    return with_dates(plan, dates)


def with_dates(plan: Plan, dates: naive.Dates) -> Plan:
    return plan._replace(
        activities={
            id: entry._replace(
                start=dates[id][0], end=dates[id][1], start_written=dates[id][0], end_written=dates[id][1]
            )
            for id, entry in plan.activities.items()
        },
        milestones={
            id: entry._replace(due=dates[id][1], due_written=dates[id][1]) for id, entry in plan.milestones.items()
        },
    )


LATER = LAGS.filter(lambda lag: lag.number > 0)


@given(plans(), LATER, st.data())
def test_a_slip_breaks_no_link_and_moves_nothing_farther_than_it_has_to(plan, lag, data):
    plan = kept_plan(plan)
    assume(all(dates[1] < date(2190, 1, 1) for dates in naive.planned(plan).values()))
    id = data.draw(st.sampled_from(sorted(naive.entries_of(plan))))
    result = slip(plan, id, lag)
    dates = naive.planned(result.plan)
    assert naive.all_kept(result.plan, dates)
    assert not [found for found in result.breaks if found.kind in ("link", "done")]
    for move in result.moves[1:]:
        day_less = {**dates, move.id: tuple(moment - timedelta(1) for moment in dates[move.id])}
        assert not naive.all_kept(result.plan, day_less)


@given(plans(), LAGS, st.data())
def test_a_slip_tells_exactly_what_differs_between_the_plans(plan, lag, data):
    id = data.draw(st.sampled_from(sorted(naive.entries_of(plan))))
    result = slip(plan, id, lag)
    before, after = naive.planned(plan), naive.planned(result.plan)
    assert {move.id for move in result.moves} == {id for id in before if before[id] != after[id]}
    assert not slip(result.plan, id, read_lag("0d")).moves
    assert not consequences(result.plan, {}).moves


@given(plans(DAY_LAGS), DAY_LAGS.filter(lambda lag: lag.number > 0), st.data())
def test_two_slips_in_days_lead_as_far_as_one_of_both(plan, lag, data):
    plan = kept_plan(plan)
    id = data.draw(st.sampled_from(sorted(naive.entries_of(plan))))
    once = slip(plan, id, lag._replace(number=2 * lag.number)).plan
    twice = slip(slip(plan, id, lag).plan, id, lag).plan
    assert naive.planned(once) == naive.planned(twice)


EVEN = [("FS", "0d"), ("FS", "1m"), ("FS", "-1m"), ("SS", "1m"), ("FF", "0d"), ("SF", "0d"), ("SF", "2m")]
"""Links that lead from month starts and month ends to month starts and month ends."""

UNEVEN = [*EVEN, ("FS", "2w"), ("FF", "1m"), ("SS", "-10d")]


@st.composite
def texts(draw, links=UNEVEN, dates=True):
    """A plan in project months, and dates, as a file holds it."""
    parts = ['[work_packages.WP1]\ntitle = "One"\nstart = "M1"\nend = "M9"\n[work_packages.WP2]\ntitle = "Two"\n']
    for place in range(draw(st.integers(1, 6))):
        names = draw(st.lists(st.sampled_from(range(place)), max_size=2)) if place else []
        after = [link(f"E{name}", *draw(st.sampled_from(links))) for name in names]
        first = draw(st.integers(1, 20))
        last = first + draw(st.integers(0, 4))
        more = draw(st.sampled_from(['wp = "WP1"', 'wp = "WP2"', "", 'status = "done"']))
        shape = draw(st.integers(0, 3))
        if shape == 0:
            parts.append(milestone(f"E{place}", f"M{last}", *after, more=more))
        elif shape == 1 and dates:
            parts.append(activity(f"E{place}", "2027-01-15", f"M{last + 4}", *after, more=more))
        else:
            parts.append(activity(f"E{place}", f"M{first}", f"M{last}", *after, more=more))
    return "".join(parts)


@given(texts(), LAGS, st.sampled_from(["E0", "WP1"]), st.booleans())
def test_a_plan_read_with_the_values_written_is_the_plan_that_was_told(text, lag, id, push):
    data = data_of(text)
    result = slip(read_plan(data).plan, id, lag, push=push)
    for path, value in result.values:
        reduce(lambda table, key: table[key], path[:-1], data)[path[-1]] = value
    assert read_plan(data).plan == result.plan


@given(texts(EVEN, dates=False), st.integers(1, 5))
def test_a_plan_in_months_stays_in_months_and_keeps_its_lengths(text, months):
    plan = plan_of(text)
    result = slip(plan, "E0", read_lag(f"{months}m"))
    for id, entry in result.plan.activities.items():
        before = plan.activities[id]
        assert isinstance(entry.start_written, Month)
        assert isinstance(entry.end_written, Month)
        lengths = {found.end_written.number - found.start_written.number for found in (before, entry)}
        assert len(lengths) == 1


def test_the_network_of_the_plan_told_has_no_new_violation():
    result = slip(plan_of(PACKAGE), "A", read_lag("2w"))
    assert Network(result.plan).violations == ()


def test_effort_that_names_its_months_goes_along_where_all_of_the_activity_moves():
    text = activity("A", "M3", "M4", more="effort.OSL = { M3 = 4, M4 = 2.5 }\neffort.IES = 3")
    moved = slip(plan_of(text), "A", Lag(2, "m"))
    assert dict(moved.values)["activities", "A", "effort", "OSL"] == {"M5": 4, "M6": Decimal("2.5")}
    assert moved.plan.activities["A"].effort_by_month == {"OSL": {5: 4, 6: Decimal("2.5")}}
    assert ("activities", "A", "effort", "IES") not in dict(moved.values)


def test_effort_by_month_stays_where_an_activity_only_takes_longer_or_moves_within_its_months():
    text = activity("A", "M3", "M4", more="effort.OSL = { M3 = 4 }")
    assert [path[2] for path, _value in stretch(plan_of(text), "A", Lag(1, "m")).values] == ["end"]
    dated = activity("A", "2027-01-04", "2027-01-15", more="effort.OSL = { M3 = 4 }")
    assert [path[2] for path, _value in slip(plan_of(dated), "A", Lag(3, "d")).values] == ["start", "end"]


def test_effort_by_month_goes_along_with_what_has_to_follow():
    text = activity("A", "M1", "M2") + activity("B", "M3", "M3", "A", more="effort.OSL = { M3 = 4 }")
    assert dict(slip(plan_of(text), "A", Lag(1, "m")).values)["activities", "B", "effort", "OSL"] == {"M4": 4}
