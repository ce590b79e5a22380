"""Sheets and forms that were sent out and came back: what each says, and its merge into the plan as it is now."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ka2plan.errors import CannotRead
from ka2plan.imports.container import open_container
from ka2plan.imports.packed import ZIP_MARK
from ka2plan.imports.word_text import is_word
from ka2plan.merge.named_sides import NamedSides
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.figures import number
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.document import Document
    from ka2plan.export.sent_form import SentForm
    from ka2plan.findings import Path
    from ka2plan.imports.cell import Book
    from ka2plan.imports.fillin import Answers
    from ka2plan.imports.returned import MergedBack, Returned
    from ka2plan.imports.round import Merge
    from ka2plan.imports.taken_in import Reported
    from ka2plan.plan import Plan
    from ka2plan.plan.types import Around

    Data = dict[str, Any]

MOST_TOLD = 100
"""Sentences below one heading; of the others only the number is told."""

MARKER = 7
"""Signs of git's markers."""


class CameBack(NamedTuple):
    """What one file says."""

    name: str
    """The file's, as it is shown."""
    partner: str
    """Whose part it is; empty for a form, which is everybody's."""
    reported: tuple[Reported, ...]
    """What came, and what could not be read; headings without sentences below them stand for themselves."""
    merge: Merge
    """Merges it into the plan as it is by then."""
    names: NamedSides
    """What the sides of that merge are called."""
    told_after: Callable[[MergedBack, Data], tuple[Reported, ...]]
    """What there is to say of the merge; the data are the plan's before it."""


def is_form(data: bytes) -> bool:
    """Whether these are the bytes of a Word document."""
    try:
        return data.startswith(ZIP_MARK) and is_word(open_container(data))
    except CannotRead:
        return False  # whoever reads it as a table says what is wrong with it


def sheet_come_back(plan: Plan, name: str, book: Book, around: Around) -> CameBack | None:
    """What came back in a workbook; None where it is none that was sent out.

    :raises CannotRead: what was sent is damaged, or no sheet of it is left.
    """
    from ka2plan.imports.fillin import read_answers

    try:
        answers = read_answers(book, around)
    except CannotRead as error:
        raise _of_file(name, error) from None
    if answers is None:
        return None
    partner = answers.sent.partner
    names = NamedSides(theirs=partner)

    def returned(data: Data) -> Returned:
        from ka2plan.imports.proposed import proposals
        from ka2plan.imports.returned import Returned

        return Returned(answers.sent.part, answers.changes, proposals(answers, data).new)

    def told_after(back: MergedBack, data: Data) -> tuple[Reported, ...]:
        return tuple(_told_of_added(back, answers, data))

    reported = tuple(_told_of_sheet(plan, name, book, answers))
    return CameBack(name, partner, reported, _merge(name, returned, names), names, told_after)


def form_come_back(plan_name: str, name: str, data: bytes, now: SentForm) -> CameBack:
    """What came back in a form; ``now`` is that of the plan as it is.

    :raises CannotRead: it is no form, or damaged; says which.
    """
    from ka2plan.imports.returned_form import read_returned

    try:
        form = read_returned(data, now)
    except CannotRead as error:
        raise _of_file(name, error) from None
    names = NamedSides(plan_name, "", os.path.basename(name))

    def told_after(back: MergedBack, _data: Data) -> tuple[Reported, ...]:
        return ((f"{name}:", [_not_taken(where) for where in back.refused]),) if back.refused else ()

    reported = ((f"{name}:", form.told),) if form.told else ()
    return CameBack(name, "", reported, _merge(name, lambda _data: form.returned, names), names, told_after)


def _merge(name: str, returned: Callable[[Data], Returned], names: NamedSides) -> Merge:
    def merge(document: Document) -> MergedBack:
        from ka2plan.imports.returned import merged_back

        try:
            return merged_back(document, returned(document.data), names.labels(MARKER))
        except CannotRead as error:
            raise _of_file(name, error) from None

    return merge


def _of_file(name: str, error: CannotRead) -> CannotRead:
    return CannotRead(_("{path}: {reason}").format(path=name, reason=error))


def _told_of_sheet(plan: Plan, name: str, book: Book, answers: Answers) -> Iterator[Reported]:
    from ka2plan.imports.cell import MOST_COLUMNS, MOST_ROWS
    from ka2plan.imports.fillin import lost_rows

    partner = answers.sent.partner
    known = plan.partners.get(partner)
    called = f"{partner} ({known.name})" if known and known.name else partner
    count = len(answers.changes) + len(answers.new)
    sentence = ngettext("{path}: {count} change from {partner}", "{path}: {count} changes from {partner}", count)
    if not count:
        sentence = _("{path}: {partner} changed nothing")
    yield sentence.format(path=name, count=count, partner=visible(called)), ()
    yield from _where_any(_("cells that could not be read:"), answers.unread)
    yield from _where_any(_("cells that are not the partner's:"), answers.locked)
    if any(sheet.is_cut for sheet in book.sheets):
        message = _("{path}: only the first {rows} rows and {columns} columns of a sheet were read")
        yield message.format(path=name, rows=number(MOST_ROWS), columns=MOST_COLUMNS), ()
        return
    lost = [visible(row) for row in lost_rows(book, answers.sent)]
    yield from _where_any(_("rows that are gone; what they were about stays as it is:"), lost)


def _told_of_added(back: MergedBack, answers: Answers, data: Data) -> Iterator[Reported]:
    """Which activities are new, and what could not go to where it was meant for."""
    from ka2plan.imports.proposed import proposals
    from ka2plan.toml import format_path

    partner, new = visible(answers.sent.partner), proposals(answers, data)
    for id, (_kind, values) in zip(back.new, new.new, strict=True):
        sentence = _("{id} is new, proposed by {partner}: {title}")
        yield sentence.format(id=id, partner=partner, title=visible(values["title"])), ()
    yield from _where_any(_("proposed activities:"), [visible(line) for line in new.told])
    sentence = _("{place}: the id now belongs to something else; what {partner} wrote was not read")
    for path in back.refused:
        yield sentence.format(place=visible(format_path(path)), partner=partner), ()


def _where_any(head: str, sentences: list[str]) -> Iterator[Reported]:
    more = len(sentences) - MOST_TOLD
    if more > 0:
        sentence = ngettext("and {count} more", "and {count} more", more).format(count=number(more))
        sentences = [*sentences[:MOST_TOLD], sentence]
    if sentences:
        yield head, sentences


def _not_taken(where: Path) -> str:
    from ka2plan.plan.faults import place_of

    message = _("{place}: not read, since the plan no longer has it, or has something else with that name")
    return message.format(place=place_of(where))
