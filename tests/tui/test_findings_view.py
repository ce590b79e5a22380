"""The findings view: what is listed, and what keys do about it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import tomlkit

from ka2plan.calls import load_calls
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.toml import parse
from ka2plan.tui.editor.finding_hints import hint_of
from ka2plan.tui.toolkit.dialogs.text_box import document_lines
from tests.tui.pilot import assert_picture, copied, opened


async def shown(editor):
    await editor.press(key_of(editor, "findings"))
    return editor.app.main.view


def key_of(editor, view):
    keymap = editor.app.editor.keymap
    return keymap.keys_of(keymap.named(f"view.{view}"))[0]


def go_to(view, code):
    view.cursor = next(row for row, found in enumerate(view._found) if found and found.code == code)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("plan", ["faults-to-learn-from", "ka220-school"])
async def test_the_findings_as_a_picture(tmp_path, plan, size):
    async with opened(tmp_path, plan, size=size) as editor:
        await shown(editor)
        assert_picture(editor, f"findings-{plan}-{size[0]}x{size[1]}")


def wanting(tmp_path):
    """A plan that was just begun: nearly everything that the form asks for is missing."""
    partners = (("OSL", "SI"), ("IES", "ES"), ("ZAV", "IT"), ("PHS", "AT"))
    activities = (("A2.1", "WP2", "IES"), ("A2.2", "WP2", "ZAV"), ("A3.1", "WP3", "PHS"), ("A3.2", "WP3", "PHS"))
    plan = {
        "project": {"title": "T", "type": "KA220-SCH", "call": 2026, "start": date(2026, 11, 1), "months": 24}
        | {"lump_sum": 120_000, "coordinator": "OSL"},
        "partners": {id: {"name": id, "country": country} for id, country in partners},
        "objectives": {"O1": {"title": "Aim"}},
        "work_packages": {id: {"title": id} for id in ("WP1", "WP2", "WP3")},
        "activities": {
            id: {"wp": wp, "title": id, "start": "M1", "end": "M24", "lead": "OSL", "partners": [partner]}
            for id, wp, partner in activities
        },
        "milestones": {"MS1": {"title": "Done", "due": "M24"}},
        "indicators": {"I1": {"wp": "WP2", "title": "Schools", "target": 12}},
        "texts": {"WP2": {"objectives": "Reach them."}},
        "ignored": {"WRK104 partners.OSL": {"reason": "gone"}},
    }
    plan["activities"]["A2.1"]["serves"] = ["O1"]
    path = tmp_path / "wanting.toml"
    path.write_text(tomlkit.dumps({"format": 1, **plan}), encoding="utf-8")
    return path


async def test_enter_goes_to_the_field_and_escape_comes_back_to_the_finding(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "DAT101")
        await editor.press("enter")
        assert editor.app.main.view.NAME == "entry"
        assert editor.app.main.view.selected == ("activities", "A2.3", "end")
        await editor.press("escape")
        assert editor.app.main.view is view
        assert view.finding.code == "DAT101"


async def test_the_explanation_opens_over_it_and_any_key_closes_it(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "BUD201")
        await editor.press("x")
        assert_picture(editor, "findings-explained-80x24")
        await editor.press("j", "j", "q")
        assert editor.app.screen is editor.app.main


def with_slips(tmp_path):
    """A plan with a misspelt key whose meaning is certain, and a date written as a text."""
    path = copied(tmp_path, "faults-to-learn-from")
    text = (
        path.read_text(encoding="utf-8").replace("strat =", "progres =").replace('"M12"                # 12', "10 # 12")
    )
    path.write_text(text.replace("start = 2026-11-01", 'start = "2026-11-01"'), encoding="utf-8")
    return path


async def test_what_is_certain_is_shown_then_mended_and_undone_as_one_step(tmp_path):
    path = with_slips(tmp_path)
    text = path.read_text(encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        view = await shown(editor)
        go_to(view, "SYN203")
        await editor.press("f")
        assert_picture(editor, "findings-fix-80x24")
        await editor.press("escape")
        assert not editor.session.snapshot.dirty
        await editor.press("f", "f")
        assert editor.session.snapshot.plan.activities["A2.3"].progress == 10
        assert not any(found.code == "SYN203" for found in editor.session.snapshot.findings)
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_all_that_is_certain_is_mended_in_one_step(tmp_path):
    path = with_slips(tmp_path)
    text = path.read_text(encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        await editor.press("X")
        assert "Fix 2 findings (SYN203, SYN205)?" in editor.picture
        await editor.press("enter")
        codes = {found.code for found in editor.session.snapshot.findings}
        assert editor.session.snapshot.examined
        assert not codes & {"SYN203", "SYN205"}
        await editor.press("u")
        assert editor.session.snapshot.text == text


async def test_where_nothing_is_certain_mending_all_says_so(tmp_path):
    async with opened(tmp_path, "ka220-school") as editor:
        await shown(editor)
        await editor.press("X")
        assert "nothing has only one possible correction" in editor.picture
        assert not editor.session.snapshot.dirty


async def test_only_one_severity_is_listed_and_escape_lists_all(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        everything = view.row_count
        await editor.press("F", *"warn", "enter")
        assert [found.severity for found in view._found if found] == ["warning", "warning"]
        assert "only warnings" in editor.picture
        await editor.press("escape")
        assert view.row_count == everything


async def test_the_findings_of_a_work_package_are_those_of_what_lies_in_it_too(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        editor.app.main.view.select(("work_packages", "WP2"))
        await editor.press("f")
        view = editor.app.main.view
        assert {str(found.where[1]) for found in view._found if found} == {"A2.1", "A2.3", "MS1", "I1"}
        await editor.press("escape")
        assert editor.app.main.view.selected == ("work_packages", "WP2")


async def test_an_entry_without_findings_says_so(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        editor.app.main.view.select(("activities", "A2.2"))
        await editor.press("f")
        assert "No findings here; esc shows all" in editor.picture


async def test_the_cursor_goes_on_to_the_next_finding_when_one_is_accepted(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "QUA201")
        await editor.press("I", *"later", "enter")
        assert [found.code for found in editor.session.snapshot.ignored] == ["QUA201"]
        assert view.finding.code == "QUA202"


OFFERED = (
    (
        "BUD103",
        "A2.3 has the sum of its budget, 20,000 EUR",
        "-amount = 25_000              # 11. which the amount contradicts",
    ),
    ("DAT101", "A2.3 ends 31 Oct 2028 (M24)", '+end = "M24"                  # 8. after the end of the project'),
    ("DAT102", "MS1 is due 31 Oct 2028 (M24)", '+due = "M24"                  # 13. after the end of the project'),
)
"""Code, what the editor proposes for it, and one of the lines that it would write (+) or take out (-)."""


@pytest.mark.parametrize(("code", "words", "line"), OFFERED, ids=[case[0] for case in OFFERED])
async def test_what_is_obvious_is_proposed_shown_with_its_effect_and_done_as_one_step(tmp_path, code, words, line):
    async with opened(tmp_path, "faults-to-learn-from", size=(200, 50)) as editor:
        text = editor.session.snapshot.text
        view = await shown(editor)
        go_to(view, code)
        await editor.pilot.pause()
        assert f"f proposes: {words}" in editor.picture
        await editor.press("f")
        assert f"{words}?" in editor.picture
        assert "1 finding would disappear" in editor.picture
        await editor.press("escape")
        assert editor.session.snapshot.text == text
        await editor.press("f", "f")
        assert (line[1:] in editor.session.snapshot.text) is (line[0] == "+")
        assert code not in {found.code for found in editor.session.snapshot.findings}
        await editor.press("u")
        assert editor.session.snapshot.text == text


OBVIOUS = (
    (
        "DEP203",
        'after = ["A1"]\n',
        'start = "M5"\nend = "M6"',
        "A2 starts 1 May 2027 (M7)",
        {"start": "M7", "end": "M8"},
    ),
    ("DEP204", 'after = [{ id = "A1", type = "FF" }]\n', 'start = "M1"\nend = "M3"', "A2 ends 30 Apr 2027 (M6)", None),
    ("DEP102", 'after = ["A2"]\n', 'start = "M5"\nend = "M6"', "A2 no longer waits for A2", {"after": []}),
    ("DAT201", "", 'start = "M6"\nend = "M5"', "A2: start and end change places", {"start": "M5", "end": "M6"}),
    ("DAT411", "actual.end = 2026-12-01\n", 'start = "M1"\nend = "M2"', "A2 is done", {"status": "done"}),
    ("WRK103", "effort.ZAV = 3\n", 'start = "M5"\nend = "M6"', "ZAV takes part in A2", {"partners": ["ZAV"]}),
    ("QUA301", "budget.ZAV = 3\n", 'start = "M5"\nend = "M6"', "ZAV takes part in A2", {"partners": ["ZAV"]}),
)
"""Code, what A2 has besides its dates, its dates, what is proposed, and what A2 then has."""


@pytest.mark.parametrize(("code", "more", "dates", "words", "written"), OBVIOUS, ids=[case[0] for case in OBVIOUS])
async def test_every_obvious_remedy_does_what_it_says(tmp_path, code, more, dates, words, written):
    project = {"title": "T", "type": "KA220-SCH", "call": 2026, "start": date(2026, 11, 1), "months": 24}
    first = {"title": "First", "start": "M1", "end": "M6", "lead": "OSL", "partners": ["ZAV"]}
    plan = {
        "format": 1,
        "project": project | {"lump_sum": 120_000, "coordinator": "OSL"},
        "partners": {"OSL": {"name": "A", "country": "SI"}, "ZAV": {"name": "B", "country": "ES"}},
        "activities": {"A1": first},
    }
    path = tmp_path / "plan.toml"
    second = f'[activities.A2]\ntitle = "Second"\nlead = "OSL"\n{dates}\n{more}'
    path.write_text(f"{tomlkit.dumps(plan)}\n{second}", encoding="utf-8")
    async with opened(tmp_path, path, size=(200, 50)) as editor:
        view = await shown(editor)
        go_to(view, code)
        await editor.pilot.pause()
        assert f"f proposes: {words}" in editor.picture
        await editor.press("f", "f")
        assert code not in {found.code for found in editor.session.snapshot.findings}
        second = editor.session.data["activities"]["A2"]
        assert {key: second.get(key) for key in written or {}} == (written or {})


async def test_a_proposal_is_seen_where_there_is_little_room(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "BUD103")
        await editor.pilot.pause()
        assert "f proposes: A2.3 has the sum of its budget, 20,000 EUR" in " ".join(editor.picture.split())


async def test_the_footer_offers_a_remedy_only_where_there_is_one(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        for code, is_offered in (("BUD201", False), ("BUD103", True), ("SYN203", True), ("ORG101", False)):
            go_to(view, code)
            await editor.pilot.pause()
            assert ("  f fix  " in editor.picture.splitlines()[-1]) is is_offered


async def test_a_key_that_says_again_what_another_says_is_taken_out(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "SYN203")
        await editor.press("f", "f")
        assert "strat" not in editor.session.snapshot.text


async def test_a_long_finding_ends_in_a_sign_and_the_key_that_shows_all_of_it(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from", size=(80, 24)) as editor:
        view = await shown(editor)
        go_to(view, "BUD201")
        await editor.pilot.pause()
        assert "… x shows all\n" in editor.picture
        await editor.press("x")
        assert "LS.1–LS.12 (verified)" in editor.picture


CASES = sorted((Path(__file__).parents[1] / "rules" / "cases").glob("*.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_editor_says_what_to_do_without_toml_and_commands_of_the_shell(case):
    plan = read_plan(parse(case.read_text(encoding="utf-8")))
    for submit in (False, True):
        for finding in check(plan, load_calls(), date(2026, 8, 1), submit).findings:
            hint = hint_of(finding, "<{}>".format)
            assert not re.search(r"`ka2plan|--\w| = |\[texts|\[ind|\[ign|\[mile|\{", hint), hint


async def test_where_no_remedy_is_certain_it_says_so_and_changes_nothing(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "BUD201")
        await editor.press("f")
        assert not editor.session.snapshot.dirty
        assert "more than one way to fix it" in editor.picture


async def test_a_finding_is_accepted_with_a_reason_and_taken_back(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "WRK104")
        await editor.press("I", *"busy", "enter")
        assert editor.session.snapshot.plan.ignored == {"WRK104 partners.LJU": "busy"}
        assert view.finding.code != "WRK104"
        assert "WRK104 accepted; I on it at the end of the list takes that back, as u does" in editor.picture
        assert "x10 !1 1 late, 1 accepted" in editor.picture.splitlines()[0]
        await editor.press("G", "I")
        assert editor.session.snapshot.plan.ignored == {}


async def test_a_plan_with_nothing_but_what_was_accepted_does_not_pass_for_sound(tmp_path):
    path = copied(tmp_path, "ka220-school")
    text = path.read_text(encoding="utf-8").replace("lump_sum = 250_000", "lump_sum = 400_000")
    path.write_text(text + '\n[ignored."BUD101 project.lump_sum"]\nreason = "to come"\n', encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        ignored = editor.session.snapshot.ignored
        assert [found.severity for found in ignored] == ["error"]
        assert editor.session.snapshot.counts["error"] == 0
        assert "3 late, 1 accepted" in editor.picture.splitlines()[0]


@pytest.mark.parametrize("code", ["SYN203", "WRK104"])
async def test_neither_a_fault_of_the_file_nor_an_empty_reason_is_accepted(tmp_path, code):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, code)
        await editor.press("I", *(["enter"] if code == "WRK104" else []))
        assert not editor.session.snapshot.dirty


async def test_keys_go_to_the_plan_and_to_the_line_of_the_file(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from") as editor:
        view = await shown(editor)
        go_to(view, "DAT102")
        await editor.press("v")
        assert editor.app.main.view.selected == ("milestones", "MS1")
        await shown(editor)
        await editor.press("t")
        assert 'due = "M30"' in editor.app.main.view.searchable(editor.app.main.view.cursor)


async def test_a_file_that_cannot_be_read_has_its_one_finding_here_too(tmp_path):
    path = copied(tmp_path, "ka220-school")
    path.write_text(path.read_text(encoding="utf-8") + "\n[\n", encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        await shown(editor)
        assert "SYN101" in editor.picture
        await editor.press("enter")
        assert editor.app.main.view.NAME == "text"


def test_a_document_is_wrapped_but_its_examples_are_not():
    text = "## Why\n\nOne two\nthree four.\n\n```toml\na = 1   # as it stands\n```\n\n- first\n  goes on\n- second\n"
    lines = ["".join(piece for piece, _style in line) for line in document_lines(text, 12)]
    assert lines == [
        "Why",
        "",
        "One two",
        "three four.",
        "",
        "  a = 1   # as it stands",
        "",
        "- first goes",
        "  on",
        "",
        "- second",
    ]


@pytest.mark.parametrize("text", ["", "format = 1\n", "[project]\n"])
async def test_a_plan_with_nothing_in_it_has_its_findings_listed(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    async with opened(tmp_path, path) as editor:
        view = await shown(editor)
        assert view.finding is not None
        await editor.press("x", "q", "F", "escape", "v", "G", "k", "g")
        assert editor.session.snapshot.text == text


async def test_a_small_terminal_shows_what_fits(tmp_path):
    async with opened(tmp_path, "faults-to-learn-from", size=(20, 5)) as editor:
        view = await shown(editor)
        await editor.press("j", "j", "x", "q", "F", "escape")
        assert view.finding is not None


@pytest.mark.parametrize(
    ("code", "place", "field"),
    [
        ("CAL401", ("project", "priorities"), ("project", "priorities")),
        ("CAL403", ("project", "topics"), ("project", "topics")),
        ("CAL407", ("project", "agency"), ("project", "agency")),
        ("CAL411", ("activities", "A2.2", "venue"), ("activities", "A2.2", "venue", "place")),
        ("CAL412", ("activities", "A2.2", "results"), ("activities", "A2.2", "results")),
        ("ORG131", ("partners", "OSL", "oid"), ("partners", "OSL", "oid")),
        ("ORG151", ("partners", "IES", "papers", "mandate"), ("partners", "IES", "papers", "mandate")),
        ("QUA203", ("activities", "A2.2", "serves"), ("activities", "A2.2", "serves")),
        ("QUA204", ("work_packages", "WP3"), ("indicators",)),
        ("QUA503", ("texts", "project"), ("texts", "project", "summary_objectives")),
        ("QUA503", ("partners", "OSL"), ("texts", "OSL", "presentation")),
    ],
)
async def test_enter_goes_to_the_empty_field_of_what_is_missing(tmp_path, code, place, field):
    async with opened(tmp_path, wanting(tmp_path)) as editor:
        view = await shown(editor)
        view.cursor = next(row for row, found in enumerate(view._found) if found and found[:3:2] == (code, place))
        await editor.press("enter")
        assert editor.app.main.view.NAME == "entry"
        assert editor.app.main.view.selected == field


@pytest.mark.parametrize(
    ("code", "view"),
    [("WRK302", "partners"), ("QUA101", "plan"), ("QUA104", "milestones"), ("SYN304", "entry")],
)
async def test_a_finding_about_several_entries_goes_to_their_list(tmp_path, code, view):
    async with opened(tmp_path, wanting(tmp_path)) as editor:
        findings = await shown(editor)
        go_to(findings, code)
        await editor.press("enter")
        assert view == editor.app.main.view.NAME


async def test_all_of_one_code_are_accepted_with_one_reason_and_taken_back_together(tmp_path):
    async with opened(tmp_path, wanting(tmp_path)) as editor:
        text = editor.session.snapshot.text
        view = await shown(editor)
        go_to(view, "CAL411")
        await editor.press("a", "enter")
        assert editor.session.snapshot.text == text
        await editor.press("a")
        assert "why all 4 CAL411 are accepted:" in editor.picture
        await editor.press(*"online", "enter")
        assert [found.code for found in editor.session.snapshot.ignored] == ["CAL411"] * 4
        assert not any(found.code == "CAL411" for found in editor.session.snapshot.findings)
        view.cursor = next(row for row, found in enumerate(view._found) if found and found.code == "CAL411")
        await editor.press("a")
        assert editor.session.snapshot.ignored == ()
        await editor.press("u", "u")
        assert editor.session.snapshot.text == text


async def test_of_a_narrowed_list_only_what_is_listed_is_accepted_together(tmp_path):
    async with opened(tmp_path, wanting(tmp_path)) as editor:
        editor.app.main.view.select(("work_packages", "WP3"))
        await editor.press("f")
        go_to(editor.app.main.view, "CAL411")
        await editor.press("a", *"online", "enter")
        assert {found.where[1] for found in editor.session.snapshot.ignored} == {"A3.1", "A3.2"}
