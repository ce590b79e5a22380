"""Random edits on random plans: the text always reads as meant, nothing else changes, no comment is lost."""

from __future__ import annotations

import os
import re
from difflib import SequenceMatcher
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.document import (
    AddEntry,
    Batch,
    Document,
    Edit,
    ListInsert,
    ListRemove,
    MoveEntry,
    RemoveEntry,
    RenameEntry,
    SetValue,
    Unset,
    references,
)
from ka2plan.errors import EditError
from ka2plan.toml import parse
from ka2plan.toml.layout import Layout, layout_of
from tests.document.random_plans import KINDS, random_plan

EXAMPLES = int(os.environ.get("KA2PLAN_EDIT_EXAMPLES", "150"))
EDITS = 6
COMMENT = re.compile(r"# c\d+(?![\d])")

seeds = st.integers(min_value=0, max_value=2**48)


def random_edit(random: Random, data: dict[str, Any]) -> Edit:
    """An edit of any kind that has a place in these data."""
    kinds = [kind for kind in KINDS if isinstance(data.get(kind), dict) and data[kind]]
    makers = [_set_project, _add]
    if kinds:
        makers += [_set, _set, _unset, _remove, _rename, _move, _list]
    return random.choice(makers)(random, data, kinds)


def _entry(random: Random, data: dict[str, Any], kinds: list[str]) -> tuple[str, str]:
    kind = random.choice(kinds)
    return kind, random.choice(list(data[kind]))


def _set_project(random: Random, _data: dict[str, Any], _kinds: list[str]) -> Edit:
    return SetValue(("project", random.choice(["title", "months", "acronym"])), random.choice(["é # x", 24, "a\nb"]))


def _add(random: Random, data: dict[str, Any], _kinds: list[str]) -> Edit:
    kind = random.choice(KINDS)
    values: dict[str, Any] = {"title": "New", "note": 'with "quotes"'}
    if random.random() < 0.5:
        values |= {"budget": {"P0": 9_000, "P1": 500}, "after": ["A0"]}
    anchors = list(data.get(kind, {}))
    anchor = {random.choice(["before", "after"]): random.choice(anchors)} if anchors and random.random() < 0.5 else {}
    return AddEntry(kind, random.choice(["N1", "N.2"]), values, **anchor)


def _set(random: Random, data: dict[str, Any], kinds: list[str]) -> Edit:
    kind, id = _entry(random, data, kinds)
    path = random.choice(
        [("title",), ("note",), ("budget", "P0"), ("effort", "P9"), ("venue",), ("after",), ("amount",)]
    )
    value: Any = random.choice(["text", "two\nlines"])
    if path[0] in ("budget", "effort", "amount"):
        value = random.choice([0, 1_234, 20_000])
    if path[0] == "venue":
        value = {"place": "Maribor", "country": "SI"}
    if path[0] == "after":
        value = random.choice([[], ["A1"], ["A1", {"id": "A2", "lag": "1m"}]])
    return SetValue((kind, id, *path), value)


def _unset(random: Random, data: dict[str, Any], kinds: list[str]) -> Edit:
    kind, id = _entry(random, data, kinds)
    entry = data[kind][id]
    if not isinstance(entry, dict) or not entry:
        return Unset((kind, id))
    key = random.choice(list(entry))
    inner = entry[key]
    if isinstance(inner, dict) and inner and random.random() < 0.7:
        return Unset((kind, id, key, random.choice(list(inner))))
    return Unset((kind, id, key))


def _remove(random: Random, data: dict[str, Any], kinds: list[str]) -> Edit:
    return RemoveEntry(*_entry(random, data, kinds), unlink=random.random() < 0.5)


def _rename(random: Random, data: dict[str, Any], kinds: list[str]) -> Edit:
    return RenameEntry(*_entry(random, data, kinds), random.choice(["R1", "R.2"]))


def _move(random: Random, data: dict[str, Any], kinds: list[str]) -> Edit:
    kind, id = _entry(random, data, kinds)
    return MoveEntry(kind, id, **{random.choice(["before", "after"]): random.choice(list(data[kind]))})


def _list(random: Random, data: dict[str, Any], kinds: list[str]) -> Edit:
    kind, id = _entry(random, data, kinds)
    entry = data[kind][id]
    items = entry.get("after") if isinstance(entry, dict) else None
    if items and random.random() < 0.5:
        return ListRemove((kind, id, "after"), random.choice(items))
    return ListInsert((kind, id, "after"), "A1", random.choice([None, 0]))


def comments(text: str) -> list[str]:
    """All numbered comments, in order."""
    return COMMENT.findall(text)


def owners(text: str) -> dict[str, str]:
    """For every numbered comment the line it belongs to: its own, or the one right below; none for a loose one."""
    lines = text.splitlines()
    found = {}
    for place, line in enumerate(lines):
        for comment in COMMENT.findall(line):
            owner = next((below for below in lines[place:] if not below.strip().startswith("#")), "")
            found[comment] = COMMENT.split(owner)[0].strip()
    return found


