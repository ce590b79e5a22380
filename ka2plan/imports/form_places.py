"""Where the headings of a form that was sent out are in the document that came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ka2plan.export.sent_form import SentForm, place_of_mark
from ka2plan.imports.word_text import Paragraph
from ka2plan.merge.diff3 import edits_between


class Stretch(NamedTuple):
    """Paragraphs below one heading."""

    number: int | None
    """Of the place whose heading stands above; None for what stands below none."""
    paragraphs: Sequence[Paragraph]


def stretches(form: SentForm, paragraphs: Sequence[Paragraph]) -> tuple[list[Stretch], list[int]]:
    """The document in stretches, the headings themselves left out; and the numbers of places that are gone."""
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
    pairs = zip(cuts, ends, strict=bool(cuts))
    below = (Stretch(cut[1], paragraphs[cut[0] + (cut[1] is not None) : end]) for cut, end in pairs)
    return [*begun, *below], gone


def alike(text: str) -> str:
    """A text as it is compared: blanks are all the same."""
    return " ".join(text.split())


def _found(form: SentForm, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The index of the paragraph that is the heading of each place: by its bookmark, else by its words."""
    found: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        for mark in paragraph.marks:
            number, is_asked = place_of_mark(mark) or (len(form.places), True)
            if not is_asked and number < len(form.places):
                found.setdefault(number, index)
    for first, last in _runs(len(form.places), found):
        window = _window(found, first, last, len(paragraphs))
        heads = [alike(form.places[number].heading) for number in range(first, last + 1)]
        known, taken = set(heads), set(found.values())
        there = [
            index
            for index in window
            if index not in taken and not paragraphs[index].in_table and alike(paragraphs[index].text) in known
        ]
        for place, index in _matched(heads, [alike(paragraphs[index].text) for index in there]):
            found[first + place] = there[index]
    return found


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
    place = form.places[number]
    if not place.asked:
        return None
    for index in _window(found, number, number, len(paragraphs)):
        marks = map(place_of_mark, paragraphs[index].marks)
        if (number, True) in marks or alike(paragraphs[index].text) == alike(place.asked):
            return index
    own = _first_words(form, number)
    lines = _window(found, number, number, len(paragraphs)) if own else ()
    return next((index for index in lines if alike(paragraphs[index].text) == own), None)


def _first_words(form: SentForm, number: int) -> str:
    """The first line of the answer that was sent, unless the one before has it too."""
    lines = [alike(line) for line in form.answer(number).split("\n") if line.strip()]
    before = form.answer(number - 1) if number else ""
    return lines[0] if lines and lines[0] not in map(alike, before.split("\n")) else ""
