"""``ka2plan import`` of sheets that were sent out: each is merged three ways into the plan as it is now."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from ka2plan.cli.edit import around_typed
from ka2plan.cli.from_table import say_lines
from ka2plan.cli.import_round import finish_round
from ka2plan.document import Document
from ka2plan.errors import CannotRead, UsageError
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Sequence

    from ka2plan.cli.plan_files import Loaded
    from ka2plan.imports.cell import Book
    from ka2plan.imports.fillin import Answers
    from ka2plan.imports.proposed import Proposals
    from ka2plan.imports.returned import MergedBack

    Sheets = list[tuple[str, Book, Answers]]


MARKER = 7
"""Signs of git's markers."""


def sheets_sent_out(arguments: Namespace, loaded: Loaded, books: Sequence[tuple[str, Book]]) -> Sheets:
    """Those of the files that were sent out to be filled in: all of them, or none.

    :raises CannotRead: one was, and nothing can be made of it any more.
    :raises UsageError: there are other tables among them, or options that only these have.
    """
    from ka2plan.imports.fillin import read_answers

    around = around_typed(loaded.plan, arguments)
    found: Sheets = []
    for path, book in books:
        try:
            answers = read_answers(book, around)
        except CannotRead as error:
            raise CannotRead(_("{path}: {reason}").format(path=path, reason=error)) from None
        if answers:
            found.append((path, book, answers))
    if found and len(found) < len(books):
        others = ", ".join(sorted({path for path, _book in books} - {path for path, _book, _answers in found}))
        raise UsageError(
            _("sheets that were sent out are imported by themselves, without {files}").format(files=others)
        )
    if found and (arguments.sheet or arguments.column):
        raise UsageError(
            _("--sheet and --column are for other tables; a sheet that was sent out says itself what it is")
        )
    return found


def take_back(arguments: Namespace, loaded: Loaded, sheets: Sheets) -> int:
    """Merges what came back, tells what changes, and writes it unless it is only to be shown."""
    from ka2plan.cli.merge import say
    from ka2plan.imports.proposed import proposals
    from ka2plan.imports.round import Round
    from ka2plan.merge.named_sides import NamedSides

    round_ = Round(Document(loaded.text, loaded.data))
    by_path = {path: answers for path, _book, answers in sheets}
    answered = set()
    for path, book, answers in sheets:
        _say_what_came(loaded, path, book, answers)
        before, partner = round_.document.data, answers.sent.partner
        back = round_.take(path, partial(_merged, answers, path))
        answered.add(back.moved.get(("partners", partner), partner))
        if not back.merged.clashes:
            _say_added(back, proposals(answers, before), answers)
    if len(sheets) > 1:
        _say_who_is_missing(loaded, answered)

    def tell(path: str, back: MergedBack) -> None:
        answers = by_path[path]
        _say_added(back, proposals(answers, round_.document.data), answers)
        say(back.merged, path, NamedSides(theirs=answers.sent.partner))

    return finish_round(arguments, loaded, round_, tell)


def _merged(answers: Answers, path: str, document: Document) -> MergedBack:
    from ka2plan.imports.proposed import proposals
    from ka2plan.imports.returned import Returned, merged_back
    from ka2plan.merge.named_sides import NamedSides

    new = proposals(answers, document.data)
    labels = NamedSides(theirs=answers.sent.partner).labels(MARKER)
    try:
        return merged_back(document, Returned(answers.sent.part, answers.changes, new.new), labels)
    except CannotRead as error:
        raise CannotRead(_("{path}: {reason}").format(path=path, reason=error)) from None


def _say_what_came(loaded: Loaded, path: str, book: Book, answers: Answers) -> None:
    from ka2plan.imports.fillin import lost_rows

    partner = answers.sent.partner
    known = loaded.plan.partners.get(partner)
    name = f"{partner} ({known.name})" if known and known.name else partner
    count = len(answers.changes) + len(answers.new)
    sentence = ngettext("{path}: {count} change from {partner}", "{path}: {count} changes from {partner}", count)
    if not count:
        sentence = _("{path}: {partner} changed nothing")
    print(sentence.format(path=path, count=count, partner=visible(name)), file=sys.stderr)
    say_lines(_("cells that could not be read:"), answers.unread)
    say_lines(_("cells that are not the partner's:"), answers.locked)
    lost = [visible(row) for row in lost_rows(book, answers.sent)]
    say_lines(_("rows that are gone; what they were about stays as it is:"), lost)


def _say_added(back: MergedBack, new: Proposals, answers: Answers) -> None:
    """Says which activities are new, and what could not go to where it was meant for."""
    from ka2plan.toml import format_path

    partner = visible(answers.sent.partner)
    for id, (_kind, values) in zip(back.new, new.new, strict=True):
        sentence = _("{id} is new, proposed by {partner}: {title}")
        print(sentence.format(id=id, partner=partner, title=visible(values["title"])), file=sys.stderr)
    say_lines(_("proposed activities:"), map(visible, new.told))
    sentence = _("{place}: the id is another thing's by now; what {partner} wrote was not taken")
    for path in back.refused:
        print(sentence.format(place=visible(format_path(path)), partner=partner), file=sys.stderr)


def _say_who_is_missing(loaded: Loaded, answered: Collection[str]) -> None:
    """Who has sent nothing back; the coordinator keeps the plan itself."""
    missing = [id for id in loaded.plan.partners if id not in answered and id != loaded.plan.project.coordinator]
    if missing:
        print(_("no answer from {partners}").format(partners=", ".join(map(visible, missing))), file=sys.stderr)
