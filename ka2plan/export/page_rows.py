"""What a page tells its script of its rows: which entry each is, its work package and those who take part in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Literal

from ka2plan.charts.chart import Row
from ka2plan.export.material import Material
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import ACTIVITIES, DELIVERABLES, INDICATORS, MILESTONES, PARTNERS, WORK_PACKAGES
from ka2plan.words.visible import in_file

Kind = Literal["entry", "package", "partner"]

IN_CHART = frozenset(kind.name for kind in (WORK_PACKAGES, ACTIVITIES, MILESTONES, DELIVERABLES))
"""Tables of the plan whose entries have a row in the chart."""


def data_of(kind: Kind, id: str, wp: str, partners: Iterable[str]) -> str:
    """The attributes of a row."""
    told = {"kind": kind, "id": id, "wp": wp, "partners": json.dumps(tuple(partners), ensure_ascii=False)}
    return "".join(f' data-{name}="{escape(in_file(value))}"' for name, value in told.items())


def data_of_row(row: Row) -> str:
    """The attributes of an entry's row in the chart; of the heading over what is in no work package too."""
    return data_of(
        "package" if row.is_heading else "entry", row.id, row.id if row.is_heading else row.wp or "", row.partners
    )


def name_of_row(id: str) -> str:
    """By what a link reaches the row of an entry in its table."""
    return "r-" + escape(in_file(id))


class RowData(NamedTuple):
    """Knows the rows of tables."""

    rows: dict[str, Row]
    """The rows of the chart, by their ids."""
    packages: dict[str, str]
    """The work packages of what has no row there."""
    partners: frozenset[str]

    @classmethod
    def of(cls, material: Material) -> RowData:
        """What the tables of a plan need."""
        rows = {row.id: row for row in material.chart.rows}
        packages = {indicator.id: indicator.wp or "" for indicator in material.plan.indicators.values()}
        return cls(rows, packages, frozenset(material.plan.partners))

    def attributes(self, kind: str, id: str) -> str:
        """The attributes of a table's row whose first cell has this id; none where it cannot be filtered."""
        if kind in IN_CHART and id in self.rows:
            return data_of_row(self.rows[id])
        if kind == INDICATORS.name and id in self.packages:
            return data_of("entry", id, self.packages[id], ())
        if kind in ("", PARTNERS.name) and id in self.partners:
            return data_of("partner", id, "", (id,))
        return ""

    def name(self, kind: str, id: str) -> str:
        """The attribute by which a link reaches the row; none where none does."""
        return f' id="{name_of_row(id)}"' if kind in IN_CHART and id in self.rows else ""
