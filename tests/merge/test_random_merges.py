"""Random three-way edits: nothing lost in silence, nothing merged wrongly, never an invalid file.

``KA2PLAN_MERGES=10000`` tries that many instead of a few hundred.
"""

from __future__ import annotations

import os
import re
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ka2plan.document import references
from ka2plan.errors import EditError
from ka2plan.merge.clash import OURS, THEIRS
from ka2plan.merge.plain_values import ABSENT, same, value_at
from ka2plan.merge.sides import Side
from ka2plan.merge.three_way import Merged, merge_texts
from ka2plan.toml import parse
from tests.merge.three_way import Path, Work, leaves, plans, renamed, three_ways, works

MERGES = int(os.environ.get("KA2PLAN_MERGES", "300"))

CONFLICT = re.compile(r"<{7} ours\n(.*?)\|{7} base\n(.*?)={7}\n(.*?)>{7} theirs\n", re.DOTALL)


def with_side(text: str, side: str) -> str:
    """The marked text with one side chosen everywhere, as a person would with an editor."""
    group = {"ours": r"\1", "base": r"\2", "theirs": r"\3"}[side]
    return CONFLICT.sub(group, text.replace("\r\n", "\n"))


def is_touched(path: Path, merged: Merged) -> bool:
    """Whether a clash is about this place, something in it, or what it is in."""
    wheres = [clash.where for clash in merged.clashes]
    return any(path[: len(where)] == where or where[: len(path)] == path for where in wheres)


def names(value: list[Any]) -> list[Any]:
    return [item["id"] if isinstance(item, dict) else item for item in value]


def expect_list(base: Any, ours: Any, theirs: Any, result: Any) -> None:
    before, one, other = (names(side) if isinstance(side, list) else [] for side in (base, ours, theirs))
    if all(len(set(side)) == len(side) for side in (before, one, other)):
        kept = {name for name in before if name in one and name in other}
        assert set(names(result)) == kept | (set(one) | set(other)) - set(before)
        assert len(names(result)) == len(set(names(result)))


def expect_value(path: Path, base: Any, ours: Any, theirs: Any, result: Any) -> None:
    """What a plain rule says of one value: what one side changed arrives, and what both did alike stands once."""
    if same(ours, theirs) or same(base, theirs):
        assert same(result, ours), path
    elif same(base, ours):
        assert same(result, theirs), path
    elif path[-1] in ("after", "partners", "priorities"):
        expect_list(base, ours, theirs, result)
    elif path[-1] == "periods":
        assert [period["start"] for period in result] == ["M1", "M4"]
    elif isinstance(result, str) and "\n" in result:
        for side in (ours, theirs):
            assert {line for line in side.split("\n") if line not in base.split("\n")} <= set(result.split("\n"))
    else:
        raise AssertionError(f"both changed {path}, and it is no clash")


def expect_data(base: str, ours: str, theirs: str, text: str, merged: Merged) -> None:
    sides = [parse(side) for side in (base, ours, theirs, text)]
    for path in {path: None for side in sides for path in leaves(side)}:
        values = [value_at(side, path) for side in sides]
        if not is_touched(path, merged) and not any(isinstance(value, dict) for value in values):
            expect_value(path, *values)


def expect_references(base: str, ours: str, theirs: str, text: str, merged: Merged) -> None:
    """What is gone is named only where the side that took it out names it as well."""
    before, one, other, result = (parse(side) for side in (base, ours, theirs, text))
    for kind in ("partners", "activities", "work_packages"):
        for id in before[kind].keys() - result.get(kind, {}).keys():
            if not is_touched((kind, id), merged):
                deleter = other if id in one.get(kind, {}) else one
                assert named_at(result, kind, id) <= named_at(deleter, kind, id), id


def named_at(data: dict[str, Any], kind: str, id: str) -> set[Path]:
    """The fields that name an entry, whatever place it has in their lists, and whether as a word or in a table."""
    found = (where[:-1] if where[-1] == "id" else where for where in references(data, kind, id))
    return {tuple(part for part in where if isinstance(part, str)) for where in found}


def expect_comments(work: Work, text: str, merged: Merged) -> None:
    data = parse(with_side(text, OURS))
    for remark, path in work.comments:
        if is_touched(path[:2], merged) or value_at(data, path[:2]) is ABSENT:
            continue
        where = (*path[:2], *(name for key in path[2:] for name in str(key).strip().split(".")))
        if value_at(data, where) is not ABSENT:
            assert remark in text, (remark, path)


