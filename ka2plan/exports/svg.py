"""``export svg``: the Gantt chart as a drawing that stands alone, drawn without any library."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ka2plan.exports.bars import ACTIVITY, DELIVERABLE, MILESTONE, PACKAGE, Bar, Chart, Column, chart_of
from ka2plan.exports.material import Material
from ka2plan.messages import _
from ka2plan.text import cells, cut, visible

WIDTH = 1120
LABELS = 330
ROW = 22
HEAD = 74
FOOT = 34
TITLE_CELLS = 42
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
    if chart is None:
        return _frame(60, material, [_text(20, 36, _("The plan has no start or duration yet."), INK)])
    height = HEAD + ROW * len(chart.rows) + FOOT
    return _frame(height, material, [*_ruler(chart, height), *_rows(chart), *_legend(chart, height)])


def _frame(height: int, material: Material, parts: list[str]) -> str:
    name = escape(visible(material.title))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{name}" font-family="{FONT}" font-size="12">'
    )
    title = _text(20, 28, cut(visible(material.title), 110), INK, size=16, weight=600)
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{name}</title>", ground, title, *parts, "</svg>"])


def _text(x: float, y: float, text: str, fill: str, *, size: int = 12, weight: int = 400, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def _x(chart: Chart, days: int) -> float:
    return LABELS + (WIDTH - LABELS - 20) * days / chart.days


def _ruler(chart: Chart, height: int) -> Iterator[str]:
    bottom = height - FOOT
    for column in chart.columns:
        x = _x(chart, column.begin)
        yield f'<line x1="{x:.1f}" y1="{HEAD - 8}" x2="{x:.1f}" y2="{bottom}" stroke="{GRID}"/>'
        yield from _column_labels(chart, column, x)
    end = _x(chart, chart.days)
    yield f'<line x1="{end:.1f}" y1="{HEAD - 8}" x2="{end:.1f}" y2="{bottom}" stroke="{GRID}"/>'


def _column_labels(chart: Chart, column: Column, x: float) -> Iterator[str]:
    if column.year:
        yield _text(x + 3, HEAD - 26, column.year, INK, weight=600)
    room = _x(chart, column.end) - x
    label = column.label if room >= 26 else column.label[:1]
    yield _text(x + 3, HEAD - 12, label, SOFT, size=11)


def _rows(chart: Chart) -> Iterator[str]:
    for number, bar in enumerate(chart.rows):
        y = HEAD + ROW * number
        if bar.kind == PACKAGE and number:
            yield f'<line x1="20" y1="{y}" x2="{WIDTH - 20}" y2="{y}" stroke="{GRID}"/>'
        yield from _label(bar, y)
        if bar.kind in (MILESTONE, DELIVERABLE):
            yield from _mark(chart, bar, y)
        else:
            yield from _bars(chart, bar, y)


def _label(bar: Bar, y: int) -> Iterator[str]:
    weight, indent = (600, 20) if bar.kind == PACKAGE else (400, 32)
    ink = SOFT if bar.cancelled else INK
    id, lead = cut(visible(bar.id), 9), cut(visible(bar.lead), 9)
    room = TITLE_CELLS - max(0, cells(id) - 5) - cells(lead)
    yield _text(indent, y + 15, id, ink, weight=weight)
    yield _text(
        indent + 14 + 7 * max(3, cells(id)),
        y + 15,
        cut(visible(bar.title), max(8, room - 8)),
        ink,
        weight=weight,
    )
    yield _text(LABELS - 10, y + 15, lead, SOFT, anchor="end", size=11)


def _fill(bar: Bar) -> str:
    if bar.cancelled:
        return OFF
    if bar.done:
        return DONE
    return CRITICAL if bar.critical else FILLS.get(bar.kind, INK)


def _bars(chart: Chart, bar: Bar, y: int) -> Iterator[str]:
    top, tall = (y + 7, 7) if bar.kind == PACKAGE else (y + 5, 12)
    for begin, end in bar.stretches:
        x, width = _x(chart, begin), max(2.0, _x(chart, end) - _x(chart, begin))
        hint = escape(visible(f"{bar.id} {bar.title}"))
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


def _mark(chart: Chart, bar: Bar, y: int) -> Iterator[str]:
    for _begin, end in bar.stretches:
        x, middle = _x(chart, end), y + 11
        fill = "#ffffff" if bar.done else _fill(bar)
        points = f"{x:.1f},{middle - 6} {x + 6:.1f},{middle} {x:.1f},{middle + 6} {x - 6:.1f},{middle}"
        if bar.kind == DELIVERABLE:
            points = (
                f"{x - 5:.1f},{middle - 5} {x + 5:.1f},{middle - 5} {x + 5:.1f},{middle + 5} {x - 5:.1f},{middle + 5}"
            )
        hint = escape(visible(f"{bar.id} {bar.title}"))
        yield f'<polygon points="{points}" fill="{fill}" stroke="{INK}"><title>{hint}</title></polygon>'


def _legend(chart: Chart, height: int) -> Iterator[str]:
    shown = [
        (any(bar.critical for bar in chart.rows), _("underlined: critical path"), CRITICAL),
        (any(bar.kind == MILESTONE for bar in chart.rows), _("diamond: milestone"), INK),
        (any(bar.kind == DELIVERABLE for bar in chart.rows), _("square: deliverable"), INK),
        (any(bar.done for bar in chart.rows), _("green or hollow: done"), DONE),
        (any(bar.cancelled for bar in chart.rows), _("dashed: cancelled"), SOFT),
    ]
    x = 20.0
    for wanted, text, ink in shown:
        if wanted:
            yield _text(x, height - 12, text, ink, size=11)
            x += 7 * len(text) + 20
