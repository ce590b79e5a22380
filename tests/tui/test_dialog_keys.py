"""Keys in dialogs come from the table of all keys: they can be others, and help tells them."""

from __future__ import annotations

import ast

import pytest
from textual.widgets import Input, TextArea

from ka2plan.tui.app.answers import ANSWERS
from ka2plan.tui.app.commands import REPERTOIRE
from ka2plan.tui.app.dialog_actions import DIALOG_ACTIONS
from ka2plan.tui.app.help import HelpPage
from ka2plan.tui.editor.keymap import Keymap
from ka2plan.tui.text.changes_since_save import ToldChanges
from ka2plan.tui.toolkit.dialog_keys import INTERRUPT, LEAVE, TAKE, TAKE_TEXT
from ka2plan.tui.toolkit.dialogs.long_text import LongText
from ka2plan.tui.toolkit.dialogs.picker import Picker
from ka2plan.tui.toolkit.dialogs.prompt import Prompt
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.dialogs.text_box import TextBox
from ka2plan.tui.toolkit.known_keys import as_it_arrives
from tests.conftest import ROOT
from tests.tui.pilot import opened
from tests.tui.test_dialogs import DIALOGS

BY_NAME = {action.name: action for action in DIALOG_ACTIONS}
CLOSED_BY_ANY_KEY = (TextBox, ToldChanges)

NO_KEYS = {name: [] for name in BY_NAME if name not in (LEAVE.name, INTERRUPT.name)}
NO_KEYS |= {LEAVE.name: ["f11"], INTERRUPT.name: []}


class Opening:
    """A dialog that was opened, with what it answered."""

    def __init__(self, editor, kind):
        self.editor, self.kind, self.answers = editor, kind, []
        self.dialog = DIALOGS[kind](editor.app.editor)

    async def press(self, *keys):
        self.editor.app.push_screen(self.dialog, self.answers.append)
        await self.editor.press(*keys)
        return self

    @property
    def outcome(self):
        """The answers, and what is seen but for the line of keys; of help, which tells all keys, the first line."""
        lines = self.editor.picture.splitlines()
        answers = [getattr(answer, "NAME", answer) for answer in self.answers]
        return answers, lines[:1] if self.kind is HelpPage else lines[:-1], self.editor.app.screen is self.dialog

    async def close(self):
        while self.editor.app.screen is not self.editor.app.main:
            self.editor.app.pop_screen()
            await self.editor.pilot.pause()


async def outcome_of(editor, kind, keys, own):
    """What comes of keys in a dialog, with the user's keys."""
    editor.app.editor.keymap = Keymap(REPERTOIRE, own)
    opening = await Opening(editor, kind).press(*keys)
    outcome = opening.outcome
    await opening.close()
    return outcome


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
async def test_what_a_dialog_does_is_in_the_table_for_its_kind(tmp_path, kind):
    async with opened(tmp_path) as editor:
        opening = await Opening(editor, kind).press()
        for action in opening.dialog.actions():
            assert BY_NAME[action.name] is action
            assert kind.KIND in action.dialogs or not action.dialogs, action.name


def test_everything_in_the_table_is_done_by_some_dialog():
    done = {action.name for action in (LEAVE, INTERRUPT, TAKE, *ANSWERS)}
    kinds = {kind.KIND for kind in DIALOGS}
    assert all(action.name in done or set(action.dialogs) <= kinds for action in DIALOG_ACTIONS)


@pytest.mark.parametrize(
    "kind", [kind for kind in DIALOGS if kind not in CLOSED_BY_ANY_KEY], ids=lambda kind: kind.__name__
)
async def test_a_dialog_reacts_to_no_key_that_is_not_in_the_table(tmp_path, kind):
    async with opened(tmp_path, keys=NO_KEYS) as editor:
        opening = await Opening(editor, kind).press()
        untouched = opening.outcome
        await editor.press(*dict.fromkeys(key for action in DIALOG_ACTIONS for key in action.keys))
        assert opening.answers == []
        assert editor.app.screen is opening.dialog
        if opening.dialog.query(Input) or opening.dialog.query(TextArea):
            return  # something was typed
        assert opening.outcome == untouched


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
async def test_every_action_of_a_dialog_can_have_another_key(tmp_path, kind):
    async with opened(tmp_path, size=(100, 40)) as editor:
        opening = await Opening(editor, kind).press()
        actions = [*opening.dialog.actions(), *((LEAVE, INTERRUPT) if kind is Picker else ())]
        await opening.close()
        for action in actions:
            usual = await outcome_of(editor, kind, action.keys[:1], {})
            own = await outcome_of(editor, kind, ("f9",), {action.name: ["f9"]})
            assert own == usual, action.name


async def test_a_long_text_can_be_taken_with_another_key_and_says_so(tmp_path):
    async with opened(tmp_path, keys={TAKE_TEXT.name: ["f9"], TAKE.name: ["f8"], LEAVE.name: ["f7"]}) as editor:
        opening = await Opening(editor, LongText).press("x", "ctrl+s", "f7")
        assert "f8 accepts it, f7 undoes it" in editor.picture
        assert "f9 takes it" in editor.picture.splitlines()[-1]
        await editor.press("f8")
        assert opening.answers == ["becausex"]