@settings(max_examples=EXAMPLES)
@given(seeds, st.booleans())
def test_after_any_edits_the_text_reads_as_the_data_say_and_undo_gives_the_first_bytes(seed, tidy):
    random = Random(seed)
    text = random_plan(random, tidy=tidy)
    document = Document(text)
    history = [document]
    for _edit in range(EDITS):
        try:
            document = document.apply(random_edit(random, document.data))
        except EditError:
            continue
        assert document.data == parse(document.text)
        assert _shapes(document.layout) == _shapes(layout_of(document.text))
        history.append(document)
    assert history[0].text == text


def _shapes(layout: Layout) -> list[tuple[Any, ...]]:
    return [(block.kind, block.names, block.text, block.end) for block in layout.blocks]


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_an_edit_that_sets_what_is_there_changes_no_byte(seed):
    random = Random(seed)
    document = Document(random_plan(random, tidy=False))
    for kind in KINDS:
        for id, entry in document.data.get(kind, {}).items():
            for key, value in entry.items() if isinstance(entry, dict) else ():
                assert document.apply(SetValue((kind, id, key), value)).text == document.text


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_setting_one_value_of_a_tidy_plan_keeps_every_comment_and_every_other_line(seed):
    random = Random(seed)
    document = Document(random_plan(random, tidy=True))
    kinds = [kind for kind in KINDS if document.data.get(kind)]
    if not kinds:
        return
    edit = _set(random, document.data, kinds)
    try:
        after = document.apply(edit)
    except EditError:
        return
    assert set(comments(document.text)) - set(comments(after.text)) <= _comments_inside(document, edit)
    lines = SequenceMatcher(None, document.text.splitlines(), after.text.splitlines(), autojunk=False)
    lost = sum(stop - start for _what, start, stop, _new, _end in lines.get_opcodes() if _what in ("replace", "delete"))
    assert lost <= 1 or edit.path[2] in ("title", "note", "after", "venue")


def _comments_inside(document: Document, edit: SetValue) -> set[str]:
    """Comments within the brackets of the value that is replaced: items that go take theirs along."""
    mention = document.layout.find(edit.path)
    if mention is None:
        return set()
    if mention.member is None:
        under = document.layout.blocks_under(edit.path)
        return {found for index in under for found in comments(document.layout.blocks[index].text)}
    member = mention.member
    block = document.layout.blocks[mention.block].text
    return set(comments(block[member.value.start : member.value.end]))


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_removing_moving_and_adding_entries_of_a_tidy_plan_leaves_the_other_comments_with_their_owners(seed):
    random = Random(seed)
    document = Document(random_plan(random, tidy=True))
    kinds = [kind for kind in KINDS if document.data.get(kind)]
    if not kinds:
        return
    edit = random.choice([_move, _add])(random, document.data, kinds)
    try:
        after = document.apply(edit)
    except EditError:
        return
    assert sorted(comments(after.text)) == sorted(comments(document.text))
    before, now = owners(document.text), owners(after.text)
    assert {comment: now[comment] for comment in before if before[comment]} == {
        comment: owner for comment, owner in before.items() if owner
    }


@settings(max_examples=EXAMPLES)
@given(seeds, st.booleans())
def test_a_removed_entry_takes_only_its_own_comments_along(seed, tidy):
    random = Random(seed)
    document = Document(random_plan(random, tidy=tidy))
    kinds = [kind for kind in KINDS if document.data.get(kind)]
    if not kinds:
        return
    kind, id = _entry(random, document.data, kinds)
    try:
        after = document.apply(RemoveEntry(kind, id))
    except EditError:
        return
    gone = set(comments(document.text)) - set(comments(after.text))
    own = {
        comment
        for index in document.layout.blocks_under((kind, id))
        for comment in comments(document.layout.blocks[index].text)
    }
    beside = {
        comment
        for mention in document.layout.mentions((kind, id))
        if mention.member
        for comment in comments(_line_of(document, mention))
    }
    assert gone <= own | beside


def _line_of(document: Document, mention: Any) -> str:
    member = mention.chain[0]
    return document.layout.blocks[mention.block].text[member.lead : member.end]


@settings(max_examples=EXAMPLES)
@given(seeds, st.booleans())
def test_renaming_leaves_no_reference_behind_and_renaming_back_gives_the_same_data(seed, tidy):
    random = Random(seed)
    document = Document(random_plan(random, tidy=tidy))
    kinds = [kind for kind in KINDS if document.data.get(kind)]
    if not kinds:
        return
    kind, id = _entry(random, document.data, kinds)
    named = len(references(document.data, kind, id))
    try:
        after = document.apply(RenameEntry(kind, id, "R.9"))
    except EditError:
        return
    assert references(after.data, kind, id) == ()
    assert len(references(after.data, kind, "R.9")) == named
    assert after.apply(RenameEntry(kind, "R.9", id)).data == document.data


@settings(max_examples=EXAMPLES // 2)
@given(seeds)
def test_a_batch_does_what_its_edits_do_one_by_one_or_nothing(seed):
    random = Random(seed)
    document = Document(random_plan(random, tidy=False))
    edits = tuple(random_edit(random, document.data) for _edit in range(3))
    one_by_one = document
    try:
        for edit in edits:
            one_by_one = one_by_one.apply(edit)
        together = document.apply(Batch(edits, "all"))
    except EditError:
        return
    assert together.data == one_by_one.data == parse(together.text)
