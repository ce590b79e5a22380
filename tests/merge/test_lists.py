"""Lists merged by themselves: names and links by what they are, all else by its place."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from ka2plan.merge.list_merge import merged_list
from ka2plan.merge.meanings import Meanings
from ka2plan.merge.three import Three

PARTNERS = ("activities", "A1", "partners")
AFTER = ("activities", "A1", "after")
PERIODS = ("activities", "A1", "periods")
PRIORITIES = ("project", "priorities")
OWN = ("activities", "A1", "x_rooms")
"""A key that the schema does not know: a list of whatever its owner likes."""


def merged(where: tuple[Any, ...], base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """The merged list of sides that must not clash, whichever of them stands on the left."""
    results = []
    for sides in (Three(base, ours, theirs), Three(base, theirs, ours)):
        for side in ("base", "ours", "theirs"):
            result = merged_list(where, sides, side)
            assert result.clashes is False
            results.append(result.value)
    assert all(result == results[0] for result in results)
    return results[0]


def clashing(where: tuple[Any, ...], base: list[Any], ours: list[Any], theirs: list[Any]) -> list[list[Any]]:
    """What stands there by the base, by ours and by theirs, of sides that must clash."""
    results = [merged_list(where, Three(base, ours, theirs), side) for side in ("base", "ours", "theirs")]
    assert all(result.clashes is True for result in results)
    return [result.value for result in results]


def link(**more: str) -> dict[str, str]:
    return {"id": "A2", **more}


def period(start: str, end: str = "") -> dict[str, str]:
    return {"start": start, "end": end or start}


@pytest.mark.parametrize("where", [PARTNERS, AFTER, ("project", "topics"), PRIORITIES])
def test_names_that_both_sides_add_stand_in_the_order_of_their_numbers(where):
    assert merged(where, ["A1"], ["A1", "A10"], ["A1", "A9"]) == ["A1", "A9", "A10"]


def test_a_name_that_both_sides_add_stands_once():
    assert merged(PARTNERS, ["OSL"], ["OSL", "IES"], ["OSL", "IES", "ZAV"]) == ["OSL", "IES", "ZAV"]


def test_a_name_that_one_side_takes_out_is_gone_and_what_the_other_adds_is_there():
    assert merged(PARTNERS, ["OSL", "IES"], ["IES"], ["OSL", "IES", "ZAV"]) == ["IES", "ZAV"]


def test_a_name_that_both_sides_take_out_is_gone():
    assert merged(PARTNERS, ["OSL", "IES"], ["IES"], ["IES", "ZAV"]) == ["IES", "ZAV"]


def test_names_in_another_order_on_one_side_keep_that_order():
    assert merged(("project", "topics"), ["a", "b"], ["b", "a"], ["a", "b", "c"]) == ["b", "c", "a"]


def test_two_main_priorities_are_a_clash_of_the_whole_lists():
    assert clashing(PRIORITIES, ["a", "b"], ["b", "a"], ["c", "a", "b"]) == [["a", "b"], ["b", "a"], ["c", "a", "b"]]


def test_a_first_topic_on_each_side_is_no_clash_because_no_topic_is_the_main_one():
    assert merged(("project", "topics"), ["a", "b"], ["b", "a"], ["c", "a", "b"]) == ["c", "b", "a"]


def test_the_main_priority_of_one_side_or_of_both_is_no_clash():
    assert merged(PRIORITIES, ["a", "b"], ["b", "a"], ["a", "b", "c"]) == ["b", "c", "a"]
    assert merged(PRIORITIES, ["a", "b"], ["b", "a"], ["b", "a", "c"]) == ["b", "a", "c"]


def test_a_first_priority_that_both_sides_write_into_an_empty_list_is_a_clash():
    assert clashing(PRIORITIES, [], ["a"], ["b"]) == [[], ["a"], ["b"]]


def test_a_table_among_names_is_no_name_so_that_the_lists_are_merged_by_place():
    ours, theirs = ["OSL", {"id": "IES"}], ["OSL", "ZAV"]
    assert clashing(PARTNERS, ["OSL"], ours, theirs) == [["OSL"], ours, theirs]


def test_a_table_without_an_id_is_no_link_so_that_the_lists_are_merged_by_place():
    ours, theirs = ["A1", {"name": "A2"}], ["A1", "A3"]
    assert clashing(AFTER, ["A1"], ours, theirs) == [["A1"], ours, theirs]


def test_a_list_inside_of_an_element_is_merged_by_place_whatever_the_key_around_it_holds():
    assert clashing((*PARTNERS, 0, "rooms"), ["a"], ["a", "b"], ["a", "c"]) == [["a"], ["a", "b"], ["a", "c"]]


def test_a_link_that_one_side_changes_is_changed():
    assert merged(AFTER, ["A2"], [link(lag="2d")], ["A2"]) == [link(lag="2d")]
    assert merged(AFTER, ["A2", "A3"], [link(lag="2d"), "A3"], ["A3", "A2"]) == ["A3", link(lag="2d")]


def test_the_lag_of_one_side_and_the_type_of_the_other_come_together_in_one_link():
    assert merged(AFTER, ["A2"], [link(lag="2d")], [link(type="FF")]) == [link(lag="2d", type="FF")]
    assert merged(AFTER, [link(lag="1d")], [link(lag="2d")], [link(lag="1d", type="FF")]) == [link(lag="2d", type="FF")]


def test_two_lags_of_one_link_are_a_clash_of_that_link_alone():
    assert clashing(AFTER, ["A2", "A3"], [link(lag="2d"), "A3"], [link(lag="3d"), "A3", "A4"]) == [
        ["A2", "A3", "A4"],
        [link(lag="2d"), "A3", "A4"],
        [link(lag="3d"), "A3", "A4"],
    ]


def test_a_link_taken_out_on_one_side_and_changed_on_the_other_is_a_clash():
    assert clashing(AFTER, ["A2"], [], [link(lag="2d")]) == [["A2"], [], [link(lag="2d")]]


def test_a_link_taken_out_on_one_side_and_only_spelled_anew_on_the_other_is_gone():
    assert merged(AFTER, ["A2"], [], [link(lag="0d")]) == []


def test_a_link_that_both_sides_only_spell_anew_has_the_shorter_spelling():
    assert merged(AFTER, ["A2"], [link(lag="0d", type="FS")], [link()]) == [link()]
    assert merged(AFTER, ["A3"], ["A3", link(type="FS")], ["A3", "A2"]) == ["A3", "A2"]


def test_of_two_spellings_of_one_length_the_first_of_the_alphabet_stands():
    assert merged(AFTER, ["A2"], [link(lag="0w")], [link(lag="0d")]) == [link(lag="0d")]


def test_a_link_that_one_side_alone_spells_anew_has_the_new_spelling():
    assert merged(AFTER, ["A2"], [link(lag="0d")], ["A2"]) == [link(lag="0d")]


def test_a_link_spelled_anew_on_one_side_and_changed_on_the_other_is_changed():
    assert merged(AFTER, ["A2"], [link(lag="0d")], [link(lag="2d")]) == [link(lag="2d")]


def test_a_link_of_which_each_side_takes_another_part_away_is_written_as_an_id():
    assert merged(AFTER, [link(lag="2d", type="SS")], [link(type="SS")], [link(lag="2d")]) == ["A2"]


def test_links_of_one_id_and_different_types_are_different_links():
    finish = link(type="FF")
    assert merged(AFTER, ["A2", finish], ["A2", link(type="FF", lag="2d")], [link(lag="1d"), finish]) == [
        link(lag="1d"),
        link(type="FF", lag="2d"),
    ]
    assert merged(AFTER, ["A2", finish], ["A2"], [finish, "A2"]) == ["A2"]


def test_an_id_that_stands_twice_in_a_list_stays_twice_in_it():
    assert merged(AFTER, ["A2", "A2"], ["A2", "A2", "A3"], ["A2", "A2", "A4"]) == ["A2", "A2", "A3", "A4"]
    assert merged(PARTNERS, ["OSL"], ["OSL", "OSL", "OSL"], ["OSL", "IES"]) == ["OSL", "IES", "OSL", "OSL"]


def test_periods_that_both_sides_add_stand_one_after_the_other_each_once():
    base, early, late = period("M1"), period("M3"), period("M10")
    assert merged(PERIODS, [base], [base, late], [base, early]) == [base, early, late]
    assert merged(PERIODS, [base], [base, late], [base, late, early]) == [base, early, late]


def test_tables_of_other_lists_that_both_sides_add_to_one_place_are_a_clash():
    ours, theirs = [{"room": 1}], [{"room": 2}, {"room": 3}]
    assert clashing(OWN, [], ours, theirs) == [[], ours, theirs]


def test_the_start_of_one_side_and_the_end_of_the_other_come_together_in_one_period():
    base = [period("M1", "M2"), period("M8")]
    assert merged(PERIODS, base, [period("M1", "M3"), period("M8")], [period("M0", "M2"), period("M8")]) == [
        period("M0", "M3"),
        period("M8"),
    ]


def test_each_side_may_change_another_period():
    base = [period("M1"), period("M4"), period("M8")]
    assert merged(PERIODS, base, [period("M2"), *base[1:]], [*base[:2], period("M9")]) == [
        period("M2"),
        period("M4"),
        period("M9"),
    ]


def test_two_ends_of_one_period_are_a_clash_of_that_end_alone():
    base, ours, theirs = period("M1", "M4"), period("M2", "M5"), period("M1", "M6")
    assert clashing(PERIODS, [base], [ours], [theirs]) == [[period("M2", end)] for end in ("M4", "M5", "M6")]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_one_table_that_clashes_makes_the_list_clash_wherever_it_stands(order):
    base = [{"a": 1, "b": 1}, {"c": 1, "d": 1}]
    ours = [{"a": 2, "b": 1}, {"c": 2, "d": 1}]
    theirs = [{"a": 1, "b": 2}, {"c": 3, "d": 1}]
    base, ours, theirs = ([side[place] for place in order] for side in (base, ours, theirs))
    values = clashing(OWN, base, ours, theirs)
    assert [value[order.index(0)] for value in values] == [{"a": 2, "b": 2}] * 3
    assert [value[order.index(1)] for value in values] == [{"c": number, "d": 1} for number in (1, 2, 3)]


def test_two_tables_in_place_of_one_are_a_clash_of_what_each_side_has_there():
    ours, theirs = [{"a": 2}], [{"a": 3}, {"a": 4}]
    assert clashing(OWN, [{"a": 1}], ours, theirs) == [[{"a": 1}], ours, theirs]


def test_where_one_of_two_tables_gave_way_to_a_number_both_are_a_clash():
    ours, theirs = [5, {"c": 2, "d": 1}], [{"a": 2}, {"c": 1, "d": 2}]
    base = [{"a": 1}, {"c": 1, "d": 1}]
    assert clashing(OWN, base, ours, theirs) == [base, ours, theirs]


def test_two_values_in_one_place_are_a_clash_and_in_two_places_are_not():
    assert clashing(OWN, [1, 5], [2, 5], [3, 5]) == [[1, 5], [2, 5], [3, 5]]
    assert merged(OWN, [1, 4, 5], [2, 4, 5], [1, 4, 6]) == [2, 4, 6]


def test_a_clash_is_not_forgotten_for_what_merges_behind_it():
    assert clashing(
        PERIODS, [1, 4, 5, 7, period("M1")], [2, 4, 6, 7, period("M1", "M2")], [3, 4, 5, 7, period("M1", "M3")]
    ) == [
        [1, 4, 6, 7, period("M1")],
        [2, 4, 6, 7, period("M1", "M2")],
        [3, 4, 6, 7, period("M1", "M3")],
    ]


def test_a_month_and_its_own_day_in_a_period_are_one_moment():
    meanings = Meanings(Three(*[{"project": {"start": date(2026, 11, 1), "months": 24}}] * 3))
    base, ours, theirs = period("M1"), {"start": "M1", "end": date(2026, 12, 31)}, period("M1", "M2")
    result = merged_list(PERIODS, Three([base], [ours], [theirs]), "ours", meanings)
    assert result.clashes is False
    assert result.value == [period("M1", "M2")]
