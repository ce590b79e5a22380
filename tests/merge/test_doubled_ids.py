"""What names one of two new things with one id names that thing still when the conflict is settled from the file."""

from __future__ import annotations

import pytest

from ka2plan.merge.clash import Renamed
from ka2plan.merge.clash_words import clash_text
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse
from tests.merge.coediting import A31, A32, BASE, activity, behind, changed, within


def new_partner(name, *more):
    return (behind("partners.PHS", f'[partners.VIS]\nname = "{name}"\ncountry = "HR"\n'), *more)


OURS = changed(BASE, new_partner("Vis", within(A31, "budget.IES = 10_000", "budget.IES = 9_000\nbudget.VIS = 1_000")))
THEIRS = changed(
    BASE, new_partner("Viseu", within(A32, "budget.IES = 10_000", "budget.IES = 8_000\nbudget.VIS = 2_000"))
)

NEW_LIST = '[milestones.MS3]\ntitle = "Radio heard"\ndue = "M20"\nafter = ["A3.3"]\n'
RADIO = changed(BASE, (behind(A32, activity("A3.3", "Radio")), behind("milestones.MS2", NEW_LIST)))
FILMS = changed(
    BASE, (behind(A32, activity("A3.3", "Films")), within("milestones.MS2", '["A2.2"]', '["A2.2", "A3.3"]'))
)


def settled(ours, theirs, choice):
    """The data when the conflict in the file is settled, both ways of seeing it."""
    merged = merge_texts(BASE, ours, theirs)
    (clash,) = merged.clashes
    conflicts = read_conflicts(merged.text)
    assert [found.where for found in conflicts.clashes] == [clash.where]
    result = conflicts.resolved({clash.where: choice})
    assert result.clashes == ()
    assert result.text == merge_texts(BASE, ours, theirs, choices={clash.where: choice}).text
    return parse(result.text)


def test_the_money_of_two_partners_is_not_thrown_together():
    data = settled(OURS, THEIRS, Renamed("VIS2"))
    assert data["activities"]["A3.1"]["budget"] == {"OSL": 15_000, "IES": 9_000, "VIS": 1_000}
    assert data["activities"]["A3.2"]["budget"] == {"OSL": 15_000, "IES": 8_000, "VIS2": 2_000}
    assert [data["partners"][id]["name"] for id in ("VIS", "VIS2")] == ["Vis", "Viseu"]


def test_links_to_two_activities_lead_to_the_one_that_was_meant():
    for ours, theirs, radio, films in ((RADIO, FILMS, "A3.3", "A3.4"), (FILMS, RADIO, "A3.4", "A3.3")):
        data = settled(ours, theirs, Renamed("A3.4"))
        assert data["milestones"]["MS3"]["after"] == [radio]
        assert data["milestones"]["MS2"]["after"] == ["A2.2", films]
        assert data["activities"][radio]["title"] == "Radio"


@pytest.mark.parametrize(("choice", "mine", "other"), [("ours", "A3.1", "A3.2"), ("theirs", "A3.2", "A3.1")])
def test_with_the_thing_that_is_not_taken_goes_what_names_it(choice, mine, other):
    data = settled(OURS, THEIRS, choice)
    assert "VIS" in data["activities"][mine]["budget"]
    assert "VIS" not in data["activities"][other]["budget"]


def test_markers_stand_round_the_lines_that_name_either_and_the_sentence_names_them():
    merged = merge_texts(BASE, OURS, THEIRS)
    assert "<<<<<<< ours\nbudget.VIS = 1_000\n||||||| base\n=======\n>>>>>>> theirs\n" in merged.text
    assert "<<<<<<< ours\n||||||| base\n=======\nbudget.VIS = 2_000\n>>>>>>> theirs\n" in merged.text
    assert merged.text.count("<<<<<<<") == 3
    (said,) = map(clash_text, merged.clashes)
    assert said.endswith("; ours uses it: A3.1 (budget.VIS); theirs uses it: A3.2 (budget.VIS)")


def test_one_thing_that_both_add_keeps_what_both_name_it_in():
    theirs = THEIRS.replace("Viseu", "Vis")
    merged = merge_texts(BASE, OURS, theirs)
    assert merged.clashes == ()
    assert [parse(merged.text)["activities"][id]["budget"]["VIS"] for id in ("A3.1", "A3.2")] == [1_000, 2_000]


REPLACED = changed(
    BASE,
    (within("partners.IES", 'name = "IES Sorolla"\ncountry = "ES"\ncapacity = 12', 'name = "Muzej"\ncountry = "HR"'),),
)
MOVED_MONEY = changed(BASE, (within(A31, "budget.IES = 10_000", "budget.IES = 9_000"),))


@pytest.mark.parametrize(("choice", "money"), [("ours", 10_000), ("theirs", 9_000)])
def test_money_given_to_a_partner_who_was_replaced_goes_to_nobody_else(choice, money):
    with_oids = [
        text.replace("[partners.IES]\n", f'[partners.IES]\noid = "E1000000{number}"\n')
        for number, text in ((1, BASE), (2, REPLACED), (1, MOVED_MONEY))
    ]
    merged = merge_texts(*with_oids)
    (clash,) = merged.clashes
    conflicts = read_conflicts(merged.text)
    assert [clash_text(found) for found in conflicts.clashes] == [clash_text(clash)]
    data = parse(conflicts.resolved({clash.where: choice}).text)
    assert data["activities"]["A3.1"]["budget"]["IES"] == money
    both = conflicts.resolved({clash.where: Renamed(clash.suggestion)})
    assert both.text == merge_texts(*with_oids, choices={clash.where: Renamed(clash.suggestion)}).text
