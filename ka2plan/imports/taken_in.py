"""Tables taken into a plan that exists: read by what the plan has, and what it says with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ka2plan.calls import CallBook
from ka2plan.document import Document
from ka2plan.imports.cell import Book
from ka2plan.imports.consortium import Consortium
from ka2plan.imports.countries import codes_of
from ka2plan.imports.draft import HEADS, DraftPlan, Surroundings
from ka2plan.imports.gathered import Gathered, gather
from ka2plan.imports.into_plan import IntoPlan
from ka2plan.imports.options import told_columns
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan
from ka2plan.rules import call_of
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

MOST_SAID = 200
"""Cells that could not be read and are listed; in a new plan all stand as comments."""


class Columns(NamedTuple):
    """What the user says of the tables."""

    told: Sequence[str] = ()
    """Such as ``start=Begin,month-first``."""
    sheet: str | None = None
    """The only sheet to read."""


class TakenIn(NamedTuple):
    """A plan with what tables say."""

    edited: Document
    told: tuple[str, ...]
    """Sentences on what was not taken, or was filled."""


Reported = tuple[str, Sequence[str]]
"""A heading, and the sentences below it."""


def gathered_for(
    plan: Plan, book: CallBook, books: Sequence[tuple[str, Book]], columns: Columns, today: date
) -> Gathered:
    """What the tables say, read by the ids, titles and partners that the plan has.

    Raises:
        CannotRead: no table is understood.
        UsageError: there is no such sheet, or no such column.
    """
    call = call_of(plan, book)
    known = {kind: {id: entry.title for id, entry in getattr(plan, kind).items()} for kind in HEADS}
    partners = Consortium({id: partner.name for id, partner in plan.partners.items()})
    has_packages = call.unit_of_plan != "activity" or bool(plan.work_packages)
    draft = DraftPlan(call.management_wp, partners, has_packages=has_packages, known=known)
    codes = codes_of(book.countries(plan.project.call))
    around = Surroundings(plan.project.start or today, codes, is_known_start=True)
    return gather(books, draft, told_columns(columns.told), columns.sheet, around)


def taken_in(
    plan: Plan, text: str, data: Mapping[str, Any], gathered: Gathered, days_per_month: Decimal | None = None
) -> TakenIn:
    """The plan's text with what the tables say, as one edit; efforts in another unit by so many days in a month.

    :raises EditError: it cannot be made safely.
    """
    into = IntoPlan(plan, gathered.plan, days_per_month)
    edit = into.edit()
    document = Document(text, dict(data))
    return TakenIn(document.apply(edit) if edit.edits else document, tuple(into.told))


def reported(gathered: Gathered) -> Iterator[Reported]:
    """Sums that agree or do not, every cell that was not read, and what else there is to say; nothing for nothing."""
    yield _("sums that the table states:"), gathered.plan.checked
    unread = gathered.plan.all_unread
    head = ngettext("{count} cell could not be read:", "{count} cells could not be read:", len(unread))
    sentences = [cell.sentence for cell in unread[:MOST_SAID]]
    if len(unread) > MOST_SAID:
        sentences.append(_("and more: they are comments in the plan"))
    yield head.format(count=len(unread)), sentences
    yield _("besides:"), gathered.plan.notices
