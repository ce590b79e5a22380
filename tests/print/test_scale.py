"""The ruler: every day has its cell, months begin where cells begin."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ka2plan.charts.ruler import ruler_lines
from ka2plan.charts.scale import MONTH, QUARTER, Window, scale_of
from ka2plan.plan import Calendar

starts = st.dates(date(2020, 1, 1), date(2040, 12, 31))
lengths = st.integers(1, 60)


def window(start: date, months: int) -> Window:
    """All of a project."""
    return Window(start, Calendar(start, months).end, start)


@given(starts, lengths, st.sampled_from((1, 3, 12)), st.integers(1, 12))
def test_every_day_of_the_project_has_a_cell_and_later_days_no_earlier_one(
    start: date, months: int, unit: int, wide: int
) -> None:
    scale = scale_of(window(start, months), unit, wide)
    end = Calendar(start, months).end
    days = [start + timedelta(number) for number in range((end - start).days + 1)]
    cells = [scale.cell_of(day) for day in days]
    assert cells[0] >= 0
    assert cells[-1] < scale.cells
    assert cells == sorted(cells)


@given(starts, lengths, st.integers(1, 8))
def test_project_months_begin_and_end_with_their_columns(start: date, months: int, wide: int) -> None:
    calendar = Calendar(start, months)
    scale = scale_of(window(start, months), MONTH, wide)
    for month in range(1, months + 1):
        assert scale.cell_of(calendar.start_of(month)) == (month - 1) * wide
        assert scale.cell_of(calendar.end_of(month)) == month * wide - 1


@given(st.integers(2020, 2040), st.integers(1, 12), lengths, st.integers(1, 4))
def test_calendar_months_begin_with_a_cell_where_a_quarter_has_three_or_a_multiple(
    year: int, month: int, months: int, times: int
) -> None:
    start = date(year, month, 1)
    calendar = Calendar(start, months)
    scale = scale_of(window(start, months), QUARTER, 3 * times)
    first = (month - 1) % 3 * times
    assert [scale.cell_of(calendar.start_of(m)) for m in range(1, months + 1)] == [
        first + (m - 1) * times for m in range(1, months + 1)
    ]


def test_a_year_without_room_is_shortened_or_left_out() -> None:
    def years(start: date) -> str:
        whole = window(start, 14)
        return ruler_lines(scale_of(whole, MONTH, 2), whole, numbered=False)[0]

    assert years(date(2026, 10, 1)) == "2026  2027"
    assert years(date(2026, 11, 1)) == "'26 2027"
    assert years(date(2026, 12, 1)) == "  2027"
