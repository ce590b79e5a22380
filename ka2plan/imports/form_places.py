"""Where the headings of a form that was sent out are in the document that came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ka2plan.export.sent_form import ASKED, HEADING, SentForm, place_of_mark
from ka2plan.imports.word_text import Paragraph
from ka2plan.merge.diff3 import edits_between

AKIN = 0.6
"""How alike a heading and one that was rewritten are at least, of 1."""


class Stretch(NamedTuple):
    """Paragraphs below one heading."""

    number: int | None
    """Of the place whose heading stands above; None for what stands below none."""
    paragraphs: Sequence[Paragraph]
    heading: Paragraph | None = None


def stretches(form: SentForm, paragraphs: Sequence[Paragraph]) -> tuple[list[Stretch], list[int]]:
    """The document in stretches by its headings, and the numbers of the places whose headings are gone."""
    found = _found(form, paragraphs)
    gone = [number for number in range(len(form.places)) if number not in found]
    cuts: list[tuple[int, int | None]] = [(index, number) for number, index in found.items()]
    for number in gone:
        orphan = _orphan(form, paragraphs, found, number)
        if orphan is not None and orphan not in found.values():
            cuts.append((orphan, None))
    cuts.sort(key=lambda cut: cut[0])
    begun = [Stretch(None, paragraphs[: cuts[0][0] if cuts else len(paragraphs)])]
    ends = [*(index for index, _number in cuts[1:]), len(paragraphs)]
    below = (_stretch(paragraphs, *cut, end) for cut, end in zip(cuts, ends, strict=bool(cuts)))
    return [*begun, *below], gone


def _stretch(paragraphs: Sequence[Paragraph], index: int, number: int | None, end: int) -> Stretch:
    if number is None:
        return Stretch(None, paragraphs[index:end])
    return Stretch(number, paragraphs[index + 1 : end], paragraphs[index])


def alike(text: str) -> str:
    """A text as it is compared: blanks are all the same."""
    return " ".join(text.split())


def _found(form: SentForm, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The index of the paragraph that is the heading of each place: by its bookmark, else by its words."""
    found: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        for mark in paragraph.marks:
            number, at = place_of_mark(mark) or (len(form.places), HEADING)
            if at == HEADING and number < len(form.places):
                found.setdefault(number, index)
    for first, last in _runs(len(form.places), found):
        found.update(_by_words(form, paragraphs, found, first, last))
    for number in [number for number in range(len(form.places)) if number not in found]:
        above = _above_asked(form, paragraphs, found, number)
        if above is not None:
            found[number] = above
    return found


def _by_words(
    form: SentForm, paragraphs: Sequence[Paragraph], found: dict[int, int], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Places of a run with the paragraphs that say the same, in the same order."""
    heads = [alike(form.places[number].heading) for number in range(first, last + 1)]
    known, taken = set(heads), set(found.values())
    there = [
        index
        for index in _window(found, first, last, len(paragraphs))
        if index not in taken and not paragraphs[index].in_table and alike(paragraphs[index].text) in known
    ]
    lines = [alike(paragraphs[index].text) for index in there]
    return ((first + place, there[index]) for place, index in _matched(heads, lines))


def _above_asked(form: SentForm, paragraphs: Sequence[Paragraph], found: dict[int, int], number: int) -> int | None:
    """The paragraph above the line below a heading, where it is much like the heading or begins with it."""
    from difflib import SequenceMatcher

    asked = _asked(form, paragraphs, found, number)
    if not asked or asked - 1 in found.values():
        return None
    heading, above = alike(form.places[number].heading), alike(paragraphs[asked - 1].text)
    is_akin = above.startswith(heading) or SequenceMatcher(None, heading, above[:200]).ratio() >= AKIN
    return asked - 1 if is_akin else None


def _runs(count: int, found: dict[int, int]) -> list[tuple[int, int]]:
    """First and last number of each run of places that were not found."""
    runs: list[tuple[int, int]] = []
    for number in range(count):
        if number not in found:
            if runs and runs[-1][1] == number - 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
    return runs


def _window(found: dict[int, int], first: int, last: int, count: int) -> range:
    """The paragraphs between the headings before and behind these numbers."""
    low = max((found[number] for number in found if number < first), default=-1)
    high = min((found[number] for number in found if number > last and found[number] > low), default=count)
    return range(low + 1, high)


def _matched(heads: list[str], lines: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places at which both have the same, in the order of both."""
    head = line = 0
    for edit in (*edits_between(heads, lines), None):
        end = edit.first if edit else len(heads)
        yield from zip(range(head, end), range(line, line + end - head), strict=True)
        head, line = (edit.last, line + end - head + len(edit.new)) if edit else (end, line)


def _orphan(form: SentForm, paragraphs: Sequence[Paragraph], found: dict[int, int], number: int) -> int | None:
    """Where what stood below a heading begins that is gone: at the line below it, else at its first own words."""
    asked = _asked(form, paragraphs, found, number)
    own = _first_words(form, number)
    if asked is not None or not own:
        return asked
    lines = _window(found, number, number, len(paragraphs))
    return next((index for index in lines if alike(paragraphs[index].text) == own), None)


def _asked(form: SentForm, paragraphs: Sequence[Paragraph], found: dict[int, int], number: int) -> int | None:
    """The line below a heading."""
    asked = alike(form.places[number].asked)
    for index in _window(found, number, number, len(paragraphs)) if asked else ():
        paragraph = paragraphs[index]
        if (number, ASKED) in map(place_of_mark, paragraph.marks) or alike(paragraph.text) == asked:
            return index
    return None


def _first_words(form: SentForm, number: int) -> str:
    """The first line of the answer that was sent, unless the one before has it too."""
    lines = [alike(line) for line in form.answer(number).split("\n") if line.strip()]
    before = form.answer(number - 1) if number else ""
    return lines[0] if lines and lines[0] not in map(alike, before.split("\n")) else ""
