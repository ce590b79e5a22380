"""The timetable of Part B: project months up to 24, calendar quarters beyond."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.export.bars import MOST_MONTHS
from ka2plan.export.material import Material
from ka2plan.export.sheets import Sheet
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.calendar import DAY, add_months
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

MARK = "x"


class Stretch(NamedTuple):
    """One column: what it is called, its first and last day."""

    label: str
    first: date
    last: date


def timetable(material: Material) -> Sheet | None:
    """Live work packages and activities against time; None where the plan has no start or duration."""
    columns = _columns(material)
    if not columns:
        return None
    heads = (_("Id"), _("Title"), *(column.label for column in columns))
    return Sheet(_("Timetable"), heads, tuple(_rows(material, columns)))


def _columns(material: Material) -> tuple[Stretch, ...]:
    calendar = material.plan.calendar
    if calendar is None:
        return ()
    if calendar.months <= MOST_MONTHS:
        months = range(1, calendar.months + 1)
        return tuple(Stretch(f"M{month}", calendar.start_of(month), calendar.end_of(month)) for month in months)
    return tuple(_quarters(calendar.start, calendar.end))


def _quarters(start: date, end: date) -> Iterator[Stretch]:
    first = start.replace(month=(start.month - 1) // 3 * 3 + 1, day=1)
    while first <= end:
        following = add_months(first, 3)
        label = _("Q{number} {year}").format(number=(first.month + 2) // 3, year=first.year)
        yield Stretch(label, first, following - DAY)
        first = following


def _rows(material: Material, columns: tuple[Stretch, ...]) -> Iterator[tuple[str, ...]]:
    plan = material.plan
    for package in plan.live_work_packages():
        span = material.span(package)
        yield _row(package.id, package.title, (span,) if span else (), columns)
        for activity in plan.activities_of(package.id):
            yield _row(activity.id, activity.title, activity.stretches, columns)
    for activity in plan.live_activities():
        if activity.wp not in plan.work_packages:
            yield _row(activity.id, activity.title, activity.stretches, columns)


def _row(
    id: str, title: str, stretches: tuple[tuple[date, date], ...], columns: tuple[Stretch, ...]
) -> tuple[str, ...]:
    marks = (
        MARK if any(first <= column.last and last >= column.first for first, last in stretches) else ""
        for column in columns
    )
    return (id, title, *marks)
