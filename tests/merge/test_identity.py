"""Which entry is which: told by title, fields, OID and what refers to it, whatever ids were moved round."""

from __future__ import annotations

import json
import re

import pytest

from ka2plan.changes.comparison import Comparison
from ka2plan.changes.diff_forms import difference_json, difference_lines
from ka2plan.merge.clash import DELETED, DOUBLED, REPLACED, Renamed
from ka2plan.merge.clash_words import clash_text
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.identity import identity_between
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import parse
from tests.cli.running import run

PLAN = """\
format = 1

[project]
title = "T"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 120_000
coordinator = "P1"

[partners.P1]
name = "Ledina"
country = "SI"
oid = "E10000001"

[partners.P2]
name = "Sorolla"
country = "ES"
oid = "E10000002"

[work_packages.WP2]
title = "Modules"
lead = "P2"

[work_packages.WP3]
title = "Pilots"
lead = "P1"

[activities."A2.1"]
wp = "WP2"
title = "Survey"
start = "M1"
end = "M4"
lead = "P2"
budget.P2 = 9_000

[activities."A2.2"]
wp = "WP2"
title = "Handbook"
start = "M5"
end = "M9"
lead = "P1"
partners = ["P2"]
budget.P1 = 20_000
after = ["A2.1"]

[activities."A2.3"]
wp = "WP2"
title = "Layout"
start = "M10"
end = "M12"
lead = "P2"
budget.P2 = 5_000
after = ["A2.2"]

[milestones.MS1]
title = "Handbook printed"
due = "M12"
after = ["A2.3"]

[texts.WP2]
objectives = "Modules for twelve schools."

[ignored."WRK104 activities.\\"A2.2\\""]
reason = "known"
"""


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def passed_on(text, *ids):
    """Each id in the place of the one before it."""
    following = dict(zip(ids, (*ids[1:], ids[0]), strict=True))
    return re.sub(rf"\b({'|'.join(map(re.escape, ids))})\b", lambda found: following[found[1]], text)


SWAPPED = passed_on(PLAN, "A2.2", "A2.3")
OTHER_PARTNER = changed(PLAN, ("Sorolla", "Museum"), ('"ES"', '"IT"'), ("E10000002", "E10000077"))
RADIO = 'title = "Radio play"\nstart = "M1"\nend = "M2"\nlead = "P1"\nbudget.P1 = 100\n\n[milestones'
REUSED = changed(
    PLAN, (PLAN[PLAN.index('title = "Layout"') : PLAN.index("[milestones")], RADIO.removesuffix("[milestones"))
)
CLOSED = (PLAN[: PLAN.index('[activities."A2.1"]')] + PLAN[PLAN.index('[activities."A2.2"]') :]).replace(
    'after = ["A2.1"]\n', ""
)
CLOSED = CLOSED.replace("A2.2", "A2.1").replace("A2.3", "A2.2")


def moved(side):
    return {f"{kind} {old}": new for (kind, old), new in identity_between(parse(PLAN), parse(side)).moved.items()}


def test_swapped_activities_are_found_by_their_titles():
    assert moved(SWAPPED) == {"activities A2.2": "A2.3", "activities A2.3": "A2.2"}


def test_swapped_work_packages_are_found_with_what_is_in_them():
    assert moved(passed_on(PLAN, "WP2", "WP3")) == {"work_packages WP2": "WP3", "work_packages WP3": "WP2"}


def test_partners_are_found_by_their_oid_under_another_name():
    side = changed(passed_on(PLAN, "P1", "P2"), ("Ledina", "School of Ledina"), ("Sorolla", "IES Joaquín Sorolla"))
    assert moved(side) == {"partners P1": "P2", "partners P2": "P1"}


def test_an_organisation_with_another_oid_is_another_one():
    identity = identity_between(parse(PLAN), parse(OTHER_PARTNER))
    assert identity.replaced == {("partners", "P2")}


def test_an_oid_put_right_does_not_part_two_changes_of_one_organisation():
    ours = changed(PLAN, ("E10000002", "E10054321"))
    theirs = changed(PLAN, ('"Sorolla"', '"Sorolla"\ncontact = "Ana"'))
    wanted = changed(ours, ('"Sorolla"', '"Sorolla"\ncontact = "Ana"'))
    assert merge_texts(PLAN, ours, theirs).text == wanted


