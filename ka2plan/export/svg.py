"""``export svg``: the Gantt chart as a drawing that stands alone, drawn without any library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain

from ka2plan.charts.bars import status_sign
from ka2plan.charts.chart import HEADING, Row, forecast_words
from ka2plan.charts.legend import legend_of
from ka2plan.charts.signs import UNICODE
from ka2plan.export.material import Material
from ka2plan.export.page_chart import COLOURS, Bar, Column, PageChart, page_chart, pages_of
from ka2plan.export.page_rows import data_of_row, name_of_row
from ka2plan.export.svg_shapes import DASHED, INK, SAMPLE, behind, done_part, forecast, rectangle, sample, shape, text
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import DONE
from ka2plan.words.figures import day
from ka2plan.words.messages import ENGLISH, _, language_tag
from ka2plan.words.visible import cells, cut, in_file

WIDTH = 1160
ROW = 22
HEAD, UNTITLED_HEAD = 74, 42
FOOT = 40
"""Below the rows, with one line of the legend."""

LEGEND_LINE = 18
"""From one line of the legend to the next."""

BEHIND = 18
"""Below the top of a row: where what was granted or planned is drawn."""

EDGE = 20
SIGNS = 5
"""Where the signs of the status stand."""
TITLES = 84
"""Where titles begin, behind the ids."""
LEADS = 66
"""Room for the leads, behind the titles."""
LEAST_TITLE, MOST_TITLE = 180, 330
"""Room for titles."""
LETTER = 6.4
"""Of a title, in pixels: what the usual fonts take on average."""

LegendLine = tuple[tuple[str, str, float], ...]
"""Looks with what they mean and where each begins."""

FONT = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', Helvetica, Arial, sans-serif"

SOFT, GRID = COLOURS["soft"], COLOURS["grid"]


def write(material: Material) -> str:
    """The drawing as a file of its own."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + drawing(material) + "\n"


def drawing(material: Material) -> str:
    """The ``svg`` element; a sentence in its place where nothing in the plan has a date."""
    chart = page_chart(material.chart)
    return (
        _drawn(material, _frame_of(chart, chart.bars, HEAD, _labels_of(chart)))
        if chart
        else _nothing(material, titled=True)
    )


def pages(material: Material) -> list[str]:
    """The drawing without its title, as one ``svg`` element for every page of paper that it takes.

    Each row is an element of its own that says which entry it is, and a link to where it stands in a table.
    """
    chart = page_chart(material.chart)
    if chart is None:
        return [_nothing(material, titled=False)]
    labels = _labels_of(chart)
    frames = (_frame_of(chart, bars, UNTITLED_HEAD, labels) for bars in pages_of(chart.bars))
    return [_drawn(material, frame._replace(is_live=True)) for frame in frames]


def _nothing(material: Material, *, titled: bool) -> str:
    told = text(EDGE, 56 if titled else 30, _("Nothing in the plan has a date yet."), INK)
    return _frame(80 if titled else 50, material, [told], titled=titled)


def _drawn(material: Material, frame: Frame) -> str:
    parts, today, legend = [*_ruler(frame), *_rows(frame)], [*_today(frame, material)], [*_legend(frame)]
    parts += [*today[:1], '<g class="foot">', *today[1:], *legend, "</g>"] if frame.is_live else [*today, *legend]
    return _frame(frame.height, material, parts, titled=frame.head == HEAD, is_live=frame.is_live)


class Frame(NamedTuple):
    """A chart with the places of its parts, in pixels."""

    chart: PageChart
    bars: tuple[Bar, ...]
    """The rows of the chart that are drawn."""
    head: int
    labels: int
    """Where the ruler begins."""
    legend: tuple[LegendLine, ...]
    is_live: bool = False
    """Whether its rows are told apart."""

    def x(self, days: int) -> float:
        """Where a day begins."""
        return self.labels + (WIDTH - self.labels - EDGE) * days / self.chart.days

    @property
    def bottom(self) -> int:
        """Where the rows end and the foot begins."""
        return self.head + ROW * len(self.bars)

    @property
    def height(self) -> int:
        """All of it, with the foot."""
        return self.bottom + FOOT + LEGEND_LINE * max(0, len(self.legend) - 1)

    @property
    def letters(self) -> int:
        """Cells of a title that fit."""
        return int((self.labels - TITLES - LEADS) / LETTER)


