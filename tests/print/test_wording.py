"""Distances in time are told in the unit a person would take."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ka2plan.words.distances import from_now

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "1 day ago"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (98, "in 14 weeks"),
        (181, "in 25 weeks"),
        (182, "in 6 months"),
        (-14, "2 weeks ago"),
        (-400, "13 months ago"),
    ],
)
def test_a_distance_reads_as_a_person_would_say_it(days: int, words: str) -> None:
    assert from_now(TODAY + timedelta(days), TODAY) == words
