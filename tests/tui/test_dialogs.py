"""What holds for every dialog: how it is left, and what the last line of the screen says meanwhile."""

from __future__ import annotations

from decimal import Decimal

import pytest
from textual.geometry import Region

from ka2plan.balance.proposal import Change, Idea, Proposal
from ka2plan.document import SetValue
from ka2plan.schedule.slip import slip
from ka2plan.tui.app.help import HelpPage
from ka2plan.tui.app.palette import AllCommands
from ka2plan.tui.budget.matrix import matrix_of
from ka2plan.tui.budget.measure import MoneyMeasure
from ka2plan.tui.dependencies.slip_dialog import Slipping
from ka2plan.tui.editor.amounts.spread import Spread
from ka2plan.tui.editor.amounts.spread_dialog import Spreading
from ka2plan.tui.editor.told_changes import ToldChange
from ka2plan.tui.editor.view import View
from ka2plan.tui.text.changes_since_save import ToldChanges
from ka2plan.tui.toolkit.dialogs.box import Box
from ka2plan.tui.toolkit.dialogs.dialog import Dialog
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Understood
from ka2plan.tui.toolkit.dialogs.long_text import LongText
from ka2plan.tui.toolkit.dialogs.multiple_choice import Marks
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.dialogs.prompt import Prompt
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.dialogs.several_values import Several, Wanted
from ka2plan.tui.toolkit.dialogs.text_box import TextBox
from ka2plan.tui.toolkit.line_list import LineList
from ka2plan.tui.toolkit.line_view import LineView
from ka2plan.tui.workload.proposals_dialog import Proposals
from tests.tui.pilot import opened

CHOICES = [Choice("a", "Apple"), Choice("b", "Bread")]


def proposing(editor):
    idea = Idea("months", "other months", (SetValue(("activities", "A1.1", "effort", "OSL"), {"M1": 2}),))
    proposal = Proposal(idea, (Change(("activities", "A1.1", "effort", "OSL"), 2, {"M1": 2}),), ())
    return Proposals(editor.look, "Too much", ["OSL can give less"], [(1, proposal)], "days")


def spreading(editor):
    plan = editor.plan
    matrix = matrix_of(plan, by_activity=False, unfolded=frozenset())
    key = next(iter(matrix.amounts))
    return Spreading(
        editor.look,
        MoneyMeasure(plan),
        matrix,
        "Spread 10",
        [("", [Spread("all to one", Decimal(1), {key: Decimal(10)})])],
    )


DIALOGS = {
    AllCommands: AllCommands,
    HelpPage: HelpPage,
    InPlace: lambda editor: InPlace(editor.look, Region(20, 5, 30, 1), "M1", Understood),
    LongText: lambda editor: LongText(editor.look, "Needs", "because", 500),
    Marks: lambda editor: Marks(editor.look, "Which", CHOICES, ["a"]),
    Picker: lambda editor: Picker(editor.look, "Which", CHOICES),
    Prompt: lambda editor: Prompt(editor.look, "/"),
    Question: lambda editor: Question(editor.look, "Now?", [Answer("now", "yes", "y"), Answer("", "no", "n")]),
    TextBox: lambda editor: TextBox(editor.look, "About", lambda _width: [[("words", "base")]], editor.clipboard.take),
    Several: lambda editor: Several(editor.look, "New", [Wanted("title", "", Understood)]),
    Slipping: lambda editor: Slipping(
        editor.look,
        "What if A2.2 slips",
        lambda lag, push: slip(editor.plan, ("A2.2",), lag, push=push),
        lambda _text: None,
    ),
    Spreading: spreading,
    Proposals: proposing,
    ToldChanges: lambda editor: ToldChanges(editor.look, [ToldChange("A2.2 starts later", ())]),
}
"""How each dialog is made."""


def every_dialog(base=Dialog):
    for kind in base.__subclasses__():
        if kind is not Box:
            yield kind
        yield from every_dialog(kind)


def test_every_dialog_is_among_those_that_are_tried():
    assert {kind for kind in every_dialog() if kind.__module__.startswith("ka2plan.")} == set(DIALOGS)