def expect_untouched_bytes(base: str, ours: str, theirs: str, text: str) -> None:
    before, one, other, result = (Side(side) for side in (base, ours, theirs, with_side(text, OURS)))
    for id, part in before.parts.items():
        if id in one.parts and id in other.parts and one.parts[id].core == other.parts[id].core == part.core:
            assert result.parts[id].core == part.core


def titles_moved(base: str, side: str) -> bool:
    """Whether a side gave a title that went from one activity to another: that is a new number for what has it."""
    old, new = (
        {id: entry.get("title") for id, entry in parse(text).get("activities", {}).items()} for text in (base, side)
    )
    given = {title for id, title in new.items() if old.get(id) != title}
    return any(title in given for id, title in old.items() if new.get(id) != title)


@settings(max_examples=MERGES)
@given(three_ways())
def test_any_two_works_on_a_plan_merge_without_silent_loss(case):
    base, ours, theirs = case
    assume(not titles_moved(base, ours.text) and not titles_moved(base, theirs.text))
    merged = merge_texts(base, ours.text, theirs.text)
    for side in (OURS, THEIRS, "base") if merged.clashes else (OURS,):
        parse(with_side(merged.text, side))
    assert ("<<<<<<<" in merged.text) == bool(merged.clashes)
    expect_data(base, ours.text, theirs.text, with_side(merged.text, OURS), merged)
    expect_data(base, ours.text, theirs.text, with_side(merged.text, THEIRS), merged)
    for side in (OURS, THEIRS):
        expect_references(base, ours.text, theirs.text, with_side(merged.text, side), merged)
    for work in (ours, theirs):
        expect_comments(work, merged.text, merged)
    expect_untouched_bytes(base, ours.text, theirs.text, merged.text)


@settings(max_examples=MERGES)
@given(three_ways())
def test_the_data_do_not_depend_on_which_side_is_ours(case):
    base, ours, theirs = case
    one = merge_texts(base, ours.text, theirs.text)
    other = merge_texts(base, theirs.text, ours.text)
    assert {clash.where for clash in one.clashes} == {clash.where for clash in other.clashes}
    for side, opposite in ((OURS, THEIRS), (THEIRS, OURS)):
        data, same_data = parse(with_side(one.text, side)), parse(with_side(other.text, opposite))
        assert same(data, same_data)
        if not one.clashes:
            assert [list(table) for table in data.values() if isinstance(table, dict)] == [
                list(table) for table in same_data.values() if isinstance(table, dict)
            ]


@settings(max_examples=MERGES // 3)
@given(three_ways())
def test_a_side_that_did_nothing_gives_the_others_bytes(case):
    base, ours, _theirs = case
    assert merge_texts(base, ours.text, base).text == ours.text
    assert merge_texts(base, base, ours.text).text == ours.text
    assert merge_texts(base, ours.text, ours.text).text == ours.text


@settings(max_examples=MERGES // 3)
@given(st.data())
def test_changes_follow_what_the_other_side_renamed(data):
    base = data.draw(plans())
    theirs = data.draw(works(base, "theirs", layout=False))
    kind, new = data.draw(st.sampled_from([("activities", "A9.9"), ("partners", "ABC"), ("work_packages", "WP9")]))
    old = data.draw(st.sampled_from(list(parse(base)[kind])))
    try:
        ours, wanted = renamed(base, kind, old, new), renamed(theirs.text, kind, old, new)
    except EditError:  # theirs took it out
        assume(False)
    merged = merge_texts(base, ours, theirs.text)
    assert merged.clashes == ()
    assert same(parse(merged.text), parse(wanted))
    swapped = merge_texts(base, theirs.text, ours)
    assert same(parse(swapped.text), parse(wanted))


@settings(max_examples=MERGES // 3)
@given(three_ways(), st.randoms(use_true_random=False))
def test_choices_give_a_text_without_clashes_that_has_what_was_chosen(case, random):
    base, ours, theirs = case
    merged = merge_texts(base, ours.text, theirs.text)
    choices = {clash.where: random.choice([OURS, THEIRS]) for clash in merged.clashes}
    chosen = merge_texts(base, ours.text, theirs.text, choices=choices)
    assert chosen.clashes == ()
    data = parse(chosen.text)
    for clash in merged.clashes:
        assert same(value_at(data, clash.where), clash.value(choices[clash.where])), clash
