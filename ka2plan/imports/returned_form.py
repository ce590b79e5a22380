"""A form that came back: what its answers are now, and what of it was not taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ka2plan.errors import CannotRead
from ka2plan.export.sent_form import ASKED, GAP, SentForm, checksum, found_in, is_kept, mark_of
from ka2plan.findings import Path
from ka2plan.imports.form_places import Stretch, alike, stretches
from ka2plan.imports.returned import Returned
from ka2plan.imports.word_text import COMMENTS, NOTES, PICTURES, TRACKED, Paragraph, WordText, read_word
from ka2plan.merge.plain_values import ABSENT
from ka2plan.plan.schema import kind_named
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import in_one_line, visible, without_unseen

BEGINNING = 60
"""Characters of a text that are told."""


class ReturnedForm(NamedTuple):
    """What came back."""

    returned: Returned
    told: tuple[str, ...]
    """Sentences on what was not taken."""


def read_returned(data: bytes, now: SentForm) -> ReturnedForm:
    """What a document says under the questions of the form.

    Args:
        data: the bytes of the file.
        now: the form of the plan as it is now, which stands in where the file no longer has what was sent.

    Raises:
        CannotRead: it is no Word document, or none of a form.
    """
    word = read_word(data)
    sent = found_in(f"{paragraph.text}{paragraph.unseen}" for paragraph in word.paragraphs)
    form = sent or now
    below, gone = stretches(form, [one for one in word.paragraphs if not is_kept(one.text)])
    if len(gone) == len(form.places):
        raise CannotRead(_("it has none of the headings of this plan's form"))
    changes: dict[Path, object] = {}
    told = [*_told_of_form(form, gone, is_sent=sent is not None)]
    known = {(place.where[0], place.where[-1]) for place in now.places if place.where}
    for stretch in below:
        where = form.places[stretch.number].where if stretch.number is not None else ()
        where = where if _is_text(where, known) else ()
        told += _told_of_heading(form, stretch)
        if where and stretch.number is not None:
            _take(changes, form, stretch, where, may_empty=sent is not None)
        else:
            told += _told_of_strays(form, stretch)
    told += _told_of_counts(word)
    return ReturnedForm(Returned(form.sent, changes), tuple(told))


def _is_text(where: Path, known: Collection[tuple[str | int, str | int]]) -> bool:
    """Whether a form may change what stands there: answers alone, whatever a file says of itself."""
    return len(where) == 3 and (where[0] == "texts" or (where[0], where[-1]) in known)


def _take(changes: dict[Path, object], form: SentForm, stretch: Stretch, where: Path, *, may_empty: bool) -> None:
    """Takes an answer where it is not what was sent."""
    number = stretch.number or 0
    text = _written(where, "\n".join(_lines(form, stretch, number)))
    raw = form.value(number)
    if text == _written(where, form.answer(number)) or where in changes:
        return
    if text:
        head, tail = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
        changes[where] = f"{head}{text}{tail}" if raw.strip() else text
    elif may_empty:
        changes[where] = ABSENT


def _written(where: Path, text: str) -> str:
    """A text as the plan takes it there: without blanks at the ends of its lines, in one line if need be."""
    kind = kind_named(str(where[0]))
    key = kind.key(str(where[-1])) if kind else None
    if key and not key.is_long:
        return in_one_line(text)
    return "\n".join(line.rstrip() for line in without_unseen(text).split("\n")).strip()


def _lines(form: SentForm, stretch: Stretch, number: int) -> Iterator[str]:
    """The lines of an answer, also those written beside its heading, without what the program wrote."""
    place = form.places[number]
    if beside := _beside_heading(place.heading, stretch):
        yield beside
    asked = place.asked
    for paragraph in stretch.paragraphs:
        line = _besides(paragraph, asked, form.gap if not form.answer(number) else "", number)
        asked = asked if line == paragraph.line else ""
        if line is not None and not (paragraph.in_table and checksum(line) in form.lines):
            yield line


def _beside_heading(heading: str, stretch: Stretch) -> str:
    """What was written behind a heading on its line."""
    before, found, rest = (stretch.heading.text if stretch.heading else "").partition(heading)
    return rest.strip() if found and not before.strip() and not rest[:1].isalnum() else ""


def _besides(paragraph: Paragraph, asked: str, gap: str, number: int) -> str | None:
    """What a paragraph says besides what the program wrote there; None where it is just that."""
    for at, words in ((ASKED, asked), (GAP, gap)):
        first, last = paragraph.marks.get(mark_of(number, at), (0, len(words)))
        if words and alike(paragraph.text[first:last]) == alike(words):
            return f"{paragraph.text[:first]}{paragraph.text[last:]}".strip() or None
    return paragraph.line


def _told_of_form(form: SentForm, gone: list[int], *, is_sent: bool) -> Iterator[str]:
    if not is_sent:
        yield _("the file no longer says what was sent: its answers are treated as newer than the plan")
    for number in gone:
        place = form.places[number]
        if place.where:
            message = _("the heading {heading} is gone; its answer stays as it is in the plan")
            yield message.format(heading=_quoted(place.heading))


def _told_of_heading(form: SentForm, stretch: Stretch) -> Iterator[str]:
    """Tells of a heading or a line of facts that reads otherwise, but for an answer that was written behind it."""
    place = form.places[stretch.number] if stretch.number is not None else None
    if place is None or stretch.heading is None:
        return
    heading, now = alike(place.heading), alike(stretch.heading.text)
    if now != heading and not (place.where and _beside_heading(place.heading, stretch)):
        message = _("{line} reads {text} now; it stays as it is in the plan")
        yield message.format(line=_quoted(heading), text=_quoted(now))


def _told_of_strays(form: SentForm, stretch: Stretch) -> Iterator[str]:
    for paragraph in stretch.paragraphs:
        line = paragraph.text
        if line.strip() and checksum(line) not in form.lines:
            yield _("not read, since it is not below a question: {text}").format(text=_quoted(paragraph.line))


def _told_of_counts(word: WordText) -> Iterator[str]:
    counts: Mapping[str, int] = word.counts
    if count := counts.get(COMMENTS):
        yield ngettext("{count} comment was not read", "{count} comments were not read", count).format(count=count)
    if count := counts.get(NOTES):
        yield ngettext("{count} footnote was not read", "{count} footnotes were not read", count).format(count=count)
    if count := counts.get(PICTURES):
        yield ngettext("{count} picture was not read", "{count} pictures were not read", count).format(count=count)
    if count := counts.get(TRACKED):
        one, many = "{count} tracked change was taken as accepted", "{count} tracked changes were taken as accepted"
        yield ngettext(one, many, count).format(count=count)


def _quoted(text: str) -> str:
    return f"“{visible(' '.join(text.split()), BEGINNING)}”"
