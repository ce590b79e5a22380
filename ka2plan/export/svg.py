"""``export svg``: the Gantt chart as a drawing that stands alone, drawn without any library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from ka2plan.export.bars import ACTIVITY, DELIVERABLE, MILESTONE, PACKAGE, Bar, Chart, Column, chart_of, pages_of
from ka2plan.export.material import Material
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.messages import _
from ka2plan.words.visible import cells, cut, in_file

WIDTH = 1160
ROW = 22
HEAD, UNTITLED_HEAD = 74, 42
FOOT = 34

EDGE = 20
TITLES = 84
"""Where titles begin, behind the ids."""
LEADS = 66
"""Room for the leads, behind the titles."""
LEAST_TITLE, MOST_TITLE = 180, 330
"""Room for titles."""
LETTER = 6.4
"""Of a title, in pixels: what the usual fonts take on average."""
SAMPLE = 22
"""Of a look, in the legend."""

FONT = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif"

INK, SOFT, GRID = "#1b2733", "#5d6b7a", "#dfe4ea"
FILLS = {PACKAGE: "#33475b", ACTIVITY: "#3f7fb5"}
CRITICAL, DONE, OFF = "#c2571a", "#4d8b57", "#b8c0c8"


def write(material: Material) -> str:
    """The drawing as a file of its own."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + drawing(material) + "\n"


def drawing(material: Material) -> str:
    """The ``svg`` element; a sentence in its place where the plan has no start or duration to draw."""
    chart = chart_of(material)
    return _drawn(material, _frame_of(chart, chart.rows, HEAD)) if chart else _nothing(material, titled=True)


def pages(material: Material) -> list[str]:
    """The drawing without its title, as one ``svg`` element for every page of paper that it takes."""
    chart = chart_of(material)
    if chart is None:
        return [_nothing(material, titled=False)]
    return [_drawn(material, _frame_of(chart, rows, UNTITLED_HEAD)) for rows in pages_of(chart.rows)]


def _nothing(material: Material, *, titled: bool) -> str:
    told = _text(EDGE, 56 if titled else 30, _("The plan has no start or duration yet."), INK)
    return _frame(80 if titled else 50, material, [told], titled=titled)


def _drawn(material: Material, frame: Frame) -> str:
    parts = [*_ruler(frame), *_rows(frame), *_legend(frame)]
    return _frame(frame.height, material, parts, titled=frame.head == HEAD)


class Frame(NamedTuple):
    """A chart with the places of its parts, in pixels."""

    chart: Chart
    rows: tuple[Bar, ...]
    """The rows of the chart that are drawn."""
    head: int
    labels: int
    """Where the ruler begins."""
    height: int

    def x(self, days: int) -> float:
        """Where a day begins."""
        return self.labels + (WIDTH - self.labels - EDGE) * days / self.chart.days

    @property
    def letters(self) -> int:
        """Cells of a title that fit."""
        return int((self.labels - TITLES - LEADS) / LETTER)


def _frame_of(chart: Chart, rows: tuple[Bar, ...], head: int) -> Frame:
    longest = max((cells(in_file(bar.title)) for bar in chart.rows), default=0)
    room = min(MOST_TITLE, max(LEAST_TITLE, int(longest * LETTER) + 8))
    return Frame(chart, rows, head, TITLES + room + LEADS, head + ROW * len(rows) + FOOT)


def _frame(height: int, material: Material, parts: list[str], *, titled: bool) -> str:
    name = escape(in_file(material.title))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{name}" font-family="{FONT}" font-size="12">'
    )
    title = [_text(EDGE, 28, cut(in_file(material.title), 110), INK, size=16, weight=600)] if titled else []
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{name}</title>", ground, *title, *parts, "</svg>"])


