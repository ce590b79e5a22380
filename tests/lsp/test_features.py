"""What the language server answers an editor, over its pipes."""

from __future__ import annotations

import asyncio

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from tests.lsp.client import COMMAND, PLAN, URI, applied, place
from tests.lsp.editing import editing, in_editor

DOCUMENT = lsp.TextDocumentIdentifier(URI)

FAULTY = PLAN.replace('start = "M3"', 'start = "M2"').replace("months = 24", 'months = "24"')


def codes(found):
    return [diagnostic.code for diagnostic in found]


def labels(completions):
    return [item.label for item in completions]


async def complete(editor, text, word, behind):
    await editor.replace(text)
    where = lsp.CompletionParams(DOCUMENT, place(text, word, behind))
    return await editor.client.text_document_completion_async(where)


async def hover(editor, where):
    found = await editor.client.text_document_hover_async(lsp.HoverParams(DOCUMENT, where))
    return found and found.contents.value


async def actions(editor, where, only=None):
    context = lsp.CodeActionContext(diagnostics=[], only=only)
    asked = lsp.CodeActionParams(DOCUMENT, lsp.Range(where, where), context)
    return await editor.client.text_document_code_action_async(asked) or []


@in_editor
async def test_findings_come_with_code_severity_place_next_step_and_source(editor):
    found = await editor.open(PLAN.replace("lump_sum = 250_000", "lump_sum = 240_000"))
    sums = next(one for one in found if one.code == "CAL301" or "240,000" in one.message)
    assert sums.source == "ka2plan"
    assert sums.severity == lsp.DiagnosticSeverity.Error
    assert sums.range.start == place(PLAN, "lump_sum")
    assert "source: " in sums.message


@in_editor
async def test_a_dependency_that_does_not_hold_is_found_while_one_types(editor):
    assert "DEP201" not in codes(await editor.open(PLAN.replace('start = "M3"', 'start = "M5"')))
    where = place(PLAN.replace('start = "M3"', 'start = "M5"'), '"M5"', 2)
    change = lsp.TextDocumentContentChangePartial(lsp.Range(where, lsp.Position(where.line, where.character + 1)), "2")
    found = await editor.type([change])
    late = [one for one in found if one.code.startswith("DEP2")]
    assert [one.severity for one in late] == [lsp.DiagnosticSeverity.Error]


@in_editor
async def test_a_file_that_is_no_plan_has_no_findings_and_no_answers(editor):
    other = "file:///somewhere/pyproject.toml"
    text = '[project]\nname = "thing"\n[tool.x]\nformat = "wheel"\n'
    assert await editor.open(text, other) == ()
    asked = lsp.CompletionParams(lsp.TextDocumentIdentifier(other), lsp.Position(2, 0))
    assert await editor.client.text_document_completion_async(asked) is None


@in_editor
async def test_closing_a_document_takes_its_findings_away(editor):
    assert await editor.open(FAULTY)
    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(DOCUMENT))
    await editor.anything()
    assert editor.client.diagnostics[URI] == ()


@in_editor
async def test_a_certain_fix_writes_only_what_is_wrong(editor):
    await editor.open(FAULTY)
    offered = await actions(editor, place(FAULTY, "months", 2))
    fix = next(action for action in offered if action.is_preferred)
    where = lsp.Range(place(FAULTY, '"24"'), place(FAULTY, '"24"', 4))
    assert [(edit.range, edit.new_text) for edit in fix.edit.changes[URI]] == [(where, "24")]
    assert applied(FAULTY, fix.edit.changes[URI]) == FAULTY.replace('"24"', "24")


@in_editor
async def test_the_remedy_that_the_editor_proposes_is_offered_and_true(editor):
    await editor.open(PLAN)
    offered = await actions(editor, place(PLAN, 'after = ["A1.1"]', 12))
    move = next(action for action in offered if "starts" in action.title)
    mended = applied(PLAN, move.edit.changes[URI])
    assert mended == PLAN.replace('start = "M3"\nend = "M6"', 'start = "M5"\nend = "M8"')
    assert not [one for one in await editor.replace(mended) if str(one.code).startswith("DEP2")]