async def test_what_is_typed_is_typed_whatever_the_letter_does_elsewhere(tmp_path):
    async with opened(tmp_path, keys={LEAVE.name: ["q", "escape"], TAKE.name: ["x"]}) as editor:
        opening = await Opening(editor, Prompt).press("q", "x", "escape")
        assert opening.answers == [None]
        question = await Opening(editor, Question).press("q")
        assert question.answers == [None]


async def test_an_answer_has_the_key_that_the_user_gave_it_and_shows_it(tmp_path):
    async with opened(tmp_path, keys={"answer.save": ["f9"]}) as editor:
        answers = [Answer("save", "save it", "s"), Answer("discard", "drop it", "d")]
        got = []
        for key in ("s", "d"):
            editor.app.push_screen(Question(editor.app.look, "Now?", answers), got.append)
            await editor.press(key)
        assert got == ["discard"]
        assert "f9    save it" in editor.picture
        await editor.press("f9")
        assert got == ["discard", "save"]


def answers_in_sources():
    for path in (ROOT / "ka2plan" / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Answer" and len(node.args) == 3:
                name, _text, key = node.args
                if isinstance(name, ast.Constant) and isinstance(key, ast.Constant) and key.value != "escape":
                    yield f"answer.{name.value}", (key.value,)


def test_every_answer_to_a_question_is_in_the_table_with_its_key_and_no_others_are():
    assert set(answers_in_sources()) == {(action.name, action.keys) for action in ANSWERS}


@pytest.mark.parametrize("action", DIALOG_ACTIONS, ids=lambda action: action.name)
def test_keys_that_dialogs_have_by_themselves_are_keys_and_stay_theirs(action):
    assert [as_it_arrives(key) for key in action.keys] == list(action.keys)
    assert Keymap(REPERTOIRE).keys_named(action.name) == action.keys


def test_a_key_given_in_dialogs_is_left_to_the_commands_of_views():
    keymap = Keymap(REPERTOIRE, {"question.down": ["u"]})
    assert keymap.keys_named("undo") == ("u", "ctrl+z")
    assert keymap.action_in("question", ["u"]) == "question.down"
    assert keymap.faults == ()


def test_a_key_given_in_one_kind_of_dialog_is_that_of_others_elsewhere():
    keymap = Keymap(REPERTOIRE, {"question.down": ["enter"]})
    assert keymap.action_in("question", ["enter"]) == "question.down"
    assert keymap.action_in("picker", ["enter"]) == "dialog.take"


def test_dialogs_keep_a_way_out():
    keymap = Keymap(REPERTOIRE, {"dialog.leave": []})
    assert keymap.faults == ("keys.toml: dialog.leave must have a key: without it you cannot leave",)
    assert keymap.keys_named("dialog.leave") == ("escape",)


async def test_help_tells_what_keys_do_in_dialogs_by_the_keys_of_the_user(tmp_path):
    own = {action.name: [chr(number)] for number, action in enumerate(DIALOG_ACTIONS, 0x4E00)}
    async with opened(tmp_path, keys=own, size=(100, 400)) as editor:
        await editor.press("?")
        told = editor.picture
        for number, action in enumerate(DIALOG_ACTIONS, 0x4E00):
            assert any(chr(number) in line and action.label in line for line in told.splitlines()), action.name


async def test_the_palette_opens_over_a_dialog_and_does_what_its_keys_do(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "a", *"Pilot lessons", "f3")
        assert "All that can be done here" in editor.picture
        await editor.press(*"all values", "enter")
        assert "Pilot lessons" in editor.session.snapshot.text


async def test_a_command_of_the_view_leaves_the_dialog_from_the_palette(tmp_path):
    async with opened(tmp_path) as editor:
        text = editor.session.snapshot.text
        await editor.press("j", "j", "a", *"Pilot lessons", "f3", *"workload", "enter")
        assert editor.app.editor.view.NAME == "workload"
        assert len(editor.app.screen_stack) == 1
        assert editor.session.snapshot.text == text


async def test_leaving_the_palette_over_a_dialog_leaves_the_dialog_as_it_was(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "t", *"Half", "f3", "escape", *" done", "enter")
        assert editor.session.snapshot.plan.activities["A2.1"].title == "Half done"


async def test_a_text_that_was_changed_is_not_left_by_the_palette(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "enter", "end", *"Note", "f3", *"workload", "enter")
        assert "it was changed" in editor.picture
        await editor.press("ctrl+s")
        assert "Note" in editor.session.snapshot.text


async def test_every_command_that_can_be_refused_says_what_it_works_on():
    from ka2plan.tui.app.commands import REPERTOIRE
    from ka2plan.tui.editor.command import Command

    silent = [
        command.NAME
        for command in REPERTOIRE.commands
        if command.available is not Command.available and command.refusal is Command.refusal and not command.APPLIES_TO
    ]
    assert silent == []
