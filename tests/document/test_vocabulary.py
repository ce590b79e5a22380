"""Every edit, the text before and after; refusals with their sentence."""

from __future__ import annotations

import pytest

from ka2plan.document import (
    AddEntry,
    Batch,
    Document,
    ListInsert,
    ListRemove,
    MoveEntry,
    QuoteId,
    RemoveEntry,
    RenameEntry,
    SetValue,
    Unset,
    references,
    value_text,
)
from ka2plan.errors import EditError

PLAN = """\
# The plan
format = 1

[project]
title = "Plan"          # short
coordinator = "OSL"
lump_sum = 250_000

# The school
[partners.OSL]
name = "Šola"
country = "SI"

# The institute
[partners.IES]
name = "IES"
country = "ES"

[objectives.O1]
title = "One"

# Work package two
[work_packages.WP2]
title = "Two"
lead = "OSL"            # leads
budget.OSL = 20_000

# First
[activities."A2.1"]
wp = "WP2"
title = "Survey"
start = "M1"
end = "M4"              # tight
lead = "IES"
partners = ["OSL"]
budget.IES = 9_000
budget.OSL = 4_000
serves = ["O1"]

# Second
[activities."A2.2"]
wp = "WP2"
title = "Modules"
start = "M5"
end = "M6"
lead = "OSL"
after = ["A2.1", { id = "A2.1", type = "FF", lag = "1m" }]  # twice

[texts."A2.1"]
content = "words"

[ignored."WRK104 partners.IES"]
reason = "agreed"
"""

SCHOOL = '# The school\n[partners.OSL]\nname = "Šola"\ncountry = "SI"\n'
INSTITUTE = '# The institute\n[partners.IES]\nname = "IES"\ncountry = "ES"\n'

CASES = {
    "a value in its own style": (
        SetValue(("project", "lump_sum"), 120_000),
        [("lump_sum = 250_000", "lump_sum = 120_000")],
    ),
    "a value with a comment behind it": (
        SetValue(("activities", "A2.1", "end"), "M5"),
        [('end = "M4"              # tight', 'end = "M5"              # tight')],
    ),
    "a new key of a group, beside its like": (
        SetValue(("work_packages", "WP2", "budget", "IES"), 15_000),
        [("budget.OSL = 20_000\n\n# First", "budget.OSL = 20_000\nbudget.IES = 15_000\n\n# First")],
    ),
    "a new key where the schema has it": (
        SetValue(("partners", "IES", "oid"), "E10023456"),
        [('country = "ES"\n', 'country = "ES"\noid = "E10023456"\n')],
    ),
    "a key taken out": (Unset(("activities", "A2.1", "serves")), [('serves = ["O1"]\n', "")]),
    "the last key of a group takes the group along": (
        Unset(("work_packages", "WP2", "budget", "OSL")),
        [("budget.OSL = 20_000\n\n# First", "\n# First")],
    ),
    "an item into a list": (
        ListInsert(("activities", "A2.1", "partners"), "IES"),
        [('partners = ["OSL"]', 'partners = ["OSL", "IES"]')],
    ),
    "an item out of a list that has a comment": (
        ListRemove(("activities", "A2.2", "after"), "A2.1"),
        [
            (
                'after = ["A2.1", { id = "A2.1", type = "FF", lag = "1m" }]  # twice',
                'after = [{ id = "A2.1", type = "FF", lag = "1m" }]  # twice',
            )
        ],
    ),
    "a new entry behind its like": (
        AddEntry("partners", "ZAV", {"name": "Zavod", "country": "SI"}),
        [
            (
                'country = "ES"\n',
                'country = "ES"\n\n[partners.ZAV]\nname = "Zavod"\ncountry = "SI"\n',
            )
        ],
    ),
    "a new entry before another, whose comment stays with it": (
        AddEntry("activities", "A2.0", {"title": "Start", "budget": {"OSL": 1_000}}, before="A2.1"),
        [
            (
                "# First\n",
                '[activities."A2.0"]\ntitle = "Start"\nbudget.OSL = 1_000\n\n# First\n',
            )
        ],
    ),
    "an entry moved with its comment": (
        MoveEntry("partners", "IES", before="OSL"),
        [
            (
                f"{SCHOOL}\n{INSTITUTE}",
                f"{INSTITUTE}\n{SCHOOL}",
            )
        ],
    ),
    "an entry removed with its comment": (
        RemoveEntry("objectives", "O1"),
        [('[objectives.O1]\ntitle = "One"\n\n', "")],
    ),
    "an activity renamed wherever it is named": (
        RenameEntry("activities", "A2.1", "A2.9"),
        [
            ('[activities."A2.1"]', '[activities."A2.9"]'),
            ('after = ["A2.1", { id = "A2.1",', 'after = ["A2.9", { id = "A2.9",'),
            ('[texts."A2.1"]', '[texts."A2.9"]'),
        ],
    ),
    "a partner renamed in leads, budgets and ignored findings": (
        RenameEntry("partners", "IES", "VAL"),
        [
            ("[partners.IES]", "[partners.VAL]"),
            ('lead = "IES"', 'lead = "VAL"'),
            ("budget.IES = 9_000", "budget.VAL = 9_000"),
            ("WRK104 partners.IES", "WRK104 partners.VAL"),
        ],
    ),
    "a text of several lines": (
        SetValue(("texts", "A2.1", "content"), "one\ntwo"),
        [('content = "words"', 'content = """\none\ntwo"""')],
    ),
    "several edits as one": (
        Batch((SetValue(("project", "title"), "New"), Unset(("activities", "A2.1", "serves"))), "two"),
        [('title = "Plan"', 'title = "New"'), ('serves = ["O1"]\n', "")],
    ),
}


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("case", CASES)
def test_an_edit_changes_just_what_it_says(case, eol):
    edit, changes = CASES[case]
    expected = PLAN
    for before, after in changes:
        assert expected.count(before) >= 1, before
        expected = expected.replace(before, after)
    done = Document(PLAN.replace("\n", eol)).apply(edit)
    assert done.text == expected.replace("\n", eol)
    assert edit.label


