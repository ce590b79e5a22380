"""The time axis: which days a column of the Gantt stands for."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property

from ka2plan.messages import _
from ka2plan.plan import Calendar

ZOOMS = (1, 2, 3, 4, 6, 8, 12, 16)
"""Columns a month can have."""


def zoom_to_fit(months: int, width: int) -> int:
    """The most columns a month can have so that the project fits into the width; at least one."""
    return max((zoom for zoom in ZOOMS if zoom * months <= width), default=1)


def window(line: str, first: int, last: int) -> str:
    """A part of the ruler, without words that are cut at its ends: the half of a number is another number."""
    seen = line[first:last]
    if first and line[first - 1 : first].strip():
        seen = seen.lstrip("M'0123456789").rjust(len(seen))
    if line[last : last + 1].strip():
        seen = seen.rstrip("M'0123456789").ljust(len(seen))
    return seen


def month_names() -> list[str]:
    """Short names of the twelve months."""
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


class Scale:
    """Columns of equal width per project month, from the project's first day to its last."""

    def __init__(self, calendar: Calendar, zoom: int) -> None:
        self.calendar = calendar
        self.zoom = zoom

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.calendar.months * self.zoom

    @cached_property
    def _first_days(self) -> list[int]:
        """The first day of every column as an ordinal, and the day after the last column."""
        days: list[int] = []
        for first, last in self.calendar.spans():
            start, length = first.toordinal(), (last - first).days + 1
            days.extend(start + part * length // self.zoom for part in range(self.zoom))
        return [*days, self.calendar.end.toordinal() + 1]

    def column_of(self, day: date) -> int:
        """The column a day lies in; -1 before the project, ``width`` after it."""
        return bisect_right(self._first_days, day.toordinal()) - 1

    def years(self) -> str:
        """The upper line of the ruler: a year where it begins, project months as ``M7`` where there is room."""
        line = self._years()
        for usual in range(1, self.calendar.months + 1, self._step):
            labels = ((month, f"M{month}") for month in range(usual, usual + (self._step + 1) // 2))
            fitting = (self._with_label(line, (month - 1) * self.zoom, label) for month, label in labels)
            line = next(filter(None, fitting), line)
        return line

    def _with_label(self, line: str, start: int, label: str) -> str:
        """The line with a label between blanks; empty where something stands there."""
        end = start + len(label)
        if end > self.width or line[max(0, start - 1) : end + 1].strip():
            return ""
        return line[:start] + label + line[end:]

    @property
    def _step(self) -> int:
        """Project months from one that is named to the next."""
        return 6 if self.zoom < 3 else 3 if self.zoom < 8 else 1

    def _years(self) -> str:
        starts = [self.calendar.start_of(month) for month in range(1, self.calendar.months + 1)]
        new_years = [number for number, day in enumerate(starts) if not number or day.year != starts[number - 1].year]
        line = ""
        for number, following in zip(new_years, [*new_years[1:], len(starts)], strict=True):
            room = (following - number) * self.zoom
            year = str(starts[number].year)
            label = year if len(year) < room else f"'{year[2:]}"
            line += (label if len(label) < room or following == len(starts) else "").ljust(room)
        return line[: self.width]

    def months(self) -> str:
        """The lower line of the ruler: the months by letter or name, as room allows."""
        names = month_names()
        letters = 1 if self.zoom < 4 else 3
        starts = [self.calendar.start_of(month) for month in range(1, self.calendar.months + 1)]
        return "".join(names[first.month - 1][:letters].ljust(self.zoom) for first in starts)
