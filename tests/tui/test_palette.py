"""The palette finds every command, and a key that does nothing says where it does something."""

from __future__ import annotations

from datetime import date

import pytest

from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.app.palette import AllCommands
from ka2plan.words.messages import speaking
from tests.tui.pilot import opened


def listed(editor):
    return editor.app.screen._choices.items


async def test_the_palette_lists_what_every_command_does(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":")
        assert isinstance(editor.app.screen, AllCommands)
        labels = [choice.label.casefold() for choice in listed(editor)]
        assert len(labels) == len(set(labels))
        assert set(labels) == {command.LABEL.casefold() for command in REPERTOIRE.commands}


async def test_a_key_typed_alone_is_its_command(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">", ":", "w")
        assert listed(editor)[0].label == "Save"
        await editor.press("enter")
        assert not editor.session.snapshot.dirty
        await editor.press(":", "u")
        assert listed(editor)[0].label == "Undo"
        await editor.press("escape", ":", "R")
        assert listed(editor)[0].label.startswith("Read the file again")


async def test_words_at_the_beginning_come_before_letters_within(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":", *"find")
        texts = [f"{choice.label} {choice.words}".casefold() for choice in listed(editor)]
        starts = [any(word.startswith("find") for word in text.split()) for text in texts]
        assert starts[0]
        assert starts == sorted(starts, reverse=True)


async def test_a_command_of_another_view_says_where_it_works_and_leads_there(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":", *"share out what is")
        assert "in budget (3)" in editor.picture
        assert listed(editor)[0].dim
        await editor.press("enter")
        assert editor.app.main.view.NAME == "budget"
        assert "here s does this: share out what is left" in editor.picture


async def test_a_command_of_an_entry_s_fields_opens_the_entry(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ":", *"delete the value", "enter")
        assert editor.app.main.view.NAME == "entry"
        assert editor.app.main.view.owner == ("activities", "A2.1")


async def test_a_command_that_can_do_nothing_now_says_why(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":", *"undo")
        assert listed(editor)[0].dim
        await editor.press("enter")
        assert "nothing to undo" in editor.picture


async def test_of_a_label_that_is_cut_off_one_reads_the_rest(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":", *"list only the critical")
        assert "redundant links, the circle ─╯" in editor.picture
        await editor.press("escape", ":", *"undo")
        assert "circle ─╯" not in editor.picture


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("w", "nothing to save: all is already in ka220-school.toml"),
        ("u", "nothing to undo"),
        ("n", "nothing was searched for yet: / searches"),
        ("7gx", "no findings here"),
        ("2F", "F works in plan (1): filter by partner, work package, status"),
        ("2?", "Help: partners"),
        (";", "; does nothing here; ? lists the keys"),
        ("8 ", "space works in plan (1): mark for commands on several entries"),
    ],
)
async def test_a_key_that_does_nothing_says_why(tmp_path, keys, told):
    async with opened(tmp_path, today=date(2026, 11, 20)) as editor:
        await editor.press(*keys)
        assert told in editor.picture


async def test_enter_on_a_heading_of_the_findings_says_what_it_is(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        await editor.press("7", "g", "enter")
        assert "this is a heading: the findings are below it" in editor.picture
        await editor.press("x")
        assert "this is a heading" in editor.picture


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("late", "go.next-late"),
        ("brief", "show.brief"),
        ("report", "file.export"),
        ("pay", "show.payment"),
        ("history", "changes"),
        ("partner leaves", "partners.replace"),
        ("staff", "view.effort"),
        ("gantt", "view.plan"),
        ("money", "view.budget"),
        ("dependency", "entry.link"),
        ("postpone", "move.month-later"),
        ("holiday", "workload.capacity"),
        ("backup", "file.save-as"),
        ("shortcuts", "help"),
        ("responsible", "edit.lead"),
        ("rename", "entry.rename"),
    ],
)
async def test_it_knows_everyday_words(tmp_path, typed, name):
    async with opened(tmp_path) as editor:
        palette = AllCommands(editor.app.editor)
        assert name in [choice.value.NAME for choice in palette.matching(typed)][:8]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("gantogram", "view.plan"),
        ("dodaj", "entry.add-any"),
        ("izvozi", "file.export"),
        ("porocilo", "file.export"),
        ("poročilo", "file.export"),
        ("placilo", "show.payment"),
        ("tezave", "view.findings"),
    ],
)
async def test_it_knows_slovenian_words_typed_with_and_without_the_marks_on_their_letters(tmp_path, typed, name):
    with speaking("sl"):
        async with opened(tmp_path) as editor:
            palette = AllCommands(editor.app.editor)
            assert name in [choice.value.NAME for choice in palette.matching(typed)][:8]


@pytest.mark.parametrize("keys", [(":",), ("t",), ("3", "5"), ("3", "d", "s"), ("q",)])
async def test_help_in_a_dialog_begins_with_its_keys_and_leads_back_to_it(tmp_path, keys):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", ">", *keys)
        dialog = editor.app.screen
        assert dialog is not editor.app.main
        await editor.press("f1")
        assert "Keys of the dialog that is open" in editor.picture
        await editor.press("f1", "escape")
        assert editor.app.screen is dialog


async def test_a_word_that_stands_whole_comes_before_one_that_only_begins_so(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press(":", *"late")
        assert editor.picture.index("Status: late, running") < editor.picture.index("Move a month later")
