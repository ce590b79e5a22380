"""A part of a plan that was sent out and came back, while the plan moved on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ka2plan.document import AddEntry, Batch, Document, RemoveEntry, RenameEntry, SetValue, Unset
from ka2plan.imports.returned import MergedBack, Returned, merged_back
from ka2plan.merge.clash import THEIRS
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.plain_values import ABSENT
from ka2plan.toml import parse

PLAN = """\
format = 1

[project]
title = "Herb gardens"
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "OSL"

[partners.OSL]
name = "Osnovna šola Log"
country = "SI"

[partners.IES]
name = "IES Mar"   # by the sea
country = "ES"

[work_packages.WP2]
title = "Gardens"
lead = "IES"

[activities."A2.1"]
wp = "WP2"
title = "Laying out the beds"
start = "M3"
end = "M6"
lead = "IES"
budget.OSL = 3_000
budget.IES = 4_000 # with spades
note = "Two beds a school."

[activities."A2.2"]
wp = "WP2"
title = "Seeds and seedlings"
start = "M7"
end = "M9"
lead = "OSL"
partners = ["IES"]
budget.IES = 2_000

[texts.WP2]
objectives = "Every school has a garden."
"""

SENT: dict[str, Any] = {
    "partners": {"OSL": {"name": "Osnovna šola Log"}, "IES": {"name": "IES Mar", "country": "ES"}},
    "work_packages": {"WP2": {"title": "Gardens", "lead": "IES"}},
    "activities": {
        "A2.1": {
            "wp": "WP2",
            "title": "Laying out the beds",
            "start": "M3",
            "end": "M6",
            "lead": "IES",
            "budget": {"IES": 4_000},
            "note": "Two beds a school.",
        },
        "A2.2": {
            "wp": "WP2",
            "title": "Seeds and seedlings",
            "start": "M7",
            "end": "M9",
            "lead": "OSL",
            "budget": {"IES": 2_000},
        },
    },
    "texts": {"WP2": {"objectives": "Every school has a garden."}},
}

END = ("activities", "A2.1", "end")
MONEY = ("activities", "A2.1", "budget", "IES")


def back(text: str, changes: dict[Any, Any], *new: Any) -> MergedBack:
    return merged_back(Document(text), Returned(SENT, changes, new))


def moved_on(*edits: Any) -> str:
    return Document(PLAN).apply(Batch(edits)).text


def test_only_what_came_back_otherwise_changes() -> None:
    done = back(PLAN, {MONEY: 4_500, ("partners", "IES", "city"): "Denia"})
    lines = set(PLAN.splitlines()) ^ set(done.merged.text.splitlines())
    assert lines == {"budget.IES = 4_000 # with spades", "budget.IES = 4_500 # with spades", 'city = "Denia"'}


def test_nothing_that_came_back_changes_nothing() -> None:
    assert back(PLAN, {}).merged.text == PLAN
    assert back(PLAN, {END: "M6"}).merged.text == PLAN


def test_what_the_plan_has_otherwise_by_now_stays() -> None:
    now = moved_on(SetValue(END, "M8"), SetValue(("activities", "A2.2", "note"), "In spring."))
    done = back(now, {MONEY: 4_500})
    assert done.merged.text == now.replace("4_000", "4_500")
    assert not done.merged.clashes


def test_the_same_field_changed_on_both_sides_clashes_between_markers() -> None:
    done = back(moved_on(SetValue(END, "M8")), {END: "M7", MONEY: 4_500})
    assert [clash.where for clash in done.merged.clashes] == [END]
    conflicts = read_conflicts(done.merged.text)
    assert conflicts
    settled = parse(conflicts.resolved({END: THEIRS}).text)
    assert settled["activities"]["A2.1"]["end"] == "M7"
    assert settled["activities"]["A2.1"]["budget"] == {"OSL": 3_000, "IES": 4_500}


def test_what_came_back_twice_changes_nothing_the_second_time() -> None:
    changes = {MONEY: 4_500, END: date(2027, 5, 14), ("activities", "A2.1", "note"): ABSENT}
    once = back(PLAN, changes).merged.text
    assert back(once, changes).merged.text == once


def test_a_change_follows_a_thing_that_has_another_id_by_now() -> None:
    now = moved_on(RenameEntry("activities", "A2.2", "A2.3"), RenameEntry("activities", "A2.1", "A2.2"))
    done = back(now, {END: "M7"})
    assert done.moved == {("activities", "A2.1"): "A2.2", ("activities", "A2.2"): "A2.3"}
    ends = {id: entry["end"] for id, entry in parse(done.merged.text)["activities"].items()}
    assert ends == {"A2.2": "M7", "A2.3": "M9"}


def test_money_follows_a_partner_that_has_another_id_by_now() -> None:
    done = back(moved_on(RenameEntry("partners", "IES", "MAR")), {MONEY: 4_500})
    assert parse(done.merged.text)["activities"]["A2.1"]["budget"] == {"OSL": 3_000, "MAR": 4_500}


def test_what_was_taken_out_meanwhile_clashes_with_what_came_back() -> None:
    now = moved_on(RemoveEntry("activities", "A2.1"))
    done = back(now, {END: "M7"})
    assert [clash.entry for clash in done.merged.clashes] == [("activities", "A2.1")]
    assert back(now, {("activities", "A2.2", "end"): "M10"}).merged.clashes == ()


OTHER = {
    "title": "Closing conference in Brussels",
    "start": "M24",
    "end": "M24",
    "lead": "OSL",
    "venue": {"place": "Brussels", "country": "BE"},
}


def test_an_id_that_holds_another_thing_by_now_is_a_clash_and_never_written() -> None:
    now = moved_on(RemoveEntry("activities", "A2.1"), AddEntry("activities", "A2.1", OTHER))
    done = back(now, {END: "M7"})
    assert [clash.entry for clash in done.merged.clashes] == [("activities", "A2.1")]
    conflicts = read_conflicts(done.merged.text)
    assert conflicts
    assert conflicts.ours == now


def test_a_text_about_another_thing_by_now_is_refused() -> None:
    where = ("texts", "WP2", "objectives")
    now = moved_on(
        RemoveEntry("work_packages", "WP2"),
        AddEntry("work_packages", "WP2", {"title": "Bookkeeping", "lead": "OSL", "start": "M1", "end": "M2"}),
    )
    done = back(now, {where: "Every school has two gardens."})
    assert done.refused == (where,)
    assert done.merged.text == now


def test_both_sides_may_change_other_words_of_one_text() -> None:
    where = ("texts", "WP2", "objectives")
    text = "Every school has a garden. Each garden has herbs, and benches to sit on."
    now = moved_on(SetValue(where, text.replace("Every", "Each")))
    sent = {**SENT, "texts": {"WP2": {"objectives": text}}}
    done = merged_back(Document(now), Returned(sent, {where: text.replace("herbs", "thyme")}))
    told = parse(done.merged.text)["texts"]["WP2"]["objectives"]
    assert told == text.replace("Every", "Each").replace("herbs", "thyme")
    assert not done.merged.clashes


@pytest.mark.parametrize("edits", [(), (RenameEntry("work_packages", "WP2", "WP3"),)])
def test_what_is_new_goes_on_with_the_ids_of_its_work_package(edits: tuple[Any, ...]) -> None:
    now = moved_on(*edits)
    values = {"wp": "WP2", "title": "Herbal tea", "start": "M10", "end": "M11", "lead": "IES"}
    done = back(now, {}, ("activities", values), ("activities", {**values, "title": "Soap"}))
    assert done.new == ("A2.3", "A2.4")
    assert done.merged.text.startswith(now.partition("[texts")[0].rstrip())
    assert {entry["wp"] for entry in parse(done.merged.text)["activities"].values()} == {"WP3" if edits else "WP2"}


def test_a_value_that_was_taken_out_on_one_side_is_gone() -> None:
    done = back(moved_on(Unset(("activities", "A2.2", "partners"))), {("activities", "A2.1", "note"): ABSENT})
    entries = parse(done.merged.text)["activities"]
    assert "note" not in entries["A2.1"]
    assert "partners" not in entries["A2.2"]
