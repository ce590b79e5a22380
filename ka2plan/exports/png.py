"""``export png``: the Gantt chart as a picture, drawn by Typst."""

from __future__ import annotations

from ka2plan.exports.material import Material
from ka2plan.exports.pdf import compiled, plan_data


def write(material: Material) -> bytes:
    """A PNG of the first page, which holds the chart."""
    return compiled(material, "png", data={**plan_data(material), "sheets": []})