def _text(x: float, y: float, text: str, fill: str, *, size: int = 12, weight: int = 400, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _ruler(frame: Frame) -> Iterator[str]:
    columns, bottom = frame.chart.columns, frame.height - FOOT
    is_narrow = min(frame.x(column.end) - frame.x(column.begin) for column in columns) < 25
    for days in (*(column.begin for column in columns), frame.chart.days):
        x = frame.x(days)
        yield f'<line x1="{x:.1f}" y1="{frame.head - 8}" x2="{x:.1f}" y2="{bottom}" stroke="{GRID}"/>'
    for column in columns:
        yield from _column_labels(frame, column, is_narrow=is_narrow)


def _column_labels(frame: Frame, column: Column, *, is_narrow: bool) -> Iterator[str]:
    """The year and the month or quarter; of all months the first letter where one would not fit."""
    x = frame.x(column.begin) + 3
    if column.year:
        yield _text(x, frame.head - 26, column.year, INK, weight=600)
    yield _text(x, frame.head - 12, column.label[:1] if is_narrow else column.label, SOFT, size=11)


def _rows(frame: Frame) -> Iterator[str]:
    for number, bar in enumerate(frame.rows):
        y = frame.head + ROW * number
        if bar.kind == PACKAGE and number:
            yield f'<line x1="{EDGE}" y1="{y}" x2="{WIDTH - EDGE}" y2="{y}" stroke="{GRID}"/>'
        yield from _label(frame, bar, y)
        yield from _mark(frame, bar, y) if bar.kind in (MILESTONE, DELIVERABLE) else _bars(frame, bar, y)


def _label(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    weight, indent = (600, EDGE) if bar.kind == PACKAGE else (400, EDGE + 12)
    ink = SOFT if bar.cancelled else INK
    letters = frame.letters - 4 if bar.kind == PACKAGE else frame.letters
    yield _text(indent, y + 15, cut(in_file(bar.id), 7), ink, weight=weight)
    yield _text(TITLES, y + 15, cut(in_file(bar.title), letters), ink, weight=weight)
    yield _text(frame.labels - 10, y + 15, cut(in_file(bar.lead), 7), SOFT, anchor="end", size=11)


def _fill(bar: Bar) -> str:
    if bar.cancelled:
        return OFF
    if bar.done:
        return DONE
    return CRITICAL if bar.critical else FILLS.get(bar.kind, INK)


def _bars(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    top, tall = (y + 7, 7) if bar.kind == PACKAGE else (y + 5, 12)
    for begin, end in bar.stretches:
        x, width = frame.x(begin), max(2.0, frame.x(end) - frame.x(begin))
        hint = escape(in_file(f"{bar.id} {bar.title}"))
        dashes = f' stroke="{SOFT}" stroke-dasharray="3 2" fill-opacity="0.35"' if bar.cancelled else ""
        yield (
            f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{tall}" rx="2" fill="{_fill(bar)}"{dashes}>'
            f"<title>{hint}</title></rect>"
        )
        if 0 < bar.progress < 100 and not bar.cancelled:
            done = width * bar.progress / 100
            yield f'<rect x="{x:.1f}" y="{top + tall - 3}" width="{done:.1f}" height="3" fill="{INK}"/>'
        if bar.critical and not bar.cancelled:
            yield f'<rect x="{x:.1f}" y="{top + tall}" width="{width:.1f}" height="1.5" fill="{INK}"/>'


def _mark(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    for _begin, end in bar.stretches:
        hint = f"<title>{escape(in_file(f'{bar.id} {bar.title}'))}</title>"
        fill = "#ffffff" if bar.done else _fill(bar)
        yield (
            _square(frame.x(end), y + 11, fill, hint)
            if bar.kind == DELIVERABLE
            else _diamond(frame.x(end), y + 11, fill, hint)
        )


def _diamond(x: float, y: float, fill: str, hint: str = "") -> str:
    points = f"{x:.1f},{y - 6} {x + 6:.1f},{y} {x:.1f},{y + 6} {x - 6:.1f},{y}"
    return f'<polygon points="{points}" fill="{fill}" stroke="{INK}">{hint}</polygon>'


def _square(x: float, y: float, fill: str, hint: str = "") -> str:
    left, right, top, bottom = f"{x - 5:.1f}", f"{x + 5:.1f}", y - 5, y + 5
    points = f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"
    return f'<polygon points="{points}" fill="{fill}" stroke="{INK}">{hint}</polygon>'


def _legend(frame: Frame) -> Iterator[str]:
    """A sample of every look that the chart has, with its name behind it."""
    x, y = float(EDGE), frame.height - 18
    for is_shown, sample, name in _looks(frame.rows):
        if is_shown:
            yield from sample(x, y)
            yield _text(x + SAMPLE + 6, y + 6, name, SOFT, size=11)
            x += SAMPLE + LETTER * cells(name) + 18


def _looks(rows: tuple[Bar, ...]) -> tuple[tuple[bool, Callable[[float, int], list[str]], str], ...]:
    """Whether a look occurs, how to draw a sample of it at a place, and what it means."""
    live = [bar for bar in rows if not bar.cancelled]
    kinds = {bar.kind for bar in rows}
    middle = SAMPLE / 2
    return (
        (
            any(bar.critical for bar in live),
            lambda x, y: [_sample(x, y, CRITICAL), _stripe(x, y + 8, 2)],
            _("critical path"),
        ),
        (MILESTONE in kinds, lambda x, y: [_diamond(x + middle, y + 2, INK)], _("milestone")),
        (DELIVERABLE in kinds, lambda x, y: [_square(x + middle, y + 2, INK)], _("deliverable")),
        (any(bar.done for bar in rows), lambda x, y: [_sample(x, y, DONE)], _("done")),
        (
            any(bar.done and bar.kind in (MILESTONE, DELIVERABLE) for bar in rows),
            lambda x, y: [_diamond(x + middle, y + 2, "#ffffff")],
            _("reached"),
        ),
        (
            any(0 < bar.progress < 100 for bar in live),
            lambda x, y: [_sample(x, y, FILLS[ACTIVITY]), _stripe(x, y + 5, 3, SAMPLE * 0.6)],
            _("progress"),
        ),
        (
            any(bar.cancelled for bar in rows),
            lambda x, y: [_sample(x, y, OFF, f' stroke="{SOFT}" stroke-dasharray="3 2" fill-opacity="0.35"')],
            _("cancelled"),
        ),
    )


def _sample(x: float, y: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x:.1f}" y="{y - 2}" width="{SAMPLE}" height="10" rx="2" fill="{fill}"{more}/>'


def _stripe(x: float, y: float, tall: int, width: float = 0) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width or SAMPLE:.1f}" height="{tall}" fill="{INK}"/>'