def _labels_of(chart: PageChart) -> int:
    """The room that ids, titles and leads take."""
    longest = max((cells(in_file(bar.row.title)) for bar in chart.bars), default=0)
    room = min(MOST_TITLE, max(LEAST_TITLE, int(longest * LETTER) + 8))
    return TITLES + room + LEADS


def _frame_of(chart: PageChart, bars: tuple[Bar, ...], head: int, labels: int) -> Frame:
    return Frame(chart, bars, head, labels, tuple(_legend_lines(bars)))


def _legend_lines(bars: tuple[Bar, ...]) -> Iterator[LegendLine]:
    """Every look that the chart has, in as many lines as they need."""
    line: list[tuple[str, str, float]] = []
    x = float(EDGE)
    for look, name in legend_of(bar.row for bar in bars):
        width = SAMPLE + 6 + LETTER * cells(name)
        if line and x + width > WIDTH - EDGE:
            yield tuple(line)
            line, x = [], float(EDGE)
        line.append((look, name, x))
        x += width + 12
    yield tuple(line)


def _frame(height: int, material: Material, parts: list[str], *, titled: bool, is_live: bool = False) -> str:
    name = escape(in_file(material.title or _("Plan without a title")))
    spoken = "" if language_tag() == ENGLISH else f'xml:lang="{language_tag()}" '
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'{spoken}role="{"group" if is_live else "img"}" aria-label="{name}" font-family="{FONT}" font-size="12">'
    )
    title = [text(EDGE, 28, cut(in_file(material.title), 110), INK, size=16, weight=600)] if titled else []
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{name}</title>", ground, *title, *parts, "</svg>"])


def _ruler(frame: Frame) -> Iterator[str]:
    columns, bottom = frame.chart.columns, frame.bottom
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
        yield text(x, frame.head - 26, column.year, INK, weight=600)
    yield text(x, frame.head - 12, column.label[:1] if is_narrow else column.label, SOFT, size=11)


def _rows(frame: Frame) -> Iterator[str]:
    for number, bar in enumerate(frame.bars):
        y = frame.head + ROW * number
        rule = [_rule(y)] if bar.row.is_heading and number else []
        drawn = chain(rule, _row(frame, bar, y))
        yield from _told_apart(bar.row, drawn) if frame.is_live else drawn


