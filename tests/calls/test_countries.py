"""Which countries stand how, year by year."""

from __future__ import annotations

import pytest

from ka2plan.calls import load_calls

BOOK = load_calls()


@pytest.mark.parametrize(
    ("code", "year", "group", "counts"),
    [
        ("SI", 2026, "eu27", True),
        ("RS", 2021, "associated", True),
        ("XK", 2026, "region1", False),
        ("UA", 2026, "region2", False),
        ("TN", 2026, "region3", False),
        ("CH", 2026, "third", False),
        ("GB", 2025, "third", False),
        ("US", 2024, "third", False),
        ("RE", 2026, "overseas", None),
    ],
)
def test_standing_of_a_country_in_a_year(code, year, group, counts):
    standing = BOOK.countries(year).of(code)
    assert (standing.group, standing.counts) == (group, counts)
    assert standing.announced is None


def test_announced_changes_leave_a_country_open_from_their_year_on():
    assert BOOK.countries(2027).of("CH").counts is None
    assert BOOK.countries(2027).of("GB").announced.value == "associated"
    assert BOOK.countries(2026).of("CH").counts is False


def test_groups_of_a_year_without_facts_are_borrowed_and_make_no_error():
    countries = BOOK.countries(2027)
    assert countries.borrowed
    standing = countries.of("SI")
    assert standing.counts
    assert not standing.membership.may_be_error
    assert BOOK.countries(1999).of("SI").counts
    assert not countries.of("US").membership.may_be_error
    assert BOOK.countries(2026).of("US").membership.may_be_error


@pytest.mark.parametrize(
    ("code", "year", "evidence"),
    [
        ("BY", 2021, None),
        ("BY", 2022, "verified"),
        ("BY", 2026, "verified"),
        ("RU", 2022, None),
        ("RU", 2023, "secondary"),
    ],
)
def test_exclusions_with_their_evidence(code, year, evidence):
    exclusion = BOOK.countries(year).of(code).exclusion
    assert (exclusion.evidence if exclusion else None) == evidence


@pytest.mark.parametrize(
    ("code", "year", "third_countries", "may"),
    [
        ("SI", 2026, "none", True),
        ("UA", 2026, "none", False),
        ("UA", 2026, "regions-1-3-except-excluded", True),
        ("US", 2026, "regions-1-3-except-excluded", False),
        ("BY", 2026, "regions-1-3-except-excluded", False),
        ("US", 2024, "world-except-excluded", True),
        ("BY", 2024, "world-except-excluded", False),
        ("BY", 2021, "world", True),
        ("CH", 2027, "none", None),
    ],
)
def test_who_may_be_a_partner(code, year, third_countries, may):
    assert BOOK.countries(year).of(code).may_join(third_countries) is may


def test_names_are_known_for_all_countries_and_kosovo():
    countries = BOOK.countries(2026)
    assert len(countries.names) == 250
    assert countries.name("TR") == "Türkiye"
    assert countries.name("XK") == "Kosovo"
    assert countries.name("ZZ") == "ZZ"
    assert not countries.exists("ZZ")
    grouped = [code for facts in (countries.memberships, countries.exclusions) for code in facts]
    assert all(countries.exists(code) for code in grouped)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("UK", "GB"),
        ("EL", "GR"),
        ("si", "SI"),
        (" Slovenia ", "SI"),
        ("Sloveina", "SI"),
        ("Turkiye", "TR"),
        ("qqq", None),
    ],
)
def test_the_country_meant_by_a_wrong_code_or_a_name(typed, code):
    assert BOOK.countries(2026).nearest(typed) == code


def test_sizes_of_the_groups():
    countries = BOOK.countries(2026)
    groups = ("eu27", "associated", "region1", "region2", "region3")
    assert [len(countries.members(group)) for group in groups] == [27, 6, 4, 6, 10]
