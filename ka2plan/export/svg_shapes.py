"""The shapes that an SVG is drawn with: texts, bars, marks, and samples of them for a legend."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ka2plan.charts.legend import DELIVERED, REACHED
from ka2plan.charts.signs import UNICODE
from ka2plan.export.page_chart import COLOURS
from ka2plan.figures.status import DELIVERABLE, MILESTONE

INK = COLOURS["ink"]

DASHED = f' stroke="{COLOURS["soft"]}" stroke-dasharray="3 2" fill-opacity="0.35"'
"""How what is cancelled is drawn."""

SAMPLE = 22
"""Of a look in the legend, in pixels."""


def text(x: float, y: float, words: str, fill: str, *, size: int = 12, weight: int = 400, anchor: str = "start") -> str:
    """A text on one line, its beginning, middle or end at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def rectangle(x: float, y: float, width: float, tall: float, fill: str, more: str = "", inside: str = "") -> str:
    """A rectangle with ``more`` attributes and what stands ``inside`` it."""
    ending = f">{inside}</rect>" if inside else "/>"
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{tall}" fill="{fill}"{more}{ending}'


def done_part(x: float, y: float, width: float, tall: float) -> str:
    """What is done of a bar: light, within its stroke."""
    stroke = f' stroke="{COLOURS["done"]}"'
    return rectangle(x + 0.5, y + 0.5, max(width - 1, 1.0), tall - 1, COLOURS["done part"], stroke)


def forecast(x: float, y: float, width: float, tall: float, hint: str = "") -> str:
    """Where a bar comes to lie: light, dashed."""
    stroke = f' rx="2" stroke="{COLOURS["planned"]}" stroke-dasharray="2 2"'
    return rectangle(x + 0.5, y + 0.5, max(width - 1, 1.0), tall - 1, COLOURS["forecast"], stroke, hint)


def behind(x: float, y: float, width: float) -> str:
    """Where a bar was granted or planned: a thin line below."""
    return rectangle(x, y, width, 2.5, COLOURS["behind"])


def shape(kind: str, x: float, y: float, fill: str, hint: str = "") -> str:
    """The diamond of a milestone, the triangle of a deliverable, around a place."""
    corners = {
        MILESTONE: ((0, -6), (6, 0), (0, 6), (-6, 0)),
        DELIVERABLE: ((0, -6), (6, 5), (-6, 5)),
    }[kind]
    points = " ".join(f"{x + right:.1f},{y + down}" for right, down in corners)
    return f'<polygon points="{points}" fill="{fill}" stroke="{INK}">{hint}</polygon>'


def sample(look: str, x: float, y: int) -> Iterator[str]:
    """How a look of the legend is drawn, from a place on."""
    middle = x + SAMPLE / 2
    kind = {REACHED: MILESTONE, DELIVERED: DELIVERABLE}.get(look, look)
    if kind in (MILESTONE, DELIVERABLE):
        yield shape(kind, middle, y + 3, COLOURS[kind] if kind == look else "#ffffff")
    elif look == "done":
        yield text(x, y + 6, UNICODE.ticked, COLOURS["done"], weight=600)
        yield done_part(x + 10, y - 2, SAMPLE - 10, 10)
    elif look == "running":
        yield text(middle, y + 6, UNICODE.running, COLOURS["running"], weight=600, anchor="middle")
    elif look == "forecast":
        yield forecast(x, y - 2, SAMPLE, 10)
    elif look == "behind":
        yield behind(x, y + 3, SAMPLE)
    elif look == "late":
        yield text(x, y + 6, UNICODE.late, COLOURS["late"], weight=600)
        yield rectangle(x + 10, y - 2, SAMPLE - 10, 10, COLOURS["late"])
    else:
        yield rectangle(x, y - 2, SAMPLE, 10, COLOURS[look], DASHED if look == "cancelled" else "")
        if look == "critical":
            yield rectangle(x, y + 8, SAMPLE, 1.5, INK)
