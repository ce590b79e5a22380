"""Where the headings of a form that was sent out are in the document that came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ka2plan.export.sent_form import ASKED, HEADING, SentForm, place_of_mark
from ka2plan.imports.word_text import Paragraph
from ka2plan.merge.diff3 import edits_between

AKIN = 0.6
"""How alike a heading and one that was rewritten are at least, of 1."""


MOST_ALIKE = 4
"""Paragraphs for each heading that may say the same: the contents have some of them too."""

LONGEST = 200
"""Characters of a line that are compared."""


class Stretch(NamedTuple):
    """Paragraphs below one heading."""

    number: int | None
    """Of the place whose heading stands above; None for what stands below none."""
    paragraphs: Sequence[Paragraph]
    heading: Paragraph | None = None


def stretches(form: SentForm, paragraphs: Sequence[Paragraph]) -> tuple[list[Stretch], list[int]]:
    """The document in stretches by its headings, and the numbers of the places whose headings are gone."""
    search = _Search(form, paragraphs)
    found = search.found()
    gone = [number for number in range(len(form.places)) if number not in found]
    orphans = {index for number in gone if (index := search.orphan(number)) is not None} - set(found.values())
    cuts: list[tuple[int, int | None]] = [(index, number) for number, index in found.items()]
    cuts = sorted([*cuts, *((index, None) for index in orphans)], key=lambda cut: cut[0])
    begun = Stretch(None, paragraphs[: cuts[0][0] if cuts else len(paragraphs)])
    ends = [*(index for index, _number in cuts[1:]), len(paragraphs)]
    below = (_stretch(paragraphs, *cut, end) for cut, end in zip(cuts, ends, strict=bool(cuts)))
    return [begun, *below], gone


def _stretch(paragraphs: Sequence[Paragraph], index: int, number: int | None, end: int) -> Stretch:
    if number is None:
        return Stretch(None, paragraphs[index:end])
    return Stretch(number, paragraphs[index + 1 : end], paragraphs[index])


def alike(text: str) -> str:
    """A text as it is compared: blanks are all the same."""
    return " ".join(text.split())


class _Search:
    """Looks for the headings of a form in a document."""

    def __init__(self, form: SentForm, paragraphs: Sequence[Paragraph]) -> None:
        self._form = form
        self._lines = [alike(paragraph.text) for paragraph in paragraphs]
        self._by_line: dict[str, list[int]] = {}
        self._marks: dict[tuple[int, str], int] = {}
        self._found: dict[int, int] = {}
        for index, paragraph in enumerate(paragraphs):
            if not paragraph.in_table:
                self._by_line.setdefault(self._lines[index], []).append(index)
            for mark in filter(None, map(place_of_mark, paragraph.marks)):
                self._marks.setdefault(mark, index)

    def found(self) -> dict[int, int]:
        """The index of the paragraph that is the heading of each place: by its bookmark, else by its words."""
        numbers = range(len(self._form.places))
        marked = ((number, self._marks.get((number, HEADING))) for number in numbers)
        self._found = {number: index for number, index in marked if index is not None}
        for first, last in self._runs():
            self._found |= self._by_words(first, last)
        for number in [number for number in numbers if number not in self._found]:
            above = self._above_asked(number)
            if above is not None:
                self._found[number] = above
        return self._found

    def _runs(self) -> list[tuple[int, int]]:
        """First and last number of each run of places that were not found."""
        runs: list[tuple[int, int]] = []
        for number in range(len(self._form.places)):
            if number in self._found:
                continue
            if runs and runs[-1][1] == number - 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
        return runs

    def _window(self, first: int, last: int) -> range:
        """The paragraphs between the headings next before and next behind these numbers."""
        before = (number for number in range(first - 1, -1, -1) if number in self._found)
        behind = (number for number in range(last + 1, len(self._form.places)) if number in self._found)
        low = self._found.get(next(before, -1), -1)
        high = self._found.get(next(behind, -1), len(self._lines))
        return range(low + 1, high if high > low else len(self._lines))

    def _by_words(self, first: int, last: int) -> dict[int, int]:
        """Places of a run with the paragraphs that say the same, in the same order."""
        heads = [alike(self._form.places[number].heading) for number in range(first, last + 1)]
        window, taken = self._window(first, last), set(self._found.values())
        there = sorted(index for head in set(heads) for index in self._by_line.get(head, ()) if index in window)
        there = [index for index in there if index not in taken][: MOST_ALIKE * len(heads)]
        pairs = _matched(heads, [self._lines[index] for index in there])
        return {first + place: there[index] for place, index in pairs}

    def _above_asked(self, number: int) -> int | None:
        """The paragraph above the line below a heading, where it is much like the heading or begins with it."""
        from difflib import SequenceMatcher

        asked = self._asked(number)
        if not asked or asked - 1 in self._found.values():
            return None
        heading, above = alike(self._form.places[number].heading)[:LONGEST], self._lines[asked - 1][:LONGEST]
        is_akin = above.startswith(heading) or SequenceMatcher(None, heading, above).ratio() >= AKIN
        return asked - 1 if is_akin else None

    def orphan(self, number: int) -> int | None:
        """Where what stood below a heading that is gone begins: at the line below it, else at its first own words."""
        asked = self._asked(number)
        return self._line(_first_words(self._form, number), number) if asked is None else asked

    def _asked(self, number: int) -> int | None:
        """The line below a heading."""
        marked = self._marks.get((number, ASKED))
        return self._line(alike(self._form.places[number].asked), number) if marked is None else marked

    def _line(self, line: str, number: int) -> int | None:
        """The first paragraph that says this, between the headings before and behind a number."""
        there = self._by_line.get(line, ()) if line else ()
        window = self._window(number, number) if there else range(0)
        return next((index for index in there if index in window), None)


def _matched(heads: list[str], lines: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places at which both have the same, in the order of both."""
    head = line = 0
    for edit in (*edits_between(heads, lines), None):
        end = edit.first if edit else len(heads)
        yield from zip(range(head, end), range(line, line + end - head), strict=True)
        head, line = (edit.last, line + end - head + len(edit.new)) if edit else (end, line)


def _first_words(form: SentForm, number: int) -> str:
    """The first line of the answer that was sent, unless the one before has it too."""
    lines = [alike(line) for line in form.answer(number).split("\n") if line.strip()]
    before = form.answer(number - 1) if number else ""
    return lines[0] if lines and lines[0] not in map(alike, before.split("\n")) else ""
