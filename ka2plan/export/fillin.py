"""``export fillin``: a partner's part of the plan as a workbook to fill in and send back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ka2plan.export.fillin_activities import activities_sheet
from ka2plan.export.fillin_fields import NEW, Sheet
from ka2plan.export.fillin_part import Part, Whole
from ka2plan.export.fillin_sheets import (
    indicators_sheet,
    milestones_sheet,
    organisation_sheet,
    proof_sheets,
    texts_sheet,
)
from ka2plan.export.sent import Sent, in_pieces, sent_text
from ka2plan.words.figures import day as in_words
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

ROWS_OF_ANYBODY = 75
"""Of a workbook: what it explains, headings and sums, the organisation, free rows, names of countries."""

NAMES_IN_A_ROW = 25
"""Names of partners and work packages, which every workbook keeps, in as much time as one row."""


def write(whole: Whole, partner: str, day: date | None = None) -> bytes:
    """The workbook for one partner.

    Args:
        whole: the plan, and when the workbook says it was made.
        partner: the id of a partner of the plan.
        day: when it is sent, where the file is to say so.
    """
    from ka2plan.export.fillin_workbook import FillinWorkbook, shown_in

    part, material = Part(whole, partner), whole.material
    sheets = tuple(_sheets(part))
    paths = [
        field.path
        for sheet in sheets
        for line in sheet.lines
        for field in line.cells
        if field.path and line.path[0] != NEW
    ]
    sent = Sent(partner, material.title, part.sent(paths), shown_in(sheets))
    workbook = FillinWorkbook(material, whole.names_of_countries)
    workbook.start(_("Start here"), material.title, tuple(_explained(part, sheets, day)))
    for sheet in sheets:
        workbook.fill(sheet)
    workbook.keep(in_pieces(sent_text(sent)))
    return workbook.close()


def rows_of_all(whole: Whole) -> int:
    """About how many rows the workbooks of all partners have: known before the first is made."""
    plan = whole.plan
    of_nobody = sum(not indicator.wp for indicator in plan.indicators.values()) if whole.is_running else 0
    each = ROWS_OF_ANYBODY + of_nobody + (len(plan.partners) + len(plan.work_packages)) // NAMES_IN_A_ROW
    parts = (Part(whole, partner) for partner in plan.partners)
    return sum(each + len(part.activities) + len(part.packages) for part in parts)


def _sheets(part: Part) -> Iterator[Sheet]:
    yield organisation_sheet(part)
    yield activities_sheet(part)
    running = (*proof_sheets(part), milestones_sheet(part), indicators_sheet(part)) if part.is_running else ()
    yield from (sheet for sheet in (texts_sheet(part), *running) if sheet)


def _explained(part: Part, sheets: tuple[Sheet, ...], day: date | None) -> Iterator[str]:
    """What the first sheet says: who sent it to whom, what to do, and what becomes of it."""
    material, project = part.material, part.plan.project
    coordinator = part.plan.partners.get(project.coordinator or "")
    name = material.partner_name(project.coordinator)
    yield _("Fill in the cells of this colour; the others are locked.")
    yield _("This file is for {partner}. It comes from {coordinator}, who coordinates the project.").format(
        partner=material.partner_name(part.partner), coordinator=name
    )
    if day:
        yield _("It holds your part of the plan as it was on {day}.").format(day=in_words(day))
    for sheet in sheets:
        yield f"{sheet.name}: {sheet.told}"
    yield _("Leave a cell as it is if it is right. To delete something, empty the cell.")
    contact = coordinator.contact if coordinator else ""
    yield _("When you are done, save the file and send it back to {coordinator}.").format(
        coordinator=f"{name} ({contact})" if contact else name
    )
    yield _(
        "Changes that others make in the plan meanwhile are kept; if they contradict yours, "
        "the coordinator will ask you."
    )
