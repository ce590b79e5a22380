"""Edits made as one: the same text as one after the other, and each table written once."""

from __future__ import annotations

from random import Random

import pytest

from ka2plan.document import AddEntry, Batch, Document, QuoteId, RenameEntry, RenameKey, SetValue, Unset
from ka2plan.document.draft import Draft
from ka2plan.document.edited_data import rename_entry
from ka2plan.errors import EditError
from tests.work import lines_run

ENTRIES = "".join(
    f"[activities.A{number}]  # no. {number}\nstart = \"M1\"  # begins\nend = 'M2'\nbudget.OSL = 1_000\n\n"
    for number in range(12)
)
SHAPES = (
    "a = [{}]",
    "a = [{},]",
    "a = [ {} ]  # several",
    "a = [\n{}\n]",
)


def one_after_the_other(text: str, edits: list[object]) -> str:
    document = Document(text)
    for edit in edits:
        document = document.apply(edit)
    return document.text


def test_values_set_together_give_the_text_of_values_set_one_by_one():
    edits = [SetValue(("activities", f"A{number}", "start"), f"M{number + 3}") for number in range(12)]
    edits += [SetValue(("activities", f"A{number}", "budget", "OSL"), number) for number in range(12)]
    edits += [RenameKey(("activities", f"A{number}", "end"), "x_end") for number in range(12)]
    assert Document(ENTRIES).apply(Batch(tuple(edits))).text == one_after_the_other(ENTRIES, edits)


def test_ids_quoted_together_give_the_text_of_ids_quoted_one_by_one():
    text = "".join(f"[activities.A1.{number}]\nbudget.OSL = 1\n[activities.A1.{number}.x_a]\n" for number in range(9))
    edits = [QuoteId("activities", ("A1", str(number))) for number in range(9)]
    assert Document(text).apply(Batch(tuple(edits))).text == one_after_the_other(text, edits)


def test_a_later_edit_sees_what_an_earlier_one_of_the_batch_wrote():
    edits = [
        SetValue(("a",), 1),
        SetValue(("b",), 2),
        SetValue(("a",), {"c": 3}),
        SetValue(("a", "c"), 4),
        Unset(("b",)),
    ]
    text = "a = 0\nb = 0\n"
    after = Document(text).apply(Batch(tuple(edits)))
    assert after.text == one_after_the_other(text, edits)
    assert after.data == {"a": {"c": 4}}


def comments_of(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize("shape", SHAPES)
def test_items_taken_out_together_leave_the_others_and_their_comments(shape):
    chance = Random(shape)
    for _try in range(150):
        count = chance.randint(2, 7)
        if "\n" in shape:
            items = [f"  {number},{chance.choice(['', f'  # no. {number}'])}" for number in range(count)]
            text = shape.format("\n".join(items)) + "\n"
        else:
            text = shape.format(chance.choice([",", ", ", " , "]).join(map(str, range(count)))) + "\n"
        gone = sorted(chance.sample(range(count), chance.randint(2, count)), reverse=True)
        edits = [Unset(("a", index)) for index in gone]
        after = Document(text).apply(Batch(tuple(edits)))
        assert after.data == {"a": [number for number in range(count) if number not in gone]}
        assert comments_of(after.text) == comments_of(one_after_the_other(text, edits))


@pytest.mark.parametrize("count", [30, 300])
def test_a_batch_of_values_writes_its_table_once_however_many_they_are(count, monkeypatch):
    written = []
    splice = Draft.splice
    monkeypatch.setattr(Draft, "splice", lambda draft, splices: (written.append(1), splice(draft, splices))[1])
    text = "".join(f"k{number} = 1\n" for number in range(count)) + f"a = [{'1,' * count}]\n"
    edits = [SetValue((f"k{number}",), 2) for number in range(count)]
    edits += [Unset(("a", index)) for index in reversed(range(count - 1))]
    after = Document(text).apply(Batch(tuple(edits)))
    assert (after.data["k0"], after.data["a"]) == (2, [1])
    assert len(written) == 2


class Counted(dict[str, object]):
    """A table that counts how often it is copied."""

    copies = 0

    def copy(self) -> dict[str, object]:
        self.copies += 1
        return dict(self)


def test_a_renamed_partner_named_by_hundreds_of_activities_copies_their_table_once():
    activities = Counted({f"A{number}": {"lead": "OSL", "budget": {"OSL": 1}} for number in range(300)})
    data = {"partners": {"OSL": {}}, "activities": activities}
    renamed = rename_entry(data, RenameEntry("partners", "OSL", "ZRC"))
    assert activities.copies == 1
    assert {str(entry) for entry in renamed["activities"].values()} == {"{'lead': 'ZRC', 'budget': {'ZRC': 1}}"}
    assert {str(entry) for entry in activities.values()} == {"{'lead': 'OSL', 'budget': {'OSL': 1}}"}


def new_entries(count: int) -> list[AddEntry]:
    values = {"title": "T", "start": "M1", "budget": {"OSL": 2_000, "IES": 3}, "venue": {"place": "V"}}
    return [
        AddEntry("activities", f"B{number}" if number % 3 else f"B.{number}", {**values, "note": "n" * (number % 4)})
        for number in range(count)
    ]


NO_LIKE = "[project]\ntitle = 'x'\n"
BETWEEN = ENTRIES.replace("\n\n", "\n") + "\n\n[milestones.MS1]\ntitle = 'm'\n# the end\n"
WITH_TABLES = '  [activities."A.1"]\n  title = "t"\n\n\n  [activities."A.1".budget]\n  OSL = 1\n'
ON_LINES = "activities.A1.title = 't'\nactivities.A1.budget = { OSL = 1 }\n[texts.WP1]\n"
IN_BRACKETS = "activities = { A1 = { title = 't' } }\n"


@pytest.mark.parametrize(
    "text",
    [ENTRIES, ENTRIES.rstrip(), ENTRIES.replace("\n", "\r\n"), NO_LIKE, BETWEEN, WITH_TABLES, ON_LINES, IN_BRACKETS],
)
def test_entries_added_together_give_the_text_of_entries_added_one_by_one(text):
    edits = new_entries(7)
    assert Document(text).apply(Batch(tuple(edits))).text == one_after_the_other(text, edits)


def test_an_entry_added_twice_in_one_batch_is_refused():
    with pytest.raises(EditError, match="is there already"):
        Document(ENTRIES).apply(Batch((*new_entries(3), *new_entries(2))))


def test_the_work_of_adding_entries_grows_as_their_number():
    few, many = (
        lines_run(lambda count=count: Document(ENTRIES).apply(Batch(tuple(new_entries(count))))) for count in (40, 160)
    )
    assert many < 5 * few