@in_editor
async def test_accepting_a_finding_leaves_the_reason_to_be_written(editor):
    found = await editor.open(PLAN)
    late = next(one for one in found if str(one.code).startswith("DEP2"))
    offered = await actions(editor, late.range.start)
    accept = next(action for action in offered if action.title == f"accept {late.code} with a reason")
    accepted = applied(PLAN, accept.edit.changes[URI])
    assert f'[ignored."{late.code} ' in accepted
    after = await editor.replace(accepted)
    assert "SYN208" in codes(after)
    reasoned = accepted.replace('reason = ""', 'reason = "agreed with the agency"')
    assert late.code not in codes(await editor.replace(reasoned))


@in_editor
async def test_all_certain_fixes_are_one_action_of_the_source(editor):
    faulty = FAULTY.replace("start = 2026-11-01", 'start = "2026-11-01"')
    await editor.open(faulty)
    (everything,) = await actions(editor, lsp.Position(0, 0), [lsp.CodeActionKind.SourceFixAll])
    assert applied(faulty, everything.edit.changes[URI]) == faulty.replace('"24"', "24").replace(
        '"2026-11-01"', "2026-11-01"
    )


@in_editor
async def test_a_partner_is_told_by_name_money_effort_and_what_it_leads(editor):
    await editor.open(PLAN)
    told = await hover(editor, place(PLAN, 'lead = "IES"', 9))
    assert told.splitlines()[:3] == ["IES  IES Tavernes", "Spain, beneficiary", "money: 150,000 EUR"]
    assert "leads A1.1" in told


@in_editor
async def test_a_month_is_told_by_its_day(editor):
    await editor.open(PLAN)
    assert (await hover(editor, place(PLAN, 'end = "M4"', 8))).startswith("28 Feb 2027")


@in_editor
async def test_a_key_is_told_by_what_it_is_for(editor):
    await editor.open(PLAN)
    told = await hover(editor, place(PLAN, "lump_sum", 2))
    assert told == "The grant in EUR, to which the amounts of the plan add up.\n\nwritten like lump_sum = 250_000"


@in_editor
async def test_a_type_is_told_by_what_it_allows_with_sources(editor):
    await editor.open(PLAN)
    told = await hover(editor, place(PLAN, "KA220", 2))
    assert told.startswith("KA220-SCH  Cooperation Partnership, school education")
    assert "duration: 12 to 36 months (" in told


@in_editor
async def test_a_strangers_title_is_told_as_plain_text(editor):
    text = PLAN.replace("Meeting 🌲", "[x](javascript:1) **b**\\u202e\\u001b[31m")
    await editor.open(text)
    asked = lsp.HoverParams(DOCUMENT, place(text, "A1.1", 1))
    found = await editor.client.text_document_hover_async(asked)
    assert found.contents.kind == lsp.MarkupKind.PlainText
    assert "[x](javascript:1) **b**" in found.contents.value
    assert "\u202e" not in found.contents.value
    assert "\x1b" not in found.contents.value


COMPLETIONS = [
    ("[", ["project", "partners"], "[project"),
    ("[activities.", ["A1.3"], '"A1.3"'),
    ('[activities."A9"]\n', ["wp", "title", "start"], 'wp = "$1"'),
    ('[activities."A9"]\nlead = ', ["OSL", "IES", "ZAV"], '"OSL"'),
    ('[activities."A9"]\nlead = "I', ["OSL", "IES", "ZAV"], '"OSL"'),
    ('[activities."A9"]\nlead = "OSL"\npartners = ["OSL", "', ["IES", "ZAV"], '"IES"'),
    ('[activities."A9"]\nbudget.', ["OSL", "IES", "ZAV"], "OSL = "),
    ('[activities."A9"]\neffort = { OSL = 4, ', ["IES", "ZAV"], "IES = "),
    ('[activities."A9"]\nafter = [{ id = "', ["A1.1", "A1.2"], '"A1.1"'),
    ('[activities."A9"]\nafter = [{ id = "A1.1", type = "', ["FS", "SS", "FF", "SF"], '"FS"'),
    ('[activities."A9"]\nstatus = "', ["planned", "running", "done", "cancelled"], '"planned"'),
    ('[activities."A9"]\nserves = ["', ["inclusion", "digital"], '"inclusion"'),
    ('[activities."A9"]\nvenue = { country = "', ["AT", "BE"], '"AT"'),
    ('[activities."A9"]\nstart = "', ["M1", "M2"], '"M1"'),
    ("[partners.NEW]\ncountry = ", ["AT", "BE"], '"AT"'),
    ("[partners.NEW]\nrole = ", ["beneficiary", "associated", "affiliated"], '"beneficiary"'),
]