def test_unlinking_takes_out_what_can_do_without_and_refuses_what_cannot():
    document = Document(PLAN)
    assert "after" not in document.apply(RemoveEntry("activities", "A2.1", unlink=True)).data["activities"]["A2.2"] or (
        document.apply(RemoveEntry("activities", "A2.1", unlink=True)).data["activities"]["A2.2"]["after"] == []
    )
    with pytest.raises(EditError, match="coordinator"):
        document.apply(RemoveEntry("partners", "OSL", unlink=True))


def test_references_lists_every_place_that_names_an_entry():
    assert set(references(Document(PLAN).data, "partners", "IES")) == {
        ("activities", "A2.1", "lead"),
        ("activities", "A2.1", "budget", "IES"),
        ("ignored", "WRK104 partners.IES"),
    }


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (AddEntry("partners", "OSL", {}), "OSL"),
        (AddEntry("activities", "WP2", {}), "WP2"),
        (AddEntry("activities", "a b", {}), "a b"),
        (RenameEntry("partners", "IES", "OSL"), "OSL"),
        (Unset(("activities", "A2.1", "venue")), "venue"),
        (RemoveEntry("activities", "A9"), "A9"),
        (ListRemove(("activities", "A2.1", "partners"), "IES"), "partners"),
        (MoveEntry("partners", "OSL", before="XXX"), "XXX"),
        (SetValue(("activities", "A2.1", "title", "inner"), 1), "not inside a table"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(edit, said):
    with pytest.raises(EditError) as refused:
        Document(PLAN).apply(edit)
    assert said in str(refused.value)


def test_an_unquoted_dotted_id_is_quoted_in_every_header():
    text = 'format = 1\n[activities.A2.1]\ntitle = "x"\n[activities.A2.1.budget]\nOSL = 1\n'
    done = Document(text).apply(QuoteId("activities", ("A2", "1")))
    assert done.text == text.replace("activities.A2.1", 'activities."A2.1"')


@pytest.mark.parametrize("wrong", ["M9 ", '"M9" x = 1', '"M8"', '"M9"\n[partners.NEW]', "[[", ""])
def test_a_serializer_that_writes_something_else_is_caught_before_anything_changes(monkeypatch, wrong):
    document = Document(PLAN)
    monkeypatch.setattr(value_text, "_text", lambda *_arguments, **_options: wrong)
    with pytest.raises(EditError):
        document.apply(SetValue(("activities", "A2.1", "end"), "M9"))
    assert document.text == PLAN


@pytest.mark.parametrize(
    "text",
    [
        'activities = { A1 = { title = "x", budget = { OSL = 1 } } }\n',
        'activities.A1.title = "x"\nactivities.A1.budget.OSL = 1\n',
        '[activities]\nA1 = { title = "x", budget.OSL = 1 }\n',
        '[activities.A1.budget]\nOSL = 1\n[activities.A1]\ntitle = "x"\n',
    ],
)
def test_unusual_forms_are_edited_right_or_refused(text):
    document = Document(text)
    for edit in (
        SetValue(("activities", "A1", "title"), "y"),
        SetValue(("activities", "A1", "budget", "OSL"), 2),
        SetValue(("activities", "A1", "budget", "IES"), 3),
        SetValue(("activities", "A1", "end"), "M2"),
        RenameEntry("activities", "A1", "A9"),
    ):
        try:
            done = document.apply(edit)
        except EditError:
            continue
        assert done.data != document.data


def test_entries_that_an_edit_leaves_alone_stay_the_same_objects():
    document = Document(PLAN)
    done = document.apply(SetValue(("activities", "A2.1", "end"), "M5"))
    assert done.data["activities"]["A2.2"] is document.data["activities"]["A2.2"]
    assert done.data["activities"]["A2.1"] is not document.data["activities"]["A2.1"]


def test_the_first_entry_of_an_empty_inline_table_goes_into_its_brackets():
    document = Document('format = 1\nactivities = {}  # none yet\n\n[project]\ntitle = "x"\n')
    after = document.apply(AddEntry("activities", "A1", {"title": "Start", "budget": {"OSL": 500}}))
    assert after.text == (
        'format = 1\nactivities = { A1 = { title = "Start", budget = { OSL = 500 } } }  # none yet\n\n'
        '[project]\ntitle = "x"\n'
    )
