"""What a plan is checked against: known and unknown types and years, overrides."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from ka2plan.calls import load_calls
from ka2plan.rules.fact_faults import fault_reason

BOOK = load_calls()


def test_types_are_named_by_action_and_field():
    ids = [type_.id for type_ in BOOK.types()]
    assert ids[:10] == [
        "KA220-SCH", "KA220-VET", "KA220-ADU", "KA220-HED", "KA220-YOU",
        "KA210-SCH", "KA210-VET", "KA210-ADU", "KA210-YOU", "KA240-SCH",
    ]  # fmt: skip
    assert {"PCOOP-SPORT", "PCOOP-ENGO-EDU", "PCOOP-ENGO-YOU", "SSCP-SPORT", "PEX-COVE", "CBHE"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_known_call():
    call = BOOK.call("KA220-SCH", 2026)
    assert call.known_type
    assert call.known_year
    assert call.type.field == "SCH"
    assert call.management_wp == "WP1"
    assert call.unit_of_plan == "work-package"
    assert call.value("min_countries") == 3
    assert call.fact("lump_sums").may_be_error
    assert not call.fact("score_min_total").may_be_error


def test_a_small_scale_plan_is_made_of_activities():
    call = BOOK.call("KA210-VET", 2024)
    assert (call.unit_of_plan, call.management_wp) == ("activity", None)


@pytest.mark.parametrize("type_id", ["KA229-SCH", "", "ka220-sch", "KA220SCH", "\x1b[2J", "KA", "PEX"])
def test_an_unknown_type_gives_a_call_without_facts(type_id):
    call = BOOK.call(type_id, 2026)
    assert not call.known_type
    assert call.facts == {}
    assert call.form is None
    assert call.rules == ()
    assert call.window() is None
    assert call.unit_of_plan == "work-package"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("KA229-SCH", "KA220-SCH"), ("ka220-sch", "KA220-SCH"), ("KA220SCH", "KA220-SCH"), ("PEX-COV", "PEX-COVE"),
     ("nothing like it", None)],
)  # fmt: skip
def test_the_nearest_known_type_is_offered(typed, meant):
    assert BOOK.nearest_type(typed) == meant


def test_a_known_action_with_an_unknown_field_keeps_the_facts_of_the_action():
    call = BOOK.call("KA210-HED", 2026)
    assert not call.known_type
    assert call.code == "KA210"
    assert call.value("lump_sums") == (30_000, 60_000)


@pytest.mark.parametrize("year", [2027, 2031, 1999, None, -5, 10**9])
def test_a_year_without_facts_borrows_limits_of_the_newest_and_no_dates(year):
    call = BOOK.call("KA220-SCH", year)
    assert not call.known_year
    assert call.year_used == 2026
    assert call.value("lump_sums") == (120_000, 250_000, 400_000)
    assert all(fact.borrowed and not fact.may_be_error for fact in call.facts.values())
    assert call.deadlines == call.windows == ()
    assert call.payment.fact.borrowed


def test_a_type_that_is_not_in_a_known_year_borrows_the_newest_year_that_has_it():
    call = BOOK.call("PI-FORWARD", 2026)
    assert (call.known_year, call.year_used) == (False, 2025)
    assert BOOK.years_of("PI-FORWARD") == (2023, 2025)
    assert BOOK.call("KA240-SCH", 2024).year_used == 2026


def test_an_override_replaces_a_value_and_says_why():
    call = BOOK.call("KA220-SCH", 2026, overrides={"lump_sums": ([100_000, 200_000], "page of 12 Nov 2026")})
    fact = call.fact("lump_sums")
    assert (fact.value, fact.evidence, fact.note) == ((100_000, 200_000), "override", "page of 12 Nov 2026")
    assert fact.may_be_error
    assert call.faults == ()


def test_an_override_may_add_what_the_call_does_not_say_or_borrows():
    assert BOOK.call("PEX-COVE", 2026, overrides={"topics_max": (4, "call text")}).value("topics_max") == 4
    call = BOOK.call("KA220-SCH", 2027, overrides={"management_cap_percent": (25, "guide")})
    assert call.fact("management_cap_percent").may_be_error


def test_deadline_and_window_of_the_plans_round_can_be_overridden():
    overrides = {
        "deadline": (datetime(2026, 10, 6, 12), "moved"),
        "start_window": ([date(2027, 2, 1), date(2027, 8, 31)], "agency's page"),
    }
    call = BOOK.call("KA210-SCH", 2026, 2, overrides)
    assert call.deadline().at == datetime(2026, 10, 6, 12)
    assert call.window().start == date(2027, 2, 1)
    assert call.deadline(1).at == datetime(2026, 3, 5, 12)
    assert BOOK.call("KA210-SCH", 2027, 1, overrides).deadline().fact.evidence == "override"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("lump_sum", [1], "no fact of a call has this name; did you mean “lump_sums”?"),
        ("qqqq", 1, "no fact of a call has this name"),
        ("lump_sums", 250_000, "must be a list of amounts in EUR"),
        ("lump_sums", [], "must be a list of amounts in EUR"),
        ("lump_sums", [True], "must be a list of amounts in EUR"),
        ("duration_months", [24, 12], "must be the least and the greatest number of months, as a list of two"),
        ("min_countries", "3", "must be a whole number from 0 to 1,000,000"),
        ("min_countries", -1, "must be a whole number from 0 to 1,000,000"),
        ("lump_sums", [16**5000], "must be a list of amounts in EUR"),
        ("lump_sums", [Decimal("1e-99999")], "must be a list of amounts in EUR"),
        ("lump_sums", [Decimal("nan")], "must be a list of amounts in EUR"),
        ("management_cap_percent", 120, "must be a number from 0 to 100"),
        ("third_countries", "mars",
         "must be one of none, world, world-except-excluded, regions-1-3-except-excluded"),
        ("oid_pattern", "E[", "must be a regular expression"),
        ("deadline", date(2026, 3, 5), "must be a date with a time, such as 2027-03-04T12:00:00"),
        ("start_window", [date(2026, 3, 5)], "must be the first and the last day, as a list of two dates"),
        ("grant_max_by_duration", {"9" * 5000: 1}, "must be a table from months to amounts in EUR"),
        ("score_weights", {"relevance": "much"}, "must be a table from criteria to points"),
        ("strands", {"s1": {"grant": [2, 1]}},
         "must be tables with `lump_sum`, `grant`, `grant_max`, `months` or `organisations`"),
    ],
)  # fmt: skip
def test_an_override_that_does_not_fit_is_a_fault_and_changes_nothing(key, value, message):
    call = BOOK.call("KA220-SCH", 2026, overrides={key: (value, "because")})
    assert [fault_reason(fault) for fault in call.faults] == [message]
    assert call.faults[0].where[:2] == ("overrides", key)
    assert call.facts == BOOK.call("KA220-SCH", 2026).facts


def test_a_number_of_thousands_of_digits_is_none_that_counts():
    call = BOOK.call("KA220-SCH", 2026, overrides={"min_countries": (16**5000, "because")})
    assert call.value("min_countries") == 3
    assert len(call.faults) == 1


def test_rules_in_words_say_where_they_are_borrowed():
    rules = {rule.id: rule for rule in BOOK.call("KA220-SCH", 2026).rules}
    assert not rules["C-22"].borrowed
    assert rules["C-40"].borrowed
    assert "C-56" not in rules
    assert "S-01" not in rules


def test_changes_to_a_running_project_are_known_by_what_they_need():
    call = BOOK.call("KA220-SCH", 2026)
    assert [rule.needs for rule in call.rules_on("money_between_work_packages")] == ["amendment"]
    assert [rule.id for rule in call.rules_on("duration")] == ["C-47", "C-54"]
    assert [rule.needs for rule in call.rules_on("activity_dates")] == ["none"]
    assert [rule.needs for rule in call.rules_on("lump_sum")] == ["impossible"]
    assert call.rules_on("coordinator") == ()


def test_priorities_of_a_field_come_with_the_horizontal_ones():
    keys = [priority.key for priority in BOOK.call("KA220-ADU", 2026).priorities]
    assert keys[:4] == ["inclusion", "environment", "digital", "participation"]
    assert "adu-quality" in keys
    assert "vet-quality" not in keys
