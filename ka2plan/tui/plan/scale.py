"""The time axis: how much room a month or a quarter has, and the scale of the timeline that follows from it."""

from __future__ import annotations

from ka2plan.charts.ruler import ruler_lines
from ka2plan.charts.scale import MONTH, QUARTER, Scale, Window, number_of_columns, scale_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Calendar


class Zoom(NamedTuple):
    """How wide time is drawn: columns of the Gantt for every so many months."""

    unit: int
    """``MONTH`` for project months, ``QUARTER`` for those of the calendar."""
    wide: int


ZOOMS = (*(Zoom(QUARTER, wide) for wide in (1, 2)), *(Zoom(MONTH, wide) for wide in (1, 2, 3, 4, 6, 8, 12, 16)))
"""From the narrowest on. Quarters of three columns would be as wide as months of one."""

USUAL = Zoom(MONTH, 2)


def zoom_to_fit(calendar: Calendar, width: int) -> Zoom:
    """The widest at which the project fits into the width; the narrowest where none does."""
    fitting = (zoom for zoom in ZOOMS if columns_of(calendar, zoom) <= width)
    return max(fitting, key=ZOOMS.index, default=ZOOMS[0])


def columns_of(calendar: Calendar, zoom: Zoom) -> int:
    """How many columns the project takes."""
    return number_of_columns(_window(calendar), zoom.unit) * zoom.wide


def scale_for(calendar: Calendar, zoom: Zoom) -> Scale:
    """The columns from the project's first month, or quarter, to its last."""
    return scale_of(_window(calendar), zoom.unit, zoom.wide)


def ruler(calendar: Calendar, scale: Scale) -> tuple[str, str]:
    """Years with project months as ``M7`` where there is room, and months or quarters below them."""
    years, below = ruler_lines(scale, _window(calendar), numbered=False)
    return _numbered(years, calendar, scale) if scale.unit == MONTH else years, below


def _numbered(line: str, calendar: Calendar, scale: Scale) -> str:
    step = 6 if scale.wide < 3 else 3 if scale.wide < 8 else 1
    line = line.ljust(scale.cells)
    for usual in range(1, calendar.months + 1, step):
        labels = ((month, f"M{month}") for month in range(usual, usual + (step + 1) // 2))
        fitting = (_with_label(line, (month - 1) * scale.wide, label) for month, label in labels)
        line = next(filter(None, fitting), line)
    return line


def _with_label(line: str, start: int, label: str) -> str:
    """The line with a label between blanks; empty where something stands there, or it would go beyond the end."""
    end = start + len(label)
    if end > len(line) or line[max(0, start - 1) : end + 1].strip():
        return ""
    return line[:start] + label + line[end:]


def window(line: str, first: int, last: int) -> str:
    """A part of the ruler, without words that are cut at its ends: the half of a number is another number."""
    seen = line[first:last]
    if first and line[first - 1 : first].strip():
        seen = seen.lstrip("M'0123456789").rjust(len(seen))
    if line[last : last + 1].strip():
        seen = seen.rstrip("M'0123456789").ljust(len(seen))
    return seen


def _window(calendar: Calendar) -> Window:
    return Window(calendar.start, calendar.end, calendar.start)
