"""A finding's key path leads to the line and column where the key stands."""

from __future__ import annotations

import pytest

from ka2plan.toml import Positions, parse_path

PLAN = (
    '\ufeffformat = 1\n[project]\ntitle = """\n[activities.A9]\nstart = "M1"\n"""\n'
    '[activities."A2.1"] # note\n  "title" = "Šola 🏫" \n'
    'venue = { place = "é", country.code = "ES" }\nbudget.OSL = 1\n'
    "after = [\n  \"A1\", # tail\n  { id = 'A2', lag = '1m' }]\n"
    '[[activities."A2.1".periods]]\nstart = 1\n[[activities."A2.1".periods]]\nstart = 2\n'
    "[activities.'A3'.effort]\nOSL = 3\n"
).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("format", (1, 1)),
        ("project", (2, 2)),
        ("project.title", (3, 1)),
        ("activities", (7, 2)),
        ('activities."A2.1"', (7, 13)),
        ('activities."A2.1".title', (8, 3)),
        ('activities."A2.1".venue.country', (9, 24)),
        ('activities."A2.1".venue.country.code', (9, 32)),
        ('activities."A2.1".budget', (10, 1)),
        ('activities."A2.1".budget.OSL', (10, 8)),
        ('activities."A2.1".after[0]', (12, 3)),
        ('activities."A2.1".after[1]', (13, 3)),
        ('activities."A2.1".after[1].lag', (13, 16)),
        ('activities."A2.1".after[7]', (11, 1)),
        ('activities."A2.1".after[0].id', (12, 3)),
        ('activities."A2.1".periods[1].start', (17, 1)),
        ('activities."A2.1".periods[1].end', (16, 21)),
        ("activities.A3", (18, 13)),
        ("activities.A3.lead", (18, 13)),
        ("activities.A3.effort.OSL", (19, 1)),
        ("activities.A9.start", (7, 2)),
        ("nothing", (1, 1)),
    ],
)
def test_a_path_has_its_place_or_that_of_the_nearest_above(path, place):
    assert Positions(PLAN).of(parse_path(path)) == place


def test_the_empty_path_is_the_files_first_character():
    assert Positions(PLAN).of(()) == (1, 1)
    assert Positions("").of(("a",)) == (1, 1)