def _row(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    """The label of a row and its bar, or what is said in place of one."""
    yield from _label(frame, bar, y)
    if bar.said:
        yield text(frame.labels + 3, y + 15, in_file(bar.said), COLOURS["late"], size=11)
    yield from _mark(frame, bar, y) if bar.row.is_event else _bars(frame, bar, y)


def _told_apart(row: Row, drawn: Iterable[str]) -> Iterator[str]:
    """A row as an element of its own, which leads to where the same stands in a table."""
    if row.kind == HEADING:
        yield from (f'<g class="row"{data_of_row(row)}>', *drawn, "</g>")
    else:
        yield from (f'<g class="row"{data_of_row(row)}><a href="#{name_of_row(row.id)}">', *drawn, "</a></g>")


def _rule(y: int) -> str:
    """The line above a work package."""
    return f'<line x1="{EDGE}" y1="{y}" x2="{WIDTH - EDGE}" y2="{y}" stroke="{GRID}"/>'


def _label(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    row = bar.row
    weight, indent = (600, EDGE) if row.is_heading else (400, EDGE + 12)
    ink = SOFT if bar.style == "cancelled" else INK
    letters = frame.letters - 4 if row.is_heading else frame.letters
    sign, style = status_sign(row, UNICODE)
    if style:
        yield text(SIGNS, y + 15, sign, COLOURS[style], weight=600)
    if row.kind == HEADING:
        yield text(indent, y + 15, in_file(row.title), ink, weight=weight)
        return
    yield text(indent, y + 15, cut(in_file(row.id), 7), ink, weight=weight)
    yield text(TITLES, y + 15, cut(in_file(row.title), letters), ink, weight=weight)
    yield text(frame.labels - 10, y + 15, cut(in_file(row.lead or ""), 7), SOFT, anchor="end", size=11)


def _bars(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    """The stretches, with a line below what is critical; over them, lighter, what is done."""
    top, tall = (y + 7, 7) if bar.row.is_heading else (y + 5, 12)
    hint = f"<title>{escape(in_file(f'{bar.row.id} {bar.row.title}'))}</title>"
    look = DASHED if bar.style == "cancelled" else ""
    for begin, end in bar.behind:
        yield behind(frame.x(begin), y + BEHIND, max(2.0, frame.x(end) - frame.x(begin)))
    for begin, end in bar.forecast:
        yield forecast(frame.x(begin), top, max(2.0, frame.x(end) - frame.x(begin)), tall, _forecast_hint(bar))
    for begin, end in bar.stretches:
        x, width = frame.x(begin), max(2.0, frame.x(end) - frame.x(begin))
        yield rectangle(x, top, width, tall, COLOURS[bar.style], f' rx="2"{look}', hint)
        if bar.is_critical:
            yield rectangle(x, top + tall, width, 1.5, INK)
    for begin, end in bar.done:
        yield done_part(frame.x(begin), top, max(2.0, frame.x(end) - frame.x(begin)), tall)


def _mark(frame: Frame, bar: Bar, y: int) -> Iterator[str]:
    """A diamond or a triangle at the end of the day, hollow once it is there."""
    hint = f"<title>{escape(in_file(f'{bar.row.id} {bar.row.title}'))}</title>"
    is_there = bar.row.status == DONE
    for _begin, end in bar.behind:
        yield shape(bar.row.kind, frame.x(end), y + 11, COLOURS["grid"])
    for _begin, end in bar.forecast:
        yield shape(bar.row.kind, frame.x(end), y + 11, COLOURS["forecast"], _forecast_hint(bar))
    for _begin, end in bar.stretches:
        yield shape(bar.row.kind, frame.x(end), y + 11, "#ffffff" if is_there else COLOURS[bar.style], hint)


def _forecast_hint(bar: Bar) -> str:
    told = _("{id}: forecast {days}").format(id=bar.row.id, days=forecast_words(bar.row))
    return f"<title>{escape(in_file(told))}</title>"


def _today(frame: Frame, material: Material) -> Iterator[str]:
    """A line through the status date, with its name below."""
    if frame.chart.today is None:
        return
    x, bottom = frame.x(frame.chart.today), frame.bottom
    told = _("today, {day}").format(day=day(material.today))
    line = f'x1="{x:.1f}" y1="{frame.head - 8}" x2="{x:.1f}" y2="{bottom}"'
    yield f'<line {line} stroke="{COLOURS["today"]}" stroke-dasharray="2 3"><title>{escape(told)}</title></line>'
    beyond = x + LETTER * cells(told) > WIDTH - EDGE
    yield text(
        x - 3 if beyond else x + 3, bottom + 9, told, COLOURS["today"], anchor="end" if beyond else "start", size=9
    )


def _legend(frame: Frame) -> Iterator[str]:
    """A sample of every look that the chart has, with its name behind it."""
    for number, line in enumerate(frame.legend):
        y = frame.height - 16 - LEGEND_LINE * (len(frame.legend) - 1 - number)
        for look, name, x in line:
            yield from sample(look, x, y)
            yield text(x + SAMPLE + 6, y + 6, name, SOFT, size=11)