def test_another_oid_needs_an_amendment_also_under_the_same_name(tmp_path):
    (tmp_path / "old.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "new.toml").write_text(changed(PLAN, ("E10000002", "E10054321")), encoding="utf-8")
    ran = run("diff", "--amendment", tmp_path / "old.toml", tmp_path / "new.toml")
    assert ran.out.startswith("Needs an amendment of the grant:\n  P2 has OID")


def test_a_thing_with_another_title_and_most_fields_kept_is_the_same_thing():
    side = changed(PLAN, ("Handbook", "Guide for teachers"), ('"M9"', '"M8"'))
    identity = identity_between(parse(PLAN), parse(side))
    assert identity.now["activities", "A2.2"] == "A2.2"
    assert identity.doubtful == frozenset()


def test_a_thing_with_another_title_and_most_fields_changed_is_another_one():
    assert identity_between(parse(PLAN), parse(REUSED)).replaced == {("activities", "A2.3")}


def meeting(number, month, lead="P1", money=100):
    span = f'start = "M{month}"\nend = "M{month}"\nlead = "{lead}"\nbudget.P1 = {money}\n'
    return f'\n[activities."A9.{number}"]\nwp = "WP3"\ntitle = "Meeting"\n{span}'


MEETINGS = PLAN + meeting(1, 2) + meeting(2, 8)


def test_a_meeting_put_between_two_of_the_same_title_is_told_by_the_rest():
    side = PLAN + meeting(1, 2) + meeting(2, 5, money=200) + meeting(3, 8)
    identity = identity_between(parse(MEETINGS), parse(side))
    assert identity.moved == {("activities", "A9.2"): "A9.3"}


def test_meetings_of_one_title_that_all_move_stay_what_they_are():
    side = PLAN + meeting(1, 8) + meeting(2, 14)
    identity = identity_between(parse(MEETINGS), parse(side))
    assert (identity.moved, identity.doubtful) == ({}, frozenset())


def test_meetings_numbered_anew_with_their_titles_are_told_by_the_rest():
    def numbered(number, month, lead):
        return meeting(number, month, lead).replace('"Meeting"', f'"Meeting {number}"')

    base = PLAN + numbered(1, 2, "P1") + numbered(2, 8, "P2") + numbered(3, 14, "P1")
    side = PLAN + numbered(1, 2, "P1") + numbered(2, 5, "P1") + numbered(3, 8, "P2") + numbered(4, 14, "P1")
    identity = identity_between(parse(base), parse(side))
    assert identity.moved == {("activities", "A9.2"): "A9.3", ("activities", "A9.3"): "A9.4"}


def test_a_number_in_front_of_a_title_is_no_part_of_it():
    base = changed(PLAN, ('"Handbook"', '"A2.2 Handbook"'), ('"Layout"', '"A2.3: Layout"'), ('"M9"', '"M8"'))
    side = changed(SWAPPED, ('"Handbook"', '"A2.3 Handbook"'), ('"Layout"', '"A2.2: Layout"'))
    moves = identity_between(parse(base), parse(side)).moved
    assert moves == {("activities", "A2.2"): "A2.3", ("activities", "A2.3"): "A2.2"}


def test_where_nothing_tells_which_meeting_it_is_a_change_of_it_is_asked_about():
    side = PLAN + meeting(1, 2) + meeting(2, 5, money=200) + meeting(3, 8, lead="P2")
    assert identity_between(parse(MEETINGS), parse(side)).doubtful == {("activities", "A9.2")}
    merged = merge_texts(MEETINGS, side, MEETINGS + 'note = "book the room"\n')
    assert [(clash.where, clash.kind) for clash in merged.clashes] == [(("activities", "A9.2"), REPLACED)]


def test_a_thing_retitled_beside_a_copy_under_the_old_title_is_either():
    old = meeting(1, 2)
    side = PLAN + old.replace('"Meeting"', '"Kick-off"') + old.replace("A9.1", "A9.5")
    identity = identity_between(parse(PLAN + old), parse(side))
    assert (identity.moved, identity.doubtful) == ({}, {("activities", "A9.1")})
    (clash,) = merge_texts(PLAN + old, side, PLAN + old.replace('"M2"\nlead', '"M3"\nlead')).clashes
    assert (clash.where, clash.kind) == (("activities", "A9.1"), REPLACED)


def test_a_change_of_an_activity_follows_it_with_all_that_names_it():
    theirs = changed(
        PLAN, ('end = "M9"', 'end = "M8"'), ('after = ["A2.3"]', 'after = ["A2.3", "A2.2"]'), ('"known"', '"agreed"')
    )
    wanted = changed(
        SWAPPED, ('end = "M9"', 'end = "M8"'), ('after = ["A2.2"]', 'after = ["A2.2", "A2.3"]'), ('"known"', '"agreed"')
    )
    assert merge_texts(PLAN, SWAPPED, theirs).text == wanted


def test_a_change_of_what_another_thing_stands_in_place_of_is_asked_about():
    theirs = changed(PLAN, ('title = "Layout"', 'title = "Layout"\nnote = "in two colours"'))
    merged = merge_texts(PLAN, REUSED, theirs)
    assert [clash_text(clash) for clash in merged.clashes] == [
        "A2.3 is another activity in ours: Radio play; theirs changed Layout"
    ]
    assert parse(merge_texts(PLAN, REUSED, theirs, choices={("activities", "A2.3"): "ours"}).text) == parse(REUSED)


def test_of_two_things_with_one_id_both_can_be_kept():
    theirs = changed(PLAN, ('title = "Layout"', 'title = "Layout"\nnote = "in two colours"'))
    for ours, other in ((REUSED, theirs), (theirs, REUSED)):
        (clash,) = merge_texts(PLAN, ours, other).clashes
        kept = merge_texts(PLAN, ours, other, choices={clash.where: Renamed(clash.suggestion)})
        assert kept.clashes == ()
        titles = {entry["title"]: entry for entry in parse(kept.text)["activities"].values()}
        assert set(titles) == {"Survey", "Handbook", "Layout", "Radio play"}
        assert titles["Layout"]["note"] == "in two colours"


def test_what_newly_names_a_thing_that_was_replaced_is_asked_about():
    theirs = PLAN + '\n[activities."A3.1"]\nwp = "WP3"\ntitle = "Fair"\nstart = "M14"\nend = "M14"\nlead = "P1"\n'
    theirs += 'after = ["A2.3"]\n'
    (clash,) = merge_texts(PLAN, REUSED, theirs).clashes
    assert clash_text(clash) == "A2.3 is another activity in ours: Radio play; theirs uses it: A3.1 (after, no. 1)"


def test_money_of_a_partner_that_was_replaced_is_asked_about():
    theirs = changed(PLAN, ("budget.P2 = 5_000", "budget.P2 = 4_000"))
    (clash,) = merge_texts(PLAN, OTHER_PARTNER, theirs).clashes
    assert clash_text(clash) == "P2 is another partner in ours: Museum; theirs uses it: A2.3 (budget.P2)"
    untouched = changed(PLAN, ('title = "Layout"', 'title = "Layout"\nnote = "in two colours"'))
    assert merge_texts(PLAN, OTHER_PARTNER, untouched).clashes == ()


def test_a_thing_that_one_side_replaced_and_the_other_took_out_is_the_new_one():
    gone = PLAN.replace(PLAN[PLAN.index('[activities."A2.3"]') : PLAN.index("[milestones")], "")
    merged = merge_texts(PLAN, REUSED, gone)
    assert merged.clashes == ()
    assert parse(merged.text)["activities"]["A2.3"]["title"] == "Radio play"


def test_two_things_in_place_of_one_are_two_things():
    (clash,) = merge_texts(
        PLAN, REUSED, changed(REUSED, ("Radio play", "Podcast"), ('"M1"\nend = "M2"', '"M6"\nend = "M6"'))
    ).clashes
    assert (clash.where, clash.kind) == (("activities", "A2.3"), DOUBLED)


def test_a_thing_taken_out_whose_number_was_passed_on_is_asked_about_under_a_free_one():
    theirs = changed(PLAN, ('title = "Survey"', 'title = "Survey"\nnote = "in two rounds"'))
    (clash,) = merge_texts(PLAN, CLOSED, theirs).clashes
    assert (clash.where, clash.kind, clash.known_as) == (("activities", "A2.4"), DELETED, "A2.1")
    kept = parse(merge_texts(PLAN, CLOSED, theirs, choices={clash.where: "theirs"}).text)
    assert {id: entry["title"] for id, entry in kept["activities"].items()} == {
        "A2.1": "Handbook",
        "A2.2": "Layout",
        "A2.4": "Survey",
    }


def test_markers_round_another_thing_read_as_the_same_clash_again():
    theirs = changed(PLAN, ('title = "Layout"', 'title = "Layout"\nnote = "in two colours"'))
    merged = merge_texts(PLAN, REUSED, theirs)
    found = read_conflicts(merged.text)
    assert found is not None
    assert [(clash.where, clash.kind) for clash in found.clashes] == [(("activities", "A2.3"), REPLACED)]


def test_a_new_thing_whose_number_was_passed_on_gets_the_next_free_one():
    inserted = (
        PLAN.replace("A2.3", "A2.4")
        .replace("A2.2", "A2.3")
        .replace(
            '[activities."A2.3"]',
            '[activities."A2.2"]\nwp = "WP2"\ntitle = "Films"\nstart = "M5"\nend = "M6"\nlead = "P1"\n\n'
            '[activities."A2.3"]',
        )
    )
    theirs = PLAN + '\n[activities."A2.4"]\nwp = "WP2"\ntitle = "Radio"\nstart = "M5"\nend = "M6"\nlead = "P1"\n'
    merged = merge_texts(PLAN, inserted, theirs)
    assert merged.clashes == ()
    assert {id: entry["title"] for id, entry in parse(merged.text)["activities"].items()} == {
        "A2.1": "Survey",
        "A2.2": "Films",
        "A2.3": "Handbook",
        "A2.4": "Layout",
        "A2.5": "Radio",
    }
    assert [(one.side, one.id, one.new) for one in merged.set_aside] == [("theirs", "A2.4", "A2.5")]


def test_a_table_renamed_by_hand_takes_along_what_names_it_still():
    ours = PLAN.replace("[partners.P2]", "[partners.SOR]")
    merged = merge_texts(PLAN, ours, changed(PLAN, ("budget.P2 = 5_000", "budget.P2 = 4_000")))
    assert parse(merged.text)["activities"]["A2.3"]["budget"] == {"SOR": 4_000}
    assert parse(merged.text)["work_packages"]["WP2"]["lead"] == "SOR"


def test_the_merge_says_in_one_sentence_what_was_renumbered(tmp_path):
    texts = {"base": PLAN, "ours": SWAPPED, "theirs": changed(PLAN, ('end = "M9"', 'end = "M8"'))}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = run("merge", *(tmp_path / name for name in texts))
    assert ran.code == 0
    told = "2 ids are other ones now, in the other side's changes as well: A2.2 -> A2.3, A2.3 -> A2.2"
    assert f"ka2plan: {told}\n" in ran.err


def test_a_clean_merge_of_lines_that_says_something_else_is_told(tmp_path):
    theirs = changed(PLAN, ('due = "M12"\n', 'due = "M12"\nlead = "P2"\n'))
    texts = {"base": PLAN, "ours": passed_on(PLAN, "P1", "P2"), "theirs": theirs}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = run("merge", *(tmp_path / name for name in texts))
    assert ran.code == 0
    assert parse(ran.out)["milestones"]["MS1"]["lead"] == "P1"
    told = "git alone would merge the lines in another way, without a conflict; please check: MS1 (lead)"
    assert f"ka2plan: {told}\n" in ran.err


@pytest.mark.parametrize(
    ("new", "lines"),
    [
        (SWAPPED, ["other numbers: A2.2 is A2.3, A2.3 is A2.2"]),
        (OTHER_PARTNER, ['P2 is another partner now: "Museum" in place of Sorolla']),
        (
            CLOSED,
            [
                "other numbers: A2.2 is A2.1, A2.3 is A2.2",
                "A2.1 no longer comes after A2.1 as it was",
                'A2.1 as it was is deleted: "Survey", M1 - M4, led by P2, 9,000 EUR',
                "WP2 -9,000",
                "P2 -9,000",
                "the sum -9,000: 95,000 EUR below the lump sum",
            ],
        ),
        (
            REUSED,
            [
                'A2.3 is another activity now: "Radio play", M1 - M2, led by P1, 100 EUR in place of Layout',
                "WP2 -4,900",
                "P1 +100, P2 -5,000",
                "the sum -4,900: 90,900 EUR below the lump sum",
            ],
        ),
    ],
    ids=["swapped", "another partner", "gap closed", "id used again"],
)
def test_a_difference_speaks_of_the_thing(new, lines):
    assert difference_lines(Comparison(PLAN, new)) == lines


def test_json_has_the_ids_that_each_version_has():
    form = json.loads(json.dumps(difference_json(Comparison(PLAN, CLOSED))))
    assert [
        (change["where"], change["what"], change["old"] if change["what"] != "removed" else "")
        for change in form["changes"]
    ] == [
        ('activities."A2.1"', "renamed", "A2.2"),
        ('activities."A2.1".after', "removed", ""),
        ('activities."A2.2"', "renamed", "A2.3"),
        ('activities."A2.1"', "removed", ""),
    ]
    gone = next(change for change in form["changes"] if change["where"].endswith(".after"))
    assert gone["old"] == ["A2.1"]


def test_a_partner_replaced_under_its_id_needs_an_amendment(tmp_path):
    (tmp_path / "old.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "new.toml").write_text(OTHER_PARTNER, encoding="utf-8")
    ran = run("diff", "--amendment", tmp_path / "old.toml", tmp_path / "new.toml")
    assert 'Needs an amendment of the grant:\n  P2 is another partner now: "Museum" in place of Sorolla\n' in ran.out
    assert "rule C-54" in ran.out


TWINS = """\
format = 1

[activities."A1.1"]
title = "Survey"
start = "M1"
end = "M2"
lead = "P1"

[activities."A1.2"]
title = "Survey"
start = "M1"
end = "M2"
lead = "P1"

[milestones.MS1]
title = "Done"
due = "M4"
after = ["A1.1"]
"""


def test_of_two_alike_the_one_that_kept_its_id_stays_where_a_reference_to_the_other_was_left_behind():
    copy = TWINS[TWINS.index('[activities."A1.2"]') : TWINS.index("[milestones")].replace("A1.2", "A1.7")
    side = TWINS.replace(TWINS[TWINS.index('[activities."A1.1"]') : TWINS.index('[activities."A1.2"]')], "") + copy
    identity = identity_between(parse(TWINS), parse(side))
    assert identity.now["activities", "A1.2"] == "A1.2"


def test_two_alike_that_were_renumbered_are_told_by_their_order():
    side = TWINS.replace("A1.2", "A1.3").replace("A1.1", "A1.2")
    identity = identity_between(parse(TWINS), parse(side))
    assert identity.moved == {("activities", "A1.1"): "A1.2", ("activities", "A1.2"): "A1.3"}


@pytest.mark.parametrize("title", ["Pilots", "Survey"])
@pytest.mark.parametrize("change", ['end = "M2"', 'end = "M3"'])
def test_a_retitled_activity_beside_a_copy_of_it_is_asked_about(title, change):
    """Also where another activity has the new title, and where the copy differs from it in a field."""
    more = 'lead = "P1"\nwp = "WP1"\namount = 100\nresults = "Report"'
    base = TWINS.replace("Survey", "Modules", 1).replace('lead = "P1"', more)
    copy = base[base.index('[activities."A1.1"]') : base.index('[activities."A1.2"]')]
    ours = base.replace("Modules", title) + copy.replace("A1.1", "A1.7").replace('end = "M2"', change)
    theirs = base.replace('end = "M2"', 'end = "M5"', 1)
    merged = merge_texts(base, ours, theirs)
    assert [clash.where for clash in merged.clashes] == [("activities", "A1.1")]


def test_something_else_alike_in_its_fields_under_another_id_and_title_is_not_what_was_taken_out():
    """A copy with a title of its own, the original gone: a change of the original is asked about."""
    more = 'lead = "P1"\nwp = "WP1"\namount = 100\nresults = "Report"'
    base = TWINS[: TWINS.index('[activities."A1.2"]')].replace('lead = "P1"', more)
    ours = base.replace("A1.1", "A1.7").replace("Survey", "Modules")
    theirs = base.replace('end = "M2"', 'end = "M5"', 1)
    assert [clash.kind for clash in merge_texts(base, ours, theirs).clashes] == [DELETED]


def test_of_two_alike_that_nothing_names_the_one_that_kept_its_id_stays():
    plain = TWINS[: TWINS.index("[milestones")]
    side = plain[: plain.index("[activities")] + plain[plain.index('[activities."A1.2"]') :]
    side += plain[plain.index('[activities."A1.2"]') :].replace("A1.2", "A1.7")
    identity = identity_between(parse(plain), parse(side))
    assert identity.now["activities", "A1.2"] == "A1.2"
