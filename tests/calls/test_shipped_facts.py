"""The facts that come with the program: complete in themselves, sourced, dated, never borrowed in silence."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ka2plan.calls import CallBook, load_calls
from ka2plan.calls.model import EVIDENCES
from ka2plan.calls.own_years import read_own_years
from ka2plan.calls.shapes import fits
from ka2plan.calls.shipped import shipped, shipped_years
from ka2plan.calls.vocabulary import BY_NAME
from ka2plan.resources import calls_folder
from ka2plan.rules.fact_faults import fault_sentence

BOOK = load_calls()
TYPE_IDS = [type_.id for type_ in BOOK.types()]


def facts_of(year: int):
    file = BOOK.year(year)
    for code, facts in file.facts.items():
        for fact in facts.values():
            yield f"{year} {code} {fact.key}", fact
    for dates in file.dates:
        for dated in (dates.deadline, dates.window):
            if dated:
                yield f"{year} {dates.types} round {dated.round}", dated.fact
    for code in file.payments:
        yield f"{year} payment {code}", BOOK.call(f"{code}-SCH", year).payment.fact


@pytest.mark.parametrize("year", shipped_years())
def test_every_fact_has_evidence_and_a_source_that_exists(year):
    for where, fact in facts_of(year):
        assert fact.evidence in EVIDENCES, where
        assert fact.source_ids, where
        for id in fact.source_ids:
            assert BOOK.library.source(id), f"{where}: {id}"


@pytest.mark.parametrize("year", shipped_years())
def test_every_fact_is_of_the_shape_of_its_key_and_names_a_rule_that_exists(year):
    for where, fact in facts_of(year):
        if fact.key != "payment":
            assert fits(BY_NAME[fact.key], fact.value), where
        for id in fact.rule.split(", ") if fact.rule else ():
            assert BOOK.rule(id), where


def test_our_year_files_stand_the_test_that_users_files_have_to_stand():
    years, faults = read_own_years(calls_folder())
    assert faults == ()
    assert tuple(sorted(years)) == shipped_years()
    assert [fault_sentence(fault) for year in years.values() for fault in year.faults] == []


def test_a_memory_is_called_a_memory():
    for year in shipped_years():
        for where, fact in facts_of(year):
            if fact.source_ids == ("memory",):
                assert fact.evidence == "memory", where


@pytest.mark.parametrize("year", shipped_years())
@pytest.mark.parametrize("type_id", TYPE_IDS)
def test_reading_one_type_gives_what_reading_the_whole_year_gives(type_id, year):
    code = BOOK.type(type_id).code
    whole, part = BOOK.year(year), BOOK.year(year, code)
    assert part.facts.get(code) == whole.facts.get(code)
    assert part.payments.get(code) == whole.payments.get(code)
    assert part.dates == whole.dates


def test_rules_priorities_groups_and_forms_have_sources_that_exist():
    ids = {id for rule in BOOK.library.rules() for id in rule.source_ids}
    ids |= {id for priority in BOOK.library.priorities() for id in priority.source_ids}
    for year in (2020, 2023, 2026, 2027):
        countries = BOOK.countries(year)
        for facts in (countries.memberships, countries.exclusions, countries.announcements):
            ids |= {id for fact in facts.values() for id in fact.source_ids}
    for type_id in TYPE_IDS:
        form = BOOK.call(type_id, 2026).form
        ids |= {*form.source_ids, *form.limit_source_ids}
    assert [id for id in ids if BOOK.library.source(id) is None] == []


def test_every_source_is_used():
    used = {id for year in shipped_years() for _where, fact in facts_of(year) for id in fact.source_ids}
    used |= {id for rule in BOOK.library.rules() for id in rule.source_ids}
    used |= {id for priority in BOOK.library.priorities() for id in priority.source_ids}
    used |= {id for agency in BOOK.library.agencies() for id in agency.source_ids}
    countries = BOOK.countries(2027)
    for facts in (countries.memberships, countries.exclusions, countries.announcements):
        used |= {id for fact in facts.values() for id in fact.source_ids}
    assert set(shipped("sources")) - used == {"hb-official"}, "its address is kept for whoever can read it"


@pytest.mark.parametrize(
    ("type_id", "year", "key", "value", "evidence"),
    [
        ("KA220-SCH", 2026, "lump_sums", (120_000, 250_000, 400_000), "verified"),
        ("KA220-SCH", 2022, "lump_sums", (120_000, 250_000, 400_000), "memory"),
        ("KA220-SCH", 2026, "management_cap_percent", 20, "verified"),
        ("KA240-SCH", 2026, "management_cap_percent", 20, "digest"),
        ("KA220-SCH", 2025, "applications_per_oid", 10, "verified"),
        ("KA220-SCH", 2026, "applications_per_oid", 10, "secondary"),
        ("KA210-YOU", 2026, "applications_per_oid", 5, "verified"),
        ("PI-ALL-INNO-EDU-ENTERP", 2026, "min_organisations", 8, "memory"),
        ("PI-ALL-INNO-EDU-ENTERP", 2026, "min_countries", 4, "verified"),
        ("KA210-SCH", 2026, "score_min_total", 60, "secondary"),
        ("KA220-HED", 2025, "applicant_established_years", 2, "verified"),
        ("PEX-COVE", 2026, "deliverables_recommended_max", 15, "verified"),
    ],
)
def test_a_fact_has_its_own_label_not_that_of_its_neighbours(type_id, year, key, value, evidence):
    fact = BOOK.call(type_id, year).fact(key)
    assert (fact.value, fact.evidence, fact.borrowed) == (value, evidence, False)


@pytest.mark.parametrize(
    ("type_id", "key"),
    [("KA220-HED", "applications_per_oid"), ("KA220-SCH", "charter_of_universities"),
     ("PCOOP-ENGO-EDU", "sport_priorities_max"), ("KA210-SCH", "management_cap_percent"),
     ("KA210-SCH", "management_wp")],
)  # fmt: skip
def test_a_fact_of_other_fields_or_types_is_not_there(type_id, key):
    assert BOOK.call(type_id, 2025).fact(key) is None


@pytest.mark.parametrize(
    ("type_id", "year", "round_number", "at", "published"),
    [
        ("KA220-SCH", 2023, 1, datetime(2023, 3, 24, 12), datetime(2023, 3, 22, 12)),
        ("KA210-ADU", 2024, 2, datetime(2024, 10, 8, 12), datetime(2024, 10, 1, 12)),
        ("KA220-SCH", 2026, 1, datetime(2026, 3, 5, 12), None),
        ("KA240-SCH", 2026, 1, datetime(2026, 4, 9, 12), None),
        ("SSCP-SPORT", 2026, 1, datetime(2026, 3, 5, 17), None),
        ("PEX-COVE", 2026, 1, datetime(2026, 9, 3, 17), None),
    ],
)
def test_deadlines_are_brussels_wall_clock_and_know_when_they_were_moved(type_id, year, round_number, at, published):
    deadline = BOOK.call(type_id, year, round_number).deadline()
    assert (deadline.at, deadline.published_at) == (at, published)
    assert deadline.at.tzinfo is None


def test_windows_of_the_rounds():
    call = BOOK.call("KA210-SCH", 2026)
    assert (call.window().start, call.window().end) == (date(2026, 9, 1), date(2026, 12, 31))
    assert (call.window(2).start, call.window(2).end) == (date(2027, 1, 1), date(2027, 8, 31))
    assert call.window(2).agency_decides
    assert not call.window(1).agency_decides
    assert BOOK.call("KA220-SCH", 2022).window().fact.evidence == "memory"


def test_whether_higher_education_has_a_second_round_is_not_sure():
    second = BOOK.call("KA220-HED", 2026, 2)
    assert BOOK.call("KA220-ADU", 2026).rounds == (1, 2)
    assert second.deadline().agency_decides
    assert second.deadline().fact.evidence == "secondary"
    assert second.window() is None


def test_no_window_or_deadline_ends_before_it_begins_or_lies_far_from_its_call():
    for year in shipped_years():
        for dates in BOOK.year(year).dates:
            if dates.window:
                assert dates.window.start <= dates.window.end
            if dates.window and dates.deadline:
                assert dates.deadline.at.date() < dates.window.start
            assert dates.deadline.at.year == year


def test_the_two_payment_scales_are_not_confused():
    large, small = BOOK.call("KA220-SCH", 2026).payment, BOOK.call("KA210-SCH", 2026).payment
    assert [large.percent_at(score) for score in (100, 70, 69, 55, 54, 40, 39, 10, 9, 0)] == [
        100, 100, 90, 90, 60, 60, 30, 30, 0, 0,
    ]  # fmt: skip
    assert [small.percent_at(score) for score in (60, 59, 45, 44, 30, 29, 10, 9)] == [100, 90, 90, 70, 70, 30, 30, 0]
    assert (large.full_from, small.full_from) == (70, 60)
    assert large.management_cap_percent == 20
    assert sum(small.criteria.values()) == 100


def test_types_of_other_managers_have_no_scale():
    assert BOOK.call("PEX-COVE", 2026).payment is None


def test_the_book_reads_nothing_before_it_is_asked(monkeypatch):
    read = []
    monkeypatch.setattr("ka2plan.calls.shipped.parse", read.append)
    assert CallBook().years == shipped_years()
    assert read == []
