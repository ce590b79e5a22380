"""What an edit does not concern: every statement keeps its bytes and its order, every comment what it stands at."""

from __future__ import annotations

import os
from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.document import Document, Edit, ListInsert, ListRemove, MoveEntry, RenameEntry, SetValue
from ka2plan.document.plain import MISSING, lookup
from ka2plan.errors import EditError
from ka2plan.toml.paths import Path
from tests.document.comment_owners import Owner, owners, statements
from tests.document.random_plans import random_plan
from tests.document.scattered_plans import scattered_plan
from tests.document.test_random_edits import random_edit

EXAMPLES = int(os.environ.get("KA2PLAN_EDIT_EXAMPLES", "100"))
EDITS = 3

PLANS = {
    "tidy": lambda random: random_plan(random, tidy=True),
    "mixed": lambda random: random_plan(random, tidy=False),
    "scattered": scattered_plan,
}


@pytest.mark.parametrize("plans", PLANS)
@settings(max_examples=EXAMPLES)
@given(st.integers(min_value=0, max_value=2**48))
def test_what_an_edit_does_not_concern_stays_as_it_was(plans, seed):
    random = Random(seed)
    document = Document(PLANS[plans](random))
    for _edit in range(EDITS):
        edit = random_edit(random, document.data)
        try:
            after = document.apply(edit)
        except EditError as error:
            if "break the file" in str(error):
                raise
            continue
        if isinstance(edit, RenameEntry):
            hold_a_rename_to_its_lines(document, after, edit)
        else:
            hold_statements(document, after, edit)
            hold_comments(document, after)
        document = after


def hold_a_rename_to_its_lines(before: Document, after: Document, edit: RenameEntry) -> None:
    """A rename changes words within lines: none comes or goes, and those without the id stay."""
    for old, new in zip(before.text.split("\n"), after.text.split("\n"), strict=True):
        assert old == new or (edit.id in old and edit.new_id in new)
    assert list(owners(before.text)) == list(owners(after.text))


def hold_statements(before: Document, after: Document, edit: Edit) -> None:
    """Statements of equal meaning are spelled alike and stand in the same order, but for what was moved."""
    old = [statement for statement in statements(before.text) if _is_unchanged(statement[0], before, after)]
    new = [statement for statement in statements(after.text) if statement in old]
    if isinstance(edit, MoveEntry):
        moved = (edit.kind, edit.id)
        assert _part(new, moved, inside=False) == _part(old, moved, inside=False)
        for header in {statement[0][:-1] for statement in _part(old, moved, inside=True)} - {(edit.kind,)}:
            assert _lines_of(header, new) == _lines_of(header, old)
    else:
        assert new == old


def _part(found: list[Any], moved: Path, *, inside: bool) -> list[Any]:
    return [statement for statement in found if (statement[0][:2] == moved) == inside]


def _lines_of(table: Path, found: list[Any]) -> list[Any]:
    """The lines of one table: those of an entry all over the file may come together when it moves."""
    return [statement for statement in found if statement[0][:-1] == table and statement[1] == "key"]


def _is_unchanged(path: Path, before: Document, after: Document) -> bool:
    now = lookup(after.data, path)
    return (isinstance(now, dict) and _has_header(after, path)) or repr(now) == repr(lookup(before.data, path))


def _has_header(document: Document, path: Path) -> bool:
    return any(mention.exact and not mention.member for mention in document.layout.mentions(path))


def hold_comments(before: Document, after: Document) -> None:
    """Comments go only with what they stand at, and what stays stays with its own."""
    old, new = owners(before.text), owners(after.text)
    assert [comment for comment in new if comment not in old] == []
    for comment, owner in old.items():
        if comment not in new:
            assert owner.path, comment
            assert not _is_there(owner, before, after), (comment, owner)
        elif new[comment] != owner:
            assert _takes_over(owner, new[comment], before, after), (comment, owner, new[comment])


def _is_there(owner: Owner, before: Document, after: Document) -> bool:
    value = lookup(after.data, owner.path)
    if owner.what == "item":
        items = Counter(map(repr, value if isinstance(value, list) else ()))
        return items[owner.item] >= Counter(map(repr, lookup(before.data, owner.path)))[owner.item]
    return value is not MISSING


def _takes_over(owner: Owner, now: Owner, before: Document, after: Document) -> bool:
    """Whether a comment that stayed where it was may stand at something else now.

    One over the lines of a dotted table stays when the first goes, one at an item when that changes, one between
    blank lines when nothing of its table follows any more; what stands for itself does so whatever is put around it.
    """
    if (owner.what, now.what) in (("table", "file"), ("file", "between"), ("between", "file")):
        return True
    if owner.what == "table" and now.what == "between":
        return owner.path[:2] == now.path
    if owner.what == now.what == "item":
        return owner.path == now.path and not _is_there(owner, before, after)
    group = now.path[:-1]
    is_of_group = owner.path[:-1] == group or (group and owner.path[: len(group)] == group)
    is_of_group = is_of_group or (len(owner.path) == len(now.path) == 3 and owner.path[0] == now.path[0])
    heads_rest_of_group = owner.what == now.what == "key" and is_of_group
    return heads_rest_of_group and lookup(after.data, owner.path) is MISSING


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (
            ListInsert(("after",), "C", 0),
            'after = ["A", # about A\n  "B",\n]\n',
            'after = ["C",\n  "A", # about A\n  "B",\n]\n',
        ),
        (
            SetValue(("after",), ["B", "A"]),
            'after = ["A",\n  # over B\n  "B", # about B\n]\n',
            'after = [\n  # over B\n  "B", # about B\n  "A",\n]\n',
        ),
        (
            SetValue(("after",), ["B", "A"]),
            'after = ["A", # about A\n  "B"]\n',
            'after = ["B",\n  "A" # about A\n]\n',
        ),
        (
            ListRemove(("after",), "A"),
            'after = ["A", # about A\n  "B",\n]\n',
            'after = [\n  "B",\n]\n',
        ),
    ],
)
def test_a_comment_goes_with_its_item_and_stands_at_no_other(edit, before, after):
    assert Document(before).apply(edit).text == after
