"""``ka2plan import`` of sheets that were sent out: each is merged three ways into the plan as it is now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ka2plan.cli.edit import around_typed, finish_edit
from ka2plan.cli.from_table import say_lines
from ka2plan.document import Document
from ka2plan.errors import CannotRead, Clash, UsageError
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
    from ka2plan.cli.new_file_text import tell_difference, write_text

    round_ = _Round(loaded)
    for path, book, answers in sheets:
        round_.take(path, book, answers)
    clashing = round_.put_last()
    if len(sheets) > 1:
        _say_who_is_missing(loaded, round_.answered)
    text = _text_of_ours(clashing.merged.text) if clashing else round_.document.text
    if text != loaded.text:
        tell_difference(loaded.text, text)
    if clashing:
        if not arguments.dry_run:
            write_text(loaded, clashing.merged.text)
        return Clash.exit_code
    if arguments.dry_run:
        print(_("nothing was written") if text != loaded.text else _("nothing to change"), file=sys.stderr)
    else:
        arguments.diff = False
        finish_edit(arguments, loaded, round_.document)
    return Clash.exit_code if round_.has_refused else 0


def _text_of_ours(text: str) -> str:
    """A text with markers as it would be if all clashes were settled as ours."""
    from ka2plan.merge.conflicts import read_conflicts

    conflicts = read_conflicts(text)
    return conflicts.ours if conflicts else text


class _Round:
    """Sheets taken one by one: those that clash last, since a file can have the markers of one merge only.

    Attributes:
        document: the plan with what was merged so far.
        answered: the ids that those have now who sent something back.
        has_refused: whether something was meant for what is another thing now.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.document = Document(loaded.text, loaded.data)
        self.answered: set[str] = set()
        self.has_refused = False
        self._loaded = loaded
        self._clashing: list[tuple[str, Answers]] = []

    def take(self, path: str, book: Book, answers: Answers) -> None:
        """Merges one sheet, unless it clashes, and tells what came of it."""
        _say_what_came(self._loaded, path, book, answers)
        back, new = self._merged(answers, path)
        partner = answers.sent.partner
        self.answered.add(back.moved.get(("partners", partner), partner))
        self.has_refused |= bool(back.refused)
        if back.merged.clashes:
            self._clashing.append((path, answers))
            return
        _say_added(back, new, answers)
        self.document = Document(back.merged.text)

    def put_last(self) -> MergedBack | None:
        """The first merge that clashes, with markers; None where none does. Says which sheets have to wait for it."""
        if not self._clashing:
            return None
        from ka2plan.cli.merge import say
        from ka2plan.merge.named_sides import NamedSides

        path, answers = self._clashing[0]
        back, new = self._merged(answers, path)
        _say_added(back, new, answers)
        say(back.merged, path, NamedSides(theirs=answers.sent.partner))
        waiting = [path for path, _answers in self._clashing[1:]]
        sentence = _("settle what clashes in the editor or with `ka2plan resolve`")
        if waiting:
            sentence = _("settle what clashes in the editor or with `ka2plan resolve`; then import {files}")
        print("ka2plan: " + sentence.format(files=", ".join(waiting)), file=sys.stderr)
        return back

    def _merged(self, answers: Answers, path: str) -> tuple[MergedBack, Proposals]:
        from ka2plan.imports.proposed import proposals
        from ka2plan.imports.returned import Returned, merged_back
        from ka2plan.merge.named_sides import NamedSides

        new = proposals(answers, self.document.data)
        labels = NamedSides(theirs=answers.sent.partner).labels(MARKER)
        try:
            return merged_back(self.document, Returned(answers.sent.part, answers.changes, new.new), labels), new
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
