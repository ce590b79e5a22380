"""The lines above a timeline: years, months or quarters, and the project's own months."""

from __future__ import annotations

from collections.abc import Iterator

from ka2plan.charts.scale import MONTH, QUARTER, Scale, Window, month_of
from ka2plan.words.figures import month_name
from ka2plan.words.messages import _

MONTHS_A_NUMBER = {1: 6, 2: 3, 3: 2}
"""Of how many months one is numbered, by the cells a month; in wider ones all are."""

Label = tuple[int, str]
"""The cell where a label begins, and what it says."""


def ruler_lines(scale: Scale, window: Window, *, numbered: bool) -> list[str]:
    """Two or three lines as wide as the scale at most; ``numbered`` adds the project months."""
    lines = [_line(_years(scale), scale.cells)]
    if scale.unit in (MONTH, QUARTER):
        lines.append(_line(_months(scale) if scale.unit == MONTH else _quarters(scale), scale.cells))
    if numbered and scale.unit == MONTH:
        lines.append(_line(_numbers(scale, window), scale.cells))
    return lines


def _line(labels: Iterator[Label], cells: int) -> str:
    """Labels at their places; one for which there is no room is left out."""
    line = ""
    for cell, label in labels:
        if len(line) <= cell and cell + len(label) <= cells:
            line = line.ljust(cell) + label
    return line


def _years(scale: Scale) -> Iterator[Label]:
    starts = [
        index for index, day in enumerate(scale.columns) if index == 0 or day.year != scale.columns[index - 1].year
    ]
    for index, following in zip(starts, [*starts[1:], len(scale.columns)], strict=True):
        room = (following - index) * scale.wide - (following < len(scale.columns))
        year = str(scale.columns[index].year)
        label = year if len(year) <= room else f"'{year[-2:]}"
        if len(label) <= room:
            yield index * scale.wide, label


def _months(scale: Scale) -> Iterator[Label]:
    for index, day in enumerate(scale.columns):
        name = month_name(day.month)
        yield index * scale.wide, name if len(name) < scale.wide else name[:1].upper()


def _quarters(scale: Scale) -> Iterator[Label]:
    for index, day in enumerate(scale.columns):
        number = (day.month - 1) // 3 + 1
        yield index * scale.wide, _("Q{number}").format(number=number) if scale.wide > 2 else str(number)


def _numbers(scale: Scale, window: Window) -> Iterator[Label]:
    step = MONTHS_A_NUMBER.get(scale.wide, 1)
    for index, day in enumerate(scale.columns):
        number = month_of(window.anchor, day)
        if (number - 1) % step == 0:
            yield index * scale.wide, f"M{number}"