@in_editor
async def test_what_can_stand_there_is_offered_while_the_text_does_not_read(editor):
    await editor.open(PLAN)
    for tail, first, written in COMPLETIONS:
        text = f"{PLAN}\n{tail}"
        found = await complete(editor, text, text, len(text))
        assert labels(found)[: len(first)] == first, tail
        assert found[0].text_edit.new_text == written.removeprefix("["), tail


@in_editor
async def test_what_is_offered_says_what_it_stands_for(editor):
    await editor.open(PLAN)
    found = await complete(editor, f'{PLAN}\n[activities."A9"]\nlead = "', 'A9"]\nlead = "', 13)
    assert found[0].detail == "Osnovna šola 🌲 Ledina"
    assert found[0].text_edit.range.end.line == PLAN.count("\n") + 2


@pytest.mark.parametrize("tail", ["# lead = ", 'x = """\nlead = ', '[activities."A9"]\nlead = "OSL" '])
@in_editor
async def test_nothing_is_offered_where_no_word_can_stand(editor, tail):
    await editor.open(PLAN)
    assert (await complete(editor, PLAN + tail, PLAN + tail, len(PLAN + tail))) == []


@in_editor
async def test_a_name_leads_to_where_the_entry_is_declared(editor):
    await editor.open(PLAN)
    asked = lsp.DefinitionParams(DOCUMENT, place(PLAN, 'after = ["A1.1"]', 12))
    found = await editor.client.text_document_definition_async(asked)
    assert found.range.start == place(PLAN, '"A1.1"]\nwp')


@in_editor
async def test_every_place_that_names_a_partner_is_found(editor):
    await editor.open(PLAN)
    asked = lsp.ReferenceParams(
        lsp.ReferenceContext(include_declaration=True), DOCUMENT, place(PLAN, "[partners.IES]", 11)
    )
    found = await editor.client.text_document_references_async(asked)
    lines = PLAN.split("\n")
    words = [lines[one.range.start.line][one.range.start.character : one.range.end.character] for one in found]
    assert words == ["IES"] * 3


@in_editor
async def test_an_id_is_renamed_with_everything_that_names_it(editor):
    await editor.open(PLAN)
    asked = lsp.RenameParams(DOCUMENT, place(PLAN, "[partners.IES]", 11), "TAV")
    found = await editor.client.text_document_rename_async(asked)
    renamed = applied(PLAN, found.changes[URI])
    assert renamed == PLAN.replace(".IES", ".TAV").replace('"IES"', '"TAV"')


@pytest.mark.parametrize(("new", "said"), [("OSL", "OSL"), ("a b", "a b")])
@in_editor
async def test_an_id_that_cannot_be_had_is_refused_with_the_reason(editor, new, said):
    await editor.open(PLAN)
    asked = lsp.RenameParams(DOCUMENT, place(PLAN, "[partners.IES]", 11), new)
    with pytest.raises(JsonRpcException, match=said):
        await editor.client.text_document_rename_async(asked)


@in_editor
async def test_only_what_is_an_id_can_be_renamed(editor):
    await editor.open(PLAN)
    ask = editor.client.text_document_prepare_rename_async
    found = await ask(lsp.PrepareRenameParams(DOCUMENT, place(PLAN, '"A1.1"]\nwp', 2)))
    assert found.placeholder == "A1.1"
    assert found.range.start == place(PLAN, '"A1.1"]\nwp', 1)
    assert await ask(lsp.PrepareRenameParams(DOCUMENT, place(PLAN, "months", 1))) is None


@in_editor
async def test_the_outline_names_every_entry_with_its_title(editor):
    await editor.open(PLAN)
    found = await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(DOCUMENT))
    assert [(symbol.name, symbol.detail) for symbol in found] == [
        ("project", "Outdoor classrooms"),
        ("OSL", "Osnovna šola 🌲 Ledina"),
        ("IES", "IES Tavernes"),
        ("ZAV", "Zavod"),
        ("WP1", "Management"),
        ("A1.1", "Meeting 🌲"),
        ("A1.2", "Survey"),
    ]
    assert found[-1].range.end == place(PLAN, 'after = ["A1.1"]', 16)


