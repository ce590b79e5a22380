"""Sheets of a workbook with words: what is said of the project as a whole, and to the questions of the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.export.contents import Part, accepted_findings, facts, form_texts, replaced_limits
from ka2plan.export.entry_sheets import write_table
from ka2plan.export.material import Material
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.export.workbook import Workbook

WIDE = 68
"""Letters of a column of whole sentences."""


def write_text_sheets(workbook: Workbook, material: Material) -> None:
    """The project, the texts of the form in its order, limits that are replaced, findings that are accepted."""
    write_table(workbook, _("Project"), [_("Of the project"), _("Value")], list(_project(material)), 1, WIDE)
    for name, part in (
        (_("Texts"), form_texts(material)),
        (_("Replaced limits"), replaced_limits(material)),
        (_("Accepted findings"), accepted_findings(material)),
    ):
        _write_part(workbook, name, part)


def _project(material: Material) -> Iterator[tuple[str, str]]:
    project = material.plan.project
    yield _("Project title"), project.title
    if project.acronym:
        yield _("Project acronym"), project.acronym
    yield from facts(material)


def _write_part(workbook: Workbook, name: str, part: Part) -> None:
    for table in part.tables:
        if table.rows:
            write_table(workbook, name, table.headings, list(table.texts()), most_of_last=WIDE)
