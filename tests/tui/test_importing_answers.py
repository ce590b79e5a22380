"""Sheets and forms that partners filled in, taken into the plan from within the editor as from the shell."""

from __future__ import annotations

import tomllib

import pytest
from docx import Document

from tests.cli.running import run
from tests.export.making import SOUND
from tests.imports.filling_in import Returning
from tests.tui.pilot import TODAY, opened

SENT = SOUND.read_text(encoding="utf-8")
WAS = tomllib.loads(SENT)["texts"]["project"]["motivation"]
NOTE = ("activities", "A3.1", "note")


def returned(folder, *changes, partner="IES", text=SENT):
    """A sheet of a partner as it comes back, with what it wrote into the cells of these key paths."""
    place = folder / "sent"
    place.mkdir()
    sheet = Returning(place, text, partner)
    for value, *path in changes:
        sheet.put(value, *path)
    sheet.book.save(sheet.file)
    return sheet.file


async def asked(editor, path):
    """Types the name of a file and waits until what it would change is shown."""
    await editor.press("ctrl+o", "ctrl+u", *str(path), "enter")
    await editor.until(lambda: f"import {path.name}:" in editor.picture)


async def test_a_sheet_that_came_back_is_merged_as_one_step_and_as_the_command_line_merges_it(tmp_path):
    file = returned(tmp_path, ("Ready in spring.", *NOTE), ("soon", "activities", "A3.1", "start"))
    async with opened(tmp_path, size=(140, 50)) as editor:
        before = editor.session.snapshot.text
        await asked(editor, file)
        assert "IES.xlsx: 1 change from IES (IES Tavernes Blanques)" in editor.picture
        assert "cells that could not be read:" in editor.picture
        assert "Ready in spring." in editor.picture
        await editor.press("i")
        after = editor.session.snapshot.text
        assert 'note = "Ready in spring."' in after
        await editor.press("u")
        assert editor.session.snapshot.text == before
    plan = tmp_path / "ka220-school.toml"
    assert run("import", str(plan), str(file), "--today", str(TODAY)).code == 0
    assert plan.read_text(encoding="utf-8") == after


async def test_what_the_plan_became_meanwhile_stays_where_the_partner_wrote_nothing(tmp_path):
    file = returned(tmp_path, ("Ready in spring.", *NOTE))
    async with opened(tmp_path, size=(140, 50)) as editor:
        meanwhile = SENT.replace('title = "Needs survey in twelve schools"', 'title = "Survey of needs"')
        editor.session.replace_text(meanwhile, "another title")
        await asked(editor, file)
        await editor.press("i")
        data = editor.session.snapshot.plan
        assert data.activities["A2.1"].title == "Survey of needs"
        assert data.activities["A3.1"].note == "Ready in spring."


async def test_a_clash_is_told_before_and_opens_the_view_of_conflicts(tmp_path):
    file = returned(tmp_path, ("Ready in spring.", *NOTE))
    async with opened(tmp_path, size=(140, 50)) as editor:
        before = SENT.replace('[activities."A3.1"]\n', '[activities."A3.1"]\nnote = "Ready in autumn."\n')
        editor.session.replace_text(before, "a note")
        await asked(editor, file)
        assert "1 conflict: both sides changed the same; you choose" in editor.picture
        await editor.press("i")
        assert editor.app.main.view.NAME == "conflicts"
        assert "Ready in autumn." in editor.picture
        assert "Ready in spring." in editor.picture
        await editor.press("u")
        assert editor.session.snapshot.text == before


async def test_a_sheet_in_which_nothing_was_changed_says_so(tmp_path):
    file = returned(tmp_path)
    async with opened(tmp_path, size=(140, 50)) as editor:
        await asked(editor, file)
        assert "the plan already has all of it" in editor.picture
        assert "changed nothing" in editor.picture
        await editor.press("escape")
        assert not editor.session.snapshot.dirty


@pytest.fixture
def form(tmp_path):
    """A form for Word with an answer to its first question, as it comes back."""
    plan, file = tmp_path / "plan.toml", tmp_path / "form.docx"
    plan.write_text(SENT, encoding="utf-8")
    assert run("export", "docx", str(plan), "-o", str(file), "--today", str(TODAY)).code == 0
    document = Document(str(file))
    (answer,) = (one for one in document.paragraphs if one.text == WAS)
    answer.runs[0].text = "As it is now."
    document.save(str(file))
    return plan, file


async def test_the_answers_of_a_form_go_into_the_plan_as_one_step(form, tmp_path):
    plan, file = form
    async with opened(tmp_path, plan, size=(140, 50)) as editor:
        before = editor.session.snapshot.text
        await asked(editor, file)
        assert "the form's text for the project has other words in motivation" in editor.picture
        await editor.press("i")
        assert editor.session.snapshot.text == before.replace(WAS, "As it is now.")
        await editor.press("u")
        assert editor.session.snapshot.text == before


async def test_an_answer_that_was_changed_here_as_well_clashes(form, tmp_path):
    plan, file = form
    async with opened(tmp_path, plan, size=(140, 50)) as editor:
        editor.session.replace_text(SENT.replace(WAS, "As we see it."), "another answer")
        await asked(editor, file)
        assert "1 conflict:" in editor.picture
        await editor.press("i")
        assert editor.app.main.view.NAME == "conflicts"