@in_editor
async def test_tables_fold_from_their_header_to_their_last_line(editor):
    await editor.open(PLAN)
    found = await editor.client.text_document_folding_range_async(lsp.FoldingRangeParams(DOCUMENT))
    project = found[0]
    assert (project.start_line, project.end_line) == (2, 10)


@in_editor
async def test_days_stand_behind_months_and_sums_behind_work_packages(editor):
    await editor.open(PLAN)
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
    found = await editor.client.text_document_inlay_hint_async(lsp.InlayHintParams(DOCUMENT, whole))
    assert [hint.label for hint in found] == [
        "250,000 EUR",
        "1 Nov 2026",
        "28 Feb 2027",
        "1 Jan 2027",
        "30 Apr 2027",
    ]
    assert found[0].position == place(PLAN, "[work_packages.WP1]", 19)
    assert found[1].position == place(PLAN, 'start = "M1"', 12)


@in_editor
async def test_answers_go_on_while_the_text_does_not_read(editor):
    await editor.open(PLAN)
    broken = PLAN.replace('title = "Survey"', 'title = "Survey')
    found = await editor.replace(broken)
    assert codes(found) == ["SYN101"]
    assert found[0].range.start.line == place(broken, 'title = "Survey').line
    asked = lsp.DefinitionParams(DOCUMENT, place(broken, 'after = ["A1.1"]', 12))
    location = await editor.client.text_document_definition_async(asked)
    assert location.range.start == place(broken, '"A1.1"]\nwp')
    assert (await hover(editor, place(broken, 'lead = "ZAV"', 9))).startswith("ZAV  Zavod")


@in_editor
async def test_a_separator_of_unicode_ends_no_line(editor):
    text = PLAN.replace("Outdoor", "Out\u2028door")
    await editor.open(text)
    where = place(text, "months = 24", 9)
    change = lsp.TextDocumentContentChangePartial(lsp.Range(where, lsp.Position(where.line, where.character + 2)), "99")
    found = await editor.type([change])
    assert place(text, "months") in [one.range.start for one in found if "99" in one.message]


MARKED = PLAN.replace(
    'end = "M4"\n',
    '<<<<<<< ours\nend = "M5"\n||||||| base\nend = "M4"\n=======\nend = "M6"\n>>>>>>> theirs\n',
)


@in_editor
async def test_markers_of_git_are_told_as_clashes_and_settled(editor):
    found = await editor.open(MARKED)
    (clash,) = [one for one in found if one.code == "clash"]
    assert clash.range.start == place(MARKED, "<<<<<<<")
    assert "M5" in clash.message
    assert "M6" in clash.message
    offered = {action.title: action for action in await actions(editor, place(MARKED, 'end = "M6"'))}
    theirs = next(action for title, action in offered.items() if title.endswith("take theirs"))
    assert applied(MARKED, theirs.edit.changes[URI]) == PLAN.replace('end = "M4"', 'end = "M6"')


@in_editor
async def test_several_plans_and_one_without_a_file_are_open_at_once(editor):
    await editor.open(PLAN)
    untitled = "untitled:Untitled-1"
    found = await editor.open(PLAN.replace('lead = "ZAV"', 'lead = "ZAW"'), untitled)
    assert "SYN301" in codes(found) or any("ZAW" in one.message for one in found)
    assert (await hover(editor, place(PLAN, 'lead = "ZAV"', 9))).startswith("ZAV")


def test_a_year_file_of_ones_own_is_what_the_plan_is_checked_by(tmp_path):
    (tmp_path / "2027.toml").write_text(
        'year = 2027\n[facts.KA220]\nlump_sums = { value = [100000, 200000], source = "x", evidence = "verified" }\n'
    )

    async def asked():
        async with editing(command=[*COMMAND, "--facts", str(tmp_path)]) as editor:
            return await editor.open(PLAN.replace("call = 2026", "call = 2027"))

    (sums,) = [one for one in asyncio.run(asked()) if one.code == "CAL202"]
    assert "100,000 or 200,000 EUR" in sums.message