def test_all_dialogs_list_things_in_the_same_widget():
    assert set(LineView.__subclasses__()) == {LineList, View}
    assert LineList.__subclasses__() == []


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
async def test_a_dialog_is_left_without_an_answer(tmp_path, kind, key):
    answers = []
    async with opened(tmp_path) as editor:
        editor.app.push_screen(DIALOGS[kind](editor.app.editor), answers.append)
        await editor.pilot.pause()
        assert isinstance(editor.app.screen, kind)
        await editor.press(key)
        assert editor.app.screen is editor.app.main
        assert answers == [None]


@pytest.mark.parametrize("kind", [kind for kind in DIALOGS if kind is not Prompt], ids=lambda kind: kind.__name__)
async def test_the_last_line_tells_the_keys_of_the_dialog_and_not_those_of_the_view(tmp_path, kind):
    async with opened(tmp_path) as editor:
        editor.app.push_screen(DIALOGS[kind](editor.app.editor))
        await editor.pilot.pause()
        last = editor.picture.splitlines()[23]
        assert "esc " in last
        assert "? help" not in last
        await editor.press("escape")
        assert "? help" in editor.picture.splitlines()[23]


async def test_the_way_out_of_a_slip_that_moves_nothing_is_in_sight_at_any_size(tmp_path):
    async with opened(tmp_path, size=(20, 6)) as editor:
        await editor.press("j", "j", "v", "<", "enter")
        assert isinstance(editor.app.screen, Slipping)
        assert "esc leaves" in editor.picture
        await editor.press("q")
        assert editor.app.screen is editor.app.main


async def test_enter_on_a_slip_that_moves_nothing_says_so(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "v", "<", "enter")
        assert "there is nothing to write" in editor.picture


async def test_a_changed_text_warns_until_one_goes_on(tmp_path):
    async with opened(tmp_path) as editor:
        text = LongText(editor.app.editor.look, "Needs", "because", None)
        editor.app.push_screen(text)
        await editor.press("x", "escape")
        assert "it was changed" in editor.picture
        await editor.press("y")
        assert "it was changed" not in editor.picture
        assert "becausexy" in editor.picture
        await editor.press("escape", "left")
        assert "it was changed" not in editor.picture
        await editor.press("escape", "escape")
        assert editor.app.screen is editor.app.main


async def test_ctrl_c_copies_what_is_selected_in_a_text(tmp_path):
    async with opened(tmp_path) as editor:
        editor.app.push_screen(LongText(editor.app.editor.look, "Needs", "because", None))
        await editor.press("shift+home", "ctrl+c")
        assert isinstance(editor.app.screen, LongText)
        assert editor.app.clipboard == "because"


async def test_help_has_a_title_a_position_and_the_keys_before_the_signs(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("?")
        first = editor.picture.splitlines()[0]
        assert "Help: plan" in first
        assert first.split()[-1].startswith("22/")
        await editor.press("G")
        place, _slash, count = editor.picture.splitlines()[0].split()[-1].partition("/")
        assert place == count
        assert "ka220-school.toml in" in editor.picture


async def test_help_is_searched_and_keys_without_a_meaning_neither_close_it_nor_reach_the_plan(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("?", "u", "n", "d", "x", "enter")
        assert isinstance(editor.app.screen, HelpPage)
        await editor.press("/", *"critical", "enter")
        assert "on the critical path: the longest" in editor.picture
        await editor.press("/", *"no such word", "enter")
        assert "is not in this help" in editor.picture
        await editor.press("q")
        assert editor.app.screen is editor.app.main
        assert not editor.session.snapshot.dirty


@pytest.mark.parametrize("ends_first", [False, True])
async def test_a_dialog_that_opens_while_the_editor_ends_is_no_fault(tmp_path, ends_first):
    """Such as what was left by another editor, offered behind the first picture, where `q` was typed at once."""
    async with opened(tmp_path) as editor:
        app = editor.app
        question = Question(app.look, "Now?", [Answer("now", "yes", "y"), Answer("", "no", "n")])
        steps = [lambda: app.editor.ask(question, lambda _answer: None), lambda: app.exit(0)]
        for step in reversed(steps) if ends_first else steps:
            step()
    assert app.fault is None
    assert app.return_code == 0
