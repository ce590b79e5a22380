"""``export png``: the Gantt chart as a picture, drawn by Typst."""

from __future__ import annotations

from ka2plan.export.material import Material
from ka2plan.export.pdf import ONE_PICTURE, plan_data
from ka2plan.export.typeset import compiled


def write(material: Material) -> bytes:
    """A PNG of the whole chart, as wide as A4 and as high as it takes."""
    data = plan_data(material, ONE_PICTURE, with_tables=False)
    return compiled("plan", data, material.created, form="png", notices=material.notices)
