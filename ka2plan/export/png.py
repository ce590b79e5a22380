"""``export png``: the Gantt chart as a picture, drawn by Typst; one of many rows band by band, to spare memory."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from ka2plan.export.material import Material
from ka2plan.export.pdf import ONE_PICTURE, plan_data
from ka2plan.export.png_join import joined
from ka2plan.export.typeset import PIXELS_PER_INCH, Typesetter
from ka2plan.words.figures import number
from ka2plan.words.messages import ngettext

MOST_ROWS_AT_ONCE = 300
"""Rows of a chart whose picture is drawn as a whole."""

BAND = 3_000
"""Pixels of a band from top to bottom."""

MOST_PIXELS = 32_767
"""Pixels from top to bottom that programs which draw with Cairo still show; a higher picture is drawn smaller."""

ROW = 6.4 / 25.4 * 72
"""Points that a row takes in a picture."""

ROWS_OF_LEGEND = 10
"""Rows in whose place the legend has room."""

POINTS_PER_INCH = 72


def write(material: Material) -> bytes:
    """A PNG of the whole chart, as wide as A4 and as high as it takes."""
    data = plan_data(material, ONE_PICTURE, with_tables=False)
    typesetter = Typesetter("plan", data, material.created, material.notices)
    if len(material.chart.rows) <= MOST_ROWS_AT_ONCE or not data["chart"]:
        return typesetter.picture(data)
    return in_bands(typesetter, data, material.notices)


def in_bands(typesetter: Typesetter, data: dict[str, Any], notices: list[str]) -> bytes:
    """The picture that a single drawing would give, in the memory of one band."""
    [rows] = data["chart"]["pages"]
    [height] = typesetter.told(_band(data, rows, 0, 0, height=0), "height")
    sharpness = min(PIXELS_PER_INCH, MOST_PIXELS * POINTS_PER_INCH / height)
    if sharpness < PIXELS_PER_INCH:
        message = ngettext(
            "the picture has {rows} row: it is drawn at {sharpness} of the usual size; a PDF stays sharp",
            "the picture has {rows} rows: it is drawn at {sharpness} of the usual size; a PDF stays sharp",
            len(rows),
        )
        percent = math.floor(100 * sharpness / PIXELS_PER_INCH)
        notices.append(message.format(rows=number(len(rows)), sharpness=f"{percent}%"))
    return joined(_bands(typesetter, data, height, sharpness))


def _bands(typesetter: Typesetter, data: dict[str, Any], height: float, sharpness: float) -> Iterator[bytes]:
    [rows] = data["chart"]["pages"]
    pixel = POINTS_PER_INCH / sharpness
    pixels = round(height / pixel)
    for top in range(0, pixels, BAND):
        band = _band(data, rows, top * pixel, min(BAND, pixels - top) * pixel, height=height)
        yield typesetter.picture(band, sharpness)
        typesetter.forget()


def _band(data: dict[str, Any], rows: list[Any], top: float, tall: float, *, height: float) -> dict[str, Any]:
    """The data of one band: the rows that it shows, and a few more, since where the first stands Typst knows alone."""
    before_rows = height - len(rows) * ROW
    first = max(0, math.floor((top - before_rows) / ROW) - 1)
    end = max(first, math.ceil((top + tall - before_rows) / ROW) + ROWS_OF_LEGEND) if height else 0
    shown = rows[first:end]
    band = {"top": top, "height": tall, "before": first, "after": len(rows) - first - len(shown)}
    return data | {"band": band, "chart": data["chart"] | {"pages": [shown]}}
